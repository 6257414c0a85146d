"""The figures that a panel's two charts are drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.charts import PANEL_MONTHS, TREND_COLUMNS, TREND_LABELS
from workbook.house.long_chart import FAN_COLUMNS, FAN_LABEL, FAN_MONTHS
from workbook.package.chart_axis import axis_end
from workbook.sheets.section.fan_values import areas, to_come, with_months_to_come
from xlsrc.domain.settings import Effect

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbook.block import Row
    from xlsrc.assessment import Assessment
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import KnownChange
    from xlsrc.series.monthly import Monthly

Values = tuple[float | None, ...]

LABEL_HEIGHT: Final = 0.15
"""Least distance between two direct labels, as a part of the axis: a label's height on the lowest
chart."""

LABEL_GAP: Final = 0.2
"""The same as a part of the largest value drawn, for an automatic axis, which may end a third
above that value."""

CHANGE_HEIGHT: Final = 1.15
"""Height of a known change's line, as a part of the largest value drawn: its label clears it."""

WORD_MONTHS: Final = 4
"""Months of the axis that the word "sustained" takes on each side of its own."""

YEAR: Final = 12
DECEMBER: Final = 12
NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"


def year_names(as_at: Month) -> tuple[str, str]:
    """What the last 12 months and the 12 before are called: calendar years after December."""
    if as_at.number == DECEMBER:
        return str(as_at.year), str(as_at.year - 1)
    return f"to {as_at.short}", f"to {(as_at - 12).short}"


def year_feeder(monthly: Monthly, as_at: Month) -> tuple[Row, ...]:
    """The 12 months to ``as_at`` and the 12 before, by month, with the labels' heights.

    A quarter is as wide as its months and one figure high, and bears its own name: months that
    nobody counted are not drawn as months.
    """
    months = tuple(as_at - back for back in range(YEAR - 1, -1, -1))
    this_year = months_to(as_at, YEAR, monthly, monthly.recorded)
    year_before = months_to(as_at - YEAR, YEAR, monthly, monthly.recorded)
    now, before = year_names(as_at)
    ceiling = max((value for value in this_year + year_before if value is not None), default=0)
    ends = (_last(this_year), _last(year_before))
    heights = label_heights(ends, ceiling, LABEL_HEIGHT * axis_end(ceiling))
    labels = [_only_last(height, len(months)) for height in heights]
    heading: Row = ("Month", now, before, now, before)
    names = [_name(month, as_at, monthly.every) for month in months]
    return (heading, *zip(names, this_year, year_before, *labels, strict=True))


def figures_begin(assessments: Iterable[Assessment]) -> Month | None:
    """The first month that any indicator has a figure of; None without a figure.

    Long charts begin with it, all alike; before it there is nothing to draw.
    """
    # The figure of a quarter stands in its last month.
    return min(
        (
            one.monthly.months[0] - (one.monthly.every - 1)
            for one in assessments
            if one.monthly.months
        ),
        default=None,
    )


def trend_feeder(
    assessment: Assessment,
    as_at: Month,
    known_changes: Sequence[KnownChange],
    begin: Month | None = None,
) -> tuple[Row, ...]:
    """The ``PANEL_MONTHS`` months to ``as_at``: range, level, recorded, and what stands out; then
    the next three, of which there is the usual range alone.

    The axis begins with ``begin``: months before it, which hold nothing, all stand there.
    """
    monthly = assessment.monthly
    months = tuple(as_at - back for back in range(PANEL_MONTHS - 1, -1, -1))
    recorded, level, lower, upper = (
        months_to(as_at, PANEL_MONTHS, monthly, values)
        for values in (monthly.recorded, monthly.level, monthly.lower, monthly.upper)
    )
    flags, spells = (
        months_to(as_at, PANEL_MONTHS, monthly, marks)
        for marks in (monthly.flagged, monthly.sustained)
    )
    sustained = [0.0 if spell else None for spell in spells]
    flagged = [value if flag else None for flag, value in zip(flags, recorded, strict=True)]
    coming = to_come(assessment)
    highs = [month.high for month in coming]
    drawn = (value for value in (*recorded, *level, *upper, *highs) if value is not None)
    ceiling = max(drawn, default=0)
    first = months[0] if begin is None else min(max(months[0], begin), as_at)
    change = shown_change(assessment, (first, as_at), known_changes)
    at_change = [
        CHANGE_HEIGHT * ceiling if change and month == change.first else None for month in months
    ]
    # Beside a fan the band is named at its lower end: the upper one is the fan's.
    ends = (_last(lower if coming else upper), _last(level), _last(recorded), _last(highs))
    gap = LABEL_HEIGHT * axis_end(max((value for value in at_change if value), default=ceiling))
    *labels, fan_label = (
        _only_last(height, PANEL_MONTHS + FAN_MONTHS)
        for height in label_heights(ends, ceiling, gap)
    )
    heading: Row = (
        *TREND_COLUMNS[: TREND_COLUMNS.index("Known change")],
        change_label(change) if change else "Known change",
        *TREND_LABELS,
        FAN_COLUMNS[0],
        FAN_LABEL,
    )
    word = word_of_last_spell(sustained, recorded, upper, LABEL_HEIGHT * axis_end(ceiling))
    *low_and_width, fan = areas(lower, upper, recorded[-1], coming)
    ahead = (as_at + after for after in range(1, FAN_MONTHS + 1))
    columns = (
        [max(month, first).first_day for month in (*months, *ahead)],
        *low_and_width,
        *map(with_months_to_come, (level, recorded, flagged, sustained, at_change)),
        *labels,
        with_months_to_come(word),
        fan,
        fan_label,
    )
    return (heading, *zip(*columns, strict=True))


