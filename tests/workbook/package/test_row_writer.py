"""Single rows, new and changed: every kind of content in cells that are there and that are not."""

from __future__ import annotations

import datetime

import pytest

from workbook.block import Cell, Formula
from workbook.package.edit import STALE, Content, Edit, Moved, RowEdit, row_edits
from workbook.package.row_writer import RowWriter
from workbook.package.sheet import SheetXml
from xlsrc.domain.errors import WorkbookError

DAY = datetime.date(2020, 1, 1)


def _writer(
    data: str, others: set[tuple[int, int]] | None = None, *, p: str = "", date_1904: bool = False
) -> RowWriter:
    text = f"<{p}worksheet><{p}sheetData>{data}</{p}sheetData></{p}worksheet>"
    sheet = SheetXml(text, where="My sheet", date_1904=date_1904)
    return RowWriter(sheet, sheet.formulas(), others, date_1904=date_1904)


def _new(edit: Edit, *, p: str = "", date_1904: bool = False) -> str:
    return _writer("", p=p, date_1904=date_1904).new_row(7, edit)


def _merged(row: str, edit: Edit, *, p: str = "") -> str | None:
    """The row 7 of a sheet after an edit."""
    writer = _writer(row, p=p)
    return writer.merged_row(7, writer.sheet.rows[7], edit)


@pytest.mark.parametrize(
    ("content", "plain", "styled"),
    [
        (None, "", '<x:c r="C7" s="4"/>'),
        ("", "", '<x:c r="C7" s="4"/>'),
        (1.5, '<x:c r="C7"><x:v>1.5</x:v></x:c>', '<x:c r="C7" s="4"><x:v>1.5</x:v></x:c>'),
        (
            "a",
            '<x:c r="C7" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c>',
            '<x:c r="C7" s="4" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c>',
        ),
        (
            True,
            '<x:c r="C7" t="b"><x:v>1</x:v></x:c>',
            '<x:c r="C7" s="4" t="b"><x:v>1</x:v></x:c>',
        ),
        (DAY, '<x:c r="C7"><x:v>43831</x:v></x:c>', '<x:c r="C7" s="4"><x:v>43831</x:v></x:c>'),
        (STALE, "", '<x:c r="C7" s="4"/>'),
        (Formula("A1", 2), "", '<x:c r="C7" s="4"/>'),
        (Moved("", ""), "", ""),
        (Moved(' s="9"', ""), '<x:c r="C7" s="9"/>', '<x:c r="C7" s="9"/>'),
        (
            Moved("", "<x:v>1</x:v>"),
            '<x:c r="C7"><x:v>1</x:v></x:c>',
            '<x:c r="C7"><x:v>1</x:v></x:c>',
        ),
    ],
)
def test_a_cell_that_is_not_there(content: Content, plain: str, styled: str) -> None:
    for styles, cell in (({}, plain), ({3: ' s="4"', 4: ' s="5"'}, styled)):
        edit = RowEdit({3: content}, styles, ' ht="9"')
        row = f'<x:row r="7" ht="9">{cell}</x:row>' if cell else ""
        assert _new(edit, p="x:") == row
        there = '<x:row r="7"><x:c r="B7"/><x:c r="D7"/></x:row>'
        wanted = there.replace('<x:c r="D7"/>', f'{cell}<x:c r="D7"/>') if cell else None
        assert _merged(there, edit, p="x:") == wanted


