"""Damaged extracts and returns: each kind with seeds that no test and no benchmark uses.

A damage fails that ends in an error which is no sentence, or that makes a printed change wrong
without a word though its kind is not among those that cannot be found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from proofs.count import Count
from tests.support.damage.kinds import BESIDE_ALONE, BOROUGH_KINDS
from tests.support.damage.measured import (
    HOSTS,
    borough_judge,
    borough_row,
    other_judge,
    other_row,
    return_row,
)
from tests.support.damage.other_files import OTHER_FILES
from tests.support.damage.outcome import MOVED
from tests.support.damage.returns import RETURN_KINDS, UNFINDABLE_IN_RETURNS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.damage.measured import Row

SEED: Final = 7_310_000
SEEDS: Final = 5
SEEDS_OF_OTHERS: Final = 4
_TRIED: Final = {
    "alone": "Damaged releases of boroughs, with none before them",
    "beside": "Damaged releases of boroughs beside the release before",
}


def proof(folder: Path, part: float) -> Iterator[Count]:
    """The borough releases alone and beside the one before, the other files, the returns."""
    seeds = range(SEED, SEED + max(1, round(SEEDS * part)))
    fewer = range(SEED, SEED + max(1, round(SEEDS_OF_OTHERS * part)))
    step = max(1, round(1 / (SEEDS * part)))
    for mode in HOSTS:
        judge = borough_judge(mode, folder, folder / "cache")
        rows = [borough_row(judge, kind, seeds) for kind in list(BOROUGH_KINDS)[::step]]
        yield _count(_TRIED[mode], rows, mode)
    others = []
    for file, one in OTHER_FILES.items():
        judge = other_judge(file, folder, folder / "cache")
        others += [other_row(judge, file, kind, fewer) for kind in list(one.kinds)[::step]]
    yield _count("Damaged files of wards, small areas, earlier years and the dashboard", others)
    kinds = list(RETURN_KINDS)[::step]
    yield _count(
        "Damaged returns of partners",
        [return_row(kind, fewer, folder / "returns" / str(at)) for at, kind in enumerate(kinds)],
    )


def _count(tried: str, rows: list[Row], mode: str = "") -> Count:
    """What became of them; each that fails is printed with its trace or its series."""
    every = [(row, one) for row in rows for one in row.outcomes]
    moving = [one for _, one in every if one.moved > MOVED]
    unheard = [(row, one) for row, one in every if one.silent]
    known = [(row, one) for row, one in unheard if _cannot_be_found(row.kind, mode)]
    broken = [one.broken for _, one in every if one.broken]
    for trace in broken:
        print(trace)
    for row in rows:
        if row.silent and not _cannot_be_found(row.kind, mode):
            print(f"SILENT {row.kind}: {row.worst}, {row.left:.1f} points, seeds from {SEED}")
    return Count(tried, len(every), len(broken) + len(unheard) - len(known), (
        f"of {len(moving):,} that move a printed change by more than a point "
        f"{sum(one.found for one in moving):,} were found, "
        f"{sum(one.noted and not one.found for one in moving):,} noted, {len(known):,} are of the "
        "kinds that cannot be found; "
        f"{len(broken)} errors that are no sentences"
    ))  # fmt: skip


def _cannot_be_found(kind: str, mode: str) -> bool:
    """Whether not all of the kind were found when the rules were chosen, as is printed of it, or
    none can be without the release before.

    Of the files that are no recent borough files only a month that is 80 % complete is such; of
    returns what nothing in them shows.
    """
    if not mode:
        _, _, damage = kind.partition(": ")
        return damage in UNFINDABLE_IN_RETURNS or damage.endswith(": 80 %")
    if mode == "alone" and kind in BESIDE_ALONE:
        return True
    reached = getattr(BOROUGH_KINDS[kind], mode)
    return bool(reached.found + reached.noted < reached.of)
