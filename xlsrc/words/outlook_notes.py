"""Why nothing, or nothing firm, is said of what is usual for an indicator and where it is going."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain.indicator import Polarity
from xlsrc.domain.target import TargetKind
from xlsrc.measures.level_filter import BURN
from xlsrc.measures.outlook import FIRM, LONG
from xlsrc.series.year_end import MARCH
from xlsrc.words.note import Note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsrc.assessment import Assessment
    from xlsrc.domain.month import Month

BY_QUARTER: Final = "by the quarter: no monthly range, exception, level, forecast or ward"
"""What there is none of where nobody counted by the month."""
WEIGHTED: Final = "a weighted sum: no range, exception, level, forecast or ward"
"""What there is none of where a few offences weigh more than all others."""
SUPPRESSED: Final = (
    "suppressed months are among the last 24, and what is learnt from the others alone is too "
    "high: no usual range, exception, level or forecast"
)
"""What there is none of where small counts are not shown."""
BROKEN_YEAR: Final = "a month of the year is missing, is left out, or begins a new way of recording"


def outlook_notes(assessment: Assessment) -> Iterator[Note]:
    """A note on each range, trend, forecast and chance that there is none of, or none firm yet."""
    last, months = assessment.as_at, assessment.usual.history
    if last is None:
        return
    if assessment.indicator.by_quarter:
        yield Note(figure="expected", text=BY_QUARTER)
        return
    if assessment.indicator.is_weighted:
        yield Note(figure="expected", text=WEIGHTED)
        return
    if assessment.is_suppressed:
        yield Note(figure="expected", text=SUPPRESSED)
        return
    if months < FIRM:
        yield Note(figure="expected", text=_too_few(months))
        return
    if assessment.usual.expected is None:
        yield Note(figure="expected", text=f"recording changed in {last.name}")
    if assessment.level.trend is None:
        yield Note(figure="trend", text="recording changed in the 12 months")
    if assessment.year_end is None:
        yield Note(figure="forecast_year_end", text=_no_year_end(last))
    chance = _no_chance(assessment)
    if chance:
        yield Note(figure="chance_of_target", text=chance)


def _too_few(months: int) -> str:
    if not months:
        return f"a usual range needs {BURN} months of whole numbers"
    found = f"{months} month{'s' if months > 1 else ''} of figures"
    if months < BURN:
        return f"{found}: a usual range needs {BURN}"
    return (
        f"provisional: it rests on {found}, and is too wide until there are {FIRM}; "
        "until then no month is judged and no trend is said"
    )


def _no_year_end(last: Month) -> str:
    return "the financial year is complete" if last.number == MARCH else BROKEN_YEAR


def _no_chance(assessment: Assessment) -> str:
    """Why no chance of meeting a target is said; '' where one is, or there is no such target."""
    standing = assessment.target
    is_judged = assessment.indicator.polarity is not Polarity.NEUTRAL
    if standing.aim is None or standing.figure is None or not is_judged:
        return ""
    if standing.chance is not None:
        return ""
    if standing.aim.target.kind is TargetKind.PEER_RATE:
        return "what the peers' rate will be is not known"
    if assessment.usual.history < LONG:
        return f"{assessment.usual.history} months of figures: a chance needs {LONG}"
    return f"the year is over or more than 12 months off, or {BROKEN_YEAR}"
