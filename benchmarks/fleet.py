"""A fleet on two processes against one, a second run against the first, and a workbook's cost.

``python -m benchmarks.fleet [--areas N]`` makes and refreshes the workbooks of London boroughs
from the bundled extracts. Wall seconds mean something on an idle machine alone, so for two
processes the processor seconds say how much of the work the two can share.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.refresh import compiled, timed
from xlsrc.domain.area import Level
from xlsrc.extracts.store import Store
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

AREAS: Final = 32
FEW: Final = 4
"""Areas of a run among all other measurements."""

ROUNDS: Final = 3
SUBREAPER: Final = 36
"""Linux's prctl that hands a process the orphans among its descendants, to be waited for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The wall and processor seconds of a command and of all its processes."""

    wall: float
    processor: float


def taken(words: list[str], environment: Mapping[str, str]) -> Taken:
    """What a ``safer`` command takes; the workers that outlive it for a moment are waited for."""
    before = _processor()
    wall, _, _ = timed([str(Path(sys.executable).with_name("safer")), *words], dict(environment))
    while _is_orphan_waited():
        pass
    return Taken(wall=wall, processor=_processor() - before)


def _processor() -> float:
    spent = os.times()
    return spent.children_user + spent.children_system


def _is_orphan_waited() -> bool:
    try:
        os.waitpid(-1, 0)
    except ChildProcessError:
        return False
    return True


class Fleets:
    """Runs of a fleet of some areas."""

    def __init__(self, folder: Path, names: list[str]) -> None:
        self._folder = folder
        # A cache of its own: nobody's figures are known before, and nobody's are pushed out.
        self._environment = compiled(folder) | {"XDG_CACHE_HOME": str(folder / "cache")}
        self._list = folder / "areas.txt"
        self._list.write_text("\n".join(names), encoding="utf-8")

    def fleet(self, out: str, workers: int, *words: str, areas: str = "") -> Taken:
        """A run into a folder."""
        return taken(
            ["fleet", "--areas", areas or str(self._list), "--extracts", str(data_folder()),
             "--out", str(self._folder / out), "--workers", str(workers), *words],
            self._environment,
        )  # fmt: skip

    def refresh(self, out: str, name: str) -> Taken:
        """One workbook of a folder, refreshed by itself."""
        words = ["refresh", str(self._folder / out / f"Dashboard {name}.xlsx")]
        words += [
            "--extracts",
            str(data_folder()),
            "--out",
            str(self._folder / f"alone {name}.xlsx"),
        ]
        (self._folder / "alone.xlsx").unlink(missing_ok=True)
        return taken(words, self._environment)

    def books(self, out: str) -> dict[str, bytes]:
        """The workbooks of a folder."""
        return {path.name: path.read_bytes() for path in (self._folder / out).glob("*.xlsx")}


def measured(fleets: Fleets, names: list[str]) -> None:
    """Print what was reached."""
    fleets.fleet("warm", 1, areas=names[0])
    fleets.refresh("warm", names[0])
    for done, words in (("made", ()), ("refreshed", ("--again",))):
        alone = fleets.fleet("one", 1, *words)
        single = fleets.fleet("warm", 1, "--again", areas=names[0])
        both = fleets.fleet("two", 2, *words)
        again = fleets.fleet("one", 1)
        is_same = fleets.books("one") == fleets.books("two")
        start = single.processor - (alone.processor - single.processor) / (len(names) - 1)
        shared = start + (both.processor - start) / 2
        one = f"{len(names)} {done}"
        print(f"{one}, one process: {alone.wall:.1f} s, {alone.processor:.1f} s of processors")
        print(f"{one}, two processes: {both.wall:.1f} s, {both.processor:.1f} s of processors")
        print(f"  one / two by the clock: {alone.wall / both.wall:.2f}; at best, by processors: "
              f"{alone.processor / shared:.2f}; the same bytes: {is_same}")  # fmt: skip
        print(f"  nothing changed: {again.wall:.2f} s, {again.processor:.2f} s of processors: "
              f"{alone.wall / again.wall:.0f} × by the clock, "
              f"{alone.processor / again.processor:.0f} × by processors")  # fmt: skip
    marginal = (alone.processor - single.processor) / (len(names) - 1)
    for state in ("with figures worked out anew", "with figures known"):
        refreshes = [fleets.refresh("one", name).processor for name in names[-ROUNDS:]]
        by_itself = statistics.median(refreshes)
        print(f"one more workbook refreshed, {marginal:.2f} s of processors, against one by "
              f"itself, {state}, {by_itself:.2f} s: {marginal / by_itself:.2f}")  # fmt: skip


def main(number: int = FEW) -> None:
    """Measure a fleet of the first boroughs with figures."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    store = Store.open(data_folder())
    names = [area.name for area in store.areas(Level.BOROUGH)][:number]
    print("A fleet of London boroughs, from the bundled extracts")
    with tempfile.TemporaryDirectory() as folder:
        measured(Fleets(Path(folder), names), names)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--areas", type=int, default=AREAS)
    main(parser.parse_args().areas)
