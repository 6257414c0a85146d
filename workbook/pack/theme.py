"""A template's theme: its colours and face, and the house style's where none is given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.pack.fit import WIDER_THAN_CALIBRI
from workbook.template import style

if TYPE_CHECKING:
    from collections.abc import Mapping

ENOUGH_CONTRAST: Final = 4.5  # WCAG 2.2, success criterion 1.4.3

HOUSE: Final[Mapping[str, str]] = {
    "dk1": style.INK,
    "lt1": style.WHITE,
    "dk2": style.SECOND,
    "lt2": style.WASH,
    "accent1": style.ACCENT,
    "accent2": style.LINE_GREY,
    "accent3": style.HEAT_TOP,
    "accent4": style.WORSE,
    "accent5": style.BETTER_TEXT,
    "accent6": style.ILLUSTRATIVE,
}
"""The house style's colours by the theme's names for them."""

_COLOUR: Final = re.compile(
    r"<a:(dk1|lt1|dk2|lt2|accent[1-6])>\s*<a:(?:srgbClr val|sysClr [^>]*?lastClr)="
    r'"([0-9A-Fa-f]{6})"[^>]*?(?:/>|>.*?</a:\w+>)\s*</a:\1>',
    re.DOTALL,
)
_FACE: Final = re.compile(
    r'(<a:(?:major|minor)Font>\s*<a:latin typeface=")([^"]*)("[^>]*/>)', re.DOTALL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What a pack takes of a theme, by the theme's names for it (``accent1``, ``tx1``).

    ``accent`` is for what stands out and ``second`` for what stands back; each is one that can
    be read on the theme's background. ``face`` is the face of the text.
    """

    accent: str
    second: str
    face: str

    @property
    def wide(self) -> float:
        """How wide the face is beside Calibri, on the safe side."""
        return 1.0 if self.face.startswith(style.FONT) else WIDER_THAN_CALIBRI


def theme_of(xml: str) -> Theme:
    """The theme of a theme part."""
    colours = dict(_COLOUR.findall(xml))
    background = colours.get("lt1", style.WHITE[1:])
    names = {"accent1": "accent1", "dk2": "tx2", "dk1": "tx1"}
    readable = [
        own
        for name, own in names.items()
        if name in colours and contrast(colours[name], background) >= ENOUGH_CONTRAST
    ]
    faces = _FACE.findall(xml)
    return Theme(
        accent=readable[0] if readable else "tx1",
        second="tx2" if "tx2" in readable else "tx1",
        face=faces[-1][1] if faces else style.FONT,
    )


def house_theme(xml: str) -> str:
    """A theme part with the house style's colours and face."""
    xml = _FACE.sub(lambda match: f"{match[1]}{style.FONT}{match[3]}", xml)
    return _COLOUR.sub(
        lambda match: f'<a:{match[1]}><a:srgbClr val="{HOUSE[match[1]][1:]}"/></a:{match[1]}>',
        xml,
    )


def contrast(one: str, other: str) -> float:
    """The contrast of two colours (RRGGBB), from 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    # WCAG 2.2, relative luminance
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
