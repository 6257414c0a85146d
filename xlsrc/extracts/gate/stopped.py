"""Labels that stop or start inside a release: perhaps an offence has a new name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.indicator import OFFENCES_MEASURE
from xlsrc.domain.month import Month
from xlsrc.extracts.gate.finding import Finding, Severity

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.extracts.gate.release import Release

_BEFORE, _AFTER, _EXPECTED = 10, 0.02, 50
_GONE: Final = 0.10
"""The first month of a stop has less than this part of the level before."""
_YEAR: Final = 12
_LIKE_LEVEL: Final = float(np.log(2))
_LIKE_SHARES: Final = 0.8
_FEW_AREAS: Final = 3
"""With fewer areas the shares of areas tell nothing."""
_LONG_AGO: Final = 60
"""A label that stopped so many months before the release's last is history: nothing shown today
is compared across it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A label that is there before column ``at`` and not from it on, or the other way about.

    ``level`` is its mean a month on the side where it is, over at most a year; ``shares`` are the
    areas' counts there.
    """

    label: int
    at: int
    level: float
    shares: NDArray[np.float64]


def label_stops(release: Release) -> list[Finding]:
    """A finding for each label that stops in all areas, or starts, and not under a known name."""
    stops, starts = _steps(release, is_start=False), _steps(release, is_start=True)
    findings = []
    partners = set()
    for stop in stops:
        near = [one for one in starts if abs(one.at - stop.at) <= 1]
        if any(_is_same_offence(release, stop, one) for one in near):
            continue
        partner = _partner(stop, near)
        if partner is not None:
            partners.add(partner.label)
        findings.append(_finding(release, stop, partner, is_start=False))
    for start in starts:
        near = [one for one in stops if abs(one.at - start.at) <= 1]
        known = release.meanings[start.label].mapped
        if (
            known
            and start.label not in partners
            and not any(_is_same_offence(release, start, one) for one in near)
            and not _goes_on(release, start)
        ):
            findings.append(_finding(release, start, None, is_start=True))
    return findings


def stopped(release: Release) -> frozenset[int]:
    """The labels of a release that stop in it, whatever takes their place."""
    return frozenset(one.label for one in _steps(release, is_start=False))


def _steps(release: Release, *, is_start: bool) -> list[Step]:
    extract = release.extract
    found = []
    spans: dict[str, tuple[int, int]] = {}
    for label, (name, meaning) in enumerate(zip(extract.labels, release.meanings, strict=True)):
        if name.measure != OFFENCES_MEASURE:
            continue
        group = meaning.group if extract.covered_by_group else ""
        if group not in spans:
            spans[group] = _published(release, group)
        first, last = spans[group]
        counts = release.counts[:, label, first:last]
        at = _stop(counts.sum(axis=0)[::-1] if is_start else counts.sum(axis=0))
        if at is None:
            continue
        if is_start:
            at = last - first - at
        side = counts[:, at : at + _YEAR] if is_start else counts[:, max(0, at - _YEAR) : at]
        found.append(
            Step(
                label=label,
                at=first + at,
                level=float(side.sum(axis=0).mean()),
                shares=side.sum(axis=1),
            )
        )
    return found


def _published(release: Release, group: str) -> tuple[int, int]:
    """The columns [first, end) that a file fills: months before and after hold next to nothing.

    With a ``group`` they are those of the group: in some files each starts and ends by itself.
    """
    members = [at for at, one in enumerate(release.meanings) if group in ("", one.group)]
    total = release.counts[:, members].sum(axis=(0, 1))
    some = np.flatnonzero(total > _GONE * np.median(total))
    return (int(some[0]), int(some[-1]) + 1) if some.size else (0, 0)


def _stop(total: NDArray[np.float64]) -> int | None:
    """The first month from which a label is gone; None for one that is not."""
    size = total.size
    at = np.arange(1, size)
    start = np.maximum(0, at - _YEAR)
    sums = np.concatenate([[0.0], np.cumsum(total)])
    before = (sums[at] - sums[start]) / (at - start)
    after = (sums[size] - sums[at]) / (size - at)
    hits = np.flatnonzero(
        (before >= _BEFORE)
        & (after <= _AFTER * before)
        & (before * (size - at) >= _EXPECTED)
        & (total[1:] <= _GONE * before)
    )
    return int(at[hits[0]]) if hits.size else None


def _is_same_offence(release: Release, one: Step, other: Step) -> bool:
    first, second = release.meanings[one.label], release.meanings[other.label]
    return first.mapped and second.mapped and first.offence == second.offence


def _goes_on(release: Release, start: Step) -> bool:
    """Whether the offence of a label that starts was there before, under its other labels."""
    offence = release.meanings[start.label].offence
    labels = [at for at, one in enumerate(release.meanings) if one.offence == offence]
    total = release.counts[:, labels].sum(axis=(0, 1))
    before, after = total[max(0, start.at - _YEAR) : start.at], total[start.at :][:_YEAR]
    return bool(before.size and 2 * before.mean() >= after.mean())


def _partner(stop: Step, near: list[Step]) -> Step | None:
    """The label that starts where another stops, like it in level and in its areas' shares."""
    alike = [
        one
        for one in near
        if abs(np.log(one.level / stop.level)) <= _LIKE_LEVEL
        and (
            stop.shares.size < _FEW_AREAS
            or np.corrcoef(one.shares, stop.shares)[0, 1] >= _LIKE_SHARES
        )
    ]
    return min(alike, key=lambda one: abs(float(np.log(one.level / stop.level))), default=None)


def _finding(release: Release, step: Step, partner: Step | None, *, is_start: bool) -> Finding:
    extract = release.extract
    name, meaning = extract.labels[step.label], release.meanings[step.label]
    month = Month(extract.months[step.at]).name
    reached = extract.months[: step.at] if is_start else extract.months[step.at :]
    long_ago = len(extract.months) - step.at > _LONG_AGO
    verb = "starts at" if is_start else "stops at"
    when = "from then on" if is_start else "before"
    found = f"'{name.offence}' {verb} {month} ({step.level:,.0f} a month {when})"
    offences = {meaning.offence}
    action = "Ask the publisher what became of it"
    if is_start:
        action = "Ask the publisher under what name it was before"
    if partner is not None:
        new = extract.labels[partner.label]
        found += (
            f" and '{new.offence}' starts ({partner.level:,.0f} a month): perhaps renamed "
            f"{name.offence} → {new.offence}"
        )
        offences.add(release.meanings[partner.label].offence)
        action = "One line in offences.csv beside the extracts mends it"
    return Finding(
        rule="label-starts" if is_start else "label-stops",
        severity=Severity.NOTES if long_ago else Severity.WITHHOLDS,
        source=release.source,
        files=(extract.file,),
        offences=frozenset(offences),
        months=frozenset(reached),
        wanted="Every label was wanted over all months",
        found=found,
        where=release.where,
        action=action,
        size=step.level,
    )
