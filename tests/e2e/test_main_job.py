"""The main job on the bundled sample: the workbook opens everywhere and its figures are right."""

from __future__ import annotations

import datetime
import re
import shutil
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest

from tests.support.libreoffice import needs_libreoffice, recalculated
from tests.support.ooxml import OFFICE_VERSIONS, OLDEST_AND_NEWEST, needs_validator, schema_errors
from workbook.check.accessibility import accessibility
from workbook.check.checks import faults
from workbook.refresh import Refreshed, refresh
from xlsrc.domain.errors import AreaError, ExtractError, TableError, WorkbookLockedError
from xlsrc.domain.month import Month
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


# openpyxl says of each workbook with sparklines or text boxes what it would lose if it saved it.
pytestmark = pytest.mark.filterwarnings("ignore:.*is not supported:UserWarning")


def test_a_second_refresh_gives_the_same_bytes(
    sample: Refreshed, template: Path, tmp_path: Path
) -> None:
    again = refresh(template, data_folder(), out=tmp_path / "again.xlsx")

    assert again.path.read_bytes() == sample.path.read_bytes()


def test_refreshing_the_refreshed_workbook_changes_nothing(
    sample: Refreshed, tmp_path: Path
) -> None:
    again = refresh(sample.path, data_folder(), out=tmp_path / "again.xlsx")

    assert again.path.read_bytes() == sample.path.read_bytes()


def test_a_newer_month_needs_no_new_workbook(
    sample_book: openpyxl.Workbook, template: Path, tmp_path: Path
) -> None:
    november = refresh(
        template, data_folder(), as_at=Month.of(2025, 11), out=tmp_path / "november.xlsx"
    )
    december = refresh(november.path, data_folder(), out=tmp_path / "december.xlsx")
    book = openpyxl.load_workbook(december.path, data_only=True)

    # An analyst's view speaks of the month in which the workbook first showed it.
    assert _but_for_months_of_views(book) == _but_for_months_of_views(sample_book)


ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!"})
"""Excel's errors, without the one for a figure that is not there."""


@needs_validator
@pytest.mark.parametrize("version", OLDEST_AND_NEWEST)
def test_the_workbook_is_valid_for_the_oldest_and_the_newest_office(
    sample: Refreshed, version: str
) -> None:
    assert schema_errors(sample.path, version) == []


@needs_validator
@pytest.mark.parametrize("version", OFFICE_VERSIONS)
def test_the_template_is_valid_for_every_version_of_office(template: Path, version: str) -> None:
    assert schema_errors(template, version) == []


def test_the_workbook_has_no_element_that_the_template_lacks(
    sample: Refreshed, template: Path
) -> None:
    """So the versions that are tried on the template alone would find no more in the workbook."""
    of_template, of_sample = (_kinds_of_element(path) for path in (template, sample.path))

    # A text that stands in its cell is as old as the format: the oldest version knows it.
    assert of_sample - of_template == {"is"}


