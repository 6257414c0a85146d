"""What people do to a workbook, one to three things at once and saved by another program at times.

After the next refresh every word that they entered is there, the figures are those of the workbook
that nobody touched, and `safer check` finds nothing; or it is refused and nothing is written.
"""

from __future__ import annotations

import random
import shutil
import traceback
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from proofs.count import PROJECT, Count
from tests.support import restyle, writers
from tests.support.analyst import Analyst
from tests.support.excel_package import MAIN, ExcelPackage, element
from tests.support.foreign_parts import add_foreign_parts
from tests.support.inserted_rows import insert_rows, rename_sheet
from tests.support.kinds_of_workbook import saved_as
from tests.support.libreoffice import PROGRAM
from tests.support.pivot import add_pivot
from tests.support.sheets_at_work import copy_sheet, delete_sheet, hide_sheet
from workbook.check.checks import faults
from workbook.refresh import refresh
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import DashboardError
from xlsrc.resources import data_folder, templates_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SEED: Final = 771_100
TRIES: Final = 220
KEPT: Final = PROJECT / "out" / "proofs" / "people"
MOST_AT_ONCE: Final = 3
OWNED: Final = (
    "Data",
    "AllIndicators",
    "Exceptions",
    "WardMap",
    "SmallAreas",
    "Checks",
    "Revisions",
)
"""Tables that refresh writes: their figures are the same whatever people do."""
WORDS: Final = {
    "burglary": "£5 & café 😀\nnext line <b>",
    "robbery": "'quoted'",
    "public_order": "=1+1",
    "rape": "TRUE",
    "drug_trafficking": "  two  blanks  ",
    "arson": "0012",
}


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
    table, header = hands.random.choice((("Commentary", "Indicator"), ("Actions", "Action"),
                                         ("Definitions", "Indicator")))  # fmt: skip
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


def _symlinked(hands: Hands) -> None:
    there = hands.folder / "elsewhere"
    there.mkdir()
    moved = hands.path.replace(there / hands.path.name)
    hands.path.symlink_to(moved)


def _long_name(hands: Hands) -> None:
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
    "a sheet copied": _packaged(lambda _, book: copy_sheet(book, "Evidence", "Evidence (2)")),
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
    "a link in the place of the file": _symlinked,
    "a name of 180 letters": _long_name,
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


def proof(folder: Path, part: float) -> Iterator[Count]:
    """So many combinations, each held against the workbook that nobody touched."""
    print(f"seed {SEED}")
    base = folder / "Board.xlsx"
    shutil.copy(templates_folder() / "Dashboard.xlsx", base)
    with Analyst(base) as analyst:
        for key, text in WORDS.items():
            analyst.type("Commentary", key, "Analyst's view", text)
    refreshed = refresh(base, data_folder(), out=folder / "refreshed.xlsx").path
    expected = _figures(refreshed)
    became: Counter[str] = Counter()
    tries = max(3, round(TRIES * part))
    for number in range(tries):
        became[_tried(number, folder / str(number), refreshed, expected)] += 1
        shutil.rmtree(folder / str(number))
    yield Count("Things people do to a workbook, up to four at once", tries, became["failed"], (
        f"{len(DONE)} kinds and {len(SAVED)} ways to save; {became['refreshed']:,} refreshed with "
        f"every word and figure, {became['refused']:,} refused in a sentence with nothing written"
    ))  # fmt: skip


def _tried(number: int, folder: Path, source: Path, expected: dict[str, Counter[str]]) -> str:
    """What became of one combination: ``refreshed``, ``refused`` or ``failed``."""
    folder.mkdir()
    chosen = random.Random(SEED + number)
    shutil.copy(source, folder / "Board.xlsx")
    hands = Hands(folder / "Board.xlsx", folder, chosen, [*WORDS.values()])
    # Each kind comes in turn, so that every one is tried whatever the seed.
    kinds = [list(DONE)[number % len(DONE)],
             *chosen.sample(sorted(DONE), chosen.randrange(MOST_AT_ONCE))]  # fmt: skip
    kinds = list(dict.fromkeys(kinds))
    last = list(SAVED)[number // 2 % len(SAVED)] if number % 2 else ""
    if PROGRAM is None and "LibreOffice" in last:
        last = ""
    # A link is made, and a name given, when all else is done.
    kinds.sort(key=lambda kind: DONE[kind] in (_symlinked, _long_name))
    try:
        for kind in kinds[:-1] if last else kinds:
            DONE[kind](hands)
        if last:
            kinds = [*kinds[:-1], last]
            SAVED[last](hands)
    except Exception:  # noqa: BLE001 - what cannot be done to this workbook is no try of it
        print(f"could not be done: {kinds}: {traceback.format_exc(limit=-2)}", flush=True)
        return "failed"
    wrong = _refreshed(hands, expected)
    if wrong in ("refreshed", "refused"):
        return wrong
    KEPT.mkdir(parents=True, exist_ok=True)
    shutil.copy(hands.path, KEPT / f"{number}{hands.path.suffix}")
    print(f"FAILED try {number}, seed {SEED}: {', '.join(kinds)}: {wrong}", flush=True)
    return "failed"


def _refreshed(hands: Hands, expected: dict[str, Counter[str]]) -> str:
    suffix = ".xlsm" if hands.path.suffix in (".xlsm", ".xltm") else ".xlsx"
    out = hands.folder / f"after{suffix}"
    try:
        done = refresh(hands.path, data_folder(), out=out)
    except DashboardError as error:
        left = sorted(path.name for path in hands.folder.glob("after*"))
        print(f"refused: {error}"[:300], flush=True)
        return f"refused and left {left}" if left else "refused"
    except Exception:  # noqa: BLE001 - any error that is no sentence is what is looked for
        return traceback.format_exc()
    said = {str(value) for value in writers.every_cell(done.path).values()}
    lost = [word for word in hands.words if word not in said]
    if lost:
        return f"words that are gone: {lost}"
    figures = _figures(done.path)
    other = [table for table, rows in expected.items() if rows != figures[table]]
    if other:
        was, now = expected[other[0]], figures[other[0]]
        return f"other figures in {other}: {[*(was - now)][:2]} now {[*(now - was)][:2]}"
    new = faults(done.path)
    return f"faults: {new[:3]}" if new else "refreshed"


def _figures(path: Path) -> dict[str, Counter[str]]:
    """The rows of each table, in whatever order; numbers to twelve digits.

    Without what formulas work out, which another program may leave to the next, and without the
    people's own column.
    """
    book = HeadlessWorkbook.open(path)
    found = {}
    for table, data in book.tables(OWNED).items():
        columns = book.columns_of(table)
        formulas = {header for _, header in book.formula_cells(table)}
        own = {at for at, one in enumerate(columns) if one in formulas or one == "Our note"}
        found[table] = Counter(
            repr([_value(value) for at, value in enumerate(row) if at not in own])
            for row in data.rows
        )
    return found


def _value(value: object) -> object:
    return float(f"{value:.12g}") if isinstance(value, float) else value
