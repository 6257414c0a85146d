"""What the formulas of Indicator look up on the sheets of figures."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from workbook.formulas import column, quoted
from workbook.sheets.all_indicators.layout import ALL_INDICATORS_TABLE
from workbook.sheets.all_indicators.values import INVENTED
from workbook.sheets.data.layout import DATA_TABLE
from workbook.sheets.indicator import layout
from workbook.sheets.indicator.expression import (
    NA,
    Expression,
    NoValueError,
    Part,
    equal,
    excel,
    if_,
    if_error,
    joined,
    lifted,
    month_of,
    named,
    numbers,
    or_dash,
    or_gap,
    over,
    single,
)
from workbook.sheets.sources.layout import SOURCES_TABLE
from workbook.tables.settings_layout import DEFINITIONS_TABLE
from xlsrc.domain.month import MONTH_NAMES
from xlsrc.measures.rolling import QUARTER

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.layout.named_block import NamedBlock
    from workbook.layout.table import Table
    from workbook.sheets.indicator.chosen import Chosen, Value

TIE_BREAK: Final = "0.000001"

BY_MONTH: Final = equal(single(layout.EVERY), 1)
"""Whether the figures are of months."""

IS_SHARE: Final = equal(single(layout.DECIMALS), 1)
"""Whether the figures are shares per 100, with one decimal."""


class Condition(NamedTuple):
    """What SUMIFS and COUNTIFS ask of a column, and the chosen indicator's rows that meet it."""

    text: str
    rows: Callable[[Chosen], set[int]]


@cache
def field(header: str) -> Expression:
    """A figure of the chosen indicator, or the word that stands for none."""
    return Expression(
        f"INDEX({column(ALL_INDICATORS_TABLE, header)},{layout.ROW.name})",
        lambda chosen: chosen.cell(ALL_INDICATORS_TABLE, 0, header),
    )


def definition(header: str) -> Expression:
    """Words of the Definitions table; there the names carry no ‡."""
    label = single(layout.CHOICE)
    unmarked = excel("LEFT({0},LEN({0})-2)", lambda marked: marked[:-2], label)
    name = if_(equal(field("Illustrative"), INVENTED), unmarked, label)
    found = f"MATCH({name.text},{column(DEFINITIONS_TABLE, 'Indicator')},0)"
    return or_dash(
        Expression(
            f'INDEX({column(DEFINITIONS_TABLE, header)},{found})&""',
            lambda chosen: chosen.definition(name.value(chosen), header),
        )
    )


def level() -> Expression:
    """The word for the area of the chosen indicator's source, as Sources has it."""
    # The files of a source stand there by level, those of whole areas first.
    row = f"MATCH({field('Source').text},{column(SOURCES_TABLE, 'Source')},0)"

    def word(chosen: Chosen) -> Value:
        found = chosen.level(field("Source").value(chosen))
        if found is None:
            raise NoValueError
        return found

    return Expression(f"INDEX({column(SOURCES_TABLE, 'Level')},{row})", word)


@cache
def month(back: int) -> Expression:
    """The month ``back`` months before the last with data."""
    return excel(f"EDATE({{}},-{back})", lambda as_at: month_of(as_at) - back, single(layout.AS_AT))


@cache
def month_letters(back: int) -> Expression:
    """``Dec``; nothing without data."""
    return if_error(_letters(month(back)), "")


def month_or_quarter(back: int) -> Expression:
    """``Dec``; of a quarter ``Oct–Dec`` in its middle; nothing without data."""
    quarter: Part = ""
    if back % QUARTER == QUARTER // 2:
        quarter = joined(_letters(month(back + 1)), "–", _letters(month(back - 1)))
    return if_error(if_(BY_MONTH, _letters(month(back)), quarter), "")


@cache
def _last_counted(back: int) -> Expression:
    """The month that the figure of ``back`` months before the last stands in: its quarter's last.

    The last month with data ends a quarter.
    """
    return excel(
        f"EDATE({{}},MOD({back},{{}})-{back})",
        lambda as_at, every: month_of(as_at) - (back - back % every),
        *(single(layout.AS_AT), single(layout.EVERY)),
    )


def short_month(date: Expression) -> Expression:
    """``Dec 25``."""
    text = f'{_letters(date).text}&" "&RIGHT(YEAR({date.text}),2)'
    return Expression(text, lambda chosen: month_of(date.value(chosen)).short)


def _letters(date: Expression) -> Expression:
    # FIXED and TEXT would give the letters of the reader's language.
    letters = "".join(name[:3] for name in MONTH_NAMES)
    return excel(
        f"MID({quoted(letters)},3*MONTH({{}})-2,3)", lambda month: month.abbreviation, date
    )


