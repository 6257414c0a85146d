"""Offences without an area: months with many of them, and a year with more than the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain import wording
from xlsrc.domain.indicator import OFFENCES_MEASURE
from xlsrc.domain.month import Month
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.release import is_without_place, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.extracts.gate.release import Release

_POINT: Final = 0.01
_HALF_A_POINT: Final = 0.005
NOT_JUDGED: Final = "unknown-month"
"""The rule of months in which so many offences have no area that no area's month is judged."""
_MANY: Final = 0.03
_USUAL: Final = 24
_YEAR: Final = 12


def unknown_share(release: Release) -> list[Finding]:
    """At most three findings: months with too many offences without an area, and with so many
    that they are not judged; and years that differ.

    A month has too many where the share is a point above the median of the 24 months before it
    (of the file's first 24, if it is one of them); two years differ by half a point of mean share.
    Notes alone: whether a figure is in doubt depends on the figure.
    """
    share = _shares(release)
    if share is None:
        return []
    beyond = share - _usual(share)
    high = np.flatnonzero(beyond > _POINT).tolist()
    kinds = (("unknown-share", beyond <= _MANY), (NOT_JUDGED, beyond > _MANY))
    findings = [
        _months(release, share, months, rule)
        for rule, is_of in kinds
        if (months := [at for at in high if is_of[at]])
    ]
    if share.size >= 2 * _YEAR:
        before, now = share[-2 * _YEAR : -_YEAR].mean(), share[-_YEAR:].mean()
        if abs(now - before) >= _HALF_A_POINT:
            # Two findings of one file are told apart by their first month.
            first = -2 * _YEAR if share.size - 2 * _YEAR not in high[:1] else -_YEAR
            years = release.extract.months[first:]
            findings.append(_years(release, years, float(before), float(now)))
    return findings


def _shares(release: Release) -> NDArray[np.float64] | None:
    """Each month's share of offences without an area; None for a file that has no such row."""
    extract = release.extract
    lost = [at for at, area in enumerate(extract.areas) if is_without_place(area)]
    counted = [
        at
        for at, (label, meaning) in enumerate(zip(extract.labels, release.meanings, strict=True))
        if label.measure == OFFENCES_MEASURE and not meaning.overlaps
    ]
    if not lost or not counted:
        return None
    counts = release.counts[:, counted].sum(axis=1)
    whole = counts.sum(axis=0)
    share: NDArray[np.float64] = np.zeros_like(whole)
    np.divide(counts[lost].sum(axis=0), whole, out=share, where=whole > 0)
    return share


def _usual(share: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.array(
        [np.median(share[max(0, at - _USUAL) : max(at, _USUAL)]) for at in range(share.size)]
    )


def _months(release: Release, share: NDArray[np.float64], high: list[int], rule: str) -> Finding:
    usual = _usual(share)
    months = [release.extract.months[at] for at in high]
    worst = sorted(high, key=lambda at: usual[at] - share[at])
    words = [
        f"{wording.share(share[at], 1)} in {Month(release.extract.months[at]).name}" for at in worst
    ]
    return _finding(
        release,
        months,
        f"usually {wording.share(usual[worst[0]], 1)} of the offences lack one, but {named(words)}",
        float(100 * (share[high] - usual[high]).max()),
        rule,
    )


def _years(release: Release, months: Sequence[int], before: float, now: float) -> Finding:
    return _finding(
        release,
        months,
        f"{wording.share(before, 1)} of the offences of the year before lack one, "
        f"{wording.share(now, 1)} in the year to {Month(release.extract.months[-1]).name}",
        100 * abs(now - before),
    )


def _finding(
    release: Release,
    months: Sequence[int],
    found: str,
    points: float,
    rule: str = "unknown-share",
) -> Finding:
    is_judged = rule != NOT_JUDGED
    return Finding(
        rule=rule,
        severity=Severity.NOTES,
        source=release.source,
        files=(release.extract.file,),
        months=frozenset(months),
        wanted="An area for nearly every offence was wanted",
        found=found,
        where=release.where,
        action="They are missing from every area: that alone can make a change in them"
        + ("" if is_judged else ", and no area's month is judged by them"),
        size=points,
    )
