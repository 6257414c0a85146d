"""What analysts have beside the rows of a table whose rows move: it moves with them."""

from __future__ import annotations

from collections import Counter
from itertools import zip_longest
from typing import TYPE_CHECKING

from workbook.layout.kept_answers import KEPT_ANSWERS_TABLE
from workbook.package.structure import structure
from workbook.surfaces.headless import HeadlessWorkbook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.block import TableBlock
    from workbook.package.archive import Archive

    Known = tuple[object, ...]


def differing_own_columns(
    before: Archive, after: Archive, known_again: Sequence[TableBlock]
) -> list[str]:
    """What no more stands beside its row, nor in *Kept answers* where the row is gone."""
    opened = [HeadlessWorkbook(one, structure(one)) for one in (before, after)]
    kept = opened[1].tables([KEPT_ANSWERS_TABLE.name])[KEPT_ANSWERS_TABLE.name].rows
    words = {value for row in kept for value in row}
    differing = []
    for write in known_again:
        stood, stands = (Counter(own_columns(book, write)) for book in opened)
        still = {row for row, _ in stands}
        differing += [
            f"{write.table}: {row}: {own}"
            for row, own in stood - stands
            if any(own) and (row in still or not set(own) - {None} <= words)
        ]
    return differing


def moved_rows(before: Archive, after: Archive, write: TableBlock) -> list[int]:
    """The rows of the sheet in which another row of the table stands than before."""
    stood, stands = (
        [row for row, _ in own_columns(HeadlessWorkbook(one, structure(one)), write)]
        for one in (before, after)
    )
    first = structure(before).table(write.table).data.first_row
    pairs = enumerate(zip_longest(stood, stands), first)
    return [at for at, (was, now) in pairs if was != now]


def own_columns(book: HeadlessWorkbook, write: TableBlock) -> list[tuple[Known, Known]]:
    """What a row of a table is known by, and what others have beside it; of each row."""
    data = book.tables([write.table])[write.table]
    own = [at for at, column in enumerate(data.columns) if column not in write.columns]
    known = [data.columns.index(column) for column in write.identity]
    return [(tuple(row[at] for at in known), tuple(row[at] for at in own)) for row in data.rows]
