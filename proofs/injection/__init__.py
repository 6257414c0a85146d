"""Formulas and mark-up through every door: nothing of them may act in anything that is written.

Held against the same run with plain words: what acts with the payload must act without it.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

from proofs.apart import run
from proofs.count import PROJECT, Count
from proofs.injection.doors import (
    EXTRACT_DOORS,
    TABLE_DOORS,
    extracts,
    fresh,
    outlines,
    typed,
)
from proofs.injection.lists import through_lists
from proofs.injection.outputs import in_console
from proofs.injection.payloads import PAYLOADS, PLAIN
from proofs.injection.seen import SEED, Seen, drawn, through_doors
from workbook.refresh import refresh
from xlsrc.resources import data_folder, templates_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

KEPT: Final = PROJECT / "out" / "proofs" / "injection"
TEXTS: Final = list(PAYLOADS.values())

ROUNDS, OUTLINES, EXTRACTS, SAID, LISTED = 10, 8, 64, 192, 32
"""Of the doors and payloads each meets several of the other: all pairs would take hours."""

OF_BOOK: Final = (
    "refresh Board.xlsx --out Board.xlsx",
    "check Board.xlsx",
    "pack Board.xlsx --full --out pack",
    "publish Board.xlsx --no-pdf --out editions",
    "figures --workbook Board.xlsx --format csv",
    "figures --workbook Board.xlsx --format json",
    "figures --workbook Board.xlsx",
    "returns forms --workbook Board.xlsx",
    "build Board.xlsx --out built.xlsx",
)
OF_PDF: Final = "publish Board.xlsx --out printed"
"""In one round alone: LibreOffice takes its time for each edition."""
OF_EXTRACTS: Final = (
    "extracts in",
    "figures --extracts in --area Barnet --format csv",
    "refresh --extracts in --out new.xlsx",
    "returns forms --extracts in",
)
OF_OUTLINES: Final = (
    "build --area Barnet --boundaries wards.geojson --out built.xlsx",
    "refresh built.xlsx --out new.xlsx",
)
WORDS: Final = (
    ("figures", "--area"), ("figures", "--explain"), ("figures", "--extracts"),
    ("figures", "--workbook"), ("figures", "--as-at"), ("figures", "--as-published"),
    ("refresh",), ("check",), ("pack",), ("extracts",), ("preview", "--png", "p"),
    ("build", "--area"), ("build", "--boundaries"), ("new", "--area"),
    ("peers", "suggest", "--area"),
    ("publish",), ("publish", "Board.xlsx", "--import"), ("fleet", "--extracts", "x", "--out", "y",
                                                            "--areas"),
)  # fmt: skip


def proof(folder: Path, part: float) -> Iterator[Count]:
    """Tables, extracts, lists of one's own, outlines and the words of a command."""
    good = refresh(
        templates_folder() / "Dashboard.xlsx", data_folder(), out=folder / "good.xlsx"
    ).path
    print(f"seed {SEED}")
    yield _outlines(folder, max(1, round(OUTLINES * part)))
    yield _words(folder, good, part)
    yield _extracts(folder, part)
    yield through_lists(folder, LISTED * part)
    yield _tables(folder, good, max(1, round(ROUNDS * part)))


def _tables(folder: Path, good: Path, rounds: int) -> Count:
    """Each round another payload in each door; the doors of one round have all payloads."""
    twin = _held(folder / "twin", good, TABLE_DOORS, lambda _: PLAIN)
    failed = tried = refused = 0
    for number in range(rounds):

        def payload(at: int, number: int = number) -> str:
            return TEXTS[(at + number) % len(TEXTS)]

        doors = list(enumerate(TABLE_DOORS))
        tried += len(doors)
        where = folder / f"tables {number}"
        through, out = _taken(where, good, doors, payload)
        refused += len(out)
        commands = (*OF_BOOK, OF_PDF) if number == 0 else OF_BOOK
        seen = Seen(where, commands) if through else None
        new = sorted(seen.found - twin.found) + sorted(seen.faults) if seen else []
        failed += len(new)
        for one in new[:20]:
            print(f"FAILED round {number}: {one}", flush=True)
        _put_away(where, new, f"tables {number}")
    return Count("Texts through the analysts' tables into all that is written", tried, failed, (
        f"{len(TABLE_DOORS)} doors, {rounds} payloads each, {len(OF_BOOK) + 1} commands; "
        f"{refused:,} refused in a sentence, {tried - refused:,} written as the words that they are"
    ))  # fmt: skip


