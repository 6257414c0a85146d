"""Which sheets of the dashboard a workbook has lost; one that people renamed is not lost."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from workbook.sheets.registry import TABLES, sheets
from workbook.tables.analyst_tables import READ_TABLES
from xlsrc.domain.errors import LostPlaceError, TemplateError
from xlsrc.domain.workbook_errors import MissingSheetError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbook.surfaces.surface import Surface
    from xlsrc.domain.settings import Settings


def lost_sheets(workbook: Surface, settings: Settings) -> tuple[str, ...]:
    """The sheets by these settings of which the workbook has neither the name, nor any table, nor
    the cells that mark it.
    """
    lost = set(_without_tables(workbook, [sheet.name for sheet in sheets(settings)]))
    return tuple(
        sheet.name
        for sheet in sheets(settings)
        if sheet.name in lost and not (sheet.mark and _has_cells(workbook, sheet.mark))
    )


@contextmanager
def naming_lost_sheets(workbook: Surface, settings: Settings | None = None) -> Iterator[None]:
    """Where a table or block is lost, say also which sheets the workbook lacks: of those by these
    settings, or without any of the sheets that settings are read from.
    """
    try:
        yield
    except LostPlaceError as error:
        if settings is None:
            lost = _without_tables(workbook, [table.sheet for table in READ_TABLES])
        else:
            lost = lost_sheets(workbook, settings)
        if not lost:
            raise
        message = (
            f"The workbook has no sheet {' or '.join(lost)}: where it was deleted, go back to a "
            f"copy that has it, or run `safer build`. {error}"
        )
        raise MissingSheetError(message) from error


def _without_tables(workbook: Surface, names: Iterable[str]) -> tuple[str, ...]:
    """Those of these sheets of which neither the name nor any table is there."""
    tables = {name.casefold() for name in workbook.table_names}
    there = {name.casefold() for name in workbook.sheet_names}
    there |= {table.sheet.casefold() for table in TABLES if table.name.casefold() in tables}
    return tuple(name for name in dict.fromkeys(names) if name.casefold() not in there)


def _has_cells(workbook: Surface, name: str) -> bool:
    try:
        workbook.block_place(name)
    except TemplateError:
        return False
    return True
