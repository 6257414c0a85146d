"""Cells of an open workbook that nothing is known of beforehand, and the forms Excel gives."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.parity.board import a_book, rows_of, write
from workbook.block import KEEP, Formula, TableBlock
from workbook.package.reference import Rectangle
from workbook.surfaces.live_cells import carry_formats, lines, put

if TYPE_CHECKING:
    import xlwings as xw


def board() -> tuple[xw.Sheet, Any]:
    book, sheet = a_book()
    return book.sheets["Board"], sheet


def formulas(found: object) -> Any:  # noqa: ANN401 - of a sheet it has this alone
    """A sheet whose cells give these formulas, in whichever form."""
    return SimpleNamespace(range=lambda _: SimpleNamespace(formula=found))


@pytest.mark.parametrize(
    ("area", "found", "rows"),
    [
        (Rectangle(1, 1, 1, 1), "=A2", [["=A2"]]),
        (Rectangle(1, 1, 1, 2), ("=A2", "b"), [["=A2", "b"]]),
        (Rectangle(1, 1, 2, 1), ("=A2", "b"), [["=A2"], ["b"]]),
        (Rectangle(1, 1, 2, 2), (("a", "b"), ("c", "d")), [["a", "b"], ["c", "d"]]),
    ],
)
def test_formulas_come_as_rows_whatever_form_excel_gives_them(
    area: Rectangle, found: object, rows: list[list[str]]
) -> None:
    assert lines(formulas(found), area, "formula") == rows


def test_an_area_of_one_format_is_asked_for_once_and_takes_texts_as_it_wants_them() -> None:
    sheet, held = board()
    for cell in (*held[1][:2], *held[2][:2]):
        cell.number_format = "@"

    put(sheet, Rectangle(1, 1, 2, 2), [["2025-12", "a"], ["=b", "1/2"]])

    assert rows_of(held, "A1:B2") == [["2025-12", "a"], ["=b", "1/2"]]


def test_of_an_area_of_several_formats_each_column_and_then_each_cell_is_asked_for() -> None:
    sheet, held = board()
    for place in ("A1", "A2", "B2"):
        held[place].number_format = "@"

    put(sheet, Rectangle(1, 1, 2, 3), [["2025-11", "2025-11", "x"], ["2025-12", "2025-12", "1/2"]])

    assert rows_of(held, "A1:C2") == [["2025-11", "2025-11", "x"], ["2025-12", "2025-12", "1/2"]]


def test_rows_below_take_the_formats_of_the_row_above_where_they_have_others() -> None:
    sheet, held = board()
    held["A6"].number_format = "0.0"
    held["A7"].number_format = "0.00"
    held["B6"].number_format = held["B7"].number_format = "#,##0"

    carry_formats(sheet, Rectangle(6, 1, 6, 2), Rectangle(7, 1, 7, 2))

    assert [held[place].number_format for place in ("A7", "B7")] == ["0.0", "#,##0"]


def test_a_row_is_known_by_a_number_too() -> None:
    book, sheet = a_book()
    sheet["A6"], sheet["A7"] = 1, 2.5

    write(book, TableBlock("Figures", ("Key", "Figure"), ((1, 8.0), (2.5, 9.0)), ("Key",)))

    assert rows_of(sheet, "A6:B7") == [[1, 8.0], [2.5, 9.0]]


def test_a_formula_is_put_where_there_is_none_and_an_analysts_own_stays() -> None:
    book, sheet = a_book()
    sheet["C6"] = 4
    sheet["C7"] = "=B7*3"

    rows = (("a", 1.0, Formula("=B6*2", 2)), ("b", 2.0, Formula("B7*2", 4)))
    write(book, TableBlock("Figures", ("Key", "Figure", "Twice"), rows))

    assert rows_of(sheet, "C6:C7") == [["=B6*2"], ["=B7*3"]]


def test_beside_a_kept_cell_a_value_is_put_as_it_is_meant() -> None:
    book, sheet = a_book()

    rows = (("a", 1.0, KEEP), ("b", 2.0, "2025-12"))
    write(book, TableBlock("Figures", ("Key", "Figure", "Note"), rows))

    assert rows_of(sheet, "D6:D7") == [["mine"], ["2025-12"]]
