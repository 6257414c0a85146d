"""Formula texts shared by the template, which holds them, and the blocks, which know their values.

Every reference is a structured one or a defined name, so that inserted rows, sorted tables and
renamed sheets leave the formulas right. Only functions that Excel 2016 and LibreOffice 7.4 both
know are used.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from workbook.layout.table import Table

NOT_AVAILABLE: Final = "#N/A"
"""What ``NA()`` shows: a chart leaves the point out."""


def column(table: Table, header: str) -> str:
    """A whole table column; ``ValueError`` when the table has none of that heading."""
    _require(table, header)
    return f"{table.name}[{_bracketed(header)}]"


def this_row(table: Table, header: str) -> str:
    """The cell of a column in the formula's own table row; ``ValueError`` as for ``column``."""
    _require(table, header)
    return f"{table.name}[[#This Row],[{header}]]"


def quoted(text: str) -> str:
    """A text constant."""
    escaped = text.replace('"', '""')
    return f'"{escaped}"'


def fixed(value: float, decimals: int) -> str:
    """What ``FIXED(value, decimals)`` shows with British separators: halves go away from zero."""
    step = Decimal(1).scaleb(-decimals)
    # Fifteen digits are all that a spreadsheet rounds by.
    rounded = Decimal(f"{value:.15g}").quantize(step, rounding=ROUND_HALF_UP)
    return f"{abs(rounded) if rounded == 0 else rounded:,}"


def _require(table: Table, header: str) -> None:
    if header not in table.headers:
        message = f"the table {table.name} has the columns {table.headers}; wanted {header!r}"
        raise ValueError(message)


@cache
def _bracketed(header: str) -> str:
    # A comma or a percent sign makes Excel want the heading in brackets of its own.
    return header if header.replace(" ", "").isalnum() else f"[{header}]"
