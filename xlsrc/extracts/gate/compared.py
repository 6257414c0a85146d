"""Two releases side by side by offence: area × offence × month, in the months that both have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from xlsrc.domain.indicator import OFFENCES_MEASURE
from xlsrc.domain.names import name_key
from xlsrc.extracts.gate.finding import Missing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.extracts.gate.release import Release


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Compared:
    """Counts of the offences that either of two releases knows, in their common areas and months.

    ``now`` and ``before`` are area × offence × month; an offence that a release does not know is
    0. Outcomes and odd areas are left out. ``later`` is area × offence: what the newer release
    counts in the months after those in common, which are ``months_after``. ``in_both`` says
    which offences both know; an area's row that only one of them has counts in neither: of rows
    that are missing another rule tells.
    """

    newer: Release
    older: Release
    areas: tuple[Area, ...]
    offences: tuple[str, ...]
    months: tuple[int, ...]
    now: NDArray[np.float64]
    before: NDArray[np.float64]
    later: NDArray[np.float64]
    months_after: tuple[int, ...]
    in_both: NDArray[np.bool_]

    @classmethod
    def of(cls, newer: Release, older: Release) -> Self:
        """The two releases on what they have in common."""
        months = tuple(sorted(set(newer.extract.months) & set(older.extract.months)))
        last = months[-1] if months else -1
        after = tuple(month for month in newer.extract.months if month > last)
        there = older.area_keys()
        both = [
            (at, there[key])
            for key, at in newer.area_keys().items()
            if key in there and newer.ordinary[at]
        ]
        offences = tuple(sorted(_offences(newer) | _offences(older)))
        ours, theirs = [at for at, _ in both], [at for _, at in both]
        known, knew = (_members(release, offences) > 0 for release in (newer, older))
        in_both: NDArray[np.bool_] = np.asarray(known.any(axis=1) & knew.any(axis=1))
        has_row = (newer.present[ours].astype(np.int64) @ known.T) > 0
        had_row = (older.present[theirs].astype(np.int64) @ knew.T) > 0
        alike = ((has_row & had_row) | ~in_both)[:, :, np.newaxis]
        return cls(
            newer=newer,
            older=older,
            areas=tuple(newer.extract.areas[at] for at in ours),
            offences=offences,
            months=months,
            now=by_offence(newer, offences, months)[ours] * alike,
            before=by_offence(older, offences, months)[theirs] * alike,
            later=by_offence(newer, offences, after)[ours].sum(axis=2),
            months_after=after,
            in_both=in_both,
        )

    def typical(self, columns: NDArray[np.bool_] | slice) -> NDArray[np.float64]:
        """Each offence's median over areas of ln(now / before) in some months; 0 without figures.

        What a single area lost, however large it is, does not move it.
        """
        now, before = (figures[:, :, columns].sum(axis=2) for figures in (self.now, self.before))
        return median_move(now, before)

    @property
    def files(self) -> tuple[str, str]:
        """The newer and the older file."""
        return self.newer.extract.file, self.older.extract.file

    def lost(self, area: int, offence: int, columns: Sequence[int]) -> Missing | None:
        """How many offences the newer release can lack by the older one's figures.

        In the months ``columns`` the difference; in the months after them that only the newer
        release has, the same part of what it counts. None where the older one has no more.
        """
        now, before = (
            float(figures[area, offence, list(columns)].sum())
            for figures in (self.now, self.before)
        )
        if before <= now:
            return None
        reaches_on = len(self.months) - 1 in columns
        more = before - now
        if reaches_on and now > 0:
            more += float(self.later[area, offence]) * (before / now - 1)
        elif reaches_on:
            more += len(self.months_after) * before / len(columns)
        months = {self.months[at] for at in columns}
        return Missing(
            area=self.areas[area],
            offence=self.offences[offence],
            months=frozenset(months | set(self.months_after if reaches_on else ())),
            most=more,
        )


def by_offence(
    release: Release, offences: Sequence[str], months: Sequence[int]
) -> NDArray[np.float64]:
    """Area × offence × month of a release, in the order of its own areas; outcomes left out."""
    columns = np.searchsorted(np.array(release.extract.months), np.array(months, dtype=int))
    return np.asarray(_members(release, offences) @ release.counts[:, :, columns])


def median_move(now: NDArray[np.float64], before: NDArray[np.float64]) -> NDArray[np.float64]:
    """Area (× …) counts → the median over the areas of ln(now / before); 0 where all had none."""
    some = before > 0
    ratio = np.where(some, move(now, before), np.nan)
    return np.asarray(np.nanmedian(np.where(some.any(axis=0), ratio, 0.0), axis=0))


def move(now: NDArray[np.float64], before: NDArray[np.float64]) -> NDArray[np.float64]:
    """ln(now / before), of none now half of one is made; 0 where there was none before."""
    some = before > 0
    return np.where(some, np.log(np.maximum(now, 0.5) / np.where(some, before, 1.0)), 0.0)


def _members(release: Release, offences: Sequence[str]) -> NDArray[np.float64]:
    """Offences × labels: 1 where a label counts offences of that name."""
    members = np.zeros((len(offences), len(release.extract.labels)))
    position = {offence: at for at, offence in enumerate(offences)}
    for at, (meaning, label) in enumerate(
        zip(release.meanings, release.extract.labels, strict=True)
    ):
        if label.measure == OFFENCES_MEASURE:
            members[position[meaning.offence], at] = 1.0
    return members


def is_alike(one: Release, other: Release) -> bool:
    """Whether two releases are of one kind: source, level, and most areas and groups of each."""
    return (
        one.source is other.source
        and one.extract.level is other.extract.level
        # One dashboard file has a group of another: that is no release before it.
        and _shares(_groups(one), _groups(other))
        and _shares(_groups(other), _groups(one))
        and _shares(set(one.area_keys()), set(other.area_keys()))
    )


def _offences(release: Release) -> set[str]:
    return {
        meaning.offence
        for meaning, label in zip(release.meanings, release.extract.labels, strict=True)
        if label.measure == OFFENCES_MEASURE
    }


def _groups(release: Release) -> set[str]:
    return {name_key(meaning.group) for meaning in release.meanings}


def _shares(one: set[str] | set[tuple[str, str]], other: set[str] | set[tuple[str, str]]) -> bool:
    return 2 * len(one & other) >= len(one)
