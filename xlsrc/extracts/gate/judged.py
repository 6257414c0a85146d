"""Every release of a folder judged by the file rules: which are used, and what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.extracts.gate.areas import area_missing, cut_short, unknown_area
from xlsrc.extracts.gate.compared import Compared, is_alike
from xlsrc.extracts.gate.definitions import definition_changed
from xlsrc.extracts.gate.disagrees import area_disagrees, month_disagrees
from xlsrc.extracts.gate.falls import label_falls
from xlsrc.extracts.gate.former_wards import former_wards
from xlsrc.extracts.gate.missing import rows_missing
from xlsrc.extracts.gate.month_columns import month_lacking
from xlsrc.extracts.gate.months import a_copy, same_month_twice
from xlsrc.extracts.gate.offences import offence_lost, unknown_label
from xlsrc.extracts.gate.order import without_echoes
from xlsrc.extracts.gate.parts_missing import part_rows_missing
from xlsrc.extracts.gate.release import Pair, Release
from xlsrc.extracts.gate.releases import is_judged
from xlsrc.extracts.gate.repeated import repeated_key, total_row
from xlsrc.extracts.gate.restated import offence_restated
from xlsrc.extracts.gate.stopped import label_stops
from xlsrc.extracts.gate.unplaced import unknown_share
from xlsrc.extracts.gate.wards import ward_borough

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.gate.finding import Finding
    from xlsrc.extracts.places import Places

_COMMON_MONTHS: Final = 3


def findings_of(extracts: Iterable[Extract], places: Places) -> tuple[Finding, ...]:
    """What is at fault in releases of recorded crime, each alone and beside the one before it.

    A release that a finding stops is no release before another. Files that are not of recorded
    crime are passed over.
    """
    found: list[Finding] = []
    sound: list[Release] = []
    every: list[Release] = []
    for extract in extracts:
        if not is_judged(extract):
            continue
        release = Release.of(extract, places)
        stops = repeated_key(extract) or total_row(release)
        found += stops
        every.append(release)
        if not stops:
            sound.append(release)
    for release in sound:
        found += _of(release, sound, every)
    return tuple(found)


def _of(
    release: Release, sound: Sequence[Release], every: Sequence[Release]
) -> tuple[Finding, ...]:
    before = _before(release, sound)
    pair = None if before is None else Pair.of(release, before)
    earlier = [
        *unknown_area(release),
        *cut_short(
            area_missing(release, pair),
            part_rows_missing(release) or rows_missing(release, pair),
        ),
        *month_lacking(release, sound),
        *same_month_twice(release, pair),
        *offence_lost(release, pair),
        *definition_changed(release, sound),
        *a_copy(pair),
        *former_wards(release),
    ]
    if before is not None:
        earlier += _beside(Compared.of(release, before), earlier)
    if not _is_superseded(release, sound):
        earlier += [
            *label_stops(release),
            *label_falls(release),
            # Where a newer release is stopped, this one's notes were said when it was the newest.
            *([] if _is_superseded(release, every) else unknown_share(release)),
            *([] if _lacks_rows(earlier) else ward_borough(release, sound)),
        ]
    return without_echoes([*earlier, *unknown_label(release, earlier)])


def _lacks_rows(earlier: Sequence[Finding]) -> bool:
    """Whether it is found already why the parts of a borough do not add up."""
    return any(
        one.is_doubt and one.rule in {"area-missing", "rows-missing", "offence-lost"}
        for one in earlier
    )


def _beside(both: Compared, earlier: Sequence[Finding]) -> list[Finding]:
    changed = {
        offence
        for one in earlier
        if one.rule == "definition-changed"
        for offence in one.offences or ()
    }
    return [
        *offence_restated(both, changed),
        *area_disagrees(both, changed),
        *month_disagrees(both, changed),
    ]


def _is_superseded(release: Release, others: Sequence[Release]) -> bool:
    """Whether a newer release says its last month again: series take that one's months."""
    return any(
        other.extract.vintage > release.extract.vintage
        and release.extract.months[-1] in other.extract.months
        and is_alike(release, other)
        for other in others
    )


def _before(release: Release, others: Sequence[Release]) -> Release | None:
    """The newest older release of the same kind with months, areas and groups in common."""
    one = release.extract
    older = [
        other
        for other in others
        if is_alike(release, other)
        and other.extract.vintage < one.vintage
        and len(set(other.extract.months) & set(one.months)) >= _COMMON_MONTHS
    ]
    return max(older, key=lambda other: other.extract.vintage, default=None)
