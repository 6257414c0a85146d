"""Who supplies the figures, and how sure it is that they go on doing so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsrc.domain.month import Month


class Rating(StrEnum):
    """How sure a source is to be there next year."""

    SECURE = "secure"
    AT_RISK = "at risk"
    ENDING = "ending"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """A partner that returns figures: the ids of its indicators, and the role that sends them."""

    name: str
    indicator_ids: tuple[str, ...]
    contact_role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingView:
    """An analyst's own rating of a source; ``None`` leaves the one worked out."""

    source: str
    rating: Rating | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceResilience:
    """The resilience of one source, or of one agency's returns.

    ``months_late`` counts months past the normal lag (0 or less: in time); ``gaps`` the missing
    months of the last 24 in its worst series; ``restated`` the share by which a newer release
    moved the months that it restated (``None`` without two releases). ``rating`` is the
    analyst's where there is one, ``worked_out`` the rule's.
    """

    source: str
    indicator_ids: tuple[str, ...]
    data_to: Month | None
    months_late: int | None
    gaps: int
    restated: float | None
    releases: int
    other_sources: tuple[str, ...]
    worked_out: Rating
    reason: str
    rating: Rating
    shown_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """What one agency owes: its indicators with the months that are past their normal lag.

    ``late`` holds (indicator's name, first month awaited, last month awaited).
    """

    agency: Agency
    data_to: Month | None
    due_to: Month | None
    late: tuple[tuple[str, Month, Month], ...]
    chaser: str
