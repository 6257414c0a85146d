"""Indicators, their polarity, and the sections of the board's report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xlsrc.domain.action import ILLUSTRATIVE_MARK


class Polarity(StrEnum):
    """Which direction is good; ``neutral`` is never good or bad (more reports can mean trust)."""

    LOWER = "lower_is_better"
    HIGHER = "higher_is_better"
    NEUTRAL = "neutral"


class Source(StrEnum):
    """The publisher's dataset that an indicator is counted from."""

    MPS_RECORDED_CRIME = "MPS recorded crime"
    MPS_DASHBOARD = "MPS monthly dashboard"
    POLICE_UK = "data.police.uk"
    PARTNER_RETURN = "Partner return"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One row of the Definitions table.

    ``offences`` name canonical offences or groups of ``data/offences.csv`` whose counts are
    summed; for a partner return it is the return's indicator id. ``per_offences``, when not
    empty, makes the indicator a share per 100: 100 × Σ offences ÷ Σ per_offences (a partner
    return carries its own numerator and denominator: ``is_share`` is then set with no
    ``per_offences``).
    """

    id: str
    name: str
    sections: tuple[str, ...]
    headline: bool
    polarity: Polarity
    source: Source
    offences: tuple[str, ...]
    per_offences: tuple[str, ...] = ()
    is_share: bool = False
    count_only: bool = False
    lag_months: int = 1
    definition: str = ""
    good_looks_like: str = ""
    caveats: str = ""

    def label(self, *, illustrative: bool) -> str:
        """The name as sheets show it: ‡ marks an illustrative figure."""
        return f"{self.name} {ILLUSTRATIVE_MARK}" if illustrative else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A sheet of the board's report: overall, MOPAC 7 or one priority of the strategy."""

    id: str
    name: str
    sheet: str
    objective: str
    lead: str
    is_priority: bool
    action_plan: str = ""
