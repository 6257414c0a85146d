"""Books that are open in Excel: which of them is meant, where it lies, whether it saves itself."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import xlwings as xw

from workbook.package.synced import is_synced
from workbook.surfaces.live_native import is_saved
from workbook.surfaces.live_ready import when_ready
from xlsrc.domain.errors import WorkbookError

OURS: Final = "sc_refresh"
"""The defined name that every dashboard has."""


def saves_itself(book: xw.Book) -> bool:
    """Whether AutoSave is on, or the book lies in the cloud or in a synced folder."""
    if getattr(book.api, "AutoSaveOn", False) is True:
        return True
    path = local_path(book)
    return path is None or is_synced(path)


def unsaved_words(book: xw.Book) -> str:
    """A sentence, before anything is written, on changes that are not saved; '' for none."""
    if is_saved(book):
        return ""
    return (
        f"{book.name} has changes that are not saved, and writing into it empties Excel's list of "
        "what can be undone."
    )


def local_path(book: xw.Book) -> Path | None:
    """Where a book lies on this computer; None for one that lies elsewhere."""
    try:
        name = book.fullname
    except xw.XlwingsError:
        return None
    return None if "://" in name else Path(name)


def attached(workbook: Path | None) -> xw.Book:
    """The open workbook of a path, or the one dashboard that is open.

    `WorkbookError` when no Excel runs here or none has it open.
    """
    if "excel" not in [engine.name for engine in xw.engines]:
        message = (
            "An Excel on this computer was wanted; xlwings finds none. Leave out --live to "
            "refresh the closed workbook."
        )
        raise WorkbookError(message)
    books = when_ready(lambda: [book for app in xw.apps for book in app.books])
    if workbook is not None:
        found = [book for book in books if local_path(book) == workbook.resolve()]
    else:
        found = [book for book in books if OURS in [name.name for name in book.names]]
    if len(found) != 1:
        wanted = "one open dashboard" if workbook is None else str(workbook)
        message = (
            f"{wanted} was wanted in Excel; found {', '.join(b.name for b in books) or 'none'}. "
            "Open it, or name the one to refresh."
        )
        raise WorkbookError(message)
    return found[0]
