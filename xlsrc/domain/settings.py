"""What a partnership configures: the contents of the analysts' tables, validated."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from xlsrc.domain.action import Plan

if TYPE_CHECKING:
    from xlsrc.domain.area import Area
    from xlsrc.domain.commentary import Evidence, View
    from xlsrc.domain.indicator import Indicator, Section
    from xlsrc.domain.month import Month
    from xlsrc.domain.supply import Agency, RatingView
    from xlsrc.domain.target import Target

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

    A group without members is one that cannot be given; ``note`` then says why.
    """

    id: str
    name: str
    members: tuple[Area, ...]
    note: str = ""

    def with_area(self, area: Area) -> tuple[Area, ...]:
        """The members, an area among them; nobody for a group without members."""
        if not self.members or area in self.members:
            return self.members
        return (area, *self.members)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorTarget:
    """A target that a partnership set for an indicator, as one row of the Targets table has it.

    It is judged from ``first`` to ``due``, the month by which it is to be met; ``None`` leaves
    that end open.
    """

    indicator: str
    target: Target
    first: Month | None = None
    due: Month | None = None
    note: str = ""

    def is_judged_in(self, month: Month) -> bool:
        """Whether a figure of the 12 months to ``month`` is held against the target."""
        after = self.first is None or self.first <= month
        return after and (self.due is None or month <= self.due)


NO_PEERS: Final = PeerGroup(
    id="none", name="No peer group", members=(), note="No peer group is chosen"
)


class Paper(StrEnum):
    """What the workbook prints on."""

    A4 = "A4"
    A3 = "A3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The whole configuration of one workbook; ``as_at`` is None for the latest month.

    ``map_indicator`` is the id of what the maps show, '' for the first that has wards.
    """

    board: str
    area: str
    as_at: Month | None
    edition: str
    last_published: Month | None
    indicators: tuple[Indicator, ...]
    sections: tuple[Section, ...]
    known_changes: tuple[KnownChange, ...]
    plan: Plan = NO_PLAN
    views: tuple[View, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    agencies: tuple[Agency, ...] = ()
    rating_views: tuple[RatingView, ...] = ()
    peer_group: PeerGroup = NO_PEERS
    targets: tuple[IndicatorTarget, ...] = ()
    map_indicator: str = ""
    map_measure: MapMeasure = MapMeasure.RATE
    paper: Paper = Paper.A4

    def of_section(self, section: Section) -> tuple[Indicator, ...]:
        """The indicators shown in a section, in the order of the Definitions table."""
        return tuple(i for i in self.indicators if section.id in i.sections)