def test_a_new_formula_stands_where_formulas_may_be_new() -> None:
    edit = RowEdit({3: Formula("=A1<2", "x"), 2: Formula("B1", DAY)}, new_formulas=True)
    assert _new(edit) == (
        '<row r="7"><c r="B7"><f>B1</f><v>43831</v></c>'
        '<c r="C7" t="str"><f>A1&lt;2</f><v>x</v></c></row>'
    )
    assert _new(edit, date_1904=True).startswith(
        f'<row r="7"><c r="B7"><f>B1</f><v>{43831 - 1462}</v></c>'
    )
    unsaid = RowEdit({3: Formula("=A1<2", "x"), 2: 1.0})
    assert _new(unsaid) == '<row r="7"><c r="B7"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (None, '<c r="C7" s="4"/>'),
        ("", '<c r="C7" s="4"/>'),
        (1.5, '<c r="C7" s="4"><v>1.5</v></c>'),
        (2, '<c r="C7" s="4"><v>2</v></c>'),
        ("a", '<c r="C7" s="4" t="inlineStr"><is><t>a</t></is></c>'),
        (False, '<c r="C7" s="4" t="b"><v>0</v></c>'),
        (STALE, '<c r="C7" s="4"/>'),
        (Moved(' s="9" cm="1"', "<f>1</f>"), '<c r="C7" s="9" cm="1"><f>1</f></c>'),
        (Moved("", ""), '<c r="C7"/>'),
    ],
)
@pytest.mark.parametrize("marks", ["", ' t="str"', " t='b'", ' cm="1"', ' t="e" vm="2"'])
def test_a_cell_that_is_there_loses_what_its_old_value_was(
    content: Content, wanted: str, marks: str
) -> None:
    row = '<row r="7"><c r="B7"/><c r="C7" s="4"{}><v>0.1</v></c><c r="D7"><v>7</v></c></row>'
    assert _merged(row.format(marks), RowEdit({3: content})) == (
        f'<row r="7"><c r="B7"/>{wanted}<c r="D7"><v>7</v></c></row>'
    )


@pytest.mark.parametrize("new_formulas", [False, True])
def test_a_formula_for_a_cell_with_a_value(*, new_formulas: bool) -> None:
    row = '<row r="7"><c r="C7" s="4" t="b"><v>1</v></c></row>'
    edit = RowEdit({3: Formula("A1", 2.0)}, new_formulas=new_formulas)
    wanted = '<row r="7"><c r="C7" s="4"><f>A1</f><v>2</v></c></row>'
    assert _merged(row, edit) == (wanted if new_formulas else None)


@pytest.mark.parametrize(
    ("content", "wanted", "others"),
    [
        (Formula("B7*2", 9.0), '<c r="C7" s="4" cm="1"><f>B7*2</f><v>9</v></c>', set()),
        (Formula("B7 * 2", None), '<c r="C7" s="4" cm="1"><f>B7*2</f></c>', set()),
        (
            Formula("=B7*2", "#N/A"),
            '<c r="C7" s="4" cm="1" t="e"><f>B7*2</f><v>#N/A</v></c>',
            set(),
        ),
        (STALE, '<c r="C7" s="4" cm="1"><f>B7*2</f></c>', set()),
        (Formula("B7*3", 9.0), None, {(7, 3)}),
        (5.0, '<c r="C7" s="4"><v>5</v></c>', set()),
    ],
)
def test_a_cell_with_a_formula(
    content: Content, wanted: str | None, others: set[tuple[int, int]]
) -> None:
    cell = '<c r="C7" s="4" t=\'str\' cm="1" vm="3"><f>B7*2</f><v>x</v></c>'
    found: set[tuple[int, int]] = set()
    writer = _writer(f'<row r="7">{cell}</row>', found)
    merged = writer.merged_row(7, writer.sheet.rows[7], RowEdit({3: content}))
    assert merged == (wanted and f'<row r="7">{wanted}</row>')
    assert found == others


