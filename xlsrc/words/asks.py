"""The question that figures raise for the board: of an indicator, and of an exception.

Specific, by the kind of offence and by what is known of the place; never empty, and no claim.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from xlsrc.domain import wording
from xlsrc.domain.action import ILLUSTRATIVE_MARK
from xlsrc.domain.indicator import Polarity
from xlsrc.drivers.parts import BY_WARD
from xlsrc.measures.benchmark import Verdict
from xlsrc.measures.targets import Rag
from xlsrc.series.level import Trend
from xlsrc.series.outside import Kind, Standing
from xlsrc.words.ask_kinds import kind_of
from xlsrc.words.driver_sentences import leading_wards
from xlsrc.words.letters import in_sentence
from xlsrc.words.volumes import volume_words

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment, ExceptionRow
    from xlsrc.domain.indicator import Indicator
    from xlsrc.words.ask_kinds import AskKind

NAMED_WARDS: Final = 3
FEWEST_IN_A_WARD: Final = 20
"""Offences in a ward's year that let a question name it: fewer say nothing of the place."""

HIGHER: Final = {Verdict.HIGHER, Verdict.MUCH_HIGHER}


def ask(assessment: Assessment) -> str:
    """The question that the figures of an indicator raise; never empty."""
    kind = kind_of(assessment.indicator)
    rises = (assessment.change.difference or 0) > 0
    question = _asked(kind.rise if rises else kind.fall, assessment.indicator)
    if not volume_words(assessment) and not assessment.is_suppressed:
        return _ask_for_figures(assessment)
    if assessment.late and not assessment.change.is_real and assessment.as_at is not None:
        lasting = _asked(kind.lasting, assessment.indicator)
        mark = f" {ILLUSTRATIVE_MARK}" if assessment.illustrative else ""
        return f"Figures end in {assessment.as_at.name}: when do newer ones come? {lasting}{mark}"
    if assessment.illustrative:
        # Invented figures name no number without their mark.
        return f"{_target_missed(assessment) or question} ‡"
    if assessment.change.is_real:
        return f"{question}{_widest(assessment)}"
    return _when_steady(assessment)


def _asked(question: str, indicator: Indicator, there: str = "") -> str:
    """A question of `AskKind` with its place and name."""
    return question.format(there=there, name=in_sentence(indicator.name))


def _ask_for_figures(assessment: Assessment) -> str:
    name = in_sentence(assessment.indicator.name)
    if assessment.withheld_by:
        return f"Who mends what withholds {name}, and by when?"
    return f"When will figures on {name} be supplied, and by whom?"


def _widest(assessment: Assessment) -> str:
    """Which wards surely moved furthest with a real change; else the one that rose most."""
    wards = [part.name for part in leading_wards(assessment)][:NAMED_WARDS]
    rises = (assessment.change.difference or 0) > 0
    way = "rose" if rises else "fell"
    if wards:
        return f" Most {way} in {wording.listed(wards)}."
    others = [part for part in _wards(assessment) if part[1] > 0]
    if not others:
        return ""
    ward, more = max(others, key=lambda part: part[1])
    if rises:
        return f" {ward} rose most: {wording.count(more)} more."
    return f" But {ward} had {wording.count(more)} more."


def _wards(assessment: Assessment) -> list[tuple[str, float]]:
    """The wards with enough offences to be named, each with its difference on the year before.

    One smaller than two years' counts commonly differ by chance (one deviation) says nothing.
    """
    breakdown = next((one for one in assessment.drivers if one.by == BY_WARD), None)
    if breakdown is None:
        return []
    return [
        (part.name, part.difference)
        for part in breakdown.parts
        if part.difference is not None and max(part.now, part.before) >= FEWEST_IN_A_WARD
        if abs(part.difference) >= math.sqrt(part.now + part.before)
    ]


