"""What Excel hands to a function, as arrays and words; what a function hands back, as cells.

Excel sends a single cell as a value or ``[[value]]``, a range as nested lists, an empty cell as
``None``, a date as a serial number or a ``datetime``. Anything that cannot be meant is an
:class:`ArgumentError` whose sentence the cell shows.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.errors import DashboardError
from xlsrc.domain.indicator import Polarity
from xlsrc.domain.month import Month
from xlsrc.extracts.dates import EXCEL_EPOCH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

CellsOut = list[list[str | float]]

EMPTY: Final = ""
"""What a gap is in Excel: a function that gives no value shows 0, an empty text shows nothing."""

POLARITIES: Final = {
    "lower": Polarity.LOWER,
    "lower is better": Polarity.LOWER,
    "higher": Polarity.HIGHER,
    "higher is better": Polarity.HIGHER,
    "neutral": Polarity.NEUTRAL,
}
ROUNDING: Final = 1e-9
"""What a whole number that Excel has worked out may be off by, as a share of it."""

NUMBER_TYPES: Final = frozenset({float, int, type(None)})


class ArgumentError(DashboardError):
    """An argument of an Excel function is not what it must be."""

    code = "function-argument"


def cells(argument: object) -> list[list[object]]:
    """The argument as rows of cells; a single value is one row of one, a flat list one row."""
    if isinstance(argument, np.ndarray):
        argument = argument.tolist()
    if not isinstance(argument, list | tuple):
        return [[argument]]
    if any(isinstance(row, list | tuple) for row in argument):
        if {type(row) for row in argument} == {list} and len({len(row) for row in argument}) == 1:
            return list(argument)
        rows = [list(row) if isinstance(row, list | tuple) else [row] for row in argument]
        width = max(len(row) for row in rows)
        return [row + [None] * (width - len(row)) for row in rows]
    return [list(argument)]


def numbers(argument: object, name: str) -> Array:
    """Rows × columns of numbers; an empty cell, an empty text or an Excel error is ``nan``."""
    rows = cells(argument)
    if all(NUMBER_TYPES.issuperset(map(type, row)) for row in rows):
        return np.array(rows, dtype=np.float64)
    return np.array(
        [
            [_number(value, name, f"row {r}, column {c}") for c, value in enumerate(row, 1)]
            for r, row in enumerate(rows, 1)
        ],
        dtype=np.float64,
    )


def _number(value: object, name: str, place: str) -> float:
    if value is None or (isinstance(value, str) and not value.strip()):
        return np.nan
    if isinstance(value, int | float | np.number) and not isinstance(value, bool | np.bool_):
        return float(value)
    message = f"{name} must hold numbers; found {_shown(value)} in its {place}."
    raise ArgumentError(message)


def series(argument: object, name: str, *, least: int = 1) -> tuple[Array, bool]:
    """One row or one column of monthly numbers, as 1 × months; and whether it is a column."""
    found = numbers(argument, name)
    if 1 not in found.shape:
        message = (
            f"{name} must be one row or one column of months; found {found.shape[0]} rows and "
            f"{found.shape[1]} columns."
        )
        raise ArgumentError(message)
    if found.size < least:
        message = f"{name} must hold at least {least} months; found {found.size}."
        raise ArgumentError(message)
    return found.reshape(1, -1), found.shape[1] == 1 and found.shape[0] > 1


def counts(argument: object, name: str, *, least: int = 1) -> tuple[Array, bool]:
    """As :func:`series`, none of them below 0."""
    found, is_column = series(argument, name, least=least)
    if np.any(found < 0):
        below = float(found[found < 0][0])
        message = f"{name} must hold counts of 0 or more; found {below:g}."
        raise ArgumentError(message)
    return found, is_column


def history(argument: object, name: str, *, least: int, but_last: bool = False) -> Array:
    """One row or column of whole monthly counts, as 1 × months, of which at least so many are no
    gaps; with ``but_last``, so many before the last.
    """
    found, _ = counts(argument, name)
    whole = np.rint(found)
    # A sum of fractions, in Excel, is off its whole number in the last digits.
    broken = np.abs(found - whole) > ROUNDING * np.maximum(1, whole)
    if np.any(broken) or np.any(np.isinf(found)):
        wrong = float(found[broken | np.isinf(found)][0])
        message = f"{name} must hold whole counts, no rates or shares; found {wrong:.12g}."
        raise ArgumentError(message)
    known = int(np.sum(~np.isnan(found[0, :-1] if but_last else found)))
    if known < least:
        before = " before the last" if but_last else ""
        message = f"{name} must hold figures of at least {least} months{before}; found {known}."
        raise ArgumentError(message)
    return whole


def spread(found: Array, shape: tuple[int, ...], name: str) -> Array:
    """Numbers in the shape of the values that they go with; a single one goes with each."""
    if found.size == 1:
        return np.broadcast_to(found, shape)
    if found.shape != shape:
        message = (
            f"{name} must be a single cell or {shape[0]} rows and {shape[1]} columns, as value "
            f"is; found {found.shape[0]} rows and {found.shape[1]} columns."
        )
        raise ArgumentError(message)
    return found


def single(argument: object, name: str) -> object:
    """The one value of a single cell."""
    rows = cells(argument)
    if len(rows) != 1 or len(rows[0]) != 1:
        message = (
            f"{name} must be a single cell; found {len(rows)} rows and {len(rows[0])} columns."
        )
        raise ArgumentError(message)
    return rows[0][0]


def number(argument: object, name: str, *, default: float | None = None) -> float:
    """One number; an empty cell stands for the default."""
    value = numbers([[single(argument, name)]], name)[0, 0]
    if not np.isnan(value):
        return float(value)
    if default is None:
        message = f"{name} must be a number; found an empty cell."
        raise ArgumentError(message)
    return default


def text(argument: object, name: str) -> str:
    """One text that is not empty."""
    value = single(argument, name)
    if value is None or not str(value).strip():
        message = f"{name} must be given; found an empty cell."
        raise ArgumentError(message)
    return str(value).strip()


def texts(argument: object, name: str) -> tuple[str, ...]:
    """The texts of one row or one column."""
    rows = cells(argument)
    if len(rows) > 1 and len(rows[0]) > 1:
        message = (
            f"{name} must be one row or one column of names; found {len(rows)} rows and "
            f"{len(rows[0])} columns."
        )
        raise ArgumentError(message)
    return tuple("" if value is None else str(value).strip() for row in rows for value in row)


def polarity(argument: object) -> Polarity:
    """Which direction is good; an empty cell is neutral."""
    return _polarity(single(argument, "polarity"))


def polarities(argument: object) -> list[Polarity]:
    """As :func:`polarity`, of every cell, row by row."""
    values = [value for row in cells(argument) for value in row]
    words = {value: _polarity(value) for value in dict.fromkeys(values)}
    return [words[value] for value in values]


def _polarity(value: object) -> Polarity:
    if value is None or value == EMPTY:
        return Polarity.NEUTRAL
    found = POLARITIES.get(str(value).strip().casefold().replace("_", " "))
    if found is None:
        message = f"polarity must be lower, higher or neutral; found {_shown(value)}."
        raise ArgumentError(message)
    return found


def month(argument: object, name: str) -> Month | None:
    """A month: a date, its serial number or a text YYYY-MM; None for an empty cell."""
    value = single(argument, name)
    if value is None or value == EMPTY:
        return None
    if isinstance(value, datetime.date):
        return Month.of(value.year, value.month)
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            day = EXCEL_EPOCH + datetime.timedelta(days=int(value))
            return Month.of(day.year, day.month)
        return Month.parse(str(value))
    except (ValueError, OverflowError):
        message = f"{name} must be a date or a month written YYYY-MM; found {_shown(value)}."
        raise ArgumentError(message) from None


def cell(value: float | str | None) -> str | float:
    """A value as a cell takes it; a gap, or what no number holds, is an empty text."""
    if value is None:
        return EMPTY
    if isinstance(value, str):
        return str(value)
    return float(value) if np.isfinite(value) else EMPTY


def row(values: Iterable[float | str | None]) -> CellsOut:
    """Several values beside each other."""
    return [[cell(value) for value in values]]


def grid(values: Array) -> CellsOut:
    """Numbers as cells, rows × columns."""
    rows: CellsOut = values.tolist()
    if not np.isfinite(values).all():
        return [list(map(cell, line)) for line in rows]
    return rows


def beside(columns: list[CellsOut], *, is_column: bool) -> CellsOut:
    """Several 1 × months rows: beside each other under a column of months, below each other
    along a row of them.
    """
    lines = [line[0] for line in columns]
    return [list(line) for line in zip(*lines, strict=True)] if is_column else lines


def _shown(value: object) -> str:
    """A cell as Excel shows it: whole numbers come as floats."""
    if isinstance(value, float) and value.is_integer():
        return f"{value:.15g}"
    return f"'{value}'" if isinstance(value, str) else str(value)