def _kinds_of_element(path: Path) -> set[str]:
    """The names of the parts of a workbook, and of all elements and attributes in them."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name).decode("latin-1") for name in package.namelist()}
    texts = [text for name, text in parts.items() if name.endswith((".xml", ".rels"))]
    return {*parts, *(name for text in texts for name in re.findall(r"<([\w:]+)", text)),
            *(name for text in texts for name in re.findall(r' ([\w:]+)="', text))}  # fmt: skip


def test_our_own_check_finds_no_fault(sample: Refreshed) -> None:
    assert faults(sample.path) == ()


def test_the_sample_keeps_every_rule_of_accessibility(sample: Refreshed) -> None:
    assert [fault for rule in accessibility(sample.path) for fault in rule.faults] == []


@pytest.fixture(scope="module")
def book(sample: Refreshed, tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    """The sample as LibreOffice works it out again."""
    return recalculated(sample.path, tmp_path_factory.mktemp("recalculated"))


@needs_libreoffice
def test_every_check_is_true_when_libreoffice_recalculates(book: openpyxl.Workbook) -> None:
    agrees = [row[-1] for row in _table(book, "Checks")]
    assert agrees
    assert set(agrees) == {True}


@needs_libreoffice
def test_no_formula_gives_an_error_when_libreoffice_recalculates(book: openpyxl.Workbook) -> None:
    errors = [
        f"{sheet.title}!{cell.coordinate} {cell.value}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value in ERRORS
    ]
    assert errors == []


@needs_libreoffice
def test_heat_tables_add_up_as_libreoffice_recalculates(
    sample_book: openpyxl.Workbook, book: openpyxl.Workbook
) -> None:
    figures = {
        cell.coordinate: cell.value
        for row in sample_book["Heat tables"].iter_rows(min_row=4, max_col=14)
        for cell in row
        if isinstance(cell.value, (int, float))
    }

    assert figures == pytest.approx({at: book["Heat tables"][at].value for at in figures})


@pytest.fixture(scope="module")
def by_openpyxl(sample: Refreshed) -> Iterator[pd.ExcelFile]:
    with pd.ExcelFile(sample.path, engine="openpyxl") as read:
        yield read


@pytest.fixture(scope="module")
def all_indicators(by_openpyxl: pd.ExcelFile, sample_book: openpyxl.Workbook) -> pd.DataFrame:
    return _frame(by_openpyxl, sample_book, "All indicators")


def test_pandas_reads_the_published_figures_from_cached_values(
    all_indicators: pd.DataFrame,
) -> None:
    frame = all_indicators.set_index("Indicator")

    assert list(frame.loc["Burglary", ["Last 12 months", "Year before"]]) == [2089, 2433]


def test_calamine_reads_the_same_figures_as_openpyxl(
    sample: Refreshed, all_indicators: pd.DataFrame, sample_book: openpyxl.Workbook
) -> None:
    with pd.ExcelFile(sample.path, engine="calamine") as read:
        by_calamine = _frame(read, sample_book, "All indicators")

    pd.testing.assert_frame_equal(all_indicators, by_calamine, check_dtype=False)


def test_an_absent_figure_is_a_word_not_a_zero(all_indicators: pd.DataFrame) -> None:
    frame = all_indicators.set_index("Indicator")

    assert frame.loc["Domestic abuse", "Change"] == "n/c"


def test_faults_in_a_table_stop_the_refresh_before_anything_is_written(
    template: Path, tmp_path: Path
) -> None:
    workbook = tmp_path / "faulty.xlsx"
    _with_faulty_row(template, workbook)
    target = tmp_path / "out.xlsx"

    with pytest.raises(TableError) as caught:
        refresh(workbook, data_folder(), out=target)

    assert (len(caught.value.faults), target.exists()) == (3, False)


def test_an_unknown_area_gets_the_nearest_names(
    sample: Refreshed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbook.refresh import dashboard_of

    monkeypatch.chdir(tmp_path)
    with pytest.raises(AreaError, match="Barnet"):
        dashboard_of(sample.path, data_folder(), area="Barnett")


def test_a_month_after_the_extracts_is_refused(sample: Refreshed, tmp_path: Path) -> None:
    with pytest.raises(ExtractError, match="2025-12"):
        refresh(sample.path, data_folder(), as_at=Month.of(2026, 3), out=tmp_path / "x.xlsx")


def test_a_workbook_open_in_excel_is_not_touched(sample: Refreshed, tmp_path: Path) -> None:
    target = tmp_path / "Dashboard.xlsx"
    shutil.copy(sample.path, target)
    (tmp_path / "~$Dashboard.xlsx").write_bytes(b"\x05Analyst")
    before = target.read_bytes()

    with pytest.raises(WorkbookLockedError, match=r"Dashboard\.xlsx"):
        refresh(sample.path, data_folder(), as_at=Month.of(2025, 11), out=target)

    assert target.read_bytes() == before


@pytest.mark.parametrize("borough", ["Camden", "Westminster", "E09000029"])
def test_other_boroughs_work_from_the_same_extracts(template: Path, borough: str) -> None:
    from workbook.refresh import dashboard_of

    total = dashboard_of(template, data_folder(), area=borough).assessments[0]

    assert (total.volume.last_12 or 0) > 10_000


def _cells(book: openpyxl.Workbook) -> dict[tuple[str, str], object]:
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def _but_for_months_of_views(book: openpyxl.Workbook) -> dict[tuple[str, str], object]:
    return {
        place: one.replace("Analyst's view (to Nov 25)", "Analyst's view")
        if isinstance(one, str)
        else one
        for place, one in _cells(book).items()
        if place[0] != "Commentary"
    }


def _table(book: openpyxl.Workbook, name: str) -> list[tuple[object, ...]]:
    for sheet in book:
        if name in sheet.tables:
            rows = [tuple(cell.value for cell in row) for row in sheet[sheet.tables[name].ref]]
            return rows[1:]
    message = f"no table {name}"
    raise LookupError(message)


def _frame(read: pd.ExcelFile, book: openpyxl.Workbook, sheet: str) -> pd.DataFrame:
    """The table of a sheet as pandas reads it; openpyxl says where the table begins."""
    ref = next(iter(book[sheet].tables.values())).ref
    first_row = int("".join(filter(str.isdigit, ref.split(":")[0])))
    return pd.read_excel(read, sheet_name=sheet, header=first_row - 1)


def _with_faulty_row(source: Path, target: Path) -> None:
    """As an analyst would leave it: a row typed into Definitions, the table drawn over it."""
    book = openpyxl.load_workbook(source)
    sheet = book["Definitions"]
    table = sheet.tables["Definitions"]
    corner, end = table.ref.split(":")
    row = int("".join(filter(str.isdigit, end))) + 1
    record = {
        "A": "robbery",
        "B": "Bag snatches",
        "C": "5",
        "D": "no",
        "E": "low",
        "F": "MPS recorded crime",
        "G": "Bag snatching",
        "I": "no",
    }
    first = "".join(filter(str.isalpha, corner))
    shift = ord(first) - ord("A")
    for letter, value in record.items():
        sheet[f"{chr(ord(letter) + shift)}{row}"] = value
    letters = "".join(filter(str.isalpha, end))
    table.ref = table.autoFilter.ref = f"{corner}:{letters}{row}"
    book.save(target)


def test_the_months_in_the_data_sheet_are_dates(
    by_openpyxl: pd.ExcelFile, sample_book: openpyxl.Workbook
) -> None:
    frame = _frame(by_openpyxl, sample_book, "Data")

    assert frame["Month"].max() == pd.Timestamp(datetime.date(2025, 12, 1))
