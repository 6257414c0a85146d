"""Two own columns of one table, in a sheet of prefixed elements: each cell goes with its row."""

from __future__ import annotations

import datetime

from workbook.layout.kept_answers import Answer
from workbook.package.edit import Moved, RowEdit
from workbook.package.own_cells import OwnCells, Reading, calculated_columns
from workbook.package.reference import Rectangle
from workbook.package.sheet import SheetXml
from workbook.package.structure import TablePart

TABLE = TablePart(
    name="U",
    sheet="S",
    part="u.xml",
    area=Rectangle(4, 3, 8, 6),
    columns=("Key", "Said", "Fed", "Worked out"),
)
CELLS = {
    "D5": '<x:c r="D5" s="2"><x:v>5</x:v></x:c>',
    "D6": '<x:c r="D6" s="2"><x:v>6</x:v></x:c>',
    "D7": '<x:c r="D7" s="2"/>',
    "D8": '<x:c r="D8" s="3" t="b"><x:v>1</x:v></x:c>',
    "F5": '<x:c r="F5" t="str"><x:f>E5&amp;"a"</x:f><x:v>old</x:v></x:c>',
    "F6": '<x:c r="F6"><x:f>E6&amp;"a"</x:f></x:c>',
    "F7": '<x:c r="F7"><x:v>7</x:v></x:c>',
    "F8": '<x:c r="F8" s="4" t="str" vm="1" cm="2"><x:f>E8&amp;"b"</x:f><x:v>old</x:v></x:c>',
}


def _sheet(cells: dict[str, str]) -> SheetXml:
    rows = "".join(
        f'<x:row r="{row}">'
        + "".join(
            cells.get(f"{column}{row}", f'<x:c r="{column}{row}"><x:v>{row}{column}</x:v></x:c>')
            for column in "BCDEFG"
        )
        + "</x:row>"
        for row in range(4, 10)
    )
    return SheetXml(f"<x:worksheet><x:sheetData>{rows}</x:sheetData></x:worksheet>", where="S")


def _own(
    to: tuple[int | None, ...],
    rows: int,
    cells: dict[str, str] = CELLS,
    declared: frozenset[int] = frozenset({6}),
) -> OwnCells:
    sheet = _sheet(cells)
    return OwnCells(
        table=TABLE,
        sheet=sheet,
        formulas=sheet.formulas(),
        columns=(4, 6),
        to=to,
        rows=rows,
        declared=declared,
    )


def _cells(own: OwnCells) -> dict[str, Moved]:
    """Each changed cell by its address."""
    edits = own.edits()
    assert all(edit == RowEdit(edit.cells, new_formulas=True) for edit in edits.values())
    return {
        f"{'ABCDEFG'[column - 1]}{row}": content
        for row, edit in edits.items()
        for column, content in edit.cells.items()
        if isinstance(content, Moved)
    }


def test_each_own_column_goes_with_its_rows() -> None:
    assert _cells(_own((2, None, 0, 1), 3)) == {
        "D5": Moved(' s="2"', ""),
        "D6": Moved(' s="3" t="b"', "<x:v>1</x:v>"),
        "D7": Moved(' s="2"', "<x:v>5</x:v>"),
        "D8": Moved(' s="2"', ""),
        "F5": Moved("", "<x:v>7</x:v>"),
        "F6": Moved(' s="4" cm="2"', '<x:f>E6&amp;"b"</x:f>'),
        "F7": Moved("", '<x:f>E7&amp;"a"</x:f>'),
        "F8": Moved("", ""),
    }


def test_rows_that_stay_leave_every_cell_as_it_is() -> None:
    assert _cells(_own((0, 1, 2, 3), 4)) == {}


def test_a_table_that_ends_earlier_leaves_neither_formula_nor_value_behind() -> None:
    filled = CELLS | {
        at: f'<x:c r="{at}"><x:f>E{at[1]}*2</x:f></x:c>' for at in ("F5", "F6", "F7", "F8")
    }
    own = _own((0, 1, 2, None), 3, filled)
    assert _cells(own) == {"D8": Moved(' s="2"', ""), "F8": Moved("", "")}
    blank = filled | {"D8": '<x:c r="D8" s="2"/>'}
    assert _cells(_own((0, 1, 2, None), 3, blank)) == {
        "D8": Moved(' s="2"', ""),
        "F8": Moved("", ""),
    }
    missing = filled | {"D8": "", "F8": ""}
    assert _cells(_own((0, 1, 2, None), 3, missing)) == {}


