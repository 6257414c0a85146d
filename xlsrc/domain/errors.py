"""Errors that a user can mend: each says what was wanted, what was found, where, what to do."""

from __future__ import annotations


class DashboardError(Exception):
    """The input is at fault; the message is one clear sentence for the person at the keyboard."""


class ExtractError(DashboardError):
    """An extract file, folder, address or database could not be read as what it should be."""


class TableError(DashboardError):
    """One or more cells of the analysts' tables are at fault; ``faults`` lists them all."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))

    def __reduce__(self) -> tuple[type[TableError], tuple[tuple[str, ...]]]:
        """Its faults, by which another process makes it again."""
        return type(self), (self.faults,)


class AreaError(DashboardError):
    """An area that no extract knows; the message suggests the nearest names."""


class IndicatorError(DashboardError):
    """An indicator that the Definitions table does not name; the message suggests the nearest."""


class TemplateError(DashboardError):
    """A workbook lacks a sheet, table, column or named block that refresh writes to."""


class LostPlaceError(TemplateError):
    """What refresh writes to is gone as a whole: a table, or the cells of a name."""


class WorkbookError(DashboardError):
    """A workbook file cannot be opened, trusted or written."""


class WorkbookLockedError(WorkbookError):
    """The target workbook is open in Excel (or held by another program)."""
