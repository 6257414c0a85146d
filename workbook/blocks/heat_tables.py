"""The blocks of Heat tables: ward by month, and month by year of every indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.block import Block
from workbook.blocks import wording
from xlsrc.domain.month import Month
from xlsrc.measures.rolling import MONTHS_IN_YEAR, PER_CENT
from xlsrc.wording import DOES_NOT_APPLY, NO_DATA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.block import Cell, Row, Write
    from workbook.blocks.map_parts import DrawnWard
    from xlsrc.assessment import Assessment, Dashboard, WardSeries

PERIOD: Final = "heat.period"
NOTE: Final = "heat.note"
WARDS: Final = "heat.wards"
YEARS: Final = 6
"""Calendar years of an indicator's table, the as-at month's the last."""

COLUMNS: Final = MONTHS_IN_YEAR + 2
"""A name, twelve months, and the total."""

MEAN: Final = "Mean"
ALL_WARDS: Final = "All wards"


def table_name(indicator_id: str) -> str:
    """The defined name of one indicator's table: ``heat.burglary``."""
    return f"heat.{indicator_id}"


def blocks(dashboard: Dashboard, drawn: Sequence[DrawnWard]) -> tuple[Write, ...]:
    """Every block of the sheet."""
    note = wording.ILLUSTRATIVE_NOTE if dashboard.has_illustrative else None
    return (
        Block(PERIOD, ((f"to {dashboard.as_at.name}",),)),
        Block(NOTE, ((note,),)),
        Block(WARDS, _ward_table(dashboard, drawn)),
        *(
            Block(table_name(a.indicator.id), _month_by_year(a, dashboard.as_at.year))
            for a in dashboard.assessments
        ),
    )


def _ward_table(dashboard: Dashboard, drawn: Sequence[DrawnWard]) -> tuple[Row, ...]:
    """The map's indicator: a heading, a row for each ward drawn, and the wards' total."""
    chosen = None if dashboard.ward_map is None else dashboard.ward_map.indicator
    months = tuple(dashboard.as_at - back for back in reversed(range(MONTHS_IN_YEAR)))
    series = next((one for one in dashboard.wards if one.indicator is chosen), None)
    name = "Ward" if chosen is None else chosen.name
    heading: Row = (name, *(month.first_day for month in months), "12 months")
    counts = [_ward_counts(series, ward, months) for ward in drawn]
    rows: list[Row] = [
        (ward.name, *map(_shown, values), _shown(_total(values)))
        for ward, values in zip(drawn, counts, strict=True)
    ]
    by_month = [_total(values) for values in zip(*counts, strict=True)]
    if not drawn:
        rows, by_month = [(NO_DATA,) * COLUMNS], [None] * MONTHS_IN_YEAR
    rows.sort(key=lambda row: -row[-1] if isinstance(row[-1], float) else 1.0)
    total: Row = (ALL_WARDS, *map(_shown, by_month), _shown(_total(by_month)))
    return (heading, *rows, total)


def _ward_counts(
    series: WardSeries | None, ward: DrawnWard, months: Sequence[Month]
) -> list[float | None]:
    codes = () if series is None else tuple(area.code for area in series.wards)
    if series is None or ward.code not in codes:
        return [None] * len(months)
    by_month = dict(zip(series.months, series.counts[codes.index(ward.code)], strict=True))
    return [by_month.get(month) for month in months]


def _month_by_year(assessment: Assessment, last_year: int) -> tuple[Row, ...]:
    """A heading, a row a calendar year with its total (of a share, its value), and the mean."""
    trend = assessment.trend
    at = {month: position for position, month in enumerate(trend.months)}
    years = range(last_year - YEARS + 1, last_year + 1)
    rows: list[Row] = []
    known: list[list[float | None]] = []
    for year in years:
        months = [Month.of(year, month) for month in range(1, MONTHS_IN_YEAR + 1)]
        positions = [at.get(month) for month in months]
        values = [None if p is None else trend.recorded[p] for p in positions]
        known.append(values)
        cells = [_month_cell(assessment, *of) for of in zip(months, values, strict=True)]
        rows.append((year, *cells, _year_cell(assessment, positions, values)))
    means = [_mean(column) for column in zip(*known, strict=True)]
    heading: Row = (assessment.label, *_MONTH_NAMES, "Year")
    return (heading, *rows, (MEAN, *means, DOES_NOT_APPLY))


_MONTH_NAMES: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
)  # fmt: skip


def _month_cell(assessment: Assessment, month: Month, value: float | None) -> Cell:
    if value is not None:
        return value
    is_to_come = assessment.as_at is not None and month > assessment.as_at
    return DOES_NOT_APPLY if is_to_come else NO_DATA


def _year_cell(
    assessment: Assessment, positions: Sequence[int | None], values: Sequence[float | None]
) -> Cell:
    """The whole year's count or share; a year that is not whole has none."""
    if not assessment.indicator.is_share:
        total = _total(values)
        return DOES_NOT_APPLY if total is None else total
    trend = assessment.trend
    over = _total([None if p is None else trend.numerators[p] for p in positions])
    under = _total([None if p is None else trend.denominators[p] for p in positions])
    return DOES_NOT_APPLY if over is None or not under else PER_CENT * over / under


def _mean(values: Sequence[float | None]) -> Cell:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else NO_DATA


def _total(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return float(sum(known)) if len(known) == len(values) else None


def _shown(value: float | None) -> Cell:
    return NO_DATA if value is None else value
