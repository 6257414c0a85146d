"""Areas by any of their names: the bundled list, and one that lies with the extracts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from xlsrc.domain.area import Area
from xlsrc.domain.errors import ExtractError
from xlsrc.domain.indicator import Source
from xlsrc.extracts.places import places_for, shipped_places
from xlsrc.extracts.store import Store

if TYPE_CHECKING:
    from pathlib import Path

NEW_COUNCIL = Area(code="E06000999", name="Middle Riding")
OWN = """\
code,name,aliases,group,has_mps_data
E06000999,Middle Riding,Mid Riding|MRC,riding,no
E09000003,Barnet,LB Barnet|Finchley,outer,yes
"""
RETURN = """\
indicator,area,month,value,numerator,denominator,note
asb_incidents,MRC,2025-11,12,,,
asb_incidents,MRC,2025-12,14,,,
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "areas.csv").write_text(OWN, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["E06000999", "middle riding", "Mid Riding", "M.R.C."])
def test_an_area_of_the_folders_own_list_goes_by_all_its_names(folder: Path, name: str) -> None:
    assert places_for(folder).known(name) == NEW_COUNCIL


def test_names_of_the_folders_own_list_lack_what_nobody_sees(tmp_path: Path) -> None:
    seen = OWN.replace("Middle Riding", "Mid\x07dle\x85 Ri\x1bding\ufffe")
    (tmp_path / "areas.csv").write_text(seen, encoding="utf-8")

    assert places_for(tmp_path).known("E06000999") == NEW_COUNCIL


def test_the_boroughs_of_the_bundled_list_are_known_beside_them(folder: Path) -> None:
    known = places_for(folder)

    assert [known.known(name) for name in ("Finchley", "Tower Hamlets")] == [
        Area(code="E09000003", name="Barnet"),
        Area(code="E09000030", name="Tower Hamlets"),
    ]


def test_a_folder_without_a_list_goes_by_the_bundled_one(tmp_path: Path) -> None:
    assert places_for(tmp_path) is shipped_places()


def test_a_list_without_a_column_says_which(tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text("code,name,group,has_mps_data\n", encoding="utf-8")

    with pytest.raises(ExtractError, match="found no aliases"):
        places_for(tmp_path)


def test_a_return_of_an_area_of_the_list_is_read_though_it_was_kept_by_another(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cache = tmp_path_factory.mktemp("cache")
    (folder / "return.csv").write_text(RETURN, encoding="utf-8")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "return.csv").write_text(RETURN, encoding="utf-8")

    without = Store.open(elsewhere, cache=cache)
    found = Store.open(folder, cache=cache)

    assert "an area's name or code was wanted; found 'MRC'" in without.faults[0]
    assert [one.areas for one in found.extracts if one.source is Source.PARTNER_RETURN] == [
        (NEW_COUNCIL,)
    ]
    assert found.area("mid riding") == NEW_COUNCIL


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("Sheffeild", "Sheffield or "),
        ("S. Yorks", "South Yorkshire or North Yorkshire"),
        ("W Mids", "West Midlands or "),
        ("Walkley", "Sheffield, in which it lies"),
        ("Crookes & Crosspool", "Sheffield, in which it lies"),
        ("E01007913", "Sheffield, in which it lies"),
        ("Barnett", "Barnet or "),
    ],
)
def test_the_nearest_of_all_areas_comes_first(written: str, offered: str) -> None:
    assert shipped_places().nearest(written).startswith(offered)
