"""Which cells hold another value after a save."""

from __future__ import annotations

import pytest

from workbook.package.changed_cells import ChangedCells, SheetChanges, compared
from workbook.package.reference import LAST_COLUMN, Rectangle
from workbook.package.sheet import SheetXml


def _sheet(*rows: str) -> SheetXml:
    return SheetXml(f"<worksheet><sheetData>{''.join(rows)}</sheetData></worksheet>", where="S")


def _row(cells: str, attributes: str = "", number: int = 2) -> str:
    return f'<row r="{number}"{attributes}>{cells}</row>'


def _changed(changes: SheetChanges, rows: int = 5, columns: int = 5) -> list[str]:
    return [
        Rectangle(row, column, row, column).address
        for row in range(1, rows + 1)
        for column in range(1, columns + 1)
        if changes.meet(Rectangle(row, column, row, column))
    ]


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ('<c r="B2"><v>1</v></c>', '<c r="B2"><v>1</v></c>', []),
        ('<c r="B2"><v>1</v></c>', '<c r="B2"><v>2</v></c>', ["B2"]),
        ('<c r="B2"><v>1</v></c>', '<c r="B2"><v>1.0</v></c>', []),
        ('<c r="B2"><v>1</v></c>', '<c r="B2" s="4"><v>1</v></c>', []),
        ('<c r="B2"><v>1</v></c>', '<c r="B2" t="b"><v>1</v></c>', ["B2"]),
        ('<c r="B2"><v>1</v></c>', "", ["B2"]),
        ("", '<c r="B2"><v>1</v></c>', ["B2"]),
        ('<c r="B2" s="1"/>', "", []),
        ('<c r="B2"><f>A1</f><v>1</v></c>', '<c r="B2"><f>A1</f></c>', ["B2"]),
        ('<c r="B2"/>', '<c r="B2"><f>A1</f></c>', ["B2"]),
        ('<c r="B2"><v>1</v></c>', '<c r="B2"><f>A1</f><v>1</v></c>', []),
        ('<c r="B2" t="s"><v>0</v></c>', '<c r="B2" t="s"><v>1</v></c>', ["B2"]),
        (
            '<c r="B2" t="s"><v>0</v></c>',
            '<c r="B2" t="inlineStr"><is><t>one</t></is></c>',
            [],
        ),
    ],
)
def test_a_cell_is_changed_where_its_value_is(old: str, new: str, changed: list[str]) -> None:
    left, right = '<c r="A2"><v>7</v></c>', '<c r="D2"><v>8</v></c>'
    before = _sheet(_row(left + old + right), _row('<c r="A3"><v>1</v></c>', number=3))
    after = _sheet(_row(left + new + right), _row('<c r="A3"><v>1</v></c>', number=3))
    assert _changed(compared(before, after, ("one", "two"))) == changed


@pytest.mark.parametrize("hidden", [' hidden="1"', " hidden='true'"])
def test_a_row_that_is_hidden_or_shown_again_is_changed_whole(hidden: str) -> None:
    cell = '<c r="A2"><v>1</v></c>'
    shown, gone = _sheet(_row(cell)), _sheet(_row(cell, hidden))
    off = _sheet(_row(cell, ' hidden="0"'))
    for before, after in ((shown, gone), (gone, shown), (off, gone)):
        changes = compared(before, after, ())
        assert changes.meet(Rectangle(2, LAST_COLUMN, 2, LAST_COLUMN))
        assert _changed(changes) == ["A2", "B2", "C2", "D2", "E2"]
    assert _changed(compared(shown, off, ())) == []
    assert _changed(compared(gone, gone, ())) == []


def test_a_row_more_or_less() -> None:
    one = _row('<c r="A2"><v>1</v></c>')
    two = _row('<c r="C3"><v>1</v></c>', number=3)
    assert _changed(compared(_sheet(one), _sheet(one, two), ())) == ["C3"]
    assert _changed(compared(_sheet(one, two), _sheet(two), ())) == ["A2"]


@pytest.mark.parametrize("size", [Rectangle(2, 2, 65, 65), Rectangle(2, 2, 65, 66)])
def test_an_area_is_changed_up_to_its_edge_whether_kept_cell_by_cell_or_not(
    size: Rectangle,
) -> None:
    changes = SheetChanges()
    changes.add(Rectangle(9, 3, 9, 3))
    changes.add(size)
    changes.add(Rectangle(1, 3, 1, 3))
    last = size.last_column
    for at, meets in (
        ((2, 2), True),
        ((65, last), True),
        ((66, last), False),
        ((65, last + 1), False),
        ((1, 2), False),
        ((2, 1), False),
        ((1, 3), True),
    ):
        assert changes.meet(Rectangle(*at, *at)) is meets, at
    assert changes.meet(Rectangle(1, 1, 100, 100))
    assert changes.meet(Rectangle(1, 1, 1, LAST_COLUMN))
    assert not changes.meet(Rectangle(66, 1, 99, LAST_COLUMN))
    assert not changes.meet(Rectangle(1, 1, 1, 2))


