"""The values of the Indicator sheet's formulas, worked out in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.formulas import NOT_AVAILABLE, fixed, serial
from workbook.sheets.all_indicators import values as all_indicators
from workbook.sheets.indicator.cell_parts import (
    CAPTION,
    HAVE_A_WARD,
    NO_WARDS,
    RANGE_MONTHS,
    TIE_BREAK,
    WARD_CAPACITY,
    WARD_ROWS,
    YEAR,
)
from workbook.sheets.indicator.peer_values import peer_names, peer_values
from workbook.sheets.section.chart_values import LABEL_GAP, year_names
from xlsrc.domain.wording import DOES_NOT_APPLY, MINUS, NO_DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import TypeGuard

    from workbook.block import Cell
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.month import Month
    from xlsrc.maps.wards import WardSeries


Value = str | float | None
Values = tuple[tuple[Value, ...], ...]


class SheetValues:
    """The values of the sheet's formulas for one indicator."""

    def __init__(self, dashboard: Dashboard, position: int, wards: tuple[str, ...]) -> None:
        self._assessment: Assessment = dashboard.assessments[position]
        self._row = position + 1
        self._fields = all_indicators.values(self._assessment, dashboard.settings)
        self._is_share = self._assessment.indicator.is_share
        trend = self._assessment.trend
        self._at = {month: at for at, month in enumerate(trend.months)}
        self._wards = wards
        self._peers = [
            row for row in dashboard.peers if row.indicator.id == self._assessment.indicator.id
        ]
        self._peer_names = peer_names(dashboard)
        self._area = dashboard.area.name
        self._ward_counts = _counts_by_ward(dashboard.wards, self._assessment)

    def by_name(self) -> Mapping[str, Values]:
        """A value for each cell of each name in ``FORMULAS``."""
        return {
            **self._head(),
            **self._ward_values(),
            **self._year_values(),
            **self._trend_values(),
            **peer_values(self._peers, self._peer_names, self._area, self._fields),
        }

    def _head(self) -> dict[str, Values]:
        as_at, fields, indicator = self._as_at, self._fields, self._assessment.indicator
        names = self._year_names()
        dash = DOES_NOT_APPLY
        notes = fields["Notes"]
        return {
            "indicator.row": _cell(self._row),
            "indicator.as_at": _cell("" if as_at is None else serial(as_at.first_day)),
            "indicator.decimals": _cell(self._decimals),
            "indicator.period": _cell(NO_DATA if as_at is None else f"12 months to {as_at.name}"),
            "indicator.origin": _cell(
                f"{fields['Polarity']} · borough level · {fields['Source']}, "
                f"vintage {fields['Vintage']} · in {fields['Section']}"
            ),
            "indicator.key_values": (
                (
                    self._number("Last 12 months"),
                    self._number("Year before"),
                    self._change(),
                    None,
                    self._number("Last 3 months"),
                    self._one_decimal("Per 1,000"),
                    None,
                    self._rank(),
                    self._exceptions(),
                ),
            ),
            "indicator.key_words": (
                (
                    self._text("Status"),
                    None,
                    self._text("Is the change real?"),
                    None,
                    self._interval("usual ", "Usual range", self._decimals),
                    self._interval("95 %: ", "Rate", 1),
                    None,
                    self._text("Against peers"),
                    "" if self._assessment.exception_since is None else self._text("Exception"),
                ),
            ),
            "indicator.year_title": _cell(
                f"{CAPTION}: {names[0]} against {names[1]}" if names[0] else CAPTION
            ),
            "indicator.shows": _cell(self._text("What it shows")),
            "indicator.definition": _cell(indicator.definition),
            "indicator.caveats": _cell(
                indicator.caveats + ("" if notes == dash else f" {self._text('Notes')}")
            ),
        }

    def _ward_values(self) -> dict[str, Values]:
        as_at, counts = self._as_at, self._ward_counts
        months = self._last_months(YEAR)
        totals: dict[str, float] = {
            name: sum(counts[name].get(month) or 0 for month in months if month)
            for name in self._wards
            if any(value is not None for value in counts.get(name, {}).values())
        }
        keys: list[Value] = [
            totals[name] - at * float(TIE_BREAK) if name in totals and as_at else ""
            for at, name in enumerate(self._wards, start=1)
        ]
        ranked = sorted(
            (key, name)
            for key, name in zip(keys, self._wards, strict=True)
            if not isinstance(key, str) and key is not None
        )[::-1]
        shown = [name for _, name in ranked[:WARD_ROWS]]
        with_ward = f"{fixed(sum(totals.values()), 0)} of {self._number('Last 12 months')}"
        return {
            "indicator.ward_note": _cell(f"{with_ward} {HAVE_A_WARD}" if ranked else NO_WARDS),
            "indicator.ward_months": (tuple(self._letters(month) for month in months),),
            "indicator.ward_keys": _down([*keys, *[""] * (WARD_CAPACITY - len(keys))]),
            "indicator.ward_rank": _down([*shown, *[""] * (WARD_ROWS - len(shown))]),
            "indicator.ward_counts": tuple(
                tuple(_or(counts[name].get(month), DOES_NOT_APPLY) for month in months if month)
                for name in shown
            )
            + (("",) * YEAR,) * (WARD_ROWS - len(shown)),
        }

    def _year_values(self) -> dict[str, Values]:
        months = self._last_months(YEAR)
        now = [self._recorded(month) for month in months]
        before = [self._recorded(month and month - YEAR) for month in months]
        return {
            "indicator.year_names": (self._year_names() * 2,),
            "indicator.year_months": _down(self._letters(month) for month in months),
            "indicator.year_now": _down(map(_gap, now)),
            "indicator.year_before": _down(map(_gap, before)),
            **_labels("indicator.year", (now, before)),
        }

    def _trend_values(self) -> dict[str, Values]:
        trend, months = self._assessment.trend, self._last_months(RANGE_MONTHS)
        low = [self._value(trend.lower, month) for month in months]
        high = [self._value(trend.upper, month) for month in months]
        expected = [self._value(trend.expected, month) for month in months]
        recorded = [self._recorded(month) for month in months]
        flagged = [self._is(trend.flagged, month) for month in months]
        sustained = [self._is(trend.sustained, month) for month in months]
        first_sustained = sustained.index(True) if True in sustained else None
        width = (
            0 if lo is None or hi is None else hi - lo for lo, hi in zip(low, high, strict=True)
        )
        return {
            "indicator.trend_month": _down(_date(month) for month in months),
            "indicator.trend_low": _down(0 if lo is None else lo for lo in low),
            "indicator.trend_width": _down(width),
            "indicator.trend_expected": _down(map(_gap, expected)),
            "indicator.trend_recorded": _down(map(_gap, recorded)),
            "indicator.trend_flagged": _down(
                _gap(value if is_flagged else None)
                for value, is_flagged in zip(recorded, flagged, strict=True)
            ),
            "indicator.trend_sustained": _down(0 if it else NOT_AVAILABLE for it in sustained),
            "indicator.trend_word": _down(
                0 if at == first_sustained else NOT_AVAILABLE for at in range(RANGE_MONTHS)
            ),
            "indicator.trend_high": _down(map(_gap, high)),
            **_labels("indicator.trend", (high, expected, recorded)),
        }

    @property
    def _as_at(self) -> Month | None:
        return self._assessment.as_at

    @property
    def _decimals(self) -> int:
        return 1 if self._is_share else 0

    def _last_months(self, length: int) -> tuple[Month | None, ...]:
        """The months to the last with data, oldest first; None for each when there are none."""
        as_at = self._as_at
        if as_at is None:
            return (None,) * length
        return tuple(as_at - back for back in range(length - 1, -1, -1))

    def _letters(self, month: Month | None) -> str:
        return "" if month is None else month.abbreviation

    def _year_names(self) -> tuple[str, str]:
        return ("", "") if self._as_at is None else year_names(self._as_at)

    def _value(self, values: Sequence[float | None], month: Month | None) -> float | None:
        at = None if month is None else self._at.get(month)
        return None if at is None else values[at]

    def _is(self, flags: Sequence[bool], month: Month | None) -> bool:
        at = None if month is None else self._at.get(month)
        return at is not None and flags[at]

    def _recorded(self, month: Month | None) -> float | None:
        return self._figure((month,))

    def _figure(self, months: Sequence[Month | None]) -> float | None:
        """A count, or a share per 100, over months of which none may be missing."""
        trend = self._assessment.trend
        counts = [self._value(trend.numerators, month) for month in months]
        if None in counts:
            return None
        total = sum(count for count in counts if count is not None)
        if not self._is_share:
            return total
        out_of = sum(self._value(trend.denominators, month) or 0 for month in months)
        return 100 * total / out_of if out_of else None

    def _number(self, header: str) -> str:
        value = self._fields[header]
        if not _is_number(value):
            return str(value)
        return fixed(value, self._decimals) + (" %" if self._is_share else "")

    def _change(self) -> str:
        change, percent = self._fields["Change"], self._fields["Change %"]
        if not _is_number(change):
            return str(change)
        words = _signed(change, self._decimals) + (" pt" if self._is_share else "")
        if _is_number(percent):
            words += f" ({_signed(100 * percent, 0)} %)"
        return words

    def _one_decimal(self, header: str) -> str:
        value = self._fields[header]
        return fixed(value, 1) if _is_number(value) else str(value)

    def _interval(self, before: str, header: str, decimals: int) -> str:
        low, high = self._fields[f"{header}, low"], self._fields[f"{header}, high"]
        if not (_is_number(low) and _is_number(high)):
            return ""
        return f"{before}{fixed(low, decimals)}–{fixed(high, decimals)}"

    def _rank(self) -> str:
        rank = self._fields["Rank"]
        return f"{rank:.15g} of {self._fields['Of']}" if _is_number(rank) else str(rank)

    def _exceptions(self) -> str:
        since, status = self._assessment.exception_since, self._text("New or known")
        if since is None:
            return self._text("Exception")
        return f"{status[:1].upper()}{status[1:]} since {since.short}"

    def _text(self, header: str) -> str:
        return str(self._fields[header])


