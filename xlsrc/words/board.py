"""The sentences that the Board reads first: at most six lines, made by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain.wording import listed
from xlsrc.words.action_sentences import ACTIONS, actions_sentence
from xlsrc.words.all_crime_line import ALL_CRIME, whole, whole_line
from xlsrc.words.decision import decision_line
from xlsrc.words.letters import lower_first
from xlsrc.words.lines import few_letters, shortened
from xlsrc.words.mover_lines import chosen, mover_lines
from xlsrc.words.movers import is_weighted, movers
from xlsrc.words.verdicts import late_word
from xlsrc.words.volumes import volume_words
from xlsrc.words.without_year import alike_broken, what_broke, without_year

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.words.lines import Fits, Line

__all__ = ["ALL_CRIME", "MOST_SENTENCES", "NOT_COMPARABLE", "board_sentences"]

MOST_SENTENCES: Final = 6
NAMED: Final = 3
NOT_COMPARABLE: Final = "Not comparable"
NONE_YET: Final = "None recorded in this workbook yet."
ALSO: Final = "Also"
"""The topic of a line whose own name has no room there."""


def board_sentences(dashboard: Dashboard, fits: Fits = few_letters) -> tuple[Line, ...]:
    """At most six (topic, sentence) pairs for the board.

    What moved, the surest first; all recorded crime; what cannot be compared with the year before
    and why; how the actions stand; what there is to decide. Illustrative figures are never put
    before the board as findings. ``fits`` tells whether a topic and a sentence have room: a longer
    sentence loses whole parts, what matters least first.
    """
    headlines = [
        one
        for one in dashboard.assessments
        if one.indicator.headline and not one.illustrative and volume_words(one)
        if not is_weighted(one)
    ]
    actions = actions_sentence(dashboard) or ((ACTIONS, NONE_YET) if headlines else None)
    last = [one for one in (actions, decision_line(dashboard, fits)) if one]
    moved = chosen(movers(dashboard))
    shown = [mover.assessment for mover in moved]
    total = whole(dashboard, headlines, shown)
    middle = [] if total is None else [whole_line(total, dashboard, fits)]
    broken = [one for one in headlines if one.change.broken_by is not None]
    apart = [one for one in broken if one is not total and one not in shown]
    if broken:
        middle.append(_not_comparable(broken, headlines))
    room = MOST_SENTENCES - len(last) - len(middle)
    lines = mover_lines(moved, room, fits)
    # Where next to nothing can be compared, what can be said all the same takes the room.
    others = [] if lines else [_without_year(one, fits) for one in apart]
    found = (*lines, *middle, *others[: room - len(lines)], *last)
    return tuple(shortened(*line, fits) for line in found)


def _without_year(one: Assessment, fits: Fits) -> Line:
    if fits(one.label, ""):
        return one.label, without_year(one)
    return ALSO, f"{one.label}: {without_year(one)}"


def _not_comparable(broken: Sequence[Assessment], headlines: Sequence[Assessment]) -> Line:
    """Which headlines have no year before and why, and which of them are late."""
    alike = [one for one in alike_broken(headlines) if one in broken]
    change = alike[0].change.broken_by if alike else None
    why = "" if change is None else f" ({what_broke(change)})"
    if len(broken) == len(headlines):
        who = "No headline indicator can be compared with the year before"
    elif len(alike) > NAMED:
        who = f"{len(alike)} of {len(headlines)} headline indicators with the year before"
    else:
        names = [one.label for one in alike]
        who = f"{_names(names)} with the year before"
    late = {one.as_at: late_word(one) for one in alike if one.late and one.as_at is not None}
    said = f"{who}{why}"
    if len(late) == 1:
        ((month, word),) = late.items()
        number = sum(one.late for one in alike)
        subject = "all are" if number == len(alike) and number > 1 else f"{number} are"
        subject = "it is" if len(alike) == 1 else subject
        said += f"; {subject} {word}, to {month.name}" if month else ""
    return NOT_COMPARABLE, f"{said}."


def _names(names: Sequence[str]) -> str:
    """``Domestic abuse and hate crime``: of several names in a row only the first begins large."""
    return listed([names[0], *map(lower_first, names[1:])])
