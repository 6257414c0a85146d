"""One thing that a support desk asks after: what it is of, whether it is well, and what to do."""

from __future__ import annotations

import getpass
import re
from dataclasses import dataclass
from enum import Enum, StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable


class State(StrEnum):
    """Whether a thing is well: a note is to be known, a fault to be mended."""

    OK = "ok"
    NOTE = "note"
    FAULT = "fault"


class Kind(Enum):
    """What a thing is of, with the exit code of a fault of it and what the code means."""

    PROGRAM = (3, "the program itself is broken or not whole")
    EXCEL = (4, "the part in Excel (buttons and functions) is missing or another version")
    PRINTING = (5, "pages cannot be printed: LibreOffice, its drawing program or a font is missing")
    RIGHTS = (6, "a folder that is needed cannot be read or written")
    CACHE = (7, "what is kept can be read by others, or the disk is nearly full")
    EXTRACTS = (8, "the folder of extracts that was noted is not there")

    def __init__(self, code: int, means: str) -> None:
        self.code = code
        self.means = means

    @property
    def word(self) -> str:
        """Its name as it is printed."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """``told`` is what was found, ``action`` what to do, '' where there is nothing to do."""

    kind: Kind
    name: str
    told: str
    state: State = State.OK
    action: str = ""

    @property
    def line(self) -> str:
        """It as a line of text."""
        action = f": {self.action}" if self.action else ""
        return f"{self.state:<5}  {self.name}: {self.told}{action}"


def exit_code(findings: Iterable[Finding]) -> int:
    """The lowest code of a fault; 0 where there is none."""
    return min((one.kind.code for one in findings if one.state is State.FAULT), default=0)


def private(text: str) -> str:
    """A text with the home folder as ``~`` and without the name that this person logs in by."""
    for home in dict.fromkeys((str(Path.home()), str(Path.home().resolve()))):
        if home != Path(home).anchor:
            text = re.sub(rf"{re.escape(home)}(?![\w.-])", "~", text)
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):  # a system that knows no such person
        return text
    return re.sub(rf"(?<=[/\\]){re.escape(name)}(?![\w.-])", USER, text)


USER: Final = "USER"
"""What stands for the name that this person logs in by."""
