"""Checks: figures that a formula works out again from the Data, Ward data and Peers sheets.

The values beside the formulas come from the monthly series too, not from the figures they are
compared with: a viewer that does not recalculate shows a true comparison.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.block import Formula
from workbook.formulas import column, quoted, this_row
from workbook.sheets.checks.layout import AGREE, AS_AT, CHECKS_TABLE
from workbook.sheets.data.layout import DATA_TABLE
from workbook.sheets.peers.layout import AREA, PEERS_TABLE
from workbook.sheets.ward_data.layout import WARD_DATA_TABLE
from xlsrc.domain.indicator import Source
from xlsrc.domain.wording import DOES_NOT_APPLY
from xlsrc.measures.rates import PER_THOUSAND
from xlsrc.measures.rolling import QUARTER

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbook.block import Cell, Write
    from workbook.layout.table import Table
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.month import Month
    from xlsrc.maps.wards import WardSeries


YEAR: Final = 12
LAST_12: Final = "Last 12 months"
YEAR_BEFORE: Final = "Year before"
LAST_3: Final = "Last 3 months"
SAME_3_BEFORE: Final = "Same 3 a year before"
CHANGE: Final = "Change"
CHANGE_PERCENT: Final = "Change %"
RATE: Final = "Per 1,000"
WARDS: Final = "Wards together"

GAP: Final = "a month is missing"
TOLERANCE: Final = "0.000000001"
"""Both sides add the same numbers; only the last binary digits may differ."""


def _cell(header: str) -> str:
    return this_row(CHECKS_TABLE, header)


def _window(table: Table, months_to: str) -> str:
    """The conditions that pick the row's indicator and months, as SUMIFS and COUNTIFS take them."""
    months = column(table, "Month")
    return (
        f"{column(table, 'Indicator')},{_cell('Indicator')},"
        f'{months},">"&EDATE({months_to},-{_cell("Months")}),{months},"<="&{months_to}'
    )


def _figure(months_to: str) -> str:
    """A count, or a share per 100, over the row's months up to ``months_to``, as a formula."""
    window = _window(DATA_TABLE, months_to)
    indicator = f"{column(DATA_TABLE, 'Indicator')},{_cell('Indicator')}"
    every = "1"
    for source in Source:
        if source.every > 1:
            # Of such a source a row is of so many months.
            of_source = f"{column(DATA_TABLE, 'Source')},{quoted(source.value)}"
            every = f"IF(COUNTIFS({indicator},{of_source})>0,{source.every},{every})"
    count, out_of = (column(DATA_TABLE, header) for header in ("Count", "Out of"))
    total, whole = f"SUMIFS({count},{window})", f"SUMIFS({out_of},{window})"
    return (
        f'IF({every}*COUNTIFS({window},{count},">=0")<{_cell("Months")},{quoted(GAP)},'
        f"IF({whole}=0,{total},100*{total}/{whole}))"
    )


_WARD_WINDOW: Final = _window(WARD_DATA_TABLE, _cell("Months to"))

THESE_MONTHS: Final = (
    f"IF({_cell('Figure')}={quoted(WARDS)},"
    f"SUMIFS({column(WARD_DATA_TABLE, 'Count')},{_WARD_WINDOW}),{_figure(_cell('Months to'))})"
)
"""The one formula of the column These months."""

A_YEAR_EARLIER: Final = (
    f"IF({_cell('Figure')}={quoted(WARDS)},{quoted(DOES_NOT_APPLY)},"
    + _figure(f"EDATE({_cell('Months to')},-{YEAR})")
    + ")"
)
"""The one formula of the column A year earlier."""

_RESIDENTS: Final = (
    f"SUMIFS({column(PEERS_TABLE, 'Residents')},"
    f"{column(PEERS_TABLE, 'Indicator')},{_cell('Indicator')},"
    f"{column(PEERS_TABLE, 'Area')},{AREA.name})"
)

RECOMPUTED: Final = (
    f"IF(ISNUMBER(MATCH({_cell('Figure')},{{{quoted(YEAR_BEFORE)},{quoted(SAME_3_BEFORE)}}},0)),"
    f"{_cell('A year earlier')},"
    f"IF({_cell('Figure')}={quoted(CHANGE)},{_cell('These months')}-{_cell('A year earlier')},"
    f"IF({_cell('Figure')}={quoted(CHANGE_PERCENT)},"
    f"100*({_cell('These months')}/{_cell('A year earlier')}-1),"
    f"IF({_cell('Figure')}={quoted(RATE)},{PER_THOUSAND}*{_cell('These months')}/{_RESIDENTS},"
    f"{_cell('These months')}))))"
)
"""The one formula of the column Recomputed."""

AGREES: Final = f"IFERROR(ABS({_cell('Written')}-{_cell('Recomputed')})<{TOLERANCE},FALSE)"
"""The one formula of the column Agrees."""

FORMULAS: Final = {
    "These months": THESE_MONTHS,
    "A year earlier": A_YEAR_EARLIER,
    "Recomputed": RECOMPUTED,
    "Agrees": AGREES,
}
"""The formulas of the table's calculated columns by heading."""

AGREE_LINE: Final = (
    f"COUNTIF({column(CHECKS_TABLE, 'Agrees')},TRUE)&{quoted(' of ')}"
    f"&ROWS({column(CHECKS_TABLE, 'Agrees')})&{quoted(' figures recomputed by formula agree')}"
)


