"""Which offences of a group changed places, where two releases share no months to tell by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.indicator import OFFENCES_MEASURE
from xlsrc.extracts.gate.compared import by_offence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from xlsrc.extracts.gate.compared import Compared
    from xlsrc.extracts.gate.release import Release

_SHARE: Final = 0.01
_LEAST: Final = 300
# A sibling of an offence that came or went is another one where it moved by more than this: in
# common months, however young, real releases of one system move by less; from year to year, by
# what months of half a year's age move at most.
_MOVED, _MOVED_IN_YEARS = 0.10, 0.22
_YEAR: Final = 12


def parted(both: Compared) -> Iterator[tuple[str, float, float]]:
    """Offences that came or went in a group, and the siblings that moved with them.

    Each with its counts in the newer and the older release: in the months in common, else in the
    newer one's first year and the older one's last, by the length of a year.
    """
    now, before = _levels(both)
    moved = _MOVED if both.months else _MOVED_IN_YEARS
    groups: dict[str, list[int]] = {}
    mapped = {}
    for release in (both.older, both.newer):
        for meaning in release.meanings:
            if meaning.offence in both.offences and not meaning.overlaps:
                mapped[meaning.offence] = meaning.mapped
                at = both.offences.index(meaning.offence)
                members = groups.setdefault(meaning.group, [])
                if at not in members:
                    members.append(at)
    ours, theirs = _known(both.newer), _known(both.older)
    for members in groups.values():
        differ = {
            one
            for one in members
            if mapped[name := both.offences[one]]
            and (name in ours) != (name in theirs)
            and max(now[one], before[one])
            >= _SHARE * max(now[members].sum(), before[members].sum())
            and max(now[one], before[one]) >= _LEAST
        }
        if not differ:
            continue
        for one in members:
            new, old = float(now[one]), float(before[one])
            is_other = (
                max(new, old) >= _LEAST and min(new, old) > 0 and abs(np.log(new / old)) > moved
            )
            if one in differ or is_other:
                yield both.offences[one], new, old


def _levels(both: Compared) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    if both.months:
        return both.now.sum(axis=(0, 2)), both.before.sum(axis=(0, 2))
    first, last = both.newer.extract.months[:_YEAR], both.older.extract.months[-_YEAR:]
    return (
        _a_year(both.newer, both, first),
        _a_year(both.older, both, last),
    )


def _a_year(release: Release, both: Compared, months: tuple[int, ...]) -> NDArray[np.float64]:
    keys = release.area_keys()
    there = {(area.borough, area.code) for area in both.areas}
    at = [place for key, place in keys.items() if key in there]
    counts = by_offence(release, both.offences, months)[at].sum(axis=(0, 2))
    return np.asarray(counts * _YEAR / len(months))


def _known(release: Release) -> set[str]:
    return {
        meaning.offence
        for meaning, label in zip(release.meanings, release.extract.labels, strict=True)
        if label.measure == OFFENCES_MEASURE
    }
