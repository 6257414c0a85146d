"""What is at fault in tables by the quarter: quarters, areas missing; files that disagree."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.quarter import Quarter
from xlsrc.domain.wording import count_of
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.release import named
from xlsrc.extracts.gate.releases import is_by_quarter
from xlsrc.extracts.panel import area_key
from xlsrc.national.areas import shipped_areas
from xlsrc.national.named_area import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.panel import AreaKey

    _Seen = dict["AreaKey", tuple["Area", set[int]]]

EXCERPT: Final = 0.5
"""A release with under this part of the partnerships is an excerpt and may lack the others."""
_AGAIN: Final = "Fetch the files again, or ask the publisher"


def quarter_findings(extracts: Iterable[Extract]) -> tuple[Finding, ...]:
    """The findings of the tables by the quarter among some extracts.

    Quarters are looked for among all releases, areas in each of them that no newer one says again.
    """
    every = [one for one in extracts if is_by_quarter(one)]
    releases: defaultdict[str, list[Extract]] = defaultdict(list)
    for one in every:
        releases[one.vintage].append(one)
    said: set[int] = set()
    found = [*_holes(every)] if every else []
    for vintage in sorted(releases, reverse=True):
        files = releases[vintage]
        months = sorted({month for one in files for month in one.months})
        found += _disagreeing(files)
        if not said.issuperset(months):
            found += _areas_missing(files, months)
        said.update(months)
    return tuple(found)


def _names(months: Iterable[int], every: int) -> list[str]:
    return [Quarter(month // every).name for month in sorted(months)]


def _where(files: Sequence[Extract]) -> str:
    return f"{'File' if len(files) == 1 else 'Files'} {named([one.file for one in files])}"


def _holes(extracts: Sequence[Extract]) -> list[Finding]:
    """At most one finding: quarters that none of the files has, between the first and the last."""
    every = extracts[0].source.every
    known = {month for one in extracts for month in one.months}
    lacking = set(range(min(known), max(known), every)) - known
    if not lacking:
        return []
    number = count_of(len(lacking), "quarter")
    return [
        Finding(
            rule="hole",
            severity=Severity.WITHHOLDS,
            source=extracts[0].source,
            files=tuple(one.file for one in extracts),
            months=frozenset(lacking),
            wanted="Every quarter from the first to the last was wanted",
            found=f"{number} missing: {named(_names(lacking, every))}",
            where=_where(extracts),
            action="Add the file that has them; sums over them are not given",
            size=float(len(lacking)),
        )
    ]


def _disagreeing(files: Sequence[Extract]) -> list[Finding]:
    """A finding for each two files of one release that give a figure of a quarter differently."""
    found = []
    for one, other in combinations(files, 2):
        both = set(one.months) & set(other.months)
        if both:
            found += _apart(one, other, both)
    return found


def _apart(one: Extract, other: Extract, months: set[int]) -> list[Finding]:
    figures, others = (_figures(extract, months) for extract in (one, other))
    differ = [key for key, count in figures.items() if others.get(key, count) != count]
    if not differ:
        return []
    area, offence, month = min(differ, key=lambda key: (key[2], key[0].name, key[1]))
    key = (area, offence, month)
    quarter = _names([month], one.source.every)[0]
    more = f"; {count_of(len(differ) - 1, 'figure')} more" if len(differ) > 1 else ""
    return [
        Finding(
            rule="same-month-twice",
            severity=Severity.WITHHOLDS,
            source=one.source,
            files=(one.file, other.file),
            areas=frozenset(at for at, _, _ in differ),
            offences=frozenset(name for _, name, _ in differ),
            months=frozenset(month for _, _, month in differ),
            wanted="One figure for each quarter of a release was wanted",
            found=(
                f"{area.name}, {offence}, {quarter}: {figures[key]:,.0f} and {others[key]:,.0f}"
                f"{more}"
            ),
            where=_where((one, other)),
            action="Take out the file that is wrong, or put each in the folder of its own release",
            size=float(len(differ)),
        )
    ]


def _figures(extract: Extract, months: set[int]) -> dict[tuple[Area, str, int], float]:
    """The figures of some quarters by area, canonical offence and last month; no missing ones."""
    offences = sorted({meaning.offence for meaning in extract.meanings})
    of_label = np.array([offences.index(meaning.offence) for meaning in extract.meanings])
    rows = np.flatnonzero(np.isin(extract.month, list(months)) & np.isfinite(extract.count))
    size = len(offences)
    key = extract.area[rows].astype(np.int64) * size + of_label[extract.label[rows]]
    width = max(extract.months) + 1
    cells, at = np.unique(key * width + extract.month[rows], return_inverse=True)
    counts = np.bincount(at, weights=extract.count[rows], minlength=cells.size)
    return {
        (extract.areas[cell // width // size], offences[cell // width % size], cell % width): count
        for cell, count in zip(cells.tolist(), counts.tolist(), strict=True)
    }


def _areas_missing(files: Sequence[Extract], months: Sequence[int]) -> list[Finding]:
    """A finding for each set of quarters in which partnerships of a release have no row.

    A partnership that begins in the midst of a release, and a former one that ends there, lacks
    nothing: tables follow the areas of their time.
    """
    seen = _seen(files)
    alike: defaultdict[tuple[int, ...], list[Area]] = defaultdict(list)
    for area, reported in seen.values():
        known = shipped_areas().find(area.code)
        is_former = known is None or known.kind is Kind.FORMER
        last = max(reported) if is_former else months[-1]
        lacking = [m for m in months if min(reported) < m <= last and m not in reported]
        if lacking:
            alike[tuple(lacking)].append(area)
    found = [_missing(files, areas, lacking) for lacking, areas in alike.items()]
    return [*found, *_never_there(files, {area.code for area, _ in seen.values()})]


def _seen(files: Sequence[Extract]) -> _Seen:
    """The known areas of a release, each with the months of its rows."""
    found: _Seen = {}
    for extract in files:
        first, width = extract.months[0], extract.months[-1] - extract.months[0] + 1
        cells: NDArray[np.int64] = np.unique(
            extract.area.astype(np.int64) * width + extract.month - first
        )
        for cell in cells.tolist():
            area = extract.areas[cell // width]
            if area.code:
                found.setdefault(area_key(area), (area, set()))[1].add(first + cell % width)
    return found


def _missing(files: Sequence[Extract], areas: Sequence[Area], months: Sequence[int]) -> Finding:
    every = files[0].source.every
    names = sorted(area.name for area in areas)
    return Finding(
        rule="area-missing",
        severity=Severity.WITHHOLDS,
        source=files[0].source,
        files=tuple(one.file for one in files),
        areas=frozenset(areas),
        months=frozenset(months),
        wanted="Every partnership should have rows in every quarter",
        found=(
            f"{named(names)} {'has' if len(names) == 1 else 'have'} none in "
            f"{named(_names(months, every))}"
        ),
        where=_where(files),
        action=f"The figures are missing there, not 0: {_AGAIN[:1].lower()}{_AGAIN[1:]}",
        size=float(len(areas)),
    )


def _never_there(files: Sequence[Extract], codes: set[str]) -> list[Finding]:
    """At most one finding: partnerships of which a release of most of them has no row at all."""
    every = {one.code: one for one in shipped_areas().partnerships}
    lacking = [one for code, one in every.items() if code not in codes]
    if not lacking or len(lacking) > EXCERPT * len(every):
        return []
    names = sorted(one.name for one in lacking)
    return [
        Finding(
            rule="area-missing",
            severity=Severity.NOTES,
            source=files[0].source,
            files=tuple(one.file for one in files),
            areas=frozenset(),
            months=None,
            wanted="Every partnership should have rows",
            found=f"{named(names)} {'has' if len(names) == 1 else 'have'} none",
            where=_where(files),
            action=(
                "Ranks and comparisons lack them: add the file's names for them to areas.csv "
                "beside the extracts, or fetch it again"
            ),
            size=float(len(names)),
        )
    ]
