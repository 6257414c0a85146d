"""What the buttons do in the open workbook, each called by one line of the add-in.

An error is a message box: what is wrong, what to do, and where the log to send lies.
"""

from __future__ import annotations

import functools
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Final

import platformdirs
import xlwings as xw

from workbook.checks import surface_faults
from workbook.layout.sheets import Group, sheets
from workbook.refresh import dashboard_on, settings_of
from workbook.refresh import refresh as refresh_file
from workbook.report import new_lines
from workbook.surfaces.live import LiveWorkbook
from workbook.synced import free_name, is_synced
from workbook.user_settings import APPLICATION, extracts_folder
from workbook.writes import all_writes
from xlsrc.commentary import what_it_shows
from xlsrc.domain.errors import DashboardError, WorkbookError

if TYPE_CHECKING:
    from collections.abc import Callable

    from xlsrc.assessment import Dashboard
    from xlsrc.domain.month import Month

TITLE: Final = "Safer Communities"
OK: Final = "ok"
OURS: Final = "sc_refresh"
"""The defined name that every dashboard has."""

MOST_FAULTS: Final = 10
DRAFT_SHEET: Final = "Draft commentary"
DRAFT_HEADINGS: Final = ("Indicator", "Draft, from the figures alone: edit before use")

logger = logging.getLogger(__name__)


def log_file() -> Path:
    """Where the log lies that a person sends when something went wrong."""
    return Path(platformdirs.user_log_dir(APPLICATION)) / "buttons.log"


def button(action: Callable[[xw.Book], str]) -> Callable[..., None]:
    """An action on the calling workbook; what it says, and its errors, in a message box."""

    @functools.wraps(action)
    def pressed(book: xw.Book | None = None) -> None:
        book = xw.Book.caller() if book is None else book
        try:
            said = action(book)
        except DashboardError as error:
            _log(action.__name__, error)
            book.app.alert(f"{error}\n\nLog: {log_file()}", title=TITLE, mode="critical")
        except Exception as error:  # noqa: BLE001 - a person at Excel has no other place to see it
            _log(action.__name__, error)
            message = (
                f"{action.__name__.replace('_', ' ').capitalize()} failed: {error}\n\nTry it once "
                "more with no cell being edited. If it fails again, close the workbook without "
                f"saving and send this log to whoever looks after the dashboard:\n{log_file()}"
            )
            book.app.alert(message, title=TITLE, mode="critical")
        else:
            if said:
                book.app.alert(said, title=TITLE, mode="info")

    return pressed


