"""How much room words take: lines, heights and type sizes, reckoned without drawing them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.sheets.map.labels import LABEL_POINTS, text_width
from xlsrc.domain.action import ILLUSTRATIVE_MARK

if TYPE_CHECKING:
    from collections.abc import Sequence

LINE: Final = 1.22
"""The height of a line of type in shares of its size, as Office sets Calibri."""

NO_BREAK: Final = "\N{NO-BREAK SPACE}"
ROUNDING: Final = 0.01
BOLD: Final = 1.05
WIDER_THAN_CALIBRI: Final = 1.12
"""What Arial, and most faces of corporate templates, take beside Calibri."""


def unbroken(text: str) -> str:
    """A text that no line break parts before a per cent sign or the mark of an invented figure."""
    return text.replace(" %", f"{NO_BREAK}%").replace(
        f" {ILLUSTRATIVE_MARK}", f"{NO_BREAK}{ILLUSTRATIVE_MARK}"
    )


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
    """A size of type in points, and how wide its face is beside Calibri."""

    size: float
    wide: float = 1.0

    def width(self, text: str, *, bold: bool = False) -> float:
        """The width in points of a text in one line."""
        return text_width(text) / LABEL_POINTS * self.size * self.wide * (BOLD if bold else 1.0)

    def lines(self, text: str, width: float, *, bold: bool = False) -> int:
        """How many lines a text takes in a width in points; an empty one takes one."""
        space = self.width(" ", bold=bold)
        count = 0
        for paragraph in unbroken(text).split("\n"):
            count += 1
            used = 0.0
            for word in paragraph.split(" "):
                needed = self.width(word, bold=bold)
                if used and used + needed > width + ROUNDING:
                    count += 1
                    used = 0.0
                count += max(0, int(needed // width)) if needed > width else 0
                used += needed + space
        return count

    def height(self, text: str, width: float, *, bold: bool = False) -> float:
        """The height in points of a text set in a width."""
        return self.lines(text, width, bold=bold) * self.size * LINE


def fitting(text: str, frame: Frame, sizes: Sequence[Type], *, bold: bool = False) -> Type:
    """The first of the sizes in which a text fits into a frame; else the last."""
    return next(
        (type_ for type_ in sizes if type_.height(text, frame.width, bold=bold) <= frame.height),
        sizes[-1],
    )
