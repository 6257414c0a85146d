"""Names of files made from what people have typed."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*]|\.{2,}')
# Windows takes these for devices, whatever ending they have.
_DEVICES: Final = re.compile(
    r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])", re.IGNORECASE
)
_LONGEST_BYTES: Final = 180
"""Of the 255 that systems allow: an ending, a number and ``.bak3`` may follow."""


def file_name(text: str) -> str:
    """The text as the name of a file, without ending, that every system takes.

    It is never a path: separators, characters that Windows forbids and control characters become
    blanks. A name of nothing but these is ``unnamed``.
    """
    plain = "".join(
        " " if unicodedata.category(character).startswith("C") else character
        for character in unicodedata.normalize("NFC", text)
    )
    words = " ".join(_FORBIDDEN.sub(" ", plain).split())
    name = words.encode()[:_LONGEST_BYTES].decode(errors="ignore").strip(" .")
    if not name:
        return "unnamed"
    return f"_{name}" if _DEVICES.fullmatch(name.partition(".")[0].strip()) else name
