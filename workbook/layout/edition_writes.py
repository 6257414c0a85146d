"""What a refresh writes, as an edition shows it: values alone, and what its readers may see."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from workbook.block import Block, Formula, TableBlock
from workbook.layout.edition_words import in_edition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from workbook.block import Cell, Row, Write
    from workbook.layout.edition import Audience
    from workbook.layout.table import Table


def edition_writes(
    writes: Iterable[Write],
    tables: Iterable[Table],
    audience: Audience,
) -> Iterator[Write]:
    """The writes with each formula as its value, and tables' columns that the audience sees.

    A table of which it sees no column is not written. Texts are in the words of an edition.
    """
    shown = {table.name: table.shown_to(audience) for table in tables}

    def cell(value: Cell) -> Cell:
        plain = value.value if isinstance(value, Formula) else value
        return in_edition(plain, audience) if isinstance(plain, str) else plain

    for write in writes:
        if isinstance(write, Block):
            rows = tuple(tuple(map(cell, row)) for row in write.values)
            yield dataclasses.replace(write, values=rows)
        elif not isinstance(write, TableBlock):
            yield write
        elif shown[write.table].columns:
            yield _table_block(write, shown[write.table], cell)


def _table_block(block: TableBlock, shown: Table, cell: Callable[[Cell], Cell]) -> TableBlock:
    places = [at for at, header in enumerate(block.columns) if header in shown.headers]
    rows: tuple[Row, ...] = tuple(tuple(cell(row[at]) for at in places) for row in block.rows)
    return dataclasses.replace(
        block,
        columns=tuple(block.columns[at] for at in places),
        rows=rows,
        identity=tuple(header for header in block.identity if header in shown.headers),
    )
