"""How the cost of a fleet's shared work grows with its places, months and rows.

``python -m benchmarks.growth [--rows N]`` makes files of the whole country in three sizes of each,
the others held, and prints the processor seconds of each step with the exponent of its growth: 1
is as much again for as much again. One round before, which is not counted, bears what a process
pays once (imports, the country's lists). Each figure is the least of three. What every run pays
again is left in: it makes the exponents of small sizes smaller, so the sizes are to be as large as
there is time for.
"""

from __future__ import annotations

import argparse
import gc
import pickle
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

from benchmarks.national_files import forces, written
from xlsrc.assess import dashboard
from xlsrc.defaults import settings_for
from xlsrc.domain.area import Level
from xlsrc.extracts.counts_folder import counted_folder
from xlsrc.extracts.kept_counts import CountsFolder
from xlsrc.extracts.sliced import sliced
from xlsrc.extracts.store import Store
from xlsrc.gate.judged import judged_for
from xlsrc.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS: Final = 400_000
ROUNDS: Final = 3
STEPS: Final = ("files counted", "extracts opened", "series judged", "all slices sent", "one area")

T = TypeVar("T")

_Case = tuple[int, int, int]
"""Rows, months and police forces."""


def lsoas(number: int) -> int:
    """How many LSOAs so many police forces have."""
    return sum(one.lsoas.size for one in forces(1, 1, number))


def cases(rows: int) -> dict[str, tuple[_Case, ...]]:
    """What grows, with the three sizes of each: twice and four times the first."""
    return {
        "LSOAs": tuple((rows * lsoas(some) // lsoas(43), 15, some) for some in (11, 22, 43)),
        "months": tuple((rows * months // 48, months, 20) for months in (12, 24, 48)),
        "rows": tuple((rows * times // 4, 15, 20) for times in (1, 2, 4)),
    }


def seconds(work: Callable[[], T]) -> tuple[float, T]:
    """The processor seconds of some work, and what it gives."""
    gc.collect()
    begun = time.process_time()
    found = work()
    return time.process_time() - begun, found


def measured(case: _Case, rounds: int = ROUNDS) -> list[float]:
    """The seconds of each step: the least of some rounds."""
    with tempfile.TemporaryDirectory() as folder:
        list(written(Path(folder) / "files", *case))
        found = [one_round(Path(folder), str(at)) for at in range(rounds)]
    return [min(of_step) for of_step in zip(*found, strict=True)]


def one_round(folder: Path, name: str) -> list[float]:
    """The seconds of each step, once."""
    counts = folder / name
    with ThreadPoolExecutor(1) as executor:
        counted, _ = seconds(lambda: counted_folder(folder / "files", counts, executor))
    opened, store = seconds(
        lambda: Store.open(folder / "files", cache=None, counts=CountsFolder(counts))
    )
    areas = store.areas(Level.BOROUGH)
    usual = settings_for(areas[0], store)
    judged, known = seconds(lambda: judged_for(store, [usual]))
    sent, _ = seconds(lambda: [pickle.dumps(sliced(known, [area])) for area in areas])
    # An area of the smallest case, so that its own part is the same in each.
    own = pickle.loads(pickle.dumps(sliced(known, [areas[0]])))  # noqa: S301 - its own bytes
    one, _ = seconds(lambda: dashboard(Scope.of(own, usual)))
    return [counted, opened, judged, sent, one]


def exponent(sizes: list[float], costs: list[float]) -> float:
    """The slope of the logarithm of the cost over that of the size."""
    return float(np.polyfit(np.log(sizes), np.log(costs), 1)[0])


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    asked = parser.parse_args(arguments)
    measured(cases(asked.rows)["rows"][0], 1)
    print("Processor seconds by step, and the exponent of their growth")
    for name, sizes in cases(asked.rows).items():
        found, grown = [], []
        for case in sizes:
            found.append(measured(case))
            grown.append(float({"LSOAs": lsoas(case[2]), "months": case[1], "rows": case[0]}[name]))
        print(f"by {name}: {' → '.join(f'{size:,.0f}' for size in grown)}")
        for step, of_step in zip(STEPS, zip(*found, strict=True), strict=True):
            figures = " → ".join(f"{cost:.2f}" for cost in of_step)
            print(f"  {step}: {figures} s, exponent {exponent(grown, list(of_step)):.2f}")


if __name__ == "__main__":
    main()
