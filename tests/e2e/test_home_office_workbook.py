"""A workbook whose only source is Home Office tables, from made-up files: whole, and no months."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.support.by_quarter import made_up_rows, saved
from tests.support.libreoffice import needs_libreoffice, recalculated
from tests.support.parity.small import settings_of_rows, small_rows
from workbook.build.author import author
from workbook.check.checks import faults
from workbook.refresh import refresh

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

SOURCE, LAG = 5, 10
PLACES = ("Gwynedd", "Powys", "Bath & North East Somerset", "Dorset")
"""Welsh ones, one with "&", one of which there is an authority and a partnership."""


def home_office_workbook(area: str, folder: Path) -> Path:
    """A template for an area with burglary and shoplifting by the quarter, refreshed."""
    saved(folder / "extracts", made_up_rows(PLACES))
    rows = small_rows(ids=("burglary", "shoplifting"), area=area)
    for row in rows["Definitions"]:
        row[SOURCE], row[LAG] = "Home Office CSP tables", 4
    template = folder / "template.xlsx"
    author(template, settings_of_rows(rows), rows)
    return refresh(template, folder / "extracts", out=folder / "shown.xlsx").path


def opened(path: Path) -> Workbook:
    with warnings.catch_warnings():
        # openpyxl says of sparklines and text boxes that it would lose them if it saved the file.
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path, data_only=True)


@pytest.mark.slow
@pytest.mark.parametrize("area", ["Gwynedd", "Bath and North East Somerset", "Dorset"])
def test_every_partnership_has_its_workbook(area: str, tmp_path: Path) -> None:
    shown = home_office_workbook(area, tmp_path)

    assert faults(shown) == ()
    book = opened(shown)
    assert book["Summary"]["A1"].value == f"{area}: crime and community safety summary"
    figures = {cell.value for row in book["All indicators"].iter_rows() for cell in row}
    file = {"Bath and North East Somerset": "Bath & North East Somerset"}.get(area, area)
    for offence in ("Residential burglary", "Shoplifting"):
        assert year_of(file, offence) in figures


def year_of(name: str, offence: str) -> int:
    """The four quarters of 2024/25 of a name in the made-up tables."""
    counts = [
        int(str(count))
        for year, _, _, csp, what, *_, count in made_up_rows(PLACES)
        if (year, csp, what) == ("2024/25", name, offence)
    ]
    assert len(counts) == 4
    return sum(counts)


@pytest.mark.slow
@needs_libreoffice
def test_its_formulas_give_what_was_written(tmp_path: Path) -> None:
    shown = home_office_workbook("Gwynedd", tmp_path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        written, again = opened(shown), recalculated(shown, tmp_path / "again")

    compared = [
        (name, cell.coordinate, cell.value, again[name][cell.coordinate].value)
        for name in ("Indicator", "Checks")
        for row in written[name].iter_rows()
        for cell in row
    ]
    assert [found for found in compared if not same(found[2], found[3])] == []
    agreeing = [found[2] for found in compared if found[0] == "Checks" and found[2] is True]
    assert len(agreeing) == 12  # of two indicators volumes and changes; rates need residents


def same(ours: object, theirs: object) -> bool:
    if isinstance(ours, (int, float)) and isinstance(theirs, (int, float)):
        return ours == pytest.approx(theirs, rel=1e-9, abs=1e-9)
    return (ours or None) == (theirs or None)
