"""Rows of an analyst's table: found by their keys, new ones below, all others left alone."""

from __future__ import annotations

import datetime

import pytest

from tests.support.little_table import THREE, changed, keyed, table_part, table_rows
from workbook.block import KEEP, Formula, TableBlock
from workbook.package.edit import RowEdit
from workbook.package.reference import Rectangle

JULY = datetime.date(2025, 7, 1)


def test_rows_are_found_by_their_key_and_only_what_is_fed_is_written() -> None:
    change = table_rows().change(keyed(("c", 31), ("b", 21), ("a", KEEP)))
    assert changed(change) == {"E7": 31, "E6": 21}
    assert change.area == Rectangle.parse("C4:F7")
    assert (change.to, change.gone, change.lost) == ((), (), {})


def test_a_new_key_is_appended_with_the_look_and_formulas_of_the_first_row() -> None:
    change = table_rows().change(keyed(("d", 41), ("a", 11), ("e", 51)))
    assert change.area == Rectangle.parse("C4:F9")
    assert changed(change) == {
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
    change = table_rows(rows).change(keyed(("a ", 5), (None, 6)))
    assert changed(change) == {"E5": 5, "E7": 5, "C8": None, "E8": 6}


def test_rows_are_found_by_two_keys_of_which_one_may_be_blank() -> None:
    rows = (
        '<row r="5"><c r="C5" t="str"><v>a</v></c><c r="E5"><v>1</v></c></row>'
        '<row r="6"><c r="C6" t="str"><v>a</v></c></row>'
        '<row r="7"><c r="D7"><v>7</v></c></row>'
    )
    block = TableBlock(
        "T", ("Said", "Fed", "Key"), ((5, 1, "a"), (6, None, "a"), (7, 2, "a")), keys=("Key", "Fed")
    )
    assert changed(table_rows(rows).change(block)) == {
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
    change = table_rows(f'{two}<row r="7">{last}</row>').change(keyed(("d", 41)))
    assert changed(change)[f"C{first_new}"] == "d"
    assert change.area == Rectangle.parse(f"C4:F{first_new}")
    one = table_rows(f'{two}<row r="7">{last}</row>').change(keyed(("a", 11)))
    assert one.area == Rectangle.parse("C4:F7")


def test_a_table_of_blank_rows_alone_is_filled_from_its_first() -> None:
    change = table_rows('<row r="6"><c r="C6" s="1"/></row>').change(keyed(("d", 41), ("e", 51)))
    assert changed(change) == {"C5": "d", "E5": 41, "C6": "e", "E6": 51}
    assert change.area == Rectangle.parse("C4:F7")


def test_a_date_is_a_key_of_the_workbooks_own_calendar() -> None:
    rows = '<row r="5"><c r="C5"><v>44377</v></c></row><row r="6"/>'
    change = table_rows(rows, date_1904=True).change(keyed((JULY, 5)))
    assert changed(change) == {"E5": 5}


def test_formulas_that_fill_others_or_stand_beside_the_table_are_not_copied() -> None:
    rows = (
        '<row r="5"><c r="B5"><f>1</f></c><c r="C5" t="str"><v>a</v></c>'
        '<c r="D5"><f t="array" ref="D5">SUM(E5)</f><v>1</v></c><c r="E5"><f>2</f><v>2</v></c>'
        '<c r="F5"><f t="shared" ref="F5:F6" si="0">E5*2</f><v>1</v></c><c r="G5"><f>3</f></c>'
        '</row><row r="6"><c r="C6" t="str"><v>b</v></c><c r="D6"><f>4</f><v>1</v></c>'
        '<c r="F6"><f t="shared" si="0"/><v>1</v></c></row>'
    )
    change = table_rows(rows, table=table_part("C4:F6")).change(keyed(("d", 41)))
    assert changed(change) == {"C7": "d", "E7": 41, "F7": Formula("E7*2", None)}
