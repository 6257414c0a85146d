"""What police forces report, put together by area: each belongs to the force of most of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from xlsrc.extracts.assembly import encoded
from xlsrc.extracts.street_file import NATIONAL_FORCES
from xlsrc.extracts.street_months import StreetRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.extracts.extract import Extract

# A force's rows name some places elsewhere in the country: in South Yorkshire's files the smallest
# of its own four authorities has 17 % of the rows, the next, Wakefield, 0.04 %.
STRAY_SHARE: Final = 0.001


def forces_joined(extracts: Sequence[Extract]) -> list[Extract]:
    """The extracts of one level, one of each force, with each area in the force that it is of.

    An area belongs to the force that reports most of it, never to a national one, and is covered
    in the months of which that force has a file: a month without is missing. What other forces
    (British Transport Police) report there in those months is added.
    """
    rows = StreetRows.of(extracts)
    size = len(rows.areas) * len(rows.reporters)
    cell = rows.area.astype(np.int64) * len(rows.reporters) + rows.reporter
    reported = np.bincount(cell, weights=rows.count, minlength=size).astype(np.float64)
    reported = reported.reshape(-1, len(rows.reporters))
    local = np.array([one not in NATIONAL_FORCES for one in rows.reporters])
    main = np.where(local, reported, -1.0).argmax(axis=1)
    inside = _inside(rows, local)
    by_reporter = {one.reporter: one for one in extracts}
    results = []
    for index, every in enumerate(_places(main[rows.area], len(rows.reporters))):
        own = by_reporter[rows.reporters[index]]
        mine = every[np.isin(rows.month[every], own.months)]
        is_kept = inside[rows.area[mine]]
        kept, left = mine[is_kept], mine[~is_kept]
        if kept.size:
            # What a national force reports elsewhere is no fault of this one's rows.
            stray = rows.count[left[rows.reporter[left] == index]].sum()
            note = f"{stray:,.0f} rows lie outside the force's area"
            notes = (*own.notes, note) if stray else own.notes
            results.append(replace(own, notes=notes, **rows.figures(kept)))
    return results


def _places(of: NDArray[np.integer[Any]], number: int) -> list[NDArray[np.int64]]:
    """The rows of each of so many forces, in their order: each row is looked at once."""
    order = np.argsort(of, kind="stable")
    return np.split(order, np.searchsorted(of[order], np.arange(1, number)))


def _inside(rows: StreetRows, local: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Per area: whether its authority has more than a stray share of what a local force reports.

    In most of the force's months: a month with another place's rows makes that place none of its.
    """
    _, authority = encoded(area.borough or area.name for area in rows.areas)
    inside = np.zeros(int(authority.max(initial=-1)) + 1, dtype=np.bool_)
    of_reporter = _places(rows.reporter, local.size)
    for reporter in np.flatnonzero(local).tolist():
        own = of_reporter[reporter]
        if not own.size:
            continue
        months, month = np.unique(rows.month[own], return_inverse=True)
        cell = authority[rows.area[own]] * months.size + month
        totals = np.bincount(cell, weights=rows.count[own], minlength=inside.size * months.size)
        totals = totals.reshape(inside.size, months.size)
        inside |= np.median(totals / totals.sum(axis=0), axis=1) > STRAY_SHARE
    return np.asarray(inside[authority])
