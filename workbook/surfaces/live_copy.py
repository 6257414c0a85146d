"""The workbook as it was before Excel's cells were written, put aside: writing empties undo."""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbook.surfaces.live_native import MAC, is_saved, save_copy
from workbook.surfaces.open_book import local_path
from xlsrc.domain.workbook_errors import CannotWriteError

if TYPE_CHECKING:
    import xlwings as xw

CLOSE: Final = "close the open one without saving"


@dataclass(frozen=True, slots=True, kw_only=True)
class PutAside:
    """A copy of a workbook in a temporary folder, or none.

    ``path`` is None where no copy could be made: on a Mac, of a workbook that has no file yet.
    ``was_saved`` says whether the workbook had no changes that its file lacks, and ``is_whole``
    whether the copy has them.
    """

    path: Path | None
    was_saved: bool
    is_whole: bool

    @property
    def way_back(self) -> str:
        """Where the workbook lies as it was, and what to do with it."""
        if self.path is None:
            return f"To be rid of what was written, {CLOSE}: on a Mac no copy of it could be made."
        state = "before" if self.is_whole else "when last saved"
        return f"The workbook as it was {state} is {self.path}: {CLOSE} and go on with that copy."

    def discard(self) -> None:
        """Take the copy away: nothing was written."""
        if self.path is not None:
            shutil.rmtree(self.path.parent, ignore_errors=True)

    def settle(self) -> str:
        """After all is written: a sentence on the copy of unsaved changes, or '' and no copy."""
        if self.was_saved:
            self.discard()
        if self.path is None or self.was_saved:
            return ""
        has = "with its unsaved changes" if self.is_whole else "without its unsaved changes"
        return f"The workbook as it was before the refresh, {has}, is kept as {self.path}."


def put_aside(book: xw.Book, system: str = sys.platform) -> PutAside:
    """Put a copy into a temporary folder of its own; `WorkbookError` when that fails.

    On a Mac Excel writes no copies: there the file is copied, as last saved.
    """
    was_saved = is_saved(book, system)
    source = local_path(book) if system == MAC else None
    if system == MAC and (source is None or not source.is_file()):
        return PutAside(path=None, was_saved=was_saved, is_whole=False)
    try:
        folder = Path(tempfile.mkdtemp(prefix="safer-communities-"))
        path = folder / (Path(book.name).name if Path(book.name).suffix else f"{book.name}.xlsx")
        if source is None:
            save_copy(book, path)
        else:
            shutil.copy(source, path)
    except Exception as error:  # each engine has errors of its own
        message = (
            f"{book.name} could not be copied into the temporary folder ({error}), so nothing is "
            "written. Make room on the disk, or save the workbook and refresh again."
        )
        raise CannotWriteError(message) from error
    return PutAside(path=path, was_saved=was_saved, is_whole=source is None or was_saved)
