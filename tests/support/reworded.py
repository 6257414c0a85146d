"""An analyst who words everything anew: each text that a refresh writes, put in other words."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Final

from workbook.block import Block, ChartText, FooterWords, Formula, ShapeStyle, ShapeText, TableBlock
from workbook.sheets.section.layout import PANEL_ASK
from workbook.sheets.summary.layout import SENTENCES
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.writes import all_writes

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from workbook.block import Cell, Write
    from workbook.refresh import Refreshed
    from xlsrc.domain.settings import Settings

Place = tuple[str, int, int]
TABLE_KEYS: Final = {"AllIndicators": ("Indicator",)}
"""Beside the keys that refresh itself finds rows by, the column that readers find rows by: another
word there makes it the row of another thing, not the same thing in other words.
"""


def kept_cells(settings: Settings) -> frozenset[Place]:
    """By block, row and column, the cells of pages that tell what stands beside or below them.

    A sentence for the Board is about its topic, and "For decision" is one. Below the text of an
    indicator that the analyst has a view of stands a question or that view, as its heading says.
    """
    viewed = {view.indicator_id for view in settings.views if view.text}
    headings = {
        (PANEL_ASK.of(section=section, indicator=indicator.id).name, *PANEL_ASK.place("heading"))
        for indicator in settings.indicators
        if indicator.id in viewed
        for section in indicator.sections
    }
    topic = SENTENCES.column("topic")
    topics = {(SENTENCES.name, row, topic) for row in range(SENTENCES.rows or 0)}
    return frozenset(headings | topics)


def reworded(sample: Refreshed, text: str | None, target: Path, *, tables: bool = True) -> Path:
    """The refreshed workbook with ``text`` in every cell in which refresh has written words.

    ``None`` empties them. Numbers, days, what analysts enter, headings of the template and the
    keys of rows stay, and so do all tables unless they are asked for.
    """
    opened = HeadlessWorkbook.open(sample.path)
    writes = all_writes(sample.dashboard, opened)
    kept = kept_cells(sample.dashboard.settings)
    changed = [
        _in_other_words(write, text, kept) for write in writes if tables or isinstance(write, Block)
    ]
    opened.write(changed, target, as_at=sample.dashboard.as_at.first_day)
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
            _rows(write, "other", kept_cells(sample.dashboard.settings)),
            strict=True,
        )
        for old, new in zip(old_row, new_row, strict=True)
    )


def _in_other_words(write: Write, text: str | None, kept: Collection[Place]) -> Write:
    if isinstance(write, ShapeStyle):
        return dataclasses.replace(write, label=write.label and (text or ""), alt_text=text or "")
    if isinstance(write, ChartText | ShapeText | FooterWords):
        return write
    rows = _rows(write, text, kept)
    if isinstance(write, Block):
        return dataclasses.replace(write, values=rows)
    return dataclasses.replace(write, rows=rows)


def _rows(
    write: Block | TableBlock, text: str | None, kept: Collection[Place]
) -> tuple[tuple[Cell, ...], ...]:
    if isinstance(write, Block):
        return tuple(
            tuple(
                cell if (write.name, number, at) in kept else _other(cell, text)
                for at, cell in enumerate(row)
            )
            for number, row in enumerate(write.values)
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
