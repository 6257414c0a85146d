"""Every release of a folder judged by the file rules: which are used, and what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.areas import area_missing, unknown_area
from xlsrc.extracts.gate.finding import Severity
from xlsrc.extracts.gate.missing import rows_missing
from xlsrc.extracts.gate.months import a_copy, same_month_twice
from xlsrc.extracts.gate.offences import offence_lost, unknown_label
from xlsrc.extracts.gate.order import without_echoes
from xlsrc.extracts.gate.release import Pair, Release
from xlsrc.extracts.gate.repeated import repeated_key, total_row
from xlsrc.extracts.places import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.gate.finding import Finding
    from xlsrc.extracts.places import Places

RECORDED_CRIME: Final = frozenset({Source.MPS_RECORDED_CRIME, Source.MPS_DASHBOARD})
_COMMON_MONTHS: Final = 3


def is_judged(extract: Extract) -> bool:
    """Whether the file rules are made for an extract: a release of many areas and offences."""
    return extract.source in RECORDED_CRIME and extract.sparse and bool(extract.months)


def findings_of(extracts: Iterable[Extract], places: Places) -> tuple[Finding, ...]:
    """What is at fault in releases of recorded crime, each alone and beside the one before it.

    A release that a finding stops is no release before another. Files that are not of recorded
    crime are passed over.
    """
    found: list[Finding] = []
    sound: list[Release] = []
    for extract in extracts:
        if not is_judged(extract):
            continue
        release = Release.of(extract, places)
        stops = repeated_key(extract) or total_row(release)
        found += stops
        if not stops:
            sound.append(release)
    for release in sound:
        found += _of(release, _before(release, sound))
    return tuple(found)


def used(extracts: Sequence[Extract], findings: Iterable[Finding]) -> tuple[Extract, ...]:
    """The extracts without the files that a finding stops: none is used in part.

    Of police forces' street files a month is a file, which is left out as they are joined.
    """
    stopped = {file for one in findings if one.severity is Severity.STOPS for file in one.files}
    return tuple(one for one in extracts if one.file not in stopped)


def _of(release: Release, before: Release | None) -> tuple[Finding, ...]:
    pair = None if before is None else Pair.of(release, before)
    earlier = [
        *unknown_area(release),
        *area_missing(release, pair),
        *rows_missing(release, pair),
        *same_month_twice(release, pair),
        *offence_lost(release, pair),
        *a_copy(pair),
    ]
    return without_echoes([*earlier, *unknown_label(release, earlier)])


def _before(release: Release, others: Sequence[Release]) -> Release | None:
    """The newest older release of the same kind with months, areas and groups in common."""
    one = release.extract
    older = [
        other
        for other in others
        if other.source is release.source
        and other.extract.level is one.level
        and other.extract.vintage < one.vintage
        and len(set(other.extract.months) & set(one.months)) >= _COMMON_MONTHS
        # One dashboard file has a group of another: that is no release before it.
        and _shares(_groups(release), _groups(other))
        and _shares(_groups(other), _groups(release))
        and _shares(set(release.area_keys()), set(other.area_keys()))
    ]
    return max(older, key=lambda other: other.extract.vintage, default=None)


def _groups(release: Release) -> set[str]:
    return {name_key(meaning.group) for meaning in release.meanings}


def _shares(one: set[str] | set[tuple[str, str]], other: set[str] | set[tuple[str, str]]) -> bool:
    return 2 * len(one & other) >= len(one)
