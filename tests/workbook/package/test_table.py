"""A table's rows: each cell that a block changes, and what else stands in the way."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest

from workbook.block import KEEP, Formula, Row, TableBlock
from workbook.layout.kept_answers import Answer
from workbook.package.edit import LineEdit, Moved, RowEdit
from workbook.package.reference import Rectangle
from workbook.package.sheet import SheetXml
from workbook.package.structure import TablePart
from workbook.package.table import TableChange, TableRows
from xlsrc.domain.errors import TemplateError

if TYPE_CHECKING:
    from workbook.package.edit import Content

JULY = datetime.date(2025, 7, 1)
COLUMNS = ("Key", "Said", "Fed", "Twice")


def _part(area: str = "C4:F7", *, name: str = "T", **said: Any) -> TablePart:
    said.setdefault("columns", COLUMNS)
    return TablePart(name=name, sheet="S", part="t.xml", area=Rectangle.parse(area), **said)


HEAD = '<row r="4"><c r="C4" s="8" t="str"><v>Key</v></c></row>'
THREE = (
    '<row r="5" ht="20" s="3" customFormat="1"><c r="B5" s="9"><v>9</v></c>'
    '<c r="C5" s="1" t="str"><v>a</v></c><c r="D5" s="2"><v>1</v></c><c r="E5"><v>10</v></c>'
    '<c r="F5" s="4"><f>E5*2</f><v>20</v></c><c r="G5" s="9"><v>9</v></c></row>'
    '<row r="6"><c r="C6" t="str"><v> b </v></c><c r="E6"><v>20</v></c>'
    '<c r="F6" s="4"><f>E6*2</f><v>40</v></c></row>'
    '<row r="7"><c r="C7" t="str"><v>c</v></c><c r="D7" s="5"><v>3</v></c><c r="E7"><v>30</v></c>'
    '<c r="F7" s="4"><f>E7*2</f><v>60</v></c></row>'
)
LOOK = Moved(' s="2"', "")
"""Of the formats of Said, each of which one cell has, the first."""


def _table(rows: str = THREE, below: str = "", **said: Any) -> TableRows:
    text = f"<worksheet><sheetData>{HEAD}{rows}</sheetData>{below}</worksheet>"
    said.setdefault("date_1904", False)
    sheet = SheetXml(text, where="S", date_1904=said["date_1904"])
    table = said.pop("table", _part())
    said.setdefault("others", [table])
    said.setdefault("shared_texts", ())
    return TableRows(table=table, sheet=sheet, formulas=sheet.formulas(), **said)


def _whole(*rows: Row, columns: tuple[str, ...] = ("Key", "Fed")) -> TableBlock:
    return TableBlock("T", columns, rows, identity=("Key",))


def _cells(change: TableChange) -> dict[str, Content]:
    """What each changed cell is to hold."""
    edits = {
        row: edit.row_edit() if isinstance(edit, LineEdit) else edit
        for row, edit in change.edits.items()
    }
    return {
        f"{'ABCDEFG'[column - 1]}{row}": content
        for row, edit in edits.items()
        for column, content in edit.cells.items()
    }


def test_rows_that_stay_get_their_values_and_nothing_else() -> None:
    change = _table().change(_whole(("a", 11), ("b", 21), ("c", 31)))
    assert _cells(change) == {
        "C5": "a", "E5": 11, "C6": "b", "E6": 21, "C7": "c", "E7": 31,
    }  # fmt: skip
    assert (change.area, change.to, change.gone, change.lost) == (
        Rectangle.parse("C4:F7"),
        (),
        (),
        {},
    )


def test_a_row_more_has_the_look_of_the_first_and_its_formulas() -> None:
    change = _table(calculated=frozenset({6})).change(
        _whole(("a", 10), ("b", 20), ("c", 30), ("d", 40))
    )
    assert {at: one for at, one in _cells(change).items() if at.endswith("8")} == {
        "C8": "d", "D8": LOOK, "E8": 40, "F8": Moved(' s="4"', "<f>E8*2</f>"),
    }  # fmt: skip
    assert change.edits[8] == RowEdit(
        {3: "d", 4: LOOK, 5: 40, 6: Moved(' s="4"', "<f>E8*2</f>")},
        {3: ' s="1"', 4: ' s="2"', 6: ' s="4"'},
        ' ht="20" s="3" customFormat="1"',
        new_formulas=True,
    )
    assert (change.area, change.to) == (Rectangle.parse("C4:F8"), (0, 1, 2))


def test_rows_less_are_emptied_with_their_formulas_and_what_stood_beside_them_is_told() -> None:
    change = _table().change(_whole(("b", 21)))
    assert _cells(change) == {
        "C5": "b", "E5": 21, "D5": LOOK, "C6": None, "E6": None, "F6": Moved(' s="4"', ""),
        "C7": None, "E7": None, "D7": LOOK, "F7": Moved(' s="4"', ""),
    }  # fmt: skip
    assert change.area == Rectangle.parse("C4:F5")
    assert change.to == (None, 0, None)
    assert change.gone == (
        Answer(table="T", key=("a",), column="Said", value=1.0),
        Answer(table="T", key=("c",), column="Said", value=3.0),
    )
    assert change.lost == {0: ("a",), 2: ("c",)}


def test_no_row_at_all_leaves_one_with_its_formula() -> None:
    change = _table().change(_whole())
    assert change.area == Rectangle.parse("C4:F5")
    assert {at: one for at, one in _cells(change).items() if at.endswith("5")} == {
        "C5": None, "E5": None, "D5": LOOK,
    }  # fmt: skip


def test_a_written_column_with_formulas_loses_those_of_rows_that_go() -> None:
    every = TableBlock("T", COLUMNS, (("b", 2, 21, 42),), identity=("Key",))
    change = _table().change(every)
    assert _cells(change) == {
        "C5": "b", "D5": 2, "E5": 21, "F5": 42,
        **{f"{column}{row}": None for column in "CDEF" for row in (6, 7)},
    }  # fmt: skip
    assert (change.to, change.lost) == ((), {})


def test_what_hangs_at_a_row_moves_it_though_no_column_is_the_analysts() -> None:
    every = TableBlock("T", COLUMNS, (("c", 3, 3, 3), ("a", 1, 1, 1)), identity=("Key",))
    assert _table().change(every).to == ()
    change = _table(hangs=True).change(every)
    assert (change.to, change.lost, change.gone) == ((1, None, 0), {1: (" b ",)}, ())
    stays = TableBlock(
        "T", COLUMNS, (("a", 1, 1, 1), ("b", 1, 1, 1), ("c", 1, 1, 1)), identity=("Key",)
    )
    assert _table(hangs=True).change(stays).to == ()


def test_a_row_is_known_by_all_of_its_identity_and_in_the_order_of_the_table() -> None:
    rows = (
        '<row r="5"><c r="C5" t="str"><v>a</v></c><c r="D5"><v>7</v></c>'
        '<c r="E5"><v>1</v></c></row>'
        '<row r="6"><c r="C6" t="str"><v>a</v></c><c r="D6"><v>8</v></c>'
        '<c r="E6"><v>2</v></c></row>'
        '<row r="7"><c r="C7" t="str"><v>b</v></c><c r="D7"><v>9</v></c>'
        '<c r="E7"><v>1</v></c></row>'
    )
    block = TableBlock(
        "T", ("Fed", "Key"), ((1, "b"), (2, "a"), (1, " a ")), identity=("Key", "Fed")
    )
    change = _table(rows).change(block)
    assert change.to == (2, 1, 0)
    assert _cells(change)["D5"] == Moved("", "<v>9</v>")
    assert _cells(change)["D7"] == Moved("", "<v>7</v>")
    assert "D6" not in _cells(change)
    gone = TableBlock("T", ("Fed", "Key"), ((2, "a"),), identity=("Fed", "Key"))
    assert _table(rows).change(gone).lost == {0: (1.0, "a"), 2: (1.0, "b")}


@pytest.mark.parametrize(("date_1904", "number"), [(False, 45_839), (True, 44_377)])
def test_a_row_is_known_by_its_date(*, date_1904: bool, number: int) -> None:
    rows = (
        f'<row r="5"><c r="C5" s="6"><v>{number}</v></c><c r="D5"><v>7</v></c></row>'
        f'<row r="6"><c r="C6" s="6"><v>{number + 31}</v></c><c r="D6"><v>8</v></c></row>'
    )
    table = _table(rows, table=_part("C4:F6"), date_1904=date_1904, dates=frozenset({6}))
    change = table.change(_whole((datetime.date(2025, 8, 1), 1)))
    assert change.to == (None, 0)
    july = datetime.datetime(2025, 7, 1)  # noqa: DTZ001 - dates of cells have no zone
    assert change.lost == {0: (july,)}
    assert change.gone == (Answer(table="T", key=(july,), column="Said", value=7.0),)
    both = table.change(_whole((JULY, 1), (datetime.date(2025, 8, 1), 1)))
    assert both.to == ()


def test_formulas_and_kept_cells_of_a_block_go_cell_by_cell() -> None:
    change = _table().change(
        _whole(("a", KEEP), ("b", Formula("1+1", 2)), ("c", None), ("d", Formula("E7", 3)))
    )
    assert _cells(change) == {
        "C5": "a", "C6": "b", "E6": Formula("1+1", 2), "C7": "c", "E7": None, "C8": "d",
        "D8": LOOK, "E8": Formula("E7", 3), "F8": Moved(' s="4"', "<f>E8*2</f>"),
    }  # fmt: skip
    assert all(edit.new_formulas for edit in change.edits.values() if isinstance(edit, RowEdit))


def _merged(*rows: Row, columns: tuple[str, ...] = ("Key", "Fed")) -> TableBlock:
    return TableBlock("T", columns, rows, keys=("Key",))


def test_rows_are_found_by_their_key_and_only_what_is_fed_is_written() -> None:
    change = _table().change(_merged(("c", 31), ("b", 21), ("a", KEEP)))
    assert _cells(change) == {"E7": 31, "E6": 21}
    assert change.area == Rectangle.parse("C4:F7")
    assert (change.to, change.gone, change.lost) == ((), (), {})


def test_a_new_key_is_appended_with_the_look_and_formulas_of_the_first_row() -> None:
    change = _table().change(_merged(("d", 41), ("a", 11), ("e", 51)))
    assert change.area == Rectangle.parse("C4:F9")
    assert _cells(change) == {
        "E5": 11,
        "C8": "d", "D8": None, "E8": 41, "F8": Formula("E8*2", None),
        "C9": "e", "D9": None, "E9": 51, "F9": Formula("E9*2", None),
    }  # fmt: skip
    assert change.edits[5] == RowEdit({5: 11})
    assert change.edits[9] == RowEdit(
        {3: "e", 4: None, 5: 51, 6: Formula("E9*2", None)},
        {3: ' s="1"', 4: ' s="2"', 6: ' s="4"'},
        ' ht="20" s="3" customFormat="1"',
        new_formulas=True,
    )


def test_a_key_that_stands_twice_is_written_twice_and_blank_keys_are_none() -> None:
    rows = (
        '<row r="5"><c r="C5" t="str"><v>a</v></c></row><row r="6"><c r="E6"><v>1</v></c></row>'
        '<row r="7"><c r="C7" t="str"><v> a</v></c></row>'
    )
    change = _table(rows).change(_merged(("a ", 5), (None, 6)))
    assert _cells(change) == {"E5": 5, "E7": 5, "C8": None, "E8": 6}


def test_rows_are_found_by_two_keys_of_which_one_may_be_blank() -> None:
    rows = (
        '<row r="5"><c r="C5" t="str"><v>a</v></c><c r="E5"><v>1</v></c></row>'
        '<row r="6"><c r="C6" t="str"><v>a</v></c></row>'
        '<row r="7"><c r="D7"><v>7</v></c></row>'
    )
    block = TableBlock(
        "T", ("Said", "Fed", "Key"), ((5, 1, "a"), (6, None, "a"), (7, 2, "a")), keys=("Key", "Fed")
    )
    assert _cells(_table(rows).change(block)) == {
        "D5": 5, "D6": 6, "C8": "a", "D8": 7, "E8": 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("last", "first_new"),
    [
        ('<c r="F7"><f>E7*2</f><v>0</v></c>', 7),
        ('<c r="F7" s="4"/><c r="G7"><v>1</v></c>', 7),
        ("", 7),
        ('<c r="F7"><v>0</v></c>', 8),
        ('<c r="D7" t="b"><v>0</v></c><c r="F7"><f>E7*2</f><v>0</v></c>', 8),
    ],
)
def test_new_rows_begin_where_the_table_has_blank_ones(last: str, first_new: int) -> None:
    two = THREE[: THREE.index('<row r="7"')]
    change = _table(f'{two}<row r="7">{last}</row>').change(_merged(("d", 41)))
    assert _cells(change)[f"C{first_new}"] == "d"
    assert change.area == Rectangle.parse(f"C4:F{first_new}")
    one = _table(f'{two}<row r="7">{last}</row>').change(_merged(("a", 11)))
    assert one.area == Rectangle.parse("C4:F7")


def test_a_table_of_blank_rows_alone_is_filled_from_its_first() -> None:
    change = _table('<row r="6"><c r="C6" s="1"/></row>').change(_merged(("d", 41), ("e", 51)))
    assert _cells(change) == {"C5": "d", "E5": 41, "C6": "e", "E6": 51}
    assert change.area == Rectangle.parse("C4:F7")


def test_a_date_is_a_key_of_the_workbooks_own_calendar() -> None:
    rows = '<row r="5"><c r="C5"><v>44377</v></c></row><row r="6"/>'
    change = _table(rows, date_1904=True).change(_merged((JULY, 5)))
    assert _cells(change) == {"E5": 5}


def test_formulas_that_fill_others_or_stand_beside_the_table_are_not_copied() -> None:
    rows = (
        '<row r="5"><c r="B5"><f>1</f></c><c r="C5" t="str"><v>a</v></c>'
        '<c r="D5"><f t="array" ref="D5">SUM(E5)</f><v>1</v></c><c r="E5"><f>2</f><v>2</v></c>'
        '<c r="F5"><f t="shared" ref="F5:F6" si="0">E5*2</f><v>1</v></c><c r="G5"><f>3</f></c>'
        '</row><row r="6"><c r="C6" t="str"><v>b</v></c><c r="D6"><f>4</f><v>1</v></c>'
        '<c r="F6"><f t="shared" si="0"/><v>1</v></c></row>'
    )
    change = _table(rows, table=_part("C4:F6")).change(_merged(("d", 41)))
    assert _cells(change) == {"C7": "d", "E7": 41, "F7": Formula("E7*2", None)}


def test_a_row_of_another_width_is_a_slip() -> None:
    for block in (_whole(("a", 1), ("b",)), _merged(("a", 1), ("b", 2, 3))):
        with pytest.raises(ValueError, match=r"^table T: each row must have 2 values$"):
            _table().change(block)


MORE = _whole(("a", 10), ("b", 20), ("c", 30), ("d", 40), ("e", 50))
WAY = "Table T needs the rows down to 9, but {}; move that away from below the table."


@pytest.mark.parametrize(
    ("below", "found"),
    [
        ('<row r="8"><c r="C8"><v>1</v></c></row>', "S!C8 is filled"),
        ('<row r="9"><c r="C9" s="1"/><c r="F9"><v>1</v></c></row>', "S!F9 is filled"),
        ('<row r="8"><c r="B8"><v>1</v></c><c r="G8"><v>1</v></c></row>', ""),
        ('<row r="10"><c r="C10"><v>1</v></c></row>', ""),
    ],
)
def test_what_is_filled_below_a_table_that_grows_is_in_the_way(below: str, found: str) -> None:
    if not found:
        assert _table(THREE + below).change(MORE).area == Rectangle.parse("C4:F9")
        return
    with pytest.raises(TemplateError) as refused:
        _table(THREE + below).change(MORE)
    assert str(refused.value) == WAY.format(found)


@pytest.mark.parametrize(
    ("merged", "other", "found"),
    [
        ("F9:G10", "", "S!F9:G10 is merged or another table"),
        ("A8:C8", "", "S!A8:C8 is merged or another table"),
        ("", "D8:H8", "S!D8:H8 is merged or another table"),
        ("A8:B9", "G8:H9", ""),
        ("C10:F10", "C10:F11", ""),
        ("C2:F3", "C1:F2", ""),
    ],
)
def test_what_is_merged_or_another_table_is_in_the_way(merged: str, other: str, found: str) -> None:
    table = _part()
    others = [_part(other, name="U")] if other else []
    cells = f'<mergeCell ref="A1:B1"/><x:mergeCell ref="{merged}"/>' if merged else ""
    rows = _table(below=cells, table=table, others=[table, *others])
    if not found:
        assert rows.change(MORE).area == Rectangle.parse("C4:F9")
        return
    with pytest.raises(TemplateError) as refused:
        rows.change(MORE)
    assert str(refused.value) == WAY.format(found)


def test_a_total_row_moves_for_nobody() -> None:
    table = _part("C4:F8", totals_rows=1)
    same = _whole(("a", 10), ("b", 20), ("c", 30))
    assert _table(table=table).change(same).area == Rectangle.parse("C4:F8")
    for rows in (same.rows[:2], (*same.rows, ("d", 4))):
        with pytest.raises(TemplateError) as refused:
            _table(table=table).change(_whole(*rows))
        assert str(refused.value) == (
            "Table T on sheet S has a total row, so that its rows cannot change; switch it off "
            "(Table Design, Total Row)."
        )


def test_a_table_without_a_heading_has_its_rows_from_its_first() -> None:
    table = _part("C5:F7", header_rows=0)
    change = _table(table=table).change(_whole(("a", 11), ("b", 21)))
    assert change.area == Rectangle.parse("C5:F6")
    assert _cells(change)["C5"] == "a"
