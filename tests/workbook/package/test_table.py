"""A table's rows: each cell that a block changes, and what else stands in the way."""

from __future__ import annotations

import datetime

import pytest

from tests.support.little_table import (
    COLUMNS,
    LOOK,
    THREE,
    changed,
    keyed,
    table_part,
    table_rows,
    whole,
)
from workbook.block import KEEP, Formula, TableBlock
from workbook.layout.kept_answers import Answer
from workbook.package.edit import Moved, RowEdit
from workbook.package.reference import Rectangle
from xlsrc.domain.errors import TemplateError

JULY = datetime.date(2025, 7, 1)


def test_rows_that_stay_get_their_values_and_nothing_else() -> None:
    change = table_rows().change(whole(("a", 11), ("b", 21), ("c", 31)))
    assert changed(change) == {
        "C5": "a", "E5": 11, "C6": "b", "E6": 21, "C7": "c", "E7": 31,
    }  # fmt: skip
    assert (change.area, change.to, change.gone, change.lost) == (
        Rectangle.parse("C4:F7"),
        (),
        (),
        {},
    )


def test_a_row_more_has_the_look_of_the_first_and_its_formulas() -> None:
    change = table_rows(calculated=frozenset({6})).change(
        whole(("a", 10), ("b", 20), ("c", 30), ("d", 40))
    )
    assert {at: one for at, one in changed(change).items() if at.endswith("8")} == {
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
    change = table_rows().change(whole(("b", 21)))
    assert changed(change) == {
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
    change = table_rows().change(whole())
    assert change.area == Rectangle.parse("C4:F5")
    assert {at: one for at, one in changed(change).items() if at.endswith("5")} == {
        "C5": None, "E5": None, "D5": LOOK,
    }  # fmt: skip


def test_a_written_column_with_formulas_loses_those_of_rows_that_go() -> None:
    every = TableBlock("T", COLUMNS, (("b", 2, 21, 42),), identity=("Key",))
    change = table_rows().change(every)
    assert changed(change) == {
        "C5": "b", "D5": 2, "E5": 21, "F5": 42,
        **{f"{column}{row}": None for column in "CDEF" for row in (6, 7)},
    }  # fmt: skip
    assert (change.to, change.lost) == ((), {})


def test_what_hangs_at_a_row_moves_it_though_no_column_is_the_analysts() -> None:
    every = TableBlock("T", COLUMNS, (("c", 3, 3, 3), ("a", 1, 1, 1)), identity=("Key",))
    assert table_rows().change(every).to == ()
    change = table_rows(hangs=True).change(every)
    assert (change.to, change.lost, change.gone) == ((1, None, 0), {1: (" b ",)}, ())
    stays = TableBlock(
        "T", COLUMNS, (("a", 1, 1, 1), ("b", 1, 1, 1), ("c", 1, 1, 1)), identity=("Key",)
    )
    assert table_rows(hangs=True).change(stays).to == ()


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
    change = table_rows(rows).change(block)
    assert change.to == (2, 1, 0)
    assert changed(change)["D5"] == Moved("", "<v>9</v>")
    assert changed(change)["D7"] == Moved("", "<v>7</v>")
    assert "D6" not in changed(change)
    gone = TableBlock("T", ("Fed", "Key"), ((2, "a"),), identity=("Fed", "Key"))
    assert table_rows(rows).change(gone).lost == {0: (1.0, "a"), 2: (1.0, "b")}


@pytest.mark.parametrize(("date_1904", "number"), [(False, 45_839), (True, 44_377)])
def test_a_row_is_known_by_its_date(*, date_1904: bool, number: int) -> None:
    rows = (
        f'<row r="5"><c r="C5" s="6"><v>{number}</v></c><c r="D5"><v>7</v></c></row>'
        f'<row r="6"><c r="C6" s="6"><v>{number + 31}</v></c><c r="D6"><v>8</v></c></row>'
    )
    table = table_rows(rows, table=table_part("C4:F6"), date_1904=date_1904, dates=frozenset({6}))
    change = table.change(whole((datetime.date(2025, 8, 1), 1)))
    assert change.to == (None, 0)
    july = datetime.datetime(2025, 7, 1)  # noqa: DTZ001 - dates of cells have no zone
    assert change.lost == {0: (july,)}
    assert change.gone == (Answer(table="T", key=(july,), column="Said", value=7.0),)
    both = table.change(whole((JULY, 1), (datetime.date(2025, 8, 1), 1)))
    assert both.to == ()


def test_formulas_and_kept_cells_of_a_block_go_cell_by_cell() -> None:
    change = table_rows().change(
        whole(("a", KEEP), ("b", Formula("1+1", 2)), ("c", None), ("d", Formula("E7", 3)))
    )
    assert changed(change) == {
        "C5": "a", "C6": "b", "E6": Formula("1+1", 2), "C7": "c", "E7": None, "C8": "d",
        "D8": LOOK, "E8": Formula("E7", 3), "F8": Moved(' s="4"', "<f>E8*2</f>"),
    }  # fmt: skip
    assert all(edit.new_formulas for edit in change.edits.values() if isinstance(edit, RowEdit))


def test_a_row_of_another_width_is_a_slip() -> None:
    for block in (whole(("a", 1), ("b",)), keyed(("a", 1), ("b", 2, 3))):
        with pytest.raises(ValueError, match=r"^table T: each row must have 2 values$"):
            table_rows().change(block)


MORE = whole(("a", 10), ("b", 20), ("c", 30), ("d", 40), ("e", 50))
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
        assert table_rows(THREE + below).change(MORE).area == Rectangle.parse("C4:F9")
        return
    with pytest.raises(TemplateError) as refused:
        table_rows(THREE + below).change(MORE)
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
    table = table_part()
    others = [table_part(other, name="U")] if other else []
    cells = f'<mergeCell ref="A1:B1"/><x:mergeCell ref="{merged}"/>' if merged else ""
    rows = table_rows(below=cells, table=table, others=[table, *others])
    if not found:
        assert rows.change(MORE).area == Rectangle.parse("C4:F9")
        return
    with pytest.raises(TemplateError) as refused:
        rows.change(MORE)
    assert str(refused.value) == WAY.format(found)


def test_a_total_row_moves_for_nobody() -> None:
    table = table_part("C4:F8", totals_rows=1)
    same = whole(("a", 10), ("b", 20), ("c", 30))
    assert table_rows(table=table).change(same).area == Rectangle.parse("C4:F8")
    for rows in (same.rows[:2], (*same.rows, ("d", 4))):
        with pytest.raises(TemplateError) as refused:
            table_rows(table=table).change(whole(*rows))
        assert str(refused.value) == (
            "Table T on sheet S has a total row, so that its rows cannot change; switch it off "
            "(Table Design, Total Row)."
        )


def test_a_table_without_a_heading_has_its_rows_from_its_first() -> None:
    table = table_part("C5:F7", header_rows=0)
    change = table_rows(table=table).change(whole(("a", 11), ("b", 21)))
    assert change.area == Rectangle.parse("C5:F6")
    assert changed(change)["C5"] == "a"


def test_a_formula_elsewhere_that_shares_one_with_a_moved_cell_gets_its_own_text() -> None:
    rows = (
        '<row r="5"><c r="C5" t="str"><v>a</v></c>'
        '<c r="D5"><f t="shared" ref="D5:D9" si="0">E5+1</f></c></row>'
        '<row r="6"><c r="C6" t="str"><v>b</v></c></row>'
        '<row r="9"><c r="D9" s="7"><f t="shared" si="0"/><v>1</v></c></row>'
    )
    change = table_rows(rows, table=table_part("C4:F6")).change(whole(("b", 1), ("a", 2)))
    assert changed(change)["D6"] == Moved("", "<f>E6+1</f>")
    assert change.edits[9] == RowEdit({4: Moved(' s="7"', "<f>E9+1</f>")}, new_formulas=True)


def test_rows_of_formulas_that_stay_move_nothing_either() -> None:
    block = whole(("a", Formula("1+1", 2)), ("b", 20), ("c", Formula("2+2", 4)))
    change = table_rows().change(block)
    assert change.to == ()
    assert changed(change) == {
        "C5": "a", "E5": Formula("1+1", 2), "C6": "b", "E6": 20,
        "C7": "c", "E7": Formula("2+2", 4),
    }  # fmt: skip
    turned = whole(("a", Formula("1+1", 2)), ("c", 20), ("b", Formula("2+2", 4)))
    assert table_rows().change(turned).to == (0, 2, 1)
