"""Months that a release lacks between its first and its last, and another has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsrc.domain.month import Month
from xlsrc.extracts.gate.compared import is_alike
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.release import named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.extracts.gate.release import Release


def month_lacking(release: Release, others: Sequence[Release]) -> list[Finding]:
    """At most one finding: months within a release that only releases of other vintages have.

    Nothing is taken from those: a year of two releases is no year. Months that none has are holes
    of the series.
    """
    months = release.extract.months
    lacking = set(range(months[0], months[-1] + 1)) - set(months)
    vintage = release.extract.vintage
    alike = [one for one in others if is_alike(release, one)]
    same = [one for one in alike if one.extract.vintage == vintage]
    lacking -= {month for one in same for month in one.extract.months}
    filled = [
        one
        for one in alike
        if one.extract.vintage != vintage and not lacking.isdisjoint(one.extract.months)
    ]
    months_of_others = lacking & {month for one in filled for month in one.extract.months}
    if not months_of_others:
        return []
    files = (release.extract.file, *(one.extract.file for one in filled))
    names = named([Month(month).name for month in sorted(months_of_others)])
    return [
        Finding(
            rule="hole",
            severity=Severity.WITHHOLDS,
            source=release.source,
            files=files,
            areas=None,
            months=frozenset(months_of_others),
            wanted="Every month from a release's first to its last was wanted in it",
            found=f"{names} missing from {vintage}, though another release has it",
            where=release.where,
            action="Fetch the file again; figures of another release are not put between its own",
            size=float(len(months_of_others)),
        )
    ]
