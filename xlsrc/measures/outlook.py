"""What its own past says of a series: the usual range of its months, and which of them stand out.

One filter serves counts and shares, boroughs and wards. Everything here is in the unit that is
shown: a count, or a share per 100.

Source: docs/statistics.md, "What is usual?" and "Exceptions".
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.measures.families import Counts, Shares
from xlsrc.measures.foretelling import (
    Z_95,
    count_range,
    month_correlation,
    one_month_z,
    part_range,
    share_correlation,
    total_z,
)
from xlsrc.measures.level_filter import Filtered, filtered
from xlsrc.measures.rolling import MONTHS_IN_YEAR, PER_CENT
from xlsrc.measures.unusual import WATCH_BEGINS, WATCH_ENDS, standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.measures.families import Family

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Signs = NDArray[np.int8]
    Rows = NDArray[np.intp]

QUARTER: Final = 3
HALF_YEAR: Final = 6

FIRM: Final = 24
"""Observed months from which a range is no longer provisional, and a month is judged by it."""

LONG: Final = 36
"""Observed months from which six months together are judged."""

ALL: Final = slice(None)

COMING: Final = range(1, MONTHS_IN_YEAR + 1)
"""Numbers of months to come whose total is foretold."""

QUARTERS: Final = tuple(range(0, 13, QUARTER))
"""Months before the latest at which earlier quarters ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """The filter run over the series of one family: counts, or parts of wholes.

    ``rows`` are their places among all series; ``is_share`` says which are shown per 100.
    ``values`` are what the filter was given, with gaps for what is to say nothing.
    ``denominators`` are those that shares are shown by, NaN for
    counts; ``out_of`` those that the family has, None where it is of counts.
    """

    rows: Rows
    is_share: Flags
    values: Numbers
    denominators: Numbers
    out_of: Numbers | None
    steps: Flags
    family: Family
    filtered: Filtered

    @property
    def whole(self) -> Numbers:
        """The denominator of a month to come: the mean of the last year, whole; NaN for counts."""
        latest = self.denominators[:, -MONTHS_IN_YEAR:]
        latest = np.where(np.isnan(self.values[:, -MONTHS_IN_YEAR:]), np.nan, latest)
        known = ~np.isnan(latest)
        total = np.where(known, latest, 0).sum(axis=1)
        return np.rint(
            np.where(known.any(axis=1), total / np.maximum(known.sum(axis=1), 1), np.nan)
        )

    def range_of(
        self, mean: Numbers, variance: Numbers, whole: Numbers, rows: Rows | slice = ALL
    ) -> tuple[Numbers, Numbers]:
        """The 95 % range of a foretold total as it is shown, by the ``whole`` that it is part of.

        Mean and variance are those of a count, or of a share of one.
        """
        if self.out_of is None:
            low, high = count_range(mean, variance, Z_95)
        else:
            low, high = part_range(whole, mean, share_correlation(mean, variance), Z_95)
        return self.shown(low, whole, rows), self.shown(high, whole, rows)

    def shown(self, count: Numbers, whole: Numbers, rows: Rows | slice = ALL) -> Numbers:
        """A count, or its share per 100 of a whole."""
        is_share = self.is_share[rows]
        if count.ndim > is_share.ndim:
            is_share = is_share[:, None]
        return np.where(is_share, PER_CENT * count / whole, count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What the past of each series says: series × the latest months, but for the last four.

    Counts, or shares per 100; NaN where nothing can be said. ``expected`` and the 95 % range
    ``low`` to ``high`` are of the month, foretold from the months before it; ``half_low`` to
    ``half_high`` of the six months to it, where these are worth watching. ``z1`` and ``z6`` say
    how far out the month and the six months to it are. ``force`` is the exception in force (1
    high, −1 low, 0 none), ``watched`` the same of what is worth watching.

    One a series: ``quarter_low`` to ``quarter_high`` of the last three months as foretold before
    them, ``next_low`` to ``next_high`` of the three to come. ``observed`` counts the figures.
    """

    expected: Numbers
    low: Numbers
    high: Numbers
    half_low: Numbers
    half_high: Numbers
    z1: Numbers
    z6: Numbers
    force: Signs
    watched: Signs
    quarter_low: Numbers
    quarter_high: Numbers
    next_low: Numbers
    next_high: Numbers
    observed: NDArray[np.int64]
    runs: tuple[Run, ...]

    def run_of(self, row: int) -> tuple[Run, int]:
        """The run that a series is in, and its place there."""
        return next(
            (run, int(place[0]))
            for run in self.runs
            if (place := np.flatnonzero(run.rows == row)).size
        )


def outlook(values: Numbers, out_of: Numbers, steps: Flags, *, months: int) -> Outlook:
    """What the past of each series says of its latest ``months``.

    Parameters
    ----------
    values
        Counts, or the parts of shares, series × months, the last column the latest month. NaN is
        a gap, or a month that is to say nothing: it teaches nothing and is not judged.
    out_of
        The denominators of shares, NaN for counts; a share without one is a gap.
    steps
        Marks the first month of each new way of recording: it is not judged, and the level may
        have jumped there. Series may end in any month: the season's phase does not matter.

    Notes
    -----
    A series that holds a figure that is no whole number of at least 0 gets nothing. Shares whose
    part is larger than the whole as a rule are no parts: their counts are judged.
    """
    shown = min(months, values.shape[1])
    runs = tuple(_runs(values, out_of, steps, shown))
    of_month = [_months(run, shown) for run in runs]
    z1, z6 = (
        merged(runs, [of[name] for of in of_month], (len(values), shown)) for name in ("z1", "z6")
    )
    force, _ = standing(z1, z6)
    watched, _ = standing(z1, z6, begins=WATCH_BEGINS, ends=WATCH_ENDS)
    lasting = np.abs(z6) >= WATCH_ENDS
    found: dict[str, Numbers] = {}
    for name in ("expected", "low", "high"):
        found[name] = merged(runs, [of[name] for of in of_month], z1.shape)
    for prefix, ranges in (
        ("half", [_half_years(run, lasting[run.rows]) for run in runs]),
        ("quarter", [_last_quarter(run) for run in runs]),
        ("next", [_next_quarter(run) for run in runs]),
    ):
        shape = z1.shape if prefix == "half" else z1.shape[:1]
        for end, name in enumerate(("low", "high")):
            found[f"{prefix}_{name}"] = merged(runs, [both[end] for both in ranges], shape)
    observed = np.zeros(len(values), dtype=np.int64)
    for run in runs:
        observed[run.rows] = run.filtered.observed[:, -1]
    return Outlook(
        **found, z1=z1, z6=z6, force=force, watched=watched, observed=observed, runs=runs
    )


def _runs(values: Numbers, out_of: Numbers, steps: Flags, shown: int) -> list[Run]:
    is_share: Flags = np.any(np.isfinite(out_of), axis=1)
    with np.errstate(invalid="ignore"):
        usable = _is_whole(values, out_of) & (~is_share[:, None] | (out_of > 0))
        larger = np.sum(values > out_of, axis=1) > np.sum(~np.isnan(values), axis=1) / 2
    counted = np.where(usable, values, np.nan)
    is_part = is_share & ~larger
    found = []
    for rows in (np.flatnonzero(~is_part), np.flatnonzero(is_part)):
        if not rows.size:
            continue
        # Months before any of them begins teach nothing.
        known = np.flatnonzero(~np.isnan(counted[rows]).all(axis=0))
        since = int(known[0]) if known.size else -1
        own, denominators = counted[rows, since:], out_of[rows, since:]
        whole = None
        family: Family = Counts()
        if is_part[rows[0]]:
            own = np.where(np.isnan(own), np.nan, np.fmin(own, denominators))
            whole = np.where(np.isnan(own), 1.0, denominators)
            family = Shares(out_of=whole)
        run = filtered(
            own,
            family,
            first_month=0,
            steps=steps[rows, since:],
            ahead=COMING,
            latest={QUARTER: QUARTER + 1, HALF_YEAR: shown + HALF_YEAR},
            weights_back=QUARTERS,
        )
        found.append(
            Run(
                rows=rows,
                is_share=is_share[rows],
                values=own,
                denominators=denominators,
                out_of=whole,
                steps=steps[rows, since:],
                family=family,
                filtered=run,
            )
        )
    return found


def _is_whole(values: Numbers, out_of: Numbers) -> Flags:
    """Which series hold whole numbers only: series × 1."""
    known = np.nan_to_num(np.stack((values, out_of)))
    whole: Flags = ((known >= 0) & (known == np.floor(known))).all(axis=(0, 2))
    return whole[:, None]


def merged(runs: Sequence[Run], of_each: Sequence[Numbers], shape: tuple[int, ...]) -> Numbers:
    """Each run's array in its rows of one array, months at its end; NaN where there is none."""
    whole = np.full(shape, np.nan)
    for run, own in zip(runs, of_each, strict=True):
        if own.ndim == 1:
            whole[run.rows] = own
        else:
            whole[run.rows, -own.shape[1] :] = own
    return whole


def _months(run: Run, shown: int) -> dict[str, Numbers]:
    """The latest months: z of each and of the six to it, and what was foretold of it."""
    shown = min(shown, run.values.shape[1])
    latest = slice(-shown, None)
    known, steps = _latest(run.filtered, latest), run.steps[:, latest]
    out_of = None if run.out_of is None else run.out_of[:, latest]
    z1 = one_month_z(run.values[:, latest], known, out_of, steps)
    z6 = total_z(run.filtered, HALF_YEAR, run.out_of, run.steps, shown=shown)
    # Of a share's gap nothing is said: what it would be a part of is not known.
    unsaid = steps | (np.isnan(run.values[:, latest]) & run.is_share[:, None])
    mean = np.where(unsaid, np.nan, known.mean)
    variance, whole = known.variance, run.denominators[:, latest]
    if out_of is None:
        low, high = count_range(mean, variance, Z_95)
    else:
        correlation = month_correlation(mean, variance, out_of)
        low, high = part_range(out_of, mean / out_of, correlation, Z_95)
    return {
        "z1": np.where(known.observed >= FIRM, z1, np.nan),
        "z6": np.where(known.observed >= LONG, z6, np.nan),
        "expected": run.shown(mean, whole),
        "low": run.shown(low, whole),
        "high": run.shown(high, whole),
    }


def _latest(known: Filtered, columns: slice) -> Filtered:
    """The same of the latest months only."""
    return dataclasses.replace(
        known,
        mean=known.mean[:, columns],
        variance=known.variance[:, columns],
        pulled_in=known.pulled_in[:, columns],
        observed=known.observed[:, columns],
        sums={
            k: (mean[:, columns], variance[:, columns])
            for k, (mean, variance) in known.sums.items()
        },
    )


def _half_years(run: Run, wanted: Flags) -> tuple[Numbers, Numbers]:
    """The ranges of the six months to each month that is wanted (of the latest)."""
    wanted = wanted[:, -run.values.shape[1] :]
    shape, (rows, columns) = wanted.shape, np.nonzero(wanted)
    last = columns + run.values.shape[1] - shape[1]
    mean, variance = (of[rows, last - HALF_YEAR] for of in run.filtered.sums[HALF_YEAR])
    whole = np.zeros(rows.shape)
    for back in range(HALF_YEAR):
        whole += run.denominators[rows, last - back]
    ends = []
    for end in run.range_of(mean, variance, whole, rows):
        ends.append(np.full(shape, np.nan))
        ends[-1][rows, columns] = end
    return ends[0], ends[1]


def _last_quarter(run: Run) -> tuple[Numbers, Numbers]:
    """The range of the last three months, as it was foretold before the first of them."""
    months = run.values.shape[1]
    latest = slice(-QUARTER, None)
    if months <= QUARTER:
        nothing = np.full(run.rows.shape, np.nan)
        return nothing, nothing
    told = ~(np.isnan(run.values[:, latest]) | run.steps[:, latest]).any(axis=1)
    mean, variance = (
        np.where(told, of[:, -1 - QUARTER], np.nan) for of in run.filtered.sums[QUARTER]
    )
    return run.range_of(mean, variance, run.denominators[:, latest].sum(axis=1))


def _next_quarter(run: Run) -> tuple[Numbers, Numbers]:
    """The range of the three months to come."""
    mean, variance = (of[:, -1] for of in run.filtered.sums[QUARTER])
    return run.range_of(mean, variance, QUARTER * run.whole)
