"""How the page is read, how good its figures are, and where they come from."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final

from workbook.block import TableBlock
from workbook.html.table import Line, Table, cell_text, columns
from workbook.sheets.about_edition.words import PARTS
from workbook.sheets.cover.values import sources_line
from workbook.sheets.help.words import SYMBOLS
from workbook.sheets.map.words import CREDIT
from workbook.sheets.sources.layout import SOURCES_TABLE
from workbook.sheets.sources.values import blocks
from xlsrc.domain.action import ILLUSTRATIVE_MARK
from xlsrc.domain.month import Month
from xlsrc.words.findings import NOTHING_WITHHELD, doubt_count
from xlsrc.words.letters import sentence, upper_first
from xlsrc.words.not_judged import verdict_sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsrc.assessment import Dashboard

SHOWN: Final = ("Source", "Publisher", "Level", "Vintage", "First month", "Last month")
"""What the page says of the files of a source; which files they are is the partnership's affair."""

LICENCE_ADDRESS: Final = (
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
)


def how_to_read() -> tuple[tuple[str, str], ...]:
    """The words and signs of the page, and what each means."""
    return tuple((word, meaning) for word, meaning, _ in SYMBOLS)


def about(not_in_it: str) -> tuple[tuple[str, str], ...]:
    """What an edition is, and how it shows what is few, beside what is not in it."""
    return tuple((heading, text) for heading, text in PARTS if text != not_in_it)


def quality(dashboard: Dashboard) -> tuple[str, ...]:
    """What in the figures is withheld or in doubt, and why."""
    first = sentence(upper_first(doubt_count(dashboard) or NOTHING_WITHHELD))
    return (first, *verdict_sentences(dashboard))


def sources_table(dashboard: Dashboard) -> Table:
    """Each source and release with the months that it covers; invented ones with ‡."""
    written = next(
        one
        for one in blocks(dashboard)
        if isinstance(one, TableBlock) and one.table == SOURCES_TABLE.name
    )
    rows = (dict(zip(written.columns, map(_text, row), strict=True)) for row in written.rows)
    lines = dict.fromkeys(_line(row) for row in rows)
    return Table(
        ident="source-files",
        caption="Releases that the figures come from",
        columns=columns([_HEADINGS.get(name, name) for name in SHOWN]),
        lines=tuple(map(Line, lines)),
    )


def licence(dashboard: Dashboard, outlines: str) -> tuple[str, ...]:
    """Under which licence the figures stand, and whose they are; ``outlines`` says whose those of
    the map's wards are, '' where it draws none.
    """
    return (sources_line(dashboard), *((f"{outlines} {CREDIT}",) if outlines else ()))


_HEADINGS: Final = {"Vintage": "Release"}


def _text(cell: object) -> str:
    """A cell of the table; a first of a month as ``Dec 2025``."""
    if isinstance(cell, datetime.date):
        month = Month.of(cell.year, cell.month)
        return f"{month.abbreviation} {month.year}"
    return cell_text(cell)


def _line(row: Mapping[str, str]) -> tuple[str, ...]:
    cells = [row[name] for name in SHOWN]
    if row["File"].endswith(ILLUSTRATIVE_MARK):
        cells[0] = f"{cells[0]} {ILLUSTRATIVE_MARK}"
    return tuple(cells)
