"""The blocks of the Exceptions sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.block import Block, TableBlock
from workbook.house import wording
from workbook.layout.figure_tables import EXCEPTIONS_TABLE
from workbook.layout.parts import MOST_EXCEPTIONS
from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Polarity
from xlsrc.domain.wording import count_of, figure
from xlsrc.measures.exceptions import FALSE_ALARMS, FALSE_DISCOVERY_RATE, Standing

if TYPE_CHECKING:
    from workbook.block import Cell, Row, Write
    from xlsrc.assessment import Dashboard, ExceptionRow

COLUMNS: Final = 8

WORDS: Final = {
    Standing.NEW: "■ New",
    Standing.CONTINUING: "□ Continuing",
    Standing.ENDED: "– Ended",
}
"""The words of the first column, in the order of the rows."""

QUARTER: Final = 3
"""Months looked at where nothing was published before."""

NONE: Final = "Nothing is outside its usual range."
EXPLANATION: Final = "that random variation would rarely give. A question to ask, not a finding."


def blocks(dashboard: Dashboard) -> tuple[Write, ...]:
    """Every block of the sheet."""
    standings = list(WORDS)
    ordered = sorted(dashboard.exceptions, key=lambda row: standings.index(row.standing))
    shown = [_row(row) for row in ordered[:MOST_EXCEPTIONS]]
    if not shown:
        shown = [(None, NONE, *(None,) * (COLUMNS - 2))]
    blank: Row = (None,) * COLUMNS
    padded = (*shown, *[blank] * (MOST_EXCEPTIONS - len(shown)))
    more = len(ordered) - MOST_EXCEPTIONS
    note = wording.ILLUSTRATIVE_NOTE if any(_is_illustrative(row) for row in ordered) else None
    head = (
        _ends("Exceptions: what is outside its usual range", f"to {dashboard.as_at.name}"),
        _ends(f"{_months(dashboard)} {EXPLANATION}", note),
    )
    return (
        Block("exceptions.head", head),
        Block("exceptions.table", padded),
        Block(
            "exceptions.more",
            ((f"and {more} more: see the table below" if more > 0 else None,),),
        ),
        Block("exceptions.all_period", ((f"to {dashboard.as_at.name}",),)),
        Block("exceptions.chance", ((_by_chance(dashboard),),)),
        TableBlock(
            EXCEPTIONS_TABLE.name,
            EXCEPTIONS_TABLE.headers,
            tuple(_table_row(row) for row in ordered) or (blank,),
        ),
    )


def _months(dashboard: Dashboard) -> str:
    published = dashboard.settings.last_published
    if published is None:
        return "Months of the last quarter"
    return f"Months since the last publication ({published.short})"


def _by_chance(dashboard: Dashboard) -> str:
    """How many of the exceptions chance alone would give."""
    published = dashboard.settings.last_published
    months = dashboard.as_at.ordinal - published.ordinal if published else QUARTER
    looked_at = sum(
        any(value is not None for value in assessment.trend.expected)
        for assessment in dashboard.assessments
    )
    expected = round(looked_at * max(months, 0) * FALSE_ALARMS)
    about = f"about {expected}" if expected else "hardly any"
    return (
        f"{count_of(looked_at, 'indicator')} looked at over {count_of(months, 'month')}: "
        f"{about} outside the range by chance alone.{_wards_by_chance(dashboard)}"
    )


def _wards_by_chance(dashboard: Dashboard) -> str:
    """How many rows for wards may be false: of those listed 5 % are, on average."""
    rows = sum(row.level is Level.WARD for row in dashboard.exceptions)
    if not rows:
        return ""
    expected = round(rows * FALSE_DISCOVERY_RATE)
    about = f"about {expected}" if expected else "perhaps one"
    return f" Of the {count_of(rows, 'row')} for wards {about}."


def _row(row: ExceptionRow) -> Row:
    low, high = (figure(value, is_share=row.is_share) for value in (row.usual_low, row.usual_high))
    return (
        WORDS[row.standing],
        row.what,
        row.where,
        row.when,
        f"{_arrow(row)} {figure(row.seen, is_share=row.is_share)}",
        f"{low.removesuffix(' %')}–{high}",
        row.how_unusual,
        row.ask,
    )


def _table_row(row: ExceptionRow) -> Row:
    """As on the page, with the figure itself, so that the table sorts by it."""
    standing, what, where, when, _, usual, how_unusual, ask = _row(row)
    return (standing, what, where, when, row.seen, usual, how_unusual, ask)


def _arrow(row: ExceptionRow) -> str:
    if row.polarity is Polarity.NEUTRAL:
        return "↑" if row.is_high else "↓"
    return "▲" if row.is_high else "▼"


def _is_illustrative(row: ExceptionRow) -> bool:
    return row.what.endswith("‡")


def _ends(left: Cell, right: Cell) -> Row:
    return (left, *(None,) * (COLUMNS - 2), right)
