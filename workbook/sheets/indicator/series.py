"""The cells that Indicator's two line charts are drawn from: the year, and the long term."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.formulas import column, quoted
from workbook.sheets.data.layout import DATA_TABLE
from workbook.sheets.data.values import ONE_MONTH, SIX_MONTHS
from workbook.sheets.indicator import layout
from workbook.sheets.indicator.expression import (
    NA,
    Expression,
    count,
    equal,
    excel,
    function,
    if_,
    if_error,
    item,
    joined,
    month_of,
    named,
    number,
    numbers,
    or_gap,
    over,
    single,
)
from workbook.sheets.indicator.lookups import (
    BY_MONTH,
    TIE_BREAK,
    any_row,
    data_value,
    field,
    in_month,
    month,
    month_or_quarter,
    recorded,
    short_month,
    with_word,
)
from workbook.sheets.section.chart_values import DECEMBER, LABEL_GAP, year_names
from workbook.sheets.section.values import LEVEL, ON_A_YEAR_AGO, RECORDED, USUAL_RANGE
from xlsrc.domain.wording import DOES_NOT_APPLY, NO_DATA

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbook.layout.named_block import NamedBlock
    from workbook.sheets.indicator.chosen import Value
    from workbook.sheets.indicator.expression import Cells

CAPTION: Final = "5  Month by month"
OF_QUARTERS: Final = "5  Quarter by quarter"
BY_QUARTER: Final = f"{RECORDED} by the quarter"
LONGEST_TITLE: Final = 51
"""Letters of a title that have room over the long-term chart."""

_YEAR: Final = range(layout.YEAR - 1, -1, -1)
_BACK: Final = range(layout.RANGE_MONTHS - 1, -1, -1)


def _year_name(back: int) -> Expression:
    """A calendar year after December, else the month that the year ends with."""
    when = month(back)
    text = f'IF(MONTH({{0}})={DECEMBER},YEAR({{0}})&"","to "&{short_month(when).text})'
    return if_error(excel(text, lambda end: year_names(end)[0], when), "")


def _year_title() -> Expression:
    now, before = (item(layout.YEAR_NAMES, position) for position in (1, 2))
    caption = if_(BY_MONTH, CAPTION, OF_QUARTERS)
    has_before = over(count(layout.YEAR_SERIES["before"]), 0)
    words = joined(caption, ": ", now, if_(has_before, joined(" against ", before), ""))
    return if_(equal(now, ""), CAPTION, words)


def _trend_title() -> Expression:
    """Where the level is going, else what the chart draws: the words of a panel's title."""
    trend = field("Level on a year ago")
    # Before the bracket after an interval; what is shown as a count only has none.
    has_interval = excel('RIGHT({})=")"', lambda words: words.endswith(")"), trend)
    with_interval = excel(
        f'"Level: "&LEFT({{0}},LEN({{0}})-1)&"{ON_A_YEAR_AGO})"',
        lambda words: f"Level: {words[:-1]}{ON_A_YEAR_AGO})",
        trend,
    )
    whole = if_(has_interval, with_interval, joined("Level: ", trend, ON_A_YEAR_AGO))
    is_long = over(function("LEN", len, whole), LONGEST_TITLE)
    title = if_(is_long, joined("Level: ", trend), whole)
    has_level, has_range = (over(count(layout.TREND_SERIES[key]), 0) for key in ("level", "high"))
    drawn = if_(
        has_level,
        if_(has_range, f"{RECORDED}, {LEVEL} and {USUAL_RANGE}", f"{RECORDED} and {LEVEL}"),
        if_(
            has_range,
            f"{RECORDED} and {USUAL_RANGE}",
            if_(BY_MONTH, RECORDED, BY_QUARTER),
        ),
    )
    no_trend = excel(
        f"OR({{0}}={quoted(DOES_NOT_APPLY)},{{0}}={quoted(NO_DATA)})",
        lambda words: words in (DOES_NOT_APPLY, NO_DATA),
        trend,
    )
    return if_error(if_(no_trend, drawn, title), RECORDED)


def _axis_month(back: int) -> Expression:
    """The month so many months back; those before any figure all stand at the first of them."""
    begin = Expression(f"MIN({column(DATA_TABLE, 'Month')})", lambda chosen: month_of(chosen.begin))
    return or_gap(function("MAX", max, month(back), begin))


def _bottom(back: int) -> Expression:
    """The lower end of the usual range; where there is none, the level, else its mean."""
    # The band, of no width there, narrows to the line instead of falling to the axis.
    levels = layout.TREND_SERIES["level"]
    level, mean = item(levels, layout.RANGE_MONTHS - back), if_error(_mean(levels), 0)
    return if_error(data_value("Range low", back), if_error(level, mean))


def _mean(block: NamedBlock) -> Expression:
    """The mean of the figures of a name; AVERAGE would give the errors among them."""

    def mean(values: tuple[Value, ...]) -> float:
        known = numbers(values)
        return sum(known) / len(known)

    return excel('SUMIF({0},">=0")/COUNT({0})', mean, named(block))


