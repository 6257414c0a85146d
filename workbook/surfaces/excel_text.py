"""Values as Excel's own cells take them: a text stays a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbook.package.cell import plain_text

if TYPE_CHECKING:
    from workbook.block import Cell

TEXT_FORMAT: Final = "@"
"""The number format of cells in which Excel takes every entry as text."""

APOSTROPHE: Final = "'"
_READ_OTHERWISE: Final = re.compile(r"^[=+\-@'#]|^(?:true|false)$", re.IGNORECASE)
_DIGIT: Final = re.compile(r"\d")
_WORD: Final = re.compile(r"[^\W\d_]+")
_WORDS_OF_A_DATE: Final = 6
"""No date or number has more words in any language: *quarta-feira, 31 de dezembro de 2025*."""


def entry(value: Cell, *, is_text_format: bool) -> object:
    """What to hand to Excel so that the cell holds exactly ``value``.

    Excel reads ``2025-12``, ``December 2025`` and ``75 %`` as it would if they were typed; an
    apostrophe before them, which it does not show, keeps them as they are. An empty text is an
    empty cell.
    """
    if not isinstance(value, str):
        return value
    text = plain_text(value)
    if not text:
        return None
    if not is_text_format and _may_be_read_otherwise(text):
        return APOSTROPHE + text
    return text


def _may_be_read_otherwise(text: str) -> bool:
    if _READ_OTHERWISE.search(text):
        return True
    return bool(_DIGIT.search(text)) and len(_WORD.findall(text)) <= _WORDS_OF_A_DATE
