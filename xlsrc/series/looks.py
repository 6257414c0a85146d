"""How far out months lie, by themselves and six together, beside what was to be expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xlsrc.measures.rolling import HALF_YEAR, PER_CENT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.measures.outlook import Outlook

    Numbers = NDArray[np.float64]


def sides(force: NDArray[np.int8]) -> list[tuple[int, int]]:
    """The series with an exception in force in any month, by the side on which it is."""
    rows = {way: np.flatnonzero((force == way).any(axis=1)).tolist() for way in (-1, 1)}
    return [(row, way) for way in rows for row in rows[way]]


def how_far_out(
    values: Numbers, out_of: Numbers, past: Outlook, row: int, side: int, until: int
) -> Numbers:
    """How far out each month to ``until`` lies on a side, and the six months to it: 2 × months.

    Six months whose total as recorded is inside its range are no look to tell: an odd month on the
    other side, which is pulled in where they are judged, brings them back.
    """
    months, half_years = (
        np.nan_to_num(side * z[row, : until + 1], nan=-np.inf) for z in (past.z1, past.z6)
    )
    ends = (past.half_high if side > 0 else past.half_low)[row, : until + 1]
    at = np.flatnonzero(half_years > 0)
    seen = _each_seen(values, out_of, past.z1.shape[1] - 1 - at, HALF_YEAR)
    half_years[at[~(side * seen > side * ends[at])]] = -np.inf
    return np.stack((months, half_years))


def seen_in(values: Numbers, out_of: Numbers, ago: int, width: int) -> float:
    """The count, or the share per 100, of ``width`` months that ended so many months ago."""
    return float(_each_seen(values, out_of, np.array([ago]), width)[0])


def _each_seen(values: Numbers, out_of: Numbers, ago: NDArray[np.intp], width: int) -> Numbers:
    months = (values.size - ago)[:, np.newaxis] - np.arange(width, 0, -1)
    seen, whole = values[months].sum(axis=1), out_of[months].sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        share: Numbers = PER_CENT * seen / whole
    return np.where(np.isnan(whole), seen, share)
