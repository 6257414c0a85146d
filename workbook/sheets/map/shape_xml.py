"""Shapes of a map as DrawingML: freeforms of outlines and text boxes of labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.house.style import FONT, INK
from workbook.package.cell import plain_text
from workbook.package.shape import EMU_PER_POINT
from workbook.package.xml_text import escape, quoteattr
from workbook.sheets.map.labels import LABEL_POINTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.sheets.map.labels import Label

LINE_SPACING: Final = 85000
"""Thousandths of a per cent: the lines of a label stand close together."""

Rings = list[list[tuple[float, float]]]
Parts = list[Rings]
"""Each part of an outline: its outer ring, then its holes, in points on the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a freeform is drawn before any refresh: fill and line as RRGGBB, ``None`` for none."""

    fill: str | None
    line: str | None
    points: float


def emu(points: float) -> int:
    """Points in the unit of drawings."""
    return round(points * EMU_PER_POINT)


def freeform(number: int, name: str, alt_text: str, parts: Parts, look: Look) -> str:
    """An outline ring by ring, or lines, each a part; what ends where it begins is closed."""
    corners = [point for part in parts for point in part[0]]
    left, top = emu(min(x for x, _ in corners)), emu(min(y for _, y in corners))
    # A line straight down has no width, by which no program could scale it.
    wide = max(1, emu(max(x for x, _ in corners)) - left)
    high = max(1, emu(max(y for _, y in corners)) - top)
    path = "".join(_path(ring, left, top) for part in parts for ring in part)
    return (
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{number}" '
        f"name={quoteattr(name)} descr={quoteattr(alt_text)}/><xdr:cNvSpPr/></xdr:nvSpPr>"
        f'<xdr:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{wide}" h="{high}">{path}</a:path></a:pathLst></a:custGeom>'
        f'{_colour(look.fill)}<a:ln w="{emu(look.points)}" cap="rnd">{_colour(look.line)}'
        "<a:round/></a:ln></xdr:spPr></xdr:sp>"
    )


def _colour(colour: str | None) -> str:
    if colour is None:
        return "<a:noFill/>"
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _path(ring: Sequence[tuple[float, float]], left: int, top: int) -> str:
    # A ring's last point is its first, to which closing leads back.
    is_closed = ring[0] == ring[-1]
    end = -1 if is_closed else None
    points = [f'<a:pt x="{emu(x) - left}" y="{emu(y) - top}"/>' for x, y in ring[:end]]
    lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in points[1:])
    return f"<a:moveTo>{points[0]}</a:moveTo>{lines}{'<a:close/>' if is_closed else ''}"


def text_box(
    number: int, name: str, alt_text: str, label: Label, lines: Sequence[tuple[str, bool]]
) -> str:
    """A text box without fill or line; ``lines`` are its texts, and whether each is bold."""
    width, height = label.size
    text = "".join(_line(line, bold=bold) for line, bold in lines)
    return (
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{number}" '
        f'name={quoteattr(name)} descr={quoteattr(alt_text)}/><xdr:cNvSpPr txBox="1"/>'
        f'</xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="{emu(label.x - width / 2)}" '
        f'y="{emu(label.y - height / 2)}"/>'
        f'<a:ext cx="{emu(width)}" cy="{emu(height)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln>'
        '</xdr:spPr><xdr:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" '
        f'anchor="ctr"/><a:lstStyle/>{text}</xdr:txBody></xdr:sp>'
    )


def _line(text: str, *, bold: bool) -> str:
    weight = ' b="1"' if bold else ""
    return (
        f'<a:p><a:pPr algn="ctr"><a:lnSpc><a:spcPct val="{LINE_SPACING}"/></a:lnSpc></a:pPr>'
        f'<a:r><a:rPr lang="en-GB" sz="{round(LABEL_POINTS * 100)}"{weight}>'
        f'<a:solidFill><a:srgbClr val="{INK[1:]}"/></a:solidFill>'
        f'<a:latin typeface="{FONT}"/></a:rPr><a:t>{escape(plain_text(text))}</a:t></a:r></a:p>'
    )
