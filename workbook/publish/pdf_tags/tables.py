"""The tables of a printed page, found by how the house draws them.

Three kinds: columns with headings between two lines; a row of small labels over a row of bold
figures; and a list of labels with what each of them says beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from workbook.publish.pdf_tags.node import Node

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbook.publish.pdf_tags.grid import Grid
    from workbook.publish.pdf_tags.owners import Place
    from workbook.publish.pdf_tags.printed_sheet import Look, PrintedSheet

    Texts = Mapping[Place, Look]

_SPACER: Final = 6.0
"""A row lower than this parts a table's total from its rows, not the table from what follows."""

_LARGEST: Final = 10.0
"""Larger bold words are a heading below a table, and not its next row."""

_FEWEST_KEYS: Final = 3
_FEWEST_LINES: Final = 3
_MOST_OF_LIST: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTable:
    """A table's cells, first to last, its node, and the cells in which it has a figure."""

    row: int
    column: int
    row_end: int
    column_end: int
    places: frozenset[Place]
    node: Node
    drawn: frozenset[Place] = frozenset()


def ruled_tables(
    sheet: PrintedSheet, grid: Grid, texts: Texts, figures: Mapping[Place, Node]
) -> Iterator[FoundTable]:
    """The tables whose headings stand between two lines; ``figures`` are drawn in single cells."""
    for row in grid.rows:
        for first, last in _runs(sheet, row, _beginnings(texts, row - 1)):
            heads = [look for c in range(first, last + 1) if (look := texts.get((row, c)))]
            if heads:
                rows = [row, *_body(sheet, grid, texts, row, (first, last))]
                yield _table(texts, rows, (first, last), heading_rows=1, figures=figures)


def _beginnings(texts: Texts, row: int) -> frozenset[int]:
    """The columns where a heading of a row begins: there begins a table of its own."""
    return frozenset(
        look.column for (at, _), look in texts.items() if at == row and look.is_heading
    )


def _runs(sheet: PrintedSheet, row: int, beginnings: frozenset[int]) -> Iterator[tuple[int, int]]:
    """The columns side by side that are drawn as headings, parted at the beginnings."""
    first = None
    for column in range(sheet.first_column, sheet.last_column + 2):
        look = sheet.looks.get((row, column))
        is_head = look is not None and look.is_header
        if is_head and first is None:
            first = column
        elif first is not None and (not is_head or column in beginnings):
            yield (first, column - 1)
            first = column if is_head else None


def _body(
    sheet: PrintedSheet, grid: Grid, texts: Texts, head: int, columns: tuple[int, int]
) -> Iterator[int]:
    first, last = columns
    rows = [row for row in grid.rows if row > head]
    for at, row in enumerate(rows):
        found = [look for c in range(first, last + 1) if (look := texts.get((row, c)))]
        if not found and sheet.heights[row] < _SPACER and at + 1 < len(rows):
            # A total below a gap; a single text below one is something else.
            below = [c for c in range(first, last + 1) if (rows[at + 1], c) in texts]
            if len(below) > 1:
                continue
        if not found or any(look.is_header for look in found):
            return
        is_note = len(found) == 1 < last - first and found[0].top == "medium"
        if is_note or (found[0].is_heading and found[0].size > _LARGEST):
            return
        yield row


def key_tables(grid: Grid, texts: Texts) -> Iterator[FoundTable]:
    """A row of labels over a row of figures in the same columns: key figures, and a legend."""
    by_row = _by_row(texts)
    for row in grid.rows:
        labels, figures = by_row.get(row, []), by_row.get(row + 1, [])
        for some in (labels, [look for look in labels if look.is_filled or look.align == "center"]):
            columns = [look.column for look in some]
            below = [look for look in figures if look.column in columns]
            is_keys = all(not one.is_bold for one in some) and all(one.is_bold for one in below)
            is_legend = all(one.align == "center" for one in (*some, *below))
            if (
                len(columns) >= _FEWEST_KEYS
                and [look.column for look in below] == columns
                and (is_keys or is_legend)
                and row + 1 in grid.rows
            ):
                ends = (columns[0], columns[-1])
                yield _table(texts, [row, row + 1], ends, heading_rows=1, has_labels=False)
                break


