"""What the BOARD sheets' cells say: figures with their words, and words for absent ones."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from workbook.house.text_width import fits
from xlsrc.domain import wording
from xlsrc.domain.indicator import Polarity
from xlsrc.domain.month import Month
from xlsrc.domain.wording import DOES_NOT_APPLY, NOT_COMPARABLE, TOO_FEW
from xlsrc.measures.rolling import PER_CENT
from xlsrc.national.area_word import level_word
from xlsrc.words.doubt import between
from xlsrc.words.outlook import spell_words, too_wide
from xlsrc.words.verdicts import absent_word, late_word, peer_verdict
from xlsrc.words.volumes import at_least

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.indicator import Section

ILLUSTRATIVE_NOTE: Final = "‡ ILLUSTRATIVE: invented figures, replace with a real return"
INVENTED_PLAN_NOTE: Final = "‡ ILLUSTRATIVE: invented, replace with your own"

POLARITY_SHORT: Final = {
    Polarity.LOWER: "Lower is better",
    Polarity.HIGHER: "Higher is better",
    Polarity.NEUTRAL: "Neutral",
}
POLARITY_WORDS: Final = POLARITY_SHORT | {Polarity.NEUTRAL: "Neutral: no good or bad direction"}

TOO_VARIABLE: Final = "too variable to say"

LARGE_RATE: Final = 100
"""Rates from here on are shown without decimals: their interval would not fit its cell."""


def shown_fraction(percent: float) -> float:
    """A percentage as the fraction that its cell's format shows, ``−0.14`` for ``−14 %``.

    One that rounds to nothing is 0, or the cell would show ``−0 %`` where a sentence says 0 %.
    """
    return 0.0 if wording.signed(percent) == "0" else percent / PER_CENT


def shown_points(points: float) -> float:
    """A change in percentage points for its cell; one that rounds to nothing is 0."""
    return 0.0 if wording.signed(points, 1) == "0.0" else points


def illustrative_note(dashboard: Dashboard) -> str | None:
    """The sentence that says what ‡ means; None when no figure is illustrative."""
    return ILLUSTRATIVE_NOTE if dashboard.has_illustrative else None


def section_title(section: Section) -> str:
    """The section as headings show it: a priority with its number."""
    return f"{section.id}  {section.name}" if section.is_priority else section.name


def period(dashboard: Dashboard) -> str:
    """``12 months to December 2025``."""
    return f"12 months to {dashboard.as_at.name}"


def data_as_at(dashboard: Dashboard) -> str | None:
    """``data as at the Jan 2026 release``: the vintage of most real indicators, if any."""
    vintages = [a.vintage for a in dashboard.assessments if a.vintage and not a.illustrative]
    return f"data as at the {release(Counter(vintages).most_common(1)[0][0])}" if vintages else None


def release_month(vintage: str) -> str:
    """``Jan 2026`` for the vintage ``2026-01``; a vintage that is no month as it is."""
    try:
        month = Month.parse(vintage)
    except ValueError:
        return vintage
    return f"{month.abbreviation} {month.year}"


def release(vintage: str) -> str:
    """``Jan 2026 release`` for the vintage ``2026-01``; '' for none."""
    return f"{release_month(vintage)} release" if vintage else ""


def origin(assessment: Assessment) -> str:
    """``Lower is better · borough level · MPS recorded crime, Jan 2026 release``."""
    indicator = assessment.indicator
    source = ", ".join(part for part in (indicator.source, release(assessment.vintage)) if part)
    level = f"{level_word(assessment.area.level, assessment.area)} level"
    parts = [POLARITY_WORDS[indicator.polarity], level, source]
    if assessment.late and assessment.as_at is not None:
        parts.append(f"{late_word(assessment)}, to {assessment.as_at.short}")
    return " · ".join(parts)


def figure(assessment: Assessment, value: float | None) -> str:
    """A count, a share or whole days; ``withheld`` or ``no data`` without one."""
    if value is None:
        return absent_word(assessment)
    if assessment.indicator.is_weighted:
        value = round(value)
    return wording.figure(value, is_share=assessment.indicator.is_share)


def volume_absent(assessment: Assessment) -> str:
    """``at least 7,094`` where months of the last 12 are suppressed; else why it is absent."""
    bounds = assessment.volume.bounds
    return absent_word(assessment) if bounds is None else at_least(bounds)


def last_3_absent(assessment: Assessment) -> str:
    """``at least 52`` where months of the last three are suppressed; else why it is absent."""
    bounds = assessment.volume.bounds_3
    return absent_word(assessment) if bounds is None else at_least(bounds)


def last_3(assessment: Assessment) -> str:
    """The last three months' figure, or what stands for it."""
    value = assessment.volume.last_3
    return last_3_absent(assessment) if value is None else figure(assessment, value)


