"""Data: the monthly figures behind everything, one row an indicator and month."""

from __future__ import annotations

from itertools import chain, repeat
from typing import TYPE_CHECKING, Final

from workbook.sheets.data.layout import AS_AT, DATA_TABLE
from xlsrc.words.volumes import suppressed_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbook.block import Cell, Row, Write
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.series.year_on_year import Bounds

ONE_MONTH: Final = "one month"
SIX_MONTHS: Final = "six months"

# By whether the month is flagged by itself, and as part of six.
_EXCEPTION: Final = {
    (False, False): None,
    (True, False): ONE_MONTH,
    (False, True): SIX_MONTHS,
    (True, True): f"{ONE_MONTH}, {SIX_MONTHS}",
}


def blocks(dashboard: Dashboard) -> tuple[Write, ...]:
    """The whole table; a gap is a row without a count, months before a series begins have none.

    A suppressed month's count is a text: formulas take only numbers for figures.
    """
    return (
        AS_AT.written((f"Data to {dashboard.as_at.name}",)),
        DATA_TABLE.whole(chain.from_iterable(map(_rows, dashboard.assessments))),
    )


def _count(count: float | None, hidden: Bounds | None) -> Cell:
    return count if hidden is None else suppressed_words(hidden)


def _rows(assessment: Assessment) -> Iterable[Row]:
    monthly = assessment.monthly
    columns: Mapping[str, Iterable[Cell]] = {
        "Indicator": repeat(assessment.label),
        "Area": repeat(assessment.area.name),
        "Month": (month.first_day for month in monthly.months),
        "Count": map(_count, monthly.numerators, monthly.hidden),
        "Out of": monthly.denominators if assessment.indicator.is_share else repeat(None),
        "Expected": monthly.expected,
        "Range low": monthly.lower,
        "Range high": monthly.upper,
        "Level": monthly.level,
        "Exception": map(
            _EXCEPTION.__getitem__, zip(monthly.flagged, monthly.sustained, strict=True)
        ),
        "Vintage": monthly.vintages,
        "Source": repeat(assessment.indicator.source.value),
    }
    # Not strict: the repeats have no end.
    return zip(*(columns[header] for header in DATA_TABLE.headers), strict=False)
