"""What the long-term chart draws of an indicator, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from workbook.house.charts import PANEL_MONTHS
from workbook.html.svg.months import Bounds, suppressed_to
from workbook.sheets.section.chart_values import figures_begin, months_to, shown_change
from workbook.sheets.section.fan_values import to_come
from workbook.sheets.section.overview_values import target_feeder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.sheets.section.chart_values import Values
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import KnownChange
    from xlsrc.series.usual import MonthToCome


@dataclass(frozen=True, slots=True, kw_only=True)
class FiveYears:
    """The months of the axis up to the indicator's last, those to come, and what is drawn."""

    months: tuple[Month, ...]
    recorded: Values
    level: Values
    lower: Values
    upper: Values
    flagged: Values
    sustained: Values
    bounds: tuple[Bounds, ...]
    coming: tuple[MonthToCome, ...]
    change: KnownChange | None
    target: float | None

    @classmethod
    def of(cls, one: Assessment, dashboard: Dashboard) -> Self:
        """The five years to the indicator's last month, or those since the first figure of all."""
        monthly, end = one.monthly, one.as_at or dashboard.as_at
        begin = figures_begin(dashboard.assessments)
        first = end - (PANEL_MONTHS - 1)
        first = first if begin is None else min(max(first, begin), end)
        length = end.ordinal - first.ordinal + 1
        recorded, level, lower, upper = (
            months_to(end, length, monthly, values)
            for values in (monthly.recorded, monthly.level, monthly.lower, monthly.upper)
        )
        flags, spells = (
            months_to(end, length, monthly, marks) for marks in (monthly.flagged, monthly.sustained)
        )
        return cls(
            months=tuple(first + at for at in range(length)),
            recorded=recorded,
            level=level,
            lower=lower,
            upper=upper,
            flagged=tuple(v if flag else None for flag, v in zip(flags, recorded, strict=True)),
            sustained=tuple(0.0 if spell else None for spell in spells),
            bounds=suppressed_to(one, end, length),
            coming=to_come(one),
            change=shown_change(one, (first, end), dashboard.settings.known_changes),
            target=_target(one),
        )

    @property
    def tops(self) -> Values:
        """The figures, and the upper bounds of those suppressed."""
        return tuple(
            value if both is None else both[1]
            for value, both in zip(self.recorded, self.bounds, strict=True)
        )

    @property
    def columns(self) -> int:
        """Months of the axis."""
        return len(self.months) + len(self.coming)


def _target(one: Assessment) -> float | None:
    """The target as a figure of a month, or quarter; None where it is not of the figures drawn."""
    _, (value, _), *_ = target_feeder(one)
    return float(value) if isinstance(value, int | float) else None


def known(values: Values) -> Iterator[tuple[int, float]]:
    """The values that there are, with their columns."""
    return ((at, value) for at, value in enumerate(values) if value is not None)
