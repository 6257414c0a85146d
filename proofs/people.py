"""What people do to a workbook, one to three things at once and saved by another program at times.

After the next refresh every word that they entered is there, the figures are those of the
workbook that nobody touched, and `safer check` finds nothing. It may be refused only where a sheet
is gone or the kind of file is one that is not taken, in a sentence that says so. The workbook that
it was made from keeps its bytes, and no other file is left.
"""

from __future__ import annotations

import random
import shutil
import traceback
from collections import Counter
from typing import TYPE_CHECKING, Final

from python_calamine import CalamineWorkbook

from proofs.count import PROJECT, Count
from proofs.hands import DONE, SAVED, Hands, long_name, symlinked
from tests.support.analyst import Analyst
from tests.support.libreoffice import PROGRAM
from workbook.check.checks import faults
from workbook.refresh import refresh
from workbook.sheets.summary.layout import SUMMARY
from workbook.sheets.summary.layout import TABLE as SUMMARY_TABLE
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
MOST_NOT_DONE: Final = 0.05
"""Of the tries, how many may be no tries since one thing cannot be done after another."""

REFRESHED, REFUSED, NOT_DONE, FAILED = "refreshed", "refused", "not done", "failed"
MAY_BE_REFUSED: Final = {
    "a sheet deleted": "has no sheet",
    "rows put in anywhere": "rows were put in by hand",  # between two lines of a heading
    "saved as Strict": "Strict",
}
"""The kinds after which a workbook may be refused, and the words that its sentence then has."""

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
    failed = became[FAILED]
    if became[NOT_DONE] > MOST_NOT_DONE * tries:
        print(f"FAILED: {became[NOT_DONE]} of {tries} could not be done; too few were tried")
        failed += became[NOT_DONE]
    yield Count(
        f"Things people do to a workbook, one to {MOST_AT_ONCE} at once, every second time saved "
        "anew by another program or as another kind", tries, failed, (
        f"{len(DONE)} kinds and {len(SAVED)} ways to save; {became[REFRESHED]:,} refreshed with "
        f"every word and figure, {became[REFUSED]:,} refused for a sheet that is gone, rows put in "
        "within a block or a kind of file that is not taken, with no byte changed or left; "
        f"{became[NOT_DONE]:,} could not be done to that workbook"
    ))  # fmt: skip


def _tried(number: int, folder: Path, source: Path, expected: dict[str, Counter[str]]) -> str:
    """What became of one combination: one of the four words."""
    folder.mkdir()
    chosen = random.Random(SEED + number)
    shutil.copy(source, folder / "Board.xlsx")
    hands = Hands(folder / "Board.xlsx", folder, chosen, [*WORDS.values()])
    # Each kind comes in turn, so that every one is tried whatever the seed.
    kinds = [list(DONE)[number % len(DONE)],
             *chosen.sample(sorted(DONE), chosen.randrange(MOST_AT_ONCE))]  # fmt: skip
    kinds = list(dict.fromkeys(kinds))
    saves = [list(SAVED)[number // 2 % len(SAVED)]] if number % 2 else []
    if PROGRAM is None:
        saves = [one for one in saves if "LibreOffice" not in one]
    # A link is made, and a name given, when all else is done and saved.
    lasts = [kind for kind in kinds if DONE[kind] in (symlinked, long_name)]
    kinds = [kind for kind in kinds if kind not in lasts] + saves + lasts
    try:
        for kind in kinds:
            (DONE | SAVED)[kind](hands)
    except Exception:  # noqa: BLE001 - what cannot be done to this workbook is no try of it
        print(f"could not be done: {kinds}: {traceback.format_exc(limit=-2)}", flush=True)
        return NOT_DONE
    wrong = _refreshed(hands, kinds, expected)
    if wrong in (REFRESHED, REFUSED):
        return wrong
    KEPT.mkdir(parents=True, exist_ok=True)
    shutil.copy(hands.path, KEPT / f"{number}{hands.path.suffix}")
    print(f"FAILED try {number}, seed {SEED}: {', '.join(kinds)}: {wrong}", flush=True)
    return FAILED


def _refreshed(hands: Hands, kinds: list[str], expected: dict[str, Counter[str]]) -> str:
    """``refreshed`` or ``refused`` where that is right; else what is wrong."""
    suffix = ".xlsm" if hands.path.suffix in (".xlsm", ".xltm") else ".xlsx"
    out = hands.folder / f"after{suffix}"
    files, content = _files(hands.folder), hands.path.read_bytes()
    refused = ""
    try:
        refresh(hands.path, data_folder(), out=out)
    except DashboardError as error:
        refused = str(error)
    except Exception:  # noqa: BLE001 - any error that is no sentence is what is looked for
        return traceback.format_exc()
    if hands.path.read_bytes() != content:
        return f"the workbook was changed though another was to be written; {refused}"
    left = _files(hands.folder) - files - (set() if refused else {out})
    if left:
        return f"files left: {sorted(path.name for path in left)}; {refused}"
    if refused:
        print(f"refused: {', '.join(kinds)}: {refused}"[:400], flush=True)
        may = any(words in refused for kind, words in MAY_BE_REFUSED.items() if kind in kinds)
        return REFUSED if may else f"refused though it could be used: {refused}"
    return _as_wanted(out, hands.words, kinds, expected) or REFRESHED


def _as_wanted(
    path: Path, words: list[str], kinds: list[str], expected: dict[str, Counter[str]]
) -> str:
    """What is wrong in a refreshed workbook; '' where all is there."""
    said = _texts(path)
    lost = [word for word in words if word not in said]
    if lost:
        return f"words that are gone: {lost}"
    figures = _figures(path)
    other = [table for table, rows in expected.items() if rows != figures[table]]
    if other:
        was, now = expected[other[0]], figures[other[0]]
        return f"other figures in {other}: {[*(was - now)][:2]} now {[*(now - was)][:2]}"
    # Parts of Excel's own are put in with macros and links as they are, which check then names.
    own = ("holds macros", "xl/externalLinks/") if "parts of Excel's own" in kinds else ()
    new = [fault for fault in faults(path) if not any(part in fault for part in own)]
    return f"faults: {new[:3]}" if new else ""


def _texts(path: Path) -> set[object]:
    """What the cells of every sheet say, as another program reads them."""
    book = CalamineWorkbook.from_path(path)
    sheets = map(book.get_sheet_by_name, book.sheet_names)
    return {value for sheet in sheets for row in sheet.iter_rows() for value in row}


def _files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def _figures(path: Path) -> dict[str, Counter[str]]:
    """The rows of each table, in whatever order, and of the Summary in theirs; to twelve digits.

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
    # The rows of a printed sheet stand in one order, each in the format of its kind.
    summary = book.block_values(SUMMARY_TABLE.name)
    found[SUMMARY.name] = Counter(
        repr((at, [_value(value) for value in row])) for at, row in enumerate(summary)
    )
    return found


def _value(value: object) -> object:
    return float(f"{value:.12g}") if isinstance(value, float) else value
