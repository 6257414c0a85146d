"""Rows of workbooks one after another: what writers of .ods and .xlsx do to a cell."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.support.home_office import as_ods, as_xlsx
from xlsrc.domain.errors import ExtractError
from xlsrc.extracts import sheet_rows
from xlsrc.extracts.sheet_rows import streamed_sheets

if TYPE_CHECKING:
    from tests.support.home_office import Table

Rows = dict[str, list[tuple[int, list[str]]]]


def rows(content: bytes) -> Rows:
    return {
        name: [(line, list(cells)) for line, cells in found]
        for name, found in streamed_sheets(content, "made-up")
    }


def rewritten(content: bytes, part: str, old: str, new: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name == part:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode())
            after.writestr(name, text)
    return target.getvalue()


@pytest.mark.parametrize("ods", [False, True])
def test_every_filled_row_has_its_number_and_its_texts(*, ods: bool) -> None:
    sheets: dict[str, Table] = {
        "One": [("a & b", 1), (None, None), (None, 2.5, "ü")],
        "Two": [("c",)],
    }

    found = rows((as_ods if ods else as_xlsx)(sheets))

    assert found["One"] == [(1, ["a & b", "1"]), (3, ["", "2.5", "ü"])]
    assert found["Two"] == [(1, ["c"])]


def test_a_comment_and_a_styled_part_in_an_ods_cell_are_understood() -> None:
    cell = "<text:p>Sheffield</text:p>"
    note = (
        "<office:annotation><text:p>a comment</text:p></office:annotation>"
        "<text:p>Shef<text:span>field</text:span><text:s/>x</text:p>"
    )

    found = rows(rewritten(as_ods({"One": [("Sheffield",)]}), "content.xml", cell, note))

    assert found["One"] == [(1, ["Sheffield x"])]


def test_repeated_ods_cells_and_rows_are_written_out() -> None:
    cell = '<table:table-row><table:table-cell office:value-type="float" office:value="7">'
    many = cell.replace("row>", 'row table:number-rows-repeated="2">').replace(
        "cell office", 'cell table:number-columns-repeated="3" office'
    )

    found = rows(rewritten(as_ods({"One": [(7,), ("end",)]}), "content.xml", cell, many))

    assert found["One"] == [(1, ["7"] * 3), (2, ["7"] * 3), (3, ["end"])]


def test_more_rows_than_a_computer_holds_are_refused() -> None:
    cell = '<table:table-row><table:table-cell office:value-type="float" office:value="7">'
    many = cell.replace("row>", 'row table:number-rows-repeated="2000000000">')
    content = rewritten(as_ods({"One": [(7,)]}), "content.xml", cell, many)

    with pytest.raises(ExtractError, match="a workbook of at most 5,000,000 rows was wanted"):
        rows(content)


def test_a_cell_at_the_end_of_the_sheet_costs_nothing() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["B2"] = "here"
    sheet["XFD1048576"] = "stray"
    content = io.BytesIO()
    book.save(content)

    assert rows(content.getvalue())["Sheet"] == [(2, ["", "here"])]


def test_texts_within_xlsx_cells_and_without_references_are_read() -> None:
    content = as_xlsx({"One": [("one", 5.0)]})
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read(part).decode()
    data = sheet[sheet.index("<row") : sheet.index("</sheetData>")]
    inline = '<row><c t="inlineStr"><is><t>in</t></is></c><c/><c t="e"><v>#N/A</v></c></row>'

    assert rows(rewritten(content, part, data, inline))["One"] == [(1, ["in", "", "#N/A"])]


@pytest.mark.parametrize("part", ["content.xml", "xl/worksheets/sheet1.xml"])
def test_a_damaged_part_is_one_sentence(part: str) -> None:
    content = as_ods({"One": [("a",)]}) if part == "content.xml" else as_xlsx({"One": [("a",)]})
    end = "</table:table>" if part == "content.xml" else "</sheetData>"

    with pytest.raises(ExtractError, match="a workbook was wanted; found a damaged one"):
        rows(rewritten(content, part, end, "<"))


def test_a_sheet_that_is_not_read_is_passed_over() -> None:
    content = as_ods({"One": [("a",), ("b",)], "Two": [("c",)]})

    assert [name for name, _ in streamed_sheets(content, "made-up")] == ["One", "Two"]
    assert sheet_rows.MOST_COLUMNS == 64


def test_texts_that_xlsx_cells_share_are_read_without_how_they_are_spoken() -> None:
    texts = (
        "<sst><si><t>one</t></si> <si><r><t>Shef</t></r><r><t>field</t></r>"
        '<rPh sb="0" eb="1"><t>spoken</t></rPh><phoneticPr/></si>'
        "<x:si><x:t>three</x:t></x:si></sst>"
    )
    cells = (
        '<row r="4"><c r="A4" t="s"><v>1</v></c><c r="AB4" t="s"><v>0</v></c>'
        '<c t="s"><v>2</v></c><c><v>1.2E1</v></c><c r="BM4"><v>9</v></c></row>'
    )
    content = as_xlsx({"One": [("one", 5.0)]})
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(target, "w") as after:
        for name in set(before.namelist()) - {"xl/sharedStrings.xml"}:
            text = before.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                text = re.sub("<row.*(?=</sheetData>)", cells, text, flags=re.DOTALL)
            after.writestr(name, text)
        after.writestr("xl/sharedStrings.xml", texts)

    # AB is the 28th column; BM, the 65th, is beyond those that are read.
    assert rows(target.getvalue())["One"] == [(4, ["Sheffield", *[""] * 26, "one", "three", "12"])]


def test_paragraphs_of_an_ods_cell_are_lines() -> None:
    cell = "<text:p>Sheffield</text:p>"

    found = rows(rewritten(as_ods({"One": [("Sheffield",)]}), "content.xml", cell, 2 * cell))

    assert found["One"] == [(1, ["Sheffield\nSheffield"])]


def test_a_cell_without_a_column_is_one_sentence() -> None:
    content = as_xlsx({"One": [("a",)]})

    with pytest.raises(ExtractError, match="a workbook was wanted; found a damaged one"):
        rows(rewritten(content, "xl/worksheets/sheet1.xml", 'r="A1"', 'r="1"'))
