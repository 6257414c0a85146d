"""The blocks of Heat tables: ward by month, and month by year of every indicator."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Final

from workbook.block import Formula
from workbook.formulas import quoted
from workbook.house import wording
from workbook.sheets.heat_tables import layout
from workbook.sheets.heat_tables.layout import WARDS, YEARS
from xlsrc.domain.month import Month
from xlsrc.domain.wording import DOES_NOT_APPLY, NO_DATA
from xlsrc.measures.rolling import MONTHS_IN_YEAR, PER_CENT
from xlsrc.words.volumes import SUPPRESSED_SHARE, suppressed_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbook.block import Cell, Row, Write
    from workbook.sheets.map.parts import DrawnWard
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.indicator import Indicator
    from xlsrc.maps.wards import WardSeries

_TOTAL: Final = layout.TABLE.column("total")

MEAN: Final = "Mean"
TOTAL: Final = "Total"
ALL_WARDS: Final = "All wards"

Figures = list[list[float | None]]
"""The months of a table, row by row; None where there is no figure."""


def foot_rows(indicator: Indicator) -> int:
    """Rows below the years: the total and the mean; shares are never added up."""
    return 1 if indicator.is_share else 2


def ward_formulas(wards: int) -> dict[tuple[int, int], str]:
    """The formulas of the table of wards, by row and column counted from its heading."""
    return _row_totals(WARDS, wards, NO_DATA) | _column_totals(WARDS, wards + 1, NO_DATA)


def year_formulas(indicator: Indicator) -> dict[tuple[int, int], str]:
    """The formulas of an indicator's table, by row and column counted from its heading.

    Shares are not added up: theirs is the mean alone.
    """
    table, foot = indicator.id, YEARS + foot_rows(indicator)
    # The mean of those that are not suppressed would be too high.
    hidden = quoted(SUPPRESSED_SHARE if indicator.is_share else "?*–?*")
    means = {
        (foot, column): f"IF(COUNTIF({cells},{hidden})>0,{quoted(DOES_NOT_APPLY)},"
        f"IF(COUNT({cells})=0,{quoted(NO_DATA)},AVERAGE({cells})))"
        for column, cells in _columns(table)
    }
    if indicator.is_share:
        return means
    cells = layout.MONTHS.of(table=table).name
    is_whole = f"COUNT({cells})=ROWS({cells})*{MONTHS_IN_YEAR}"
    a_year = f"IF({is_whole},SUM({cells})/ROWS({cells}),{quoted(DOES_NOT_APPLY)})"
    return (
        _row_totals(table, YEARS, DOES_NOT_APPLY)
        | _column_totals(table, foot - 1, DOES_NOT_APPLY)
        | means
        | {(foot, _TOTAL): a_year}
    )


def _row_totals(table: str, rows: int, absent: str) -> dict[tuple[int, int], str]:
    """Each row's total, of whole rows only."""
    found = {}
    for row in range(1, rows + 1):
        cells = f"INDEX({layout.MONTHS.of(table=table).name},{row},0)"
        total = f"IF(COUNT({cells})={MONTHS_IN_YEAR},SUM({cells}),{quoted(absent)})"
        found[row, _TOTAL] = total
    return found


def _column_totals(table: str, row: int, absent: str) -> dict[tuple[int, int], str]:
    """Each month's total, and that of all, where no figure lacks."""
    found = {
        (row, column): f"IF(COUNT({cells})=ROWS({cells}),SUM({cells}),{quoted(absent)})"
        for column, cells in _columns(table)
    }
    cells = layout.MONTHS.of(table=table).name
    is_whole = f"COUNT({cells})=ROWS({cells})*{MONTHS_IN_YEAR}"
    return found | {(row, _TOTAL): f"IF({is_whole},SUM({cells}),{quoted(absent)})"}


def _columns(table: str) -> list[tuple[int, str]]:
    return [
        (column, f"INDEX({layout.MONTHS.of(table=table).name},0,{column})")
        for column in range(1, MONTHS_IN_YEAR + 1)
    ]