def _counts_by_ward(
    wards: Sequence[WardSeries], assessment: Assessment
) -> dict[str, dict[Month | None, float | None]]:
    return {
        ward.name: dict(zip(series.months, counts, strict=True))
        for series in wards
        if series.indicator.id == assessment.indicator.id
        for ward, counts in zip(series.wards, series.counts, strict=True)
    }


def _labels(prefix: str, series: Sequence[Sequence[float | None]]) -> dict[str, Values]:
    """Heights of direct labels by the rule of ``indicator_formulas._labels``."""
    drawn = [max(value or 0 for value in values) for values in zip(*series, strict=True)]
    ends = [values[-1] for values in series]
    ceiling = max(drawn)
    gap = LABEL_GAP * ceiling
    values: list[Value] = [
        "" if end is None else end + position * float(TIE_BREAK)
        for position, end in enumerate(ends, start=1)
    ]
    order = sorted(value for value in values if isinstance(value, (int, float)))
    heights: list[Value] = [
        min(
            max(order[lower] + (rank - lower) * gap for lower in range(rank + 1)),
            ceiling - (len(order) - rank - 1) * gap,
        )
        for rank in range(len(order))
    ]
    labels = tuple(
        heights[order.index(value)] if isinstance(value, (int, float)) else NOT_AVAILABLE
        for value in values
    )
    return {
        f"{prefix}_drawn": _down(drawn),
        f"{prefix}_ceiling": _cell(ceiling),
        f"{prefix}_ends": _down(values),
        f"{prefix}_heights": _down([*heights, *[""] * (len(ends) - len(heights))]),
        f"{prefix}_labels": (labels,),
    }


def _cell(value: Value) -> Values:
    return ((value,),)


def _down(values: Iterable[Value]) -> Values:
    return tuple((value,) for value in values)


def _gap(value: float | None) -> Value:
    return NOT_AVAILABLE if value is None else value


def _or(value: float | None, word: str) -> Value:
    return word if value is None else value


def _date(month: Month | None) -> Value:
    return NOT_AVAILABLE if month is None else serial(month.first_day)


def _is_number(value: Cell) -> TypeGuard[float]:
    return isinstance(value, (int, float))


def _signed(value: float, decimals: int) -> str:
    digits = fixed(abs(value), decimals)
    if not any(digit in "123456789" for digit in digits):
        return digits
    return f"{MINUS if value < 0 else '+'}{digits}"
