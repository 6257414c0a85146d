"""Errors that a user can mend: each says what was wanted, what was found, where, what to do.

Each kind has a code that stays, by which a support desk asks after it. A class without one stands
for several kinds and is never raised itself. What each code means is in ``xlsrc.words.codes``.
"""

from __future__ import annotations

from typing import ClassVar, Self


class DashboardError(Exception):
    """The input is at fault; the message is one clear sentence for the person at the keyboard."""

    code: ClassVar[str] = ""


class Told(str):
    """The sentence of an error that stopped nothing, with the code of its kind."""

    __slots__ = ("code",)
    code: str

    def __new__(cls, sentence: str, code: str) -> Self:
        """A sentence like any other, that knows its code."""
        made = super().__new__(cls, sentence)
        made.code = code
        return made

    def __reduce__(self) -> tuple[type[Told], tuple[str, str]]:
        """Its words and its code, by which another process makes it again."""
        return type(self), (str(self), self.code)

    @classmethod
    def of(cls, error: DashboardError) -> Self:
        """What an error says, with its code."""
        return cls(str(error), error.code)


class ExtractError(DashboardError):
    """An extract file, folder, address or database could not be read as what it should be."""


class NoFolderError(ExtractError):
    """A folder that was named is not there."""

    code = "folder-missing"


class MissingColumnError(ExtractError):
    """A file or a query of a known kind lacks a column that is needed."""

    code = "columns-missing"


class DamagedFileError(ExtractError):
    """A file is cut off, damaged, or not the text, archive or workbook that it should be."""

    code = "file-damaged"


class ProtectedFileError(ExtractError):
    """A file cannot be read without a password."""

    code = "file-protected"


class EmptyFileError(ExtractError):
    """A file is of a known kind and holds no row of figures."""

    code = "file-empty"


class OtherKindError(ExtractError):
    """A file is of another kind than its name says, or holds no extract at all."""

    code = "file-other-kind"


class TooLargeError(ExtractError):
    """A file, an archive or an answer is larger than anything that is read."""

    code = "file-too-large"


class BusyFileError(ExtractError):
    """A file cannot be opened, or somebody is writing it."""

    code = "file-busy"


class WrongCellError(ExtractError):
    """A cell or a line of a file is not what its column must hold."""

    code = "file-cell"


class ContradictionError(ExtractError):
    """A file gives two figures where there can be one."""

    code = "file-contradicts"


class SourcesFileError(ExtractError):
    """The file that names databases and downloads is at fault."""

    code = "sources-file"


class AddressError(ExtractError):
    """An address of the web or of a database is not one that is asked."""

    code = "address-refused"


class DownloadError(ExtractError):
    """An address did not give its file."""

    code = "download-failed"


class DatabaseError(ExtractError):
    """A database did not answer, or its query is none that is asked."""

    code = "database-failed"


class BoundariesError(ExtractError):
    """Outlines of areas are not what a map needs."""

    code = "boundaries"


class NoSourceError(ExtractError):
    """The extracts hold no figures of the source that an indicator is counted from."""

    code = "source-missing"


class MonthOutsideError(ExtractError):
    """The month asked for lies outside the months of the extracts."""

    code = "month-outside"


class TableError(DashboardError):
    """One or more cells of the analysts' tables are at fault; ``faults`` lists them all."""

    code = "table-cell"

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))

    def __reduce__(self) -> tuple[type[TableError], tuple[tuple[str, ...]]]:
        """Its faults, by which another process makes it again."""
        return type(self), (self.faults,)


class LostEntriesError(TableError):
    """A table or a column in which analysts wrote is gone."""

    code = "entries-lost"


class AreaError(DashboardError):
    """An area that is not to be had."""


class UnknownAreaError(AreaError):
    """An area that nobody knows by this name; the message suggests the nearest names."""

    code = "area-unknown"


class NoFiguresError(AreaError):
    """The extracts have no figures of an area."""

    code = "area-without-figures"


class AreaListError(AreaError):
    """A file with names of areas cannot be read, or holds none."""

    code = "area-list"


class IndicatorError(DashboardError):
    """An indicator that is not to be had."""


class UnknownIndicatorError(IndicatorError):
    """An indicator that the Definitions table does not name; the message suggests the nearest."""

    code = "indicator-unknown"


class NoPartsError(IndicatorError):
    """An indicator that is not made up of offences and wards."""

    code = "indicator-without-parts"


class InstallationError(DashboardError):
    """The program is not whole, or a package that it needs for this is not there."""

    code = "installation"


class TemplateError(DashboardError):
    """A workbook lacks a sheet, table, column or named block that refresh writes to."""


class LostPlaceError(TemplateError):
    """What refresh writes to is gone as a whole: a table, or the cells of a name."""


class WorkbookError(DashboardError):
    """A workbook file cannot be opened, trusted or written."""


class WorkbookLockedError(WorkbookError):
    """The target workbook is open in Excel (or held by another program)."""

    code = "workbook-locked"
