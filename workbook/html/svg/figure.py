"""A drawing for the page: markup, what it shows in words, and its data as a table.

Colours come from the page's CSS by the classes of `Mark`: nothing here names one but the map's
ramp, which is the same in light and dark. Texts are drawn 13 high, 15 on phones (`LARGE`): what is
given room for is the larger.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from workbook.house.text_width import text_width

if TYPE_CHECKING:
    from collections.abc import Iterable

LARGE: Final = 15.0
"""The size of a drawing's words on a phone."""

OTHER_FONTS: Final = 1.12
"""How much wider the fonts of computers without Calibri draw words."""

_UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold, escaped or not."""

_ID: Final = re.compile(r"[A-Za-z][\w-]*", re.ASCII)

Cells = tuple[str, ...]
Table = tuple[Cells, tuple[Cells, ...]]
"""A heading row, and the rows under it."""


class Mark(StrEnum):
    """The CSS classes of what is drawn."""

    NOW = "s-now"
    BEFORE = "s-before"
    BAND = "s-band"
    FAN = "s-fan"
    LEVEL = "s-level"
    RECORDED = "s-recorded"
    TARGET = "s-target"
    MARK = "s-mark"
    INVENTED = "s-invented"
    RANGE = "s-range"
    CHANGE = "s-change"
    WATCHED = "s-watched"
    GRID = "s-grid"
    AXIS = "s-axis"
    TICK = "s-tick"
    LABEL = "s-label"
    STRONG = "s-strong"
    BAR = "s-bar"
    PALE = "s-pale"
    INDICATOR = "s-indicator"
    INK = "s-ink"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One drawing. ``svg`` is safe markup, '' where there is nothing to draw: then ``describes``
    says so in a sentence, and ``table`` has no rows.

    ``caption`` is its title, which the drawing is named by; ``describes`` says the values in words
    and is in the drawing, too. ``notes`` belong under it. Of a map ``legend`` are the CSS classes
    of its colours with their words, ``shades`` the class, from 0, of each row of its table, None
    where a row has none. Texts but ``svg`` are not escaped.
    """

    svg: str
    caption: str
    describes: str
    table: Table
    notes: tuple[str, ...] = ()
    legend: tuple[tuple[str, str], ...] = ()
    shades: tuple[int | None, ...] = ()


def nothing(caption: str, why: str) -> Figure:
    """What stands for a drawing of nothing."""
    return Figure(svg="", caption=caption, describes=why, table=((), ()))


def drawing(
    name: str,
    caption: str,
    describes: str,
    size: tuple[float, float],
    parts: Iterable[str],
    kind: str = "",
) -> str:
    """The parts as one picture, named and described; ``name`` is the page's own id for it, ``kind``
    one more CSS class.

    ``ValueError`` for an id that is none: letters, digits, hyphens.
    """
    if not _ID.fullmatch(name):
        message = f"an id of letters, digits and hyphens was wanted; found {name!r}"
        raise ValueError(message)
    width, height = size
    classes = f"s-chart {kind}".rstrip()
    return (
        f'<svg class="{classes}" viewBox="0 0 {number(width)} {number(height)}" role="img" '
        f'aria-labelledby="{name}-title" aria-describedby="{name}-desc">'
        f'<title id="{name}-title">{text_of(caption)}</title>'
        f'<desc id="{name}-desc">{text_of(describes)}</desc>{"".join(parts)}</svg>'
    )


def text_of(text: str) -> str:
    """A text as markup holds it."""
    return escape(_UNWRITABLE.sub("\ufffd", text))


def attribute(text: str) -> str:
    """A text as an attribute's value, its quotes included."""
    return quoteattr(_UNWRITABLE.sub("\ufffd", text))


def number(value: float) -> str:
    """A place in the drawing, to a tenth of a pixel."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def words(
    at: tuple[float, float], text: str, *marks: Mark, anchor: str = "start", more: str = ""
) -> str:
    """A line of text: its start, middle or end stands at a point of its base line."""
    x, y = map(number, at)
    where = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return (
        f'<text class="{" ".join(marks or (Mark.LABEL,))}" x="{x}" y="{y}"{where}{more}>'
        f"{text_of(text)}</text>"
    )


def path(mark: Mark, data: str) -> str:
    """A line or an area; '' where it has no points."""
    return f'<path class="{mark}" d="{data}"/>' if data else ""


def wide(text: str, *, bold: bool = False) -> float:
    """The room to keep for a text in one line."""
    return OTHER_FONTS * text_width(text, LARGE, bold=bold)
