"""Damaged extracts and returns: found, noted, silent, and the most that is wrong unsaid.

Beside it what the prototype of the gate reached, on which its rules were chosen.
``python -m benchmarks.damages 8`` takes eight seeds of each kind.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.support.damage.kinds import BOROUGH_KINDS
from tests.support.damage.measured import (
    HOSTS,
    borough_judge,
    borough_rows,
    other_judge,
    other_row,
    return_rows,
    share_with_one_line,
)
from tests.support.damage.other_files import OTHER_FILES
from tests.support.damage.outcome import MOVED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.support.damage.measured import Row

SEED: Final = 20260901
SEEDS: Final = 4
SEEDS_OF_OTHERS: Final = 3


def main(seeds: int = SEEDS) -> None:
    """Print the table by kind, the rows that are worse, and the errors that are no sentences."""
    begun = time.perf_counter()
    every: list[Row] = []
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for mode in HOSTS:
            judge = borough_judge(mode, folder, folder / "cache")
            rows = list(borough_rows(judge, range(SEED, SEED + seeds)))
            wanted = [str(getattr(BOROUGH_KINDS[row.kind], mode)) for row in rows]
            _print(f"Borough releases, {mode}", rows, wanted)
            every += rows
        some = range(SEED, SEED + min(seeds, SEEDS_OF_OTHERS))
        for file, one in OTHER_FILES.items():
            judge = other_judge(file, folder, folder / "cache")
            rows = [other_row(judge, file, kind, some) for kind in one.kinds]
            _print(f"Files of {file}", rows)
            every += rows
        rows = list(return_rows(some, folder / "returns"))
        _print("Partner returns", rows)
    every += rows
    moving = [one for row in every for one in row.outcomes if one.moved > MOVED]
    print(
        f"{sum(len(row.outcomes) for row in every):,} damages, of which {len(moving):,} move a "
        f"figure by more than a point: {sum(one.found for one in moving):,} found, "
        f"{sum(one.noted and not one.found for one in moving):,} noted, "
        f"{sum(one.silent for one in moving):,} silent; {sum(row.peers for row in every):,} leave "
        f"wrong peers; one line in {share_with_one_line(every):.0%}; "
        f"{sum(len(row.broken) for row in every)} errors that are no sentences; "
        f"{time.perf_counter() - begun:.0f} s"
    )
    for row in every:
        for broken in row.broken:
            print(f"{row.kind}: {broken}")


def _print(title: str, rows: Iterable[Row], wanted: Iterable[str] = ()) -> None:
    of = list(wanted)
    beside = "  the prototype (found; left)" if of else ""
    print(f"\n{title:40} of found noted silent   left peers lines{beside}")
    for at, row in enumerate(rows):
        lines = f"{sum(row.lines) / len(row.lines):.1f}" if row.lines else "-"
        print(
            f"{row.kind:40} {len(row.outcomes):2} {row.found:5} {row.noted:5} {row.silent:6} "
            f"{row.left:6.1f} {row.peers:5} {lines:>5}"
            f"{f'  {of[at]}' if of else ''}{f'  ({row.worst})' if row.worst else ''}"
        )


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
