"""Offences that an older release counts otherwise: the two are never joined in a series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.month import Month
from xlsrc.extracts.gate.compared import Compared, is_alike, median_move
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.label_sets import parted
from xlsrc.extracts.offences import ALL_NOTIFIABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from xlsrc.extracts.gate.release import Release

# Months that the older release has held for a year move by up to 6 % in real releases of one
# system, months of half a year by up to 21 %; across a change of system by 17 to 41 %.
_SETTLED, _MIDDLE_AGED = 12, 6
_MOVED, _MOVED_MIDDLE_AGED, _MOVED_TOTAL = 0.10, 0.22, 0.05
_LEAST = 300
_LEAST_MONTHS = 3
RULE: Final = "definition-changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A name (offence, group or the total) with what two releases count of it.

    ``same_months`` says whether the counts are of the same months; ``parts`` are the offences of a
    group or of the total, none for an offence.
    """

    name: str
    now: float
    before: float
    same_months: bool
    parts: frozenset[str] = frozenset()


def definition_changed(release: Release, others: Sequence[Release]) -> list[Finding]:
    """A finding for each name that the releases before ``release`` count otherwise.

    Names are offences, groups and the total: a part that moves between two offences of a group
    changes both and not the group. ``others`` are all sound releases, ``release`` among them.
    """
    begins = min(
        other.extract.months[0]
        for other in others
        if is_alike(release, other) and other.extract.vintage >= release.extract.vintage
    )
    found: dict[str, tuple[Changed, list[Release]]] = {}
    for older in _before(release, others):
        for changed in _changed(Compared.of(release, older)):
            found.setdefault(changed.name, (changed, []))[1].append(older)
    with_it = _wider(changed for changed, _ in found.values())
    return [
        _finding(release, *found[name], with_it.get(name, ()), begins)
        for name in sorted(found)
        if not any(name in wider for wider in with_it.values())
    ]


def _wider(every: Iterable[Changed]) -> dict[str, tuple[str, ...]]:
    """The groups and totals that moved with an offence → under the one of it that moved most."""
    every = list(every)
    under: dict[str, tuple[str, ...]] = {}
    for wide in every:
        parts = [one for one in every if one.name in wide.parts]
        if parts:
            cause = max(parts, key=lambda one: abs(one.now - one.before)).name
            under[cause] = (*under.get(cause, ()), wide.name)
    return under


def _before(release: Release, others: Sequence[Release]) -> list[Release]:
    """The files of the newest older vintage with months in common; else the one that ends last."""
    one = release.extract
    alike = [other for other in others if other is not release and is_alike(release, other)]
    common = [
        other
        for other in alike
        if other.extract.vintage < one.vintage
        and len(set(other.extract.months) & set(one.months)) >= _LEAST_MONTHS
    ]
    if common:
        newest = max(other.extract.vintage for other in common)
        return [other for other in common if other.extract.vintage == newest]
    earlier = [
        other
        for other in alike
        if other.extract.vintage <= one.vintage and other.extract.months[-1] < one.months[0]
    ]
    return sorted(earlier, key=lambda other: (other.extract.months[-1], other.extract.vintage))[-1:]


def _changed(both: Compared) -> list[Changed]:
    age = (both.older.extract.months[-1] if both.months else 0) - np.array(both.months, dtype=int)
    for least, moved in ((_SETTLED, _MOVED), (_MIDDLE_AGED, _MOVED_MIDDLE_AGED)):
        if (age >= least).sum() >= _LEAST_MONTHS:
            return _by_sums(both, age >= least, moved)
    return [
        Changed(name=name, now=now, before=before, same_months=bool(both.months))
        for name, now, before in parted(both)
    ]


def _by_sums(both: Compared, months: NDArray[np.bool_], moved: float) -> list[Changed]:
    now, before = (figures[:, :, months].sum(axis=(0, 2)) for figures in (both.now, both.before))
    found = []
    for name, at, most in _names(both, moved):
        new, old = float(now[at].sum()), float(before[at].sum())
        if max(new, old) < _LEAST:
            continue
        if min(new, old) == 0 or _moved(both, at, months, float(np.log(new / old))) > most:
            parts = frozenset(both.offences[one] for one in at) if len(at) > 1 else frozenset()
            found.append(Changed(name=name, now=new, before=old, same_months=True, parts=parts))
    return found


def _moved(both: Compared, at: list[int], months: NDArray[np.bool_], moved: float) -> float:
    """How far a name moved, 0 where an area or two moved alone."""
    now, before = (
        figures[:, at][:, :, months].sum(axis=(1, 2)) for figures in (both.now, both.before)
    )
    typical = float(median_move(now, before))
    return abs(moved) if typical * moved > 0 and abs(typical) >= abs(moved) / 2 else 0.0


def _names(both: Compared, moved: float) -> list[tuple[str, list[int], float]]:
    """Each offence, each group of several that can be summed and the total, with its threshold."""
    offences = both.newer.extract.offences
    source = both.newer.source
    known = {
        meaning.offence: meaning
        for release in (both.older, both.newer)
        for meaning in release.meanings
    }
    position = {offence: at for at, offence in enumerate(both.offences)}
    # Of labels that nobody knows another rule tells.
    found = [(offence, [at], moved) for offence, at in position.items() if known[offence].mapped]
    groups: dict[str, list[int]] = {}
    for offence, at in position.items():
        if not known[offence].overlaps:
            groups.setdefault(known[offence].group, []).append(at)
    found += [
        (group, at, moved) for group, at in groups.items() if len(at) > 1 and group not in position
    ]
    total = [at for offence, at in position.items() if known[offence].notifiable]
    if ALL_NOTIFIABLE in offences.names(source) and total:
        found.append((ALL_NOTIFIABLE, total, _MOVED_TOTAL))
    return found


def _finding(
    release: Release,
    changed: Changed,
    older: Sequence[Release],
    wider: Sequence[str],
    begins: int,
) -> Finding:
    one = release.extract
    files = (one.file, *(other.extract.file for other in older))
    lost = frozenset(month for other in older for month in other.extract.months if month < begins)
    same = "in the same months" if changed.same_months else "in a year"
    return Finding(
        rule=RULE,
        # No figure is made of both: what is missing is said, and nothing that is shown is in doubt.
        severity=Severity.NOTES,
        source=release.source,
        files=files,
        offences=frozenset([changed.name, *wider]),
        months=lost or frozenset(older[0].extract.months),
        wanted="The same offences under one name in every release were wanted",
        found=(
            f"{changed.name} begins {Month(begins).name}, because the release {one.vintage} counts "
            f"other things in it than {older[0].extract.vintage}: {changed.now:,.0f} against "
            f"{changed.before:,.0f} {same}" + (f"; with it {' and '.join(wider)}" if wider else "")
        ),
        where=f"Files {' and '.join(files)}",
        action="Earlier months are not joined to it: do not compare the two",
        size=abs(float(np.log((changed.now + 1) / (changed.before + 1)))),
    )
