from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from workbook.block import Cell, Formula
from workbook.package.edit import STALE, RowEdit
from workbook.package.reference import Rectangle
from workbook.package.sheet import SheetXml
from workbook.package.splice import spliced_pieces
from xlsrc.domain.errors import TemplateError, WorkbookError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbook.package.edit import Edit
    from workbook.package.formula_cell import FormulaCell


def sheet_xml(data: str, p: str = "") -> str:
    colon = f":{p[:-1]}" if p else ""
    return (
        f'<{p}worksheet xmlns{colon}="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<{p}dimension ref="A1:C2"/><{p}sheetData>{data}</{p}sheetData></{p}worksheet>'
    )


def spliced_sheet(
    sheet: SheetXml,
    edits: Mapping[int, Edit],
    formulas: Sequence[FormulaCell],
    *,
    date_1904: bool,
) -> str:
    """The whole text of the part with its edits."""
    pieces = spliced_pieces(sheet, edits, formulas, date_1904=date_1904)
    return sheet.text if pieces is None else "".join(pieces)


def spliced(data: str, *edits: tuple[int, int, Cell], p: str = "") -> str:
    sheet = SheetXml(sheet_xml(data, p), where="S")
    rows: dict[int, RowEdit] = {}
    for row, column, value in edits:
        rows[row] = rows.get(row, RowEdit({})).with_edit(RowEdit({column: value}))
    text = spliced_sheet(sheet, rows, sheet.formulas(), date_1904=False)
    start, end = text.index("sheetData>") + len("sheetData>"), text.rindex(f"</{p}sheetData>")
    return text[start:end]


ROW = '<row r="2" spans="1:3" ht="20"><c r="A2" s="1" t="s"><v>0</v></c><c r="C2" s="4"/></row>'


def test_a_cell_is_put_between_its_neighbours() -> None:
    assert spliced(ROW, (2, 2, 5)) == ROW.replace('<c r="C2"', '<c r="B2"><v>5</v></c><c r="C2"')


def test_a_styled_blank_takes_a_value() -> None:
    assert spliced(ROW, (2, 3, 5)) == ROW.replace(
        '<c r="C2" s="4"/>', '<c r="C2" s="4"><v>5</v></c>'
    )


def test_a_row_that_gets_wider_says_so() -> None:
    assert '<row r="2" spans="1:5" ht="20">' in spliced(ROW, (2, 5, 1))


def test_a_row_is_put_between_its_neighbours() -> None:
    data = '<row r="1"/><row r="9"/>'

    assert spliced(data, (4, 1, 1)) == (
        '<row r="1"/><row r="4"><c r="A4"><v>1</v></c></row><row r="9"/>'
    )


def test_an_empty_row_takes_a_cell_and_keeps_its_height() -> None:
    assert spliced('<row r="3" ht="30"/>', (3, 1, 1)) == (
        '<row r="3" ht="30"><c r="A3"><v>1</v></c></row>'
    )


def test_emptying_a_missing_cell_changes_nothing() -> None:
    assert spliced(ROW, (2, 2, None), (7, 1, None)) == ROW


def test_elements_with_a_prefix_stay_prefixed() -> None:
    data = '<x:row r="1"><x:c r="A1"><x:f>B1</x:f><x:v>1</x:v></x:c></x:row>'

    assert spliced(data, (1, 1, Formula("B1", 2.0)), (1, 2, "two"), p="x:") == (
        '<x:row r="1"><x:c r="A1"><x:f>B1</x:f><x:v>2</x:v></x:c>'
        '<x:c r="B1" t="inlineStr"><x:is><x:t>two</x:t></x:is></x:c></x:row>'
    )


SHARED = (
    '<row r="1"><c r="B1"><f t="shared" ref="B1:B2" si="0">A1*2</f><v>2</v></c></row>'
    '<row r="2"><c r="B2"><f t="shared" si="0"/><v>4</v></c></row>'
)


def test_a_shared_formula_gets_its_value_in_each_cell() -> None:
    found = spliced(SHARED, (1, 2, Formula("A1*2", 10.0)), (2, 2, Formula("A2*2", 20.0)))

    assert found == SHARED.replace("<v>2</v>", "<v>10</v>").replace("<v>4</v>", "<v>20</v>")


