"""Counts that a publisher gives by the quarter: areas × offences × quarters, never by the month."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection

    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.domain.quarter import Quarter


class Kind(StrEnum):
    """Whose counts a row holds; only those of partnerships are of one place."""

    PARTNERSHIP = "partnership"
    # Offences of a police force in no partnership of it.
    UNASSIGNED = "unassigned"
    # A police force as a whole, or one without an area of its own.
    FORCE = "force"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedArea:
    """Whom a row is of: its area, without a code where the list of areas does not know it, and the
    police force as the file names it.
    """

    area: Area
    force: str
    kind: Kind = Kind.PARTNERSHIP


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedOffence:
    """An offence as the release words it; the same ``code`` is the same offence.

    Where releases call one code by several names, the words are those of its last quarter.
    """

    code: str
    description: str
    group: str
    subgroup: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class QuarterlyCounts:
    """The rows of one file, dictionary-encoded: row i is ``areas[area[i]]``,
    ``offences[offence[i]]`` in ``quarters[quarter[i]]``, each combination at most once.

    ``count`` is ``nan`` where the file suppresses the figure or gives none that can be used.
    ``quarters`` are in order. ``vintage`` is ``YYYY-MM`` of the day of publication that the file
    gives, else the month after its last. ``faults`` and ``notes`` are sentences, the first with
    the file's name.
    """

    file: str
    vintage: str
    quarters: tuple[Quarter, ...]
    areas: tuple[CountedArea, ...]
    offences: tuple[CountedOffence, ...]
    area: NDArray[np.int32]
    offence: NDArray[np.int32]
    quarter: NDArray[np.int32]
    count: NDArray[np.float64]
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def cube(self) -> NDArray[np.float64]:
        """Areas × offences × quarters.

        An area without any row in a quarter has ``nan`` there, and so have all areas an offence
        that no area has a row of in that quarter: neither is a 0. Any other combination that the
        file leaves out is 0.
        """
        shape = (len(self.areas), len(self.offences), len(self.quarters))
        reported, recorded = np.zeros(shape[::2], dtype=bool), np.zeros(shape[1:], dtype=bool)
        reported[self.area, self.quarter] = True
        recorded[self.offence, self.quarter] = True
        cube = np.where(reported[:, np.newaxis, :] & recorded, 0.0, np.nan)
        cube[self.area, self.offence, self.quarter] = self.count
        return cube

    def of(self, area: str, codes: Collection[str]) -> NDArray[np.float64]:
        """Quarter by quarter the sum of some offences, by code, of the partnership of an ONS code.

        ``nan`` for a quarter in which one of the offences is missing or withheld though other areas
        have it then, and for all quarters of an area that the file does not hold.
        """
        here = [at for at, one in enumerate(self.areas) if area and one.area.code == area]
        wanted = [at for at, one in enumerate(self.offences) if one.code in codes]
        if not here or not wanted:
            return np.full(len(self.quarters), np.nan)
        cube = self.cube[:, wanted]
        counted = ~np.isnan(cube).all(axis=0)  # offence × quarter: recorded at all then
        figures = np.where(counted, cube[here[0]], 0.0).sum(axis=0)
        return np.where(counted.any(axis=0), figures, np.nan)
