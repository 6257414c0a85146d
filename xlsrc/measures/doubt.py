"""How much of a change on a year ago something other than offences could explain.

Everything is a shift of the log ratio of the two years: 0.01 is about one point.

Source: docs/statistics.md, "What else could explain it?"
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.measures.by_period import by_period
from xlsrc.measures.change import PROBABLY_REAL_P, change_on_year
from xlsrc.measures.rolling import MONTHS_IN_YEAR, PER_CENT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Shifts = tuple[Numbers, Numbers]

TOO_SMALL_TO_SAY: Final = 0.005
"""Shifts below this are not worth a word."""

# Places are not lost evenly: an area's loss was 0 to 2.3 times London's in the years in which
# the truth is known.
_UNEVENNESS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """What becomes of changes when they shift: one value per series.

    ``p_counted`` is of the change as counted, ``p`` the largest of that and of either end of its
    shifts; ``low`` and ``high`` are the change there, in per cent. ``turns`` where it is not the
    same verdict at all three: a rise, no clear change, or a fall.
    """

    p_counted: Numbers
    p: Numbers
    low: Numbers
    high: Numbers
    turns: NDArray[np.bool_]


def unplaced_shift(before: Numbers, now: Numbers) -> Shifts:
    """What offences without a place could explain, lowest and highest.

    ``before`` and ``now`` are offences without a place per offence with one, in the two years.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        moved = np.log((1 + _UNEVENNESS * now) / (1 + _UNEVENNESS * before))
    apart = (before + now) / 2
    return np.minimum(0, moved) - apart, np.maximum(0, moved) + apart


def hidden_shift(counts: Numbers, more: Numbers) -> Shifts:
    """What up to ``more`` offences, hidden in the months of ``counts``, could explain.

    Both series × months, the last 24 of which are used; gaps count as nothing.
    """
    highest, lowest = (
        np.log1p(_ratio(more[:, months].sum(axis=1), np.nansum(counts[:, months], axis=1)))
        for months in (slice(-MONTHS_IN_YEAR, None), slice(-2 * MONTHS_IN_YEAR, -MONTHS_IN_YEAR))
    )
    return -lowest, highest


def within(
    counts: Numbers,
    low: Numbers,
    high: Numbers,
    every: NDArray[np.int64] | None = None,
    squares: Numbers | None = None,
) -> Within:
    """The changes of the last 12 months of ``counts`` (series × months), and as they may be.

    ``every`` is per series how many months a figure is of; None: one each. ``squares`` are as for
    :func:`~xlsrc.measures.change.change_on_year`.
    """
    each = np.ones(len(counts), dtype=np.int64) if every is None else every
    both = (counts, counts if squares is None else squares)
    ways = [_changed(both, shift, each) for shift in (np.zeros_like(low), low, high)]
    ps = np.array([p for p, _ in ways])
    verdicts = np.array([np.where(p < PROBABLY_REAL_P, np.sign(c), 0) for p, c in ways])
    return Within(
        p_counted=ps[0],
        p=ps.max(axis=0),
        low=ways[1][1],
        high=ways[2][1],
        turns=(verdicts != verdicts[0]).any(axis=0),
    )


def _changed(
    both: tuple[Numbers, Numbers], shift: Numbers, every: NDArray[np.int64]
) -> tuple[Numbers, Numbers]:
    moved = [one[:, -2 * MONTHS_IN_YEAR :].copy() for one in both]
    for one in moved:
        one[:, -MONTHS_IN_YEAR:] *= np.exp(shift)[:, np.newaxis]
    change = by_period(change_on_year, every, *moved)
    with np.errstate(divide="ignore", invalid="ignore"):
        return change.p, PER_CENT * (change.now / change.before - 1)


def _ratio(part: Numbers, whole: Numbers) -> Numbers:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
