"""Which months stand out, and for how long: an exception once begun stays until the series is
back well inside its usual range.

Source: docs/statistics.md, "Exceptions".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]

BEGINS: Final = 3.0
"""|z| of a month, or of six months, at which an exception begins."""

ENDS: Final = 2.0
"""|z| below which, in the same direction, it has ended."""

WATCH_BEGINS: Final = 2.58
WATCH_ENDS: Final = 1.645
"""The same of what is only worth watching."""

MONTHS_TO_NEW: Final = 180
MONTHS_TO_WATCHED: Final = 65
"""A series is newly flagged, or newly worth watching, in about one month of so many, nearly as
often where levels do nothing but drift: benchmarks/detection.py."""


BEYOND_USUAL: Final = 0.08
"""The share of months in which the larger of the two looks lies beyond the 95 % range of its own
past; as it is the larger of two, more than one in 20: benchmarks/detection.py."""


def standing(
    z1: Numbers,
    z6: Numbers,
    *,
    begins: float = BEGINS,
    ends: float = ENDS,
    may_begin: Flags | None = None,
) -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
    """The direction of the exception in force in each month (1 high, -1 low, 0 none), and whether
    it began in that month; both series × months.

    The larger of the two z gives the direction. The other direction, where it begins, takes the
    place of the one in force. A missing z counts as 0. ``may_begin`` (series × months) says in
    which months one may begin; in all, where None.
    """
    month, half_year = np.nan_to_num(z1), np.nan_to_num(z6)
    larger = np.where(np.abs(month) >= np.abs(half_year), month, half_year)
    high, low = np.maximum(month, half_year), np.minimum(month, half_year)
    force = np.zeros(z1.shape, dtype=np.int8)
    new = np.zeros(z1.shape, dtype=bool)
    now = np.zeros(z1.shape[0], dtype=np.int8)
    for column in range(z1.shape[1]):
        stays = ((now > 0) & (high[:, column] >= ends)) | ((now < 0) & (low[:, column] <= -ends))
        beyond = np.abs(larger[:, column]) >= begins
        if may_begin is not None:
            beyond &= may_begin[:, column]
        flagged = np.where(beyond, np.sign(larger[:, column]), 0).astype(np.int8)
        kept = np.where(stays, now, 0).astype(np.int8)
        after = np.where(flagged != 0, flagged, kept).astype(np.int8)
        new[:, column] = (flagged != 0) & (after != kept)
        force[:, column] = now = after
    return force, new
