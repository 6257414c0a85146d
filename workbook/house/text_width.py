"""How wide words are and how many lines they take: one measure for sheets, maps and slides.

Letters are as wide as Calibri's, by a table of its metric twin Carlito that
``docs/letter_widths.py`` makes. Kerning and ligatures are left out: Excel draws cells without them,
and with them words are narrower, by 2 % at most. Italic letters count as upright ones, which are
wider by half a per cent.
"""

from __future__ import annotations

import csv
import functools
import unicodedata
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from xlsrc.domain.action import ILLUSTRATIVE_MARK

if TYPE_CHECKING:
    from collections.abc import Mapping

UNITS: Final = 2048
"""The font's units to the size of the type."""

OTHER_FONTS: Final = UNITS
"""The width of a letter that Carlito lacks (▲ ◆ ■ ✓) and a program takes from another font:
none of those seen draws it wider than the size."""

STANDS_FOR: Final = {
    "\N{NO-BREAK SPACE}": " ",
    "\N{SOFT HYPHEN}": "-",
    "\N{NON-BREAKING HYPHEN}": "-",
}
"""Letters that Carlito lacks and every program draws as another."""

SAFE: Final = 1.02
"""The room to keep for words, by their width: no two programs draw alike. On the screen Excel puts
letters on whole pixels, which at 9 pt widens 99 sentences in 100 of the sample by 2 % at most."""

ROUNDING: Final = 0.01


_NO_BREAK: Final = "\N{NO-BREAK SPACE}"
_ENDS: Final = ("%", ILLUSTRATIVE_MARK)


def unbroken(text: str) -> str:
    """A text that no line break parts before a per cent sign or the mark of an invented figure."""
    for end in _ENDS:
        text = text.replace(f" {end}", f"{_NO_BREAK}{end}")
    return text


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """The width in points of a text in one line, at a size of type in points."""
    # Lines are tried word by word: most words were measured before.
    blanks = text.count(" ") * _units(" ", bold=bold)
    return _points(blanks + sum(_units(word, bold=bold) for word in text.split(" ")), size)


def _points(units: int, size: float) -> float:
    return size * units / UNITS


@functools.lru_cache(maxsize=1 << 14)
def _units(word: str, *, bold: bool) -> int:
    """The width of a word in units."""
    widths = _letters(bold=bold)
    return sum(
        # An accent of its own stands upon its letter.
        widths.get(letter, 0 if unicodedata.combining(letter) else OTHER_FONTS)
        for letter in word
    )


def room_for(text: str, size: float, *, bold: bool = False) -> float:
    """The points to keep for a text in one line: its width, on the safe side."""
    return SAFE * text_width(text, size, bold=bold)


def fits(text: str, room: float, size: float, *, bold: bool = False) -> bool:
    """Whether a text has room on one line of so many points."""
    return room_for(text, size, bold=bold) <= room + ROUNDING


def _fit(units: int, room: float, size: float) -> bool:
    """As `fits`, of words that have been measured."""
    return SAFE * _points(units, size) <= room + ROUNDING


def wrapped(text: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """The lines of a text in a width in points, at least one, on the safe side.

    Lines break at blanks, which take no room there, but before no per cent sign and no ‡, and
    within words that are wider than a line. Programs also break after some hyphens; that no line
    is counted upon.
    """
    lines: list[str] = []
    blank = _units(" ", bold=bold)
    for paragraph in unbroken(text).split("\n"):
        line, units = "", 0
        for number, word in enumerate(paragraph.split(" ")):
            # The width goes on from that of the line: nothing of it is measured again.
            own = _units(word, bold=bold)
            longer = units + blank + own if number else own
            if _fit(longer, room, size):
                line, units = f"{line} {word}" if number else word, longer
                continue
            if line:
                lines.append(line)
            line, units = word, own
            while not _fit(units, room, size) and len(line) > 1:
                end = _fitting_letters(line, room, size, bold=bold)
                lines.append(line[:end])
                line = line[end:]
                units = _units(line, bold=bold)
        lines.append(line)
    return tuple(lines)


def cut(text: str, room: float, size: float, lines: int, *, bold: bool = False) -> str:
    """A paragraph, cut with … to so many lines of a width in points."""
    found = wrapped(text, room, size, bold=bold)
    if len(found) <= lines:
        return text
    kept = " ".join(found[:lines])
    while len(wrapped(f"{kept.rstrip()}…", room, size, bold=bold)) > lines:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _fitting_letters(word: str, room: float, size: float, *, bold: bool) -> int:
    """How many letters of a word too wide for a line stand on it; at least one."""
    end = 1
    while fits(word[: end + 1], room, size, bold=bold):
        end += 1
    return end


@functools.cache
def _letters(*, bold: bool) -> Mapping[str, int]:
    """The width in units of every letter of the table."""
    weight = "bold" if bold else "regular"
    with files("workbook.house").joinpath("letter_widths.csv").open(encoding="ascii") as file:
        widths = {chr(int(row["code_point"], 16)): int(row[weight]) for row in csv.DictReader(file)}
    return widths | {letter: widths[other] for letter, other in STANDS_FOR.items()}
