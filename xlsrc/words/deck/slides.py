"""The words of all ten slides."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from xlsrc.domain.month import Month
from xlsrc.domain.wording import listed
from xlsrc.words.decision import decision_sentence
from xlsrc.words.deck import ahead_slides, change_slides, opening, place_slides, work_slides
from xlsrc.words.deck.phrases import mark

if TYPE_CHECKING:
    from xlsrc.words.deck.findings import Findings
    from xlsrc.words.deck.slide import SlideWords

SLIDES: Final = 10
LICENCE: Final = "OGL v3.0."
MAP, WORK = 5, (7, 8)
"""The slide with outlines of places, and those that show the partnership's own plan."""

BOUNDARIES: Final = "Boundaries: ONS and OS, Crown copyright."


def slide_words(found: Findings) -> tuple[SlideWords | None, ...]:
    """What each of the ten slides says; ``None`` for one that has nothing to show.

    That is a rise or a fall where no two years can be compared, a map without figures of wards,
    ranks without peers, impact without a question or an output, an outlook without two years of
    figures, and a decision where nothing calls for one.
    """
    topic, sentence = decision_sentence(found.dashboard) or ("", "")
    question, _ = ahead_slides.parted(sentence)
    made = (
        opening.answer(found, (topic, question)),
        opening.moves(found),
        change_slides.rise(found),
        change_slides.fall(found),
        place_slides.ward_map(found),
        place_slides.ranks(found),
        work_slides.actions(found),
        work_slides.impact(found),
        ahead_slides.outlook(found),
        ahead_slides.decision(found),
    )
    return tuple(
        None if one is None else replace(one, source=_source(found, at))
        for at, one in enumerate(made, start=1)
    )


def _source(found: Findings, slide: int) -> str:
    """Whose figures a slide shows."""
    if slide in WORK:
        tail = mark(illustrative=any(one.action.illustrative for one in found.actions))
        return f"Source: the Board's action tracker{tail}."
    real = [one for one in found.dashboard.assessments if one.vintage and not one.illustrative]
    if not real:
        return ""
    publishers = Counter(one.indicator.source.publisher for one in real).most_common(2)
    # What a publisher calls its data stands behind a comma.
    names = dict.fromkeys(name.partition(",")[0] for name, _ in publishers)
    (vintage, _), *_ = Counter(one.vintage for one in real).most_common(1)
    said = f"Source: {listed(list(names))}{_release(vintage)}. {LICENCE}"
    return f"{said} {BOUNDARIES}" if slide == MAP else said


def _release(vintage: str) -> str:
    try:
        month = Month.parse(vintage)
    except ValueError:
        return ""
    return f", {month.name} release"
