"""What is known of one indicator in one area: the object that every sheet and command shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from xlsrc.domain.area import Level
from xlsrc.extracts.offences import Offences, shipped_offences

if TYPE_CHECKING:
    from xlsrc.comparison.comparison import Comparison, PeerRow
    from xlsrc.comparison.targets import TargetStanding
    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Indicator, Section, Source
    from xlsrc.domain.month import Month
    from xlsrc.domain.published import Figure
    from xlsrc.domain.settings import Settings
    from xlsrc.domain.status import Status
    from xlsrc.drivers.drivers import Breakdown
    from xlsrc.extracts.folder import FileLine
    from xlsrc.extracts.gate.finding import Finding
    from xlsrc.extracts.population_files import PopulationFile
    from xlsrc.maps.area_map import AreaMap
    from xlsrc.maps.wards import WardSeries
    from xlsrc.plan.impact_estimates import ImpactEstimate
    from xlsrc.series.level import LevelChange
    from xlsrc.series.monthly import Monthly
    from xlsrc.series.other_years import Beside
    from xlsrc.series.outside import Outside
    from xlsrc.series.returned import ReturnFault
    from xlsrc.series.usual import ControlLimits, Usual
    from xlsrc.series.year_end import YearEnd
    from xlsrc.series.year_on_year import Change, Volume

_TWO_YEARS: Final = 24
"""Months that a change on a year ago is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Every figure of one indicator in one area, in parts that are made where they are worked out.

    A figure that is ``None`` has its reason in :func:`xlsrc.words.notes.notes`. ``as_at`` is the
    indicator's own last month, ``None`` without data. ``exception`` is what the series is known
    by to lie outside its usual range. ``trend`` holds the whole series from its first month.
    ``drivers`` are the parts of the change by offence and by ward, ``drivers_3m`` those of the
    last three months against the same a year before. Where ``few_a_month``, only large changes
    can be seen. ``returned`` says what of its partner returns is not used, or doubtful.
    ``findings`` are what the gate found about its figures, ``peer_findings`` about those that it
    is compared with alone. ``to_date`` and ``baseline`` are there where the settings ask for them.
    """

    indicator: Indicator
    area: Area
    as_at: Month | None
    late: bool
    illustrative: bool
    returned: tuple[ReturnFault, ...] = ()
    few_a_month: bool = False
    vintage: str
    status: Status
    volume: Volume
    change: Change
    usual: Usual
    exception: Outside | None
    watched: Outside | None
    level: LevelChange
    year_end: YearEnd | None
    peers: Comparison
    target: TargetStanding
    control: ControlLimits
    monthly: Monthly
    drivers: tuple[Breakdown, ...] = ()
    drivers_3m: tuple[Breakdown, ...] = ()
    findings: tuple[Finding, ...] = ()
    peer_findings: tuple[Finding, ...] = ()
    to_date: Beside | None = None
    baseline: Beside | None = None

    @property
    def label(self) -> str:
        """The indicator's name as sheets show it: ‡ marks an illustrative figure."""
        return self.indicator.label(illustrative=self.illustrative)

    @property
    def is_suppressed(self) -> bool:
        """Whether a month of the last two years is suppressed: a year's figure may lack for it."""
        years = -(-_TWO_YEARS // self.monthly.every)
        return any(one is not None for one in self.monthly.suppressed[-years:])

    @property
    def foretells(self) -> bool:
        """Whether its next three months are to come, and foretold from two years or more."""
        usual = self.usual
        return usual.next_quarter is not None and not (self.late or usual.provisional)

    @property
    def withheld_by(self) -> tuple[Finding, ...]:
        """The findings that a figure of the last two years can be absent for, the worst first."""
        return tuple(
            one
            for one in self.findings
            if one.is_doubt
            and (one.areas is None or self.area in one.areas)
            and self.is_of_two_years(one)
        )

    def is_of_two_years(self, finding: Finding) -> bool:
        """Whether a finding reaches the years that are compared, and not older months alone."""
        since = None if self.as_at is None else self.as_at.ordinal - _TWO_YEARS
        return since is None or finding.months is None or max(finding.months) > since


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An indicator without a section: partners are asked for it, and no sheet shows it.

    ``as_at`` is the last month that a return has of it, ``None`` where none has come.
    """

    indicator: Indicator
    as_at: Month | None
    illustrative: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One extract file as the Sources sheet lists it; ``gaps`` names missing months."""

    file: str
    source: str
    publisher: str
    layout: str
    level: str
    vintage: str
    first_month: Month
    last_month: Month
    rows: int
    gaps: str
    illustrative: bool
    sha256: str
    notes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionRow:
    """A month whose figure a newer vintage restated."""

    indicator: str
    month: Month
    vintage_before: str
    before: float
    vintage_after: str
    after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionRow:
    """A month, or a spell of six, outside its usual range: a question to ask, not a finding.

    ``late`` where its last month is older than it normally is. ``wards_behind`` names the wards
    that led a real change of the whole area the same way. ``peers_percent`` is the change of the
    whole peer group over the same months on a year before, ``None`` where that is not known.
    """

    indicator: Indicator
    area: Area
    outside: Outside
    illustrative: bool = False
    late: bool = False
    wards_behind: tuple[str, ...] = ()
    peers_percent: float | None = None

    @property
    def label(self) -> str:
        """The indicator's name as sheets show it: ‡ marks an illustrative figure."""
        return self.indicator.label(illustrative=self.illustrative)

    @property
    def is_of_ward(self) -> bool:
        """Whether it is of a ward, not of the whole area."""
        return self.area.level is Level.WARD


@dataclass(frozen=True, slots=True, kw_only=True)
class ThenAndNow:
    """A volume as the edition before published it, and the same months as they are now.

    ``now`` is ``None`` over a gap. It is ``restated`` where what is shown of it differs, and the
    indicator still counts the same.
    """

    indicator: Indicator
    figure: Figure
    month: Month
    published: float
    now: float | None
    restated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Redefined:
    """An indicator that counts something else than in the edition before.

    ``changes`` are the parts of its definition that differ: the part, what it was, what it is.
    """

    indicator: Indicator
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceEdition:
    """The edition before beside the figures as they are now."""

    name: str
    as_at: Month
    volumes: tuple[ThenAndNow, ...] = ()
    redefined: tuple[Redefined, ...] = ()

    @property
    def restated(self) -> tuple[ThenAndNow, ...]:
        """The volumes that are otherwise now."""
        return tuple(one for one in self.volumes if one.restated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """Everything one refresh shows, in the order of the Definitions table.

    ``exceptions`` are the series outside their usual range, ``watched`` the area's indicators that
    are only worth watching. ``leading`` is the source whose last month the figures go to.
    ``faults`` are those of files and returns, which are not used or not in part, ``findings``
    all that the gate found, ``files`` what became of every file. ``asked`` are the indicators that
    no sheet shows yet. ``since`` is the edition before beside them, ``None`` where the workbook
    has published none of an earlier month.
    """

    settings: Settings
    area: Area
    as_at: Month
    leading: Source
    assessments: tuple[Assessment, ...]
    wards: tuple[WardSeries, ...]
    sources: tuple[SourceRow, ...]
    revisions: tuple[RevisionRow, ...]
    faults: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    files: tuple[FileLine, ...] = ()
    exceptions: tuple[ExceptionRow, ...] = ()
    watched: tuple[ExceptionRow, ...] = ()
    impacts: tuple[ImpactEstimate, ...] = ()
    ward_map: AreaMap | None = None
    lsoa_map: AreaMap | None = None
    peers: tuple[PeerRow, ...] = ()
    populations: tuple[PopulationFile, ...] = ()
    offences: Offences = field(default_factory=shipped_offences, repr=False)
    asked: tuple[Asked, ...] = ()
    since: SinceEdition | None = None

    def of_section(self, section: Section) -> tuple[Assessment, ...]:
        """The assessments shown in a section."""
        return tuple(a for a in self.assessments if section.id in a.indicator.sections)

    @property
    def doubts(self) -> tuple[Finding, ...]:
        """The findings that stop or withhold and that nobody has acknowledged."""
        return tuple(one for one in self.findings if one.is_doubt)

    @property
    def has_illustrative(self) -> bool:
        """Whether any figure is from an extract marked ILLUSTRATIVE."""
        return any(a.illustrative for a in self.assessments)
