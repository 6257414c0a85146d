"""Areas that nobody knows, and areas of which a release has no row."""

from __future__ import annotations

import difflib
from collections import defaultdict
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.wording import count_of
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.release import ODD_AREA, home_of, named
from xlsrc.extracts.places import name_key

if TYPE_CHECKING:
    from xlsrc.domain.area import Area
    from xlsrc.extracts.gate.release import Pair, Release

NEAR_ENOUGH: Final = 0.7
_EXCERPT: Final = 0.5
"""A file with under this part of the known boroughs is an excerpt and may lack the others."""
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
    missing = dict.fromkeys(_of_the_known(release), "")
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


def _of_the_known(release: Release) -> list[Area]:
    known = [one.area for one in release.places.boroughs if one.has_mps_data]
    homes = release.homes()
    if len(homes) < _EXCERPT * len(known):
        return []
    return [area for area in known if area.name not in homes]


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
