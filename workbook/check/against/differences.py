"""In what a workbook is otherwise than the one before: every difference, with its reason if any."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.check.against import drawn, entered, on_sheets, printed, shown
from workbook.check.against.book import Book
from workbook.check.against.difference import Difference, Kind
from workbook.check.against.indicators import indicators
from workbook.package.target import is_same_file
from workbook.sheets.registry import TABLES
from workbook.tables.analyst_tables import ANALYST_TABLES
from xlsrc.domain.wording import listed
from xlsrc.domain.workbook_errors import CompareError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


def differences(new: Path, old: Path) -> tuple[Difference, ...]:
    """In what ``new`` is otherwise than ``old``, from sheets to maps; none of its figures.

    Months, figures, sentences, and how long tables are that grow with the data, are no
    differences. What is renamed is one difference. Reasons are those of AcceptedDifferences in
    ``new``, which an edition does not have.

    Raises
    ------
    WorkbookError
        Where one is no dashboard, both are one file, one is a working workbook and the other an
        edition, or they are of different areas.
    """
    if is_same_file(new, old):
        message = f"{new.name} must be compared with another file; found the same file twice."
        raise CompareError(message)
    ours, theirs = Book.open(new), Book.open(old)
    _refuse_unlike(ours, theirs)
    return tuple(_of_template(theirs, list(_found(theirs, ours))))


def _refuse_unlike(new: Book, old: Book) -> None:
    if new.sort != old.sort:
        message = (
            f"Two workbooks of a sort were wanted; found that {new.name} is {new.sort}, and "
            f"{old.name} {old.sort}: compare like with like."
        )
        raise CompareError(message)
    if new.area and old.area and new.area != old.area:
        message = (
            f"Two workbooks of one area were wanted; found that {new.name} is about {new.area}, "
            f"and {old.name} about {old.area}: compare like with like."
        )
        raise CompareError(message)


def _found(old: Book, new: Book) -> Iterator[Difference]:
    sheets = on_sheets.sheets(old, new)
    now = sheets.names
    yield from sheets.differences
    tables = on_sheets.tables(old, new, now)
    yield from tables.differences
    columns = on_sheets.columns(old, new, tables.names)
    yield from columns.differences
    named = indicators(old, new, now)
    if new.is_working:
        renamed = {
            (before.place, before.name): after.name
            for before, after in columns.pairs
            if before.name != after.name
        }
        for rows in entered.entered(old, new, renamed):
            yield from rows.differences
        yield from entered.orders(old, new).differences
    else:
        yield from shown.on_sheets(old, new, now).differences
        yield from shown.listed(old, new, named).differences
    yield from shown.maps(old, new).differences
    yield from drawn.charts(old, new, now, named).differences
    yield from drawn.pictures(old, new, now).differences
    yield from drawn.formats(old, new, now).differences
    yield from printed.board_set(old, new).differences
    yield from printed.pages(old, new, now).differences
    yield from printed.looks(old, new, now).differences


def _of_template(old: Book, found: Sequence[Difference]) -> Iterator[Difference]:
    """The differences, those that a later version of the template makes as one.

    That are tables and columns which this version has and the older one lacks.
    """
    lacked = [one for one in found if not one.was and (one.kind, one.where, one.of) in _OURS]
    if lacked:
        things = listed([_lacked(one) for one in lacked])
        yield Difference(
            kind=Kind.TEMPLATE,
            where="",
            of=things,
            was="",
            now=things,
            sentence=f"{old.name} was made by an earlier version of the template, which lacks "
            f"{things}.",
        )
    yield from (one for one in found if one not in lacked)


def _lacked(one: Difference) -> str:
    return f"the {one.kind} {one.of}" + (f" of the {one.where}" if one.where else "")


_OURS: Final = frozenset((Kind.TABLE, "", table.name) for table in ANALYST_TABLES) | frozenset(
    (Kind.COLUMN, f"table {table.name}", header) for table in TABLES for header in table.headers
)
