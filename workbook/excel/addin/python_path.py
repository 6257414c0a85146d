"""Which Python the add-in starts, by a path that Excel and the shell behind it can read."""

from __future__ import annotations

import re
import sys
from pathlib import Path, PurePath, PureWindowsPath
from typing import TYPE_CHECKING, Final

from xlsrc.domain.workbook_errors import AddinError

if TYPE_CHECKING:
    from xlsrc.domain.errors import WorkbookError

# Excel on a Mac hands the path to a shell without quotes, and VBA reads its settings in a code
# page of its own.
_PLAIN: Final = re.compile(r"[A-Za-z0-9._/+-]+")


def path_for_excel(
    link: Path | None, python: Path | None = None, prefix: Path | None = None
) -> str:
    """The path of this Python as the add-in's settings name it.

    ``link`` is where a Mac keeps a link to Python's folder for paths that its shell would take
    apart; None on Windows. `WorkbookError` where there is no path that Excel can read.
    """
    interpreter = python or Path(sys.executable)
    if link is None:
        windowed = interpreter.with_name("pythonw.exe")
        return _readable(from_home(windowed if windowed.is_file() else interpreter))
    if _PLAIN.fullmatch(str(interpreter)):
        return str(interpreter)
    folder = prefix or Path(sys.prefix)
    if not interpreter.is_relative_to(folder):
        raise _unreadable(str(interpreter))
    linked = str(link / interpreter.relative_to(folder))
    if not _PLAIN.fullmatch(linked):
        raise _unreadable(linked)
    return linked


def keep_link(link: Path | None, python: Path | None = None, prefix: Path | None = None) -> bool:
    """Make or renew the link where the path needs one; whether it does."""
    if link is None or not path_for_excel(link, python, prefix).startswith(f"{link}/"):
        return False
    link.parent.mkdir(parents=True, exist_ok=True)
    if link.is_symlink():
        link.unlink()
    # To the folder, not to the program, which finds its packages from where it is called.
    link.symlink_to(prefix or Path(sys.prefix), target_is_directory=True)
    return True


def from_home(path: PurePath, home: PurePath | None = None) -> str:
    """A path of Windows as VBA reads it, whose code page may lack letters of a person's name."""
    home = home or Path.home()
    if isinstance(path, PureWindowsPath) and path.is_relative_to(home):
        return f"%USERPROFILE%\\{path.relative_to(home)}"
    return str(path)


def _readable(path: str) -> str:
    if not path.isascii():
        raise _unreadable(path)
    return path


def _unreadable(path: str) -> WorkbookError:
    return AddinError(
        "A Python was wanted in a folder that Excel can name (letters A to Z, digits, no blank "
        f"on a Mac); found {path}. Make the environment anew in such a folder, and install again."
    )
