"""Faults planted in the code, one at a time: seen by the quick tests of their place.

Four places whose errors nobody would see: the measures, the gate, the save and the disclosure
control. Of the mutants of each a seeded sample is drawn (the same ones as long as their functions
stay the same), each is planted in a copy, and the tests that go through its line are run. What
survives must stand, with the reason, in survivors.md; a place where fewer than nine in ten are
killed fails too. `python -m proofs.mutants FILE` does one file, for whoever writes its tests.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from proofs.count import Count
from proofs.mutants import survivors
from proofs.mutants.places import PLACES, Place
from proofs.mutants.planting import Mutant, sampled
from proofs.mutants.trying import Workshop

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

SAMPLE: Final = 150
"""Mutants of each place in a whole run."""
SEED: Final = "proof"
"""Another one than whoever writes tests practises with: their tests have not seen its sample."""
LEAST: Final = 0.9
"""Of a place's mutants, what must be killed."""


def proof(folder: Path, part: float) -> Iterator[Count]:
    """Of each place: the sample, the share killed with its interval, and what survived unlisted."""
    listed = survivors.listed()
    with Workshop(folder) as workshop:
        for place in PLACES:
            mutants = sampled(place.files(), max(1, round(SAMPLE * part)), SEED)
            lived = workshop.survivors(place, mutants)
            yield count(place, mutants, lived, listed)


def count(
    place: Place, mutants: Sequence[Mutant], lived: Sequence[Mutant], listed: set[str]
) -> Count:
    """What the table says of a place; unlisted survivors, and what is missing of LEAST, failed."""
    missing = max(0, math.ceil(LEAST * len(mutants)) - (len(mutants) - len(lived)))
    unlisted = [mutant for mutant in lived if mutant.name not in listed]
    for mutant in unlisted:
        print(f"survived, and is not in survivors.md:\n{mutant.said()}", flush=True)
    found = said(len(mutants), len(lived), len(lived) - len(unlisted))
    return Count(f"Faults planted in {place.words}", len(mutants), len(unlisted) or missing, found)


def said(tried: int, lived: int, listed: int) -> str:
    """How many were killed, the share with its interval; of the survivors, how many are listed."""
    killed = tried - lived
    low, high = wilson(killed, tried)
    found = f"killed {killed:,}: {killed / tried:.1%} ({low:.1%}–{high:.1%})"
    return f"{found}; {listed:,} of {lived:,} survivors are listed with their reasons"


def wilson(killed: int, tried: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson's score interval)."""
    z = 1.959964
    share, extra = killed / tried, z * z / tried
    middle = (share + extra / 2) / (1 + extra)
    half = z / (1 + extra) * math.sqrt(share * (1 - share) / tried + extra / (4 * tried))
    return middle - half, middle + half
