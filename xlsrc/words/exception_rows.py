"""The rows of the Exceptions sheet: in order, where and when each is, and what the peers did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.assessment import ExceptionRow
from xlsrc.domain.area import place_name
from xlsrc.domain.wording import DOES_NOT_APPLY, percent
from xlsrc.national.area_word import area_word
from xlsrc.series.outside import Standing
from xlsrc.words.driver_sentences import leading_wards
from xlsrc.words.outside import when

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.assessment import Assessment
    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.settings import PeerGroup
    from xlsrc.series.outside import Outside

PLACE_LENGTH: Final = 14
"""Letters of a place's name that a heading has room for."""

ORDER: Final = (Standing.NEW, Standing.CONTINUING, Standing.ENDED)


def exception_rows(
    area: Area,
    assessments: Sequence[Assessment],
    of_area: Sequence[Outside | None],
    of_wards: Sequence[tuple[Indicator, Area, Outside]] = (),
) -> tuple[ExceptionRow, ...]:
    """A row for each series: new before continuing before ended; indicators of the whole area
    before wards; the furthest out first. A ward's small count of a sensitive indicator has none.
    """
    found = [
        ExceptionRow(
            indicator=assessment.indicator,
            area=area,
            outside=one,
            illustrative=assessment.illustrative,
            late=assessment.late,
            wards_behind=_wards_behind(assessment, one),
        )
        for assessment, one in zip(assessments, of_area, strict=True)
        if one is not None
    ]
    found += [
        ExceptionRow(indicator=indicator, area=ward, outside=one)
        for indicator, ward, one in of_wards
        if not indicator.is_small(one.seen)
    ]
    found.sort(
        key=lambda row: (ORDER.index(row.outside.standing), row.is_of_ward, -abs(row.outside.z))
    )
    return tuple(found)


def _wards_behind(assessment: Assessment, one: Outside) -> tuple[str, ...]:
    """The wards that led a real change the same way; none where it went the other way."""
    if one.is_high != ((assessment.change.difference or 0) > 0):
        return ()
    return tuple(part.name for part in leading_wards(assessment))


def where_words(row: ExceptionRow) -> str:
    """``Childs Hill ward``, ``Barnet``."""
    return place_name(row.area)


def when_words(row: ExceptionRow) -> str:
    """``Jul–Dec 25``; ``Feb–Jul 25, late`` where later months should have come by now."""
    return f"{when(row.outside)}{', late' if row.late else ''}"


def peers_heading(group: PeerGroup, area: Area) -> str:
    """``What Kent did`` of a group that is called "Kent districts": the column of the peers'
    movement; ``What peers did`` where the group's name is none of a place, or too long.
    """
    place = group.name.removesuffix(f" {area_word(area)}s")
    is_short = place != group.name and len(place) <= PLACE_LENGTH
    return f"What {place if is_short else 'peers'} did"


def peers_words(row: ExceptionRow) -> str:
    """``−10 % on a year before``: the peers over the same months; why there is no such figure."""
    if row.peers_percent is not None:
        return f"{percent(row.peers_percent)} on a year before"
    if row.indicator.is_share or row.indicator.count_only or row.indicator.source.no_peers:
        return DOES_NOT_APPLY
    return "no figure to compare"
