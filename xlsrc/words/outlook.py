"""Where a series is going, in words: its level, what the year comes to, whether a target is met.

Each word stands for what the figures hold, and none for more: a chance is said in the words of
how often what was said with such a chance came true (docs/statistics.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain import wording
from xlsrc.series.level import Trend

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment
    from xlsrc.series.usual import Spell

ABOUT_EVEN: Final = "about even"
CHANCES: Final = (
    (0.85, "likely"),
    (0.60, "more likely than not"),
    (0.40, ABOUT_EVEN),
    (0.15, "less likely than not"),
    (0.0, "unlikely"),
)
"""From which chance on each word is used."""

FINER: Final = 3
"""Digits that are tried until an end of an interval shows."""


AS_IT_HAS: Final = "if it goes on as it has"


WIDE: Final = 4
"""How many times the lower end of a usual range the upper one may be, for the range to be shown."""


def too_wide(spell: Spell) -> bool:
    """Whether a range says so little that it is not shown: its ends differ by over four times."""
    low, high = spell
    return high > WIDE * low


def spell_words(spell: Spell, *, is_share: bool) -> str:
    """``324–560``, ``16.4–19.6 %``: the ends of a range."""
    low, high = spell
    if is_share:
        return f"{low:.1f}–{high:.1f} %"
    return f"{wording.count(low)}–{wording.count(high)}"


def next_months(one: Assessment) -> str:
    """``January to March 2026``: the three months after the figures; '' without a figure."""
    if one.as_at is None:
        return ""
    first, last = one.as_at + 1, one.as_at + 3
    start = first.month_name if first.year == last.year else first.name
    return f"{start} to {last.name}"


def interval_words(assessment: Assessment) -> str:
    """``−33 to +3 %``, ``+0.2 to +4.1 pt``: the change of the level on a year ago; '' for none.

    What is shown as a count only has none.
    """
    level = assessment.level
    if level.low is None or level.high is None or assessment.indicator.count_only:
        return ""
    is_share = assessment.indicator.is_share
    low, high = (_end(end, int(is_share)) for end in (level.low, level.high))
    return f"{low} to {high} {'pt' if is_share else '%'}"


def _end(value: float, places: int) -> str:
    """An end of an interval, with more digits where it would read as no change at all."""
    finer = (wording.signed(value, places + more) for more in range(FINER))
    return next((words for words in finer if words.strip("0.")), "0")


def trend_words(assessment: Assessment) -> str:
    """``rising (+2 to +46 %)``, ``no clear change (−33 to +3 %)``; '' where nobody can say."""
    # A series that ends early because its later months are withheld says nothing of today.
    if assessment.level.trend is None or (
        assessment.volume.last_12 is None and assessment.withheld_by
    ):
        return ""
    interval = interval_words(assessment)
    return f"{_way(assessment)} ({interval})" if interval else _way(assessment)


def _way(assessment: Assessment) -> str:
    """``rising``, or ``still rising, less clearly`` of a word kept from the quarter before."""
    level = assessment.level
    if level.trend in (None, Trend.NO_CLEAR_CHANGE) or level.is_clear:
        return str(level.trend)
    return f"still {level.trend}, less clearly"


def level_sentence(assessment: Assessment) -> str:
    """What the level does, where that is more than the year's change says; else ''.

    A level that rises or falls; one that shows no clear change after a real change of the year.
    """
    trend = assessment.level.trend
    if trend is None or (trend is Trend.NO_CLEAR_CHANGE and not assessment.change.is_real):
        return ""
    does = f"is {_way(assessment)}"
    if trend is Trend.NO_CLEAR_CHANGE:
        does = f"shows {trend} by now"
    interval = interval_words(assessment)
    return f"The level {does}: {interval} on a year ago." if interval else f"The level {does}."


def still_words(assessment: Assessment) -> str:
    """``Its level is still falling.`` after a change of the year; '' where the level is unclear."""
    trend = assessment.level.trend
    if trend in (None, Trend.NO_CLEAR_CHANGE):
        return ""
    same = (trend is Trend.RISING) == ((assessment.change.difference or 0) > 0)
    return f"Its level is {'still' if same else 'now'} {trend}."


def chance_words(chance: float) -> str:
    """``likely``, ``about even``, ``unlikely``: how often what was so stated came true."""
    return next(word for least, word in CHANCES if chance >= least)


def chance_word(assessment: Assessment) -> str:
    """The chance of meeting its target in time, in one word: ``likely``; – where nobody can say.

    None is given for a year with a gap or a month that is left out, without a target, and where no
    direction is better: see :func:`xlsrc.series.year_end.chance_of`.
    """
    chance = assessment.target.chance
    return wording.DOES_NOT_APPLY if chance is None else chance_words(chance)


def target_sentence(assessment: Assessment) -> str:
    """Whether the year will meet its target, and what it comes to; '' where nobody can say."""
    standing = assessment.target
    if standing.chance is None or standing.by is None:
        return ""
    word = chance_words(standing.chance)
    met = "as likely to meet it as not" if word == ABOUT_EVEN else f"{word} to meet it"
    return f"Target: the year to {standing.by.name} is {met}, {AS_IT_HAS}."


def year_end_words(assessment: Assessment) -> str:
    """``1,540–1,690 in the year to March 2026``; '' where nothing can be foretold."""
    year = assessment.year_end
    if year is None:
        return ""
    spell = spell_words((year.low, year.high), is_share=assessment.indicator.is_share)
    return f"{spell} in the year to {year.end.name}"
