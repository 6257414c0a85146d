"""Cell formats that are hard to read: too little contrast, or letters too small for print."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree import ElementTree

LEAST_CONTRAST: Final = 4.5
"""WCAG 2.2, success criterion 1.4.3 (AA)."""

LEAST_POINTS: Final = 8.0
"""What the house prints at least."""

WHITE: Final = "FFFFFF"
BLACK: Final = "000000"
_HEX: Final = re.compile(r"^(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})$")
# WCAG 2.2, relative luminance: weights of red, green and blue, and the sRGB curve.
_WEIGHTS: Final = (0.2126, 0.7152, 0.0722)
_LINEAR_BELOW, _LINEAR_SLOPE, _OFFSET, _POWER = 0.04045, 12.92, 0.055, 2.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Text and fill colour (RRGGBB) and type size of a format; ``None`` where it sets none."""

    text: str | None
    fill: str | None
    points: float | None

    @property
    def contrast(self) -> float:
        """The contrast ratio, on white and in black where the format says nothing."""
        return contrast(self.text or BLACK, self.fill or WHITE)


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours (RRGGBB): 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def cell_looks(styles: ElementTree.Element) -> tuple[Look, ...]:
    """The look of every cell format, in the order that cells number them by."""
    fonts, fills = list(_children(styles, "fonts")), list(_children(styles, "fills"))
    return tuple(
        _look(_at(fonts, one.get("fontId")), _at(fills, one.get("fillId")), cell=True)
        for one in _children(styles, "cellXfs")
    )


def conditional_looks(styles: ElementTree.Element) -> tuple[Look, ...]:
    """The look of every conditional format."""
    return tuple(
        _look(_child(one, "font"), _child(one, "fill"), cell=False)
        for one in _children(styles, "dxfs")
    )


def _look(
    font: ElementTree.Element | None, fill: ElementTree.Element | None, *, cell: bool
) -> Look:
    pattern = None if fill is None else _child(fill, "patternFill")
    colour = None
    # A cell's solid fill is its foreground; a conditional format's its background.
    if pattern is not None and (not cell or pattern.get("patternType") == "solid"):
        colour = _colour(_child(pattern, "fgColor" if cell else "bgColor"))
    size = None if font is None else _child(font, "sz")
    return Look(
        text=None if font is None else _colour(_child(font, "color")),
        fill=colour,
        points=None if size is None else float(size.get("val", "11")),
    )


def _colour(element: ElementTree.Element | None) -> str | None:
    """A colour given as RRGGBB; theme and indexed colours depend on the reader's theme."""
    match = None if element is None else _HEX.match(element.get("rgb", ""))
    return match[1].upper() if match else None


def _children(parent: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    for element in parent:
        if element.tag.rpartition("}")[2] == name:
            yield from element


def _child(parent: ElementTree.Element, name: str) -> ElementTree.Element | None:
    return next((one for one in parent if one.tag.rpartition("}")[2] == name), None)


def _at(elements: list[ElementTree.Element], number: str | None) -> ElementTree.Element | None:
    at = int(number or 0)
    return elements[at] if at < len(elements) else None


def _luminance(colour: str) -> float:
    total = 0.0
    for at, weight in enumerate(_WEIGHTS):
        share = int(colour[2 * at : 2 * at + 2], 16) / 255
        linear = (
            share / _LINEAR_SLOPE
            if share <= _LINEAR_BELOW
            else ((share + _OFFSET) / (1 + _OFFSET)) ** _POWER
        )
        total += weight * linear
    return total
