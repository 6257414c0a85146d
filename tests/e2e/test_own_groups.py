"""The workbook of a group of areas that only the list beside the extracts knows."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.support.own_groups import LONG_GROUP, with_own_groups
from workbook.build.build import build
from workbook.check.checks import faults
from workbook.new_workbook import New, new
from workbook.pack.packing import packed
from workbook.refresh import refresh
from workbook.sheets.map.layout import DRAWN
from workbook.sheets.map.parts import drawn_wards
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import TableError
from xlsrc.extracts.places import places_for
from xlsrc.national.areas import ward_codes

if TYPE_CHECKING:
    from pathlib import Path


def quietly(_step: str) -> None:
    """Report nothing."""


def drawn(path: Path) -> set[str]:
    return {one.code for one in drawn_wards(HeadlessWorkbook.open(path).block_values(DRAWN.name))}


@pytest.fixture(scope="module")
def extracts(south_yorkshire: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own") / "extracts"
    return with_own_groups(shutil.copytree(south_yorkshire, folder))


@pytest.fixture(scope="module")
def group(extracts: Path, tmp_path_factory: pytest.TempPathFactory) -> New:
    out = tmp_path_factory.mktemp("group") / "group.xlsx"
    return new("don valley", extracts=extracts, out=out, progress=quietly)


@pytest.fixture(scope="module")
def wards(extracts: Path) -> set[str]:
    whole = places_for(extracts).whole_of(LONG_GROUP)
    assert whole is not None
    return set(ward_codes(whole))


def test_a_group_has_its_figures_and_its_map(group: New, wards: set[str]) -> None:
    assert group.settings.area == LONG_GROUP
    assert group.refreshed is not None
    year = 12 * 6 + sum(int(f"{number:02d}"[-1]) % 3 for number in range(1, 13))
    burglary = next(
        one for one in group.refreshed.dashboard.assessments if one.indicator.id == "burglary"
    )
    assert burglary.volume.last_12 == 2 * year
    assert drawn(group.path) == wards


def test_where_the_extracts_are_not_at_hand_it_is_in_order_and_packed(
    group: New, tmp_path: Path
) -> None:
    assert faults(group.path) == ()
    assert len(packed(group.path, out=tmp_path, progress=quietly)) == 2


def test_without_its_list_the_refresh_says_who_is_not_known(
    group: New, south_yorkshire: Path, tmp_path: Path
) -> None:
    with pytest.raises(TableError, match=f"'{LONG_GROUP}' is no area of England and Wales"):
        refresh(group.path, south_yorkshire, out=tmp_path / "refreshed.xlsx")


def test_it_is_built_again_with_its_map(
    group: New, extracts: Path, wards: set[str], tmp_path: Path
) -> None:
    for workbook, area in ((group.path, None), (None, "Don Valley")):
        made = build(
            workbook,
            area=area,
            out=tmp_path / f"{area}.xlsx",
            extracts=extracts,
            progress=quietly,
        )
        assert faults(made.path) == ()
        assert drawn(made.path) == wards
