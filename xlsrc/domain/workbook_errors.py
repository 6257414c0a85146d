"""The kinds of errors of workbooks, and of what is made of them: each with its code."""

from __future__ import annotations

from xlsrc.domain.errors import (
    DashboardError,
    LostPlaceError,
    TableError,
    TemplateError,
    WorkbookError,
    WorkbookLockedError,
)


class MissingSheetError(TemplateError):
    """A sheet that is written to is not there."""

    code = "sheet-missing"


class MissingTableError(LostPlaceError):
    """A table that is read or written is not there."""

    code = "table-missing"


class LostNameError(LostPlaceError):
    """The name of a block of cells is gone or broken."""

    code = "name-lost"


class TableColumnError(TemplateError):
    """A table lacks a column that is read or written."""

    code = "table-column-missing"


class OutdatedError(TemplateError):
    """A workbook's blocks or map are not those that this version writes to."""

    code = "workbook-outdated"


class BlockedRowsError(TemplateError):
    """A table cannot grow or shrink where it stands."""

    code = "table-cannot-grow"


class FormulaInTheWayError(TemplateError):
    """A cell that is written holds a formula that reaches over other cells."""

    code = "formula-in-the-way"


class MovingNoteError(TemplateError):
    """A note hangs on a row that moves, which Excel would leave behind."""

    code = "note-on-moving-row"


class AnswersNowhereError(TemplateError):
    """An answer beside a row that is gone has no table to be kept in."""

    code = "answers-nowhere"


class TooManyWardsError(TemplateError):
    """An area has more wards than the Indicator sheet has room for."""

    code = "too-many-wards"


class NoWorkbookError(WorkbookError):
    """The workbook that was named is not there, or none was named."""

    code = "workbook-missing"


class UnusableFileError(WorkbookError):
    """The system does not let a file be opened."""

    code = "file-unusable"


class NotAWorkbookError(WorkbookError):
    """A file is no Excel workbook."""

    code = "not-a-workbook"


class SaveInExcelError(WorkbookError):
    """A workbook is in a format, or written in a way, that Excel can mend by saving it."""

    code = "workbook-save-in-excel"


class UntrustedError(WorkbookError):
    """A workbook holds what no workbook needs and what can do harm."""

    code = "workbook-untrusted"


class DamagedWorkbookError(WorkbookError):
    """A part of a workbook is missing or cannot be read."""

    code = "workbook-damaged"


class NotADashboardError(WorkbookError):
    """A workbook is not one of this dashboard."""

    code = "not-a-dashboard"


class NewerFormatError(WorkbookError):
    """A workbook is of a format that only a newer version of this program knows."""

    code = "workbook-newer"


class NotRefreshedError(WorkbookError):
    """A workbook holds no figures yet, or not all of them are worked out."""

    code = "workbook-not-refreshed"


class EditionGivenError(WorkbookError):
    """An edition was given where its working workbook is wanted."""

    code = "edition-given"


class BeingWrittenError(WorkbookLockedError):
    """Another run of this program is writing the workbook."""

    code = "workbook-being-written"


class ChangedMeanwhileError(WorkbookError):
    """Somebody else changed a file while its new content was made."""

    code = "workbook-changed"


class CannotWriteError(WorkbookError):
    """The disk, or the system, does not take a file."""

    code = "disk-refuses"


class OutputNameError(WorkbookError):
    """The name to write to is one that cannot or may not be used."""

    code = "output-name"


class EntriesAtStakeError(WorkbookError):
    """A workbook with entries would be replaced by one that lacks them."""

    code = "entries-at-stake"


class TwoWorkbooksError(WorkbookError):
    """A folder has two workbooks of one area."""

    code = "two-workbooks"


class CloudError(WorkbookError):
    """A workbook lies where others work in it, or saves itself."""

    code = "workbook-in-the-cloud"


class UnwritableCellError(WorkbookError):
    """A value cannot stand in a cell of Excel."""

    code = "cell-not-writable"


class ProtectedSheetError(WorkbookError):
    """A sheet that is written to is protected."""

    code = "sheet-protected"


class NoExcelError(WorkbookError):
    """Excel, or the workbook in it, is not there."""

    code = "excel-not-found"


class ExcelBusyError(WorkbookError):
    """Excel takes no orders now."""

    code = "excel-busy"


class WritingStoppedError(WorkbookError):
    """Excel failed while it was written to."""

    code = "writing-stopped"


class AddinError(WorkbookError):
    """Excel's buttons and functions cannot be installed, removed or asked."""

    code = "addin"


class FunctionFiguresError(WorkbookError):
    """A function of Excel asks for figures that are not there."""

    code = "function-without-figures"


class PackTemplateError(WorkbookError):
    """A template for slides or a report is not one that can be used."""

    code = "pack-template"


class ImportFileError(WorkbookError):
    """A file of what was published earlier cannot be read as one."""

    code = "import-file"


class ImportRowsError(TableError):
    """Rows of a file of what was published earlier are at fault."""

    code = "import-file"


class FindingStopsError(DashboardError):
    """A finding that nobody acknowledged keeps a workbook from being published."""

    code = "publish-finding-stops"


class OldFiguresError(WorkbookError):
    """A workbook shows other figures than a refresh would write now."""

    code = "publish-old-figures"


class OtherEditionError(WorkbookError):
    """What would be published does not go on from what was published before."""

    code = "publish-other-edition"


class BrokenChainError(WorkbookError):
    """The record of what was published is not as it was, or goes on in another workbook."""

    code = "publish-record"


class EditionThereError(WorkbookError):
    """Other files lie where an edition would be written."""

    code = "publish-files-there"


class UnknownEditionError(DashboardError):
    """An edition that was not published from this workbook."""

    code = "edition-unknown"


class CompareError(WorkbookError):
    """Two files that cannot be compared."""

    code = "compare-unlike"


class ReproduceError(WorkbookError):
    """A workbook does not say, or no longer says, from what it was made."""

    code = "not-reproducible"


class PrintingProgramError(DashboardError):
    """A program or a font that printing needs is not installed."""

    code = "printing-program-missing"


class PrintingError(DashboardError):
    """A workbook could not be printed."""

    code = "printing-failed"


class NoPagesError(DashboardError):
    """A workbook has no pages of the board's set."""

    code = "board-pages-missing"
