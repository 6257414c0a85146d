"""The edition before, in words: what it published and is otherwise now, what counts otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain.published import VOLUMES, Figure
from xlsrc.domain.wording import count_of, some
from xlsrc.words.volumes import amount_words

if TYPE_CHECKING:
    from xlsrc.assessment import Redefined, SinceEdition, ThenAndNow

FITS: Final = 80
"""Letters of what a definition was and is together that a sentence has room for."""

NAMED: Final = 2
"""Parts of a longer definition that are named, of those added and of those left out."""

RESTATED: Final = "restated"


def then_and_now(one: ThenAndNow) -> str:
    """``published 28,538; now 28,601 (restated)``; where there is no figure now, so much."""
    then = f"published {amount_words(one.indicator, one.published)}"
    if one.now is None:
        return f"{then}; now no figure"
    mark = f" ({RESTATED})" if one.restated else ""
    return f"{then}; now {amount_words(one.indicator, one.now)}{mark}"


def spell_of(one: ThenAndNow) -> str:
    """``12 months to September 2025``."""
    months, before = VOLUMES[one.figure]
    return f"{months} months to {(one.month - before).name}"


def restated_sentence(since: SinceEdition) -> str:
    """How many indicators' published figures are otherwise now, and the one that moved most."""
    found = since.restated
    if not found:
        return f"No figure of the edition {since.name} restated."
    most = max(found, key=_moved)
    of = count_of(len({one.indicator.id for one in found}), "indicator")
    return (
        f"Figures of {of} restated; most, {most.indicator.name}, {spell_of(most)}: "
        f"{then_and_now(most).removesuffix(f' ({RESTATED})')}."
    )


def redefined_sentence(since: SinceEdition, most: int) -> str:
    """Which indicators count otherwise than in the edition before, and what; '' where none does."""
    found = [redefined_words(one) for one in since.redefined]
    return f"Counted otherwise: {some(found, most)}." if found else ""


def redefined_words(one: Redefined) -> str:
    """``Burglary (offences: was Burglary, is Residential burglary)``."""
    changes = "; ".join(_change(*change) for change in one.changes)
    return f"{one.indicator.name} ({changes})"


def _change(part: str, was: str, now: str) -> str:
    """``offences: was A, is B``; of long ones what was added and what was left out."""
    part = f"{part[0].lower()}{part[1:]}"
    if len(was) + len(now) <= FITS:
        return f"{part}: was {was or 'none'}, is {now or 'none'}"
    before, after = was.split("; "), now.split("; ")
    added, left_out = (
        [one for one in here if one and one not in there]
        for here, there in ((after, before), (before, after))
    )
    parts = [
        f"{word} {some(names, NAMED)}"
        for word, names in (("now with", added), ("without", left_out))
        if names
    ]
    return f"{part}: {', '.join(parts)}"


def _moved(one: ThenAndNow) -> tuple[bool, float]:
    """By how much of itself a figure moved; one of 12 months before any other."""
    now = one.published if one.now is None else one.now
    moved = abs(now - one.published) / max(abs(one.published), 1.0)
    return one.figure is Figure.VOLUME_12M, moved
