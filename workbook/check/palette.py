"""The colours that a workbook's formats name: written out, of its theme, or of the old palette."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree import ElementTree

_HEX: Final = re.compile(r"^(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})$")

THEME_ORDER: Final = (
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
    "hlink", "folHlink",
)  # fmt: skip
"""A theme's colours in the order that cells number them by, which is not the theme's own."""

# WCAG 2.2, relative luminance: weights of red, green and blue, and the sRGB curve.
_WEIGHTS: Final = (0.2126, 0.7152, 0.0722)
_LINEAR_BELOW, _LINEAR_SLOPE, _OFFSET, _POWER = 0.04045, 12.92, 0.055, 2.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """A workbook's theme colours by name and its indexed colours in order, as RRGGBB."""

    theme: dict[str, str]
    indexed: tuple[str, ...]

    def colour(self, element: ElementTree.Element | None) -> str | None:
        """The colour (RRGGBB) that a ``color``, ``fgColor`` or ``bgColor`` names, tinted as it
        says; None for none, an automatic one, or one that the workbook does not hold.
        """
        if element is None:
            return None
        found = self._named(element)
        tint = float(element.get("tint", "0"))
        return tinted(found, tint) if found and tint else found

    def _named(self, element: ElementTree.Element) -> str | None:
        match = _HEX.match(element.get("rgb", ""))
        if match:
            return match[1].upper()
        theme, indexed = element.get("theme"), element.get("indexed")
        if theme is not None and int(theme) < len(THEME_ORDER):
            return self.theme.get(THEME_ORDER[int(theme)])
        if indexed is not None and int(indexed) < len(self.indexed):
            return self.indexed[int(indexed)]
        return None


def palette(
    styles: ElementTree.Element | None, theme: ElementTree.Element | None = None
) -> Palette:
    """The palette of a workbook with these styles and this theme."""
    own = [] if styles is None else [one for one in styles.iter() if _tag(one) == "rgbColor"]
    colours = [one.get("rgb", "")[-6:].upper() for one in own]
    return Palette(
        theme={} if theme is None else dict(_theme_colours(theme)),
        indexed=tuple(colours) or _old_palette(),
    )


def _theme_colours(theme: ElementTree.Element) -> Iterator[tuple[str, str]]:
    scheme = next((one for one in theme.iter() if _tag(one) == "clrScheme"), ())
    for named in scheme:
        for colour in named:
            value = colour.get("lastClr", colour.get("val", ""))
            if _HEX.match(value):
                yield _tag(named), value.upper()


def _old_palette() -> tuple[str, ...]:
    # Imported here: openpyxl takes longer to import than a refresh needs for all it writes.
    from openpyxl.styles.colors import COLOR_INDEX

    return tuple(colour[-6:].upper() for colour in COLOR_INDEX)


def tinted(colour: str, tint: float) -> str:
    """The colour made darker (``tint`` −1 to 0) or lighter (0 to 1), as ECMA-376 18.3.1.15 says."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    hue, light, saturation = colorsys.rgb_to_hls(shares[0], shares[1], shares[2])
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(
        f"{round(255 * share):02X}" for share in colorsys.hls_to_rgb(hue, light, saturation)
    )


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours (RRGGBB): 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a colour (RRGGBB) as WCAG defines it: 0 for black, 1 for white."""
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


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