def blocks(dashboard: Dashboard) -> tuple[Write, ...]:
    """The whole table, the line that counts how many agree, and how far the data run."""
    of_indicator = {a.indicator.id: a for a in dashboard.assessments}
    residents = {
        peer.indicator.id: peer.residents
        for peer in dashboard.peers
        if peer.area.name == dashboard.area.name
    }
    rows = [
        row
        for a in dashboard.assessments
        for row in _indicator_rows(a, residents.get(a.indicator.id))
    ]
    rows.extend(
        row
        for series in dashboard.wards
        for row in _ward_row(series, of_indicator[series.indicator.id])
    )
    rows.sort(key=_is_true)  # those that disagree first; the others stay in their order
    agreeing = sum(map(_is_true, rows))
    line = f"{agreeing} of {len(rows)} figures recomputed by formula agree"
    return (
        AS_AT.written((f"Data to {dashboard.as_at.name}",)),
        AGREE.written((Formula(AGREE_LINE, line),)),
        CHECKS_TABLE.whole(rows),
    )


def _indicator_rows(
    assessment: Assessment, residents: float | None
) -> Iterator[Mapping[str, Cell]]:
    """A row for each figure that the assessment gives; for the rate where Peers has residents."""
    if assessment.as_at is None:
        return
    months = _Months(assessment)
    figures = (
        (LAST_12, YEAR, assessment.volume.last_12),
        (YEAR_BEFORE, YEAR, assessment.volume.last_12_before),
        (LAST_3, QUARTER, assessment.volume.last_3),
        (SAME_3_BEFORE, QUARTER, assessment.volume.last_3_before),
        (CHANGE, YEAR, assessment.change.difference),
        (CHANGE_PERCENT, YEAR, assessment.change.percent),
        (RATE, YEAR, assessment.peers.rate if residents else None),
    )
    for name, length, written in figures:
        if written is not None:
            now = months.figure(assessment.as_at, length)
            before = months.figure(assessment.as_at - YEAR, length)
            recomputed = _recomputed(name, now, before, residents or 0)
            yield {
                "Indicator": assessment.label,
                "Figure": name,
                "Months to": assessment.as_at.first_day,
                "Months": length,
                "Written": written,
                "These months": Formula(THESE_MONTHS, now),
                "A year earlier": Formula(A_YEAR_EARLIER, before),
                "Recomputed": Formula(RECOMPUTED, recomputed),
                "Agrees": Formula(AGREES, _agrees(written, recomputed)),
            }


def _recomputed(name: str, now: float | str, before: float | str, residents: float) -> float | str:
    """What RECOMPUTED gives for a figure."""
    if name == RATE:
        return "#VALUE!" if isinstance(now, str) else PER_THOUSAND * now / residents
    if name in (YEAR_BEFORE, SAME_3_BEFORE):
        return before
    if name not in (CHANGE, CHANGE_PERCENT):
        return now
    if isinstance(now, str) or isinstance(before, str):
        return "#VALUE!"
    if name == CHANGE:
        return now - before
    return 100 * (now / before - 1) if before else "#DIV/0!"


def _is_true(row: Mapping[str, Cell]) -> bool:
    agrees = row["Agrees"]
    return isinstance(agrees, Formula) and agrees.value is True


def _agrees(written: float, recomputed: float | str) -> bool:
    return not isinstance(recomputed, str) and abs(written - recomputed) < float(TOLERANCE)


def _ward_row(series: WardSeries, assessment: Assessment) -> Iterator[Mapping[str, Cell]]:
    """The wards' sum over the last 12 months: what Indicator calls those that have a ward."""
    if not series.months:
        return
    last = series.months[-1]
    positions = [at for at, month in enumerate(series.months) if last - YEAR < month]
    written = sum(counts[at] or 0 for counts in series.counts for at in positions)
    by_month = [sum(counts[at] or 0 for counts in series.counts) for at in positions]
    now = float(sum(by_month))
    yield {
        "Indicator": assessment.label,
        "Figure": WARDS,
        "Months to": last.first_day,
        "Months": YEAR,
        "Written": written,
        "These months": Formula(THESE_MONTHS, now),
        "A year earlier": Formula(A_YEAR_EARLIER, DOES_NOT_APPLY),
        "Recomputed": Formula(RECOMPUTED, now),
        "Agrees": Formula(AGREES, _agrees(written, now)),
    }


class _Months:
    """The monthly series of an indicator, summed as the formula sums the Data sheet."""

    def __init__(self, assessment: Assessment) -> None:
        monthly = assessment.monthly
        out_of = (
            monthly.denominators if assessment.indicator.is_share else [None] * len(monthly.months)
        )
        self._every = monthly.every
        ordinals = (month.ordinal for month in monthly.months)
        self._pairs = dict(zip(ordinals, zip(monthly.numerators, out_of, strict=True), strict=True))

    def figure(self, last: Month, length: int) -> float | str:
        """A count, or a share per 100, over ``length`` months; the word for a gap."""
        end = last.ordinal
        pairs = [self._pairs.get(end - back, (None, None)) for back in range(length)]
        counts = [count for count, _ in pairs if count is not None]
        if self._every * len(counts) < length:
            return GAP
        out_of = sum(whole for _, whole in pairs if whole is not None)
        return 100 * sum(counts) / out_of if out_of else sum(counts)