@cache
def with_value(table: Table, header: str, wanted: Part) -> Condition:
    """The condition that a row holds a value in a column."""
    value = lifted(wanted)
    return Condition(
        f"{column(table, header)},{value.text}",
        lambda chosen: chosen.rows_with(table, header, value.value(chosen)),
    )


def with_word(table: Table, header: str, word: str) -> Condition:
    """The condition that a word stands somewhere in a column."""
    return Condition(
        f"{column(table, header)},{quoted(f'*{word}*')}",
        lambda chosen: chosen.rows(table, header, lambda text: word in str(text)),
    )


def in_months(table: Table, after: Expression, last: Expression) -> Condition:
    """The condition that a row lies after one month and not after another."""
    months = column(table, "Month")

    def rows(chosen: Chosen) -> set[int]:
        start, end = after.value(chosen), last.value(chosen)
        return chosen.rows(table, "Month", lambda month: start < month <= end)

    return Condition(f'{months},">"&{after.text},{months},"<="&{last.text}', rows)


def total(table: Table, header: str, *where: Condition) -> Expression:
    """The sum of a column over the rows that meet the conditions."""
    return Expression(
        f"SUMIFS({column(table, header)},{_conditions(table, where)})",
        lambda chosen: sum(numbers(_cells(chosen, table, header, where))),
    )


def present(table: Table, header: str, *where: Condition, criterion: str = "<>") -> Expression:
    """How many rows hold a figure: a blank is a gap, which SUMIFS would take for 0."""
    return Expression(
        f"COUNTIFS({_conditions(table, where)},{column(table, header)},{quoted(criterion)})",
        lambda chosen: len(numbers(_cells(chosen, table, header, where))),
    )


def any_row(table: Table, *where: Condition) -> Expression:
    """Whether any row meets the conditions."""
    return Expression(
        f"COUNTIFS({_conditions(table, where)})>0",
        lambda chosen: bool(_rows(chosen, where)),
    )


@cache
def in_month(table: Table, back: int) -> Condition:
    """The condition that a row is of the month ``back`` months before the last."""
    return with_value(table, "Month", month(back))


def figure_where(table: Table, header: str, *where: Condition, criterion: str = "<>") -> Expression:
    """The figure of the row that meets the conditions; not available where it has none."""
    is_gap = equal(present(table, header, *where, criterion=criterion), 0)
    return if_(is_gap, NA, total(table, header, *where))


@cache
def data_value(header: str, back: int) -> Expression:
    """A column of Data in the month ``back`` months before the last."""
    return figure_where(DATA_TABLE, header, in_month(DATA_TABLE, back))


@cache
def recorded(back: int) -> Expression:
    """A count, or a share per 100, in the month ``back`` months before the last, or its quarter."""
    at = with_value(DATA_TABLE, "Month", _last_counted(back))
    count, out_of = (total(DATA_TABLE, header, at) for header in ("Count", "Out of"))
    share = excel("100*{}/{}", lambda part, whole: 100 * part / whole, count, out_of)
    is_gap = excel(
        "{}<1", lambda found: found < 1, present(DATA_TABLE, "Count", at, criterion=">=0")
    )
    return or_gap(if_(is_gap, NA, if_(IS_SHARE, share, count)))


def sort_key(figure: Expression, position: int) -> Expression:
    """A figure, a shade less the later it stands, so that no two are equal."""
    shade = position * float(TIE_BREAK)
    return excel(f"{{}}-{position}*{TIE_BREAK}", lambda value: value - shade, figure)


def in_order(
    names: NamedBlock, keys: NamedBlock, function: str, rank: int, how_many: Expression
) -> Expression:
    """The name with the largest or smallest key (``LARGE``, ``SMALL``), the next, and so on."""

    def name(names: tuple[str, ...], keys: tuple[str | float, ...]) -> str:
        ordered = sorted(numbers(keys), reverse=function == "LARGE")
        return names[keys.index(ordered[rank - 1])]

    found = excel(
        f"INDEX({{0}},MATCH({function}({{1}},{rank}),{{1}},0))", name, named(names), named(keys)
    )
    return if_(over(rank, how_many), "", found)


def _conditions(table: Table, where: tuple[Condition, ...]) -> str:
    """What is asked of a row: the chosen indicator, and more."""
    return ",".join(
        (column(table, "Indicator"), layout.CHOICE.name, *(condition.text for condition in where))
    )


def _rows(chosen: Chosen, where: tuple[Condition, ...]) -> set[int]:
    return set.intersection(*(chosen.meeting(condition.rows) for condition in where))


def _cells(chosen: Chosen, table: Table, header: str, where: tuple[Condition, ...]) -> list[Value]:
    return [chosen.cell(table, row, header) for row in sorted(_rows(chosen, where))]
