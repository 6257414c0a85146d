"""The shortcut on the desktop: a file that refreshes the workbook dropped on it."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING, Final

from workbook.excel.user_settings import extracts_folder

if TYPE_CHECKING:
    from pathlib import Path, PurePath

    from workbook.excel.addin.places import Places

SHORTCUT: Final = "Refresh dashboard"
_RUN: Final = "from workbook.cli import main; main()"

# The sign & in a name without a blank ends a command before any batch file sees the name; exit
# keeps Windows from running what stands behind it. pushd, unlike cd, also goes to a folder of a
# server (\\server\people), where many a council keeps documents.
_BATCH: Final = """\
@echo off
setlocal DisableDelayedExpansion
chcp 65001 >nul
pushd {documents} || goto nowhere
if "%~1"=="" goto shipped
if not exist "%~1" goto unknown
{python} -E -P -c "{run}" refresh "%~1" --extracts {extracts}
goto done
:shipped
{python} -E -P -c "{run}" refresh --extracts {extracts}
goto done
:unknown
echo A workbook was wanted; Windows handed over "%~1", which is not there. A name with an ampersand
echo and no blank cannot be dropped: rename the file or its folder, or use: safer refresh FILE
goto done
:nowhere
echo The folder of your documents was wanted; it cannot be reached. Connect to it, and try again.
:done
popd
pause
exit
"""


def shortcuts(where: Places) -> tuple[Path, Path]:
    """The shortcut of Windows and that of a Mac."""
    return (where.desktop / f"{SHORTCUT}.bat", where.desktop / f"{SHORTCUT}.command")


def write_shortcut(where: Places) -> Path:
    """Write the one of this system, which refreshes the shipped workbook when nothing is dropped.

    It starts Python without the current folder, where a file of the product's name would be run.
    """
    windows, mac = shortcuts(where)
    if where.scripts is None:
        text = _BATCH.format(
            documents=in_batch(where.documents),
            python=in_batch(sys.executable),
            run=_RUN,
            extracts=in_batch(extracts_folder()),
        )
        windows.write_text(text, encoding="utf-8", newline="\r\n")
        return windows
    command = shlex.join([sys.executable, "-E", "-P", "-c", _RUN, "refresh"])
    extracts = shlex.join(["--extracts", str(extracts_folder())])
    mac.write_text(
        f'#!/bin/sh\ncd {shlex.quote(str(where.documents))} || exit 1\n{command} "$@" {extracts}\n',
        encoding="utf-8",
    )
    mac.chmod(0o755)
    return mac


def in_batch(path: PurePath | str) -> str:
    """A path as a batch file takes it: percent signs are doubled, and no backslash stands before
    the closing quote.
    """
    text = str(path).replace("%", "%%")
    return f'"{text}."' if text.endswith("\\") else f'"{text}"'
