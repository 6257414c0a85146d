from __future__ import annotations

from typing import Any

import pytest
from openpyxl.workbook.defined_name import DefinedName

from tests.support.parity.board import a_book, rows_of, write
from workbook.block import KEEP, Block, Formula, ShapeStyle, TableBlock
from workbook.surfaces.excel_text import entry
from workbook.surfaces.live import LiveWorkbook
from xlsrc.domain.errors import TableError, TemplateError


def test_kept_cells_and_formulas_of_a_block_are_not_touched() -> None:
    book, sheet = a_book()
    sheet["B1"], sheet["C2"] = "kept", "=1+1"

    write(book, Block("head", (("a", KEEP, 3.0), ("2025-12", None, Formula("1+1", 2)))))

    assert rows_of(sheet, "A1:C2") == [["a", "kept", 3.0], ["2025-12", None, "=1+1"]]


@pytest.mark.parametrize(
    "text",
    ["2025-12", "December 2025", "75 %", "=A1", "-", "+1", "'quoted'", "TRUE", "#N/A", "1/2"],
)
def test_a_text_that_excel_would_read_otherwise_is_kept_by_an_apostrophe(text: str) -> None:
    assert entry(text, is_text_format=False) == "'" + text


@pytest.mark.parametrize("text", ["2025-12", "=A1", "plain"])
def test_cells_of_the_text_format_take_a_text_as_it_is(text: str) -> None:
    assert entry(text, is_text_format=True) == text


def test_in_a_column_of_several_formats_each_cell_takes_a_text_as_its_own_wants_it() -> None:
    book, sheet = a_book()
    sheet["A2"].number_format = "@"

    write(book, Block("head", (("2025-11", 1.0, None), ("2025-12", 2.0, None))))

    assert rows_of(sheet, "A1:A2") == [["2025-11"], ["2025-12"]]


def test_a_table_grows_with_its_calculated_column() -> None:
    book, sheet = a_book()

    rows = tuple((key, float(at)) for at, key in enumerate("wxyz", 1))
    write(book, TableBlock("Figures", ("Key", "Figure"), rows))

    assert (sheet.tables["Figures"].ref, rows_of(sheet, "A8:C9")) == (
        "A5:D9",
        [["y", 3.0, "=B8*2"], ["z", 4.0, "=B9*2"]],
    )


def test_a_table_shrinks_to_its_rows_and_leaves_none_behind() -> None:
    book, sheet = a_book()

    write(book, TableBlock("Figures", ("Key", "Figure"), (("w", 5.0),)))

    assert (sheet.tables["Figures"].ref, rows_of(sheet, "A6:D7")) == (
        "A5:D6",
        [["w", 5.0, "=B6*2", "mine"], [None, None, None, None]],
    )


def test_rows_are_matched_by_key_and_new_ones_appended() -> None:
    book, sheet = a_book()

    block = TableBlock("Figures", ("Key", "Figure"), (("b", 9.0), ("c", 8.0)), ("Key",))
    write(book, block)

    assert rows_of(sheet, "A6:D8") == [
        ["a", 1, "=B6*2", "mine"],
        ["b", 9.0, "=B7*2", None],
        ["c", 8.0, "=B8*2", None],
    ]


def test_nothing_is_written_when_a_later_block_does_not_fit() -> None:
    book, sheet = a_book()

    with pytest.raises(TemplateError, match="1 × 1 cells were wanted"):
        write(
            book,
            TableBlock("Figures", ("Key", "Figure"), (("w", 5.0),)),
            Block("head", (("only",),)),
        )

    assert rows_of(sheet, "A6:B7") == [["a", 1], ["b", 2]]


@pytest.mark.parametrize(
    ("block", "sentence"),
    [
        (Block("tail", ((1.0,),)), "no cells named 'tail'"),
        (TableBlock("Facts", ("Key",), ()), "no table 'Facts'"),
        (TableBlock("Figures", ("Colour",), ()), "needs the column 'Colour'"),
        (ShapeStyle("E05013628", "FFFFFF", ""), "lacks the map's shape E05013628"),
    ],
)
def test_what_the_workbook_lacks_is_named(block: Any, sentence: str) -> None:
    book, _ = a_book()

    with pytest.raises(TemplateError, match=sentence):
        write(book, block)


def test_a_name_whose_cells_were_deleted_is_named_with_what_it_means_now() -> None:
    book, _ = a_book()
    book.impl.workbook.defined_names["tail"] = DefinedName("tail", attr_text="Board!#REF!")

    with pytest.raises(TemplateError, match=r"'tail' in Board.xlsx must mean .* '=?Board!#REF!'"):
        write(book, Block("tail", ((1.0,),)))


def test_a_table_does_not_grow_over_filled_cells() -> None:
    book, sheet = a_book()
    sheet["B9"] = "here"

    with pytest.raises(TemplateError, match=r"Board!B9 is filled"):
        write(book, TableBlock("Figures", ("Key",), tuple((str(n),) for n in range(4))))


def test_a_row_just_below_a_table_is_a_fault() -> None:
    book, sheet = a_book()
    sheet["A8"] = "c"

    with pytest.raises(TableError, match=r"Board!A8: stands just below the table Figures"):
        LiveWorkbook(book).tables(["Figures"])
