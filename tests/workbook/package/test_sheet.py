"""A worksheet part as text: rows, cells, values, looks and formulas, whatever the prefix."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbook.package.formula_cell import FormulaCell
from workbook.package.reference import LAST_COLUMN, Rectangle
from workbook.package.sheet import RowPlace, SheetXml
from xlsrc.domain.errors import WorkbookError

if TYPE_CHECKING:
    from workbook.package.cell import Value


def _sheet(data: str, before: str = "", end: str = "", *, date_1904: bool = False) -> SheetXml:
    text = f'<worksheet xmlns="m">{before}<sheetData>{data}</sheetData>{end}</worksheet>'
    return SheetXml(text, where="My sheet", date_1904=date_1904)


def _prefixed(text: str, p: str) -> str:
    return text.replace("</", f"\0{p}").replace("<", f"<{p}").replace("\0", "</")


@pytest.mark.parametrize("p", ["", "x:"])
def test_where_rows_and_cells_lie(p: str) -> None:
    rows = (
        '<row r="2" ht="9"><c r="A2"/><c r="C2" s="1"><v>1</v></c></row>',
        '<row r="5"/>',
        '<row r="7"></row>',
    )
    parts = [_prefixed(row, p) for row in rows]
    head = f"<{p}worksheet><{p}sheetData>"
    tail = f"</{p}sheetData><{p}row r='9'/></{p}worksheet>"
    sheet = SheetXml(head + "".join(parts) + tail, where="S")
    starts = [len(head), len(head) + len(parts[0]), len(head) + len(parts[0]) + len(parts[1])]
    first = len(_prefixed('<row r="2" ht="9">', p))
    close = len(f"</{p}row>")
    tag = len(_prefixed('<row r="7">', p))
    assert sheet.rows == {
        2: RowPlace(starts[0], starts[0] + first, starts[1] - close, starts[1]),
        5: RowPlace(starts[1], starts[2], starts[2], starts[2]),
        7: RowPlace(starts[2], starts[2] + tag, starts[2] + tag, starts[2] + len(parts[2])),
    }
    assert (sheet.prefix, sheet.is_empty, sheet.iso_dates) == (p, False, False)
    assert (sheet.data_start, sheet.data_end) == (len(head), len(head) + sum(map(len, parts)))
    assert [(cell[2], cell[3]) for cell in sheet.cells(2)] == [
        ("A", None),
        ("C", _prefixed("<v>1</v>", p)),
    ]
    assert [list(sheet.cells(row)) for row in (1, 5, 7, 9)] == [[], [], [], []]
    cells = _prefixed('<c r="A2"/><c r="C2" s="1">', p)
    assert sheet.begins(2, cells)
    assert not sheet.begins(2, cells + "x")
    assert not sheet.begins(3, "")
    assert sheet.begins(5, "")


def test_a_sheet_without_cells() -> None:
    sheet = SheetXml('<x:worksheet><x:sheetData a="1"/><x:z/></x:worksheet>', where="S")
    assert (sheet.is_empty, sheet.data_start, sheet.data_end) == (True, 33, 33)
    assert (sheet.rows, sheet.formulas(), sheet.first_filled(Rectangle(1, 1, 9, 9))) == (
        {},
        [],
        None,
    )
    assert sheet.values(Rectangle(1, 1, 2, 2), ()) == [[None, None], [None, None]]


def test_another_end_leaves_the_rows_where_they_are() -> None:
    sheet = _sheet('<row r="1"><c r="A1"><v>1</v></c></row>', end="<old/>")
    assert sheet.values(Rectangle(1, 1, 1, 1), ()) == [[1.0]]
    other = sheet.with_end("</sheetData><new/></worksheet>")
    assert other.text == sheet.text.replace("<old/>", "<new/>")
    assert other.rows == sheet.rows
    assert other.values(Rectangle(1, 1, 1, 1), ()) == [[1.0]]
    assert sheet.text.endswith("<old/></worksheet>")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<sheet/>", "it has no cells"),
        ("<worksheet></worksheet>", "it has no cells"),
        ("<other><sheetData/></other>", "it has no cells"),
        ("<worksheet><sheetData></worksheet>", "its cells have no end"),
        ("</sheetData><worksheet><sheetData></worksheet>", "its cells have no end"),
        ('<worksheet><sheetData><row r="1"></sheetData></row></worksheet>', "its row 1 has no end"),
        (
            '<worksheet><sheetData><row r="2"/><row r="2"/></sheetData></worksheet>',
            "its rows are not numbered in order",
        ),
        (
            '<worksheet><sheetData><row r="2"></row><row r="1"></row></sheetData></worksheet>',
            "its rows are not numbered in order",
        ),
        (
            '<worksheet><sheetData><row r="1"><row r="2"></row></row></sheetData></worksheet>',
            "its rows stand in one another",
        ),
        (
            '<worksheet><sheetData><row r="1"><row r="2"/></row></sheetData></worksheet>',
            "its rows stand in one another",
        ),
        (
            '<worksheet><sheetData><row r="2"><c r="x"/></row></sheetData></worksheet>',
            'a row or cell of it says r="x"',
        ),
    ],
)
def test_what_no_excel_wrote_is_said_with_its_sheet(text: str, why: str) -> None:
    with pytest.raises(WorkbookError) as refused:
        assert SheetXml(text, where="My sheet").rows
    assert str(refused.value) == (
        f"Sheet My sheet was not written by Excel ({why}); save it in Excel first."
    )


TEXTS = ("zero", "one", "")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<v>1.5</v>", 1.5),
        (' t="n"><v>2</v>', 2.0),
        (" t='n'><v> 2 </v>", 2.0),
        (' t="s"><v>1</v>', "one"),
        (' t="s"><v>2</v>', None),
        (' t="s"><v></v>', None),
        (' t="b"><v>1</v>', True),
        (' t="b"><v>0</v>', False),
        (' t="b"><v>false</v>', False),
        (' t="e"><v>#N/A</v>', "#N/A"),
        (' t="str"><v>a&amp;_x0041_</v>', "a&A"),
        (' t="str"><f>x</f><v></v>', None),
        (' t="d"><v>1900-01-01</v>', 1.0),
        (' t="d"><v>12:00:00</v>', 0.5),
        (' t="inlineStr"><is><t>in</t></is>', "in"),
        (' t="inlineStr"><is><t/></is>', None),
        (' t="inlineStr"><is><t>1</t></is><v>2</v>', "1"),
        ("<f>1</f>", None),
        ("<v></v>", None),
        ("<v/>", None),
        ("", None),
    ],
)
def test_a_value_by_its_type(cell: str, value: Value) -> None:
    inner = cell if cell.startswith(" ") else f">{cell}"
    for p in ("", "x:"):
        row = f'<row r="3"><c r="B3"{inner}</c><c r="C3"><v>7</v></c></row>'
        text = _prefixed(f"<worksheet><sheetData>{row}</sheetData></worksheet>", p)
        found = SheetXml(text, where="S").values(Rectangle(2, 2, 4, 3), TEXTS)
        assert found == [[None, None], [value, 7.0], [None, None]]
        assert type(found[1][0]) is type(value)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("><v>x</v>", "'x'"),
        (' t="s"><v>3</v>', "'3'"),
        (' t="s"><v>x</v>', "'x'"),
        (' t="d"><v>soon</v>', "'soon'"),
        (' t="d"><v>1899-12-31</v>', "'1899-12-31'"),
    ],
)
def test_an_impossible_value_is_said(cell: str, said: str) -> None:
    sheet = _sheet(f'<row r="3"><c r="B3"{cell}</c></row>')
    with pytest.raises(WorkbookError) as refused:
        sheet.values(Rectangle(3, 2, 3, 2), TEXTS)
    assert str(refused.value) == (
        "Sheet My sheet was not written by Excel (it has a cell with the impossible value "
        f"{said}); save it in Excel first."
    )


def test_dates_of_the_other_calendar() -> None:
    data = '<row r="3"><c r="B3" t="d"><v>1904-01-03</v></c></row>'
    assert _sheet(data, date_1904=True).values(Rectangle(3, 2, 3, 2), ()) == [[2.0]]
    assert (_sheet(data).iso_dates, _sheet(data, date_1904=True).iso_dates) == (True, False)


def test_the_length_of_a_text_is_counted_in_halves_of_characters() -> None:
    sheet = _sheet(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1"><v>12</v></c>'
        '<c r="D1" t="b"><v>1</v></c><c r="E1"/></row>'
    )
    lengths = [sheet.text_length(cell, ("a🚓", "é")) for cell in sheet.cells(1)]
    assert lengths == [3, 1, 0, 0, 0]


@pytest.mark.parametrize(
    ("area", "first"),
    [
        ("A1:Z99", (2, 3)),
        ("C3:D9", (4, 4)),
        ("A1:B9", (4, 1)),
        ("E1:Z99", None),
        ("C2", (2, 3)),
        ("D4:D4", (4, 4)),
        ("D5:D99", None),
        ("A5:Z99", None),
    ],
)
def test_the_first_filled_cell_of_a_range(area: str, first: tuple[int, int] | None) -> None:
    sheet = _sheet(
        '<row r="2"><c r="B2" s="1"/><c r="C2"><v>1</v></c></row><row r="3"><c r="C3"/></row>'
        '<row r="4"><c r="A4"><f>1</f></c><c r="C4"></c><c r="D4"><v>1</v></c></row>'
    )
    assert sheet.first_filled(Rectangle.parse(area)) == first


def test_the_formats_of_cells_rows_and_columns() -> None:
    sheet = _sheet(
        '<row r="2" s="3" customFormat="1" ht="20" spans="1:2" customHeight="1" hidden="1">'
        '<c r="A2" s="4"/><c r="C2"/><c r="D2" s = "0" t="s"><v>1</v></c></row>'
        '<row r="4" s="5" customFormat="true"><c r="A4" s="6"/></row>'
        '<row r="5" s="7"/><row r="6" s="8" customFormat="0"/><row r="7" customFormat="1"/>',
        before=(
            '<cols><col min="1" max="2" width="9" style="11"/><x:col max="5" min="4" style="12"/>'
            '<col min="6" max="6"/><col min="6" max="16384" style="13"/></cols>'
        ),
        end='<col min="3" max="3" style="99"/>',
    )
    assert sheet.styles(2) == {1: ' s="4"', 4: ' s = "0"'}
    assert sheet.style_numbers(2) == {1: 4, 3: 0, 4: 0}
    assert (sheet.styles(3), sheet.style_numbers(3)) == ({}, {})
    assert sheet.row_look(2) == ' s="3" customFormat="1" ht="20" customHeight="1"'
    assert [sheet.row_look(row) for row in (3, 5, 7)] == ["", ' s="7"', ' customFormat="1"']
    assert [sheet.row_style(row) for row in range(2, 9)] == [3, None, 5, None, None, None, None]
    columns = [sheet.column_style(column) for column in (1, 2, 3, 4, 5, 6, 7, LAST_COLUMN)]
    assert columns == [11, 11, 0, 12, 12, 0, 13, 13]


@pytest.mark.parametrize("p", ["", "x:"])
def test_the_formulas_of_a_sheet(p: str) -> None:
    data = _prefixed(
        '<row r="2"><c r="A2"><v>1</v></c><c r="AB2" t="str"><f>A2&amp;"a"</f></c>'
        '<c r="AC2"><f t="shared" ref="AC2:AC3" si="4">A2</f><v>2</v></c></row>'
        '<row r="3"><c r="AC3"><f t="shared" si="4"/><v>3</v></c><c r="AD3"><f>1</f><v></v></c>'
        '<c r="AE3"><f></f></c><c r="AF3"><f t="array" ref="AF3:AG3">2</f><v>0</v></c></row>',
        p,
    )
    text = f"<{p}worksheet><{p}sheetData>{data}</{p}sheetData><{p}f>no</{p}f></{p}worksheet>"
    sheet = SheetXml(text, where="S")
    assert sheet.formulas() == [
        FormulaCell(2, 28, 'A2&"a"', "", has_value=True),
        FormulaCell(2, 29, "A2", ' t="shared" ref="AC2:AC3" si="4"', has_value=True),
        FormulaCell(3, 29, "", ' t="shared" si="4"', has_value=True),
        FormulaCell(3, 30, "1", "", has_value=False),
        FormulaCell(3, 31, "", "", has_value=False),
        FormulaCell(3, 32, "2", ' t="array" ref="AF3:AG3"', has_value=True),
    ]
    found = sheet.formulas()
    assert [one.area for one in found] == [
        None, Rectangle(2, 29, 3, 29), None, None, None, Rectangle(3, 32, 3, 33),
    ]  # fmt: skip
    assert [one.is_array for one in found] == [False] * 5 + [True]
    assert [one.shared_index for one in found] == [None, "4", "4", None, None, None]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("<f>1</f>", "a formula of it is in no cell with an address"),
        (
            '<row r="2"><c r="B2"/><f>1</f></row>',
            "a formula of it is in no cell with an address",
        ),
        (
            '<row r="2"><c r="B2"><f>1</f></row>',
            "a formula of it is in no cell with an address",
        ),
        (
            '<row r="2"><c r="B2"><f t="dataTable" ref="B">1</f></c></row>',
            "the formula in B2 fills no range",
        ),
    ],
)
def test_a_formula_in_no_cell_or_of_no_range(data: str, why: str) -> None:
    with pytest.raises(WorkbookError) as refused:
        _sheet(data).formulas()
    assert why in str(refused.value)
