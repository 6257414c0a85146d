"""Areas that no file names, made of what lies in them: partnerships of several authorities."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Source
from xlsrc.national.areas import authority_codes, lsoa_codes, shipped_areas
from xlsrc.national.bundle import bundle

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.gate.finding import Finding
    from xlsrc.extracts.places import Places
    from xlsrc.national.bundle import Codes, Whole
    from xlsrc.national.named_area import NamedArea

_ADDS_UP = frozenset({Source.POLICE_UK})
"""Sources whose LSOAs are all of an area: those of others hold less than it."""


def not_held(extracts: Sequence[Extract], areas: Iterable[Area]) -> tuple[Area, ...]:
    """Those of some areas that one file or more could have a sum of, and does not name."""
    files = [set(one.areas) for one in extracts if _may_be_summed(one)]
    return tuple(area for area in dict.fromkeys(areas) if any(area not in one for one in files))


def _may_be_summed(extract: Extract) -> bool:
    # In a file that leaves months out a sum could lack a part.
    return extract.level is Level.BOROUGH and extract.sparse


def with_whole_areas(
    extracts: Sequence[Extract], areas: Iterable[Area], places: Places
) -> tuple[Extract, ...]:
    """The extracts with rows for these areas too, in every file that has what lies in them.

    An area that a file names stays as it is. Otherwise it is the sum of its authorities where it
    is made of whole ones, all of which the file has; else the sum of its LSOAs, for sources
    whose LSOAs are all of an area. ``areas`` are whole ones (``Level.BOROUGH``). A file in which
    a missing month is no 0 (a partner return) must name an area itself.
    """
    wholes = [(area, places.whole(area)) for area in areas]
    wanted = [(area, whole) for area, whole in wholes if whole is not None]
    small = {_release(one): one for one in extracts if one.level is Level.LSOA}
    return tuple(
        _with(one, wanted, small.get(_release(one))) if _may_be_summed(one) else one
        for one in extracts
    )


def with_every_part(extracts: Sequence[Extract], area: Area, places: Places) -> tuple[Extract, ...]:
    """The extracts with all wards and LSOAs of an area that they hold, one without rows with 0.

    Those of sources whose LSOAs are all of an area: elsewhere an area without rows may be missing.
    """
    of_area = {
        _release(one)
        for one in extracts
        if one.source in _ADDS_UP and one.level is Level.BOROUGH and area in one.areas
    }
    whole = places.whole(area) if of_area else None
    if whole is None:
        return tuple(extracts)
    parts = {Level.WARD: _wards(whole), Level.LSOA: _lsoas(whole)}
    return tuple(
        _with_areas(one, parts[one.level])
        if one.level in parts and _release(one) in of_area
        else one
        for one in extracts
    )


def _with_areas(extract: Extract, areas: Sequence[Area]) -> Extract:
    there = {area.code for area in extract.areas}
    more = tuple(area for area in areas if area.code not in there)
    return replace(extract, areas=(*extract.areas, *more)) if more else extract


def _wards(whole: NamedArea) -> list[Area]:
    all_of = bundle()
    which = np.unique(all_of.lsoa_ward[whole.lsoas])
    return _parts(Level.WARD, all_of.wards, all_of.ward_names, which, all_of.ward_authority)


def _lsoas(whole: NamedArea) -> list[Area]:
    all_of = bundle()
    return _parts(Level.LSOA, all_of.lsoas, all_of.lsoa_names, whole.lsoas, all_of.lsoa_authority)


def _parts(
    level: Level, codes: Codes, names: Sequence[str], which: Whole, authority: Whole
) -> list[Area]:
    known, homes = shipped_areas(), bundle().authorities
    called = {at: known.named(homes[at].decode()).name for at in set(authority[which].tolist())}
    return [
        Area(code=codes[at].decode(), name=names[at], level=level, borough=called[home])
        for at, home in zip(which.tolist(), authority[which].tolist(), strict=True)
    ]


def authorities_within(whole: NamedArea) -> tuple[str, ...]:
    """The codes of the authorities that an area is made of; () where it has only a part of one."""
    codes = authority_codes(whole)
    known = shipped_areas()
    parts = [known.named(code).lsoas for code in codes]
    return codes if sum(map(len, parts)) == len(whole.lsoas) else ()


def with_whole_findings(
    findings: Sequence[Finding], areas: Iterable[Area], places: Places
) -> tuple[Finding, ...]:
    """The findings, those about a part of one of these areas about the area too."""
    members = {area: _members(area, places) for area in areas}
    made = {area: codes for area, codes in members.items() if codes - {area.code}}
    return tuple(_reaching(finding, made) for finding in findings) if made else tuple(findings)


def _members(area: Area, places: Places) -> frozenset[str]:
    """The codes of the authorities that have a part of an area."""
    whole = places.whole(area)
    return frozenset() if whole is None else frozenset(authority_codes(whole))


def _reaching(finding: Finding, made: Mapping[Area, frozenset[str]]) -> Finding:
    if finding.areas is None:
        return finding
    known = shipped_areas()
    homes = set()
    for one in finding.areas:
        home = one.code if one.level is Level.BOROUGH else known.find(one.borough)
        homes.add(home if isinstance(home, str) else home.code if home else "")
    more = frozenset(area for area, codes in made.items() if not codes.isdisjoint(homes))
    if not more - finding.areas:
        return finding
    missing = tuple(
        replace(one, area=area)
        for area in more
        for one in finding.missing
        if one.area.code in made[area]
    )
    more -= finding.areas
    return replace(
        finding,
        areas=finding.areas | more,
        missing=(*finding.missing, *missing),
        wholes=finding.wholes | more,
    )


def _release(extract: Extract) -> tuple[str, str, str, str]:
    return extract.source, extract.vintage, extract.file, extract.reporter


def _with(
    extract: Extract, wanted: Sequence[tuple[Area, NamedArea]], small: Extract | None
) -> Extract:
    for area, whole in wanted:
        if area in extract.areas:
            continue
        at = _places_of(extract, authority_codes(whole))
        if not at.size:
            continue  # a part of an area would not be the whole of it
        if authorities_within(whole):
            extract = _summed(extract, area, extract, at)
        elif small is not None and extract.source in _ADDS_UP:
            at = _places_of(small, lsoa_codes(whole), all_of_them=False)
            extract = _summed(extract, area, small, at) if at.size else extract
    return extract


def _places_of(
    extract: Extract, codes: Sequence[str], *, all_of_them: bool = True
) -> NDArray[np.int64]:
    """Where the areas of these codes stand in a file; none where one of them is not there."""
    place: defaultdict[str, list[int]] = defaultdict(list)
    for at, area in enumerate(extract.areas):
        place[area.code].append(at)
    found = [at for code in codes for at in place.get(code, ())]
    whole = not all_of_them or all(code in place for code in codes)
    return np.array(found if whole else [], dtype=np.int64)


def _of_all_parts(parts: Extract, at: NDArray[np.int64]) -> NDArray[np.bool_]:
    """The rows of months that all of some areas report; in a file by the month they all do."""
    if parts.source.every == 1:
        return np.ones(parts.month.size, dtype=bool)
    months = set(parts.months).intersection(
        *(np.unique(parts.month[parts.area == one]).tolist() for one in at.tolist())
    )
    return np.isin(parts.month, list(months))


def _summed(extract: Extract, area: Area, parts: Extract, at: NDArray[np.int64]) -> Extract:
    """The extract with the rows of some areas of ``parts`` as those of one area more."""
    rows = np.flatnonzero(np.isin(parts.area, at) & _of_all_parts(parts, at))
    labels = {label: number for number, label in enumerate(extract.labels)}
    for label in parts.labels:
        labels.setdefault(label, len(labels))
    of = np.array([labels[label] for label in parts.labels] or [0], dtype=np.int32)

    def joined(name: str) -> NDArray[Any]:
        # A field that says nothing is empty, and stays so.
        own, other = getattr(extract, name), getattr(parts, name)
        return np.concatenate([own, other[rows]]) if own.size and other.size else own

    return replace(
        extract,
        areas=(*extract.areas, area),
        labels=tuple(labels),
        area=np.concatenate([extract.area, np.full(len(rows), len(extract.areas), np.int32)]),
        label=np.concatenate([extract.label, of[parts.label[rows]]]),
        month=np.concatenate([extract.month, parts.month[rows]]),
        count=joined("count"),
        denominator=joined("denominator"),
        lines=extract.lines[:0],  # a sum is no line of the file
        least=joined("least"),
        most=joined("most"),
    )
