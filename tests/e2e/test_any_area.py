"""Workbooks of areas of all kinds: made, filled with made-up figures, checked, opened, printed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.support.drawn_maps import built, filled
from tests.support.libreoffice import needs_libreoffice, pdf, printed_pages
from workbook.check.accessibility import accessibility
from workbook.check.lint import faults
from workbook.sheets.map.layout import DRAWN
from workbook.sheets.map.parts import drawn_wards
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.maps.outlines import ward_outlines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

AREAS = (
    "Isles of Scilly",
    "City of London",
    "Kingston upon Thames",
    "Birmingham",
    "Cornwall",
    "King's Lynn and West Norfolk",
    "Bournemouth",
    "Wycombe",
    "Dartford and Gravesham",
    "Dorset",
    "Cwm Taf",
    "Isle of Anglesey",
)
"""One ward, none of its own people, the largest, long names, parts of an authority, several
authorities, wards of one name, Wales, islands."""

PRINTED = {"Cwm Taf": 2, "Bournemouth": 1}
"""Pages that the map takes."""


@pytest.fixture(scope="module")
def workbook_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The filled workbook of an area, made once."""

    @cache
    def made(area: str) -> Path:
        return filled(built(area, tmp_path_factory.mktemp("area")), area)

    return made


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
@pytest.mark.parametrize("area", AREAS)
def test_a_workbook_of_any_area_is_whole(area: str, workbook_of: Callable[[str], Path]) -> None:
    path = workbook_of(area)

    assert faults(path) == ()
    assert [rule for rule in accessibility(path) if rule.faults] == []
    openpyxl.load_workbook(path).close()
    drawn = drawn_wards(HeadlessWorkbook.open(path).block_values(DRAWN.name))
    assert [ward.code for ward in drawn] == [o.code for o in ward_outlines(area).found.outlines]


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize(("area", "count"), PRINTED.items(), ids=list(PRINTED))
def test_the_map_of_any_area_is_printed(
    area: str, count: int, workbook_of: Callable[[str], Path], tmp_path: Path
) -> None:
    pages = printed_pages(pdf(workbook_of(area), tmp_path))

    of_map = [page for page in pages if "Map: residential burglary by ward" in page.text]
    assert len(of_map) == count
    assert not any("###" in page.text for page in of_map)
