"""Both surfaces under random settings, filters, sorting and hands: the same cells, the same words.

The live surface writes into an engine that does as Excel does with filters, protection and a cell
that is being edited; the other writes a file. Each workbook is made from its seed.
"""

from __future__ import annotations

import warnings
from collections import Counter
from random import Random
from typing import TYPE_CHECKING, Final

from proofs.count import Count
from tests.support.analyst import Analyst
from tests.support.excel_package import MAIN, ExcelPackage
from tests.support.inserted_rows import insert_rows, rename_sheet
from tests.support.parity.compare import differences, held, written
from tests.support.parity.engine import opened
from tests.support.parity.shapes import looks, shapes_of, with_shapes
from tests.support.parity.small import SMALL, small_rows, small_template
from workbook.refresh import refreshed_bytes, settings_of, silent
from workbook.surfaces import live_ready
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.surfaces.live import LiveWorkbook
from workbook.writes import all_writes
from xlsrc.assess import dashboard
from xlsrc.domain.errors import DashboardError
from xlsrc.domain.settings import MapMeasure
from xlsrc.extracts.store import Store
from xlsrc.resources import data_folder
from xlsrc.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from workbook.block import Write
    from xlsrc.assessment import Dashboard

WORKBOOKS: Final = 300
REFUSING_EACH: Final = 4
"""Of so many workbooks one is tried with a protected sheet and a cell being edited, too."""
MOST_CALLS: Final = 3_000
"""Of a refresh in Excel, each of which takes it a millisecond or more."""
ALWAYS: Final = 1_000_000
AREAS: Final = ("Barnet", "Camden", "Sutton", "Harrow")
MONTHS: Final = tuple(f"2025-{month:02d}" for month in range(1, 13))
WHOLE: Final = ("Exceptions", "AllIndicators", "Peers", "Revisions", "Findings", "Files")
"""Tables that refresh owns whole, in which rows come, go and change places."""


def proof(folder: Path, part: float) -> Iterator[Count]:
    """Refresh workbooks through both surfaces, and compare cells, shapes and words."""
    number = max(1, round(WORKBOOKS * part))
    print(f"seeds 0 to {number - 1}", flush=True)
    store = Store.open(data_folder())
    hands: Counter[str] = Counter()
    failed, calls, refused, changed, alike = 0, 0, 0, 0, 0
    for seed in range(number):
        random = Random(seed)
        path = _workbook(random, store, folder)
        done = [
            name for name, hand in HANDS.items() if random.random() < 1 / 2 and hand(path, random)
        ]
        hands.update(done)
        wrong, asked, is_written = _compared(path, store, folder)
        calls = max(calls, asked)
        alike += not is_written
        if seed % REFUSING_EACH == 0:
            refused += 2
            touched = _touched_though_refused(path, store, random)
            changed += len(touched)
            wrong = [*wrong, *touched]
        if wrong:
            failed += 1
            print(f"seed {seed}, with {'; '.join(done)}: {wrong[:5]}", flush=True)
    said = ", ".join(f"{name} {count}" for name, count in sorted(hands.items()))
    yield Count(
        "Workbooks refreshed in Excel's place and on disk: the same cells, shapes and sentences",
        number,
        failed,
        f"{said}; {alike} refused by both for the same name; at most {calls:,} calls to Excel",
    )
    if refused:
        yield Count(
            "Refreshes while a sheet is protected or a cell is edited: refused, nothing changed",
            refused,
            changed,
        )


def _workbook(random: Random, store: Store, folder: Path) -> Path:
    """A small workbook of random settings; every second one refreshed before."""
    ids = SMALL if random.random() < 1 / 2 else SMALL[: random.randint(1, 2)]
    names = [row[1] for row in small_rows(ids=ids)["Definitions"]]
    later = {
        "As-at month": random.choice(["latest", *MONTHS]),
        "Last published month": random.choice(["none", "latest", *MONTHS]),
        "Peer group": random.choice(["london", "outer", "similar", "national"]),
        "Map indicator": random.choice(names),
        "Map measure": random.choice(list(MapMeasure)).value,
        **{one: random.choice(["lower_is_better", "higher_is_better", "neutral"]) for one in SMALL},
    }
    path = small_template(folder, ids, random.choice(AREAS), later, folder / "Small.xlsx")
    if random.random() < 1 / 2:
        path.write_bytes(refreshed_bytes(HeadlessWorkbook.open(path), store).content)
    return path


def _filtered(path: Path, random: Random) -> bool:
    """Filters by what their first column says in some row, or says nowhere."""
    tables = HeadlessWorkbook.open(path)
    for name in random.sample(WHOLE, random.randint(1, 4)):
        data = tables.tables([name])[name]
        value = random.choice([*(row[0] for row in data.rows), "nowhere"])
        with Analyst(path) as analyst:
            analyst.filter(name, data.columns[0], str(value))
    return True


def _sorted(path: Path, random: Random) -> bool:
    """A table in another order; that of Definitions says which panels there are."""
    name = random.choice(["Settings", "PeerGroups", "KnownChanges", "Definitions", *WHOLE])
    data = HeadlessWorkbook.open(path).tables([name])[name]
    with Analyst(path) as analyst:
        analyst.sort(name, random.choice(data.columns))
    return True


