"""The footers of a sheet's part: which they are, and the house's own with other words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from workbook.layout.footer import with_words
from workbook.package.cell import unescaped_xml
from workbook.package.sheet import end_of_cells

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOOTER: Final = re.compile(r"(<(?:\w+:)?oddFooter\b[^>]*>)([^<]*)(?=<)")


def sheet_footers(sheet: str) -> Iterator[str]:
    """The footers of a sheet's part as their codes say them."""
    for found in _FOOTER.finditer(sheet):
        yield unescaped_xml(found[2])


def with_footer_words(sheet: str, words: str) -> str:
    """The part with these words on the left of a footer of the house's own."""

    def renewed(found: re.Match[str]) -> str:
        before = unescaped_xml(found[2])
        after = with_words(before, words)
        return found[0] if after == before else found[1] + escape(after)

    start = end_of_cells(sheet)
    old = sheet[start:]
    new = _FOOTER.sub(renewed, old)
    return sheet if new == old else sheet[:start] + new
