"""A formula's text and its value, made together: what every cell of Indicator is built of.

An expression is no evaluator of Excel: it works out only what this sheet's formulas say. Each
part carries its own text and its own value, so that a formula cannot say one thing and the value
written beside it another.
"""

from __future__ import annotations

import operator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from workbook.formulas import NOT_AVAILABLE, quoted
from workbook.formulas import fixed as as_fixed
from xlsrc.domain.month import Month
from xlsrc.domain.wording import DOES_NOT_APPLY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workbook.layout.named_block import NamedBlock
    from workbook.sheets.indicator.chosen import Chosen, Value


class NoValueError(Exception):
    """What ``#N/A``, ``#VALUE!`` and other errors of a cell are in Python."""


class Expression(NamedTuple):
    """Part of a formula: its text, and what it gives for the chosen indicator.

    There are tens of thousands, made at every start: a tuple is made in half the time of a class
    of its own.
    """

    text: str
    value: Callable[[Chosen], Any]

    def shown(self, chosen: Chosen) -> Value:
        """What a cell with this formula shows."""
        try:
            value: Value = self.value(chosen)
        except NoValueError:
            return NOT_AVAILABLE
        return value


Part = Expression | str | float
"""An expression, or a constant."""
Cells = dict["NamedBlock", tuple[Expression, ...]]
"""The formulas of named rectangles, row by row."""


def lifted(part: Part) -> Expression:
    """A constant as an expression; an expression as it is."""
    return part if isinstance(part, Expression) else _constant(part)


@lru_cache(maxsize=None, typed=True)
def _constant(part: str | float) -> Expression:
    return Expression(quoted(part) if isinstance(part, str) else f"{part}", lambda _: part)


def excel(text: str, value: Callable[..., Any], *parts: Part) -> Expression:
    """``text`` with the parts' texts in its braces; ``value`` of the parts' values."""
    made = [part if isinstance(part, Expression) else _constant(part) for part in parts]
    return Expression(
        text.format(*[part.text for part in made]),
        lambda chosen: value(*[part.value(chosen) for part in made]),
    )


def function(name: str, value: Callable[..., Any], *parts: Part) -> Expression:
    """A function of Excel; ``value`` is what it does."""
    return excel(f"{name}({','.join(['{}'] * len(parts))})", value, *parts)


def if_(condition: Expression, then: Part, otherwise: Part) -> Expression:
    """One of two, by a condition; the other is not worked out."""
    yes, no = lifted(then), lifted(otherwise)
    return Expression(
        f"IF({condition.text},{yes.text},{no.text})",
        lambda chosen: (yes if condition.value(chosen) else no).value(chosen),
    )


def if_error(tried: Expression, otherwise: Part) -> Expression:
    """An expression, or another where it cannot be worked out."""
    instead = lifted(otherwise)

    def value(chosen: Chosen) -> Value:
        try:
            found: Value = tried.value(chosen)
        except (NoValueError, ZeroDivisionError):
            found = instead.value(chosen)
        return found

    return Expression(f"IFERROR({tried.text},{instead.text})", value)


def _no_value() -> Value:
    raise NoValueError


NA: Final = excel("NA()", _no_value)
"""A gap in a chart."""


def or_dash(tried: Expression) -> Expression:
    """An expression, or – where it cannot be worked out."""
    return if_error(tried, DOES_NOT_APPLY)


def or_gap(tried: Expression) -> Expression:
    """An expression, or a gap in the chart."""
    return if_error(tried, NA)


def joined(*parts: Part) -> Expression:
    """Texts one after the other; a number as its digits."""
    return excel("&".join(["{}"] * len(parts)), lambda *texts: "".join(map(_digits, texts)), *parts)


def is_number(part: Expression) -> Expression:
    """Whether there is a figure or a date, and no word or error."""

    def value(chosen: Chosen) -> bool:
        try:
            return isinstance(part.value(chosen), (int, float, Month))
        except NoValueError:
            return False

    return Expression(f"ISNUMBER({part.text})", value)


def equal(one: Part, other: Part) -> Expression:
    """Whether two are the same."""
    return excel("{}={}", operator.eq, one, other)


def over(one: Part, other: Part) -> Expression:
    """Whether one is larger than the other."""
    return excel("{}>{}", operator.gt, one, other)


def fixed(figure: Part, decimals: Part) -> Expression:
    """A figure's digits, with British separators."""
    return function(
        "FIXED", lambda shown, places: as_fixed(number(shown), places), figure, decimals
    )


def named(block: NamedBlock) -> Expression:
    """The cells of a name, one after the other."""
    return Expression(block.name, lambda chosen: chosen.named(block))


def single(block: NamedBlock) -> Expression:
    """The one cell of a name."""
    return Expression(block.name, lambda chosen: _at(chosen.named(block), 1))


@lru_cache(maxsize=None, typed=True)
def item(block: NamedBlock, position: Part) -> Expression:
    """One cell of a named row or column, counted from 1."""
    return function("INDEX", _at, named(block), position)


def count(block: NamedBlock) -> Expression:
    """How many cells of a name hold a figure."""
    return function("COUNT", lambda values: len(numbers(values)), named(block))


def numbers(values: Iterable[Value]) -> list[float]:
    """The figures among cells, as COUNT, MAX and LARGE see them."""
    return [value for value in values if isinstance(value, (int, float))]


def number(value: Value) -> float:
    """A figure; an error for a word."""
    if not isinstance(value, (int, float)):
        raise NoValueError
    return value


def month_of(value: Value) -> Month:
    """A date; an error for anything else."""
    if not isinstance(value, Month):
        raise NoValueError
    return value


def _at(values: tuple[Value, ...], position: Value) -> Value:
    value = values[int(number(position)) - 1]
    if value == NOT_AVAILABLE:
        raise NoValueError
    return value


def _digits(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.15g}"
