"""Many damages of many kinds, and what became of them by kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tests.support.damage.kinds import ALONE, BESIDE, BOROUGH_KINDS, damaged
from tests.support.damage.outcome import Judge
from tests.support.damage.truth import Question
from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.library import open_extracts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from tests.support.damage.outcome import Outcome

_LAST: Final = {ALONE.file: Month.of(2025, 11), BESIDE.file: Month.of(2025, 12)}
HOSTS: Final = {"alone": ALONE, "beside": BESIDE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One kind's line of the table."""

    kind: str
    mode: str
    outcomes: tuple[Outcome, ...]

    @property
    def found(self) -> int:
        """How many were stopped or withheld where they were damaged."""
        return sum(one.found for one in self.outcomes)

    @property
    def noted(self) -> int:
        """How many were noted and no more."""
        return sum(one.noted and not one.found for one in self.outcomes)

    @property
    def silent(self) -> int:
        """How many make a printed change wrong, with no word about what was damaged."""
        return sum(one.silent for one in self.outcomes)

    @property
    def harmless(self) -> int:
        """How many were not spoken of and change no printed figure by more than a point."""
        return len(self.outcomes) - self.found - self.noted - self.silent

    @property
    def left(self) -> float:
        """The largest wrong change that nothing touched, in points."""
        return max((one.left for one in self.outcomes), default=0.0)

    @property
    def peers(self) -> int:
        """How many leave wrong peers that nothing touched."""
        return sum(one.peers > 0 for one in self.outcomes)

    @property
    def lines(self) -> float:
        """The middle number of findings that a damage added, of those that added any."""
        some = [one.lines for one in self.outcomes if one.lines]
        return float(np.median(some)) if some else 0.0

    @property
    def broken(self) -> tuple[str, ...]:
        """The errors that were no sentences."""
        return tuple(one.broken for one in self.outcomes if one.broken)


def borough_question(last: Month) -> Question:
    """The figures of the boroughs' recorded crime to a month."""
    source = Source.MPS_RECORDED_CRIME
    areas = open_extracts().areas(Level.BOROUGH, source=source)
    return Question(source=source, level=Level.BOROUGH, areas=areas, as_at=last)


def borough_judge(mode: str, folder: Path, cache: Path) -> Judge:
    """A judge of borough releases, ``alone`` or ``beside`` the one before."""
    host = HOSTS[mode]
    return Judge(host, borough_question(_LAST[host.file]), folder / mode, cache)


def borough_rows(
    judge: Judge, mode: str, seeds: Sequence[int], kinds: Iterable[str] = tuple(BOROUGH_KINDS)
) -> list[Row]:
    """The lines of the kinds, each damaged once with each seed; the first one's figures, too."""
    return [
        Row(
            kind=kind,
            mode=mode,
            outcomes=tuple(
                judge.outcome(damaged(kind, seed, judge.host), with_figures=seed == seeds[0])
                for seed in seeds
            ),
        )
        for kind in kinds
    ]
