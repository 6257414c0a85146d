"""Books that are open in Excel: which of them is meant, where it lies, whether it saves itself."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Final

import xlwings as xw

from workbook.package.synced import is_synced
from workbook.surfaces.live_native import is_saved
from workbook.surfaces.live_ready import when_ready
from xlsrc.domain.workbook_errors import NoExcelError

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        raise NoExcelError(message)
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
        raise NoExcelError(message)
    return found[0]


def calling(arguments: Sequence[str]) -> xw.Book:
    """The book whose button was pressed, by what the add-in has started Python with: the letters
    of its name as numbers and, on Windows, the number of Excel's window.

    `WorkbookError` when it is open no more.
    """
    given = {name: value for name, _, value in (one.partition("=") for one in arguments)}
    if "--wb" not in given:
        return xw.Book.caller()
    wanted = _plain(bytes.fromhex(given["--wb"]).decode("utf-16-be"))
    window = given.get("--hwnd")
    for app in xw.apps if window is None else [_app_of(int(window))]:
        for book in app.books:
            if _plain(book.name) == wanted:
                return book
    message = f"{wanted} was wanted in Excel, where its button was pressed; it is not open there."
    raise NoExcelError(message)


def _app_of(window: int) -> xw.App:
    """The Excel of a window, as xlwings' own way to the calling book finds it."""
    return xw.App(impl=xw._xlwindows.App(xl=window))  # type: ignore[attr-defined]  # noqa: SLF001 - it is there on Windows


def _plain(name: str) -> str:
    # A Mac's files have letters and their accents apart.
    return unicodedata.normalize("NFC", name)