def test_a_formula_is_known_by_its_text_as_xml_reads_it_and_from_the_cell_it_is_shared_by() -> None:
    data = (
        '<row r="6"><c r="C6"><f t="shared" ref="C6:C7" si="4">B6&amp;"a"</f></c>'
        '<c r="D6"><f t="shared" ref="D6:D7" si="5">A6</f></c></row>'
        '<row r="7"><c r="C7"><f t="shared" si="4"/></c><c r="D7"><f t="shared" si="5"/></c>'
        '<c r="E7"><f t="shared" si="6"/></c><c r="F7"><f/></c></row>'
    )
    others: set[tuple[int, int]] = set()
    writer = _writer(data, others)
    edit = RowEdit(
        {3: Formula('B7&"a"', 1), 4: Formula("A6", 2), 5: Formula("A7", 3), 6: Formula("", 4)}
    )
    assert writer.merged_row(7, writer.sheet.rows[7], edit) == (
        '<row r="7"><c r="C7"><f t="shared" si="4"/><v>1</v></c><c r="D7"><f t="shared" si="5"/>'
        '</c><c r="E7"><f t="shared" si="6"/></c><c r="F7"><f/><v>4</v></c></row>'
    )
    assert others == {(7, 4), (7, 5)}
    first = RowEdit({3: Formula('B6&"a"', "<")})
    merged = writer.merged_row(6, writer.sheet.rows[6], first)
    assert merged is not None
    assert '<c r="C6" t="str"><f t="shared" ref="C6:C7" si="4">B6&amp;"a"</f><v>&lt;</v></c>' in (
        merged
    )


def test_a_cell_takes_the_look_of_its_column_where_it_has_none() -> None:
    row = '<row r="7"><c r="B7"><v>1</v></c><c r="C7" s="9"><v>1</v></c><c r="D7"/></row>'
    edit = RowEdit({2: 2.0, 3: None, 4: "a"}, {2: ' s="4"', 3: ' s="5"'})
    assert _merged(row, edit) == (
        '<row r="7"><c r="B7" s="4"><v>2</v></c><c r="C7" s="9"/>'
        '<c r="D7" t="inlineStr"><is><t>a</t></is></c></row>'
    )
    same = RowEdit({2: 1.0, 3: 1.0, 4: None})
    assert _merged(row, same) is None


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ('<row r="7"/>', '<row r="7"><c r="B7"><v>2</v></c><c r="E7"><v>5</v></c></row>'),
        (
            '<row r="7" spans="3:3" ht="20" />',
            '<row r="7" spans="2:5" ht="20"><c r="B7"><v>2</v></c><c r="E7"><v>5</v></c></row>',
        ),
        (
            '<row r="7" spans="1:9"></row>',
            '<row r="7" spans="1:9"><c r="B7"><v>2</v></c><c r="E7"><v>5</v></c></row>',
        ),
        (
            '<row r="7" spans="3:3"><c r="C7"/></row>',
            '<row r="7" spans="2:5"><c r="B7"><v>2</v></c><c r="C7"/><c r="E7"><v>5</v></c></row>',
        ),
        (
            '<row r="7" spans="2:3"><c r="B7"/><c r="C7"/><extLst/></row>',
            (
                '<row r="7" spans="2:5"><c r="B7"><v>2</v></c><c r="C7"/><c r="E7"><v>5</v></c>'
                "<extLst/></row>"
            ),
        ),
        (
            '<row r="7"><c r="A7"/><c r="D7"/><c r="F7"/></row>',
            (
                '<row r="7"><c r="A7"/><c r="B7"><v>2</v></c><c r="D7"/><c r="E7"><v>5</v></c>'
                '<c r="F7"/></row>'
            ),
        ),
    ],
)
def test_new_cells_stand_in_their_order_and_the_row_says_from_where_to_where(
    row: str, wanted: str
) -> None:
    assert _merged(row, RowEdit({5: 5.0, 2: 2.0})) == wanted


def test_a_row_to_which_nothing_is_done_stays() -> None:
    row = '<row r="7" spans="2:2"><c r="B7"><v>2</v></c></row>'
    assert _merged(row, RowEdit({2: 2.0})) is None
    assert _merged(row, RowEdit({5: None})) is None
    assert _merged(row, RowEdit({2: 2.0, 5: None})) == row.replace("2:2", "2:5")
    assert _merged(row.replace(' spans="2:2"', ""), RowEdit({2: 2.0, 5: None})) is None


def _line(*values: Cell, p: str = "") -> Edit:
    """A row 7 of a table in B and D, whose cells are written out as a line."""
    sheet = _writer("", p=p).sheet
    styles = {2: ' s="4"'}
    edits = row_edits(
        sheet, 7, (4, 2), (values,), styles=styles, attributes=' ht="9"', date_1904=False
    )
    return edits[7]


