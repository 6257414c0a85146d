"""Ward data: monthly counts ward by ward, one row an indicator, ward and month."""

from __future__ import annotations

from itertools import chain, repeat
from typing import TYPE_CHECKING

from workbook.sheets.ward_data.layout import AS_AT, WARD_DATA_TABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from workbook.block import Cell, Row, Write
    from xlsrc.assessment import Dashboard
    from xlsrc.maps.wards import WardSeries


def blocks(dashboard: Dashboard) -> tuple[Write, ...]:
    """The whole table; a gap is a row without a count."""
    labels = {a.indicator.id: a.label for a in dashboard.assessments}
    return (
        AS_AT.written((f"Data to {dashboard.as_at.name}",)),
        WARD_DATA_TABLE.whole(
            chain.from_iterable(
                _rows(series, labels[series.indicator.id]) for series in dashboard.wards
            )
        ),
    )


def _rows(series: WardSeries, label: str) -> Iterator[Row]:
    dates = tuple(month.first_day for month in series.months)
    for ward, counts in zip(series.wards, series.counts, strict=True):
        columns: Mapping[str, Iterable[Cell]] = {
            "Indicator": repeat(label),
            "Ward code": repeat(ward.code),
            "Ward": repeat(ward.name),
            "Month": dates,
            "Count": counts,
            "Vintage": series.vintages,
        }
        # Not strict: the repeats have no end.
        yield from zip(*(columns[header] for header in WARD_DATA_TABLE.headers), strict=False)
