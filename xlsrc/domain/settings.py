"""What a partnership configures: the contents of the analysts' tables, validated."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from xlsrc.domain.action import Plan
from xlsrc.domain.baseline import NO_BASELINE, baseline_or_none
from xlsrc.domain.setting import (
    LATEST,
    ROW,
    Listed,
    Nameable,
    Setting,
    YesNo,
    any_text,
    declared_in,
    indicator_id,
    month_or_none,
    one_of,
    word_or,
)

if TYPE_CHECKING:
    from xlsrc.domain.accepted import AcceptedDifference
    from xlsrc.domain.acknowledgement import Acknowledgement
    from xlsrc.domain.area import Area
    from xlsrc.domain.commentary import Evidence, View
    from xlsrc.domain.duty import CaseReviews, Duty
    from xlsrc.domain.indicator import Indicator, Section
    from xlsrc.domain.month import Month
    from xlsrc.domain.published import PublishedEdition
    from xlsrc.domain.setting import Named
    from xlsrc.domain.supply import Agency, RatingView
    from xlsrc.domain.target import IndicatorTarget

NO_PLAN: Final = Plan()


class Effect(StrEnum):
    """What a known change does to a series."""

    STEP = "not comparable across"
    MASK = "leave these months out"


class MapMeasure(StrEnum):
    """What the maps show: a change is per cent, a difference in offences."""

    VOLUME = "volume"
    RATE = "rate"
    CHANGE = "change"
    DIFFERENCE = "difference"
    EXCEPTION = "exception"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownChange:
    """A change in recording, or months that say nothing of crime, as the partnership approved it.

    ``first`` is the first month of the new recording (a step) or of the spell left out (a mask);
    ``last`` ends a mask. ``applies_to`` names indicators by id, or sources by name.
    """

    id: str
    label: str
    effect: Effect
    first: Month
    last: Month | None
    applies_to: tuple[str, ...]
    approved_by: str

    def concerns(self, indicator: Indicator) -> bool:
        """Whether the change touches this indicator (by its id or its source)."""
        return indicator.id in self.applies_to or indicator.source in self.applies_to


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerGroup:
    """Areas to compare with, as one row of the PeerGroups table names them.

    ``members`` are named, and one without figures is said to be left out; ``among`` are all of a
    part of the country, of which those with figures count. A group with neither is one that
    cannot be given; ``note`` then says why.
    """

    id: str
    name: str
    members: tuple[Area, ...]
    note: str = ""
    among: tuple[Area, ...] = ()

    @property
    def named(self) -> tuple[Area, ...]:
        """Everybody whom the group may mean, with figures or without."""
        return (*self.members, *self.among)


NO_PEERS: Final = PeerGroup(
    id="none", name="No peer group", members=(), note="No peer group is chosen"
)


class Paper(StrEnum):
    """What the workbook prints on."""

    A4 = "A4"
    A3 = "A3"


def _peer_group(text: str, nameable: Nameable) -> Named:
    """The peer group of an id; the table that has none is at fault itself."""
    if not nameable.peer_groups:
        return NO_PEERS
    for group in nameable.peer_groups:
        if group.id.casefold() == text.casefold():
            return group
    ids = [group.id for group in nameable.peer_groups]
    message = f"peer group must be an id of PeerGroups, {one_of(ids)}"
    raise ValueError(message)


def _first_peer_group(nameable: Nameable) -> Named:
    return next(iter(nameable.peer_groups), NO_PEERS)


_MAP_FOLLOWS: Final = "The map follows at the next refresh."


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The whole configuration of one workbook; ``as_at`` is None for the latest month.

    A field with a row is one setting, and all that is said of it: its row in the Settings
    table, how that is read, and what stands for it where there is none. The other fields are the
    analysts' tables. ``map_indicator`` is the id of what the maps show, '' for the first that has
    wards. ``baseline`` is a year, or the three before; '' for none.
    """

    board: str = field(
        metadata={
            ROW: Setting(
                name="Partnership board",
                parse=any_text,
                shipped="Safer Communities Partnership Board",
                meaning="The board's name, as the sheets and footers show it.",
            )
        }
    )
    area: str = field(
        metadata={
            ROW: Setting(
                name="Area",
                parse=any_text,
                shipped="Barnet",
                meaning="The area that the workbook is about: a name or an ONS code.",
            )
        }
    )
    as_at: Month | None = field(
        metadata={
            ROW: Setting(
                name="As-at month",
                parse=month_or_none,
                shipped=LATEST,
                meaning="The last month shown, as YYYY-MM, or latest.",
            )
        }
    )
    last_published: Month | None = field(
        default=None,
        metadata={
            ROW: Setting(
                name="Last published month",
                parse=month_or_none,
                shipped="2025-09",
                meaning="The last month of the edition published before, as YYYY-MM, or none.",
            )
        },
    )
    peer_group: PeerGroup = field(
        default=NO_PEERS,
        metadata={
            ROW: Setting(
                name="Peer group",
                parse=_peer_group,
                absent=_first_peer_group,
                shipped="london",
                meaning="The id of a row of PeerGroups: what every comparison is made with.",
            )
        },
    )
    map_indicator: str = field(
        default="",
        metadata={
            ROW: Setting(
                name="Map indicator",
                parse=indicator_id,
                shipped="Residential burglary",
                choices=Listed.INDICATORS,
                hint=_MAP_FOLLOWS,
                meaning="What the maps of wards and LSOAs show: an indicator by its name in "
                "Definitions.",
            )
        },
    )
    map_measure: MapMeasure = field(
        default=MapMeasure.RATE,
        metadata={
            ROW: Setting(
                name="Map measure",
                parse=word_or(MapMeasure.RATE),
                shipped=MapMeasure.RATE.value,
                choices=tuple(MapMeasure),
                hint=_MAP_FOLLOWS,
                meaning="volume, rate (per 1,000 residents), change (% on the year before), "
                "difference (in offences) or exception.",
            )
        },
    )
    paper: Paper = field(
        default=Paper.A4,
        metadata={
            ROW: Setting(
                name="Paper",
                parse=word_or(Paper.A4),
                shipped=Paper.A4.value,
                choices=tuple(Paper),
                hint="safer build makes the workbook for it.",
                meaning="A4 or A3, larger; safer build makes the workbook for it.",
            )
        },
    )
    to_date: YesNo = field(
        default=YesNo.NO,
        metadata={
            ROW: Setting(
                name="Financial year to date",
                parse=word_or(YesNo.NO),
                shipped=YesNo.NO.value,
                choices=tuple(YesNo),
                hint="yes: April to the last month beside the last 12 months.",
                meaning="yes or no: also compare April to the last month with the same months a "
                "year before.",
            )
        },
    )
    baseline: str = field(
        default="",
        metadata={
            ROW: Setting(
                name="Baseline",
                parse=baseline_or_none,
                shipped=NO_BASELINE,
                meaning="Also compare the last 12 months with: none, a year (2019 or 2018/19), or "
                "three years before, the mean of the three before them.",
            )
        },
    )
    indicators: tuple[Indicator, ...]
    """Those that the sheets show: each has a section."""
    sections: tuple[Section, ...]
    """Those that are shown, each a sheet."""
    known_changes: tuple[KnownChange, ...]
    plan: Plan = NO_PLAN
    duties: tuple[Duty, ...] = ()
    case_reviews: tuple[CaseReviews, ...] = ()
    views: tuple[View, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    agencies: tuple[Agency, ...] = ()
    rating_views: tuple[RatingView, ...] = ()
    targets: tuple[IndicatorTarget, ...] = ()
    acknowledged: tuple[Acknowledgement, ...] = ()
    accepted: tuple[AcceptedDifference, ...] = ()
    published: tuple[PublishedEdition, ...] = ()
    """The editions so far, each after its parent."""
    asked: tuple[Indicator, ...] = ()
    """Those that partners are asked for and no sheet shows: they have no section yet."""

    def of_section(self, section: Section) -> tuple[Indicator, ...]:
        """The indicators shown in a section, in the order of the Definitions table."""
        return tuple(i for i in self.indicators if section.id in i.sections)


ALL_SETTINGS: Final[dict[str, Setting]] = declared_in(Settings)
"""Every setting by the field that it fills, in the order of the Settings table's rows."""
