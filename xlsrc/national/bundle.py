"""The look-ups of England and Wales that are bundled: LSOAs, wards, authorities, partnerships.

One numpy archive, made by ``docs/national_data.py``. Opening it costs nothing; each part is read
when it is first asked for.
"""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.bytes_]
    Whole = NDArray[np.int64]

BUNDLE: Final = Path(__file__).with_name("england_and_wales.npz")
UNITS: Final = 100_000
"""Outlines are kept in whole hundred-thousandths of a degree, as published."""


class Bundle:
    """The parts of the archive at ``path``.

    Codes are bytes in code order; what belongs to an LSOA, a ward or an authority stands in the
    order of their codes, as a whole number where it is the place of another area in its own order.
    No part has gaps: every LSOA of 2021 has a ward and an authority of 2024, a partnership, a
    district of 2011, its people of every year and an outline.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def lsoas(self) -> Codes:
        """The LSOAs of 2021."""
        return self._part("lsoa")

    @cached_property
    def lsoa_names(self) -> tuple[str, ...]:
        """Their names: "Barnet 009A"."""
        return self._texts("lsoa_name")

    @cached_property
    def lsoa_ward(self) -> Whole:
        """The ward of 2024 that each LSOA fits best."""
        return self._whole("lsoa_ward")

    @cached_property
    def lsoa_authority(self) -> Whole:
        """The authority of 2024 of each LSOA."""
        return self.ward_authority[self.lsoa_ward]

    @cached_property
    def lsoa_partnership(self) -> Whole:
        """The Community Safety Partnership of 2024 of each LSOA."""
        return self._whole("lsoa_partnership")

    @cached_property
    def lsoa_district(self) -> Whole:
        """The local authority of 2011 of each LSOA, among ``district_names``."""
        return self._whole("lsoa_district")

    @cached_property
    def wards(self) -> Codes:
        """The wards of 2024 that fit at least one LSOA best."""
        return self._part("ward")

    @cached_property
    def ward_names(self) -> tuple[str, ...]:
        """Their names, which repeat from one authority to the next."""
        return self._texts("ward_name")

    @cached_property
    def ward_authority(self) -> Whole:
        """The authority of each ward."""
        return self._whole("ward_authority")

    @cached_property
    def authorities(self) -> Codes:
        """The local authorities of 2024."""
        return self._part("authority")

    @cached_property
    def authority_names(self) -> tuple[str, ...]:
        """Their names, as published: "Bristol, City of"."""
        return self._texts("authority_name")

    @cached_property
    def authority_force(self) -> Whole:
        """The police force area of each authority."""
        return self._whole("authority_force")

    @cached_property
    def partnerships(self) -> Codes:
        """The Community Safety Partnerships of 2024."""
        return self._part("partnership")

    @cached_property
    def partnership_names(self) -> tuple[str, ...]:
        """Their names."""
        return self._texts("partnership_name")

    @cached_property
    def forces(self) -> Codes:
        """The police force areas."""
        return self._part("force")

    @cached_property
    def force_names(self) -> tuple[str, ...]:
        """Their names: "South Yorkshire"."""
        return self._texts("force_name")

    @cached_property
    def district_names(self) -> tuple[str, ...]:
        """The local authorities of 2011, by name."""
        return self._texts("district_name")

    @cached_property
    def before(self) -> Codes:
        """The LSOAs of 2011 that are none of 2021, each once for every LSOA that has a part of it.

        In code order, of one code the LSOA with most people first.
        """
        return self._part("before")

    @cached_property
    def before_lsoa(self) -> Whole:
        """The LSOA of 2021 that has a part of each of ``before``."""
        return self._whole("before_lsoa")

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years of ``people``."""
        first = int(self._part("first_year"))
        return tuple(range(first, first + len(self.people)))

    @cached_property
    def people(self) -> Whole:
        """Mid-year estimates, [years, LSOAs]."""
        return self._from_planes("people").cumsum(axis=0, dtype=np.int64)

    @cached_property
    def ring_lsoa(self) -> Whole:
        """The LSOA of each ring; part by part, each part its outer ring and then its holes."""
        rings = self._whole("lsoa_rings")
        return np.repeat(np.arange(len(rings)), rings)

    @cached_property
    def ring_is_hole(self) -> NDArray[np.bool_]:
        """Whether a ring is a hole in the part before it."""
        return self._part("ring_is_hole")

    @cached_property
    def ring_starts(self) -> Whole:
        """Where each ring's points begin, and behind the last ring where they end, [rings + 1]."""
        return np.concatenate([[0], self._whole("ring_points").cumsum()])

    @cached_property
    def points(self) -> Whole:
        """Longitude and latitude in hundred-thousandths of a degree, [points, 2].

        A ring's last point is not its first again.
        """
        return np.column_stack([self._from_planes(axis).cumsum(dtype=np.int64) for axis in "xy"])

    def _part(self, name: str) -> NDArray[Any]:
        with np.load(self._path, allow_pickle=False) as parts:
            part: NDArray[Any] = parts[name]
        return part

    def _whole(self, name: str) -> Whole:
        return self._part(name).astype(np.int64)

    def _texts(self, name: str) -> tuple[str, ...]:
        return tuple(self._part(name).tobytes().decode().split("\n"))

    def _from_planes(self, name: str) -> NDArray[np.int32]:
        """Whole numbers kept as four planes of bytes, the sign folded into the lowest bit."""
        planes = self._part(name)
        numbers = np.ascontiguousarray(np.moveaxis(planes, 0, -1)).view("<u4")[..., 0]
        whole: NDArray[np.int32] = (numbers >> 1).view("<i4") ^ -(numbers & 1).view("<i4")
        return whole


@cache
def bundle() -> Bundle:
    """The bundled look-ups."""
    return Bundle(BUNDLE)
