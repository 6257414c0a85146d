"""What became of one damage: found, noted, silent, and how wrong what nobody spoke of is."""

from __future__ import annotations

import math
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tests.support.damage.truth import YEAR, answer, extracts_of
from xlsrc.domain.area import Level
from xlsrc.domain.errors import DashboardError
from xlsrc.library import figures

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

    from tests.support.damage.table import Damaged, Host
    from tests.support.damage.truth import Answer, Question
    from xlsrc.extracts.gate.finding import Finding

MOVED: Final = 1.0
"""Points by which a printed change must be wrong for a damage to matter."""

A_COPY: Final = "a-copy"
_LEAST_A_YEAR: Final = 50
_RANKS, _OF_MEDIAN = 2, 0.01
_PART: Final = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the gate made of one damage.

    ``moved`` is the largest error of a 12-month change that the damage brings, in points, in any
    series of 50 or more a year; ``left`` the largest that no finding touches, ``worst`` its
    name. ``peers`` counts indicators whose median is wrong by more than 1 %, or any rank by two
    or more, that no finding touches. ``lines`` are the findings that the damage added, or made
    others of if it added none.
    """

    found: bool = False
    noted: bool = False
    moved: float = 0.0
    left: float = 0.0
    worst: str = ""
    peers: int = 0
    lines: int = 0
    rules: tuple[str, ...] = ()
    broken: str = ""

    @property
    def silent(self) -> bool:
        """Whether it makes a printed change wrong and nothing is said about what was damaged."""
        return self.moved > MOVED and not (self.found or self.noted)


class Judge:
    """Holds damaged releases in the place of one bundled file against the clean ones."""

    def __init__(self, host: Host, question: Question, folder: Path, cache: Path) -> None:
        """Read the clean release once, below ``folder``."""
        self.host, self.question = host, question
        self._folder, self._cache, self._made = folder, cache, 0
        clean = host.table().damaged()
        where = clean.written_as(folder / "clean", host.file, host.others)
        self._extracts = extracts_of(where, cache)
        self.clean = answer(where, question, cache)

    def outcome(self, damage: Damaged, *, with_figures: bool = False) -> Outcome:
        """What became of a damage; ``with_figures`` also works out all that is printed.

        An error that is no sentence is caught and is in ``broken``.
        """
        self._made += 1
        where = self._folder / str(self._made)
        damage.written_as(where, self.host.file, self.host.others)
        try:
            said = answer(where, self.question, self._cache, self._extracts).over(
                self.clean.counts.shape[2]
            )
            if with_figures:
                _worked_out(said, damage)
        except Exception:  # noqa: BLE001 - whatever a damage brings about is what is asked
            return Outcome(broken=traceback.format_exc())
        return _judged(self.clean, said)


def _worked_out(said: Answer, damage: Damaged) -> None:
    known = said.store.places.known(damage.area)
    try:
        figures(said.store, known.name if known else "Barnet")
    except DashboardError:
        return  # a sentence: that is what should come of a folder without figures


def _judged(clean: Answer, said: Answer) -> Outcome:
    new = _new_findings(clean.findings, said.findings)
    added = [one for one in new if one.id not in {before.id for before in clean.findings}] or new
    doubts = _newly_touched(clean, said, [one for one in new if one.is_doubt])
    notes = _newly_touched(clean, said, [one for one in new if not one.is_doubt])
    any_doubt = any(one.is_doubt for one in new)
    hurt = ~np.isclose(clean.counts, said.counts, equal_nan=True)
    # A reader that leaves out what is damaged, so that no change is printed, and says so, has
    # found it.
    no_change = np.isnan(said.change[hurt.any(axis=2)])
    refused = hurt.any() and bool(no_change.all()) and bool(said.words - clean.words)
    spoken = np.asarray(_spoken_of(said, new)[:, :, -2 * YEAR :].any(axis=2))
    error = np.abs(said.change - clean.change)
    large = (clean.year >= _LEAST_A_YEAR) & (clean.year_before >= _LEAST_A_YEAR)
    error = np.where(large & np.isfinite(error), error, 0.0)
    unspoken = np.where(spoken, 0.0, error)
    at = np.unravel_index(int(unspoken.argmax()), unspoken.shape)
    return Outcome(
        # What is damaged beside all series is found by any doubt.
        found=_is_about(doubts, hurt) or bool(refused) or (not hurt.any() and any_doubt),
        noted=_is_about(notes, hurt) or (not hurt.any() and bool(new)),
        moved=float(error.max()),
        left=float(unspoken.max()),
        worst=_name(said.question, at) if unspoken.max() > MOVED else "",
        peers=_wrong_peers(clean, said, spoken),
        lines=len(added),
        rules=tuple(one.rule for one in new),
    )


def _is_about(touched: NDArray[np.bool_], hurt: NDArray[np.bool_]) -> bool:
    return bool((touched & hurt).any())


def _new_findings(clean: Iterable[Finding], said: Iterable[Finding]) -> list[Finding]:
    """Those that the clean release has not, or has with other facts."""
    known = {one.id: one for one in clean}
    return [one for one in said if one.id not in known or _moved(known[one.id], one)]


def _moved(one: Finding, other: Finding) -> bool:
    if math.isnan(one.size) or math.isnan(other.size):
        return False
    return abs(other.size - one.size) > _PART * abs(one.size)


def _newly_touched(clean: Answer, said: Answer, new: Iterable[Finding]) -> NDArray[np.bool_]:
    """Area × indicator × month that a rule touches now, and did not touch in the clean release.

    A finding that was there, with a tenth more to it, counts whole.
    """
    touched = np.zeros(said.counts.shape, dtype=bool)
    known = {one.id for one in clean.findings}
    for one in new:
        now = said.touched([one])
        if one.id not in known:
            now &= ~said.touched(before for before in clean.findings if before.rule == one.rule)
        touched |= now
    return touched


def _spoken_of(said: Answer, new: Iterable[Finding]) -> NDArray[np.bool_]:
    """Area × indicator × month that is withheld, or that a new finding about some figure is about.

    A note about everything is about none of the figures; nor is the one that a release is an old
    one.
    """
    withheld = [one for one in said.findings if one.is_doubt and not one.missing]
    new = [one for one in new if one.rule != A_COPY]
    about = [
        one
        for one in new
        if one.is_doubt or not (one.areas is None and one.offences is None and one.months is None)
    ]
    return said.touched([*withheld, *about])


def _wrong_peers(clean: Answer, said: Answer, spoken: NDArray[np.bool_]) -> int:
    """How many indicators have a wrong median or rank among boroughs, and no word about it."""
    if clean.question.level is not Level.BOROUGH:
        return 0
    true, given = clean.rates(), said.rates()
    large = clean.year.sum(axis=0) >= _LEAST_A_YEAR * len(clean.question.areas)
    both = np.isfinite(true).all(axis=0) & np.isfinite(given).all(axis=0) & large
    silent = both & ~spoken.any(axis=0)
    true, given = true[:, silent], given[:, silent]
    if not true.size:
        return 0
    ranks = np.abs(_ranks(true) - _ranks(given)).max(axis=0) >= _RANKS
    middle = np.abs(np.median(given, axis=0) / np.median(true, axis=0) - 1) > _OF_MEDIAN
    return int((ranks | middle).sum())


def _ranks(rates: NDArray[np.float64]) -> NDArray[np.intp]:
    return np.asarray(rates.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable"))


def _name(question: Question, at: tuple[np.intp, ...]) -> str:
    area, indicator = (int(one) for one in at)
    return f"{question.areas[area].name}, {question.indicators[indicator].name}"
