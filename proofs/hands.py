"""The kinds of things that people do to a workbook, each with all that it may be done to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tests.support import restyle, writers
from tests.support.analyst import Analyst
from tests.support.excel_package import MAIN, ExcelPackage, element
from tests.support.foreign_parts import add_foreign_parts
from tests.support.inserted_rows import insert_rows, rename_sheet
from tests.support.kinds_of_workbook import saved_as
from tests.support.pivot import add_pivot
from tests.support.sheets_at_work import copy_sheet, delete_sheet, hide_sheet

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path


@dataclass
class Hands:
    """A workbook at which people are at work, and the words that they left in it."""

    path: Path
    folder: Path
    random: random.Random
    words: list[str] = field(default_factory=list)

    def word(self) -> str:
        """A word of an analyst that is looked for again."""
        self.words.append(f"words {self.random.randrange(10**9)} £–é")
        return self.words[-1]

    def sheet(self) -> str:
        """Any sheet."""
        return self.random.choice(ExcelPackage(self.path).sheet_names)


def _sorted(hands: Hands) -> None:
    table, header = hands.random.choice((
        ("Commentary", "Indicator"), ("Actions", "Action"), ("Definitions", "Indicator"),
        ("Sections", "Section"), ("Targets", "Indicator id"), ("Outputs", "Output"),
    ))  # fmt: skip
    with Analyst(hands.path) as analyst:
        analyst.sort(table, header)


def _filtered(hands: Hands) -> None:
    table, header, value = hands.random.choice((
        ("Exceptions", "What", "Shoplifting"), ("AllIndicators", "Unit", "count"),
        ("Commentary", "State", "reported"), ("WardMap", "Ward", "Garden Suburb"),
    ))  # fmt: skip
    with Analyst(hands.path) as analyst:
        analyst.filter(table, header, value)


def _own_column(hands: Hands) -> None:
    table = hands.random.choice(("Commentary", "Actions", "Definitions"))
    with Analyst(hands.path) as analyst:
        analyst.add_column(table, "Our note", [hands.word(), "", hands.word()])


def _own_sheet(hands: Hands) -> None:
    with Analyst(hands.path) as analyst:
        analyst.add_sheet("Ours", hands.word())


def _note(hands: Hands) -> None:
    with Analyst(hands.path) as analyst:
        analyst.note("Actions", "1.1", "Action", "An analyst", "See the minutes")


def _link(hands: Hands) -> None:
    with Analyst(hands.path) as analyst:
        analyst.hyperlink("Actions", "1.1", "Action", "https://example.org/minutes")


def _coloured(hands: Hands) -> None:
    with Analyst(hands.path) as analyst:
        analyst.colour("Commentary", "arson", "Analyst's view", "FFFF00")
        analyst.widen("Commentary", "Analyst's view", 70)


def _row_gone(hands: Hands) -> None:
    with Analyst(hands.path) as analyst:
        analyst.delete_row("Evidence", "1; asb_incidents")


def _row_more(hands: Hands) -> None:
    with Analyst(hands.path) as analyst:
        analyst.insert_row("Evidence", 1, ["1", None, hands.word(), "quote", hands.word(), "yes"])


def _view(hands: Hands) -> None:
    with Analyst(hands.path) as analyst:
        analyst.type("Commentary", "shoplifting", "Analyst's view", hands.word())


def _packaged(change: Callable[[Hands, ExcelPackage], object]) -> Callable[[Hands], None]:
    def changed(hands: Hands) -> None:
        book = ExcelPackage(hands.path)
        change(hands, book)
        book.save(hands.path)

    return changed


def _rows_put_in(hands: Hands, book: ExcelPackage) -> None:
    insert_rows(book, hands.random.choice(book.sheet_names[:-1]), at=hands.random.randrange(2, 5),
                count=hands.random.randrange(1, 4))  # fmt: skip


def _renamed(hands: Hands, book: ExcelPackage) -> None:
    rename_sheet(book, hands.random.choice(book.sheet_names), "Ours & theirs' ütf")


def _protected(hands: Hands, book: ExcelPackage) -> None:
    sheet = book.sheet(hands.random.choice(book.sheet_names))
    if sheet.find(f"{MAIN}sheetProtection") is None:
        sheet.find(f"{MAIN}sheetData").addnext(element('<sheetProtection sheet="1"/>'))


def _pivot(hands: Hands, book: ExcelPackage) -> None:
    add_pivot(book, '<worksheetSource name="Data"/>', sheet=hands.random.choice(book.sheet_names))


def _saved(suffix: str) -> Callable[[Hands], None]:
    def save(hands: Hands) -> None:
        hands.path = saved_as(hands.path, hands.folder / f"as {suffix[1:]}{suffix}")

    return save


def _written(write: Callable[[Path, Path], Path]) -> Callable[[Hands], None]:
    def save(hands: Hands) -> None:
        hands.path = write(hands.path, hands.folder)

    return save


def symlinked(hands: Hands) -> None:
    """Put a link in the place of the file."""
    there = hands.folder / "elsewhere"
    there.mkdir()
    moved = hands.path.replace(there / hands.path.name)
    hands.path.symlink_to(moved)


def long_name(hands: Hands) -> None:
    """Give it a name of 180 letters."""
    hands.path = hands.path.rename(hands.folder / f"{'Ünser Board ' * 15}{hands.path.suffix}")


DONE: Final[dict[str, Callable[[Hands], None]]] = {
    "a table sorted": _sorted,
    "a table filtered": _filtered,
    "a column of their own": _own_column,
    "a sheet of their own": _own_sheet,
    "a note": _note,
    "a link": _link,
    "cells coloured and widened": _coloured,
    "a row taken out": _row_gone,
    "a row put into a table": _row_more,
    "a view entered": _view,
    "rows put in anywhere": _packaged(_rows_put_in),
    "a sheet renamed": _packaged(_renamed),
    "a sheet hidden": _packaged(lambda hands, book: hide_sheet(book, hands.sheet())),
    "a sheet copied": _packaged(
        lambda _, book: copy_sheet(book, "What we heard", "What we heard (2)")
    ),
    "a sheet moved": _packaged(lambda hands, book: restyle.move_to_the_end(book, hands.sheet())),
    "a sheet deleted": _packaged(lambda hands, book: delete_sheet(book, hands.sheet())),
    "a sheet protected": _packaged(_protected),
    "a pivot table over Data": _packaged(_pivot),
    "parts of Excel's own": _packaged(lambda hands, book: add_foreign_parts(book, hands.sheet())),
    "a series recoloured": _packaged(lambda _, book: restyle.recolour_a_series(book)),
    "a logo": _packaged(lambda _, book: restyle.add_a_logo(book)),
    "a text box": _packaged(lambda _, book: restyle.add_a_text_box(book)),
    "a header and a footer": _packaged(lambda _, book: restyle.set_header_and_footer(book)),
    "a colour scale": _packaged(lambda _, book: restyle.add_a_colour_scale(book)),
    "a sparkline": _packaged(lambda _, book: restyle.add_a_sparkline(book)),
    "a caveat in bold": _packaged(lambda _, book: restyle.make_a_caveat_rich(book)),
    "formulas as Excel leaves them": _packaged(lambda _, book: restyle.leave_as_calculated(book)),
    "a link in the place of the file": symlinked,
    "a name of 180 letters": long_name,
}
SAVED: Final[dict[str, Callable[[Hands], None]]] = {
    "saved by LibreOffice": _written(writers.by_libreoffice),
    "saved by openpyxl": _written(writers.by_openpyxl),
    "saved as Strict": _written(writers.as_strict),
    "saved with dates from 1904": _written(writers.with_1904),
    "saved as .xlsm": _saved(".xlsm"),
    "saved as .xltx": _saved(".xltx"),
    "saved as .xltm": _saved(".xltm"),
}
"""What a workbook is saved by last; a Strict one is no workbook for the hands above."""
