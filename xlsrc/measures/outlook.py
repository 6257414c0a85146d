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

from xlsrc.measures.foretelling import one_month_z, total_z
from xlsrc.measures.rolling import HALF_YEAR, MONTHS_IN_YEAR, QUARTER
from xlsrc.measures.runs import COMING, merged, runs_of
from xlsrc.measures.unusual import WATCH_BEGINS, WATCH_ENDS, standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.measures.level_filter import Filtered
    from xlsrc.measures.runs import Run

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Signs = NDArray[np.int8]
    Rows = NDArray[np.intp]

MEAN, VARIANCE = range(2)

FIRM: Final = 24
"""Observed months from which a range is no longer provisional, and a month is judged by it."""

LONG: Final = 36
"""Observed months from which six months together are judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What the past of each series says: series × the latest months, but for the last four.

    Counts, or shares per 100; NaN where nothing can be said. ``expected`` and the 95 % range
    ``low`` to ``high`` are of the month, foretold from the months before it; ``half_low`` to
    ``half_high`` of the six months to it, where these are worth watching. ``z1`` and ``z6`` say
    how far out the month and the six months to it are. ``force`` is the exception in force (1
    high, −1 low, 0 none), ``watched`` the same of what is worth watching.

    One a series: ``quarter_low`` to ``quarter_high`` of the last three months as foretold before
    them, ``next_low`` to ``next_high`` of the three to come; ``observed`` counts the figures.
    Series × 3: ``month_low`` to ``month_high`` of each of the three to come by itself, foretold
    from the same months; these do not add up to the range of the three together.
    ``is_part`` says which are parts of a whole, ``whole`` is the denominator of a month to come
    (NaN for counts). Series × 12: ``coming_mean`` and ``coming_variance`` of the total of the next
    1 to 12 months (of a share: of the share over them), and the last 12 months as they were judged:
    ``year`` with gaps for what says nothing, ``year_out_of``, and ``year_steps`` where a new way of
    recording begins. ``runs`` are those of the filter, () where they were not kept.
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
    month_low: Numbers
    month_high: Numbers
    observed: NDArray[np.int64]
    is_part: Flags
    whole: Numbers
    coming_mean: Numbers
    coming_variance: Numbers
    year: Numbers
    year_out_of: Numbers
    year_steps: Flags
    runs: tuple[Run, ...] = ()


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
    A series that holds a figure that is no whole number from 0 to a thousand million gets nothing.
    Shares whose part is larger than the whole as a rule are no parts: their counts are judged.
    """
    shown = min(months, values.shape[1])
    runs = tuple(runs_of(values, out_of, steps, shown))
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
        ("month", [_next_months(run) for run in runs]),
    ):
        shape = {"half": z1.shape, "month": (len(values), QUARTER)}.get(prefix, z1.shape[:1])
        for end, name in enumerate(("low", "high")):
            found[f"{prefix}_{name}"] = merged(runs, [both[end] for both in ranges], shape)
    observed, is_part = (
        merged(runs, of_each, z1.shape[:1])
        for of_each in (
            [run.filtered.observed[:, -1] for run in runs],
            [np.full(run.rows.shape, run.out_of is not None) for run in runs],
        )
    )
    return Outlook(
        **found,
        **_of_the_year(runs, len(values)),
        z1=z1,
        z6=z6,
        force=force,
        watched=watched,
        observed=observed.astype(np.int64),
        is_part=is_part > 0,
        year_steps=_year_of(steps),
        runs=runs,
    )


def _of_the_year(runs: Sequence[Run], series: int) -> dict[str, Numbers]:
    """The last 12 months as they were judged, and the totals of the next 1 to 12."""
    shape = (series, MONTHS_IN_YEAR)
    return {
        "year": merged(runs, [run.values[:, -MONTHS_IN_YEAR:] for run in runs], shape),
        "year_out_of": merged(runs, [run.denominators[:, -MONTHS_IN_YEAR:] for run in runs], shape),
        "coming_mean": merged(runs, [_coming(run, MEAN) for run in runs], shape),
        "coming_variance": merged(runs, [_coming(run, VARIANCE) for run in runs], shape),
        "whole": merged(runs, [run.whole for run in runs], shape[:1]),
    }


def _coming(run: Run, of: int) -> Numbers:
    """Means, or variances, of the totals to come after the last month: series × 12."""
    return np.column_stack([run.filtered.sums[months][of][:, -1] for months in COMING])


def _year_of(steps: Flags) -> Flags:
    """The last 12 months; False before the first."""
    year = np.zeros((len(steps), MONTHS_IN_YEAR), dtype=bool)
    latest = steps[:, -MONTHS_IN_YEAR:]
    year[:, MONTHS_IN_YEAR - latest.shape[1] :] = latest
    return year


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
    low, high = run.month_range_of(mean, variance, out_of, whole)
    return {
        "z1": np.where(known.observed >= FIRM, z1, np.nan),
        "z6": np.where(known.observed >= LONG, z6, np.nan),
        "expected": run.shown(mean, whole),
        "low": low,
        "high": high,
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


def _next_months(run: Run) -> tuple[Numbers, Numbers]:
    """The range of each of the three months to come: series × 3."""
    mean, variance = run.filtered.coming
    whole = np.broadcast_to(run.whole[:, None], mean.shape)
    return run.month_range_of(mean, variance, None if run.out_of is None else whole, whole)
