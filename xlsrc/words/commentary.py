"""Sentences that state only what an Assessment holds; no cause is ever claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain import wording
from xlsrc.series.level import Trend
from xlsrc.words import changes
from xlsrc.words.doubt import doubt_in_short
from xlsrc.words.driver_sentences import driver_sentence
from xlsrc.words.letters import lower_first, sentence, upper_first
from xlsrc.words.notes import FEW_A_MONTH, notes
from xlsrc.words.other_years import other_years_sentences
from xlsrc.words.outlook import level_sentence, spell_words, target_sentence
from xlsrc.words.outside import outside_words
from xlsrc.words.verdicts import (
    absent_word,
    is_it_real,
    late_word,
    status_beside_target,
    withheld_in_short,
)
from xlsrc.words.volumes import volume_words
from xlsrc.words.without_year import no_year_before, not_comparable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.assessment import Assessment
    from xlsrc.domain.indicator import Section

MOST_APART: Final = 2
"""Indicators that each say in a sentence of their own why they have no year before."""


def problem_sentence(section: Section, assessments: Sequence[Assessment]) -> str:
    """The headline indicators of a section in a sentence each; one for many that lack a year."""
    headlines = [a for a in assessments if a.indicator.headline] or list(assessments[:2])
    if not headlines:
        return f"No indicator is defined for {section.name}."
    alike: dict[str, list[Assessment]] = {}
    for assessment in headlines:
        alike.setdefault(_not_compared(assessment), []).append(assessment)
    said = []
    for assessment in headlines:
        why = _not_compared(assessment)
        together = alike[why] if why and len(alike[why]) > MOST_APART else [assessment]
        if len(together) == 1:
            said.append(_problem(assessment))
        elif assessment is together[0]:
            said.append(f"{'; '.join(f'{a.label}, {volume_words(a)}' for a in together)}: {why}.")
    return " ".join(said)


def _not_compared(assessment: Assessment) -> str:
    """Why several indicators have no year before; '' for one that has it, or has no volume."""
    if not volume_words(assessment):
        return ""
    if assessment.change.broken_by is not None:
        return "none can be compared with last year"
    if assessment.change.difference is None:
        return no_year_before(assessment).replace("compare it", "compare them")
    return ""


def _problem(assessment: Assessment) -> str:
    name = assessment.label
    volume = volume_words(assessment)
    if not volume:
        return f"{name}: {_no_figure(assessment)}."
    if assessment.change.broken_by is not None:
        return f"{name}, {volume}, cannot be compared with last year."
    if assessment.change.difference is None:
        return f"{name}, {volume}; {no_year_before(assessment)}."
    if assessment.change.is_real is None:
        return f"{name}, {volume}: {changes.change_against(assessment, 'a year ago')}."
    if not assessment.change.is_real:
        return f"{name}, {volume}, shows no clear change on the year{_but_its_level(assessment)}."
    return (
        f"{name}, {volume}, is {changes.change_against(assessment, 'a year ago')}: "
        f"{lower_first(is_it_real(assessment))}."
    )


def _no_figure(assessment: Assessment) -> str:
    if assessment.is_suppressed and not assessment.withheld_by:
        return "suppressed months are among the 12"
    why = f" ({withheld_in_short(assessment)})" if assessment.withheld_by else ""
    return f"{absent_word(assessment)}{why}"


def _but_its_level(assessment: Assessment) -> str:
    trend = assessment.level.trend
    return "" if trend in (None, Trend.NO_CLEAR_CHANGE) else f", but its level is {trend}"


def what_it_shows(assessment: Assessment) -> str:
    """The drafted paragraph of one indicator."""
    if not volume_words(assessment) and not assessment.is_suppressed:
        return sentence(str(next(iter(notes(assessment)), wording.NO_DATA)))
    parts = []
    if assessment.change.broken_by is not None:
        parts.append(not_comparable(assessment))
    elif assessment.change.difference is not None:
        parts.append(f"{upper_first(changes.change_against(assessment, 'the year before'))}.")
        parts.append(sentence(is_it_real(assessment)))
        parts.append(doubt_in_short(assessment.change))
    else:
        parts.append(sentence(no_year_before(assessment)))
        if assessment.change.suppressed:
            parts.append(doubt_in_short(assessment.change))
    if assessment.few_a_month:
        parts.append(sentence(FEW_A_MONTH))
    driver = driver_sentence(assessment)
    if driver:
        parts.append(driver)
    parts.append(level_sentence(assessment))
    outside = _outside(assessment)
    if outside:
        # Behind a ward's or an offence's name, "its usual range" would be theirs.
        parts.append(f"{assessment.indicator.name}: {lower_first(outside)}" if driver else outside)
    if assessment.late and assessment.as_at is not None:
        parts.append(
            f"{upper_first(late_word(assessment))}: the data run to {assessment.as_at.name}."
        )
    parts.append(_next_quarter(assessment))
    parts.append(status_beside_target(assessment))
    parts.append(target_sentence(assessment))
    parts.append(other_years_sentences(assessment))
    return " ".join(part for part in parts if part)


def _outside(assessment: Assessment) -> str:
    """What lies outside its usual range; else what still is worth watching; '' for neither."""
    if assessment.exception is not None:
        return sentence(outside_words(assessment.exception))
    watched = assessment.watched
    if watched is None or not watched.in_force:
        return ""
    return f"Worth watching, {lower_first(outside_words(watched))}."


def _next_quarter(assessment: Assessment) -> str:
    """What the next three months would usually hold: a range to expect, never a target.

    None where the past is too short for one that says anything.
    """
    if assessment.usual.next_quarter is None or assessment.as_at is None or assessment.late:
        return ""
    if assessment.usual.provisional:
        return ""
    spell = spell_words(assessment.usual.next_quarter, is_share=assessment.indicator.is_share)
    first, last = assessment.as_at + 1, assessment.as_at + 3
    start = first.abbreviation if first.year == last.year else first.short
    return f"Usual range for {start}–{last.short}: {spell}."
