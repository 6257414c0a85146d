"""The rows of a chart's own workbook, as the chart refers to them."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from workbook.package.cell import number_text
from workbook.package.dates import serial
from workbook.package.reference import column_letters
from workbook.package.xml_text import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    Rows = Sequence[Sequence[object]]


class Cells:
    """The rows of a chart's workbook, and references to them."""

    def __init__(self, rows: Rows, sheet: str) -> None:
        self.rows, self._sheet = rows, sheet

    @property
    def has_dates(self) -> bool:
        """Whether the categories are days."""
        return isinstance(self.rows[1][0], datetime.date)

    def column(self, at: int) -> list[object]:
        """The cells of a column, from 0, below its heading."""
        return [row[at] for row in self.rows[1:]]

    def reference(self, at: int) -> str:
        """Where a column stands."""
        letters = column_letters(at + 1)
        return f"{self._sheet}!${letters}$2:${letters}${len(self.rows)}"

    def numbers(self, at: int) -> str:
        """A column as numbers; an empty cell is no point."""
        values = self.column(at)
        is_date = isinstance(values[0], datetime.date)
        points = "".join(
            f'<c:pt idx="{i}"><c:v>{number_text(number(v))}</c:v></c:pt>'
            for i, v in enumerate(values)
            if v is not None
        )
        shown = "mmm yy" if is_date else "General"
        return (
            f"<c:numRef><c:f>{self.reference(at)}</c:f><c:numCache><c:formatCode>{shown}"
            f'</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef>'
        )

    def names(self, at: int) -> str:
        """A column as texts."""
        values = self.column(at)
        points = "".join(
            f'<c:pt idx="{i}"><c:v>{escape(str(v or ""))}</c:v></c:pt>'
            for i, v in enumerate(values)
        )
        return (
            f"<c:strRef><c:f>{self.reference(at)}</c:f><c:strCache>"
            f'<c:ptCount val="{len(values)}"/>{points}</c:strCache></c:strRef>'
        )

    def heading(self, at: int) -> str:
        """The name of a series."""
        name = escape(str(self.rows[0][at] or ""))
        return (
            f"<c:tx><c:strRef><c:f>{self._sheet}!${column_letters(at + 1)}$1</c:f><c:strCache>"
            f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{name}</c:v></c:pt></c:strCache></c:strRef>'
            "</c:tx>"
        )


def number(value: object) -> float:
    """A cell as a chart draws it: a day by Excel's number, 0 for what is no number."""
    if isinstance(value, datetime.date):
        return serial(value, date_1904=False)
    return float(value) if isinstance(value, int | float) else 0.0
