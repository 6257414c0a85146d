"""Damaged extracts and returns: each kind with seeds that no test and no benchmark uses.

A damage fails that ends in an error which is no sentence, or that makes a printed change wrong
without a word though its kind is not among those that cannot be found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.support.damage.kinds import BOROUGH_KINDS
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
from tests.support.damage.returns import RETURN_KINDS

from proofs.count import Count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.damage.measured import Row

SEED: Final = 7_310_000
SEEDS: Final = 5
SEEDS_OF_OTHERS: Final = 4


def proof(folder: Path, part: float) -> Iterator[Count]:
    """The borough releases alone and beside the one before, the other files, the returns."""
    seeds = range(SEED, SEED + max(1, round(SEEDS * part)))
    fewer = range(SEED, SEED + max(1, round(SEEDS_OF_OTHERS * part)))
    step = max(1, round(1 / (SEEDS * part)))
    for mode, of in HOSTS.items():
        judge = borough_judge(mode, folder, folder / "cache")
        rows = [borough_row(judge, kind, seeds) for kind in list(BOROUGH_KINDS)[::step]]
        yield _count(f"Damaged releases of boroughs, the file {mode} ({of[1]})", rows, mode)
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
