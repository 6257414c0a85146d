"""What is known of one indicator in one area: the object that every sheet and command shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsrc.domain.area import Level

if TYPE_CHECKING:
    from xlsrc.comparison.peers import PeerRow
    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Indicator, Polarity, Section
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import KnownChange, Settings
    from xlsrc.domain.status import Status
    from xlsrc.drivers.drivers import Breakdown
    from xlsrc.extracts.population import PopulationFile
    from xlsrc.maps.area_map import AreaMap
    from xlsrc.maps.wards import WardSeries
    from xlsrc.measures.exceptions import Standing
    from xlsrc.plan.impact_estimates import ImpactEstimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Monthly figures for charts, all of one length, oldest first, ending at the as-at month.

    ``recorded`` is a count, or a share per 100; ``None`` marks a gap. The range fields are
    ``None`` where no usual range can be given. ``flagged`` marks one-month exceptions;
    ``sustained`` months that belong to a six-month exception.
    """

    months: tuple[Month, ...]
    recorded: tuple[float | None, ...]
    numerators: tuple[float | None, ...]
    denominators: tuple[float | None, ...]
    vintages: tuple[str, ...]
    expected: tuple[float | None, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    flagged: tuple[bool, ...]
    sustained: tuple[bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Every figure of one indicator in one area; ``None`` never without a reason in ``notes``.

    Volumes are counts, or shares per 100 for share indicators, whose ``change`` is in
    percentage points and whose ``change_pct`` is ``None``. ``trend`` holds the whole series
    from its first month. ``drivers`` are the parts of ``change`` by offence and by ward,
    ``drivers_3m`` those of the last three months against the same a year before.

    ``target`` is in the unit of the volumes, or per 1,000 residents where it is the peers' rate;
    ``rag`` says in words how the figure stands to it. Where ``few_a_month``, only large changes
    can be seen.
    """

    indicator: Indicator
    area: Area
    as_at: Month | None
    late: bool
    illustrative: bool
    status: Status
    volume_3m: float | None
    volume_3m_prior: float | None
    range_3m: tuple[float, float] | None
    next_quarter: tuple[float, float] | None
    volume_12m: float | None
    volume_12m_prior: float | None
    change: float | None
    change_pct: float | None
    change_p: float | None
    change_significant: bool | None
    change_words: str
    rate_per_1000: float | None
    rate_low: float | None
    rate_high: float | None
    population_year: int | None
    peer_group: str | None
    peer_rate: float | None
    rank: int | None
    rank_of: int | None
    benchmark_z: float | None
    benchmark: str | None
    target: float | None
    rag: str | None
    observed: float | None
    expected: float | None
    expected_low: float | None
    expected_high: float | None
    z1: float | None
    z6: float | None
    exception: str | None
    exception_since: Month | None
    exception_status: str | None
    xmr_mean: float | None
    xmr_lower: float | None
    xmr_upper: float | None
    known_change: KnownChange | None
    vintage: str
    trend: Trend
    notes: tuple[str, ...]
    drivers: tuple[Breakdown, ...] = ()
    drivers_3m: tuple[Breakdown, ...] = ()
    few_a_month: bool = False

    @property
    def label(self) -> str:
        """The indicator's name as sheets show it: ‡ marks an illustrative figure."""
        return f"{self.indicator.name} ‡" if self.illustrative else self.indicator.name


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

    ``when`` is ``Dec 25`` or ``Jul–Dec 25``; ``usual_low`` and ``usual_high`` bound the same
    months' total as ``seen``; ``how_unusual`` says in words how rarely chance gives as much.
    """

    what: str
    where: str
    when: str
    seen: float
    usual_low: float
    usual_high: float
    how_unusual: str
    ask: str
    standing: Standing
    polarity: Polarity
    level: Level = Level.BOROUGH
    is_share: bool = False

    @property
    def is_high(self) -> bool:
        """Whether it lies above its usual range; below it otherwise."""
        return self.seen > self.usual_high


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """Everything one refresh shows, in the order of the Definitions table."""

    settings: Settings
    area: Area
    as_at: Month
    assessments: tuple[Assessment, ...]
    wards: tuple[WardSeries, ...]
    sources: tuple[SourceRow, ...]
    revisions: tuple[RevisionRow, ...]
    warnings: tuple[str, ...]
    exceptions: tuple[ExceptionRow, ...] = ()
    impacts: tuple[ImpactEstimate, ...] = ()
    ward_map: AreaMap | None = None
    lsoa_map: AreaMap | None = None
    peers: tuple[PeerRow, ...] = ()
    populations: tuple[PopulationFile, ...] = ()

    def of_section(self, section: Section) -> tuple[Assessment, ...]:
        """The assessments shown in a section."""
        return tuple(a for a in self.assessments if section.id in a.indicator.sections)

    @property
    def has_illustrative(self) -> bool:
        """Whether any figure is from an extract marked ILLUSTRATIVE."""
        return any(a.illustrative for a in self.assessments)
