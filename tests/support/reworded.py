"""An analyst who words everything anew: each text that a refresh writes, put in other words."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Final

from workbook.block import Block, Formula, ShapeStyle, TableBlock
from workbook.sheets.summary.layout import SENTENCES
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.writes import all_writes

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from workbook.block import Cell, Write
    from workbook.refresh import Refreshed

TABLE_KEYS: Final = {"AllIndicators": ("Indicator",)}
BLOCK_KEYS: Final = {SENTENCES.name: (SENTENCES.column("topic"),)}
"""Beside the keys that refresh itself finds rows by, those that readers find them by: another
word there makes it the row of another thing, not the same thing in other words. A sentence for
the Board is about its topic, and "For decision" is one."""


def reworded(sample: Refreshed, text: str | None, target: Path, *, tables: bool = True) -> Path:
    """The refreshed workbook with ``text`` in every cell in which refresh has written words.

    ``None`` empties them. Numbers, days, what analysts enter, headings of the template and the
    keys of rows stay, and so do all tables unless they are asked for.
    """
    opened = HeadlessWorkbook.open(sample.path)
    writes = all_writes(sample.dashboard, opened)
    kept = [_in_other_words(write, text) for write in writes if tables or isinstance(write, Block)]
    opened.write(kept, target, as_at=sample.dashboard.as_at.first_day)
    return target


def texts_written(sample: Refreshed) -> int:
    """How many cells of words a refresh writes, the keys of rows left out."""
    writes = all_writes(sample.dashboard, HeadlessWorkbook.open(sample.path))
    return sum(
        new is not old
        for write in writes
        if isinstance(write, Block | TableBlock)
        for old_row, new_row in zip(
            write.values if isinstance(write, Block) else write.rows,
            _rows(write, "other"),
            strict=True,
        )
        for old, new in zip(old_row, new_row, strict=True)
    )


def _in_other_words(write: Write, text: str | None) -> Write:
    if isinstance(write, ShapeStyle):
        return dataclasses.replace(write, label=text or "", alt_text=text or "")
    rows = _rows(write, text)
    if isinstance(write, Block):
        return dataclasses.replace(write, values=rows)
    return dataclasses.replace(write, rows=rows)


def _rows(write: Block | TableBlock, text: str | None) -> tuple[tuple[Cell, ...], ...]:
    if isinstance(write, Block):
        kept = BLOCK_KEYS.get(write.name, ())
        return tuple(
            tuple(cell if at in kept else _other(cell, text) for at, cell in enumerate(row))
            for row in write.values
        )
    keys: Collection[str] = (*write.keys, *TABLE_KEYS.get(write.table, ()))
    return tuple(
        tuple(
            cell if column in keys else _other(cell, text)
            for column, cell in zip(write.columns, row, strict=True)
        )
        for row in write.rows
    )


def _other(cell: Cell, text: str | None) -> Cell:
    """Another text for one, also for one that a formula gave; anything else as it is."""
    said = cell.value if isinstance(cell, Formula) else cell
    return text if isinstance(said, str) and said else cell