def _log(action: str, error: Exception) -> None:
    """Append an error, with its trace, to the log."""
    log_file().parent.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(log_file(), encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    logger.addHandler(handler)
    try:
        logger.error("button %s", action, exc_info=error)
    finally:
        logger.removeHandler(handler)
        handler.close()


def refresh_book(
    book: xw.Book, extracts: Path, *, as_at: Month | None = None, progress: Callable[[str], None]
) -> Dashboard:
    """The open workbook with new figures, not saved.

    Raises
    ------
    WorkbookError
        Where Excel would save the figures at once, and for what a refresh on disk raises.

    """
    if saves_itself(book):
        message = (
            f"{book.name} saves itself (AutoSave, or a synced folder), so that a refresh could "
            "not be undone. Switch AutoSave off or save a copy on your own computer, and refresh "
            "that."
        )
        raise WorkbookError(message)
    workbook = LiveWorkbook(book)
    shown = dashboard_on(workbook, extracts, as_at=as_at, progress=progress)
    progress("Writing the workbook")
    workbook.write(all_writes(shown, workbook), progress=progress)
    return shown


def saves_itself(book: xw.Book) -> bool:
    """Whether AutoSave is on, or the book lies in the cloud or in a synced folder."""
    if getattr(book.api, "AutoSaveOn", False) is True:
        return True
    path = _local_path(book)
    return path is None or is_synced(path)


def _local_path(book: xw.Book) -> Path | None:
    """Where the book lies on this computer; None for one that lies elsewhere."""
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
    books = [book for app in xw.apps for book in app.books]
    if workbook is not None:
        found = [book for book in books if _local_path(book) == workbook.resolve()]
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


def _status(book: xw.Book) -> Callable[[str], None]:
    def shown(step: str) -> None:
        book.app.status_bar = f"{TITLE}: {step} …"

    return shown


@button
def refresh(book: xw.Book) -> str:
    """Put the newest figures into the open workbook; into a copy of one that saves itself."""
    if saves_itself(book):
        return _copy_beside(book)
    before = book.app.status_bar
    try:
        shown = refresh_book(book, extracts_folder(), progress=_status(book))
    finally:
        book.app.status_bar = before
    return "\n\n".join((*new_lines(shown), "Nothing is saved yet: look, then save."))


def _copy_beside(book: xw.Book) -> str:
    path = _local_path(book)
    if path is None or not path.is_file():
        message = (
            f"{book.name} lies in the cloud only, where a refresh would be saved at once. Save a "
            "copy on your own computer, and refresh that."
        )
        raise WorkbookError(message)
    copy = free_name(path.with_name(f"{path.stem} refreshed.xlsx"))
    question = (
        f"{book.name} saves itself, so that a refresh could not be undone. Write a refreshed "
        f"copy of it, as last saved, beside it as {copy.name}?"
    )
    if book.app.alert(question, title=TITLE, buttons="ok_cancel") != OK:
        return ""
    refresh_file(path, extracts_folder(), out=copy)
    return f"Written: {copy}"


@button
def check(book: xw.Book) -> str:
    """Say what is wrong with the open workbook."""
    found = surface_faults(LiveWorkbook(book))
    if not found:
        return f"{book.name}: no fault found."
    more = len(found) - MOST_FAULTS
    return "\n".join([*found[:MOST_FAULTS], *([f"… and {more} more."] if more > 0 else [])])


@button
def what_changed(book: xw.Book) -> str:
    """Say what a refresh would show, without writing anything."""
    return "\n\n".join(new_lines(dashboard_on(LiveWorkbook(book), extracts_folder())))


@button
def draft_commentary(book: xw.Book) -> str:
    """Write what every indicator shows into a new sheet, for an analyst to edit."""
    shown = dashboard_on(LiveWorkbook(book), extracts_folder())
    taken = {sheet.name for sheet in book.sheets}
    number = 1
    name = DRAFT_SHEET
    while name in taken:
        number += 1
        name = f"{DRAFT_SHEET} {number}"
    sheet = book.sheets.add(name, after=book.sheets[-1])
    rows = [DRAFT_HEADINGS, *((a.label, what_it_shows(a)) for a in shown.assessments)]
    area = sheet.range((1, 1), (len(rows), len(DRAFT_HEADINGS)))
    area.number_format = "@"
    area.value = rows
    return f"Drafted on the sheet {name}: {len(rows) - 1} indicators. The words are yours to edit."


@button
def export_pdf(book: xw.Book) -> str:
    """Print the board's sheets into a PDF beside the workbook, by Excel itself."""
    path = _local_path(book)
    if path is None or not path.parent.is_dir():
        message = f"{book.name} must lie in a folder of this computer; save it there first."
        raise WorkbookError(message)
    board = [s.name for s in sheets(settings_of(LiveWorkbook(book))) if s.group is Group.BOARD]
    there = {sheet.name for sheet in book.sheets}
    target = free_name(path.with_suffix(".pdf"))
    book.to_pdf(str(target), include=[name for name in board if name in there])
    return f"Written: {target}"


@button
def show_help(book: xw.Book) -> str:
    """Say what the buttons do, and where the extracts are read from."""
    return (
        f"Refresh reads the extracts in {extracts_folder()} and puts their figures into "
        f"{book.name}. Your own cells, charts and sheets stay as they are. Nothing is saved: to "
        "undo a refresh, close without saving. Esc stops it.\n\n"
        "Check says what is wrong with the tables. What changed? says what a refresh would show. "
        "Draft commentary writes sentences into a new sheet. Export PDF prints the board's "
        "sheets.\n\n"
        "Another folder of extracts: safer addin install --extracts FOLDER. Without Excel: "
        f"safer refresh FILE. Log: {log_file()}"
    )
