"""Single series that fall to nothing, or lie far from what was to be expected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.gate.said import CHECK, place, where
from xlsrc.measures.rolling import MONTHS_IN_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.gate.foretold import Foretold

# None of 75,000 real series-months is 0 where 15 are expected; 1 of 7,469 where 8 to 15 are.
_ZERO_Z, _ZERO_FROM, _ZERO_NOTED_FROM = -3.0, 15.0, 8.0
# 6 of 90,000 are lower; 2 to 5 a release are higher, all real: carnivals, operations.
_LAST_LOW, _OLDER_LOW = -3.5, -4.5
_LAST_HIGH, _OLDER_HIGH, _HIGH_FROM = 4.5, 5.5, 10.0
_ENDED: Final = 0.02
_MANY_AREAS: Final = 8


def extremes(foretold: Foretold) -> list[Finding]:
    """A finding for each month of a series that is 0, very low or very high against all before."""
    cells, counts = foretold.cells, foretold.counts
    z, mean = foretold.expected.z, foretold.expected.mean
    large = cells.large[foretold.area][:, None]
    ends = cells.months - 1 - np.isfinite(counts[:, ::-1]).argmax(axis=1)
    is_last = np.arange(cells.months) == ends[:, None]
    with np.errstate(invalid="ignore"):
        zero = (counts == 0) & (z <= _ZERO_Z) & ~_stops(foretold)
        gone = zero & (mean >= _ZERO_FROM)
        few = zero & (mean >= _ZERO_NOTED_FROM) & ~gone & cells.is_recent
        low = (z <= np.where(is_last, _LAST_LOW, _OLDER_LOW)) & ~zero & cells.is_recent
        high = (z >= np.where(is_last, _LAST_HIGH, _OLDER_HIGH)) & (counts >= _HIGH_FROM)
        high &= cells.is_recent
    return [
        _finding(foretold, row, month, rule, severity)
        for found, rule, severity in (
            (gone, "series-zero", Severity.WITHHOLDS),
            (few, "series-zero", Severity.NOTES),
            (low, "series-low", Severity.NOTES),
            (high, "series-high", Severity.NOTES),
        )
        for row, month in np.argwhere(found & large).tolist()
    ]


def _stops(foretold: Foretold) -> NDArray[np.bool_]:
    """Series × month: zeros from which an offence has ended for good in most areas, or in many.

    It is no longer recorded under that name: labels that stop are said once, not by area.
    """
    counts, mean = foretold.counts, foretold.expected.mean
    after = np.full(counts.shape, np.nan)
    if counts.shape[1] > MONTHS_IN_YEAR:
        years = np.lib.stride_tricks.sliding_window_view(counts, MONTHS_IN_YEAR, axis=1)
        after[:, :-MONTHS_IN_YEAR] = years[:, 1:].mean(axis=-1)
    with np.errstate(invalid="ignore"):
        ended = (counts == 0) & (after <= _ENDED * mean) & (mean >= _ZERO_NOTED_FROM)
    size = len(foretold.cells.offences)
    areas = np.bincount(foretold.offence[ended.any(axis=1)], minlength=size)
    most = np.bincount(foretold.offence, minlength=size) / 2
    return np.asarray(ended & (areas > np.minimum(_MANY_AREAS, most))[foretold.offence][:, None])


def _finding(foretold: Foretold, row: int, month: int, rule: str, severity: Severity) -> Finding:
    cells = foretold.cells
    area, at = cells.areas[foretold.area[row]], int(foretold.offence[row])
    files = cells.files(int(foretold.area[row]), at, [month])
    expected, count = foretold.expected.mean[row, month], foretold.counts[row, month]
    is_doubt = severity is Severity.WITHHOLDS
    return Finding(
        rule=rule,
        severity=severity,
        source=cells.source,
        files=files,
        areas=frozenset([area]),
        offences=cells.canonical([at]),
        months=frozenset([cells.first + month]),
        wanted=(
            "Figures that are missing should not stand as 0"
            if rule == "series-zero"
            else "A figure to check before an exception is read out"
        ),
        found=(
            f"{place(area)}, {cells.offences[at]}: {count:,.0f} in {cells.name(month)}, "
            f"about {expected:,.0f} expected"
        ),
        where=where(files),
        action=CHECK if is_doubt else "Nothing need be done if it is true",
        size=float(expected if rule == "series-zero" else count),
    )
