"""Rows that files of small areas lack: too few each to be told apart, many together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.release import named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.domain.area import Area
    from xlsrc.extracts.gate.release import Release

# Of rows that the row's and the column's sums make 8 or more of, of labels that most areas have,
# 0.1 % are absent from a real file of LSOAs and 0.04 % from one of wards.
_EXPECTED: Final = 8
_MOST_AREAS: Final = 0.7
_ABSENT: Final = 0.02
_ABSENT_OF_AREA, _LEAST_OF_AREA = 0.15, 2
_FEWEST_ROWS: Final = 200


def part_rows_missing(release: Release) -> list[Finding]:
    """At most one finding: a file of wards or LSOAs in which too many rows are absent.

    Where they are absent from everywhere no figure of the file can be relied on; where from some
    areas, theirs.
    """
    if release.is_of_boroughs:
        return []
    own = np.flatnonzero(release.ordinary & (release.totals.sum(axis=1) > 0))
    totals, present = release.totals[own], release.present[own]
    if not totals.sum():
        return []
    expected = totals.sum(axis=1, keepdims=True) * totals.sum(axis=0) / totals.sum()
    judged = (expected >= _EXPECTED) & (present.mean(axis=0) >= _MOST_AREAS)
    if judged.sum() < _FEWEST_ROWS:
        return []
    absent = judged & ~present
    share = absent.sum() / judged.sum()
    if share >= _ABSENT:
        found = (
            f"{absent.sum():,} of {judged.sum():,} rows that should have at least a few offences "
            f"are absent ({share:.1%}; of a whole file under 0.2%): rows are missing everywhere"
        )
        return [_finding(release, None, found, float(absent.sum()))]
    number = absent.sum(axis=1)
    lacking = (number >= _LEAST_OF_AREA) & (number >= _ABSENT_OF_AREA * judged.sum(axis=1))
    areas = [release.extract.areas[own[at]] for at in np.flatnonzero(lacking).tolist()]
    if not areas:
        return []
    words = [
        f"{area.name}, {area.borough}: {number[at]} of {judged[at].sum()} rows absent"
        for area, at in zip(areas, np.flatnonzero(lacking).tolist(), strict=True)
    ]
    return [_finding(release, areas, named(words), float(number[lacking].sum()))]


def _finding(release: Release, areas: Sequence[Area] | None, found: str, size: float) -> Finding:
    return Finding(
        rule="rows-missing",
        severity=Severity.WITHHOLDS,
        source=release.source,
        files=(release.extract.file,),
        areas=None if areas is None else frozenset(areas),
        wanted="Every area should have a row for each offence that it has",
        found=f"{found}; the file may be cut",
        where=release.where,
        action="A row that is absent is no 0: fetch the file again, or ask the publisher",
        size=size,
    )
