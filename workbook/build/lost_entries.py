"""What somebody has typed into a file that is to be replaced, and the new one lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.layout.table import Owner
from workbook.package.file_state import NO_FILE
from workbook.package.replace_file import target_state
from workbook.sheets.registry import TABLES
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.tables.published_layout import EDITIONS_TABLE, PUBLISHED_TABLE
from workbook.tables.settings_layout import DEFINITIONS_TABLE
from xlsrc.domain.errors import TableError, TemplateError, WorkbookError
from xlsrc.domain.workbook_errors import EntriesAtStakeError, NewerFormatError, OutputNameError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from workbook.block import TableData
    from workbook.package.file_state import FileState

NAMED: Final = 5
"""How much an error names before it says how much more there is."""

SECTION: Final = ("section.", "panel.")
"""What the names of the blocks of each section's sheet begin with."""

_WRITTEN: Final = {
    table.name.casefold(): frozenset(
        column.header for column in table.columns if column.owner is not Owner.ANALYST
    )
    for table in TABLES
    if table not in (EDITIONS_TABLE, PUBLISHED_TABLE)
}
"""The columns of each table that no person fills: they would be written again.

Not so what was published: nothing writes it a second time.
"""

_IDENTITIES: Final = {table.name.casefold(): table.identity for table in TABLES}


def replaceable_state(target: Path, source: HeadlessWorkbook, advice: str) -> FileState:
    """The state of a file that may be replaced by what is made from ``source``.

    `WorkbookError`, which ends with ``advice``, when the file is no dashboard, or holds an entry
    or a sheet that ``source`` lacks; the state is of the very bytes that were looked at.
    """
    if target_state(target) == NO_FILE:
        return NO_FILE
    replaced = _dashboard(target)
    try:
        lost = list(_lost(replaced, source))
    except TableError as error:
        message = (
            f"'{target}' would be replaced, but its tables are not in order, so that nobody can "
            f"say what would be lost: {error.faults[0]}. {advice}"
        )
        raise EntriesAtStakeError(message) from error
    if lost:
        more = f" and {len(lost) - NAMED} more" if len(lost) > NAMED else ""
        message = (
            f"'{target}' would be replaced, but it holds entries that the new one would "
            f"lack: {', '.join(lost[:NAMED])}{more}. {advice}"
        )
        raise EntriesAtStakeError(message)
    return replaced.state


def _dashboard(target: Path) -> HeadlessWorkbook:
    try:
        found = HeadlessWorkbook.open(target)
    except NewerFormatError:
        raise
    except (WorkbookError, TemplateError) as error:
        why = str(error)
    else:
        if DEFINITIONS_TABLE.name.casefold() in map(str.casefold, found.table_names):
            return found
        why = f"it has no table {DEFINITIONS_TABLE.name}"
    message = (
        f"'{target}' is there and is no workbook of this dashboard ({why.rstrip('.')}), so it is "
        "not replaced. Give another name with --out."
    )
    raise OutputNameError(message)


def _lost(replaced: HeadlessWorkbook, source: HeadlessWorkbook) -> Iterator[str]:
    """The cells, else the sheets, that would be gone: each where it stands in ``replaced``."""
    here = {name.casefold() for name in source.table_names}
    # The analysts' sheets of a workbook made by an earlier run are mostly as they were.
    differing = [
        name
        for name in replaced.table_names
        if _entered(name, replaced.columns_of(name))
        and (name.casefold() not in here or not replaced.holds_as(source, name))
    ]
    theirs = replaced.tables(differing)
    ours = source.tables([name for name in differing if name.casefold() in here])
    for name in differing:
        yield from _missing(theirs[name], ours.get(name), replaced.formula_cells(name))
    kept = {name.casefold() for name in source.sheet_names}
    # A section's sheet follows from the entries, by whatever name: it is made again with them.
    kept |= {name.casefold() for name in replaced.sheets_with(*SECTION)}
    for sheet in replaced.sheet_names:
        if sheet.casefold() not in kept:
            yield f"the sheet '{sheet}'"


def _entered(table: str, columns: Iterable[str]) -> list[str]:
    """The columns of a table that people fill: in a table of their own, all."""
    written = _WRITTEN.get(table.casefold(), frozenset())
    return [column for column in columns if column not in written]


def _missing(
    theirs: TableData, ours: TableData | None, formulas: Collection[tuple[int, str]]
) -> Iterator[str]:
    """The cells of ``theirs`` whose entry no row of ``ours`` with the same key has: the cells
    that tell the table's rows apart, else the first one.

    What a formula gives is no entry where ``ours`` has its column: it changes with the figures.
    """
    columns = ours.columns if ours else ()
    known: set[tuple[object, ...]] = set()
    if ours is not None:
        for row in ours.rows:
            key = _key(ours, row)
            known |= {(key, *cell) for cell in zip(columns, row, strict=True)}
    for column in _entered(theirs.name, theirs.columns):
        at = theirs.columns.index(column)
        for index, row in enumerate(theirs.rows):
            if row[at] in (None, "") or (_key(theirs, row), column, row[at]) in known:
                continue
            if column not in columns or (index, column) not in formulas:
                yield theirs.address(index, column)


def _key(table: TableData, row: Sequence[object]) -> tuple[object, ...]:
    identity = _IDENTITIES.get(table.name.casefold(), ())
    at = [table.columns.index(name) for name in identity if name in table.columns]
    return tuple(row[position] for position in at or [0])