def blocks(dashboard: Dashboard, drawn: Sequence[DrawnWard]) -> tuple[Write, ...]:
    """Every block of the sheet."""
    note = wording.ILLUSTRATIVE_NOTE if dashboard.has_illustrative else None
    return (
        layout.PERIOD.written((f"to {dashboard.as_at.name}",)),
        layout.NOTE.written((note,)),
        layout.TABLE.of(table=WARDS).written(*_ward_table(dashboard, drawn)),
        *(
            layout.TABLE.of(table=a.indicator.id).written(*_month_by_year(a, dashboard.as_at))
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
    counts = [(ward.name, _ward_counts(series, ward, months)) for ward in drawn]
    totals = {name: _total(values) for name, values in counts}
    counts.sort(key=lambda one: 1.0 if totals[one[0]] is None else -(totals[one[0]] or 0.0))
    if not drawn:
        counts = [(NO_DATA, [None] * MONTHS_IN_YEAR)]
    figures = [values for _, values in counts]
    rows: list[Row] = [
        (ward, *map(_shown, values), _sum(values, NO_DATA)) for ward, values in counts
    ]
    total = (ALL_WARDS, *_sums(figures, NO_DATA))
    return _with_formulas((heading, *rows, total), ward_formulas(len(rows)))


def _with_formulas(rows: Sequence[Row], formulas: Mapping[tuple[int, int], str]) -> tuple[Row, ...]:
    """The rows with their formulas, whose values the cells hold now."""
    return tuple(
        tuple(
            Formula(formulas[row, column], cell)
            if (row, column) in formulas and isinstance(cell, (str, float))
            else cell
            for column, cell in enumerate(cells)
        )
        for row, cells in enumerate(rows)
    )


def _sums(figures: Figures, absent: str) -> list[float | str]:
    """The sum of each column, and of all, where no figure lacks."""
    by_month = [_sum(of, absent) for of in zip(*figures, strict=True)]
    return [*by_month, _sum([value for values in figures for value in values], absent)]


def _ward_counts(
    series: WardSeries | None, ward: DrawnWard, months: Sequence[Month]
) -> list[float | None]:
    codes = () if series is None else tuple(area.code for area in series.wards)
    if series is None or ward.code not in codes:
        return [None] * len(months)
    by_month = dict(zip(series.months, series.counts[codes.index(ward.code)], strict=True))
    return [by_month.get(month) for month in months]


def _month_by_year(assessment: Assessment, as_at: Month) -> tuple[Row, ...]:
    """A heading, a row a calendar year with its total (of a share, its value), what the years
    add up to (of a share, not), and the mean. What is counted by the quarter has no months; a
    year that is over before the figures begin is blank.
    """
    indicator, monthly = assessment.indicator, assessment.monthly
    first_year = monthly.months[0].year if monthly.months else 0
    at = {month: position for position, month in enumerate(monthly.months)}
    rows: list[Row] = []
    figures: Figures = []
    hidden: list[list[bool]] = []
    for year in range(as_at.year - YEARS + 1, as_at.year + 1):
        months = [Month.of(year, month) for month in range(1, MONTHS_IN_YEAR + 1)]
        positions = [at.get(month) for month in months]
        if indicator.by_quarter:
            positions = [None] * MONTHS_IN_YEAR  # a quarter's figure is none of its last month
        values = [None if p is None else monthly.recorded[p] for p in positions]
        figures.append(values)
        absent: str | None = BY_QUARTER if indicator.by_quarter else NO_DATA
        if year < first_year:
            absent = None
        own = [None if p is None else monthly.hidden[p] for p in positions]
        hidden.append([one is not None for one in own])
        cells = [
            _month_cell(month, value, as_at, absent if one is None else suppressed_words(one))
            for month, value, one in zip(months, values, own, strict=True)
        ]
        is_share = indicator.is_share
        of_year = _share_of(assessment, positions) if is_share else _sum(values, DOES_NOT_APPLY)
        rows.append((year, *cells, of_year))
    heading: Row = (assessment.label, *_MONTH_NAMES, "Year")
    means = [
        DOES_NOT_APPLY if any(is_hidden) else _mean(of)
        for of, is_hidden in zip(zip(*figures, strict=True), zip(*hidden, strict=True), strict=True)
    ]
    foot: list[Row] = [(MEAN, *means, DOES_NOT_APPLY)]
    if not indicator.is_share:
        everything = _total([value for values in figures for value in values])
        a_year = DOES_NOT_APPLY if everything is None else everything / YEARS
        foot = [(TOTAL, *_sums(figures, DOES_NOT_APPLY)), (MEAN, *means, a_year)]
    return _with_formulas((heading, *rows, *foot), year_formulas(indicator))


_MONTH_NAMES: Final = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
)  # fmt: skip


BY_QUARTER: Final = "by quarter"
"""What stands for a month of what is counted by the quarter."""


def _month_cell(month: Month, value: float | None, as_at: Month, absent: str | None) -> Cell:
    if value is not None:
        return value
    return DOES_NOT_APPLY if month > as_at else absent


def _share_of(assessment: Assessment, positions: Sequence[int | None]) -> Cell:
    """The whole year's share; a year that is not whole has none."""
    monthly = assessment.monthly
    over = _total([None if p is None else monthly.numerators[p] for p in positions])
    under = _total([None if p is None else monthly.denominators[p] for p in positions])
    return DOES_NOT_APPLY if over is None or not under else PER_CENT * over / under


def _mean(values: Sequence[float | None]) -> float | str:
    """The mean; `sum` rounds otherwise from Python 3.12 on, and with it the file's last digits."""
    known = [value for value in values if value is not None]
    return fsum(known) / len(known) if known else NO_DATA


def _total(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fsum(known) if len(known) == len(values) else None


def _sum(values: Sequence[float | None], absent: str) -> float | str:
    total = _total(values)
    return absent if total is None else total


def _shown(value: float | None) -> Cell:
    return NO_DATA if value is None else value