def test_the_first_cell_of_a_shared_formula_is_not_overwritten() -> None:
    with pytest.raises(TemplateError, match=r"S!B1 .*array or shared formula \(A1\*2\)"):
        spliced(SHARED, (1, 2, 5))


def test_another_cell_of_a_shared_formula_may_be_overwritten() -> None:
    assert '<c r="B2"><v>5</v></c>' in spliced(SHARED, (2, 2, 5))


ARRAY = (
    '<row r="1"><c r="A1" cm="1"><f t="array" ref="A1:B1">{1,2}</f><v>1</v></c>'
    '<c r="B1"><v>2</v></c></row>'
)


@pytest.mark.parametrize("column", [1, 2])
def test_the_range_of_an_array_formula_is_not_overwritten(column: int) -> None:
    with pytest.raises(TemplateError, match="array or shared formula"):
        spliced(ARRAY, (1, column, 5))


def test_a_dynamic_array_keeps_its_mark_when_its_value_changes() -> None:
    found = spliced(ARRAY, (1, 1, Formula("{1,2}", 7.0)))

    assert '<c r="A1" cm="1"><f t="array" ref="A1:B1">{1,2}</f><v>7</v></c>' in found


def test_a_value_replaces_a_formula_with_its_marks() -> None:
    data = '<row r="1"><c r="A1" s="2" t="e" vm="1"><f>NA()</f><v>#N/A</v></c></row>'

    assert spliced(data, (1, 1, 5)) == '<row r="1"><c r="A1" s="2"><v>5</v></c></row>'


def test_a_stale_formula_keeps_its_style() -> None:
    data = '<row r="1"><c r="A1" s="2" t="str"><f>B1&amp;"x"</f><v>ax</v></c></row>'
    sheet = SheetXml(sheet_xml(data), where="S")

    text = spliced_sheet(sheet, {1: RowEdit({1: STALE})}, sheet.formulas(), date_1904=False)
    assert '<c r="A1" s="2"><f>B1&amp;"x"</f></c>' in text


def test_the_dimension_takes_in_what_is_new() -> None:
    sheet = SheetXml(sheet_xml(ROW), where="S")

    text = spliced_sheet(sheet, {9: RowEdit({5: 1})}, [], date_1904=False)
    assert '<dimension ref="A1:E9"/>' in text


def test_a_sheet_whose_rows_are_in_no_order_is_refused() -> None:
    with pytest.raises(WorkbookError, match="was not written by Excel"):
        spliced('<row r="2"/><row r="1"/>', (1, 1, 1))


def test_rows_and_cells_without_addresses_follow_one_another() -> None:
    data = '<row><c/><c><v>1</v></c></row><row r="4"><c r="C4"/><c><v>2</v></c></row>'
    sheet = SheetXml(sheet_xml(data), where="S")

    assert sheet.values(Rectangle.parse("A1:D4"), ()) == [
        [None, 1.0, None, None],
        [None] * 4,
        [None] * 4,
        [None, None, None, 2.0],
    ]


def test_a_cell_without_an_address_is_written_where_it_stands() -> None:
    written = spliced("<row><c><v>1</v></c><c><v>2</v></c></row>", (1, 2, 5))

    assert written == ('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>5</v></c></row>')


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('t="b"><v>true</v>', True),
        ('t="b"><v>0</v>', False),
        ('t="b"><v>TRUE</v>', True),
        ('t="d"><v>2025-12-01</v>', 45_992.0),
        ('t="d"><v>2025-12-01T12:00:00Z</v>', 45_992.5),
        ('t="d"><v>06:00:00</v>', 0.25),
        ('t="str"><v>&#163;5&#xA;x_x000A_y</v>', "£5\nx\ny"),
        ('t="inlineStr"><is><t>a</t><rPh sb="0" eb="1"><t>b</t></rPh></is>', "a"),
        ('t="inlineStr"><is><r><t/></r><r><t>a</t></r></is>', "a"),
        ("t='n'><v> 5 </v>", 5.0),
    ],
)
def test_a_value_is_read_however_it_is_written(cell: str, value: object) -> None:
    sheet = SheetXml(sheet_xml(f'<row r="1"><c r="A1" {cell}</c></row>'), where="S")

    assert sheet.values(Rectangle.parse("A1"), ()) == [[value]]


