"""Drop-down lists and conditional formats of whole table columns: they grow with the table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbook.package.reference import Rectangle

if TYPE_CHECKING:
    from collections.abc import Sequence

_RULES: Final = re.compile(
    r"""(<(?:\w+:)?(?:conditionalFormatting|dataValidation)\b[^>]*?\ssqref=["'])([^"']+)"""
    r"|(<(?:\w+:)?sqref>)([^<]+)"
)


def with_grown_rules(
    text: str, data_start: int, grown: Sequence[tuple[Rectangle, Rectangle]]
) -> str:
    """A sheet's text whose rules for all rows of table columns hold for the new rows as well.

    ``data_start`` is where its cells begin; ``grown`` are the data rows of each table that has
    more of them, before and after. A rule for some of the rows stays as it is.
    """
    if not grown:
        return text
    end = max(text.rfind("sheetData"), data_start)

    def with_rows(match: re.Match[str]) -> str:
        head, ranges = (match[1], match[2]) if match[1] else (match[3], match[4])
        return head + " ".join(_grown(one, grown) for one in ranges.split())

    old = text[end:]
    new = _RULES.sub(with_rows, old)
    return text if new == old else text[:end] + new


def _grown(reference: str, grown: Sequence[tuple[Rectangle, Rectangle]]) -> str:
    try:
        area = Rectangle.parse(reference)
    except ValueError:
        return reference
    for before, after in grown:
        is_inside = before.first_column <= area.first_column <= area.last_column
        is_inside &= area.last_column <= before.last_column
        # The heading may be in it, too.
        is_whole = before.first_row - 1 <= area.first_row <= before.first_row
        if is_inside and is_whole and before.last_row <= area.last_row < after.last_row:
            return Rectangle(
                area.first_row, area.first_column, after.last_row, area.last_column
            ).address
    return reference
