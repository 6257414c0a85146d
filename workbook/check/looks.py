"""Cell formats that are hard to read: too little contrast, or letters too small for print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.check.palette import contrast

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree import ElementTree

    from workbook.check.palette import Palette

LEAST_CONTRAST: Final = 4.5
"""WCAG 2.2, success criterion 1.4.3 (AA)."""

LEAST_POINTS: Final = 8.0
"""What the house prints at least."""

WHITE: Final = "FFFFFF"
BLACK: Final = "000000"


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


def cell_looks(styles: ElementTree.Element, palette: Palette) -> tuple[Look, ...]:
    """The look of every cell format, in the order that cells number them by."""
    fonts, fills = list(_children(styles, "fonts")), list(_children(styles, "fills"))
    return tuple(
        _look(_at(fonts, one.get("fontId")), _at(fills, one.get("fillId")), palette, cell=True)
        for one in _children(styles, "cellXfs")
    )


def conditional_looks(styles: ElementTree.Element, palette: Palette) -> tuple[Look, ...]:
    """The look of every conditional format."""
    return tuple(
        _look(_child(one, "font"), _child(one, "fill"), palette, cell=False)
        for one in _children(styles, "dxfs")
    )


def _look(
    font: ElementTree.Element | None,
    fill: ElementTree.Element | None,
    palette: Palette,
    *,
    cell: bool,
) -> Look:
    pattern = None if fill is None else _child(fill, "patternFill")
    colour = None
    # A cell's solid fill is its foreground; a conditional format's its background.
    if pattern is not None and (not cell or pattern.get("patternType") == "solid"):
        colour = palette.colour(_child(pattern, "fgColor" if cell else "bgColor"))
    size = None if font is None else _child(font, "sz")
    return Look(
        text=None if font is None else palette.colour(_child(font, "color")),
        fill=colour,
        points=None if size is None else float(size.get("val", "11")),
    )


def _children(parent: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    for element in parent:
        if element.tag.rpartition("}")[2] == name:
            yield from element


def _child(parent: ElementTree.Element, name: str) -> ElementTree.Element | None:
    return next((one for one in parent if one.tag.rpartition("}")[2] == name), None)


def _at(elements: list[ElementTree.Element], number: str | None) -> ElementTree.Element | None:
    at = int(number or 0)
    return elements[at] if at < len(elements) else None