def _name(month: Month, as_at: Month, every: int) -> str:
    """What a position of the year's axis is called: ``J``; of a quarter its middle one."""
    return month.abbreviation[:1] if every == 1 else quarter_name(month, as_at, every)


def quarter_name(month: Month, as_at: Month, every: int) -> str:
    """``Oct–Dec`` of the middle month of a quarter, '' of the others."""
    last = _last_of_its_quarter(month, as_at, every)
    if month != last - every // 2:
        return ""
    return f"{(last - (every - 1)).abbreviation}–{last.abbreviation}"


def _last_of_its_quarter(month: Month, last: Month, every: int) -> Month:
    """The last month of the quarter that a month is in, where ``last`` ends a quarter."""
    return month + (last.ordinal - month.ordinal) % every


def months_to(
    end: Month, length: int, monthly: Monthly, values: tuple[float | None, ...]
) -> Values:
    """The part of a trend's ``values`` in the ``length`` months to ``end``; None outside it.

    The figure of a quarter is that of the whole time, and stands in each of its months.
    """
    if not monthly.months:
        return (None,) * length
    if monthly.every > 1:
        of = dict(zip(monthly.months, values, strict=True))
        months = (end - back for back in range(length - 1, -1, -1))
        last = monthly.months[-1]
        return tuple(of.get(_last_of_its_quarter(month, last, monthly.every)) for month in months)
    after = end.ordinal - monthly.months[0].ordinal + 1
    before = after - length
    inside = values[max(before, 0) : max(after, 0)]
    missing_before = (None,) * min(max(-before, 0), length)
    missing_after = (None,) * (length - len(missing_before) - len(inside))
    return missing_before + inside + missing_after


def label_heights(values: Sequence[float | None], ceiling: float, gap: float) -> Values:
    """Heights for labels beside ``values``, in their order, at least ``gap`` apart.

    None where there is nothing to label. Labels are pushed up from the lowest, which stays clear
    of the axis, and all of them down again when the topmost would rise above ``ceiling``.
    """
    order = sorted((value, position) for position, value in enumerate(values) if value is not None)
    heights: dict[int, float] = {}
    floor = gap / 2
    for value, position in order:
        heights[position] = max(value, floor)
        floor = heights[position] + gap
    roof = ceiling
    for _, position in reversed(order):
        heights[position] = min(heights[position], roof)
        roof = heights[position] - gap
    return tuple(heights.get(position) for position in range(len(values)))


def _last(values: Sequence[float | None]) -> float | None:
    return next((value for value in reversed(values) if value is not None), None)


def _only_last(value: float | None, length: int) -> Values:
    return (None,) * (length - 1) + (value,)


def shown_change(
    assessment: Assessment, months: Sequence[Month], known_changes: Sequence[KnownChange]
) -> KnownChange | None:
    """The known change to draw: the last step of this indicator's recording within the months."""
    steps = [
        change
        for change in known_changes
        if change.effect is Effect.STEP
        and change.concerns(assessment.indicator)
        and months[0] < change.first <= months[-1]
    ]
    return max(steps, key=lambda change: change.first, default=None)


def word_of_last_spell(
    sustained: Sequence[float | None], recorded: Values, upper: Values, room: float
) -> Values:
    """The height of the word "sustained", in the month of the last six-month exception that suits
    it best: on the axis where the line leaves it ``room``, else above the range and the line.
    """
    marked = [position for position, value in enumerate(sustained) if value is not None]
    if not marked:
        return (None,) * len(sustained)
    first = last = marked[-1]
    while first > 0 and sustained[first - 1] is not None:
        first -= 1

    def near(values: Values, position: int) -> list[float]:
        found = values[max(position - WORD_MONTHS, 0) : position + WORD_MONTHS + 1]
        return [value for value in found if value is not None]

    def lowest(position: int) -> float:
        return min(near(recorded, position), default=0.0)

    def highest(position: int) -> float:
        return max((*near(recorded, position), *near(upper, position)), default=0.0)

    middle = (first + last) // 2
    before_the_labels = range(first, min(last, len(sustained) - 1 - WORD_MONTHS) + 1)
    places = before_the_labels or (middle,)
    clearest = max(places, key=lambda at: (lowest(at), -abs(at - middle)))
    height = 0.0
    if lowest(clearest) < room:
        clearest = min(places, key=lambda at: (highest(at), abs(at - middle)))
        height = highest(clearest)
    return tuple(height if position == clearest else None for position in range(len(sustained)))


def change_label(change: KnownChange) -> str:
    """``Changed Mar 24``, the month kept on one line where a narrow chart breaks the label."""
    return f"Changed {change.first.short.replace(' ', NO_BREAK_SPACE)}"
