"""The figures behind what the Board is to decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsrc.domain import wording
from xlsrc.words.deck.places import total

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.maps.wards import WardSeries

YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A ward, or the whole area, in the last 12 months and in the 12 before."""

    name: str
    now: float
    before: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """An indicator in the wards that a question names, and in the whole area beside them.

    ``said`` sums them up; ``how_sure`` says what the figures cannot tell.
    """

    assessment: Assessment
    rows: tuple[Place, ...]
    whole: Place | None
    said: str
    how_sure: str


def evidence(dashboard: Dashboard, sentence: str) -> Evidence | None:
    """What is counted in the wards that a sentence names; ``None`` where it names none."""
    text = sentence.casefold()
    for series in sorted(dashboard.wards, key=lambda one: -len(one.indicator.name)):
        named = [at for at, ward in enumerate(series.wards) if ward.name.casefold() in text]
        if not named or not _is_about(series, text) or not series.months:
            continue
        rows = [row for at in named if (row := _place(series, at)) is not None]
        assessment = next(
            one for one in dashboard.assessments if one.indicator.id == series.indicator.id
        )
        if rows:
            rows.sort(key=lambda row: row.before - row.now)
            return _evidence(dashboard, assessment, tuple(rows))
    return None


def _is_about(series: WardSeries, text: str) -> bool:
    """Whether a text names an indicator, by any word of it that is long enough to tell it."""
    name = series.indicator.name.casefold()
    return name in text or any(len(word) > len("theft") and word in text for word in name.split())


def _place(series: WardSeries, at: int) -> Place | None:
    last = series.months[-1]
    now = total(series, at, last - (YEAR - 1), last)
    before = total(series, at, last - (2 * YEAR - 1), last - YEAR)
    if now is None or before is None:
        return None
    if series.indicator.is_small(min(now, before)):
        return None
    return Place(name=series.wards[at].name, now=now, before=before)


def _evidence(dashboard: Dashboard, assessment: Assessment, rows: tuple[Place, ...]) -> Evidence:
    now, before = sum(row.now for row in rows), sum(row.before for row in rows)
    volume = assessment.volume
    whole = None
    if volume.last_12 is not None and volume.last_12_before is not None:
        whole = Place(name=dashboard.area.name, now=volume.last_12, before=volume.last_12_before)
    moved = now - before
    way = "more" if moved > 0 else "fewer"
    said = f"{assessment.indicator.name}: {wording.count(now)} there in the last 12 months"
    if moved:
        said += f", {wording.count(abs(moved))} {way} than in the year before"
    alone = "Each ward's" if len(rows) > 1 else "The ward's"
    return Evidence(
        assessment=assessment,
        rows=rows,
        whole=whole,
        said=said,
        how_sure=f"How sure? {alone} change could be chance by itself; no cause is claimed.",
    )