def test_a_line_of_a_table_in_a_row() -> None:
    line = '<c r="B7" s="4"><v>2</v></c><c r="D7" t="inlineStr"><is><t>a</t></is></c>'
    assert _new(_line("a", 2.0)) == f'<row r="7" ht="9">{line}</row>'
    assert _merged(f'<row r="7">{line}</row>', _line("a", 2.0)) is None
    assert _merged(f'<row r="7">{line}<c r="F7"/></row>', _line("a", 2.0)) is None
    assert _merged(f'<row r="7">{line[:-5]}x</c></row>', _line("a", 2.0)) == (
        f'<row r="7">{line}</row>'
    )
    between = line.replace("</c><c", '</c><c r="C7"/><c', 1)
    assert _merged('<row r="7"><c r="C7"/></row>', _line("a", 2.0)) == (
        f'<row r="7">{between}</row>'
    )
    prefixed = line.replace("<", "<x:").replace("<x:/", "</x:")
    assert _new(_line("a", 2.0, p="x:"), p="x:") == f'<x:row r="7" ht="9">{prefixed}</x:row>'


def test_many_rows_of_a_line_are_changed_at_once_and_keep_their_own_tags() -> None:
    rows = [(float(number), f"old {number}") for number in range(20)]
    cells = (
        '<row r="{0}" x="{0}"><c r="B{0}" t="inlineStr"><is><t>{1}</t></is></c><c r="D{0}">'
        "<v>{2}</v></c></row>"
    )
    old = "".join(cells.format(at + 1, text, int(number)) for at, (number, text) in enumerate(rows))
    writer = _writer(old)
    new = [(number + 0.5, "new") for number, _ in rows]
    edits = row_edits(writer.sheet, 1, (4, 2), new, styles={}, attributes="", date_1904=False)
    merged = [writer.merged_row(row, writer.sheet.rows[row], edits[row]) for row in range(1, 21)]
    assert merged == [cells.format(at + 1, "new", number) for at, (number, _) in enumerate(new)]


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (float("nan"), "a cell holds a number or is empty (None); found nan"),
        ("x" * 32_768, "a cell holds at most 32,767 characters; found 32,768"),
    ],
)
def test_a_value_that_no_cell_holds_is_said_with_its_cell(value: Cell, why: str) -> None:
    edit = RowEdit({28: value})
    writer = _writer('<row r="7"><c r="AB7"/></row>')
    with pytest.raises(WorkbookError) as refused:
        writer.new_row(7, edit)
    assert str(refused.value) == f"My sheet!AB7: {why}."
    with pytest.raises(WorkbookError) as refused:
        writer.merged_row(7, writer.sheet.rows[7], edit)
    assert str(refused.value) == f"My sheet!AB7: {why}."


def test_of_many_rows_those_that_hold_their_line_already_stay() -> None:
    cells = '<row r="{0}"><c r="B{0}"><v>{1}</v></c></row>'
    writer = _writer("".join(cells.format(row, row) for row in range(1, 31)))
    new = [(row + row % 2 / 2,) for row in range(1, 31)]
    edits = row_edits(writer.sheet, 1, (2,), new, styles={}, attributes="", date_1904=False)
    merged = [writer.merged_row(row, writer.sheet.rows[row], edits[row]) for row in range(1, 31)]
    assert merged == [cells.format(row, row + 0.5) if row % 2 else None for row in range(1, 31)]


def test_true_and_one_are_two_values_in_one_row() -> None:
    edit = RowEdit({1: 1, 2: True, 3: 1, 4: False, 5: 0})
    assert _new(edit) == (
        '<row r="7"><c r="A7"><v>1</v></c><c r="B7" t="b"><v>1</v></c><c r="C7"><v>1</v></c>'
        '<c r="D7" t="b"><v>0</v></c><c r="E7"><v>0</v></c></row>'
    )
