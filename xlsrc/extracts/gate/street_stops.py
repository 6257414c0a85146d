"""Police forces that stop, or go on under another name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.gate.finding import Finding, Missing, Severity
from xlsrc.extracts.gate.street import months_in_words
from xlsrc.extracts.street_file import NATIONAL_FORCES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.domain.area import Area
    from xlsrc.extracts.gate.street import ForceMonths

_ROWS, _MONTHS_WITH_ROWS, _OF_MONTHS = 5, 9, 12
_UNEVEN: Final = 2.0
_AROUND: Final = 1


def force_stops(forces: Sequence[ForceMonths]) -> list[Finding]:
    """A finding for each force without months that others of its downloads still have.

    It is a note where the force has few months at all. Else it withholds the force's authorities;
    of a force without any (British Transport Police), what it added to each area and offence at
    most.
    """
    found = []
    for force in forces:
        last = force.months[-1]
        downloads = {one.download for one in force.files}
        end = max(
            other.months[-1]
            for other in forces
            if not downloads.isdisjoint(one.download for one in other.files)
        )
        year = [at for at, month in enumerate(force.months) if month > last - _OF_MONTHS]
        usual = sum(force.rows[at] >= _ROWS for at in year)
        if end == last or not usual:
            continue
        one = _finding(force, _renamed(force, forces), end)
        found.append(one if usual >= _MONTHS_WITH_ROWS else _of_few_months(force, one))
    return found


def _of_few_months(force: ForceMonths, stops: Finding) -> Finding:
    """A note: what a force adds in a few months moves little, and may be a stray file."""
    own = months_in_words(force.months)
    return replace(
        stops,
        severity=Severity.NOTES,
        months=frozenset(force.months),
        found=f"those of {own} alone ({stops.size or 0:,.0f} rows a month)",
        action=(
            f"Its rows count in {own} and in no other month: fetch its other files, or take "
            f"{'that one' if len(force.months) == 1 else 'these'} out"
        ),
        missing=(),
    )


def _renamed(force: ForceMonths, forces: Sequence[ForceMonths]) -> ForceMonths | None:
    """The force that starts where it stops, in its authorities."""
    mine = force.own_areas
    for other in forces:
        theirs = other.own_areas
        starts = abs(other.months[0] - force.months[-1] - 1) <= _AROUND
        if other is not force and starts and 2 * len(mine & theirs) >= max(len(mine), 1):
            return other
    return None


def _finding(force: ForceMonths, renamed: ForceMonths | None, end: int) -> Finding:
    last = force.months[-1]
    gone = frozenset(range(last + 1, end + 1))
    areas: frozenset[Area] = force.own_areas | (renamed.own_areas if renamed else frozenset())
    missing: tuple[Missing, ...] = ()
    if not areas:
        missing = _missing(force, gone)
        areas = frozenset(one.area for one in missing)
    rows = float(np.mean(force.rows[-_OF_MONTHS:]))
    words = f"; perhaps renamed: {force.force} → {renamed.force}" if renamed else ""
    national = force.force in NATIONAL_FORCES
    return Finding(
        rule="force-stops",
        severity=Severity.WITHHOLDS,
        source=Source.POLICE_UK,
        files=force.extracts + (renamed.extracts if renamed else ()),
        areas=areas,
        months=gone,
        wanted=f"Files of {force.force} to {Month(end).name} were wanted, as of the other forces",
        found=f"none from {Month(last + 1).name} on ({rows:,.0f} rows a month before){words}",
        where=force.where,
        action=(
            f"No 0: {'areas lack its rows' if national else 'the areas have no figures'} for "
            f"{months_in_words(sorted(gone))}: fetch the files, or ask the force"
        ),
        size=rows,
        missing=missing,
    )


def _missing(force: ForceMonths, gone: frozenset[int]) -> tuple[Missing, ...]:
    year = force.placed[:, :, -_OF_MONTHS:].mean(axis=2)
    return tuple(
        Missing(
            area=force.areas[area],
            offence=force.meanings[offence].offence,
            months=gone,
            most=float(_UNEVEN * year[area, offence] * len(gone)),
        )
        for area, offence in np.argwhere(year > 0).tolist()
    )