def test_a_date_as_such_is_the_number_of_the_workbooks_own_calendar() -> None:
    data = '<row r="1"><c r="A1" t="d"><v>2025-12-01</v></c></row>'
    sheet = SheetXml(sheet_xml(data), where="S", date_1904=True)

    assert sheet.values(Rectangle.parse("A1"), ()) == [[45_992.0 - 1_462]]


def test_what_is_no_date_is_refused_with_its_sheet() -> None:
    data = '<row r="1"><c r="A1" t="d"><v>tomorrow</v></c></row>'

    with pytest.raises(WorkbookError, match=r"Sheet S .*impossible value 'tomorrow'"):
        SheetXml(sheet_xml(data), where="S").values(Rectangle.parse("A1"), ())


def test_a_sheet_with_dates_as_such_gets_such_dates() -> None:
    data = '<row r="1"><c r="A1" t="d"><v>2025-11-01T00:00:00</v></c></row>'

    written = spliced(data, (1, 1, datetime.date(2025, 12, 1)))
    assert written == '<row r="1"><c r="A1" t="d"><v>2025-12-01T00:00:00</v></c></row>'


@pytest.mark.parametrize("date_1904", [False, True])
def test_the_date_of_a_formula_counts_as_the_workbook_does(*, date_1904: bool) -> None:
    data = '<row r="1"><c r="A1"><f>B1</f><v>1</v></c></row>'
    sheet = SheetXml(sheet_xml(data), where="S", date_1904=date_1904)
    edit = RowEdit({1: Formula("B1", datetime.date(2025, 12, 1))})

    text = spliced_sheet(sheet, {1: edit}, sheet.formulas(), date_1904=date_1904)
    assert f"<v>{45_992 - 1_462 * date_1904}</v>" in text


@pytest.mark.parametrize(
    ("cell", "is_calculated"),
    [
        ("><f>B1</f><v>1</v>", True),
        (' t="str"><f>B1</f><v></v>', True),
        ("><f>B1</f><v></v>", False),
        ("><f>B1</f><v/>", False),
        ("><f>B1</f>", False),
    ],
)
def test_a_formula_without_a_value_is_not_calculated(cell: str, *, is_calculated: bool) -> None:
    sheet = SheetXml(sheet_xml(f'<row r="1"><c r="A1"{cell}</c></row>'), where="S")

    assert [one.has_value for one in sheet.formulas()] == [is_calculated]


def test_values_are_read_by_their_types() -> None:
    data = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><r><t>in</t></r>'
        '<r><t xml:space="preserve"> line</t></r></is></c><c r="C1" t="b"><v>1</v></c>'
        '<c r="D1" t="e"><v>#N/A</v></c><c r="E1" t="str"><f>A1</f><v>a &amp; b</v></c>'
        '<c r="F1"><v>1.5</v></c><c r="G1" s="1"/></row>'
    )
    sheet = SheetXml(sheet_xml(data), where="S")

    assert sheet.values(Rectangle.parse("A1:G1"), ["shared"]) == [
        ["shared", "in line", True, "#N/A", "a & b", 1.5, None]
    ]


def test_many_rows_below_all_others_are_written_in_order() -> None:
    data = '<row r="1"><c r="A1"><v>0</v></c></row>'
    count = 150  # more than are handed on at once
    new = spliced(data, *((row, 1, float(row)) for row in range(2, count)))
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(2, count))
    assert data + rows in new


def test_a_cell_ends_where_its_own_element_ends() -> None:
    plain, full = '<c r="A1" x="a/b"/>', '<c r="B1" x="/"><v>1</v><extLst/></c>'
    data = f'<row r="1">{plain}{full}<c r="C1"><is><t>a</t></is></c></row>'
    sheet = SheetXml(sheet_xml(data), where="Data")
    assert [match[0] for match in sheet.cells(1)][:2] == [plain, full]
    assert [match[3] for match in sheet.cells(1)] == [
        None,
        "<v>1</v><extLst/>",
        "<is><t>a</t></is>",
    ]
    assert list(sheet.cells(2)) == []
