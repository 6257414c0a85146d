"""The blocks of the Exceptions sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.block import TableBlock
from workbook.house import wording
from workbook.sheets.exceptions import layout
from workbook.sheets.exceptions.layout import EXCEPTIONS_TABLE, MOST_EXCEPTIONS
from xlsrc.domain.indicator import Polarity
from xlsrc.domain.wording import count, count_of, figure
from xlsrc.maps.wards import FALSE_FINDINGS
from xlsrc.measures.outlook import QUARTER
from xlsrc.measures.unusual import MONTHS_TO_NEW
from xlsrc.series.outside import Standing
from xlsrc.words.exception_rows import ask_words, where_words
from xlsrc.words.outside import when

if TYPE_CHECKING:
    from workbook.block import Cell, Row, Write
    from xlsrc.assessment import Dashboard, ExceptionRow

WORDS: Final = {
    Standing.NEW: "■ New",
    Standing.CONTINUING: "□ Continuing",
    Standing.ENDED: "– Ended",
}
"""The words of the first column, in the order of the rows."""

RISE: Final = "▲"
"""Stands before a figure above its range where one direction is better."""

NONE: Final = "Nothing is outside its usual range."
EXPLANATION: Final = "that random variation would rarely give. A question to ask, not a finding."


def blocks(dashboard: Dashboard) -> tuple[Write, ...]:
    """Every block of the sheet."""
    standings = list(WORDS)
    ordered = sorted(dashboard.exceptions, key=lambda row: standings.index(row.outside.standing))
    shown = [_row(row) for row in ordered[:MOST_EXCEPTIONS]] or [{"what": NONE}]
    more = len(ordered) - MOST_EXCEPTIONS
    note = wording.ILLUSTRATIVE_NOTE if any(row.illustrative for row in ordered) else None
    period = f"to {dashboard.as_at.name}"
    return (
        layout.HEAD.written(
            {"title": "Exceptions: what is outside its usual range", "period": period},
            {"note": f"{_months(dashboard)} {EXPLANATION}", "illustrative": note},
        ),
        layout.TABLE.filled(*shown),
        layout.MORE.written((f"and {more} more: see the table below" if more > 0 else None,)),
        layout.ALL_PERIOD.written((period,)),
        layout.CHANCE.written((_by_chance(dashboard),)),
        TableBlock(
            EXCEPTIONS_TABLE.name,
            EXCEPTIONS_TABLE.headers,
            tuple(_table_row(row) for row in ordered) or ((None,) * len(EXCEPTIONS_TABLE.columns),),
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
    # Where nothing was published before, the last quarter is looked at.
    months = dashboard.as_at.ordinal - published.ordinal if published else QUARTER
    looked_at = sum(
        any(value is not None for value in assessment.monthly.expected)
        for assessment in dashboard.assessments
    )
    expected = round(looked_at * max(months, 0) / MONTHS_TO_NEW)
    about = f"about {expected}" if expected else "hardly any"
    return (
        f"{count_of(looked_at, 'indicator')} looked at over {count_of(months, 'month')}: "
        f"{about} outside the range by chance alone.{_wards_by_chance(dashboard)}"
    )


def _wards_by_chance(dashboard: Dashboard) -> str:
    """How many rows for wards may be false: of those listed 10 % are, on average."""
    rows = sum(row.is_of_ward for row in dashboard.exceptions)
    if not rows:
        return ""
    expected = round(rows * FALSE_FINDINGS)
    about = f"about {expected}" if expected else "perhaps one"
    return f" Of the {count_of(rows, 'row')} for wards {about}."


def _row(row: ExceptionRow) -> dict[str, Cell]:
    one, is_share = row.outside, row.indicator.is_share
    high = figure(one.high, is_share=is_share)
    return {
        "standing": WORDS[one.standing],
        "what": row.label,
        "where": where_words(row),
        "when": when(one),
        "seen": seen_words(_arrow(row), one.seen, is_share=is_share),
        "usual_range": f"{one.low:.1f}–{high}" if is_share else f"{count(one.low)}–{high}",
        "ask": ask_words(row),
    }


def _table_row(row: ExceptionRow) -> Row:
    """As on the page, with the figure itself, so that the table sorts by it."""
    return tuple((_row(row) | {"seen": row.outside.seen}).values())


def _arrow(row: ExceptionRow) -> str:
    is_high = row.outside.is_high
    if row.indicator.polarity is Polarity.NEUTRAL:
        return "↑" if is_high else "↓"
    return RISE if is_high else "▼"


def seen_words(arrow: str, seen: float, *, is_share: bool) -> str:
    """``▲ 22``: the figure with its arrow."""
    return f"{arrow} {figure(seen, is_share=is_share)}"