def _own_column(path: Path, random: Random) -> bool:
    name = random.choice(WHOLE)
    rows = len(HeadlessWorkbook.open(path).tables([name])[name].rows)
    with Analyst(path) as analyst:
        analyst.add_column(name, "Our answer", [f"answer {row}" for row in range(rows)])
    return True


def _hidden_rows(path: Path, random: Random) -> bool:
    book = ExcelPackage(path)
    for row in book.sheet(random.choice(["Exceptions", "Summary", "All indicators"])).iter(
        f"{MAIN}row"
    ):
        if random.random() < 1 / 4:
            row.set("hidden", "1")
    book.save(path)
    return True


def _number_formats(path: Path, random: Random) -> bool:
    """Cells of the board's in other formats of the workbook, texts among them."""
    book = ExcelPackage(path)
    formats = len(book.root("xl/styles.xml").find(f"{MAIN}cellXfs"))
    for cell in book.sheet(random.choice(["Overall", "Summary", "Peers"])).iter(f"{MAIN}c"):
        if random.random() < 1 / 10:
            cell.set("s", str(random.randrange(formats)))
    book.save(path)
    return True


def _inserted_rows(path: Path, random: Random) -> bool:
    book = ExcelPackage(path)
    insert_rows(book, random.choice(["Summary", "Exceptions", "Peers"]), at=1, count=2)
    book.save(path)
    return True


def _renamed_sheet(path: Path, random: Random) -> bool:
    book = ExcelPackage(path)
    name = random.choice(["Summary", "Exceptions", "Overall"])
    rename_sheet(book, name, f"{name}'s & more")
    book.save(path)
    return True


HANDS: Final[dict[str, Callable[[Path, Random], bool]]] = {
    "filters": _filtered,
    "sorting": _sorted,
    "own columns": _own_column,
    "hidden rows": _hidden_rows,
    "number formats": _number_formats,
    "inserted rows": _inserted_rows,
    "renamed sheets": _renamed_sheet,
}
"""What people do to a workbook before its refresh, in this order."""


def _compared(path: Path, store: Store, folder: Path) -> tuple[Sequence[object], int, bool]:
    """What differs between the surfaces, how many calls the live one took, and whether it wrote."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl names what it drops
        book = held(path)
    drawn = with_shapes(book, path)
    live_book = opened(book, "Small.xlsx")
    live, on_disk = LiveWorkbook(live_book), HeadlessWorkbook.open(path)
    chosen = settings_of(on_disk)
    wrong: list[object] = [] if settings_of(live) == chosen else ["other settings are read"]
    shown = dashboard(Scope.of(store, chosen))
    out, day = folder / "headless.xlsx", shown.as_at.first_day
    said = _said(lambda: live.write(all_writes(shown, live), as_at=day, progress=silent))
    noted = _said(lambda: on_disk.write(all_writes(shown, on_disk), out, as_at=day))
    is_written = isinstance(noted, tuple)
    after = out if is_written else path
    wrong += differences(book, written(after))
    wrong += [] if looks(drawn) == looks(shapes_of(after)) else ["the shapes look otherwise"]
    is_said = said == noted if is_written else _reason(said) == _reason(noted)
    wrong += [] if is_said else [said, noted]
    calls = live_book.app.impl.gate.calls.total()
    wrong += [] if calls < MOST_CALLS else [f"{calls} calls"]
    return wrong, calls, is_written


def _said(write: Callable[[], tuple[str, ...]]) -> tuple[str, ...] | str:
    """The sentences of a write, or the one with which it is refused."""
    try:
        return write()
    except DashboardError as error:
        return str(error)


def _reason(said: object) -> str:
    """What is wrong, by the name that is wrong: the surfaces name their file each in its way."""
    return str(said).partition("'")[2]


def _touched_though_refused(path: Path, store: Store, random: Random) -> list[str]:
    """What a refresh changed, or that it did not refuse, in a workbook that takes no changes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as above
        book = held(path)
    with_shapes(book, path)
    live_book = opened(book, "Small.xlsx")
    live = LiveWorkbook(live_book)
    shown = dashboard(Scope.of(store, settings_of(live)))
    writes = all_writes(shown, live)
    gate = live_book.app.impl.gate
    sheet = random.choice([s for s in book.worksheets if s.title in {"Map", "Peers", "Data"}])
    sheet.protection.sheet = True
    protected = _refusal(live, writes, shown)
    sheet.protection.sheet = False
    patience, gate.rejected = live_ready.PATIENCE, ALWAYS
    live_ready.PATIENCE = 0.0  # type: ignore[misc]  # nobody lets go of the cell
    edited = _refusal(live, writes, shown)
    live_ready.PATIENCE = patience  # type: ignore[misc]  # as it was
    wrong = [] if "protected" in protected else [f"{sheet.title} is protected: {protected!r}"]
    wrong += [] if edited == live_ready.BUSY else [f"a cell is edited: {edited!r}"]
    changes = differences(book, written(path))
    return wrong + changes


def _refusal(live: LiveWorkbook, writes: Sequence[Write], shown: Dashboard) -> str:
    """What a refresh says that is refused; empty when it is not."""
    try:
        live.write(writes, as_at=shown.as_at.first_day, progress=silent)
    except DashboardError as error:
        return str(error)
    return ""
