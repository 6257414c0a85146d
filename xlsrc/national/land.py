"""How much land the areas of England and Wales have, by their outlines."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.national.bundle import UNITS, bundle

if TYPE_CHECKING:
    from numpy.typing import NDArray

EARTH_KM: Final = 6371.0088
"""The mean radius of the earth."""


@cache
def lsoa_km2() -> NDArray[np.float64]:
    """The square kilometres inside each LSOA's outline, in the order of ``Bundle.lsoas``.

    Outlines are generalised: small LSOAs in towns come out too small by some per cent, whole
    authorities hardly.
    """
    all_of = bundle()
    longitude, latitude = np.radians(all_of.points / UNITS).T
    starts = all_of.ring_starts
    following = np.arange(1, len(longitude) + 1)
    following[starts[1:] - 1] = starts[:-1]
    below = (longitude[following] - longitude) * (np.sin(latitude) + np.sin(latitude[following]))
    rings = np.abs(np.add.reduceat(below, starts[:-1])) / 2 * EARTH_KM**2
    signed = np.where(all_of.ring_is_hole, -rings, rings)
    return np.bincount(all_of.ring_lsoa, signed, minlength=len(all_of.lsoas)).astype(np.float64)