def _held(where: Path, good: Path, doors: Sequence[tuple[str, str]],
          payload: Callable[[int], str]) -> Seen:  # fmt: skip
    through, _ = _taken(where, good, list(enumerate(doors)), payload)
    if len(through) < len(doors) // 2:
        message = "plain words are refused"
        raise RuntimeError(message)
    seen = Seen(where, (*OF_BOOK, OF_PDF))
    shutil.rmtree(where)
    return seen


def _taken(where: Path, good: Path, doors: list[tuple[int, tuple[str, str]]],
           payload: Callable[[int], str]) -> tuple[list[int], list[int]]:  # fmt: skip
    """Which doors let their payload through, and which refuse it in a sentence; a workbook with
    all of the first lies in the folder.
    """
    names = dict(doors)

    def refusal(some: list[int]) -> tuple[str, list[str]]:
        book = fresh(good, where)
        places = typed(book, [names[at] for at in some], lambda n: payload(some[n]))
        ran = run(["figures", "--workbook", "Board.xlsx"], where)
        return ran.said if ran.code else "", places

    held: list[int] = list(names)
    refused: list[int] = []
    while held:
        said, places = refusal(held)
        if not said:
            return held, refused
        named = {at for at, one in zip(held, places, strict=True) if f"{one}: " in said}
        if not named:
            break
        refused += named
        held = [at for at in held if at not in named]
    # What the sentences do not name is found by halves: a name that others say, changed in one.
    through: list[int] = []
    waiting = [held]
    while waiting:
        some = waiting.pop()
        if not some or not refusal([*through, *some])[0]:
            through += some
        elif len(some) == 1:
            refused += some
        else:
            half = len(some) // 2
            waiting += [some[half:], some[:half]]
    refusal(through)
    return through, refused


def _extracts(folder: Path, part: float) -> Count:
    tried, failed, refused = through_doors(
        EXTRACT_DOORS, EXTRACTS * part, lambda name, *what: _through_extracts(folder / name, *what)
    )
    return Count("Texts through extracts, returns and settings of sources", tried, failed, (
        f"{len(EXTRACT_DOORS)} doors, {len(OF_EXTRACTS)} commands; {refused:,} refused in a "
        f"sentence, {tried - refused:,} written as the words that they are"
    ))  # fmt: skip


def _through_extracts(where: Path, door: str, payload: str) -> Seen:
    where.mkdir()
    extracts(where / "in", door, payload)
    seen = Seen(where, OF_EXTRACTS)
    shutil.rmtree(where)
    return seen


def _outlines(folder: Path, rounds: int) -> Count:
    failed = refused = 0
    seen: dict[str, Seen] = {}
    chosen = dict(list(PAYLOADS.items())[:: max(1, len(PAYLOADS) // rounds)])
    for what, payload in {"plain": PLAIN, **chosen}.items():
        where = folder / f"outlines {len(seen)}"
        where.mkdir()
        outlines(where / "wards.geojson", payload)
        seen[what] = Seen(where, OF_OUTLINES)
        new = sorted(seen[what].found - seen["plain"].found) + sorted(seen[what].faults)
        failed += bool(new)
        refused += seen[what].refused > 0
        for one in new[:5]:
            print(f"FAILED wards' names, {what}: {one}", flush=True)
        shutil.rmtree(where)
    return Count("Texts through the names of wards on a map", len(chosen), failed,
                 f"{refused:,} refused in a sentence")  # fmt: skip


def _words(folder: Path, good: Path, part: float) -> Count:
    failed = tried = 0
    where = folder / "words"
    fresh(good, where)
    for words, what in drawn(WORDS, SAID * part):
        tried += 1
        # A word that begins with a dash is an option to any program.
        ran = run([*words, PAYLOADS[what].replace("\0", "").lstrip("-")], where)
        new = [*in_console(ran.said), *(one for one in ran.faults if "ended with 2" not in one)]
        failed += bool(new)
        for one in new[:5]:
            print(f"FAILED the words {' '.join(words)}, {what}: {one}", flush=True)
    return Count("Texts as the words of a command", tried, failed,
                 f"{len(WORDS)} places for a word")  # fmt: skip


def _put_away(where: Path, failed: Sequence[object], name: str) -> None:
    """Keep the workbook of a round that failed; the rest goes."""
    if failed:
        KEPT.mkdir(parents=True, exist_ok=True)
        shutil.copy(where / "Board.xlsx", KEPT / f"{name}.xlsx")
    shutil.rmtree(where)
