"""The slides of the biggest rise and of the biggest fall."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain import wording
from xlsrc.drivers.parts import BY_WARD
from xlsrc.series.level import Trend
from xlsrc.words import changes
from xlsrc.words.asks import ask
from xlsrc.words.deck.phrases import moved_by, named, ordinal, without_unit
from xlsrc.words.deck.slide import ASK, NOW, REAL, WHERE, SlideWords, told
from xlsrc.words.driver_sentences import leading_wards
from xlsrc.words.outlook import interval_words, spell_words
from xlsrc.words.outside import outside_words
from xlsrc.words.verdicts import is_it_real
from xlsrc.words.volumes import volume_words

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment
    from xlsrc.domain.month import Month
    from xlsrc.drivers.drivers import Part
    from xlsrc.words.deck.findings import Findings
    from xlsrc.words.deck.slide import Said

YEAR, HALF = 12, 6
NAMED: Final = 3
NAMELESS_ASK: Final = "What lies behind it, and what would help most?"
MOSTLY: Final = 0.6
"""The share of a change from which most of it lies in one half of the year."""


def rise(found: Findings) -> SlideWords | None:
    """The biggest rise beside its level and range; ``None`` where nothing can be compared."""
    one = found.rise
    if one is None:
        return None
    first, unit = "Recorded", "" if one.indicator.is_share else " offences"
    spells = "quarters" if one.monthly.every > 1 else "months"
    return SlideWords(
        title=_title(one, "rose", "rise", _where_in_short(one)),
        subtitle=f"{first}{unit} by month, with the range in which 19 {spells} in 20 fall",
        keys=(_year_key(one), _quarter_key(one)),
        leads=_leads(one, found),
    )


def fall(found: Findings) -> SlideWords | None:
    """The biggest fall, month by month against the year before."""
    one = found.fall
    if one is None:
        return None
    return SlideWords(
        title=_title(one, "fell", "fall", _when_in_short(one)),
        subtitle=f"Recorded by month, the 12 to {_last(one)} against the 12 before",
        keys=tuple(key for key in (_year_key(one), _half_key(one) or _quarter_key(one)) if key),
        leads=_leads(one, found),
    )


def _title(one: Assessment, moved: str, noun: str, tail: str) -> str:
    volume = volume_words(one)
    if one.change.is_real:
        return f"{without_unit(one.label)} {moved} {moved_by(one)} to {volume}{tail}"
    way = "up" if moved == "rose" else "down"
    return (
        f"No {noun} is more than chance would give: the nearest is {named(one)}, {way} "
        f"{moved_by(one)} to {volume}"
    )


def _last(one: Assessment) -> str:
    return "the last month" if one.as_at is None else one.as_at.name


def _year_key(one: Assessment) -> Said:
    before = one.volume.last_12_before
    said = "last 12 months"
    if before is not None:
        said += f"; {wording.figure(before, is_share=one.indicator.is_share)} the year before"
    return volume_words(one), said


def _quarter_key(one: Assessment) -> Said:
    if one.volume.last_3 is None or one.as_at is None:
        return "", ""
    first = one.as_at - 2
    start = first.month_name if first.year == one.as_at.year else first.name
    said = f"{start} to {one.as_at.month_name}"
    if one.usual.quarter is not None:
        spell = spell_words(one.usual.quarter, is_share=one.indicator.is_share)
        said += f"; {spell} is usual"
    return wording.figure(one.volume.last_3, is_share=one.indicator.is_share), said


def _half_key(one: Assessment) -> Said | None:
    """How much of the change lies in the half that has most of it."""
    halves = _halves(one)
    if halves is None or one.as_at is None:
        return None
    at = 0 if abs(halves[0]) >= abs(halves[1]) else 1
    first = one.as_at - (YEAR - 1) + at * HALF
    last = first + (HALF - 1)
    return wording.signed(halves[at]), f"of it in {_spell(first, last)}"


def _spell(first: Month, last: Month) -> str:
    start = first.month_name if first.year == last.year else first.name
    return f"{start} to {last.name}"


def _halves(one: Assessment) -> tuple[float, float] | None:
    """The change in the first and in the last six months of the year; ``None`` over a gap."""
    recorded = one.monthly.recorded[-2 * YEAR :]
    known = [value for value in recorded if value is not None]
    if one.indicator.is_share or one.monthly.every > 1 or len(known) < 2 * YEAR:
        return None
    by_month = [now - before for now, before in zip(known[YEAR:], known[:YEAR], strict=True)]
    return sum(by_month[:HALF]), sum(by_month[HALF:])


def _when_in_short(one: Assessment) -> str:
    halves, whole = _halves(one), one.change.difference
    if halves is None or not whole or sum(halves) != whole:
        return ""
    for part, name in zip(halves, ("first", "last"), strict=True):
        if MOSTLY <= part / whole <= 1:
            return f", most of it in the {name} six months"
    return ""


def _where_in_short(one: Assessment) -> str:
    wards = _wards(one)
    sure = leading_wards(one)
    if wards is None or not one.change.is_real:
        return ""
    named = [part for part in sure if part in wards]
    if named:
        return f", most of all in {named[0].name}"
    same = sum((part.difference or 0) * (one.change.difference or 0) > 0 for part in wards)
    return ", spread over many wards" if not sure and same > len(wards) / 2 else ""


def _wards(one: Assessment) -> tuple[Part, ...] | None:
    """The wards whose figures may be named; ``None`` without any, or of years that differ."""
    parts = next((b.parts for b in one.drivers if b.by == BY_WARD and b.parts), ())
    kept = tuple(
        part
        for part in parts
        if part.difference is not None
        and not any(one.indicator.is_small(c) for c in (part.now, part.before) if c is not None)
    )
    return kept or None


def _leads(one: Assessment, found: Findings) -> tuple[Said, ...]:
    return told(
        (REAL, _real(one, found)),
        (WHERE, _where(one)),
        (NOW, _now(one)),
        (ASK, _asked(one)),
    )


def _asked(one: Assessment) -> str:
    """The question that the figures raise; none that names a ward which may not be named."""
    asked = ask(one)
    parts = next((b.parts for b in one.drivers if b.by == BY_WARD and b.parts), ())
    open_names = {part.name for part in _wards(one) or ()}
    if any(part.name in asked for part in parts if part.name not in open_names):
        return NAMELESS_ASK
    return asked


def _real(one: Assessment, found: Findings) -> str:
    said = {True: "Yes", False: "It could be chance", None: "Nobody can say"}[one.change.is_real]
    if is_it_real(one).startswith("Probably"):
        said = "Probably"
    parts = [f"{said}."]
    moved, peers = one.peers.moved, one.peers
    group = found.dashboard.settings.peer_group.name
    if moved is not None:
        way = "rose" if moved > 0 else "fell"
        by = f"{abs(moved):.0f} %"
        parts.append(f"{group} together {way} {by}." if round(moved) else f"{group}: no change.")
    if peers.rank and peers.rank_of:
        place = ordinal(peers.rank)
        parts.append(f"{found.dashboard.area.name} ranks {place} of {peers.rank_of} by rate.")
    return " ".join(parts)


def _where(one: Assessment) -> str:
    """The wards that moved furthest the same way, and whether any is more than chance."""
    wards, whole = _wards(one), one.change.difference or 0
    if wards is None or not whole:
        return ""
    same = [part for part in wards if (part.difference or 0) * whole > 0]
    same.sort(key=lambda part: -abs(part.difference or 0))
    if not same:
        return ""
    listed = wording.listed(
        [f"{part.name} {wording.signed(part.difference or 0)}" for part in same[:NAMED]]
    )
    sure = [part.name for part in same[:NAMED] if part.more_than_noise]
    if not sure:
        return f"Most in {listed}; each alone could be chance."
    return f"Most in {listed}; {wording.listed(sure)} beyond chance."


def _now(one: Assessment) -> str:
    """What lies outside its range, and what the level does by now."""
    outside, interval = one.exception or one.watched, interval_words(one)
    parts = []
    if outside is not None:
        parts.append(f"{outside_words(outside)}.")
    flagged = _last_flagged(one)
    if outside is None and flagged:
        parts.append(flagged)
    if one.level.trend is not None and interval:
        does = "shows" if one.level.trend is Trend.NO_CLEAR_CHANGE else "is"
        parts.append(f"The level {does} {one.level.trend}: {interval} on a year ago.")
    if not parts and one.usual.quarter is not None and one.volume.last_3 is not None:
        low, high = one.usual.quarter
        side = "inside" if low <= one.volume.last_3 <= high else "outside"
        parts.append(f"The quarter is {side} its usual range.")
    return " ".join(parts) or changes.change_against(one, "the year before")


def _last_flagged(one: Assessment) -> str:
    """``July 2025, 380, was far above its usual range.``: the last month of the year that was."""
    monthly = one.monthly
    months = list(
        zip(monthly.months, monthly.recorded, monthly.flagged, monthly.upper, strict=True)
    )
    for month, value, is_flagged, upper in reversed(months[-YEAR // monthly.every :]):
        if is_flagged and value is not None:
            side = "above" if upper is not None and value > upper else "below"
            shown = wording.figure(value, is_share=one.indicator.is_share)
            return f"{month.name}, {shown}, was far {side} its usual range."
    return ""
