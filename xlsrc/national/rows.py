"""The LSOA that each row of an extract belongs to: by its code, else by its point, else none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.month import Month
from xlsrc.national.bundle import bundle
from xlsrc.national.points import NOWHERE, lsoa_at, lsoa_middles

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.national.bundle import Whole

_SIGNS: Final = 9
_NUMBERS: Final = 10**6
"""A code is E01 or W01 and six digits."""


class By(IntEnum):
    """What a row's LSOA of 2021 was found by."""

    NOTHING = 0
    CODE = 1
    OLDER_CODE = 2
    """A code of 2011 whose LSOA became another, or part of one."""
    SPLIT_CODE = 3
    """A code of 2011 whose LSOA became several: the one that the row's point is in or nearest to.

    Without a point it is the one with most people.
    """
    POINT = 4


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Placed:
    """Rows with their places: ``lsoa`` among ``Bundle.lsoas``, ``NOWHERE`` for a row without one.

    ``by`` is what each was found by, as numbers of ``By``. Both are [rows].
    """

    lsoa: Whole
    by: NDArray[np.uint8]

    def without_place(self, months: Whole) -> dict[Month, int]:
        """How many rows of each month have no place; ``months`` is [rows] of ``Month.ordinal``.

        Every month that has rows is there, in order, with 0 where all have a place.
        """
        seen, of = np.unique(months, return_inverse=True)
        counts = np.bincount(of.reshape(-1), weights=self.lsoa == NOWHERE, minlength=len(seen))
        return {Month(int(one)): int(n) for one, n in zip(seen, counts, strict=True)}


def placed(
    codes: NDArray[np.bytes_] | NDArray[np.str_],
    longitude: NDArray[np.float64] | None = None,
    latitude: NDArray[np.float64] | None = None,
) -> Placed:
    """The places of rows with these LSOA codes, of 2011 or of 2021, and points in degrees.

    All are [rows]; a code that is '' or of no LSOA, and a point with a ``nan``, are gaps. A code
    counts before a point. Without points, rows with no code have no place.
    """
    table = _by_number()
    number = _numbers(codes)
    lsoa, by = table.lsoa[number], table.by[number]
    if longitude is not None and latitude is not None:
        asked = np.flatnonzero((by == By.NOTHING) | (by == By.SPLIT_CODE))
        at = lsoa_at(longitude[asked], latitude[asked])
        unknown = by[asked] == By.NOTHING
        part = _is_part(number[asked], at)
        taken = (unknown & (at != NOWHERE)) | (~unknown & part)
        lsoa[asked[taken]] = at[taken]
        by[asked[taken & unknown]] = By.POINT
        beside = asked[~unknown & ~part]
        beside = beside[np.isfinite(longitude[beside]) & np.isfinite(latitude[beside])]
        lsoa[beside] = _nearest_part(number[beside], longitude[beside], latitude[beside])
    return Placed(lsoa=lsoa, by=by)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Table:
    """What a code's number leads to; the last place is for what is no code."""

    lsoa: Whole
    by: NDArray[np.uint8]


@cache
def _by_number() -> _Table:
    all_of = bundle()
    lsoa = np.full(2 * _NUMBERS + 1, NOWHERE, dtype=np.int64)
    by = np.zeros(len(lsoa), dtype=np.uint8)
    now = _numbers(all_of.lsoas)
    lsoa[now], by[now] = np.arange(len(now)), By.CODE
    before = _numbers(all_of.before)
    different, first, parts = np.unique(before, return_index=True, return_counts=True)
    lsoa[different] = all_of.before_lsoa[first]  # the one with most people stands first
    by[different] = np.where(parts > 1, By.SPLIT_CODE, By.OLDER_CODE)
    return _Table(lsoa=lsoa, by=by)


def _is_part(number: Whole, lsoa: Whole) -> NDArray[np.bool_]:
    """Whether an LSOA has a part of that of 2011 with this number."""
    all_of = bundle()
    size = len(all_of.lsoas) + 1
    pairs = _numbers(all_of.before) * size + all_of.before_lsoa
    part: NDArray[np.bool_] = np.isin(number * size + lsoa, pairs) & (lsoa != NOWHERE)
    return part


def _nearest_part(
    number: Whole, longitude: NDArray[np.float64], latitude: NDArray[np.float64]
) -> Whole:
    """Of the LSOAs that have a part of one of 2011, that whose middle is nearest to a point."""
    all_of = bundle()
    before = _numbers(all_of.before)
    first, behind = (np.searchsorted(before, number, side=side) for side in ("left", "right"))
    middle_x, middle_y = lsoa_middles()[all_of.before_lsoa].T
    nearest = np.full(len(number), np.inf)
    found = np.full(len(number), NOWHERE, dtype=np.int64)
    for nth in range((behind - first).max(initial=0)):
        at = np.minimum(first + nth, behind - 1)
        east = (middle_x[at] - longitude) * np.cos(np.radians(latitude))
        distance = np.hypot(east, middle_y[at] - latitude)
        nearer = distance < nearest
        nearest[nearer], found[nearer] = distance[nearer], all_of.before_lsoa[at[nearer]]
    return found


def _numbers(codes: NDArray[np.bytes_] | NDArray[np.str_]) -> Whole:
    """Codes as numbers, those of Wales after those of England; the last for what is no code."""
    # One sign more than a code has, so that a longer text is none.
    wide = f"S{_SIGNS + 1}"
    try:
        ascii_only = codes.astype(wide)
    except UnicodeEncodeError:
        ascii_only = np.char.encode(codes.astype(np.str_), "ascii", "replace").astype(wide)
    signs = ascii_only.view(np.uint8).reshape(-1, _SIGNS + 1)
    digits = signs[:, 3:_SIGNS].astype(np.int64) - ord("0")
    england, wales = (signs[:, 0] == ord(letter) for letter in "EW")
    good = (
        (england | wales)
        & (signs[:, 1] == ord("0"))
        & (signs[:, 2] == ord("1"))
        & ((digits >= 0) & (digits <= 9)).all(axis=1)  # noqa: PLR2004
        & (signs[:, _SIGNS] == 0)
    )
    number = digits @ 10 ** np.arange(_SIGNS - 4, -1, -1) + wales * _NUMBERS
    return np.where(good, number, 2 * _NUMBERS)
