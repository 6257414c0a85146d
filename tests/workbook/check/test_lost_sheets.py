"""A sheet that people renamed is known by its tables or its cells; one that is gone is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.excel_package import ExcelPackage
from tests.support.inserted_rows import rename_sheet
from tests.support.sheets_at_work import delete_sheet
from workbook.check.checks import surface_faults
from workbook.lost_sheets import lost_sheets
from workbook.refresh import settings_of
from workbook.sheets.registry import sheets
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.resources import templates_folder

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATE = templates_folder() / "Dashboard.xlsx"
SETTINGS = settings_of(HeadlessWorkbook.open(TEMPLATE))
NAMES = tuple(sheet.name for sheet in sheets(SETTINGS))


class EveryNameChanged(HeadlessWorkbook):
    """A workbook none of whose sheets has its name."""

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """Other names."""
        return tuple(f"Ours {name}" for name in super().sheet_names)


def test_every_sheet_is_known_under_any_name() -> None:
    assert lost_sheets(EveryNameChanged.open(TEMPLATE), SETTINGS) == ()


def test_a_sheet_in_other_letters_is_there(tmp_path: Path) -> None:
    book = ExcelPackage(TEMPLATE)
    rename_sheet(book, "Help", "HELP")
    book.save(tmp_path / "Board.xlsx")
    assert surface_faults(HeadlessWorkbook.open(tmp_path / "Board.xlsx")) == ()


@pytest.mark.parametrize("name", ["Overall", "Data"])
def test_a_renamed_sheet_is_no_fault_and_a_deleted_one_is(name: str, tmp_path: Path) -> None:
    book = ExcelPackage(TEMPLATE)
    rename_sheet(book, name, "Ours & theirs'")
    book.save(tmp_path / "Renamed.xlsx")
    assert surface_faults(HeadlessWorkbook.open(tmp_path / "Renamed.xlsx")) == ()
    book = ExcelPackage(TEMPLATE)
    delete_sheet(book, name)
    book.save(tmp_path / "Deleted.xlsx")
    assert (
        f"The sheet '{name}' is missing: go back to a copy that has it, or run `safer build`."
        in surface_faults(HeadlessWorkbook.open(tmp_path / "Deleted.xlsx"))
    )
