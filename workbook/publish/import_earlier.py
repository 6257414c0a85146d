"""Figures of editions from before a workbook kept them, taken into it in one save."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbook.package.replace_file import replace_file
from workbook.package.save import saved
from workbook.publish.one_line import refuse_broken_chain, refuse_other_lines
from workbook.publish.working import read_workbook, rows_target
from workbook.refresh import settings_of
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.tables.published_layout import published_blocks
from xlsrc.extracts.places import places_for
from xlsrc.published.importing import NOTHING_IMPORTED, imported

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable
    from pathlib import Path

    from workbook.block import TableBlock
    from xlsrc.domain.published import PublishedEdition


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The editions that a workbook holds now, and the file that holds them.

    In a synced folder that is a new one beside the one given; none was written for no edition.
    """

    editions: tuple[PublishedEdition, ...]
    workbook: Path


def import_earlier(workbook: Path, file: Path, extracts: Path, *, today: datetime.date) -> Imported:
    """Take the editions of ``file`` that a workbook lacks into its table Published.

    Nothing is written when this raises: `TableError` for the workbook's tables and for the rows
    of the file, `WorkbookError` and `WorkbookLockedError` as `publish`, `ExtractError` when the
    file cannot be read.
    """
    archive, found = read_workbook(workbook)
    opened = HeadlessWorkbook(archive, found)
    settings = settings_of(opened, extracts)
    refuse_broken_chain(settings.published, NOTHING_IMPORTED)
    area = places_for(extracts).area_of(settings.area)
    editions = imported(file, settings, area.name, today)
    if not editions:
        return Imported(editions=(), workbook=workbook)
    refuse_other_lines(workbook, settings.published, area.name, NOTHING_IMPORTED)
    as_at = editions[-1].as_at.first_day
    content, _ = saved(archive, found, joined(map(published_blocks, editions)), as_at=as_at)
    target, state = rows_target(workbook, archive.state)
    replace_file(target, content, read=state)
    return Imported(editions=editions, workbook=target)


def joined(blocks: Iterable[Iterable[TableBlock]]) -> list[TableBlock]:
    """A block a table: one save takes no more."""
    return [
        replace(of_table[0], rows=tuple(row for one in of_table for row in one.rows))
        for of_table in zip(*blocks, strict=True)
    ]
