"""How much room words take: lines, heights and type sizes, reckoned without drawing them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.house.text_width import room_for, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

LINE: Final = 1.22
"""The height of a line of type in shares of its size, as Office sets Calibri."""

NO_BREAK: Final = "\N{NO-BREAK SPACE}"
WIDER_THAN_CALIBRI: Final = 1.15
"""What Arial's bold letters take beside Calibri's; its upright ones, and most faces of corporate
templates, take less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A rectangle of a page, in points from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.top + self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """A size of type in points, how wide its face is beside Calibri, and the largest size of a
    table's headings over it.
    """

    size: float
    wide: float = 1.0
    heading: float = 11.0

    def width(self, text: str, *, bold: bool = False) -> float:
        """The width in points to keep for a text in one line."""
        return room_for(text, self.size * self.wide, bold=bold)

    def lines(self, text: str, width: float, *, bold: bool = False) -> int:
        """How many lines a text takes in a width in points; an empty one takes one."""
        return len(wrapped(text, width, self.size * self.wide, bold=bold))

    def height(self, text: str, width: float, *, bold: bool = False) -> float:
        """The height in points of a text set in a width."""
        return self.lines(text, width, bold=bold) * self.size * LINE


def fitting(text: str, frame: Frame, sizes: Sequence[Type], *, bold: bool = False) -> Type:
    """The first of the sizes in which a text fits into a frame; else the last."""
    return next(
        (type_ for type_ in sizes if type_.height(text, frame.width, bold=bold) <= frame.height),
        sizes[-1],
    )
