"""Edits of rows: lines that are asked for in any order, how they look, and edits that meet."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from workbook.block import KEEP, Formula, Keep
from workbook.package.cell import cell_tails
from workbook.package.edit import (
    STALE,
    Known,
    LineEdit,
    LineRows,
    Moved,
    PlainRows,
    RowEdit,
    row_contents,
    row_edits,
)
from workbook.package.reference import Rectangle
from workbook.package.sheet import SheetXml
from workbook.package.sheet_edits import SheetEdits, without_values
from workbook.package.structure import SheetPart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.block import Cell, Row
    from workbook.package.edit import Content, Edit

DAY = datetime.date(2020, 1, 1)


def _sheet(data: str = "", p: str = "") -> SheetXml:
    return SheetXml(f"<{p}worksheet><{p}sheetData>{data}</{p}sheetData></{p}worksheet>", where="S")


def _edits(
    rows: Sequence[Row], *, sheet: SheetXml | None = None, date_1904: bool = False
) -> dict[int, Edit]:
    return row_edits(
        sheet or _sheet(),
        5,
        (28, 2),
        rows,
        styles={2: ' s="1"', 3: ' s="2"'},
        attributes=' ht="9"',
        date_1904=date_1904,
    )


def _lines(edits: dict[int, Edit]) -> dict[int, str]:
    return {row: edit.line for row, edit in edits.items() if isinstance(edit, LineEdit)}


@pytest.mark.parametrize("p", ["", "x:"])
def test_rows_of_plain_values_are_lines(p: str) -> None:
    edits = _edits([(1.0, "a"), (None, True), (2, DAY), ("a", 1.0)], sheet=_sheet(p=p))
    lines = {
        5: '<c r="B5" s="1" t="inlineStr"><is><t>a</t></is></c><c r="AB5"><v>1</v></c>',
        6: '<c r="B6" s="1" t="b"><v>1</v></c><c r="AB6"/>',
        7: '<c r="B7" s="1"><v>43831</v></c><c r="AB7"><v>2</v></c>',
        8: '<c r="B8" s="1"><v>1</v></c><c r="AB8" t="inlineStr"><is><t>a</t></is></c>',
    }
    prefixed = {
        row: text.replace("</", "\0").replace("<", f"<{p}").replace("\0", f"</{p}")
        for row, text in lines.items()
    }
    assert _lines(edits) == prefixed
    assert _lines(dict(reversed(edits.items()))) == prefixed
    second = edits[6]
    assert isinstance(second, LineEdit)
    assert [second.line, second.line] == [prefixed[6]] * 2
    assert second.row_edit() == RowEdit(
        {28: None, 2: True}, {2: ' s="1"', 3: ' s="2"'}, ' ht="9"', new_formulas=True
    )


def test_a_line_is_found_whether_rows_are_skipped_or_asked_for_again() -> None:
    edits = _edits([(float(at), None) for at in range(9)])
    rows = next(edit.rows for edit in edits.values() if isinstance(edit, LineEdit))
    asked = (0, 1, 4, 8, 8, 2, 3, 0, 7)
    assert [rows.line(at) for at in asked] == [
        f'<c r="B{5 + at}" s="1"/><c r="AB{5 + at}"><v>{at}</v></c>' for at in asked
    ]
    assert (rows.columns, rows.given, rows.attributes) == ((2, 28), (28, 2), ' ht="9"')


def test_dates_in_lines_are_as_the_sheet_and_the_calendar_have_them() -> None:
    assert _lines(_edits([(DAY, None)], date_1904=True)) == {
        5: '<c r="B5" s="1"/><c r="AB5"><v>42369</v></c>'
    }
    written = _sheet('<row r="1"><c r="A1" t="d"><v>2020-01-01</v></c></row>')
    assert _lines(_edits([(DAY, None)], sheet=written)) == {
        5: '<c r="B5" s="1"/><c r="AB5" t="d"><v>2020-01-01T00:00:00</v></c>'
    }


@pytest.mark.parametrize("odd", [Formula("1", 1), KEEP, float("nan")])
def test_rows_of_which_one_is_not_plain_are_edited_cell_by_cell(odd: Cell) -> None:
    edits = _edits([(1.0, "a"), (2.0, odd)])
    look = ({2: ' s="1"', 3: ' s="2"'}, ' ht="9"')
    second: dict[int, Content] = {28: 2.0}
    if not isinstance(odd, Keep):
        second[2] = odd
    assert edits == {
        5: RowEdit({28: 1.0, 2: "a"}, *look, new_formulas=True),
        6: RowEdit(second, *look, new_formulas=True),
    }


def test_no_rows_are_no_edits() -> None:
    assert _edits([]) == {}
    assert row_contents((), ()) == {}


def test_what_a_value_looks_like_is_worked_out_once() -> None:
    asked = []

    def tail(value: Cell) -> str:
        asked.append(value)
        return f"<{value}>"

    known = Known(tail)
    assert [known["a"], known[1.0], known["a"]] == ["<a>", "<1.0>", "<a>"]
    assert asked == ["a", 1.0]


@pytest.mark.parametrize(("p", "style"), [("", ""), ("x:", ' s="1"')])
def test_plain_rows_are_known_in_their_prefix_and_style(p: str, style: str) -> None:
    plain = PlainRows(p, (28, 2), {2: style})
    tail = cell_tails(p, date_1904=False)
    for value in ("a<", " b", 1.5, True, None, DAY):
        text = f'<{p}c r="B5"{style}{tail(value)}<{p}c r="AB5"{tail("x")}'
        found = [plain.match(text, 0, len(text)) for _ in range(20)]
        assert found[-1] is True
        assert plain.match(f"x{text}", 1, len(text) + 1)
        assert not plain.match(text + "<x/>", 0, len(text) + 4)
        assert not plain.match(text.replace("AB5", "AC5"), 0, len(text))
    formula = f'<{p}c r="B5"{style}><{p}f>1</{p}f></{p}c><{p}c r="AB5"/>'
    assert not plain.match(formula, 0, len(formula))


def _sheet_edits() -> SheetEdits:
    part = SheetPart(name="S", part="s.xml", is_worksheet=True)
    return SheetEdits(part, lambda: _sheet('<row r="1"><c r="A1"><f>1</f></c></row>'))


def test_edits_of_one_row_meet_whichever_kind_they_are() -> None:
    def line() -> Edit:
        return _edits([(1.0, "a")])[5]

    cells = RowEdit({2: "b", 4: "c"})
    look = ({2: ' s="1"', 3: ' s="2"'}, ' ht="9"')
    cases: tuple[tuple[Edit, Edit, dict[int, Content]], ...] = (
        (line(), cells, {28: 1.0, 2: "b", 4: "c"}),
        (cells, line(), {28: 1.0, 2: "a", 4: "c"}),
        (line(), line(), {28: 1.0, 2: "a"}),
    )
    for first, second, both in cases:
        edits = _sheet_edits()
        edits.edit(5, first)
        edits.edit(5, second)
        assert edits.edits == {5: RowEdit(both, *look, new_formulas=True)}
    edits = _sheet_edits()
    edits.edit(5, RowEdit({2: "b", 4: "c"}))
    edits.edit(5, RowEdit({4: "d"}))
    edits.edit(6, line())
    assert edits.edits[5] == RowEdit({2: "b", 4: "d"})
    edits.finish()
    assert list(edits.edits) == [5]
    assert edits.xml.formulas() == edits.formulas


def test_the_values_of_a_range_are_known_where_all_of_it_is_plain() -> None:
    edits = _sheet_edits()
    edits.edit(2, RowEdit({1: 1, 2: None, 3: "a\x01", 4: Formula("1", 1), 5: True}))
    edits.edit(3, RowEdit({1: 2.5, 2: "", 3: DAY, 4: STALE, 5: Moved("", "")}))
    edits.edit(4, _edits([(1.0, "a")])[5])

    def written(area: str, *, date_1904: bool = False) -> object:
        return edits.written(Rectangle.parse(area), date_1904=date_1904)

    assert written("A2:C3") == [[1.0, None, "a"], [2.5, None, 43831.0]]
    assert written("C3", date_1904=True) == [[42369.0]]
    assert written("E2") == [[True]]
    for area in ("D2", "D3", "E3", "C2:D2", "A2:A4", "A1:A2", "F2", "B4"):
        assert written(area) is None, area


def test_a_formula_is_written_where_it_got_its_value_and_is_nobody_elses() -> None:
    edits = _sheet_edits()
    edits.edit(2, RowEdit({1: Formula("1", 1), 2: Formula("1", 1), 3: 1.0}))
    edits.edit(3, _edits([(1.0, "a")])[5])
    edits.others.add((2, 2))
    found = {
        (row, column): edits.is_written(row, column) for row in (1, 2, 3) for column in (1, 2, 3)
    }
    assert [at for at, is_written in found.items() if is_written] == [(2, 1)]


def test_values_are_taken_from_every_cell_of_several_ranges() -> None:
    areas = [Rectangle.parse(one) for one in ("B2:C3", "E3:E4", "C3")]
    assert without_values(areas) == {
        2: RowEdit({2: STALE, 3: STALE}),
        3: RowEdit({2: STALE, 3: STALE, 5: STALE}),
        4: RowEdit({5: STALE}),
    }
    assert {
        edit.row_edit().new_formulas if isinstance(edit, LineEdit) else edit.new_formulas
        for edit in without_values(areas).values()
    } == {False}
    assert without_values([]) == {}


def test_rows_of_a_table_know_their_sheet() -> None:
    rows = LineRows(_sheet(), [7], [2], [(1.0,)], styles={}, attributes="", date_1904=False)
    assert rows.line(0) == '<c r="B7"><v>1</v></c>'
