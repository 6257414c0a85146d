"""Many damages of many kinds, and what became of them by kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tests.support.damage.kinds import ALONE, BESIDE, BOROUGH_KINDS, damaged
from tests.support.damage.other_files import OTHER_FILES, damaged_other
from tests.support.damage.outcome import Judge
from tests.support.damage.return_outcome import return_outcome
from tests.support.damage.returns import RETURN_KINDS
from tests.support.damage.truth import Question
from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.library import open_extracts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from tests.support.damage.outcome import Outcome

HOSTS: Final = {"alone": (ALONE, Month.of(2025, 11)), "beside": (BESIDE, Month.of(2025, 12))}
"""The two ways a borough release comes, and its last month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What became of all damages of one kind."""

    kind: str
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
    def left(self) -> float:
        """The largest wrong change that nothing touched, in points."""
        return max((one.left for one in self.outcomes), default=0.0)

    @property
    def worst(self) -> str:
        """The series with the largest wrong change."""
        return max(self.outcomes, key=lambda one: one.left).worst

    @property
    def peers(self) -> int:
        """How many leave wrong peers that nothing touched."""
        return sum(one.peers > 0 for one in self.outcomes)

    @property
    def lines(self) -> tuple[int, ...]:
        """How many findings each damage added, of those that added any."""
        return tuple(one.lines for one in self.outcomes if one.lines)

    @property
    def broken(self) -> tuple[str, ...]:
        """The errors that were no sentences."""
        return tuple(one.broken for one in self.outcomes if one.broken)


def borough_judge(mode: str, folder: Path, cache: Path) -> Judge:
    """A judge of borough releases, ``alone`` or ``beside`` the one before."""
    host, last = HOSTS[mode]
    source = Source.MPS_RECORDED_CRIME
    areas = open_extracts().areas(Level.BOROUGH, source=source)
    question = Question(source=source, level=Level.BOROUGH, areas=areas, as_at=last)
    return Judge(host, question, folder / mode, cache)


def borough_row(judge: Judge, kind: str, seeds: Sequence[int]) -> Row:
    """A kind, once with each seed; with the first of them all that is printed is worked out."""
    return Row(
        kind=kind,
        outcomes=tuple(
            judge.outcome(damaged(kind, seed, judge.host), with_figures=seed == seeds[0])
            for seed in seeds
        ),
    )


def other_judge(file: str, folder: Path, cache: Path) -> Judge:
    """A judge of the files of wards, LSOAs, earlier years or the dashboard."""
    one = OTHER_FILES[file]
    areas = open_extracts().areas(one.level, source=one.source)
    question = Question(source=one.source, level=one.level, areas=areas, as_at=one.last)
    return Judge(one.host, question, folder / file, cache)


def other_row(judge: Judge, file: str, kind: str, seeds: Iterable[int]) -> Row:
    """A kind of damage to such a file, once with each seed."""
    outcomes = [judge.outcome(damaged_other(file, kind, seed)) for seed in seeds]
    return Row(kind=f"{file}: {kind}", outcomes=tuple(outcomes))


def return_rows(seeds: Sequence[int], folder: Path) -> Iterator[Row]:
    """Every kind of damage to a partner return, once with each seed."""
    return (return_row(kind, seeds, folder / str(at)) for at, kind in enumerate(RETURN_KINDS))


def return_row(kind: str, seeds: Iterable[int], folder: Path) -> Row:
    """A kind of damage to a partner return, once with each seed."""
    outcomes = [return_outcome(kind, seed, folder / str(seed)) for seed in seeds]
    return Row(kind=f"return: {kind}", outcomes=tuple(outcomes))


def borough_rows(judge: Judge, seeds: Sequence[int]) -> Iterator[Row]:
    """Every kind of damage to a borough release."""
    return (borough_row(judge, kind, seeds) for kind in BOROUGH_KINDS)


def share_with_one_line(rows: Iterable[Row]) -> float:
    """Of the damages that anything was said of, the share that one finding was enough for."""
    lines = np.array([lines for row in rows for lines in row.lines])
    return float((lines == 1).mean()) if lines.size else 0.0
