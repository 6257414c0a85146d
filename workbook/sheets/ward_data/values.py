"""Ward data: monthly counts ward by ward, one row an indicator, ward and month."""

from __future__ import annotations

from itertools import chain, repeat
from typing import TYPE_CHECKING, Final

from workbook.block import Block, TableBlock
from workbook.layout.figure_tables import WARD_DATA_TABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.block import Row, Write
    from xlsrc.assessment import Dashboard
    from xlsrc.maps.wards import WardSeries

AS_AT_NAME: Final = "ward_data.as_at"


def blocks(dashboard: Dashboard) -> tuple[Write, ...]:
    """The whole table; a gap is a row without a count."""
    labels = {a.indicator.id: a.label for a in dashboard.assessments}
    return (
        Block(AS_AT_NAME, ((f"Data to {dashboard.as_at.name}",),)),
        TableBlock(
            table=WARD_DATA_TABLE.name,
            columns=WARD_DATA_TABLE.headers,
            rows=tuple(
                chain.from_iterable(
                    _rows(series, labels[series.indicator.id]) for series in dashboard.wards
                )
            ),
        ),
    )


def _rows(series: WardSeries, label: str) -> Iterator[Row]:
    dates = tuple(month.first_day for month in series.months)
    for ward, counts in zip(series.wards, series.counts, strict=True):
        yield from zip(
            repeat(label),
            repeat(ward.code),
            repeat(ward.name),
            dates,
            counts,
            series.vintages,
            strict=False,  # the repeats have no end
        )
