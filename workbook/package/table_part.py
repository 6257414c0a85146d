"""An Excel table's own part when its rows become more or fewer."""

from __future__ import annotations

import re
from typing import Final

from workbook.package.reference import Rectangle

_REF: Final = re.compile(r'(\sref=")([^"]+)(")')


def resized_table(text: str, before: Rectangle, after: Rectangle) -> str:
    """A table part with its range, filter and sort ranges ending where the table now ends."""

    def moved(match: re.Match[str]) -> str:
        try:
            area = Rectangle.parse(match[2])
        except ValueError:
            return match[0]
        if area.last_row != before.last_row:
            return match[0]
        last_row = max(after.last_row, area.first_row)
        area = Rectangle(area.first_row, area.first_column, last_row, area.last_column)
        return f"{match[1]}{area.address}{match[3]}"

    return _REF.sub(moved, text)
