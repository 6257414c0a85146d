"""Months of which a part is missing everywhere, and months that are missing altogether."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.wording import count_of
from xlsrc.extracts.gate.finding import Finding, Missing, Severity
from xlsrc.extracts.gate.release import named
from xlsrc.gate.said import CHECK, where
from xlsrc.measures.foretelling import count_z
from xlsrc.measures.rolling import MONTHS_IN_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.gate.cells import Cells
    from xlsrc.gate.foretold import Foretold, Part

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

# Of 148 real months (2013 to 2026) none is beyond the first two; none has more than 6 % of its
# series below their range, where a force has few series 14 %.
_LAST_Z, _OLDER_Z, _NOTED_Z = -2.33, -3.3, -1.96
_LAST_SHARE, _OLDER_SHARE = 0.08, 0.12
_LAST_SHARE_OF_FEW, _OLDER_SHARE_OF_FEW = 0.15, 0.225
_FEW_SERIES: Final = 40
_FEWEST_SERIES: Final = 10
"""Of fewer series a share says nothing."""
_LOW_Z: Final = -1.96
_LARGE_ENOUGH: Final = 5.0
_CUT, _FEWEST_OFFENCES = 0.4, 100
"""A last month under that part of the year's median month was cut as it was counted, whatever the
engine knows: London's deepest real fall (April 2020) stayed above six tenths."""
_LEAST_SHOWN: Final = 0.5
"""Fewer offences than this that may be missing in a series are none."""


def month_incomplete(foretold: Foretold, part: Part, low_areas: Flags) -> list[Finding]:
    """A finding for each month in which the total, or very many series at once, are too low.

    ``low_areas`` (area × month) are those that are too low beside the others: a single large area
    is no unfinished month, and they are left out of account.
    """
    cells = foretold.cells
    if cells.is_returned:
        return []
    z = _z_without(part, low_areas)
    own = np.isin(foretold.offence, part.offences)
    mean, of_series = foretold.expected.mean[own], foretold.expected.z[own]
    with np.errstate(invalid="ignore"):
        judged = (mean >= _LARGE_ENOUGH) & np.isfinite(of_series)
        judged &= ~low_areas[foretold.area[own]]
        low = (of_series < _LOW_Z) & judged
    number = judged.sum(axis=0)
    share = low.sum(axis=0) / np.maximum(number, 1)
    few = number < _FEW_SERIES
    known = np.isfinite(part.whole[0])
    last = np.arange(cells.months) == np.flatnonzero(known)[-1]
    limit = np.where(
        last,
        np.where(few, _LAST_SHARE_OF_FEW, _LAST_SHARE),
        np.where(few, _OLDER_SHARE_OF_FEW, _OLDER_SHARE),
    )
    with np.errstate(invalid="ignore"):
        doubtful = z <= np.where(last, _LAST_Z, _OLDER_Z)
        noted = last & (z <= _NOTED_Z)
    doubtful |= (share >= limit) & (number >= _FEWEST_SERIES)
    if foretold.is_apart(part):
        doubtful &= last
    doubtful |= last & _is_cut(part.whole[0])
    return [
        _of_month(foretold, part, month, float(share[month]), is_doubt=bool(doubtful[month]))
        for month in np.flatnonzero(doubtful | noted).tolist()
    ]


def _is_cut(whole: Numbers) -> Flags:
    """Whether each month is a small part of the median of the twelve before it."""
    usual = _usual(whole)
    with np.errstate(invalid="ignore"):
        return np.asarray((usual >= _FEWEST_OFFENCES) & (whole < _CUT * usual))


def _usual(whole: Numbers) -> Numbers:
    """The median of the twelve months before each month; nan where one of them is not there."""
    usual = np.full(whole.size, np.nan)
    if whole.size > MONTHS_IN_YEAR:
        years = np.lib.stride_tricks.sliding_window_view(whole, MONTHS_IN_YEAR)
        usual[MONTHS_IN_YEAR:] = np.median(years[:-1], axis=1)
    return usual


