from __future__ import annotations

import dataclasses
import datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlsxwriter

from tests.support.paths import EXCEL_FILES
from workbook.package.archive import Archive
from workbook.package.dates import date_styles, moment, serial
from workbook.package.structure import structure
from workbook.surfaces.headless import HeadlessWorkbook

if TYPE_CHECKING:
    from pathlib import Path

BUNDLED = sorted(EXCEL_FILES.glob("*.xlsx"))


def shows_a_date(number_format: str, tmp_path: Path) -> bool:
    """Whether a cell of that format is read as a date."""
    path = tmp_path / "format.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", 45_658, book.add_format({"num_format": number_format}))
    archive = Archive.read(path)
    return bool(date_styles(archive, structure(archive).styles))


@pytest.mark.parametrize(
    "number_format",
    ["mmm yy", "d mmmm yyyy;@", "[$-809]dd/mm/yyyy", "dddd", "h:mm", "yyyy-mm-dd\\Thh:mm:ss"],
)
def test_a_format_with_parts_of_a_date_shows_one(number_format: str, tmp_path: Path) -> None:
    assert shows_a_date(number_format, tmp_path)


@pytest.mark.parametrize(
    "number_format",
    ["#,##0", "0.0%", '0 "days"', "[Red]0.00", "0\\d", "_s0", "[h]:mm", "General", "0;mmm"],
)
def test_a_format_without_parts_of_a_date_shows_none(number_format: str, tmp_path: Path) -> None:
    assert not shows_a_date(number_format, tmp_path)


@pytest.mark.parametrize(
    ("number", "date"),
    [
        (1, datetime.datetime(1900, 1, 1)),  # noqa: DTZ001 - dates of cells have no zone
        (59, datetime.datetime(1900, 2, 28)),  # noqa: DTZ001
        (61, datetime.datetime(1900, 3, 1)),  # noqa: DTZ001
        (45_658, datetime.datetime(2025, 1, 1)),  # noqa: DTZ001
        (45_658.75, datetime.datetime(2025, 1, 1, 18)),  # noqa: DTZ001
    ],
)
def test_a_day_number_is_the_date_that_excel_shows(number: float, date: datetime.date) -> None:
    assert (moment(number, date_1904=False), serial(date, date_1904=False)) == (date, number)


@pytest.mark.parametrize("number", [-1, 0.5, 2_958_466])
def test_a_number_beyond_the_calendar_stays_a_number(number: float) -> None:
    assert moment(number, date_1904=False) == number


def test_the_calendar_of_1904_begins_later() -> None:
    assert moment(44_196, date_1904=True) == datetime.datetime(2025, 1, 1)  # noqa: DTZ001


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
@pytest.mark.parametrize("path", BUNDLED, ids=[path.stem for path in BUNDLED])
def test_cells_are_read_as_openpyxl_reads_them(path: Path) -> None:
    oracle = openpyxl.load_workbook(path, data_only=True)
    archive = Archive.read(path)
    names = {
        sheet.title.casefold(): f"'{sheet.title}'!$A$1:${sheet.dimensions.rpartition(':')[2]}"
        for sheet in oracle.worksheets
    }
    ours = HeadlessWorkbook(archive, dataclasses.replace(structure(archive), names=names))

    wanted = {sheet.title: tuple(sheet.values) or ((None,),) for sheet in oracle.worksheets}
    assert {name: ours.block_values(name) for name in wanted} == wanted
