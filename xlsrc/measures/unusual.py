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

BEGINS: Final = 3.0
"""|z| of a month, or of six months, at which an exception begins."""

ENDS: Final = 2.0
"""|z| below which, in the same direction, it has ended."""


def standing(
    z1: Numbers, z6: Numbers, *, begins: float = BEGINS, ends: float = ENDS
) -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
    """The direction of the exception in force in each month (1 high, -1 low, 0 none), and whether
    it began in that month; both series × months.

    The larger of the two z gives the direction. The other direction, where it begins, takes the
    place of the one in force. A missing z counts as 0.
    """
    month, half_year = np.nan_to_num(z1), np.nan_to_num(z6)
    larger = np.where(np.abs(month) >= np.abs(half_year), month, half_year)
    high, low = np.maximum(month, half_year), np.minimum(month, half_year)
    force = np.zeros(z1.shape, dtype=np.int8)
    new = np.zeros(z1.shape, dtype=bool)
    now = np.zeros(z1.shape[0], dtype=np.int8)
    for column in range(z1.shape[1]):
        stays = ((now > 0) & (high[:, column] >= ends)) | ((now < 0) & (low[:, column] <= -ends))
        flagged = np.where(
            np.abs(larger[:, column]) >= begins, np.sign(larger[:, column]), 0
        ).astype(np.int8)
        kept = np.where(stays, now, 0).astype(np.int8)
        after = np.where(flagged != 0, flagged, kept).astype(np.int8)
        new[:, column] = (flagged != 0) & (after != kept)
        force[:, column] = now = after
    return force, new
