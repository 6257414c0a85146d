"""Data: the monthly figures behind everything, one row an indicator and month."""

from __future__ import annotations

from itertools import chain, repeat
from typing import TYPE_CHECKING, Final

from workbook.block import Block, TableBlock
from workbook.layout.figure_tables import DATA_TABLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbook.block import Row, Write
    from xlsrc.assessment import Assessment, Dashboard

AS_AT_NAME: Final = "data.as_at"
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
    """The whole table; a gap is a row without a count, months before a series begins have none."""
    return (
        Block(AS_AT_NAME, ((f"Data to {dashboard.as_at.name}",),)),
        TableBlock(
            table=DATA_TABLE.name,
            columns=DATA_TABLE.headers,
            rows=tuple(chain.from_iterable(map(_rows, dashboard.assessments))),
        ),
    )


def _rows(assessment: Assessment) -> Iterable[Row]:
    trend = assessment.trend
    return zip(
        repeat(assessment.label),
        repeat(assessment.area.name),
        (month.first_day for month in trend.months),
        trend.numerators,
        trend.denominators if assessment.indicator.is_share else repeat(None),
        trend.expected,
        trend.lower,
        trend.upper,
        map(_EXCEPTION.__getitem__, zip(trend.flagged, trend.sustained, strict=True)),
        trend.vintages,
        repeat(assessment.indicator.source.value),
        strict=False,  # the repeats have no end
    )
