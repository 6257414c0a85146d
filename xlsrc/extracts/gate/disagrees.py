"""Areas of which a new release says otherwise than the one before it, unlike the other areas."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain import wording
from xlsrc.domain.area import Level
from xlsrc.domain.month import Month
from xlsrc.extracts.gate.compared import by_offence, median_move, move
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.release import named

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from xlsrc.extracts.gate.compared import Compared

# 4 to 5 of 4,192 cells of real pairs of releases go beyond these, each of them a true change.
_WINDOWS: Final = (3, 6, 12)
_MOVED, _OF_FEW, _MOVED_TOTAL = 0.06, 2.0, 0.05
_ERRORS, _ERRORS_WHEN_YOUNG, _YOUNG = 5, 6, 3
_SHARE_OF_MONTH, _COUNT_OF_MONTH = 0.15, 10
_MANY_OFFENCES: Final = 5
_WHOLE_LOWER, _WHOLE_HIGHER, _WHOLE_LEAST = -0.05, 0.10, 1000
"""London's months moved by -0.1 to +4.2 % from one real release to the next."""
_FEW_AREAS: Final = 5
"""With fewer areas there is no telling what the others did."""


def area_disagrees(both: Compared, changed: Collection[str] = ()) -> list[Finding]:
    """A finding for each area × offence that moved unlike the other areas' in months of both.

    The last 3, 6, 12 and all common months are judged, the widest that shows it is named. Where
    an area's total moved so, its offences are not named apart. Offences ``changed`` in definition
    are passed over.
    """
    if len(both.areas) < _FEW_AREAS or both.newer.extract.level is Level.LSOA:
        return []
    every = len(both.months)
    findings: list[Finding] = []
    totals = _notifiable(both)
    total_areas: set[int] = set()
    for months in sorted({every, *(one for one in _WINDOWS if one < every)}, reverse=True):
        now, before = (
            figures[:, totals, -months:].sum(axis=(1, 2)) for figures in (both.now, both.before)
        )
        moved, others = _unlike(now, before)
        for area in np.flatnonzero(np.abs(moved) > _MOVED_TOTAL + _of_few(both, before)).tolist():
            if area not in total_areas:
                total_areas.add(area)
                findings.append(_finding(both, area, totals, months, float(others)))
    seen = {(area, at) for area in total_areas for at in range(len(both.offences))}
    of_offences: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
    for months in sorted({every, *(one for one in _WINDOWS if one < every)}, reverse=True):
        now, before = (figures[:, :, -months:].sum(axis=2) for figures in (both.now, both.before))
        moved, others = _unlike(now, before)
        beyond = np.abs(moved) > _MOVED + _OF_FEW / np.sqrt(before + 1)
        beyond &= _judged(both, changed)
        for area, at in np.argwhere(beyond).tolist():
            if (area, at) not in seen:
                seen.add((area, at))
                of_offences[area].append((at, months, float(others[at])))
    for area, cells in of_offences.items():
        if len(cells) >= _MANY_OFFENCES:
            # So many are the area itself: all its offences are in doubt, the small ones, too.
            months = max(months for _, months, _ in cells)
            now, before = (
                figures[:, totals, -months:].sum(axis=(1, 2)) for figures in (both.now, both.before)
            )
            findings.append(_finding(both, area, totals, months, float(median_move(now, before))))
        else:
            findings += [_finding(both, area, [at], months, moved) for at, months, moved in cells]
    return findings


def month_disagrees(both: Compared, changed: Collection[str] = ()) -> list[Finding]:
    """A finding for each area × offence, or area's total, that a single month moved far.

    A month that the whole of all areas moved is one finding, not one of each of them.
    """
    if both.newer.extract.level is Level.LSOA:
        return []
    totals = _notifiable(both)
    everywhere = _months_moved(both, totals)
    findings = [_whole_month(both, totals, column) for column in everywhere]
    seen: set[tuple[int, int]] = {
        (area, column) for area in range(len(both.areas)) for column in everywhere
    }
    age = both.older.extract.months[-1] - np.array(both.months, dtype=int)
    errors = np.where(age < _YOUNG, _ERRORS_WHEN_YOUNG, _ERRORS)
    whole = _beyond(both.now[:, totals].sum(axis=1), both.before[:, totals].sum(axis=1), errors)
    whole[:, everywhere] = False
    for area in np.flatnonzero(whole.any(axis=1)).tolist():
        columns = np.flatnonzero(whole[area]).tolist()
        seen |= {(area, column) for column in columns}
        findings.append(_month_finding(both, area, totals, columns))
    cells = _beyond(both.now, both.before, errors)
    cells &= _judged(both, changed)[:, np.newaxis]
    for area, at in np.argwhere(cells.any(axis=2)).tolist():
        columns = [
            one for one in np.flatnonzero(cells[area, at]).tolist() if (area, one) not in seen
        ]
        if columns:
            findings.append(_month_finding(both, area, [at], columns))
    return findings