def year_before_volume_absent(assessment: Assessment) -> str:
    """``at least 7,094`` where months of the year before are suppressed; else why it is absent."""
    bounds = assessment.volume.bounds_before
    return year_before_absent(assessment) if bounds is None else at_least(bounds)


def year_before_absent(assessment: Assessment) -> str:
    """Why there is no figure for the year before, in the words of absent values."""
    if assessment.volume.last_12 is not None and assessment.change.broken_by is not None:
        return NOT_COMPARABLE
    return absent_word(assessment)


def percent_absent(assessment: Assessment) -> str:
    """Why there is no percentage change, in the words of absent values."""
    if assessment.change.difference is None:
        return year_before_absent(assessment)
    if assessment.indicator.count_only:
        return DOES_NOT_APPLY
    return TOO_FEW


def change(assessment: Assessment) -> str:
    """``−203 (−11 %)``, ``−0.6 pt``, ``−3 (too few for %)``, or the word of an absent change.

    Over suppressed months it is what it could be: ``+33 to +39 %``.
    """
    if assessment.change.difference is None:
        return between(assessment.change) or year_before_absent(assessment)
    if assessment.indicator.is_share:
        return wording.points(assessment.change.difference)
    number = wording.signed(assessment.change.difference)
    if assessment.change.percent is not None:
        return f"{number} ({wording.percent(assessment.change.percent)})"
    return number if assessment.indicator.count_only else f"{number} ({TOO_FEW} for %)"


def usual_range(assessment: Assessment) -> str:
    """``393–658``, the 95 % range of the last three months; ``–`` without one.

    An arrow stands before it while the indicator is an exception, and at no other time. A range
    whose ends differ by more than four times says too little to be shown, but beside an arrow.
    """
    if assessment.usual.quarter is None:
        return absent_word(assessment) if assessment.volume.last_3 is None else DOES_NOT_APPLY
    text = spell_words(assessment.usual.quarter, is_share=assessment.indicator.is_share)
    exception = assessment.exception
    if exception is None or not exception.in_force:
        return TOO_VARIABLE if too_wide(assessment.usual.quarter) else text
    return f"{'↑' if exception.is_high else '↓'} {text}"


def against_peers(assessment: Assessment) -> str:
    """``Similar, 22 of 32``; ``–`` without peers."""
    peers = assessment.peers
    parts = [peer_verdict(peers.verdict)]
    if peers.rank is not None and peers.rank_of is not None:
        parts.append(f"{peers.rank} of {peers.rank_of}")
    return ", ".join(part for part in parts if part) or DOES_NOT_APPLY


def rate(assessment: Assessment) -> str:
    """``4.2 (4.0–4.4)`` per 1,000, whole numbers from 100 on; ``–`` without a rate."""
    if assessment.peers.rate is None:
        return DOES_NOT_APPLY
    decimals = 0 if assessment.peers.rate >= LARGE_RATE else 1
    text = f"{assessment.peers.rate:.{decimals}f}"
    if assessment.peers.low is None or assessment.peers.high is None:
        return text
    interval = f"{assessment.peers.low:.{decimals}f}–{assessment.peers.high:.{decimals}f}"
    return f"{text}  ({interval})"


def label_to(assessment: Assessment, as_at: Month, room: float, size: float) -> str:
    """The label with the month its figures run to, where that is not the as-at month.

    ``room`` is the points that there are for type of this size: the month is written shorter, or
    left out, before a name is cut. ‡ stays last, where the sheets' formats look for it.
    """
    name, mark = assessment.indicator.name, " ‡" if assessment.illustrative else ""
    own = assessment.as_at
    if own is None or own == as_at:
        return name + mark
    late = f", {late_word(assessment)}" if assessment.late else ""
    forms = (f" (to {own.short}{late})", f" ({own.short}{late})", f" ({own.short})", "")
    labels = (name + form + mark for form in forms)
    return next((label for label in labels if fits(label, room, size)), name + mark)
