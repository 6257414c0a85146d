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
_NOT_IN_WINDOWS: Final = frozenset('<>:"|?*')
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
    return f"_{name}" if _is_device(name) else name


def fault_in_windows(name: str) -> str:
    """Why Windows has no file or folder of this name, as what it has or is; empty: it can have.

    What is written to a device is gone, and what follows a colon is a hidden part of another
    file, so that no error need ever be raised.
    """
    if name in {".", ".."}:
        return ""
    signs = "".join(sorted(_NOT_IN_WINDOWS & set(name)))
    if signs:
        return f"has {signs}"
    if any(ord(sign) < ord(" ") for sign in name):
        return "has a sign that cannot be seen"
    if _is_device(name):
        return "is the name of a device"
    return "ends in a blank or a point" if name.endswith((" ", ".")) else ""


def _is_device(name: str) -> bool:
    return _DEVICES.fullmatch(name.partition(".")[0].strip()) is not None