def _width(back: int) -> Expression:
    """The width of the usual range; 0 where there is none."""
    # An area falls to 0 over an error; a band of no width does not show.
    low, high = (data_value(header, back) for header in ("Range low", "Range high"))
    return if_error(excel("{}-{}", lambda top, bottom: top - bottom, high, low), 0)


def _where_exception(kind: str, back: int, shown: Expression | int) -> Expression:
    """A point in a month that is an exception of a kind; a gap in any other."""
    where = (in_month(DATA_TABLE, back), with_word(DATA_TABLE, "Exception", kind))
    return or_gap(if_(any_row(DATA_TABLE, *where), shown, NA))


def _sustained_word(position: int) -> Expression:
    """0 in the first month of the first six-month exception, where its word stands."""
    block = layout.TREND_SERIES["sustained"]
    first, this = (item(block, at).text for at in (1, position))
    is_first = excel(
        f"AND(ISNUMBER({this}),COUNT({first}:{this})=1)",
        lambda marks: marks[position - 1] == 0 and len(numbers(marks[:position])) == 1,
        named(block),
    )
    return if_(is_first, 0, NA)


def _labels(blocks: dict[str, NamedBlock], series: Sequence[NamedBlock]) -> Cells:
    """Heights for the direct labels of series: beside their last values, pushed apart.

    The same rule as `label_heights`; the largest value in ``series`` decides the axis.
    """
    ends, ceiling, months = blocks["ends"], blocks["ceiling"], blocks["drawn"].rows or 0
    positions = range(1, len(series) + 1)

    def largest(at: int) -> Expression:
        return function("MAX", max, *(if_error(item(one_of, at + 1), 0) for one_of in series))

    def end(position: int) -> Expression:
        # A shade more the later it stands, so that no two are equal.
        shade = position * float(TIE_BREAK)
        last = item(series[position - 1], months)
        return if_error(
            excel(f"{{}}+{position}*{TIE_BREAK}", lambda value: value + shade, last), ""
        )

    def rank(position: int) -> Expression:
        return function("RANK", _rank, item(ends, position), named(ends), 1)

    return {
        blocks["drawn"]: tuple(map(largest, range(months))),
        ceiling: (function("MAX", max, named(blocks["drawn"])),),
        ends: tuple(map(end, positions)),
        blocks["heights"]: tuple(_height(position, ends, ceiling) for position in positions),
        blocks["labels"]: tuple(
            or_gap(item(blocks["heights"], rank(position))) for position in positions
        ),
    }


def _height(rank: int, ends: NamedBlock, ceiling: NamedBlock) -> Expression:
    """The height of the label that is the ``rank``-th from below."""
    known, gap = count(ends), f"{LABEL_GAP}*{ceiling.name}"
    lowest = range(1, rank + 1)
    pushed = ",".join(f"SMALL({{0}},{lower})+{rank - lower}*{gap}" for lower in lowest)

    def height(ends: tuple[Value, ...], ceiling: float) -> float:
        order, gap = sorted(numbers(ends)), LABEL_GAP * ceiling
        highest = max(order[lower - 1] + (rank - lower) * gap for lower in lowest)
        return min(highest, ceiling - (len(order) - rank) * gap)

    text = f"MIN(MAX({pushed}),{{1}}-({known.text}-{rank})*{gap})"
    return if_(over(rank, known), "", excel(text, height, named(ends), single(ceiling)))


def _rank(value: Value, values: tuple[Value, ...], _ascending: int) -> int:
    return sorted(numbers(values)).index(number(value)) + 1


_TREND: Final[dict[str, Callable[[int], Expression]]] = {
    "month": _axis_month,
    "low": _bottom,
    "width": _width,
    "level": lambda back: or_gap(data_value("Level", back)),
    "recorded": recorded,
    "flagged": lambda back: _where_exception(
        ONE_MONTH, back, item(layout.TREND_SERIES["recorded"], layout.RANGE_MONTHS - back)
    ),
    "sustained": lambda back: _where_exception(SIX_MONTHS, back, 0),
    "word": lambda back: _sustained_word(layout.RANGE_MONTHS - back),
    "high": lambda back: or_gap(data_value("Range high", back)),
}
"""The columns of the long chart: the cell of the month so many months back."""

SERIES: Final[Cells] = {
    layout.YEAR_TITLE: (_year_title(),),
    layout.YEAR_NAMES: tuple(map(_year_name, (0, layout.YEAR, 0, layout.YEAR))),
    layout.YEAR_SERIES["months"]: tuple(map(month_or_quarter, _YEAR)),
    layout.YEAR_SERIES["now"]: tuple(map(recorded, _YEAR)),
    layout.YEAR_SERIES["before"]: tuple(recorded(layout.YEAR + back) for back in _YEAR),
    **_labels(layout.YEAR_LABELS, [layout.YEAR_SERIES[key] for key in ("now", "before")]),
    layout.TREND_TITLE: (_trend_title(),),
    **{layout.TREND_SERIES[key]: tuple(map(cell_of, _BACK)) for key, cell_of in _TREND.items()},
    **_labels(
        layout.TREND_LABELS, [layout.TREND_SERIES[key] for key in ("high", "level", "recorded")]
    ),
}
"""The cells behind the two line charts, and the titles over them."""
