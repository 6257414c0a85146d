"""A printed page as it is read: headings, tables, paragraphs and drawings, panel by panel."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from workbook.publish.pdf_tags.node import DRAWN, Node
from workbook.publish.pdf_tags.tables import key_tables, list_table, lists, ruled_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbook.publish.pdf_tags.box import Box
    from workbook.publish.pdf_tags.grid import Grid
    from workbook.publish.pdf_tags.owners import Owner
    from workbook.publish.pdf_tags.printed_sheet import Look, PrintedSheet

_SLACK: Final = 5.0
_SECTION: Final = "section"
_HEADING: Final = "heading"
"""What stands for the tags of headings until their levels are known."""

_ENDED: Final = (".", "!", "?", ":")
_CELLS_SAID: Final = re.compile(r"\s*The figures are in \$?[A-Z]+\$?\d+:\$?[A-Z]+\$?\d+\.")
_OWN_TEXTS: Final = "is in its own alternative text and in the table"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """Something to read: where it begins, its sides, and the cell that it is, or its node."""

    row: int
    row_end: int
    column: int
    box: Box
    look: Look | None = None
    node: Node | None = None

    @property
    def is_drawn(self) -> bool:
        """Whether it is a chart or the map, which is read before the labels beside it."""
        return self.node is not None and self.node.tag == DRAWN

    @property
    def begins(self) -> bool:
        """Whether a panel may begin here: at a heading or a table."""
        if self.look is not None:
            return self.look.is_heading
        return self.node is not None and self.node.tag == "Table"


def read(
    sheet: PrintedSheet, grid: Grid, drawn: Mapping[Owner, Box], *, is_first: bool
) -> tuple[Node, ...]:
    """The nodes of a page in the order of reading; ``drawn`` are the boxes of its owners.

    On a sheet's first page, the first cell is its title.
    """
    items = _items(sheet, grid, drawn)
    found = list[Node]()
    if is_first and items and items[0].look is not None:
        found.append(_leaf(items[0].look, "H1"))
        items = items[1:]
    has_section = False
    for node in _bands(sheet, grid, items):
        has_section = has_section or node.tag == _SECTION
        level = {_SECTION: "H2", _HEADING: "H3" if has_section else "H2"}.get(node.tag, node.tag)
        found.append(replace(node, tag=level))
    return tuple(found)


def said_in_print(said: str, sheet: str) -> str:
    """An alternative text on paper: its cells are on a sheet of the workbook, and its parts have
    no texts of their own.
    """
    where = f" The figures are in the workbook, on the sheet {sheet}."
    return _CELLS_SAID.sub(lambda _: where, said).replace(_OWN_TEXTS, "is in the table")


def _items(sheet: PrintedSheet, grid: Grid, drawn: Mapping[Owner, Box]) -> list[_Item]:
    texts = {
        owner: sheet.looks[owner]
        for owner in drawn
        if isinstance(owner, tuple) and owner in sheet.looks
    }
    figures = {owner: _figure(sheet, owner, drawn) for owner in drawn if isinstance(owner, int)}
    in_cells = {cell: figures[at] for at in figures if (cell := sheet.drawn[at].cell) is not None}
    items = list[_Item]()
    for table in (*ruled_tables(sheet, grid, texts, in_cells), *key_tables(grid, texts)):
        if not table.places <= texts.keys():
            continue
        box = grid.box(table.row, table.column, table.row_end, table.column_end)
        items.append(
            _Item(
                row=table.row,
                row_end=table.row_end,
                column=table.column,
                box=box,
                node=table.node,
            )
        )
        texts = {place: look for place, look in texts.items() if place not in table.places}
        figures = {
            at: one for at, one in figures.items() if sheet.drawn[at].cell not in table.drawn
        }
    items += [
        _Item(row=place[0], row_end=look.row_end, column=place[1], box=drawn[place], look=look)
        for place, look in texts.items()
    ]
    for at, node in figures.items():
        one = sheet.drawn[at]
        items.append(
            _Item(
                row=one.start[2],
                row_end=one.end[2] if one.end else sheet.last_row,
                column=one.start[0],
                box=drawn[at],
                node=node,
            )
        )
    # Beside a chart, its heading is read first and its labels after it.
    charted = {item.row for item in items if item.is_drawn}
    return sorted(
        items, key=lambda item: (item.row, _rank(item) * (item.row in charted), item.column)
    )


def _figure(sheet: PrintedSheet, at: int, drawn: Mapping[Owner, Box]) -> Node:
    said = said_in_print(sheet.drawn[at].said, sheet.name)
    return Node(tag=DRAWN, owners=(at,), said=said, box=drawn[at])


def _rank(item: _Item) -> int:
    if item.is_drawn:
        return 1
    return 0 if item.begins else 2


def _bands(sheet: PrintedSheet, grid: Grid, items: Sequence[_Item]) -> Iterator[Node]:
    """From the top down: rows alone, and panels beside one another from where they begin."""
    at = 0
    while at < len(items):
        row = items[at].row
        of_row = [item for item in items[at:] if item.row == row]
        begin = [item.column for item in of_row if item.begins]
        if _may_begin(items, at):
            cuts = [grid.columns[column][0] for column in begin[1:]]
            end = _band_end(sheet, grid, items, at, cuts)
            if end > at + 1:
                for panel in _panels(items[at:end], cuts):
                    yield from _panel(panel)
                at = end
                continue
        end = at + len(of_row)
        while end < len(items) and not _may_begin(items, end):
            end += sum(item.row == items[end].row for item in items[end:])
        yield from _panel(items[at:end])
        at = end


def _may_begin(items: Sequence[_Item], at: int) -> bool:
    of_row = [item for item in items[at:] if item.row == items[at].row]
    begin = [item.column for item in of_row if item.begins]
    return len(begin) > 1 and begin[0] == min(item.column for item in of_row)


def _band_end(
    sheet: PrintedSheet, grid: Grid, items: Sequence[_Item], first: int, cuts: Sequence[float]
) -> int:
    """The first item that no panel of the band holds, or that begins the next band."""
    start = items[first].row
    for at in range(first, len(items)):
        item = items[at]
        if _crosses(item, cuts):
            return next(i for i in range(first, at + 1) if items[i].row == item.row)
        is_new = item.row > start and items[at - 1].row < item.row
        is_parted = item.look is not None and _is_ruled(sheet, grid, item.row)
        is_table = item.node is not None and item.node.tag == "Table"
        is_next = not is_table and _may_begin(items, at)
        if is_new and (is_next or is_parted or _are_done(items[first:at], cuts, item.row)):
            return at
    return len(items)


def _are_done(items: Sequence[_Item], cuts: Sequence[float], row: int) -> bool:
    """Whether each panel has its table, and all of these end above the row."""
    tables = [
        [item.row_end for item in panel if item.node is not None and item.node.tag == "Table"]
        for panel in _panels(items, cuts)
    ]
    return all(tables) and max(end for ends in tables for end in ends) < row


def _crosses(item: _Item, cuts: Sequence[float]) -> bool:
    return any(item.box.left + _SLACK < cut < item.box.right - _SLACK for cut in cuts)


def _is_ruled(sheet: PrintedSheet, grid: Grid, row: int) -> bool:
    """Whether a line runs below or above a row over the whole page."""
    looks = [sheet.looks[row, column] for column in grid.columns if (row, column) in sheet.looks]
    lines = {"thin", "medium"}
    return all(look.bottom in lines for look in looks) or all(look.top in lines for look in looks)


def _panels(items: Sequence[_Item], cuts: Sequence[float]) -> Iterator[list[_Item]]:
    edges = [float("-inf"), *cuts, float("inf")]
    for left, right in itertools.pairwise(edges):
        yield [item for item in items if left <= (item.box.left + item.box.right) / 2 < right]


def _panel(items: Sequence[_Item]) -> Iterator[Node]:
    """A panel's parts row by row, its lists as tables, and lines that go on as one paragraph."""
    by_row: dict[int, list[_Item]] = {}
    for item in items:
        by_row.setdefault(item.row, []).append(item)
    rows = [
        (row, [item.look for item in some if item.look is not None]) for row, some in by_row.items()
    ]
    plain = [(row, looks if len(looks) == len(by_row[row]) else []) for row, looks in rows]
    ends = dict(lists(plain))
    at = 0
    before: list[Look] = []
    while at < len(rows):
        if at in ends:
            yield from _paragraph(before)
            before = []
            yield list_table([looks for _, looks in rows[at : ends[at] + 1]])
            at = ends[at] + 1
            continue
        for item in by_row[rows[at][0]]:
            look = item.look
            if look is not None and not look.is_heading:
                if before and not _continues(before[-1], look):
                    yield from _paragraph(before)
                    before = []
                before.append(look)
                continue
            yield from _paragraph(before)
            before = []
            if look is not None:
                yield _leaf(look, _SECTION if look.is_section else _HEADING)
            elif item.node is not None:
                yield item.node
        at += 1
    yield from _paragraph(before)


def _continues(before: Look, look: Look) -> bool:
    """Whether a line of text goes on in the row below."""
    return (
        before.column == look.column
        and look.row == before.row_end + 1
        and (before.size, before.is_bold) == (look.size, look.is_bold)
        and not before.text.rstrip().endswith(_ENDED)
    )


def _paragraph(looks: Sequence[Look]) -> Iterator[Node]:
    if looks:
        yield Node(
            tag="P",
            owners=tuple((look.row, look.column) for look in looks),
            lines=tuple(look.text for look in looks),
        )


def _leaf(look: Look, tag: str) -> Node:
    return Node(tag=tag, owners=((look.row, look.column),), lines=(look.text,))