def test_the_changes_of_a_sheet_are_worked_out_once() -> None:
    asked = []

    def of(sheet: str) -> SheetChanges:
        asked.append(sheet)
        return SheetChanges()

    changed = ChangedCells(of)
    assert changed["s"] is changed["s"]
    assert asked == ["s"]


def test_rows_and_cells_after_one_that_did_not_change_are_compared_too() -> None:
    cell = '<c r="{}{}"><v>{}</v></c>'

    def sheet(*values: tuple[int, int, int], hidden: int = 0) -> SheetXml:
        return _sheet(
            *(
                _row(
                    "".join(
                        cell.format(column, number, value)
                        for column, value in zip("ABC", row, strict=True)
                    ),
                    ' hidden="1"' if number == hidden else "",
                    number,
                )
                for number, row in enumerate(values, 1)
            )
        )

    before = sheet((1, 2, 3), (4, 5, 6), (7, 8, 9))
    after = sheet((1, 2, 3), (4, 5, 0), (0, 8, 0))
    assert _changed(compared(before, after, ())) == ["C2", "A3", "C3"]
    hides = sheet((1, 2, 3), (4, 5, 6), (7, 0, 9), hidden=2)
    assert _changed(compared(before, hides, ()), columns=3) == ["A2", "B2", "C2", "B3"]
    assert _changed(compared(hides, before, ()), columns=3) == ["A2", "B2", "C2", "B3"]


def test_cells_of_prefixed_elements_are_compared_as_others() -> None:
    def sheet(cell: str) -> SheetXml:
        return SheetXml(
            f'<x:worksheet><x:sheetData><x:row r="2"><x:c r="B2">{cell}</x:c></x:row>'
            "</x:sheetData></x:worksheet>",
            where="S",
        )

    one, formula = "<x:v>1</x:v>", "<x:f>A1</x:f>"
    for old, new, changed in (
        (one, formula + one, []),
        (formula + one, formula, ["B2"]),
        (one, "<x:v>1.0</x:v>", []),
        (one, "<x:v>2</x:v>", ["B2"]),
        ("", formula, ["B2"]),
        (formula, "", []),
    ):
        assert _changed(compared(sheet(old), sheet(new), ())) == changed


def test_changed_cells_are_found_in_whatever_order_they_were_added() -> None:
    changes = SheetChanges()
    for row in (5, 2, 9, 2):
        changes.add(Rectangle(row, 2, row, 2))
    changes.add(Rectangle(1, 4, 3, 4))
    changes.add(Rectangle(1, 4, 1, 5))
    assert _changed(changes, rows=9, columns=6) == [
        "D1", "E1", "B2", "D2", "D3", "B5", "B9",
    ]  # fmt: skip
    assert not changes.meet(Rectangle(6, 1, 8, 3))
    assert changes.meet(Rectangle(6, 1, 9, 3))
    assert changes.meet(Rectangle(9, 2, 9, 900))
    assert not changes.meet(Rectangle(1, 6, 9, 900))
    assert not changes.meet(Rectangle(4, 3, 9, 900))
    assert changes.meet(Rectangle(1, 3, 1, 4))
    assert changes.meet(Rectangle(1, 4, 1, 900))
    assert changes.meet(Rectangle(1, 5, 2, 900))
    assert not changes.meet(Rectangle(2, 5, 9, 900))
    assert not SheetChanges().meet(Rectangle(1, 1, 9, 900))


def test_only_the_tag_of_a_row_says_that_it_is_hidden() -> None:
    cell = '<c r="B2" t="inlineStr"><is><t>{}</t></is></c><c r="C2"><v>1</v></c>'
    before, after = (_sheet(_row(cell.format(text))) for text in ("a", 'a hidden="1"'))
    assert _changed(compared(before, after, ())) == ["B2"]


def test_a_formula_that_had_no_value_and_has_none_is_not_changed_by_its_neighbour() -> None:
    row = '<c r="B2"><f>A1</f></c><c r="C2"><v>{}</v></c><c r="D2"><f>A1</f><v>1</v></c>'
    before, after = (_sheet(_row(row.format(value))) for value in (1, 2))
    assert _changed(compared(before, after, ())) == ["C2"]