def lists(rows: Sequence[tuple[int, Sequence[Look]]]) -> Iterator[tuple[int, int]]:
    """The first and last of rows that are a list of labels, each with what it says beside it."""
    start = 0
    for at in range(1, len(rows) + 1):
        if (
            at < len(rows)
            and _goes_on(rows[at - 1], rows[at])
            and all(_is_line(looks) for _, looks in rows[at - 1 : at + 1])
        ):
            continue
        if at - start >= _FEWEST_LINES and _is_line(rows[start][1]):
            yield (start, at - 1)
        start = at


def _goes_on(before: tuple[int, Sequence[Look]], row: tuple[int, Sequence[Look]]) -> bool:
    return row[0] == before[0] + 1 and [one.column for one in row[1]] == [
        one.column for one in before[1]
    ]


def _is_line(looks: Sequence[Look]) -> bool:
    if not 1 < len(looks) <= _MOST_OF_LIST:
        return False
    label = looks[0]
    if label.is_heading and label.bottom in {"thin", "medium"}:
        return False
    return label.bottom == "dotted" or label.text.strip()[:1].isalpha()


def list_table(rows: Sequence[Sequence[Look]]) -> Node:
    """The table of a list of labels."""
    return Node(
        tag="Table",
        kids=tuple(
            Node(
                tag="TR",
                kids=tuple(_cell(look, "Row" if at == 0 else "") for at, look in enumerate(looks)),
            )
            for looks in rows
        ),
    )


def _by_row(texts: Texts) -> dict[int, list[Look]]:
    found: dict[int, list[Look]] = {}
    for place in sorted(texts):
        found.setdefault(place[0], []).append(texts[place])
    return found


def _table(
    texts: Texts,
    rows: Sequence[int],
    ends: tuple[int, int],
    *,
    heading_rows: int,
    has_labels: bool = True,
    figures: Mapping[Place, Node] = MappingProxyType({}),
) -> FoundTable:
    """A table of the columns that hold any text; a row's first text that is no figure names it."""
    within = range(ends[0], ends[1] + 1)
    columns = [c for c in within if any((row, c) in texts for row in rows)]
    is_labelled = has_labels and len(columns) > 1
    label = _label_column(texts, rows[heading_rows:], columns) if is_labelled else None
    lines = []
    for at, row in enumerate(rows):
        is_head = at < heading_rows
        cells = list[Node]()
        for column in columns:
            look = texts.get((row, column))
            scope = "Column" if is_head else "Row" if column == label else ""
            drawn = tuple(filter(None, [figures.get((row, column))]))
            cells.append(Node(tag="TD", kids=drawn) if look is None else _cell(look, scope))
        lines.append(Node(tag="TR", kids=tuple(cells)))
    return FoundTable(
        row=rows[0],
        column=ends[0],
        row_end=rows[-1],
        column_end=ends[1],
        places=frozenset((row, c) for row in rows for c in columns if (row, c) in texts),
        node=Node(tag="Table", kids=tuple(lines)),
        drawn=frozenset((row, c) for row in rows for c in columns if (row, c) not in texts),
    )


def _label_column(texts: Texts, rows: Sequence[int], columns: Sequence[int]) -> int | None:
    for column in columns:
        found = [look.text for row in rows if (look := texts.get((row, column)))]
        if found and any(char.isalpha() for text in found for char in text):
            return column
    return columns[0] if columns else None


def _cell(look: Look, scope: str) -> Node:
    return Node(
        tag="TH" if scope else "TD",
        scope=scope,
        owners=((look.row, look.column),),
        lines=(look.text,),
    )
