"""Where a series is going: the level behind its months, how that has moved, and what is to come.

Everything here is in the unit that is shown: a count, or a share per 100.

Source: docs/statistics.md, "Level and trend" and "Will it meet its target?".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.measures import special
from xlsrc.measures.foretelling import Z_80, Z_95
from xlsrc.measures.level_filter import QUARTERS
from xlsrc.measures.level_trend import levels, trend
from xlsrc.measures.outlook import FIRM
from xlsrc.measures.rolling import MONTHS_IN_YEAR, PER_CENT
from xlsrc.measures.runs import ALL, merged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.measures.level_trend import Levels
    from xlsrc.measures.outlook import Outlook
    from xlsrc.measures.runs import Rows, Run

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

RISING: Final = 1
FALLING: Final = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """The level of each series and its change, NaN where nothing can be said.

    ``level`` with its 95 % band ``low`` to ``high`` is series × months, seasonally adjusted and
    looked at from both sides: a count a month, or a share per 100. One a series: ``change`` is
    that of the level over the last 12 months, in per cent, for shares in points, with its 95 %
    interval; ``trend`` is 1 where the level rises, −1 where it falls, 0 where no change is clear.
    """

    level: Numbers
    low: Numbers
    high: Numbers
    change: Numbers
    change_low: Numbers
    change_high: Numbers
    trend: Numbers


def direction(past: Outlook) -> Direction:
    """The level of every series of an outlook, over all its months.

    A series of fewer than 24 observed months has none. No change is stated over a year that holds
    the first month of a new way of recording, or where most of it or of the year before is a gap.
    """
    of_each = [_of_run(run) for run in past.runs]
    series = past.observed.shape

    def merge(name: str, shape: tuple[int, ...]) -> Numbers:
        return merged(past.runs, [of[name] for of in of_each], shape)

    months = max((run.values.shape[1] for run in past.runs), default=1)
    return Direction(
        **{name: merge(name, (*series, months)) for name in ("level", "low", "high")},
        **{name: merge(name, series) for name in ("change", "change_low", "change_high", "trend")},
    )


def _of_run(run: Run) -> dict[str, Numbers]:
    """The arrays of one run's series."""
    every = np.arange(len(run.values))
    seen = _levels(run, every, (0,))
    change, variance = _change(run, seen, every, 0)
    likely = np.abs(change / np.sqrt(variance))
    # Where the change is likely but not clear, an earlier quarter's word may be kept.
    unsure = np.flatnonzero((likely >= Z_80) & (likely < Z_95))
    before = np.zeros(len(every))
    if unsure.size:
        before[unsure] = _earlier_words(run, unsure)
    firm = (run.filtered.observed[:, -1] >= FIRM)[:, None]
    level = np.where(firm, seen.level, np.nan)
    reach, spread = Z_95 * np.sqrt(seen.variance), Z_95 * np.sqrt(variance)
    now = level[:, -1]
    return {
        "level": _figure(run, level),
        "low": _figure(run, level - reach),
        "high": _figure(run, level + reach),
        "change": _moved(run, now, change),
        "change_low": _moved(run, now, change - spread),
        "change_high": _moved(run, now, change + spread),
        "trend": np.where(np.isnan(change), np.nan, trend(change, variance, before)),
    }


def _earlier_words(run: Run, rows: Rows) -> Numbers:
    """The word of the quarter before, and so on back, each from what was known when it ended."""
    back = [quarter for quarter in QUARTERS[1:] if quarter < run.values.shape[1]]
    seen = _levels(run, rows, back)
    word = np.zeros(rows.size)
    for at in reversed(range(len(back))):
        own = slice(at * rows.size, (at + 1) * rows.size)
        word = trend(*_change(run, seen, rows, back[at], own), word)
    return word


def _levels(run: Run, rows: Rows, back: Sequence[int]) -> Levels:
    """The levels of some series as they were known so many months before the latest, one edition
    after the other: the months after are gaps.
    """
    months = run.values.shape[1]
    known = np.repeat(run.values[None, rows], len(back), axis=0)
    for edition, quarter in zip(known, back, strict=True):
        edition[:, months - quarter :] = np.nan
    return levels(
        known.reshape(-1, months),
        run.family.of(np.tile(rows, len(back))),
        np.concatenate([run.filtered.weights[quarter][rows] for quarter in back]),
        first_month=0,
        steps=np.tile(run.steps[rows], (len(back), 1)),
    )


def _change(
    run: Run, seen: Levels, rows: Rows, back: int, own: slice = ALL
) -> tuple[Numbers, Numbers]:
    """The change of the level in the 12 months to a quarter's end, and its variance; NaN where
    too few months were observed, in all or of either year, or recording changed.
    """
    end = run.values.shape[1] - 1 - back
    told = run.filtered.observed[rows, end] >= FIRM
    told &= _are_half_observed(run, rows, end)
    told &= ~run.steps[rows, max(end - MONTHS_IN_YEAR + 1, 0) : end + 1].any(axis=1)
    change = np.where(told, seen.change[own, end], np.nan)
    return change, seen.change_variance[own, end]


def _are_half_observed(run: Run, rows: Rows, end: int) -> Flags:
    """Whether half of the 12 months to a column were observed, and half of the 12 before: over a
    longer gap the level of a year ago is that of what came after it.
    """
    year, half = MONTHS_IN_YEAR, MONTHS_IN_YEAR // 2
    seen = np.isfinite(run.values[rows, max(end - 2 * year + 1, 0) : end + 1])
    now, before = seen[:, -year:].sum(axis=1), seen[:, :-year].sum(axis=1)
    return np.asarray((now >= half) & (before >= half))


def _figure(run: Run, level: Numbers) -> Numbers:
    """A level as it is shown: a count a month, or a share per 100."""
    if run.out_of is not None:
        return PER_CENT * special.expit(level)
    return run.shown(np.exp(level), run.whole[:, None])


def _moved(run: Run, level: Numbers, by: Numbers) -> Numbers:
    """A change of the level to its latest: per cent of a count, points of a share."""
    if run.out_of is not None:
        return PER_CENT * (special.expit(level) - special.expit(level - by))
    percent = PER_CENT * np.expm1(by)
    now = run.shown(np.exp(level), run.whole)
    return np.where(run.is_share, now - now / (1 + percent / PER_CENT), percent)
