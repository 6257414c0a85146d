"""Crime types of a force that stop or start, and those that nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.domain.wording import count_of
from xlsrc.extracts.gate.finding import Finding, Severity

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.extracts.gate.street import ForceMonths

_YEAR: Final = 12
_MEAN, _GONE, _EXPECTED = 10, 0.02, 50
_WITHIN: Final = 2.0  # a renamed type's level is within a factor of its old one's
_ALIKE, _LEAST_AREAS = 0.8, 3
_AROUND: Final = 1


def street_labels(force: ForceMonths) -> list[Finding]:
    """Findings for crime types that stop or start in mid-series, and notes of unknown ones."""
    if not force.own.any():
        return []
    counts = force.placed.sum(axis=0) + force.unplaced
    stops = {at: month for at, row in enumerate(counts) if (month := _stop(row)) is not None}
    starts = {
        at: row.size - month
        for at, row in enumerate(counts)
        if (month := _stop(row[::-1])) is not None
    }
    found = []
    renamed = set()
    for label, at in stops.items():
        other = _starter(force, counts, label, at, starts)
        renamed |= {label} if other is None else {label, other}
        found.append(_stops(force, counts, label, at, other))
    for label, at in starts.items():
        if force.meanings[label].mapped:
            found.append(_starts(force, counts, label, at))
            renamed.add(label)
    unknown = [at for at, one in enumerate(force.meanings) if not one.mapped and at not in renamed]
    return [*found, *([_unknown(force, counts, unknown)] if unknown else [])]


def _stop(counts: NDArray[np.float64]) -> int | None:
    """The place of the first month from which on there is nearly nothing; None if it goes on."""
    for at in range(1, counts.size):
        mean = counts[max(0, at - _YEAR) : at].mean()
        left = counts[at:]
        if (
            mean >= _MEAN
            and mean * left.size >= _EXPECTED
            and left.sum() <= _GONE * mean * left.size
            and left[0] <= _GONE * mean
        ):
            return at
    return None


def _starter(
    force: ForceMonths, counts: NDArray[np.float64], label: int, at: int, starts: dict[int, int]
) -> int | None:
    """The type that starts about there at about the same level, in the same areas."""
    level = np.log(counts[label, max(0, at - _YEAR) : at].mean())
    near = []
    for other, start in starts.items():
        if abs(start - at) > _AROUND:
            continue
        apart = abs(np.log(max(counts[other, start : start + _YEAR].mean(), 1e-9)) - level)
        own = force.placed[force.own]
        one, two = own[:, label, :at].sum(axis=1), own[:, other, start:].sum(axis=1)
        with np.errstate(invalid="ignore"):  # of a type that is alike in all areas nothing is known
            is_alike = one.size < _LEAST_AREAS or np.corrcoef(one, two)[0, 1] >= _ALIKE
        if apart <= np.log(_WITHIN) and is_alike:
            near.append((float(apart), other))
    return min(near)[1] if near else None


def _stops(
    force: ForceMonths, counts: NDArray[np.float64], label: int, at: int, other: int | None
) -> Finding:
    name = force.meanings[label].offence
    mean = float(counts[label, max(0, at - _YEAR) : at].mean())
    words, offences = "", {name}
    action = f"{name} is withheld from there: fetch the files again, or ask the force"
    if other is not None:
        new = force.meanings[other].offence
        offences.add(new)
        level = counts[other, at:].mean()
        words = f" and {new} starts ({level:,.0f} a month): perhaps renamed: {name} → {new}"
        action = (
            f"{name} is withheld from there: one line in the label table (offences.csv) mends it"
        )
    return _finding(
        force,
        offences,
        at=slice(at, None),
        found=f"{name} stops at {Month(force.months[at]).name} ({mean:,.0f} a month before){words}",
        action=action,
        size=mean,
    )


def _starts(force: ForceMonths, counts: NDArray[np.float64], label: int, at: int) -> Finding:
    name = force.meanings[label].offence
    mean = float(counts[label, at : at + _YEAR].mean())
    return _finding(
        force,
        {name},
        at=slice(None, at),
        found=f"{name} starts at {Month(force.months[at]).name} ({mean:,.0f} a month)",
        action=f"{name} is withheld before: nobody knows under which type it stood",
        size=mean,
    )


def _finding(
    force: ForceMonths, offences: set[str], *, at: slice, found: str, action: str, size: float
) -> Finding:
    return Finding(
        rule="label-stops",
        severity=Severity.WITHHOLDS,
        source=Source.POLICE_UK,
        files=force.extracts,
        areas=force.own_areas,
        offences=frozenset(offences),
        months=frozenset(force.months[at]),
        wanted=f"Every crime type in every month of {force.force} was wanted",
        found=found,
        where=force.where,
        action=action,
        size=size,
    )


def _unknown(force: ForceMonths, counts: NDArray[np.float64], labels: list[int]) -> Finding:
    names = sorted(force.meanings[at].offence for at in labels)
    rows = counts[labels].sum()
    return Finding(
        rule="unknown-label",
        severity=Severity.NOTES,
        source=Source.POLICE_UK,
        files=force.extracts,
        areas=force.own_areas,
        offences=frozenset(names),
        wanted="Crime types of the label table were wanted",
        found=f"{', '.join(names)} ({count_of(round(float(rows)), 'row')})",
        where=force.where,
        action=(
            f"{'They count' if names[1:] else 'It counts'} in the total alone: add a line to the "
            "label table (offences.csv)"
        ),
        size=float(rows),
    )
