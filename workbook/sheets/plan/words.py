"""How cells say where an action or an output stands: a symbol and a word, never colour alone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from workbook.house.style import BODY_SIZE
from workbook.house.text_width import fits, wrapped
from xlsrc.domain.action import ILLUSTRATIVE_MARK, ActionStatus, MeasuredAs
from xlsrc.domain.wording import DOES_NOT_APPLY, NO_DATA, count
from xlsrc.plan.outputs import Direction, OutputStatus

if TYPE_CHECKING:
    import datetime

    from xlsrc.plan.actions import TrackedAction
    from xlsrc.plan.outputs import MeasuredOutput

ACTION_WORDS: Final = {
    ActionStatus.OVERDUE: "▲ Overdue",
    ActionStatus.AT_RISK: "△ At risk",
    ActionStatus.NOT_REPORTED: "? Not reported",
    ActionStatus.NOT_KNOWN: "? Not known",
    ActionStatus.ON_TRACK: "● On track",
    ActionStatus.NOT_STARTED: "○ Not started",
    ActionStatus.COMPLETE: "✓ Complete",
}
OUTPUT_WORDS: Final = {
    OutputStatus.MET: "✓ Met",
    OutputStatus.ON_COURSE: "● On course",
    OutputStatus.BEHIND: "▲ Behind",
    OutputStatus.MISSED: "▲ Missed",
    OutputStatus.NO_TARGET: "– No target",
    OutputStatus.NO_RETURN: "? No return",
    OutputStatus.NOT_SHOWN: "– Small numbers",
}
NOT_YET_AN_ACTION: Final = "▲ Not yet an action"
"""Of a decision that no tracked action carries out."""

NOT_YET_TAKEN: Final = "– Not taken yet"
"""Of a decision of a day after the earlier month that a refresh was asked for."""

WITHOUT_VALUE: Final = "not shown"
"""Of an output of which a public edition shows no value, since one is 1 to 4."""

NOT_SHOWN: Final = "The indicator is on no sheet: its section is not shown (Settings)."
"""Of an impact question about an indicator whose sections are all switched off."""

TREND_WORDS: Final = {Direction.UP: "↑ up", Direction.DOWN: "↓ down", Direction.LEVEL: "→ level"}
PERCENT: Final = "%"


def action_status(one: TrackedAction) -> str:
    """``● On track``; what an analyst set says so where dates and progress say otherwise."""
    word = ACTION_WORDS[one.status]
    plain = one.status in (one.worked_out, ActionStatus.NOT_KNOWN)
    return word if plain else set_by_hand(word)


def set_by_hand(word: str) -> str:
    """The word of a status that an analyst set against dates and progress: ``● On track (set)``."""
    return f"{word} (set)"


def day(date: datetime.date) -> str:
    """``31 Jan 26``."""
    return f"{date.day} {date:%b %y}"


def amount(value: float, unit: str) -> str:
    """``412`` or ``96 %``."""
    return f"{count(value)} {PERCENT}" if unit == PERCENT else count(value)


def to_date_absent(one: MeasuredOutput) -> str:
    """Why an output has no value: what is not shown is not said to be no data."""
    return WITHOUT_VALUE if one.status is OutputStatus.NOT_SHOWN else NO_DATA


def output_status(one: MeasuredOutput) -> str:
    """``✓ Met``; what is not there yet says when it is due: ``▲ Behind, due Mar 26``."""
    word = OUTPUT_WORDS[one.status]
    if one.status in (OutputStatus.BEHIND, OutputStatus.ON_COURSE):
        return f"{word}, due {one.output.due:%b %y}"
    return word


def output_prospect(one: MeasuredOutput) -> str:
    """Whether the target will be met as things go: ``yes, at this pace``, ``no: 20 at this pace``.

    What is on course may still miss by a little: ``nearly: 1,095 at this pace``.
    """
    output, target = one.output, one.output.target
    said = {
        OutputStatus.NO_TARGET: DOES_NOT_APPLY,
        OutputStatus.MET: "met",
        OutputStatus.MISSED: f"no: was due {output.due:%b %y}",
        OutputStatus.NO_RETURN: "cannot say",
        OutputStatus.NOT_SHOWN: WITHOUT_VALUE,
    }.get(one.status)
    if said is not None or target is None:
        return said or DOES_NOT_APPLY
    if output.measured_as is MeasuredAs.LATEST:
        return "rising, not there yet" if one.trend is Direction.UP else "not as it stands"
    if one.on_pace is None or one.on_pace >= target:
        return "too early to say" if one.on_pace is None else "yes, at this pace"
    nearly = "nearly" if one.status is OutputStatus.ON_COURSE else "no"
    return f"{nearly}: {amount(math.floor(one.on_pace), output.unit)} at this pace"


def shortened(
    text: str, room: float, size: float = BODY_SIZE, *, bold: bool = False, lines: int = 1
) -> str:
    """The text, cut with … to so many lines of ``room`` points; the mark of an invented one stays
    last.
    """

    def has_room(words: str) -> bool:
        if lines == 1:
            return fits(words, room, size, bold=bold)
        return len(wrapped(words, room, size, bold=bold)) <= lines

    if has_room(text):
        return text
    invented = text.endswith(ILLUSTRATIVE_MARK)
    end = f"… {ILLUSTRATIVE_MARK}" if invented else "…"
    kept = text.removesuffix(ILLUSTRATIVE_MARK)
    while kept and not has_room(kept.rstrip() + end):
        kept = kept[:-1]
    return kept.rstrip() + end
