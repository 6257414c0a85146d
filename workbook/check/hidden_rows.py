"""Rows of refresh's tables that a filter hides, so that nobody sees what was written there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbook.package.sheet import SheetXml
from workbook.sheets.registry import TABLES
from workbook.tables.analyst_tables import ANALYST_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbook.package.archive import Archive
    from workbook.package.structure import Structure, TablePart

NAMED: Final = 3
"""Runs of rows that a sentence names before it says how many more there are."""

_CHOICE: Final = re.compile(r"<(?:\w+:)?filterColumn\b")
_HIDDEN: Final = re.compile(r"""\shidden\s*=\s*["'](?:1|true)["']""")


def hidden_faults(archive: Archive, found: Structure) -> Iterator[str]:
    """One sentence for each table that is refresh's alone and has rows hidden by its filter."""
    analysts = {table.name.casefold() for table in ANALYST_TABLES}
    own = {table.name.casefold() for table in TABLES} - analysts
    for table in found.tables:
        sheet = found.sheet(table.sheet)
        if table.name.casefold() not in own or sheet is None:
            continue
        if not _CHOICE.search(archive.text(table.part)):
            continue
        rows = _hidden(SheetXml(archive.text(sheet.part), where=sheet.name), table)
        if rows:
            noun = "row" if len(rows) == 1 else "rows"
            yield (
                f"{table.sheet}: {noun} {_runs(rows)} of the table {table.name} "
                f"{'is' if len(rows) == 1 else 'are'} hidden by a filter; clear it (Data, Clear)."
            )


def _hidden(xml: SheetXml, table: TablePart) -> list[int]:
    data = table.data
    return [
        row
        for row, place in xml.rows.items()
        if data.first_row <= row <= data.last_row
        and _HIDDEN.search(xml.text[place.start : place.body])
    ]


def _runs(rows: Sequence[int]) -> str:
    """``5–9, 12``: rows that follow one another together."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    named = [str(a) if a == b else f"{a}–{b}" for a, b in runs[:NAMED]]
    more = f" and {len(runs) - NAMED} more runs of rows" if len(runs) > NAMED else ""
    return ", ".join(named) + more
