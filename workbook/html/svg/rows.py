"""Rows that a line of words stands above: names of any length, and a scale from end to end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.house.text_width import wrapped
from workbook.html.svg.figure import LARGE, OTHER_FONTS, Mark, number, path, wide, words
from workbook.html.svg.plane import LINE, WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIDE: Final = 12.0
"""Pixels between the scale's ends and the drawing's."""

DEEP: Final = 16.0
"""Pixels of a row's own drawing."""

GAP: Final = 9.0
"""Pixels between two rows."""

ASCENT: Final = 12.5
"""Pixels from a line's top down to its base line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Values from end to end of the drawing's width."""

    low: float
    high: float

    def x(self, value: float) -> float:
        """Where a value stands."""
        return SIDE + (WIDTH - 2 * SIDE) * (value - self.low) / (self.high - self.low)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row's words from above, ``said`` at its right, and the top of its drawing."""

    lines: tuple[str, ...]
    said: str
    top: float
    deep: float
    bold: bool = False

    @property
    def middle(self) -> float:
        """The middle of its drawing, from above."""
        return self.top + DEEP / 2

    def texts(self) -> Iterator[str]:
        """Its words."""
        first = self.top - LINE * self.deep
        for at, line in enumerate(self.lines):
            yield words((0, first + LINE * at + ASCENT), line, Mark.INK)
        if self.said:
            end = WIDTH, first + LINE * (self.deep - 1) + ASCENT
            yield words(end, self.said, Mark.STRONG if self.bold else Mark.LABEL, anchor="end")


def rows_of(named: Sequence[tuple[str, str, bool]]) -> tuple[tuple[Row, ...], float]:
    """The rows of names with what is said of each, bold or not, and how deep they are together.

    What has no room beside a name's last line stands below it.
    """
    found, top = [], 0.0
    for name, said, bold in named:
        lines = wrapped(name, WIDTH / OTHER_FONTS, LARGE)
        below = said and wide(lines[-1]) + SIDE + wide(said, bold=True) > WIDTH
        deep = len(lines) + bool(below)
        top += LINE * deep
        found.append(Row(lines=lines, said=said, top=top, deep=deep, bold=bold))
        top += DEEP + GAP
    return tuple(found), top - GAP


def verticals(mark: Mark, rows: Sequence[Row], places: Sequence[float]) -> str:
    """Lines down through every row's drawing, but not through the words between."""
    return path(
        mark,
        "".join(f"M{number(x)} {number(row.top)}v{number(DEEP)}" for row in rows for x in places),
    )


def scale_words(scale: Scale, named: Sequence[tuple[float, str]], bottom: float) -> Iterator[str]:
    """Words below the rows at some values, none beyond the drawing nor upon the one before."""
    end = 0.0
    for value, text in named:
        half = wide(text) / 2
        x = min(max(scale.x(value), half), WIDTH - half)
        if x - half >= end:
            yield words((x, bottom + LINE), text, anchor="middle")
            end = x + half + SIDE
