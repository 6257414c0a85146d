"""A template's theme: its colours and face, and the house style's where none is given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.house import style
from workbook.pack.fit import WIDER_THAN_CALIBRI

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

USUAL_NAMES: Final = {"bg1": "lt1", "tx1": "dk1", "tx2": "dk2", "accent1": "accent1"}
"""Which colours of a theme the names stand for, unless a slide master says otherwise."""

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
    """What a pack takes of a theme, by the theme's names for it (``accent1``, ``tx1``) or RRGGBB.

    ``accent`` is for what stands out and ``second`` for what stands back; each is one that can
    be read on the theme's background, as is ``illustrative``, the colour of invented figures.
    ``on_wash`` is for headings on the house style's pale grounds. ``face`` is the face of the text;
    ``is_dark`` is whether the background is, so that pale grounds would glare.
    """

    accent: str
    second: str
    face: str
    illustrative: str = style.ILLUSTRATIVE[1:]
    on_wash: str = style.ACCENT[1:]
    is_dark: bool = False

    @property
    def wide(self) -> float:
        """How wide the face is beside Calibri, on the safe side."""
        return 1.0 if self.face.startswith(style.FONT) else WIDER_THAN_CALIBRI


def theme_of(xml: str, names: Mapping[str, str] = USUAL_NAMES) -> Theme:
    """The theme of a theme part; ``names`` say which of its colours text and background are."""
    known = dict(_COLOUR.findall(xml))
    colours = {own: known[name] for own, name in {**USUAL_NAMES, **names}.items() if name in known}
    background = colours.get("bg1", style.WHITE[1:])

    def is_readable(colour: str, ground: str) -> bool:
        return contrast(colour, ground) >= ENOUGH_CONTRAST

    readable = [
        own
        for own in ("accent1", "tx2", "tx1")
        if own in colours and is_readable(colours[own], background)
    ]
    accent = readable[0] if readable else "tx1"
    brown, wash = style.ILLUSTRATIVE[1:], style.WASH[1:]
    faces = _FACE.findall(xml)
    return Theme(
        accent=accent,
        second="tx2" if "tx2" in readable else "tx1",
        face=faces[-1][1] if faces else style.FONT,
        is_dark=not is_readable(style.INK[1:], background),
        illustrative=brown if is_readable(brown, background) else "tx1",
        on_wash=accent if is_readable(colours.get(accent, "000000"), wash) else style.INK[1:],
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
