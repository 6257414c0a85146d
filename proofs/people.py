"""What people do to a workbook, one to three things at once and saved by another program at times.

After the next refresh every word that they entered is there, the figures are those of the workbook
that nobody touched, and `safer check` finds nothing; or it is refused and nothing is written.
"""

from __future__ import annotations

import random
import shutil
import traceback
from collections import Counter
from typing import TYPE_CHECKING, Final

from proofs.count import PROJECT, Count
from proofs.hands import DONE, SAVED, Hands, long_name, symlinked
from tests.support import writers
from tests.support.analyst import Analyst
from tests.support.libreoffice import PROGRAM
from workbook.check.checks import faults
from workbook.refresh import refresh
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import DashboardError
from xlsrc.resources import data_folder, templates_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
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
    kinds.sort(key=lambda kind: DONE[kind] in (symlinked, long_name))
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
