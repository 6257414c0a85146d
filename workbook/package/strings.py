"""The shared strings of a workbook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbook.package.cell import unescaped_xml
from workbook.package.structure import unescaped

if TYPE_CHECKING:
    from workbook.package.archive import Archive

PHONETIC: Final = re.compile(r"<((?:\w+:)?)rPh\b.*?</\1rPh>", re.DOTALL)
"""A phonetic guide: it stands beside a text and is no part of it."""

_ITEM: Final = re.compile(r"<((?:\w+:)?)si\b[^>]*?(?:/>|>(.*?)</\1si>)", re.DOTALL)
_TEXT: Final = re.compile(r"<(?:\w+:)?t\b[^>]*?(?:/>|>([^<]*)</(?:\w+:)?t>)")


def shared_texts(archive: Archive, part: str | None) -> tuple[str, ...]:
    """The shared strings by index, without formats and phonetic guides."""
    if part is None or archive.part_name(part) is None:
        return ()
    return tuple(
        unescaped(unescaped_xml("".join(_TEXT.findall(PHONETIC.sub("", match[2] or "")))))
        for match in _ITEM.finditer(archive.text(part))
    )
