"""Text as XML has it, as ``xml.sax.saxutils`` writes it but for what no XML can hold.

That module brings those of the internet along, which take a fiftieth of a second to be imported.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Control characters and halves of letters, of which one makes a whole part unreadable."""
_CONTROLS: Final = bytes(code for code in range(0x20) if chr(code) not in "\t\n\r")
_NO_LETTERS: Final = ("\ufffe".encode(), "\uffff".encode())
_NONE: Final[Mapping[str, str]] = {}
_BLANKS: Final = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def escape(text: str, entities: Mapping[str, str] = _NONE) -> str:
    """Text with ``&``, ``<``, ``>``, and more if asked for, as entities; without `UNWRITABLE`."""
    text = UNWRITABLE.sub("", text)
    text = text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
    for letter, entity in entities.items():
        text = text.replace(letter, entity)
    return text


def quoteattr(text: str, entities: Mapping[str, str] = _NONE) -> str:
    """Text as the value of an attribute, in quotes: single ones only where it has double ones."""
    text = escape(text, {**entities, **_BLANKS})
    if '"' not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    return '"' + text.replace('"', "&quot;") + '"'


def writable(part: bytes) -> bytes:
    """A part in UTF-8 without `UNWRITABLE`, of which UTF-8 has no halves of letters."""
    part = part.translate(None, _CONTROLS)
    for none in _NO_LETTERS:
        part = part.replace(none, b"")
    return part
