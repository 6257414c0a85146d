"""Wards that were replaced: a file by wards of before a boundary review."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final

from xlsrc.domain.area import Level
from xlsrc.domain.wording import count_of, listed
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from xlsrc.domain.area import Area
    from xlsrc.extracts.gate.release import Release

_WARDS: Final = "boundaries/london_wards_WD24.geojson"
_WARD_CODE: Final = re.compile(r"E05\d{6}")


def former_wards(release: Release) -> list[Finding]:
    """A note for each borough on those of its wards that are not among London's of today."""
    if release.extract.level is not Level.WARD or not release.source.is_of_london:
        return []
    today = _wards_of_today()
    former: defaultdict[str, list[Area]] = defaultdict(list)
    for area in release.extract.areas:
        if _WARD_CODE.fullmatch(area.code) and area.code not in today:
            former[area.borough].append(area)
    return [_finding(release, borough, wards) for borough, wards in sorted(former.items())]


@cache
def _wards_of_today() -> frozenset[str]:
    text = (data_folder() / _WARDS).read_text(encoding="utf-8")
    return frozenset(_WARD_CODE.findall(text))


def _finding(release: Release, borough: str, wards: list[Area]) -> Finding:
    names = listed(sorted(f"{area.name} ({area.code})" for area in wards))
    return Finding(
        rule="former-wards",
        severity=Severity.NOTES,
        source=release.source,
        files=(release.extract.file,),
        areas=frozenset(wards),
        wanted="The wards of today were wanted",
        found=f"{count_of(len(wards), 'former ward')} of {borough}: {names}",
        where=release.where,
        action="They are not joined to the wards of today and stand on no map: fetch the file by "
        "the wards of today",
        size=float(len(wards)),
    )
