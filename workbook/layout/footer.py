"""The house's footers: whose page it is and how far its data run, its sheet, and its number.

A page of the board's set has its number in the set, whatever is printed with it: its sheet begins
to count there, and the total is a figure of the text. The pages of other sheets are counted sheet
by sheet. A refresh renews the words on the left; a footer of somebody's own stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from workbook.layout.sheet import SetPages, Sheet

NO_DATA_YET: Final = "no data yet"
"""What stands for the month before a first refresh."""

_SEPARATOR: Final = " · "
_LONGEST: Final = 95
"""Letters of a name, with each ampersand as two: Excel repairs a file with a footer of over 255."""
_LEFT: Final = r"(?P<size>&L&\d+) ?(?P<words>(?:[^&]|&&)*)"
_HOUSE: Final = re.compile(rf"^{_LEFT}&C&\d+ ?&A&R&\d+ ?Page &P(?: of (?:&N|(?P<total>\d+)))?$")
_MONTH: Final = re.compile(r"(?:no data yet|data to [A-Z][a-z]{2} \d{4})$")


def words(board: str, area: str, until: str = NO_DATA_YET) -> str:
    """``Safer Communities Partnership Board · Barnet · data to Dec 2025``; long names are cut."""
    return _SEPARATOR.join((_cut(board), _cut(area), until))


def footer(sheet: Sheet, said: str, pages: SetPages | None) -> str:
    """A sheet's footer; ``pages`` are those of a sheet of the board's set."""
    # A blank after a size: a text that begins with a digit would be read as part of it.
    size = f"&{sheet.footer_size} "
    total = "" if pages is None else f" of {pages.total}"
    return f"&L{size}{_escaped(said)}&C{size}&A&R{size}Page &P{total}"


def is_house_footer(text: str) -> bool:
    """Whether a footer is one that the house writes, or once wrote."""
    return _HOUSE.match(text) is not None


def total_of(text: str) -> int | None:
    """How many pages the set has by a footer of the house's; None where it counts no set."""
    found = _HOUSE.match(text)
    return int(found["total"]) if found and found["total"] else None


def with_words(text: str, said: str) -> str:
    """A house footer with these words on its left; any other footer as it is."""
    found = _HOUSE.match(text)
    if found is None or not _MONTH.search(found["words"]):
        return text
    return f"{found['size']} {_escaped(said)}{text[found.end('words') :]}"


def house_left(text: str) -> str:
    """The left part of a house footer, without its ``&L``; '' of any other footer."""
    found = _HOUSE.match(text)
    return text[: found.end("words")].removeprefix("&L") if found else ""


def left_with_words(left: str, said: str) -> str:
    """As `with_words`, of the left part alone, without its ``&L``."""
    found = re.match(rf"^{_LEFT}$", f"&L{left}")
    if found is None or not _MONTH.search(found["words"]):
        return left
    return f"{found['size'].removeprefix('&L')} {_escaped(said)}"


def _cut(name: str) -> str:
    if len(_escaped(name)) <= _LONGEST:
        return name
    name = name[:_LONGEST]
    while len(_escaped(name)) >= _LONGEST:
        name = name[:-1]
    return f"{name.rstrip()}…"


def _escaped(said: str) -> str:
    return said.replace("&", "&&")
