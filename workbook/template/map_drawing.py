"""The map as DrawingML: a group of editable shapes, each named after its area's code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from workbook.package.shape import EDGE_SUFFIX, LABEL_SUFFIX
from workbook.template.map_labels import LABEL_POINTS, Label, labels
from workbook.template.style import FONT, INK, LINE_GREY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely import Geometry

    from xlsrc.geography import Outline

EMU_PER_POINT: Final = 12700
EDGE_POINTS: Final = 1.0
CLUSTER_POINTS: Final = 2.75
LINE_SPACING: Final = 85000
"""Thousandths of a per cent: the lines of a label stand close together."""

_ANCHOR: Final = re.compile(
    r"<xdr:(?:twoCell|oneCell|absolute)Anchor\b.*?</xdr:(?:twoCell|oneCell|absolute)Anchor>",
    re.DOTALL,
)
_FROM: Final = re.compile(r"<xdr:from>.*?</xdr:from>", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapDrawing:
    """A map drawn to a size in points: its labels in the outlines' order, and its XML."""

    width: float
    height: float
    labels: tuple[Label, ...]
    xml: str


def map_drawing(
    outlines: Sequence[Outline],
    *,
    width: float,
    height: float,
    alt_text: str,
    labelled: bool = True,
) -> MapDrawing:
    """The outlines as large as a box of this size in points allows, north up, in proportion.

    Shapes of areas lie lowest, then their outlines without a fill, for clusters, then labels, so
    that a neighbour hides neither. Without labels the shapes alone speak, as for 220 LSOAs.
    """
    bounds = [outline.bounds for outline in outlines]
    west, south = min(b[0] for b in bounds), min(b[1] for b in bounds)
    east, north = max(b[2] for b in bounds), max(b[3] for b in bounds)
    scale = min(width / (east - west), height / (north - south))
    placed = [
        [
            [[((x - west) * scale, (north - y) * scale) for x, y in ring] for ring in part]
            for part in o.parts
        ]
        for o in outlines
    ]
    named = labels([o.name for o in outlines], [_shape(one) for one in placed]) if labelled else ()
    wide, high = (east - west) * scale, (north - south) * scale
    identity = iter(range(1001, 1001 + 3 * len(outlines)))
    areas = [
        _freeform(next(identity), o.code, o.name, parts, filled=True)
        for o, parts in zip(outlines, placed, strict=True)
    ]
    edges = [
        _freeform(next(identity), o.code + EDGE_SUFFIX, f"Outline of {o.name}", parts, filled=False)
        for o, parts in zip(outlines, placed, strict=True)
    ]
    texts = [_text_box(next(identity), o, label) for o, label in zip(outlines, named, strict=False)]
    frame = f'<a:off x="0" y="0"/><a:ext cx="{_emu(wide)}" cy="{_emu(high)}"/>'
    child = frame.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
    return MapDrawing(
        width=wide,
        height=high,
        labels=tuple(named),
        xml=(
            "<xdr:grpSp><xdr:nvGrpSpPr>"
            f'<xdr:cNvPr id="1000" name="Map" descr={quoteattr(alt_text)}/>'
            "<xdr:cNvGrpSpPr/></xdr:nvGrpSpPr>"
            f"<xdr:grpSpPr><a:xfrm>{frame}{child}</a:xfrm></xdr:grpSpPr>"
            f"{''.join((*areas, *edges, *texts))}</xdr:grpSp>"
        ),
    )


def with_map(drawing: str, alt_text: str, drawn: MapDrawing) -> str | None:
    """A drawing part with the map instead of the shape that has this alternative text.

    Its upper left corner stays; its size no longer follows the columns, so that no program
    distorts it. ``None`` where no shape has the text.
    """
    marker = f"descr={quoteattr(alt_text)}"
    for anchor in _ANCHOR.finditer(drawing):
        corner = _FROM.search(anchor[0])
        if marker in anchor[0] and corner is not None:
            new = (
                f"<xdr:oneCellAnchor>{corner[0]}"
                f'<xdr:ext cx="{_emu(drawn.width)}" cy="{_emu(drawn.height)}"/>'
                f"{drawn.xml}<xdr:clientData/></xdr:oneCellAnchor>"
            )
            return drawing[: anchor.start()] + new + drawing[anchor.end() :]
    return None


Parts = list[list[list[tuple[float, float]]]]


def _shape(parts: Parts) -> Geometry:
    from shapely import MultiPolygon

    return MultiPolygon([(rings[0], rings[1:]) for rings in parts])


def _emu(points: float) -> int:
    return round(points * EMU_PER_POINT)


def _freeform(number: int, name: str, alt_text: str, parts: Parts, *, filled: bool) -> str:
    corners = [point for part in parts for point in part[0]]
    left, top = _emu(min(x for x, _ in corners)), _emu(min(y for _, y in corners))
    wide = _emu(max(x for x, _ in corners)) - left
    high = _emu(max(y for _, y in corners)) - top
    path = "".join(_closed(ring, left, top) for part in parts for ring in part)
    if filled:
        fill = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
        line = f'<a:solidFill><a:srgbClr val="{LINE_GREY[1:]}"/></a:solidFill>'
    else:
        fill, line = "<a:noFill/>", "<a:noFill/>"
    points = EDGE_POINTS if filled else CLUSTER_POINTS
    return (
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{number}" '
        f"name={quoteattr(name)} descr={quoteattr(alt_text)}/><xdr:cNvSpPr/></xdr:nvSpPr>"
        f'<xdr:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{wide}" h="{high}">{path}</a:path></a:pathLst></a:custGeom>'
        f'{fill}<a:ln w="{_emu(points)}" cap="rnd">{line}<a:round/></a:ln></xdr:spPr></xdr:sp>'
    )


def _closed(ring: Sequence[tuple[float, float]], left: int, top: int) -> str:
    # A ring's last point is its first, to which closing leads back.
    points = [f'<a:pt x="{_emu(x) - left}" y="{_emu(y) - top}"/>' for x, y in ring[:-1]]
    lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in points[1:])
    return f"<a:moveTo>{points[0]}</a:moveTo>{lines}<a:close/>"


def _text_box(number: int, outline: Outline, label: Label) -> str:
    width, height = label.size
    lines = "".join(_line(text, bold=False) for text in label.lines)
    return (
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{number}" '
        f"name={quoteattr(outline.code + LABEL_SUFFIX)} "
        f'descr={quoteattr(f"Label of {outline.name}")}/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr>'
        f'<xdr:spPr><a:xfrm><a:off x="{_emu(label.x - width / 2)}" '
        f'y="{_emu(label.y - height / 2)}"/>'
        f'<a:ext cx="{_emu(width)}" cy="{_emu(height)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln>'
        '</xdr:spPr><xdr:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" '
        f'anchor="ctr"/><a:lstStyle/>{lines}{_line(" ", bold=True)}</xdr:txBody></xdr:sp>'
    )


def _line(text: str, *, bold: bool) -> str:
    weight = ' b="1"' if bold else ""
    return (
        f'<a:p><a:pPr algn="ctr"><a:lnSpc><a:spcPct val="{LINE_SPACING}"/></a:lnSpc></a:pPr>'
        f'<a:r><a:rPr lang="en-GB" sz="{round(LABEL_POINTS * 100)}"{weight}>'
        f'<a:solidFill><a:srgbClr val="{INK[1:]}"/></a:solidFill>'
        f'<a:latin typeface="{FONT}"/></a:rPr><a:t>{escape(text)}</a:t></a:r></a:p>'
    )
