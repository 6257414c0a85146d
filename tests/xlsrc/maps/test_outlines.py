from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.own_groups import LONG_GROUP, PARTS_OF_SHEFFIELD, with_own_groups
from tests.xlsrc.maps.test_boundary_file import geojson
from xlsrc.domain.errors import ExtractError
from xlsrc.maps.outlines import BEST_FIT, LSOAS, lsoa_outlines, ward_outlines

if TYPE_CHECKING:
    from pathlib import Path

SCILLY = "E06000053"
NEW = {"WD30CD": "E05099001", "WD30NM": "New Ward", "LAD30CD": SCILLY}
OLD = {"WD24CD": "E05099001", "WD24NM": "Old Ward", "LAD24CD": SCILLY}
WIDE = 20.0
"""Hundredths of a degree: a square larger than the Isles of Scilly."""


def boundaries(folder: Path) -> Path:
    (folder / "boundaries").mkdir()
    return folder / "boundaries"


@pytest.mark.parametrize(
    ("area", "wards", "lsoas"),
    [("Sheffield", 28, 343), ("Cwm Taf", 57, 189), ("Wycombe", 16, 110), ("Isles of Scilly", 1, 1)],
)
def test_any_area_has_outlines(area: str, wards: int, lsoas: int) -> None:
    found = ward_outlines(area), lsoa_outlines(area)

    assert [len(one.found.outlines) for one in found] == [wards, lsoas]
    assert [one.source for one in found] == [BEST_FIT, LSOAS]


def test_a_group_of_the_partnerships_own_list_has_its_members_outlines(tmp_path: Path) -> None:
    beside = with_own_groups(tmp_path)
    whole = ward_outlines(LONG_GROUP, beside=beside), lsoa_outlines("don valley", beside=beside)
    parts = ward_outlines(PARTS_OF_SHEFFIELD, beside=beside)

    # Sheffield's 28 wards and 343 LSOAs, Rotherham's 25 and 170.
    assert [len(one.found.outlines) for one in whole] == [28 + 25, 343 + 170]
    assert [one.source for one in whole] == [BEST_FIT, LSOAS]
    assert {"E05010857", "E05010858"} < {one.code for one in parts.found.outlines}
    assert len(parts.found.outlines) == 3


def test_boundaries_beside_the_extracts_are_a_groups_too(tmp_path: Path) -> None:
    """A file of wards that the look-ups do not know is of the authorities that it names."""
    geojson(boundaries(tmp_path) / "w.geojson", NEW | {"LAD30CD": "E08000019"}, wide=WIDE * 5)

    found = ward_outlines(LONG_GROUP, beside=with_own_groups(tmp_path))
    assert found.source == "Outlines of wards: boundaries of 2030 (ONS)."


def test_london_s_wards_are_the_sample_s_own() -> None:
    found = ward_outlines("Barnet")

    assert found.source == "Outlines of wards: boundaries of 2024 (ONS)."
    assert len(found.found.outlines) == 24


def test_a_shipped_file_with_a_few_wards_of_an_area_is_not_drawn() -> None:
    assert ward_outlines("City of London").source == BEST_FIT


def test_boundaries_beside_the_extracts_go_first(tmp_path: Path) -> None:
    geojson(boundaries(tmp_path) / "wards.geojson", NEW, wide=WIDE)

    found = ward_outlines("Isles of Scilly", beside=tmp_path)
    assert [outline.name for outline in found.found.outlines] == ["New Ward"]
    assert found.source == "Outlines of wards: boundaries of 2030 (ONS)."


def test_of_several_the_newest_are_drawn(tmp_path: Path) -> None:
    folder = boundaries(tmp_path)
    geojson(folder / "a.geojson", NEW, wide=WIDE)
    geojson(folder / "b.geojson", OLD, wide=WIDE)

    found = ward_outlines("Isles of Scilly", beside=tmp_path).found
    assert [outline.name for outline in found.outlines] == ["New Ward"]


def test_boundaries_of_others_beside_the_extracts_are_left(tmp_path: Path) -> None:
    geojson(boundaries(tmp_path) / "wards.geojson", NEW)

    assert ward_outlines("Leeds", beside=tmp_path).source == BEST_FIT


def test_boundaries_of_a_part_beside_the_extracts_are_left(tmp_path: Path) -> None:
    geojson(boundaries(tmp_path) / "wards.geojson", NEW, wide=0.1)

    assert ward_outlines("Isles of Scilly", beside=tmp_path).source == BEST_FIT


def test_a_file_given_goes_before_all(tmp_path: Path) -> None:
    geojson(boundaries(tmp_path) / "wards.geojson", NEW)
    given = geojson(tmp_path / "given.geojson", OLD)

    found = ward_outlines("Isles of Scilly", given, tmp_path)
    assert found.source == "Outlines of wards: boundaries of 2024 (ONS)."


@pytest.mark.parametrize(
    ("area", "found"), [("Leeds", "found others"), ("Isles of Scilly", "found a column LAD24CD")]
)
def test_a_file_given_without_the_area_is_refused(tmp_path: Path, area: str, found: str) -> None:
    one = {"LAD24CD": SCILLY, "LAD24NM": area} if area == "Isles of Scilly" else OLD
    given = geojson(tmp_path / "given.geojson", one)

    with pytest.raises(ExtractError, match=rf"the wards of {area} were wanted; {found}"):
        ward_outlines(area, given)


def test_an_unknown_area_has_no_outlines() -> None:
    found = ward_outlines("Atlantis")

    assert (found.found.outlines, found.source) == ((), "")