def _z_without(part: Part, low_areas: Flags) -> Numbers:
    """The z of each month's total, had the areas that are too low what was expected of them."""
    lacking = np.where(low_areas, part.area_expected.mean - part.areas, 0.0).sum(axis=0)
    expected = part.whole_expected
    scale = np.divide(
        part.whole[0], part.areas_sum, out=np.ones(lacking.size), where=part.areas_sum > 0
    )
    whole = np.rint(part.whole + np.maximum(lacking * scale, 0))
    z: Numbers = count_z(whole, expected.mean, expected.variance)[0]
    return z


def _of_month(
    foretold: Foretold, part: Part, month: int, share: float, *, is_doubt: bool
) -> Finding:
    cells = foretold.cells
    expected = part.whole_expected.mean[0, month]
    if not np.isfinite(expected):
        expected = _usual(part.whole[0])[month]
    ratio = 100 * float(part.whole[0, month] / expected)
    is_left_out = is_doubt and month == np.flatnonzero(np.isfinite(part.whole[0]))[-1]
    files = cells.files(slice(None), part.offences.tolist(), [month])
    return Finding(
        rule="month-incomplete",
        severity=Severity.WITHHOLDS if is_doubt else Severity.NOTES,
        source=cells.source,
        files=files,
        areas=cells.reached,
        offences=cells.reached_of(part.offences.tolist()),
        months=frozenset([cells.first + month]),
        wanted="Whole months were wanted",
        found=(
            f"{cells.name(month)} looks unfinished: {100 * share:.0f} % of series lie below their "
            f"usual range (by chance 1 to 4 %) and the total is {ratio:.0f} % of what was expected"
        ),
        where=where(files),
        action=f"Left out; as at {cells.name(month - 1)}. {CHECK}" if is_left_out else CHECK,
        size=ratio,
        missing=missing_in(foretold, part, month, None) if is_doubt else (),
    )


def missing_in(foretold: Foretold, part: Part, month: int, area: int | None) -> tuple[Missing, ...]:
    """What a month may lack at most, by area and offence; of one area (its place) if given."""
    cells = foretold.cells
    most = foretold.most_missing(month)
    rows = range(len(cells.areas)) if area is None else (area,)
    return tuple(
        Missing(
            area=cells.areas[row],
            offence=cells.offences[at],
            months=frozenset([cells.first + month]),
            most=round(float(most[row, at]), 1),
        )
        for row in rows
        for at in part.offences.tolist()
        if cells.ordinary[row] and most[row, at] >= _LEAST_SHOWN
    )


def hole(cells: Cells) -> list[Finding]:
    """A finding for each set of months that series lack between their first and their last."""
    there: Flags = np.asarray((cells.vintage >= 0).any(axis=0))
    alike: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
    for at, row in enumerate(there):
        known = np.flatnonzero(row)
        if known.size:
            lacking = set(range(known[0], known[-1])) - set(known.tolist())
            if lacking:
                alike[tuple(sorted(lacking))].append(at)
    return [_hole(cells, months, offences) for months, offences in alike.items()]


def _hole(cells: Cells, months: tuple[int, ...], offences: list[int]) -> Finding:
    files = tuple(one.file for one in cells.extracts)
    some = any(at not in offences for at in np.flatnonzero(cells.is_there).tolist())
    names = [cells.offences[at] for at in offences]
    spans = _spans(cells, months)
    number = count_of(len(months), "month")
    return Finding(
        rule="hole",
        severity=Severity.WITHHOLDS,
        source=cells.source,
        files=files,
        areas=cells.reached,
        offences=cells.canonical(offences) if some else None,
        months=frozenset(cells.first + month for month in months),
        wanted="Every month from the first to the last was wanted",
        found=f"{number} missing{f' of {named(names)}' if some else ''}: {named(spans)}",
        where=where(files),
        action="Add the release that has them; sums over them are not given",
        size=float(len(months)),
    )


def _spans(cells: Cells, months: tuple[int, ...]) -> list[str]:
    """Runs of months in words."""
    runs = np.split(months, np.flatnonzero(np.diff(months) > 1) + 1)
    return [
        cells.name(run[0]) if run.size == 1 else f"{cells.name(run[0])} to {cells.name(run[-1])}"
        for run in runs
    ]
