"""Sentences that state only what an Assessment holds; no cause is ever claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain import wording
from xlsrc.domain.status import Status
from xlsrc.series.level import Trend
from xlsrc.words import changes
from xlsrc.words.action_sentences import actions_sentence, decision_sentence
from xlsrc.words.doubt import doubt_in_short
from xlsrc.words.driver_sentences import driver_sentence, with_driver
from xlsrc.words.notes import FEW_A_MONTH, notes
from xlsrc.words.other_years import other_years_sentences
from xlsrc.words.outlook import level_sentence, spell_words, still_words, target_sentence
from xlsrc.words.outside import outside_words
from xlsrc.words.verdicts import absent_word, is_it_real, late_word, withheld_in_short
from xlsrc.words.volumes import volume_words
from xlsrc.words.without_year import alike_broken, not_comparable, once_for_all

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.indicator import Section

MOST_SENTENCES: Final = 5
MOST_CHANGED: Final = 3
MOST_APART: Final = 2
"""Indicators that each say in a sentence of their own why they have no year before."""

_ORDER: Final = {
    Status.WORSE: 0,
    Status.BETTER: 1,
    Status.CONTEXT: 2,
    Status.STEADY: 3,
    Status.CANNOT_SAY: 4,
}


def board_sentences(dashboard: Dashboard) -> tuple[tuple[str, str], ...]:
    """At most five (topic, sentence) pairs for the board.

    Headline indicators that truly changed come first (worse, better, then neutral ones, the
    largest change first), then all recorded crime, then what cannot be compared. Illustrative
    figures are never put before the board as findings. The last lines say how the actions stand
    and what there is to decide.
    """
    last = [s for s in (actions_sentence(dashboard), decision_sentence(dashboard)) if s]
    real = [a for a in dashboard.assessments if not a.illustrative and volume_words(a)]
    headlines = [a for a in real if a.indicator.headline]
    room = MOST_SENTENCES - len(last)
    broken = [a for a in headlines if a.change.broken_by is not None]
    changed = sorted(
        (a for a in headlines if a.change.is_real),
        key=lambda a: (_ORDER[a.status], -abs(a.change.percent or 0)),
    )[: min(MOST_CHANGED, room - 1 - bool(broken))]
    total = [a for a in headlines if a not in changed][:1]
    broken = [a for a in broken if a not in (*changed, *total)]
    chosen = (*changed, *total, *broken)[:room]
    alike = alike_broken(headlines)
    said = [(a.label, _board_sentence(a)) for a in chosen if a not in alike]
    if len(chosen) - len(said) > MOST_APART:
        return (*[*said, *once_for_all(alike, len(headlines))][:room], *last)
    return (*((a.label, _board_sentence(a)) for a in chosen), *last)


def _board_sentence(assessment: Assessment) -> str:
    if assessment.change.broken_by is not None:
        return not_comparable(assessment)
    volume = volume_words(assessment)
    if assessment.change.difference is None:
        said = f"{volume}; {_no_year_before(assessment)}."
    else:
        judged = with_driver(is_it_real(assessment), assessment)
        said = f"{volume}, {changes.change(assessment)}. {judged}"
    still = still_words(assessment)
    return f"{said} {still}" if still else said


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
        return _no_year_before(assessment).replace("compare it", "compare them")
    return ""


def _problem(assessment: Assessment) -> str:
    name = assessment.label
    volume = volume_words(assessment)
    if not volume:
        return f"{name}: {_no_figure(assessment)}."
    if assessment.change.broken_by is not None:
        return f"{name}, {volume}, cannot be compared with last year."
    if assessment.change.difference is None:
        return f"{name}, {volume}; {_no_year_before(assessment)}."
    if assessment.change.is_real is None:
        return f"{name}, {volume}: {changes.change_against(assessment, 'a year ago')}."
    if not assessment.change.is_real:
        return f"{name}, {volume}, shows no clear change on the year{_but_its_level(assessment)}."
    return (
        f"{name}, {volume}, is {changes.change_against(assessment, 'a year ago')}: "
        f"{_lower_first(is_it_real(assessment))}."
    )


def _no_figure(assessment: Assessment) -> str:
    why = f" ({withheld_in_short(assessment)})" if assessment.withheld_by else ""
    return f"{absent_word(assessment)}{why}"


def _no_year_before(assessment: Assessment) -> str:
    if assessment.withheld_by:
        return f"the year before is withheld ({withheld_in_short(assessment)})"
    return "there is no year before to compare it with"


def _but_its_level(assessment: Assessment) -> str:
    trend = assessment.level.trend
    return "" if trend in (None, Trend.NO_CLEAR_CHANGE) else f", but its level is {trend}"


def what_it_shows(assessment: Assessment) -> str:
    """The drafted paragraph of one indicator."""
    if not volume_words(assessment):
        return _sentence(str(next(iter(notes(assessment)), wording.NO_DATA)))
    parts = []
    if assessment.change.broken_by is not None:
        parts.append(not_comparable(assessment))
    elif assessment.change.difference is not None:
        parts.append(f"{_upper_first(changes.change_against(assessment, 'the year before'))}.")
        parts.append(_sentence(is_it_real(assessment)))
        parts.append(doubt_in_short(assessment.change))
    else:
        parts.append(_sentence(_no_year_before(assessment)))
    if assessment.few_a_month:
        parts.append(_sentence(FEW_A_MONTH))
    driver = driver_sentence(assessment)
    if driver:
        parts.append(driver)
    parts.append(level_sentence(assessment))
    outside = _outside(assessment)
    if outside:
        # Behind a ward's or an offence's name, "its usual range" would be theirs.
        parts.append(f"{assessment.indicator.name}: {_lower_first(outside)}" if driver else outside)
    if assessment.late and assessment.as_at is not None:
        parts.append(
            f"{_upper_first(late_word(assessment))}: the data run to {assessment.as_at.name}."
        )
    parts.append(_next_quarter(assessment))
    parts.append(target_sentence(assessment))
    parts.append(other_years_sentences(assessment))
    return " ".join(part for part in parts if part)


def _outside(assessment: Assessment) -> str:
    """What lies outside its usual range; else what still is worth watching; '' for neither."""
    if assessment.exception is not None:
        return _sentence(outside_words(assessment.exception))
    watched = assessment.watched
    if watched is None or not watched.in_force:
        return ""
    return f"Worth watching, {_lower_first(outside_words(watched))}."


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


def _ask_for_figures(assessment: Assessment, name: str) -> str:
    if assessment.withheld_by:
        return f"Who mends what withholds {name}, and by when?"
    return f"When will figures on {name} be supplied, and by whom?"


def ask(assessment: Assessment) -> str:
    """A question that the figures raise for the board; '' when they raise none."""
    name = _lower_first(assessment.indicator.name)
    if not volume_words(assessment):
        return _ask_for_figures(assessment, name)
    if assessment.late:
        return f"When will newer figures on {name} be supplied?"
    if assessment.status is Status.WORSE:
        return f"What explains the rise in {name}, and what is being done where it is highest?"
    if assessment.status is Status.BETTER:
        return f"What would keep the gain on {name}, and where has it not been felt?"
    if assessment.change.is_real:
        return f"Is the change in {name} more crime, or more reports?"
    return ""


def _sentence(text: str) -> str:
    stripped = text.strip()
    if not stripped:
        return ""
    return _upper_first(stripped) + ("" if stripped[-1] in ".?!" else ".")


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower_first(text: str) -> str:
    """The text with a small first letter, unless its first word is an abbreviation (ASB)."""
    first = text.partition(" ")[0]
    return text if len(first) > 1 and first.isupper() else text[:1].lower() + text[1:]