def _when_steady(assessment: Assessment) -> str:
    """What is most worth asking where the year did not clearly change: its target, its level, its
    rank, its ward that rose most, else the question of its kind.
    """
    kind, falls = kind_of(assessment.indicator), (assessment.change.difference or 0) <= 0
    questions = (
        _target_missed(assessment),
        _of_level(assessment, kind),
        _of_rank(assessment, kind),
        _of_ward(assessment, kind),
        _of_broken_year(assessment),
    )
    found = next((question for question in questions if question), "")
    return found or _asked(kind.fall if falls else kind.rise, assessment.indicator)


def _of_level(assessment: Assessment, kind: AskKind) -> str:
    trend = assessment.level.trend
    if trend in (None, Trend.NO_CLEAR_CHANGE):
        return ""
    question = kind.rise if trend is Trend.RISING else kind.fall
    return f"The level is {trend}. {_asked(question, assessment.indicator)}"


def _of_rank(assessment: Assessment, kind: AskKind) -> str:
    peers = assessment.peers
    is_worse = assessment.indicator.polarity is Polarity.LOWER and peers.verdict in HIGHER
    if not is_worse or peers.rank is None:
        return ""
    # The first rank is the best one.
    from_top = (peers.rank_of or peers.rank) - peers.rank + 1
    place = "highest" if from_top == 1 else f"{wording.ordinal(from_top)} highest"
    question = _asked(kind.lasting, assessment.indicator)
    return f"The rate is the {place} of {peers.rank_of}. {question}"


def _of_ward(assessment: Assessment, kind: AskKind) -> str:
    wards = [ward for ward in _wards(assessment) if ward[1] > 0]
    if not wards:
        return ""
    ward, more = max(wards, key=lambda part: part[1])
    question = _asked(kind.rise, assessment.indicator, f" in {ward}")
    return f"{question} ({wording.count(more)} more there)"


def _of_broken_year(assessment: Assessment) -> str:
    if assessment.change.broken_by is None:
        return ""
    name = in_sentence(assessment.indicator.name)
    return f"What do partners see of {name} until the years can be compared?"


def _target_missed(assessment: Assessment) -> str:
    """What is asked of a target that is missed, and not by chance alone; '' of any other."""
    standing = assessment.target
    missed = standing.progress.rag in (Rag.RED, Rag.AMBER)
    if not missed or (standing.progress.could_be_chance and not assessment.illustrative):
        return ""
    name = in_sentence(assessment.indicator.name)
    if standing.needed is not None and standing.lately is not None:
        return (
            f"What would bring {name} to {standing.needed:,.0f} a month, "
            f"from {standing.lately:,.0f}?"
        )
    if standing.figure is None or assessment.volume.last_12 is None:
        return f"What would meet the target for {name}?"
    is_share = assessment.indicator.is_share
    here, there = (
        wording.figure(value, is_share=is_share)
        for value in (assessment.volume.last_12, round(standing.figure, 1))
    )
    return f"What would bring {name} from {here} to {there}?"


def ask_of_exception(row: ExceptionRow) -> str:
    """The question that an exception raises: by its kind of offence, its ward, how long it lasts,
    which way it goes and whether it is over.
    """
    one, kind = row.outside, kind_of(row.indicator)
    there = f" in {row.area.name}" if row.is_of_ward else ""
    if one.back is not None:
        since = f"Back inside since {one.back.month_name}."
        question = kind.once if one.is_high else kind.fall
        asked = f"{since} {_asked(question, row.indicator, there)}"
        restated = f"Restated: is what was begun about it{there} still needed?"
        return restated if one.restated else asked
    if row.indicator.polarity is Polarity.HIGHER:
        if one.is_high:
            return f"What went better{there}, and will it last?"
        return f"What has changed for the worse{there}, and since when?"
    if not one.is_high:
        return _asked(kind.fall, row.indicator, there)
    if one.standing is not Standing.CONTINUING and one.kind is not Kind.SUSTAINED:
        return _asked(kind.rise, row.indicator, there)
    wards = wording.listed(row.wards_behind[:1])
    return _asked(kind.lasting, row.indicator, there or (f" in {wards}" if wards else ""))
