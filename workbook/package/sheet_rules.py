"""The notes that a sheet shows at cells which take entries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbook.package.cell import unescaped_xml
from workbook.package.reference import Rectangle

if TYPE_CHECKING:
    from collections.abc import Iterator

_RULE: Final = re.compile(r"<(?:\w+:)?dataValidation\b[^>]*>")
_TITLE: Final = re.compile(r'\spromptTitle="([^"]*)"')
_CELLS: Final = re.compile(r'\ssqref="([^"]*)"')


def prompts(text: str) -> Iterator[tuple[str, Rectangle]]:
    """The title of each validation's note with its cells, range by range."""
    for rule in _RULE.findall(text):
        title, cells = _TITLE.search(rule), _CELLS.search(rule)
        if title is None or cells is None:
            continue
        for part in cells[1].split():
            try:
                area = Rectangle.parse(part)
            except ValueError:
                continue
            yield unescaped_xml(title[1]), area