def test_a_table_that_ends_later_is_filled_in_each_own_column() -> None:
    assert _cells(_own((0, 1, 2, 3), 6)) == {
        "D9": Moved(' s="2"', ""),
        "F9": Moved("", '<x:f>E9&amp;"a"</x:f>'),
        "D10": Moved(' s="2"', ""),
        "F10": Moved("", '<x:f>E10&amp;"a"</x:f>'),
    }
    plain = _own((0, 1, 2, 3), 5, declared=frozenset({4}))
    assert _cells(plain) == {"D9": Moved(' s="2"', ""), "F9": Moved("", "")}


def test_no_own_columns_change_nothing() -> None:
    sheet = _sheet(CELLS)
    own = OwnCells(
        table=TABLE,
        sheet=sheet,
        formulas=sheet.formulas(),
        columns=(),
        to=(1, 0, 2, 3),
        rows=4,
        declared=frozenset(),
    )
    assert own.edits() == {}
    assert list(own.gone(READING)) == []


READING = Reading(
    values=(
        ("k5", 5.0, 50.0, "old"),
        ("k6", 1.0, 60.0, None),
        ("k7", None, 70.0, 7.0),
        (8.0, True, 80.0, "old"),
    ),
    identity=(2, 0),
    dates=frozenset({2}),
    date_1904=True,
)


def test_what_each_own_column_answered_beside_a_gone_row_is_told() -> None:
    second = datetime.datetime(1904, 1, 2)  # noqa: DTZ001 - dates of cells have no zone
    assert list(_own((0, None, None, None), 1).gone(READING)) == [
        Answer(table="U", key=(60.0, "k6"), column="Said", value=second),
        Answer(table="U", key=(70.0, "k7"), column="Worked out", value=7.0),
        Answer(table="U", key=(80.0, 8.0), column="Said", value=True),
        Answer(table="U", key=(80.0, 8.0), column="Worked out", value='=E8&"b"'),
    ]


def test_a_format_alone_is_an_answer_that_moves_but_says_nothing() -> None:
    cells = CELLS | {"D6": '<x:c r="D6" s="9"/>'}
    assert _cells(_own((1, 0, 2, 3), 4, cells)) == {
        "D5": Moved(' s="9"', ""),
        "D6": Moved(' s="2"', "<x:v>5</x:v>"),
    }
    reading = Reading(((None,) * 4,) * 4, (0,), frozenset(), date_1904=False)
    assert list(_own((0, None, 2, 3), 4, cells).gone(reading)) == []


def test_a_filled_formula_in_another_format_is_an_answer() -> None:
    cells = CELLS | {"F6": '<x:c r="F6" s="9"><x:f>E6&amp;"a"</x:f></x:c>'}
    own = _own((1, 0, 2, 3), 4, cells)
    assert _cells(own)["F5"] == Moved(' s="9"', '<x:f>E5&amp;"a"</x:f>')
    assert _cells(own)["F6"] == Moved("", '<x:f>E6&amp;"a"</x:f>')


def test_a_formula_that_is_filled_into_its_own_cell_stays_as_it_is_written() -> None:
    cells = CELLS | {"F5": '<x:c r="F5" s="9"><x:f>e5*2</x:f></x:c>', "F6": "", "F7": "", "F8": ""}
    found = _cells(_own((2, 1, 0, 3), 4, cells))
    assert found["F5"] == Moved("", "<x:f>e5*2</x:f>")
    assert found["F7"] == Moved(' s="9"', "<x:f>E7*2</x:f>")


def test_a_cell_that_the_sheet_lacks_counts_as_one_without_a_format() -> None:
    """It is two without, and two with, of which the first in the table is taken."""
    cells = CELLS | {"D5": "", "D6": "", "D7": '<x:c r="D7" s="2"><x:v>7</x:v></x:c>'}
    cells["D8"] = '<x:c r="D8" s="2"><x:v>8</x:v></x:c>'
    assert _cells(_own((0, 1, 2, 3), 5, cells))["D9"] == Moved("", "")


