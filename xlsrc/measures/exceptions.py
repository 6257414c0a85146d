"""Exceptions: months and half-years that random variation would rarely give."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from scipy import special

from xlsrc.measures.expected import FLAG_Z, HALF_YEAR, QUARTER
from xlsrc.measures.rolling import MONTHS_IN_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

# 54 months of baseline less six parameters.
DEGREES_OF_FREEDOM: Final = 48
# The month and the half-year are two chances to be flagged.
LOOKS: Final = 2
FALSE_DISCOVERY_RATE: Final = 0.05
# Share of series-months that the flag raises in stable series: benchmarks/detection.py.
FALSE_ALARMS: Final = 0.016
# Rarer than this is beyond what the model can tell: "fewer than".
RAREST: Final = 20_000
# Under this mean count a month only large changes can be seen.
SMALL_MEAN: Final = 5.0


class Kind(StrEnum):
    """What lies outside its range: a month, or six months together."""

    NONE = ""
    ONE_MONTH = "one month"
    SUSTAINED = "sustained"


class Standing(StrEnum):
    """An exception against the last publication."""

    NONE = ""
    NEW = "new"
    CONTINUING = "continuing"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exceptions:
    """The exception of each series, if it has one.

    One value per series: ``kind`` and ``standing`` hold :class:`Kind` and :class:`Standing`;
    ``direction`` is 1 for more than usual, −1 for less, 0 for none. ``since`` and ``until`` are
    the first and last column of the unbroken run of flagged months, and ``at`` the column to
    describe: the month outside its range, or the last of six that are together (−1 for none);
    ``z`` is its z1 or z6. series × months, for charts: ``one_month`` marks months outside their
    range and ``sustained`` months that belong to a half-year outside its own.
    """

    kind: NDArray[np.object_]
    standing: NDArray[np.object_]
    direction: NDArray[np.int8]
    since: NDArray[np.int64]
    until: NDArray[np.int64]
    at: NDArray[np.int64]
    z: Array
    one_month: NDArray[np.bool_]
    sustained: NDArray[np.bool_]


def exceptions(z1: Array, z6: Array, *, published: int | None = None) -> Exceptions:
    """Exceptions since the last publication, told apart as new, continuing and ended.

    Parameters
    ----------
    z1, z6
        series × months, the last column the latest month, as from
        :func:`~xlsrc.measures.expected.history`. ``nan`` raises no flag.
    published
        The column of the last month published; negative when it lies before the first column
        (nothing was flagged then); three months before the latest when ``None``.

    Raises
    ------
    ValueError
        When ``published`` is after the latest month.

    Notes
    -----
    A month is flagged when |z1| or |z6| is above 3.09. *New*: flagged since, and not
    in the same direction at the last publication; *continuing*: flagged then and since; *ended*:
    flagged then, not since. What is described is the latest look flagged since the publication:
    a half-year further out than each of its months, else a month, else the half-year that a
    month known before still lifts.

    """
    z1, z6 = np.asarray(z1, dtype=np.float64), np.asarray(z6, dtype=np.float64)
    latest = z1.shape[1] - 1
    published = latest - QUARTER if published is None else published
    if published > latest:
        message = f"the last publication is at or before month {latest}; found {published}"
        raise ValueError(message)
    columns = np.arange(latest + 1)
    of_month = _side(z1)
    flagged = np.where(_magnitude(z6) > _magnitude(z1), _side(z6), of_month)
    then = flagged[:, published] if published >= 0 else np.zeros(len(z1), dtype=np.int8)
    # When the latest month is itself published, it is judged again.
    until = _last((flagged != 0) & (columns > min(published, latest - 1)))
    ended = (until < 0) & (then != 0)
    until = np.where(ended, published, until)
    exists = until >= 0
    direction = np.where(exists, _at(flagged, until), 0).astype(np.int8)
    since = np.where(exists, _at(_run_starts(flagged), until), -1)
    # What is described is the look that was flagged since the last publication; of what ended,
    # the last one flagged before it.
    reach = np.where(ended, since, np.maximum(since, published + 1))
    in_reach = (columns >= reach[:, None]) & (columns <= until[:, None]) & exists[:, None]
    same_side = direction[:, None]
    last_lasting = _last(in_reach & (_lasting(z1, z6) == same_side))
    last_month = _last(in_reach & (of_month == same_side))
    is_sustained = (last_lasting >= 0) | (last_month < 0)
    at = np.where(last_lasting >= 0, last_lasting, np.where(last_month >= 0, last_month, until))
    at = np.where(exists, at, -1)
    is_sustained &= exists
    return Exceptions(
        kind=_chosen({Kind.SUSTAINED: is_sustained, Kind.ONE_MONTH: exists}, Kind.NONE),
        standing=_chosen(
            {
                Standing.ENDED: ended,
                Standing.CONTINUING: exists & (direction == then),
                Standing.NEW: exists,
            },
            Standing.NONE,
        ),
        direction=direction,
        since=since,
        until=until,
        at=at,
        z=np.where(exists, np.where(is_sustained, _at(z6, at), _at(z1, at)), np.nan),
        one_month=of_month != 0,
        sustained=_highest_of_six((_lasting(z1, z6) != 0)[:, ::-1])[:, ::-1] > 0,
    )


def ward_p(z1: Array, z6: Array) -> Array:
    """Approximate two-sided p of the larger of two looks, from t with 48 degrees of freedom.

    ``nan`` where both are.
    """
    larger = np.fmax(np.abs(z1), np.abs(z6))
    p: Array = np.minimum(1, LOOKS * 2 * special.stdtr(DEGREES_OF_FREEDOM, -larger))
    return p


def false_discovery(p: Array) -> Array:
    """Benjamini-Hochberg adjusted p over all values of an array of any shape.

    Those at most 0.05 may be called findings, of which one in twenty is false on average.
    ``nan`` values are no tests, and stay ``nan``.

    Notes
    -----
    Benjamini & Hochberg 1995, J. R. Statist. Soc. B 57(1) 289-300.

    """
    p = np.asarray(p, dtype=np.float64)
    adjusted = np.full(p.shape, np.nan)
    tested = np.isfinite(p)
    values = p[tested]
    order = np.argsort(values)[::-1]
    number = len(values)
    stepped = values[order] * number / np.arange(number, 0, -1)
    back = np.empty(number)
    back[order] = np.minimum(1, np.minimum.accumulate(stepped))
    adjusted[tested] = back
    return adjusted


def one_in(z: float) -> float:
    """Of how many months one would be this far out, on this side, if nothing had changed.

    One-sided, from t with 48 degrees of freedom; ``nan`` for ``nan``.
    """
    return 1 / float(special.stdtr(DEGREES_OF_FREEDOM, -abs(z)))


def only_large_changes_show(counts: Array) -> NDArray[np.bool_]:
    """Whether a series counts under 5 a month on average over its last 12 months.

    series × months in, one value per series out; a gap among the 12 gives ``False``.
    """
    recent = np.asarray(counts, dtype=np.float64)[:, -MONTHS_IN_YEAR:]
    small: NDArray[np.bool_] = recent.mean(axis=1) < SMALL_MEAN
    return small


def _magnitude(z: Array) -> Array:
    return np.nan_to_num(np.abs(z))


def _side(z: Array) -> NDArray[np.int8]:
    return (z > FLAG_Z).astype(np.int8) - (z < -FLAG_Z).astype(np.int8)


def _at(values: NDArray[np.generic], column: NDArray[np.int64]) -> NDArray[np.generic]:
    """Each series' value at a column of its own; the first column's for −1."""
    return np.take_along_axis(values, np.maximum(column, 0)[:, None], axis=1)[:, 0]


def _last(condition: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Last column where a condition holds, −1 for none."""
    columns = np.arange(condition.shape[1])
    last: NDArray[np.int64] = np.where(condition, columns, -1).max(axis=1)
    return last


