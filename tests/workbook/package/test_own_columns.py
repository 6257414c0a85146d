"""An analyst's own columns of a table, row by row, when its rows move."""

from __future__ import annotations

import datetime

from workbook.layout.kept_answers import Answer
from workbook.package.edit import Moved, RowEdit
from workbook.package.formula_cell import FormulaCell
from workbook.package.own_cells import OwnCells, Reading, calculated_columns
from workbook.package.reference import Rectangle
from workbook.package.sheet import SheetXml
from workbook.package.structure import TablePart

TABLE = TablePart(
    name="T", sheet="S", part="t.xml", area=Rectangle(4, 2, 7, 3), columns=("Key", "Mine")
)


def _own(
    cells: tuple[str, str, str],
    to: tuple[int | None, ...],
    rows: int,
    formulas: tuple[FormulaCell, ...] = (),
    declared: frozenset[int] = frozenset(),
) -> OwnCells:
    text = "".join(
        f'<row r="{row}"><c r="B{row}"><v>{row}</v></c>{cell}</row>'
        for row, cell in zip((5, 6, 7), cells, strict=True)
    )
    outside = '<row r="1"><c r="C1" s="9"><v>99</v></c></row>'
    sheet = SheetXml(f"<worksheet><sheetData>{outside}{text}</sheetData></worksheet>", where="S")
    return OwnCells(
        table=TABLE,
        sheet=sheet,
        formulas=formulas,
        columns=(3,),
        to=to,
        rows=rows,
        declared=declared,
    )


def _said(edits: dict[int, RowEdit]) -> dict[int, object]:
    assert all(edit.new_formulas and set(edit.cells) == {3} for edit in edits.values())
    return {row: edit.cells[3] for row, edit in edits.items()}


ANSWERS = ('<c r="C5" s="2"><v>5</v></c>', '<c r="C6" s="2"/>', '<c r="C7" s="3"><v>7</v></c>')


def test_rows_that_stay_change_nothing() -> None:
    assert _own(ANSWERS, (0, 1, 2), 3).edits() == {}


def test_an_answer_goes_with_its_row_and_its_old_place_is_emptied() -> None:
    assert _said(_own(ANSWERS, (1, 0, 2), 3).edits()) == {
        5: Moved(' s="2"', ""),
        6: Moved(' s="2"', "<v>5</v>"),
    }
    assert _said(_own(ANSWERS, (None, 0, 1), 2).edits()) == {
        5: Moved(' s="2"', ""),
        6: Moved(' s="3"', "<v>7</v>"),
        7: Moved(' s="2"', ""),
    }


def test_new_rows_get_the_look_of_the_column() -> None:
    assert _said(_own(ANSWERS, (0, 1, 3), 5).edits()) == {
        7: Moved(' s="2"', ""),
        8: Moved(' s="3"', "<v>7</v>"),
        9: Moved(' s="2"', ""),
    }


def _formula(row: int, text: str, attributes: str = "") -> FormulaCell:
    return FormulaCell(row, 3, text, attributes, has_value=True)


FILLED = tuple(f'<c r="C{row}" s="2"><f>B{row}*2</f><v>1</v></c>' for row in (5, 6, 7))
FORMULAS = tuple(_formula(row, f"B{row}*2") for row in (5, 6, 7))


def test_a_column_of_one_formula_is_filled_in_new_rows() -> None:
    own = _own((FILLED[0], FILLED[1], FILLED[2]), (2, 1, 0), 4, FORMULAS)
    assert _said(own.edits()) == {8: Moved(' s="2"', "<f>B8*2</f>")}
    assert list(own.gone(_reading())) == []


def test_a_column_of_some_formulas_is_filled_only_where_it_is_declared() -> None:
    cells = (FILLED[0], FILLED[1], '<c r="C7" s="2"><v>1</v></c>')
    assert _said(_own(cells, (0, 1, 2), 4, FORMULAS[:2]).edits()) == {8: Moved(' s="2"', "")}
    declared = _own(cells, (0, 1, 2), 4, FORMULAS[:2], frozenset({3}))
    assert _said(declared.edits()) == {8: Moved(' s="2"', "<f>B8*2</f>")}


def test_half_of_the_formulas_are_not_most() -> None:
    cells = (FILLED[0], '<c r="C6" s="2"><f>1</f><v>1</v></c>', '<c r="C7" s="2"/>')
    two = (FORMULAS[0], _formula(6, "1"))
    own = _own(cells, (0, 1, 2), 4, two, frozenset({3}))
    assert _said(own.edits()) == {8: Moved(' s="2"', "")}


def test_a_moved_formula_counts_from_its_new_row_and_loses_its_result() -> None:
    cells = ('<c r="C5" s="2" t="str"><f>B5&amp;"x"</f><v>5x</v></c>', '<c r="C6" s="2"/>', "")
    own = _own(cells, (2, 1, None), 3, (_formula(5, 'B5&"x"'),))
    assert _said(own.edits())[7] == Moved(' s="2"', '<f>B7&amp;"x"</f>')
    array = _own(cells, (2, 1, None), 3, (_formula(5, "SUM(B5)", ' t="array" ref="C5"'),))
    assert _said(array.edits())[7] == Moved(' s="2"', '<f t="array" ref="C7">SUM(B7)</f>')


def test_a_shared_formula_that_loses_its_first_is_written_out() -> None:
    shared = (
        _formula(5, "B5+1", ' t="shared" ref="C5:C7" si="0"'),
        _formula(6, "", ' t="shared" si="0"'),
        _formula(9, "", ' t="shared" si="0"'),
    )
    cells = ('<c r="C5"><f>B5+1</f></c>', '<c r="C6"><f/></c>', '<c r="C7"><v>1</v></c>')
    edits = _said(_own(cells, (2, 1, 0), 3, shared).edits())
    assert edits == {
        5: Moved("", "<v>1</v>"),
        6: Moved("", "<f>B6+1</f>"),
        7: Moved("", "<f>B7+1</f>"),
        9: Moved("", "<f>B9+1</f>"),
    }


def _reading() -> Reading:
    return Reading(
        values=((5.0, 5.0), (6.0, None), (7.0, 43831.0)),
        identity=(0,),
        dates=frozenset({3}),
        date_1904=False,
    )


def test_the_answers_of_rows_that_are_gone() -> None:
    assert list(_own(ANSWERS, (None, None, None), 1).gone(_reading())) == [
        Answer(table="T", key=(5.0,), column="Mine", value=5.0),
        Answer(table="T", key=(7.0,), column="Mine", value=datetime.datetime(2020, 1, 1)),  # noqa: DTZ001
    ]
    assert list(_own(ANSWERS, (0, None, 1), 2).gone(_reading())) == []
    one = _own((FILLED[0], "", ""), (None, 0, 1), 2, FORMULAS[:1])
    assert list(one.gone(_reading())) == [
        Answer(table="T", key=(5.0,), column="Mine", value="=B5*2")
    ]


def test_the_columns_that_a_table_calls_calculated() -> None:
    part = (
        '<x:tableColumns><x:tableColumn id="1"/><x:tableColumn id="2"><x:calculatedColumnFormula>'
        'A</x:calculatedColumnFormula></x:tableColumn><x:tableColumn id="3"><x:other/>'
        "</x:tableColumn></x:tableColumns>"
    )
    assert calculated_columns(part, 4) == {5}
