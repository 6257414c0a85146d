"""The add-in in Excel: its modules compile, its functions give cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbook.excel.addin.package import FILE_NAME
from workbook.excel.functions import SC_MONTHLY

if TYPE_CHECKING:
    import xlwings as xw

pytestmark = pytest.mark.excel


def spilt(book: xw.Book, formula: str) -> object:
    """What a formula gives, in the cells that it takes."""
    sheet = book.sheets.add()
    sheet["A1"].formula2 = formula
    book.app.calculate()
    return sheet["A1"].expand().value


@pytest.mark.parametrize(
    ("link", "action"), [("sc_refresh", "refresh"), ("sc_help", "show_help"), ("elsewhere", "")]
)
def test_excel_runs_the_addins_vba(with_addin: xw.Book, link: str, action: str) -> None:
    assert with_addin.app.macro(f"{FILE_NAME}!ActionOf")(link) == action


def test_the_addin_knows_a_workbook_that_is_none_of_ours(with_addin: xw.Book) -> None:
    assert with_addin.app.macro(f"{FILE_NAME}!IsOurs")(with_addin.api) is False


def test_a_function_gives_its_cells(with_addin: xw.Book) -> None:
    # Byar's interval of 100 events in 50,000 people, as Public Health England publishes it.
    assert spilt(with_addin, "=SC_RATE(100,50000)") == pytest.approx(
        [2.0, 1.6272, 2.4326], abs=1e-4
    )


def test_a_bad_argument_is_a_sentence_in_the_cell(with_addin: xw.Book) -> None:
    assert spilt(with_addin, '=SC_ROLLING_12("x")') == (
        "series must hold numbers; found 'x' in its row 1, column 1."
    )


def test_a_function_reads_the_extracts(with_addin: xw.Book) -> None:
    known = [row[0] for row in SC_MONTHLY("Barnet", "burglary")]

    assert spilt(with_addin, '=SC_MONTHLY("Barnet","burglary")') == known
