"""What is missing in months that a known change leaves out, which no other rule judges.

Such months are in no comparison, but their figures are in sums: a month of which most was never
there makes them too low. What a lockdown does to figures is no fault, so that only gross losses
are found: of the whole, of an area beside the others, and of an offence everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.area import Level
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.gate.said import CHECK, place, where

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.gate.cells import Cells

    Numbers = NDArray[np.float64]

_NEAR, _FEWEST_NEAR = 12, 3
_FEWEST: Final = 100
"""So many offences at least are usual of what is judged."""
_WHOLE: Final = 0.4
"""In April 2020 London had six tenths of its usual month, South Yorkshire more than eight; what
leaves a half, a strike say, a partnership may know of."""
_AREA: Final = 0.25
"""Of what the other areas have of their usual: London's most emptied borough had two fifths of it
in a lockdown, South Yorkshire's least authority nine tenths."""
_OFFENCE: Final = 0.02


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Lost:
    """What a month lacks: an area's figures, an offence's, or of all of both."""

    month: int
    count: float
    usual: float
    area: int | None = None
    offence: int | None = None


def left_out(cells: Cells) -> list[Finding]:
    """A finding that withholds each month, or an area's or offence's, that is missing in great
    part.
    """
    # A force's wards are the parts of its authorities, from the same rows.
    is_part = bool(cells.extracts[0].reporter) and cells.level is not Level.BOROUGH
    if cells.is_returned or is_part or not cells.members.any():
        return []
    own = np.flatnonzero(cells.members)
    months = np.flatnonzero(np.asarray(cells.masked[own].all(axis=0)))
    return [_finding(cells, one) for at in months.tolist() for one in _lost(cells, own, at)]


def _lost(cells: Cells, own: NDArray[np.intp], month: int) -> Iterator[_Lost]:
    counts = cells.as_counted[:, own]
    known: NDArray[np.bool_] = np.asarray(np.isfinite(counts).any(axis=(0, 1)))
    if not known[month]:
        return
    near = known & ~cells.masked[own].all(axis=0)
    near &= np.abs(np.arange(known.size) - month) <= _NEAR
    counts = np.nan_to_num(counts)
    whole = counts.sum(axis=(0, 1))
    usual = float(_usual(whole, month, near))
    if usual >= _FEWEST and whole[month] < _WHOLE * usual:
        yield _Lost(month=month, count=float(whole[month]), usual=usual)
        return
    by_area = counts.sum(axis=1)
    of_area = np.where(cells.ordinary, _usual(by_area, month, near), 0.0)
    now = np.where(cells.ordinary, by_area[:, month], 0.0)
    others, of_others = now.sum() - now, of_area.sum() - of_area
    low = (of_area >= _FEWEST) & (now * of_others < _AREA * others * of_area)
    for area in np.flatnonzero(low).tolist():
        yield _Lost(month=month, count=float(now[area]), usual=float(of_area[area]), area=area)
    by_offence = np.nan_to_num(cells.as_counted).sum(axis=0)
    of_offence = _usual(by_offence, month, near)
    gone = (of_offence >= _FEWEST) & (by_offence[:, month] <= _OFFENCE * of_offence)
    gone &= cells.masked[:, month]
    for at in np.flatnonzero(gone).tolist():
        yield _Lost(
            month=month,
            count=float(by_offence[at, month]),
            usual=float(of_offence[at]),
            offence=at,
        )


def _usual(counts: Numbers, month: int, near: NDArray[np.bool_]) -> Numbers:
    """The median of the months near one, of those before or after it the lower: what only starts
    there, or stops, has none.
    """
    at = np.arange(near.size)
    sides = [np.flatnonzero(near & side) for side in (at < month, at > month)]
    medians = [np.median(counts[..., some], axis=-1) for some in sides if some.size >= _FEWEST_NEAR]
    return np.asarray(np.min(medians, axis=0)) if medians else np.zeros(counts.shape[:-1])


def _finding(cells: Cells, lost: _Lost) -> Finding:
    offences = slice(None) if lost.offence is None else lost.offence
    files = cells.files(slice(None) if lost.area is None else lost.area, offences, [lost.month])
    name, usual = cells.name(lost.month), f"about {lost.usual:,.0f} are usual"
    areas: frozenset[Area] | None = cells.reached
    rule, wanted = "month-incomplete", "Whole months were wanted"
    found = f"{name} looks unfinished: {lost.count:,.0f} offences, where {usual}"
    if lost.area is not None:
        areas = frozenset([cells.areas[lost.area]])
        rule, wanted = "area-month-low", "Every area's months should be whole"
        found = (
            f"{place(cells.areas[lost.area])} has {lost.count:,.0f} offences in {name}, where "
            f"{usual} and the other areas have theirs"
        )
    elif lost.offence is not None:
        rule, wanted = "label-zero", "Figures that are missing should not stand as 0"
        found = f"{cells.offences[lost.offence]}: {lost.count:,.0f} in {name}, where {usual}"
    return Finding(
        rule=rule,
        severity=Severity.WITHHOLDS,
        source=cells.source,
        files=files,
        areas=areas,
        offences=None if lost.offence is None else cells.canonical([lost.offence]),
        months=frozenset([cells.first + lost.month]),
        wanted=wanted,
        found=found,
        where=where(files),
        action=CHECK,
        size=lost.count,
    )
