"""The long-term chart in words, and its figures as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.html.svg.five_years import known
from workbook.html.svg.months import range_words, value_words
from workbook.html.svg.plane import last_of
from workbook.sheets.section.chart_values import change_label
from xlsrc.domain.wording import DOES_NOT_APPLY

if TYPE_CHECKING:
    from workbook.html.svg.figure import Cells, Table
    from workbook.html.svg.five_years import FiveYears
    from xlsrc.assessment import Assessment
    from xlsrc.domain.month import Month

MARKED: Final = "month alone"
SPELL: Final = "six months"
BOTH: Final = "month alone and six months"


def describes(one: Assessment, shown: FiveYears) -> str:
    """The first, lowest, highest and last figure, the last month's range, what stands out."""
    found = list(known(shown.recorded))
    said = []
    if found:
        picked = (
            ("first", found[0]),
            ("lowest", min(found, key=lambda pair: pair[1])),
            ("highest", max(found, key=lambda pair: pair[1])),
            ("last", found[-1]),
        )
        said.append(
            "Recorded: "
            + ", ".join(
                f"{word} {value_words(one, value)} in {_name(one, shown.months[at])}"
                for word, (at, value) in picked
            )
        )
    if last_of(shown.level) is not None:
        said.append(f"Level at the end: {value_words(one, last_of(shown.level))}")
    if shown.upper[-1] is not None:
        ends = range_words(one, shown.lower[-1], shown.upper[-1])
        said.append(f"Usual range of the last {_unit(one)}: {ends}")
    for word, marks in (("by itself", shown.flagged), ("in six together", shown.sustained)):
        months = list(dict.fromkeys(_name(one, shown.months[at]) for at, _ in known(marks)))
        if months:
            said.append(f"Exception {word}: {', '.join(months)}")
    if shown.change is not None:
        said.append(change_label(shown.change))
    if shown.target is not None:
        said.append(f"Target: {value_words(one, shown.target)} a {_unit(one)}")
    for at, month in enumerate(shown.coming, start=1):
        ends = range_words(one, month.low, month.high)
        said.append(f"Usual for {(shown.months[-1] + at).name}: {ends}")
    return f"{'. '.join(said)}."


def _unit(one: Assessment) -> str:
    return "month" if one.monthly.every == 1 else "quarter"


def _name(one: Assessment, month: Month) -> str:
    """``December 2025``; of a month of a quarter ``Oct–Dec 2025``."""
    every = one.monthly.every
    if every == 1:
        return month.name
    last = month + (one.monthly.months[-1].ordinal - month.ordinal) % every
    return f"{(last - (every - 1)).abbreviation}–{last.abbreviation} {last.year}"


def table(one: Assessment, shown: FiveYears) -> Table:
    """A row a month, or quarter, with a column of exceptions where there is one."""
    has_marks = any(value is not None for value in (*shown.flagged, *shown.sustained))
    heading = (_unit(one).capitalize(), "Recorded", "Usual range", "Level")
    rows = []
    for at, month in enumerate(shown.months):
        if one.monthly.every > 1 and (month.ordinal - shown.months[-1].ordinal) % one.monthly.every:
            continue
        level = shown.level[at]
        row: Cells = (
            _name(one, month),
            value_words(one, shown.recorded[at], shown.bounds[at]),
            range_words(one, shown.lower[at], shown.upper[at]),
            DOES_NOT_APPLY if level is None else value_words(one, level),
        )
        found = _exception(shown.flagged[at], shown.sustained[at])
        rows.append((*row, found) if has_marks else row)
    for ahead, coming in enumerate(shown.coming, start=1):
        ends = range_words(one, coming.low, coming.high)
        row = ((shown.months[-1] + ahead).name, "to come", ends, DOES_NOT_APPLY)
        rows.append((*row, DOES_NOT_APPLY) if has_marks else row)
    return ((*heading, "Exception") if has_marks else heading, tuple(rows))


def _exception(flagged: float | None, sustained: float | None) -> str:
    if flagged is not None:
        return MARKED if sustained is None else BOTH
    return DOES_NOT_APPLY if sustained is None else SPELL
