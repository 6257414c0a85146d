"""A month's figures that stand under another month, too, and a release that is an old one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.month import Month
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.release import named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.extracts.gate.release import Pair, Release

# In real releases two months agree in up to 7 % of rows with a count of 3, an area's in 29 %.
_COUNT: Final = 3
_EQUAL, _EQUAL_IN_AREA = 0.30, 0.60
_LEAST_ROWS, _LEAST_ROWS_OF_AREA = 20, 8
# Months aged 0 to 2 agree with the release before in 31 to 53 % of real cells.
_COPIED: Final = 0.98
_YOUNG: Final = 3


def same_month_twice(release: Release, pair: Pair | None) -> list[Finding]:
    """Findings for months that hold another month's figures, of all areas or of one."""
    rows = release.counts.reshape(-1, release.counts.shape[2])
    months = release.extract.months
    found = [
        _twice(release, (months[a], months[b]), None)
        for a, b in _equal(rows, rows, _EQUAL, _LEAST_ROWS)
        if a < b
    ]
    if not found and release.is_of_boroughs:
        for at in np.flatnonzero(release.ordinary).tolist():
            own = release.counts[at]
            found += [
                _twice(release, (months[a], months[b]), release.extract.areas[at])
                for a, b in _equal(own, own, _EQUAL_IN_AREA, _LEAST_ROWS_OF_AREA)
                if a < b
            ]
    return found or ([] if pair is None else _shifted(pair))


def a_copy(pair: Pair | None) -> list[Finding]:
    """At most one finding: the youngest months are those of the release before."""
    if pair is None:
        return []
    young = pair.newer.extract.months[-_YOUNG:]
    if not set(young) <= set(pair.months):
        return []
    at = np.isin(pair.months, young)
    now, before = pair.now[:, :, at], pair.before[:, :, at]
    some = (now > 0) | (before > 0)
    if some.sum() < _LEAST_ROWS or (now == before)[some].mean() < _COPIED:
        return []
    files = f"{pair.newer.extract.file} and {pair.older.extract.file}"
    return [
        Finding(
            rule="a-copy",
            severity=Severity.NOTES,
            source=pair.newer.source,
            files=(pair.newer.extract.file, pair.older.extract.file),
            months=frozenset(young),
            wanted="A new release was wanted",
            found="the last three months agree in nearly every figure",
            where=f"Files {files}",
            action="Take one of them out, or fetch the newer release again",
        )
    ]


def _twice(release: Release, months: tuple[int, int], area: Area | None) -> Finding:
    place = "" if area is None else f" of {area.name}"
    one, other = (Month(month).name for month in months)
    return Finding(
        rule="same-month-twice",
        severity=Severity.WITHHOLDS,
        source=release.source,
        files=(release.extract.file,),
        areas=None if area is None else frozenset([area]),
        months=frozenset(months),
        wanted="Each month's own figures were wanted",
        found=f"{one} and {other}{place} have the same figures in most rows",
        where=release.where,
        action="One of them is a copy: fetch the file again",
    )


def _shifted(pair: Pair) -> list[Finding]:
    size = len(pair.months)
    areas: list[tuple[Sequence[int], Area | None, float, int]] = [
        (range(len(pair.areas)), None, _EQUAL, _LEAST_ROWS)
    ]
    if pair.newer.is_of_boroughs:
        areas += [
            ([at], pair.newer.extract.areas[place], _EQUAL_IN_AREA, _LEAST_ROWS_OF_AREA)
            for at, place in enumerate(pair.areas)
            if pair.newer.ordinary[place]
        ]
    findings: list[Finding] = []
    for rows, area, share, least in areas:
        now = pair.now[list(rows)].reshape(-1, size)
        before = pair.before[list(rows)].reshape(-1, size)
        moved = [(a, b) for a, b in _equal(now, before, share, least) if a != b]
        if not moved:
            continue
        words = [f"{Month(pair.months[a]).name} is {Month(pair.months[b]).name}" for a, b in moved]
        place = "" if area is None else f" of {area.name}"
        findings.append(
            Finding(
                rule="same-month-twice",
                severity=Severity.WITHHOLDS,
                source=pair.newer.source,
                files=(pair.newer.extract.file,),
                areas=None if area is None else frozenset([area]),
                months=None,
                wanted="The months of the release before were wanted under their own headings",
                found=f"figures{place} are shifted against {pair.older.extract.vintage}: "
                f"{named(words)}",
                where=pair.newer.where,
                action="Fetch the file again",
            )
        )
        if area is None:
            break
    return findings


def _equal(
    one: NDArray[np.float64], other: NDArray[np.float64], share: float, least: int
) -> list[tuple[int, int]]:
    """The pairs of months (columns) that agree in at least ``share`` of ``least`` or more rows."""
    found = []
    for at in range(one.shape[1]):
        column = one[:, at : at + 1]
        large = np.maximum(column, other) >= _COUNT
        rows = large.sum(axis=0)
        equal = ((column == other) & large).sum(axis=0)
        hits = np.flatnonzero((rows >= least) & (equal >= share * rows))
        found += [(at, other_at) for other_at in hits.tolist()]
    return found
