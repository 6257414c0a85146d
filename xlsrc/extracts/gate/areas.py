"""Areas that nobody knows, and areas of which a release has no row."""

from __future__ import annotations

import difflib
from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.area import Area, Level
from xlsrc.domain.names import name_key
from xlsrc.domain.wording import count_of
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.release import ODD_AREA, home_of, named
from xlsrc.national.bundle import bundle

if TYPE_CHECKING:
    from xlsrc.extracts.gate.release import Pair, Release

NEAR_ENOUGH: Final = 0.7
_EXCERPT: Final = 0.5
"""A file with under this part of the known boroughs is an excerpt and may lack the others."""
_FEW_LACKING: Final = 0.25
"""A file with fewer of a borough's LSOAs is an excerpt, or of other LSOAs."""
_CUT_THROUGH: Final = 2
"""So many areas at most lack rows where a file was cut between areas, and within one."""
_HAD: Final = 20
"""An area with fewer offences than this in the release before may well have none now."""


def unknown_area(release: Release) -> list[Finding]:
    """A finding for each name that is no area: its rows count for nobody."""
    extract = release.extract
    lost: dict[str, list[int]] = defaultdict(list)
    for at, area in enumerate(extract.areas):
        home = home_of(area)
        if release.places.known(home) is None and not ODD_AREA.match(home):
            lost[home].append(at)
    known = {name_key(one.area.name): one.area for one in release.places.boroughs}
    findings = []
    for home, places in sorted(lost.items()):
        near = difflib.get_close_matches(name_key(home), known, n=1, cutoff=NEAR_ENOUGH)
        nearest = known[near[0]] if near else None
        rows = int(release.present[places].sum())
        offences = round(float(release.counts[places].sum()))
        ends = f"; nearest: {nearest.name}" if nearest else ""
        findings.append(
            Finding(
                rule="unknown-area",
                severity=Severity.WITHHOLDS if nearest else Severity.NOTES,
                source=release.source,
                files=(extract.file,),
                areas=frozenset([nearest] if nearest else [extract.areas[at] for at in places]),
                wanted="A known area was wanted",
                found=(
                    f"'{home}' ({count_of(rows, 'row')}, {count_of(offences, 'offence')} "
                    f"that count in no area{ends})"
                ),
                where=release.where,
                action="Mend the name, or add it as an alias to areas.csv beside the extracts",
                size=float(offences),
            )
        )
    return findings


def area_missing(release: Release, pair: Pair | None) -> list[Finding]:
    """At most one finding: known areas, or areas of the release before, without a row."""
    missing = dict.fromkeys(_of_the_known(release) + _of_the_known_lsoas(release), "")
    if pair is not None:
        missing |= _of_the_release_before(pair)
    if not missing:
        return []
    areas = sorted(missing, key=lambda area: (area.borough, area.name))
    names = [area.name + missing[area] for area in areas]
    return [
        Finding(
            rule="area-missing",
            severity=Severity.WITHHOLDS,
            source=release.source,
            files=(release.extract.file,),
            areas=frozenset(areas),
            wanted="Every area should have rows",
            found=f"{named(names)} {'has' if len(names) == 1 else 'have'} none",
            where=release.where,
            action="Ranks and comparisons lack them: fetch the file again, or ask the publisher",
        )
    ]


def cut_short(areas: list[Finding], rows: list[Finding]) -> list[Finding]:
    """Missing areas, and missing rows of an area or two beside them, as one: a file cut short."""
    cut = [one.areas for one in rows]
    lacking: frozenset[Area] = frozenset().union(*(one for one in cut if one is not None))
    if not areas or not rows or None in cut or len(lacking) > _CUT_THROUGH:
        return [*areas, *rows]
    (missing,) = areas
    return [
        replace(
            missing,
            areas=lacking | (missing.areas or frozenset()),
            found="; ".join((missing.found, *(one.found for one in rows))),
        )
    ]


def _of_the_known(release: Release) -> list[Area]:
    known = [one.area for one in release.places.boroughs if one.has_mps_data]
    homes = release.homes()
    if len(homes) < _EXCERPT * len(known):
        return []
    return [area for area in known if area.name not in homes]


def _of_the_known_lsoas(release: Release) -> list[Area]:
    """The LSOAs of today's that a file lacks of a borough of which it has most."""
    if release.extract.level is not Level.LSOA:
        return []
    has = {area.code for area in release.extract.areas}
    missing = []
    for borough in sorted({area.borough for area in release.extract.areas}):
        lsoas = _lsoas_of(borough)
        lacking = [code for code in lsoas if code not in has]
        if len(lacking) <= _FEW_LACKING * len(lsoas):
            missing += [
                Area(code=code, name=lsoas[code], level=Level.LSOA, borough=borough)
                for code in lacking
            ]
    return missing


@cache
def _lsoas_of(authority: str) -> dict[str, str]:
    """LSOA code → name of an authority, as the bundled look-up has them."""
    names = bundle().authority_names
    if authority not in names:
        return {}
    at = np.flatnonzero(bundle().lsoa_authority == names.index(authority)).tolist()
    return {bundle().lsoas[one].decode(): bundle().lsoa_names[one] for one in at}


def _of_the_release_before(pair: Pair) -> dict[Area, str]:
    """The areas that are gone, with what they had; wards that others took the place of are not."""
    now, homes = pair.newer.area_keys(), pair.newer.homes()
    had = pair.before_all.sum(axis=(1, 2))
    older = pair.older
    kept: dict[str, list[bool]] = defaultdict(list)
    for key, at in older.area_keys().items():
        if older.ordinary[at]:
            kept[older.extract.areas[at].borough].append(key in now)
    gone = {}
    for key, at in older.area_keys().items():
        area = older.extract.areas[at]
        if not older.ordinary[at] or key in now or had[at] < _HAD:
            continue
        if area.borough and area.borough in homes and np.mean(kept[area.borough]) < _EXCERPT:
            continue
        gone[area] = f" ({had[at]:,.0f} in {older.extract.vintage})"
    return gone
