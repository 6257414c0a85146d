"""The words of all ten slides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.words.action_sentences import decision_sentence
from xlsrc.words.deck import ahead_slides, change_slides, opening, place_slides, work_slides

if TYPE_CHECKING:
    from xlsrc.words.deck.findings import Findings
    from xlsrc.words.deck.slide import SlideWords

SLIDES: Final = 10


def slide_words(found: Findings) -> tuple[SlideWords | None, ...]:
    """What each of the ten slides says; ``None`` for one that has nothing to show.

    That is a rise or a fall where no two years can be compared, a map without figures of wards,
    ranks without peers, impact without a question or an output, an outlook without two years of
    figures, and a decision where nothing calls for one.
    """
    decision = decision_sentence(found.dashboard)
    return (
        opening.answer(found, decision[1] if decision else ""),
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
