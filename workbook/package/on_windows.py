"""What is otherwise with files on Windows: their names, its faults, and who else looks at them."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final

from xlsrc.domain.file_name import fault_in_windows
from xlsrc.domain.workbook_errors import OutputNameError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path, PurePath

# Windows' own numbers, of which Python's are not always the nearest.
_HELD: Final = frozenset({32, 33})
_NOT_FOUND: Final = frozenset({2, 3})
_NAME_TOO_LONG: Final = 206
_LONGEST_PATH: Final = 248
"""Letters, for a folder with a name of eight and three in it; a whole path has 259."""
_PAUSES: Final = (0.05, 0.1, 0.2, 0.3, 0.4)
"""Seconds."""


def refuse_name(target: PurePath) -> None:
    """`WorkbookError` where Windows has no file of this name, or a folder of it is none there."""
    for part in target.parts[1:] if target.anchor else target.parts:
        fault = fault_in_windows(part)
        if fault:
            message = (
                f"A name that Windows can give a file was wanted; found '{part}' in {target}, "
                f"which {fault}. Give another name with --out."
            )
            raise OutputNameError(message)


def is_held(error: OSError) -> bool:
    """Whether Windows says that another program holds the file."""
    return getattr(error, "winerror", None) in _HELD


def is_too_long(error: OSError, target: Path) -> bool:
    """Whether Windows cannot follow the path for its length, which it calls not found."""
    said = getattr(error, "winerror", None)
    is_long = len(str(target.absolute())) >= _LONGEST_PATH
    return said == _NAME_TOO_LONG or (said in _NOT_FOUND and is_long)


def move(new: Path, file: Path, before_again: Callable[[], None]) -> None:
    """Give the file's name to the new one.

    On Windows a scanner may look at a new file, and a synced folder send it, just when it is
    moved: for a second it is tried again.
    """
    for pause in _PAUSES if sys.platform == "win32" else ():
        try:
            new.replace(file)
        except PermissionError:
            time.sleep(pause)
            before_again()
        else:
            return
    new.replace(file)
