"""The log of what went wrong at a button, which a person sends to whoever looks after it.

It says where in the program it happened and no more: the words of an error may repeat a cell, a
name or a path, and stand in the message box alone.
"""

from __future__ import annotations

import contextlib
import logging
import platform
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING, Final

import platformdirs

from xlsrc.keeping.limits import APPLICATION, LOG_BYTES, LOG_FILES
from xlsrc.keeping.own_folder import FILE_MODE, FOLDER_MODE, made_private

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_CAUSES: Final = 10


def log_file() -> Path:
    """Where the log lies."""
    return Path(platformdirs.user_log_dir(APPLICATION)) / "buttons.log"


def log_fault(file: Path, action: str, error: BaseException) -> None:
    """Append where an error happened to a log that its owner alone reads.

    Where no log can be written, nothing is: the message box has said what is wrong.
    """
    with contextlib.suppress(OSError):
        made_private(file.parent)
        file.parent.chmod(FOLDER_MODE)
        file.touch(mode=FILE_MODE)
        handler = RotatingFileHandler(
            file, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
        )
        for path in file.parent.glob(f"{file.name}*"):
            path.chmod(FILE_MODE)  # those of older versions could be read by others
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        try:
            handler.handle(_record(f"button {action}\n" + "\n".join(_said(error))))
        finally:
            handler.close()


def _record(text: str) -> logging.LogRecord:
    return logging.LogRecord("safer", logging.ERROR, "", 0, text, None, None)


def _said(error: BaseException) -> Iterator[str]:
    """The kind of an error and of what caused it, and the lines of code it went through."""
    yield f"Python {platform.python_version()} on {sys.platform}"
    one: BaseException | None = error
    for _ in range(_MOST_CAUSES):
        if one is None:
            return
        number = getattr(one, "errno", None)
        yield type(one).__name__ + (f" {number}" if isinstance(number, int) else "")
        for frame, line in traceback.walk_tb(one.__traceback__):
            name = frame.f_code.co_name
            yield f"  {frame.f_globals.get('__name__', 'a script')}, line {line}, in {name}"
        one = one.__cause__ or one.__context__