def _months_moved(both: Compared, totals: Sequence[int]) -> list[int]:
    """The common months of which the whole, odd areas too, moved unlike the other months."""
    now, before = (
        by_offence(release, both.offences, both.months)[:, totals].sum(axis=(0, 1))
        for release in (both.newer, both.older)
    )
    moved = move(now, before)
    unlike = moved - np.median(moved)
    far = ((unlike < _WHOLE_LOWER) | (unlike > _WHOLE_HIGHER)) & (before >= _WHOLE_LEAST)
    found: list[int] = np.flatnonzero(far).tolist()
    return found if len(both.months) > 2 * len(found) else []


def _whole_month(both: Compared, totals: Sequence[int], column: int) -> Finding:
    now, before = (float(figures[:, totals, column].sum()) for figures in (both.now, both.before))
    lost = [both.lost(area, at, [column]) for area in range(len(both.areas)) for at in totals]
    return Finding(
        rule="month-disagrees",
        severity=Severity.WITHHOLDS,
        source=both.newer.source,
        files=both.files,
        months=frozenset([both.months[column]]),
        wanted="Two releases were wanted that agree about the months they share",
        found=(
            f"all areas, {Month(both.months[column]).name}: {before:,.0f} offences in "
            f"{both.older.extract.vintage}, {now:,.0f} in {both.newer.extract.vintage}"
        ),
        where=f"Files {' and '.join(both.files)}",
        action="Ask the publisher which is right",
        size=abs(float(np.log((now + 0.5) / (before + 0.5)))),
        missing=tuple(one for one in lost if one is not None) if now < before else (),
    )


def _judged(both: Compared, changed: Collection[str]) -> NDArray[np.bool_]:
    """Which offences: of unknown labels, and of those that are gone, other rules tell."""
    same = np.array([offence not in changed for offence in both.offences])
    return np.asarray(both.in_both & same)


def _beyond(
    now: NDArray[np.float64], before: NDArray[np.float64], errors: NDArray[np.int64]
) -> NDArray[np.bool_]:
    apart = np.abs(now - before)
    return np.asarray(
        (apart > errors * np.sqrt(before + 1))
        & (apart > _SHARE_OF_MONTH * before + _COUNT_OF_MONTH)
    )


def _unlike(
    now: NDArray[np.float64], before: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Area (× offence): how far it moved beyond the areas' median, 0 without before; the median."""
    others = median_move(now, before)
    return np.asarray(np.where(before > 0, move(now, before) - others, 0.0)), others


def _of_few(both: Compared, before: NDArray[np.float64]) -> NDArray[np.float64]:
    """What a part of a borough may move by chance besides; a borough's total is large enough."""
    if both.newer.is_of_boroughs:
        return np.zeros_like(before)
    return np.asarray(_OF_FEW / np.sqrt(before + 1))


def _notifiable(both: Compared) -> list[int]:
    """The offences that an area's total counts: strands that overlap are no part of one."""
    counted = {
        meaning.offence
        for release in (both.newer, both.older)
        for meaning in release.meanings
        if meaning.notifiable
    }
    return [at for at, offence in enumerate(both.offences) if offence in counted]


def _finding(
    both: Compared, area: int, offences: Sequence[int], months: int, others: float
) -> Finding:
    columns = range(len(both.months) - months, len(both.months))
    return _of_cells(
        both,
        "area-disagrees",
        area,
        offences,
        columns,
        f"; the other areas moved {wording.percent(100 * np.expm1(others))}",
    )


def _month_finding(
    both: Compared, area: int, offences: Sequence[int], columns: Sequence[int]
) -> Finding:
    return _of_cells(both, "month-disagrees", area, offences, columns, "")


def _of_cells(
    both: Compared,
    rule: str,
    area: int,
    offences: Sequence[int],
    columns: Sequence[int],
    more: str,
) -> Finding:
    cells = np.ix_([area], list(offences), list(columns))
    now, before = float(both.now[cells].sum()), float(both.before[cells].sum())
    lost = [both.lost(area, at, columns) for at in offences] if now < before else []
    place = both.areas[area]
    what = both.offences[offences[0]] if len(offences) == 1 else "all offences"
    name = f"{place.name}, {place.borough}" if place.borough else place.name
    months = [both.months[at] for at in columns]
    when = (
        named([Month(month).name for month in months])
        if rule == "month-disagrees"
        else f"{Month(months[0]).name} to {Month(months[-1]).name}"
    )
    reached = frozenset(months)
    if rule == "area-disagrees":
        reached |= frozenset(both.months_after)
    return Finding(
        rule=rule,
        severity=Severity.WITHHOLDS,
        source=both.newer.source,
        files=both.files,
        areas=frozenset([place]),
        offences=None if len(offences) > 1 else frozenset([what]),
        months=reached,
        wanted="Two releases were wanted that agree about the months they share",
        found=(
            f"{name}, {what}, {when}: {before:,.0f} in {both.older.extract.vintage}, {now:,.0f} "
            f"in {both.newer.extract.vintage}{more}"
        ),
        where=f"Files {' and '.join(both.files)}",
        action="Ask the publisher which is right",
        size=abs(float(np.log((now + 0.5) / (before + 0.5)))),
        # Where the newer release has more, the older one says nothing of how many are too many.
        missing=tuple(one for one in lost if one is not None),
    )
