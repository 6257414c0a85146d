"""What acted in all that some commands wrote and said, and what was wrong with them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final, TypeVar

from proofs.apart import Ran, run
from proofs.injection.outputs import acting, in_console, in_csv
from proofs.injection.payloads import PAYLOADS, PLAIN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Found = set[tuple[str, str]]

_Place = TypeVar("_Place")
SEED: Final = 20261128


class Seen:
    """What acted in all outputs of some runs, and what was wrong with the runs."""

    def __init__(self, folder: Path, commands: Sequence[str]) -> None:
        self.found: Found = set()
        self.faults: list[str] = []
        self.refused = 0
        self.last = ""
        for words in commands:
            self.take(run(words.split(), folder))
        self.found |= acting(folder)

    def take(self, ran: Ran) -> None:
        """Note what a run said, and how it ended."""
        self.refused += ran.code == 1
        self.last = self.last or (ran.said.strip().splitlines() or [""])[-1] * (ran.code == 1)
        # What came out is what is asked of here; what it took, another proof asks.
        self.faults += [f"{ran.command}: {one}" for one in ran.faults if "took" not in one]
        self.found |= {("console", one) for one in in_console(ran.said)}
        if "csv" in ran.command and ran.code == 0:
            table = "\n".join(line for line in ran.said.splitlines() if line.count(",") > 4)
            self.found |= {(".csv", one) for one in in_csv(table.encode())}


def drawn(places: Sequence[_Place], number: float) -> list[tuple[_Place, str]]:
    """So many pairs of a place and a payload, each place in turn."""
    draw = random.Random(SEED)
    names = draw.sample(sorted(PAYLOADS), len(PAYLOADS))
    pairs = [(places[n % len(places)], names[(n + n // len(places)) % len(names)])
             for n in range(max(1, round(number)))]  # fmt: skip
    return list(dict.fromkeys(pairs))


def through_doors(
    doors: Sequence[str], number: float, through: Callable[[str, str, str], Seen]
) -> tuple[int, int, int]:
    """How many payloads were tried at some doors, how many failed and how many were refused.

    ``through`` puts one in, given a name for its folder, the door and the payload; what acts is
    held against plain words there.
    """
    tried = failed = refused = 0
    pairs = drawn(doors, number)
    for at, door in enumerate(doors):
        mine = [what for one, what in pairs if one == door]
        if not mine:
            continue
        twin = through(f"twin {at}", door, PLAIN)
        for what in mine:
            seen = through(f"in {at} {tried}", door, PAYLOADS[what])
            tried += 1
            new = sorted(seen.found - twin.found) + sorted(seen.faults)
            failed += bool(new)
            refused += seen.refused > 0
            for one in new[:5]:
                print(f"FAILED {door}, {what}: {one}", flush=True)
    return tried, failed, refused
