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
_PLAIN: Final = re.compile(r'(?:<is>)?<t(?: xml:space="preserve")?>([^<]*)</t>(?:</is>)?')
"""What nearly every item is, which is read at one look."""
_TEXT: Final = re.compile(r"<(?:\w+:)?t\b[^>]*?(?:/>|>([^<]*)</(?:\w+:)?t>)")


def shared_texts(archive: Archive, part: str | None) -> tuple[str, ...]:
    """The shared strings by index, without formats and phonetic guides."""
    if part is None or archive.part_name(part) is None:
        return ()
    return archive.once(part, _texts)


def _texts(archive: Archive, part: str) -> tuple[str, ...]:
    return tuple(item_text(match[2] or "") for match in _ITEM.finditer(archive.text(part)))


def item_text(content: str) -> str:
    """The text inside a string item (``si``, ``is``): its runs in a row, no phonetic guides."""
    plain = _PLAIN.fullmatch(content)
    if plain is not None:
        return string_text(plain[1])
    if "rPh" in content:
        content = PHONETIC.sub("", content)
    return "".join(map(string_text, _TEXT.findall(content)))


def string_text(content: str) -> str:
    """A string of the file as the text that it means: XML's references and Excel's escapes."""
    return unescaped(unescaped_xml(content))
