"""The sparkline of the headline table: 24 months as columns, the largest as high as any other's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.html.svg.figure import Figure, Mark, drawing, nothing, number, path
from workbook.html.svg.months import largest, notes_of, suppressed_to, value_words
from workbook.sheets.section.chart_values import months_to
from workbook.sheets.section.values import NOTHING_TO_DRAW
from workbook.sheets.summary.layout import SPARK_MONTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.html.svg.figure import Table
    from workbook.sheets.section.chart_values import Values
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.month import Month

WIDE, HIGH = 96.0, 20.0
COLUMN: Final = 3.0
"""Of a month's four pixels."""

TALLEST: Final = 17.0
NOTHING_HIGH: Final = 0.8
"""A month with 0 is a line on the axis: one without a figure is nothing at all."""


def spark_figure(one: Assessment, dashboard: Dashboard, name: str) -> Figure:
    """The 24 months to the indicator's last, the last in another colour; a suppressed month is an
    empty column from its least to its most. ``name`` is the drawing's id on the page.
    """
    end = one.as_at or dashboard.as_at
    values = months_to(end, SPARK_MONTHS, one.monthly, one.monthly.recorded)
    bounds = suppressed_to(one, end, SPARK_MONTHS)
    known = [at for at, value in enumerate(values) if value is not None]
    if not known and not any(bounds):
        return nothing(one.label, f"{NOTHING_TO_DRAW}.")
    top = largest(values, [both and both[1] for both in bounds]) or 1.0
    months = [end - (SPARK_MONTHS - 1 - at) for at in range(SPARK_MONTHS)]
    caption = f"{one.label}, {SPARK_MONTHS} months to {end.name}"
    describes = _described(one, months, values) if known else notes_of(bounds)[0]

    def column(at: int, least: float, most: float) -> str:
        tall = max(NOTHING_HIGH, TALLEST * (most - least) / top)
        y = HIGH - TALLEST * least / top - tall
        return (
            f"M{number(WIDE * at / SPARK_MONTHS)} {number(y)}h{number(COLUMN)}"
            f"v{number(tall)}h-{number(COLUMN)}z"
        )

    columns = {at: column(at, 0.0, values[at] or 0.0) for at in known}
    last = columns.pop(known[-1]) if known else ""
    ranges = "".join(column(at, *both) for at, both in enumerate(bounds) if both is not None)
    parts = (
        path(Mark.BAR, "".join(columns.values())),
        path(Mark.PALE, ranges),
        path(Mark.INDICATOR, last),
    )
    table: Table = (
        ("Month", "Recorded"),
        tuple(
            (month.name, value_words(one, value, both))
            for month, value, both in zip(months, values, bounds, strict=True)
        ),
    )
    svg = drawing(name, caption, describes, (WIDE, HIGH), parts, kind="s-spark")
    return Figure(
        svg=svg, caption=caption, describes=describes, table=table, notes=notes_of(bounds)
    )


def _described(one: Assessment, months: Sequence[Month], values: Values) -> str:
    """The lowest, the highest and the last figure."""
    known = [
        (value, month) for value, month in zip(values, months, strict=True) if value is not None
    ]
    low, high = (pick(known, key=lambda pair: pair[0]) for pick in (min, max))
    picked = (("lowest", low), ("highest", high), ("last", known[-1]))
    said = (f"{word} {value_words(one, value)} in {month.name}" for word, (value, month) in picked)
    return f"{'; '.join(said)}."