def _run_starts(side: NDArray[np.int8]) -> NDArray[np.int64]:
    """First column of the run of equal sides that each column is in."""
    starts = np.ones(side.shape, dtype=np.bool_)
    starts[:, 1:] = side[:, 1:] != side[:, :-1]
    first: NDArray[np.int64] = np.where(starts, np.arange(side.shape[1]), 0)
    return np.maximum.accumulate(first, axis=1)


def _lasting(z1: Array, z6: Array) -> NDArray[np.int8]:
    """Side of half-years that are further out than each of their months, which so explains none."""
    high = (z6 > FLAG_Z) & (z6 > _highest_of_six(z1))
    low = (z6 < -FLAG_Z) & (-z6 > _highest_of_six(-z1))
    return high.astype(np.int8) - low.astype(np.int8)


def _highest_of_six(values: NDArray[np.generic]) -> Array:
    """Highest of each value and the five before it."""
    known = np.nan_to_num(values.astype(np.float64), nan=-np.inf)
    padded = np.pad(known, ((0, 0), (HALF_YEAR - 1, 0)), constant_values=-np.inf)
    highest: Array = sliding_window_view(padded, HALF_YEAR, axis=1).max(axis=-1)
    return highest


def _chosen(
    conditions: dict[StrEnum, NDArray[np.bool_]], otherwise: StrEnum
) -> NDArray[np.object_]:
    """The first word whose condition holds, for each series."""
    # numpy.full would turn the word into a plain str.
    words = np.empty(len(next(iter(conditions.values()))), dtype=object)
    words[:] = otherwise
    for word, condition in reversed(conditions.items()):
        words[condition] = word
    return words