def test_of_the_formulas_of_a_column_more_than_half_must_be_alike() -> None:
    def column(*formulas: str) -> dict[str, str]:
        return CELLS | {
            f"F{row}": f'<x:c r="F{row}"><x:f>{text.format(row)}</x:f></x:c>' if text else ""
            for row, text in enumerate(formulas, 5)
        }

    for formulas, filled in (
        (("E{}*2", "E{}*2", "E{}*3", ""), "<x:f>E9*2</x:f>"),
        (("E{}*3", "E{}*2", "E{}*2", "E{}*2"), "<x:f>E9*2</x:f>"),
        (("E{}*3", "E{}*3", "E{}*2", "E{}*2"), ""),
        (("E{}*3", "E{}*2", "", ""), ""),
        (("E{}*3", "", "", ""), "<x:f>E9*3</x:f>"),
        (("", "", "", ""), ""),
    ):
        assert _cells(_own((0, 1, 2, 3), 5, column(*formulas)))["F9"] == Moved("", filled)
    whole = column("E{}*2", "E{}*2", "E{}*2", "E{}*2")
    own = _own((0, 1, 2, 3), 5, whole, declared=frozenset())
    assert _cells(own)["F9"] == Moved("", "<x:f>E9*2</x:f>")


def test_shared_formulas_of_two_columns_are_each_written_out_from_their_own_first() -> None:
    cells = CELLS | {
        "D5": '<x:c r="D5"><x:f t="shared" ref="D5:D7" si="0">E5+1</x:f></x:c>',
        "D6": '<x:c r="D6" s="5"><x:f t="shared" si="0"/></x:c>',
        "D7": '<x:c r="D7" s="6"><x:f t="shared" si="0"/></x:c>',
        "D8": "",
        "F5": '<x:c r="F5"><x:f t="shared" ref="F5:F6" si="1">E5&lt;1</x:f></x:c>',
        "F6": '<x:c r="F6"><x:f t="shared" si="1"/></x:c>',
        "F7": "",
        "F8": "",
        "G9": '<x:c r="G9" s="7"><x:f t="shared" si="1"/></x:c>',
        "G8": '<x:c r="G8"><x:f t="shared" ref="G8" si="2">A1</x:f></x:c>',
    }
    own = _own((0, 2, 1, 3), 4, cells, declared=frozenset())
    edits = own.edits()
    assert {row: edit.cells for row, edit in edits.items()} == {
        5: {4: Moved("", "<x:f>E5+1</x:f>"), 6: Moved("", "<x:f>E5&lt;1</x:f>")},
        6: {4: Moved(' s="6"', "<x:f>E6+1</x:f>"), 6: Moved("", "")},
        7: {4: Moved(' s="5"', "<x:f>E7+1</x:f>"), 6: Moved("", "<x:f>E7&lt;1</x:f>")},
        9: {7: Moved(' s="7"', "<x:f>F9&lt;1</x:f>")},
    }


def test_an_array_formula_moves_as_one_of_its_own_cell() -> None:
    cells = CELLS | {
        "D5": '<x:c r="D5" s="2"><x:f t="array" ref="D5">SUM(E5)</x:f><x:v>1</x:v></x:c>',
        "D6": '<x:c r="D6" s="2"><x:f t="shared" si="7"/><x:v>1</x:v></x:c>',
    }
    found = _cells(_own((1, 0, 2, 3), 4, cells))
    assert found["D6"] == Moved(' s="2"', '<x:f t="array" ref="D6">SUM(E6)</x:f>')
    assert found["D5"] == Moved(' s="2"', "<x:f></x:f>")


def test_a_date_is_told_by_the_format_of_its_cell_and_none_is_format_0() -> None:
    sheet = SheetXml(
        '<worksheet><sheetData><row r="2"><c r="B2" s="3"><v>1</v></c><c r="C2"><v>1</v></c></row>'
        "</sheetData></worksheet>",
        where="S",
    )
    data = Rectangle(2, 2, 2, 4)
    first = datetime.datetime(1900, 1, 1)  # noqa: DTZ001 - dates of cells have no zone
    for dates, wanted in (
        ({3}, (first, 1.0, 1.0)),
        ({0}, (1.0, first, first)),
        ({1}, (1.0, 1.0, 1.0)),
    ):
        reading = Reading(((1.0, 1.0, 1.0),), (0, 1, 2), frozenset(dates), date_1904=False)
        assert reading.key(sheet, data, 0) == wanted
    words = Reading((("a", None, True),), (2, 0), frozenset({0, 3}), date_1904=False)
    assert words.key(sheet, data, 0) == (True, "a")
    assert words.value(sheet, data, 0, 1) is None


def test_columns_with_and_without_a_formula_are_counted_from_the_first() -> None:
    formula = "<calculatedColumnFormula>A1</calculatedColumnFormula>"
    part = (
        f'<tableColumn id="1" name="a">{formula}</tableColumn><tableColumn id="2"/>'
        f'<tableColumn id="3"></tableColumn><tableColumn id="4">{formula}</tableColumn>'
    )
    assert calculated_columns(part, 2) == {2, 5}
    assert calculated_columns("<table/>", 2) == frozenset()
