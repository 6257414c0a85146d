"""What the buttons do in the open workbook, each called by one line of the add-in.

An error is a message box: what is wrong, what to do, and where the log to send lies.
"""

from __future__ import annotations

import contextlib
import functools
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.check.checks import surface_faults
from workbook.excel.fault_log import log_fault, log_file
from workbook.excel.user_settings import extracts_folder
from workbook.layout.sheet import Group
from workbook.package.synced import free_name
from workbook.refresh import dashboard_on, settings_of
from workbook.refresh import refresh as refresh_file
from workbook.sheets.commentary import values as commentary
from workbook.sheets.registry import sheets
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.surfaces.live import LiveWorkbook
from workbook.surfaces.live_ready import refuse_busy
from workbook.surfaces.open_book import calling, local_path, saves_itself, unsaved_words
from workbook.tables.plan_layout import COMMENTARY_TABLE
from workbook.writes import all_writes
from xlsrc.domain.errors import DashboardError
from xlsrc.domain.wording import count_of
from xlsrc.domain.workbook_errors import CloudError
from xlsrc.words.what_is_new import new_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import xlwings as xw

    from xlsrc.assessment import Dashboard
    from xlsrc.domain.month import Month

TITLE: Final = "Safer Communities"
OK: Final = "ok"
NOT_SAVED: Final = "Nothing is saved yet: look, then save."
MOST_FAULTS: Final = 10
DRAFTED, NEEDS_REVIEW = "Drafted text", "Needs review"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshedBook:
    """What an open workbook shows after its refresh, and what Excel could not take.

    ``said`` are sentences on what the writing did beside the figures, and what it could not do.
    """

    dashboard: Dashboard
    said: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """What is new, what else was changed, and what is not done."""
        return (*new_lines(self.dashboard), *self.said)


def button(action: Callable[[xw.Book], str]) -> Callable[..., None]:
    """An action on the calling workbook; what it says, and its errors, in a message box."""

    @functools.wraps(action)
    def pressed(book: xw.Book | None = None) -> None:
        book = calling(sys.argv) if book is None else book
        try:
            said = action(book)
        except DashboardError as error:
            log_fault(log_file(), action.__name__, error)
            book.app.alert(f"{error}\n\nLog: {log_file()}", title=TITLE, mode="critical")
        except Exception as error:  # noqa: BLE001 - a person at Excel has no other place to see it
            log_fault(log_file(), action.__name__, error)
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


def refresh_book(
    book: xw.Book, extracts: Path, *, as_at: Month | None = None, progress: Callable[[str], None]
) -> RefreshedBook:
    """The open workbook with new figures, not saved.

    Raises
    ------
    WorkbookError
        Where Excel takes no calls or would save the figures at once, and for what a refresh on
        disk or `LiveWorkbook.write` raises.

    """
    refuse_busy(book.app)
    _refuse_saved_at_once(book)
    workbook = LiveWorkbook(book)
    shown = dashboard_on(workbook, extracts, as_at=as_at, progress=progress)
    progress("Writing the workbook")
    said = workbook.write(
        all_writes(shown, workbook), as_at=shown.as_at.first_day, progress=progress
    )
    return RefreshedBook(dashboard=shown, said=said)


def _refuse_saved_at_once(book: xw.Book) -> None:
    if saves_itself(book):
        message = (
            f"{book.name} saves itself (AutoSave, or a synced folder), so that what is written "
            "could not be undone. Switch AutoSave off or save a copy on your own computer, and "
            "use that."
        )
        raise CloudError(message)


@contextlib.contextmanager
def _status(book: xw.Book) -> Iterator[Callable[[str], None]]:
    """Progress in the status bar, which is put back as it was."""

    def shown(step: str) -> None:
        book.app.status_bar = f"{TITLE}: {step} …"

    before = book.app.status_bar
    try:
        yield shown
    finally:
        book.app.status_bar = before


@button
def refresh(book: xw.Book) -> str:
    """Put the newest figures into the open workbook; into a copy of one that saves itself."""
    if saves_itself(book):
        return _copy_beside(book)
    if not _goes_on(book):
        return ""
    with _status(book) as progress:
        refreshed = refresh_book(book, extracts_folder(), progress=progress)
    return "\n\n".join((*refreshed.lines, NOT_SAVED))


def _goes_on(book: xw.Book) -> bool:
    """Whether to write into a workbook whose changes may not be saved: a person is asked."""
    unsaved = unsaved_words(book)
    if not unsaved:
        return True
    question = f"{unsaved} Save first if you want to be able to go back. Go on without saving?"
    return bool(book.app.alert(question, title=TITLE, buttons="ok_cancel") == OK)


def _copy_beside(book: xw.Book) -> str:
    path = local_path(book)
    if path is None or not path.is_file():
        message = (
            f"{book.name} lies in the cloud only, where a refresh would be saved at once. Save a "
            "copy on your own computer, and refresh that."
        )
        raise CloudError(message)
    suffix = HeadlessWorkbook.open(path).suffix
    copy = free_name(path.with_name(f"{path.stem} refreshed{suffix}"))
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
    """Draft the text of every indicator anew in the table Commentary, beside the analyst's views.

    Only refresh's own columns of that table are written.
    """
    _refuse_saved_at_once(book)
    if not _goes_on(book):
        return ""
    workbook = LiveWorkbook(book)
    before = set(_commentary(workbook, DRAFTED))
    with _status(book) as progress:
        shown = dashboard_on(workbook, extracts_folder(), progress=progress)
        said = workbook.write(
            commentary.blocks(shown), as_at=shown.as_at.first_day, progress=progress
        )
    written = LiveWorkbook(book)
    drafted = _commentary(written, DRAFTED)
    new = sum(text not in before for text in drafted)
    review = sum(bool(needs) for needs in _commentary(written, NEEDS_REVIEW))
    words = (
        f"{new} of {count_of(len(drafted), 'drafted text')} in the table Commentary changed; "
        f"{count_of(review, 'view')} of yours to review. Your own words are as they were. Refresh "
        f"brings the texts to the other sheets. {NOT_SAVED}"
    )
    return "\n\n".join((words, *said))


def _commentary(workbook: LiveWorkbook, column: str) -> tuple[object, ...]:
    """A column of the table Commentary, row by row."""
    table = workbook.tables([COMMENTARY_TABLE.name])[COMMENTARY_TABLE.name]
    at = table.columns.index(column)
    return tuple(row[at] for row in table.rows)


@button
def export_pdf(book: xw.Book) -> str:
    """Print the board's sheets into a PDF beside the workbook, by Excel itself."""
    path = local_path(book)
    if path is None or not path.parent.is_dir():
        message = f"{book.name} must lie in a folder of this computer; save it there first."
        raise CloudError(message)
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
        "undo a refresh, close without saving. On Windows, hold Esc to stop it.\n\n"
        "Check says what is wrong with the tables. What changed? says what a refresh would show. "
        "Draft commentary writes the drafted texts of the table Commentary anew, and none of your "
        "words. Export PDF prints the board's sheets.\n\n"
        "Another folder of extracts: safer addin install --extracts FOLDER. Without Excel: "
        f"safer refresh FILE. Log: {log_file()}"
    )
