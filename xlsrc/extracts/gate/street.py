"""Police forces' street files judged by their months: one table for each force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

import numpy as np

from xlsrc.domain.area import Area
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.street_file import NATIONAL_FORCES, Use, label_of
from xlsrc.extracts.street_forces import STRAY_SHARE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.offences import Meaning, Offences
    from xlsrc.extracts.street_file import StreetFile

# Of fewer months nobody can say which authorities are a force's own.
LEAST_MONTHS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ForceMonths:
    """What one force's months hold, in order of month; a month without a file is not among them.

    ``placed`` is authority × offence × month, ``unplaced`` offence × month. ``own`` marks the
    authorities that are the force's in most months; those of a national force are none.
    ``extracts`` are the names under which the figures of its areas are held.
    """

    force: str
    files: tuple[StreetFile, ...]
    extracts: tuple[str, ...]
    areas: tuple[Area, ...]
    meanings: tuple[Meaning, ...]
    placed: NDArray[np.float64]
    unplaced: NDArray[np.float64]
    own: NDArray[np.bool_]

    @classmethod
    def of(
        cls, force: str, files: Sequence[StreetFile], extracts: tuple[str, ...], offences: Offences
    ) -> Self:
        """The table of a force's files, a month each."""
        files = sorted(files, key=lambda one: one.month)
        areas = sorted({(code, name) for one in files for code, name, _, _ in one.placed})
        kinds = {kind for one in files for _, _, kind, _ in one.placed}
        kinds |= {kind for one in files for kind, _ in one.unplaced}
        known = {
            kind: offences.meaning_of(Source.POLICE_UK, label_of(files[0].layout, kind))
            for kind in sorted(kinds)
        }
        meanings = list({meaning.offence: meaning for meaning in known.values()}.values())
        row = {meaning.offence: at for at, meaning in enumerate(meanings)}
        label = {kind: row[meaning.offence] for kind, meaning in known.items()}
        place = {area: at for at, area in enumerate(areas)}
        placed = np.zeros((len(areas), len(meanings), len(files)))
        unplaced = np.zeros((len(meanings), len(files)))
        for at, one in enumerate(files):
            for code, name, kind, count in one.placed:
                placed[place[code, name], label[kind], at] += count
            for kind, count in one.unplaced:
                unplaced[label[kind], at] += count
        return cls(
            force=force,
            files=tuple(files),
            extracts=extracts,
            areas=tuple(Area(code=code, name=name) for code, name in areas),
            meanings=tuple(meanings),
            placed=placed,
            unplaced=unplaced,
            own=_own(placed) & (force not in NATIONAL_FORCES),
        )

    @property
    def months(self) -> tuple[int, ...]:
        """The ordinals of its months."""
        return tuple(one.month for one in self.files)

    @property
    def rows(self) -> NDArray[np.float64]:
        """How many offences each month has, with a place or without."""
        return np.asarray(self.placed.sum(axis=(0, 1)) + self.unplaced.sum(axis=0))

    @property
    def own_areas(self) -> frozenset[Area]:
        """The force's authorities."""
        return frozenset(
            area for area, own in zip(self.areas, self.own.tolist(), strict=True) if own
        )

    @property
    def where(self) -> str:
        """Its files, as sentences name them."""
        more = len(self.files) - 1
        return f"File {self.files[0].file}{f' and {more} more' if more else ''}"


def tables_of(
    files: Sequence[StreetFile], extracts: Sequence[Extract], offences: Offences
) -> tuple[ForceMonths, ...]:
    """A table for each force, of the months that the figures are of; all of one layout.

    What a national force reports is in the extracts of all others.
    """
    forces: dict[str, list[StreetFile]] = {}
    for one in files:
        if one.use is Use.USED:
            forces.setdefault(one.force, []).append(one)
    street = [one for one in extracts if one.reporter]
    return tuple(
        ForceMonths.of(
            force,
            of_force,
            tuple(
                dict.fromkeys(
                    one.file for one in street if one.reporter == force or force in NATIONAL_FORCES
                )
            ),
            offences,
        )
        for force, of_force in forces.items()
    )


def months_in_words(months: Sequence[int]) -> str:
    """Consecutive months as ``July 2025 to December 2025``, others one by one, few of many."""
    first, last = min(months), max(months)
    if last - first + 1 == len(set(months)):
        names = [Month(first).name, Month(last).name]
        return names[0] if first == last else " to ".join(names)
    shown = [Month(month).name for month in sorted(months)]
    most = 4
    more = f" and {len(shown) - most} more" if len(shown) > most else ""
    return ", ".join(shown[:most]) + more


def _own(placed: NDArray[np.float64]) -> NDArray[np.bool_]:
    by_area = placed.sum(axis=1)
    whole = by_area.sum(axis=0)
    shares = np.divide(by_area, whole, out=np.zeros_like(by_area), where=whole > 0)
    if not shares.size:
        return np.zeros(len(placed), dtype=np.bool_)
    return np.asarray(np.median(shares, axis=1) > STRAY_SHARE)
