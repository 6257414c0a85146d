"""By which format a workbook was made: a number among its custom document properties.

Excel shows it under File > Info > Properties > Advanced, and keeps it. It counts up when a version
of this program makes workbooks that the version before would misread or damage; what an older
workbook merely lacks, `safer build` adds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from xlsrc.domain.workbook_errors import NewerFormatError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FORMAT: Final = 1
FORMAT_PROPERTY: Final = "Dashboard format"
_NUMBER: Final = re.compile(r"\s*(\d{1,9})(?:\.0*)?\s*", re.ASCII)


def format_of(properties: Element | None) -> int:
    """The format that the part of custom properties names, None being a workbook without one.

    0 of a workbook from before there was a mark, and of one whose mark is no number: a program
    that loses or spoils the properties must not cost its people the workbook.
    """
    marks = [
        _NUMBER.fullmatch("".join(one.itertext()))
        for one in (() if properties is None else properties)
        if one.get("name", "").casefold() == FORMAT_PROPERTY.casefold()
    ]
    return max((int(mark[1]) for mark in marks if mark), default=0)


def refuse_newer(found: int, source: str) -> None:
    """Raise `NewerFormatError` for a format that this version of the program does not know."""
    if found > FORMAT:
        message = (
            f"A workbook of format {FORMAT} or earlier was wanted; found format {found} in "
            f"{source}, which a newer version of this program made. Update the program on this "
            "machine, then try again. Nothing was written."
        )
        raise NewerFormatError(message)
