"""LibreOffice works out every formula of Indicator and Checks again: Python wrote the same."""

import dataclasses
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest

from tests.support.explore_template import write_template
from tests.support.libreoffice import converted, needs_libreoffice
from tests.support.made_up import AS_AT, MONTHS, made_up_dashboard, made_up_outside, with_parts
from workbook.sheets.all_indicators import values as all_indicators
from workbook.sheets.checks import values as checks
from workbook.sheets.data import values as data
from workbook.sheets.indicator import values as indicator
from workbook.sheets.peers import values as peers
from workbook.sheets.sources import values as sources
from workbook.sheets.ward_data import values as ward_data
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.series.level import Trend

pytestmark = needs_libreoffice

FEW_WARDS = 6
"""Ward series kept: enough to be found among others, few enough to be quick."""


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "template.xlsx"
    write_template(path)
    return path


CHANGES: Final[dict[str, dict[str, Any]]] = {
    "burglary": {
        "watched": made_up_outside(z=-2.7),
        "level": {"trend": Trend.NO_CLEAR_CHANGE, "low": -33.3, "high": 113.2},
        "monthly": {"lower": (None,) * MONTHS, "upper": (None,) * MONTHS},
    },
    "robbery": {
        "exception": made_up_outside(back=AS_AT - 1),
        "level": {"trend": None, "change": None, "low": None, "high": None},
    },
}
"""Worth watching, and no range but a level; an exception that is over, and no trend."""


def write_for(choice: str, template: Path, folder: Path) -> Path:
    """A workbook filled for a choice."""
    dashboard = made_up_dashboard()
    dashboard = dataclasses.replace(
        dashboard,
        wards=dashboard.wards[:FEW_WARDS],
        assessments=tuple(
            with_parts(a, **CHANGES.get(a.indicator.id, {})) for a in dashboard.assessments
        ),
    )
    filled = folder / "filled.xlsx"
    writes = [
        write
        for module in (all_indicators, peers, sources, data, ward_data, checks)
        for write in module.blocks(dashboard)
    ]
    HeadlessWorkbook.open(template).write(
        [*writes, *indicator.blocks(dashboard, choice)],
        filled,
        as_at=dashboard.as_at.first_day,
    )
    return filled


def cells(path: Path, *, formulas: bool) -> dict[tuple[str, str], object]:
    """The formulas of Indicator and Checks, or the values of all cells there, by sheet and place.

    Read-only, sheet by sheet: the whole workbook would take seconds.
    """
    book = openpyxl.load_workbook(path, read_only=True, data_only=not formulas)
    found: dict[tuple[str, str], object] = {
        (sheet, cell.coordinate): cell.value
        for sheet in ("Indicator", "Checks")
        for row in book[sheet].iter_rows()
        for cell in row
        if cell.value is not None and (cell.data_type == "f" or not formulas)
    }
    book.close()
    return found


def same(ours: object, theirs: object) -> bool:
    if isinstance(ours, (int, float)) and isinstance(theirs, (int, float)):
        return ours == pytest.approx(theirs, rel=1e-9, abs=1e-9)
    return (ours or None) == (theirs or None)


@pytest.mark.parametrize(
    "choice",
    [
        *("Burglary", "Reoffending, % ‡", "Possession of weapons", "Homicide", "Shoplifting"),
        "Robbery",
    ],
    ids=["a count", "a share", "a gap", "no data", "an exception", "an exception that is over"],
)
def test_recalculation_changes_nothing(choice: str, empty: Path, tmp_path: Path) -> None:
    path = write_for(choice, empty, tmp_path)
    ours = cells(path, formulas=False)
    again = converted(path, tmp_path / "recalculated", "xlsx:Calc MS Excel 2007 XML")
    theirs = cells(again, formulas=False)
    compared = [(at, ours.get(at), theirs.get(at)) for at in cells(path, formulas=True)]

    assert {at[0] for at, *_ in compared} == {"Indicator", "Checks"}
    assert [found for found in compared if not same(found[1], found[2])] == []
