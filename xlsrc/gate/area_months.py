"""Months of single areas that are too low, or too high, beside the other areas' same month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.wording import count_of
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.gate.months import missing_in
from xlsrc.gate.said import CHECK, place, where
from xlsrc.measures.foretelling import Z_95
from xlsrc.measures.rolling import MONTHS_IN_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.gate.foretold import Foretold, Part

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

# In sd of the area's own last 60 months; 4 of 4,736 real area-months are lower.
_LAST_LOW, _OLDER_LOW, _LOW = -3.75, -5.0, -0.10
_LAST_HIGH, _OLDER_HIGH, _HIGH = 6.5, 7.5, 0.15
_WINDOW: Final = 60
_ENOUGH: Final = 12
"""Months that a spread is taken from at least: at the start of a file later ones are among them."""
_LEAST_SD: Final = 0.03
_FEW_AREAS, _FEW_MONTHS, _LEAST_SD_OF_FEW = 10, 24, 0.05
"""Beside few others, or by few months, an area is judged less sharply: it is a good part of the
others' middle itself, and a spread of a dozen months may be small by chance."""
_OF_MEDIAN: Final = 1.4826
_OTHERS: Final = 4
"""So many areas at least: of fewer there are no others to go by."""
_HALF: Final = 0.5
_EXPECTED: Final = 100
"""So many offences at least are expected of a total: chance alone moves smaller ones too far."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StandsOut:
    """Area × month: whether an area is too low, or too high, and its log ratio to the others'."""

    low: Flags
    high: Flags
    beside: Numbers


def area_month(foretold: Foretold, part: Part, out: StandsOut) -> list[Finding]:
    """A finding for each month of an area that stands out from what the others did."""
    return [
        _finding(foretold, part, row, month, float(out.beside[row, month]))
        for row, month in np.argwhere(out.low | (out.high & foretold.cells.is_recent)).tolist()
    ]


def standing_out(foretold: Foretold, part: Part) -> StandsOut:
    """Where the total of an area is far from its own past as the others' same month has it."""
    cells = foretold.cells
    low, high = np.zeros((2, *part.areas.shape), dtype=bool)
    against = np.zeros(part.areas.shape)
    rows = np.flatnonzero(cells.large)
    if rows.size < _OTHERS:
        return StandsOut(low=low, high=high, beside=against)
    z = part.area_expected.z[rows]
    counts, mean = part.areas[rows], part.area_expected.mean[rows]
    with np.errstate(invalid="ignore", divide="ignore"):
        log = np.log(np.maximum(counts, _HALF) / mean)
    known = np.isfinite(log).sum(axis=0) >= _OTHERS
    beside = np.full(log.shape, np.nan)
    beside[:, known] = log[:, known] - np.nanmedian(log[:, known], axis=0)
    far = beside / _spread(beside)
    is_there = np.isfinite(part.whole[0])
    is_last = np.arange(cells.months) == np.flatnonzero(is_there)[-1]
    foretold_well = months_since_a_long_gap(is_there) >= MONTHS_IN_YEAR
    with np.errstate(invalid="ignore"):
        large = (mean >= _EXPECTED) & foretold_well
        # The engine knows where it is unsure: after a step a single odd month is its level.
        low[rows] = (far <= np.where(is_last, _LAST_LOW, _OLDER_LOW)) & (beside <= _LOW)
        low[rows] &= large & (z <= -Z_95) & (is_last | (not foretold.is_apart(part)))
        high[rows] = (far >= np.where(is_last, _LAST_HIGH, _OLDER_HIGH)) & (beside >= _HIGH)
        high[rows] &= large & (z >= Z_95)
    against[rows] = beside
    return StandsOut(low=low, high=high, beside=against)


def months_since_a_long_gap(is_there: Flags) -> NDArray[np.int64]:
    """How many months before each were there since none was for a year or more, or in all: over
    such a gap areas part for good, and no file has lost what one lacks beside the others.
    """
    found = np.zeros(is_there.size, dtype=np.int64)
    seen = gone = 0
    for at, there in enumerate(is_there.tolist()):
        gone = 0 if there else gone + 1
        if gone >= MONTHS_IN_YEAR:
            seen = 0
        found[at] = seen
        seen += there
    return found


def _spread(beside: Numbers) -> Numbers:
    """The robust sd of each area's last 60 months up to each month; of the first of them, of the
    first twelve.
    """
    known = np.isfinite(beside)
    number = known.sum(axis=1, keepdims=True)
    padded = np.pad(np.abs(beside), ((0, 0), (_WINDOW - 1, 0)), constant_values=np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW, axis=1)
    middle = np.full(beside.shape, np.nan)
    middle[known] = np.nanmedian(windows[known], axis=1)
    seen = known.cumsum(axis=1)
    enough = np.minimum(_ENOUGH, number)
    first = np.take_along_axis(middle, (seen >= enough).argmax(axis=1)[:, None], axis=1)
    middle = np.where(seen >= enough, middle, first)
    few = (number < _FEW_MONTHS) | (len(beside) < _FEW_AREAS)
    spread = np.maximum(np.where(few, _LEAST_SD_OF_FEW, _LEAST_SD), _OF_MEDIAN * middle)
    return np.asarray(np.where(known & (number >= _ENOUGH // 2), spread, np.nan))


def _finding(foretold: Foretold, part: Part, row: int, month: int, beside: float) -> Finding:
    cells, is_low = foretold.cells, beside < 0
    area = cells.areas[row]
    files = cells.files(row, part.offences.tolist(), [month])
    against = 100 * (np.exp(beside) - 1)
    return Finding(
        rule="area-month-low" if is_low else "area-month-high",
        severity=Severity.WITHHOLDS if is_low else Severity.NOTES,
        source=cells.source,
        files=files,
        areas=frozenset([area]),
        offences=cells.reached_of(part.offences.tolist()),
        months=frozenset([cells.first + month]),
        wanted="Every area's months should be whole",
        found=(
            f"{place(area)} has {count_of(round(float(part.areas[row, month])), 'offence')} in "
            f"{cells.name(month)}, "
            f"{abs(against):.0f} % {'fewer' if is_low else 'more'} than expected from its "
            "own months before and the same month elsewhere"
        ),
        where=where(files),
        action=CHECK,
        size=float(part.areas[row, month]),
        missing=missing_in(foretold, part, month, row) if is_low else (),
    )
