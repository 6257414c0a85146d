"""The map as DrawingML: a group of editable shapes, each named after its area's code."""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self
from xml.sax.saxutils import escape, quoteattr

from workbook.house.style import FONT, INK, LINE_GREY, SECOND
from workbook.house.text_width import room_for
from workbook.package.shape import EDGE_SUFFIX, EMU_PER_POINT, LABEL_SUFFIX
from workbook.sheets.map import shape_texts as texts
from workbook.sheets.map.labels import LABEL_POINTS, Label, labels, number_places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapely import Geometry

    from xlsrc.maps.geography import Outline

LINE_SPACING: Final = 85000
"""Thousandths of a per cent: the lines of a label stand close together."""

FIRST_NUMBER: Final = 1001
"""Of a map's shapes; XlsxWriter counts its own from 1."""

WIDEST_NUMBER: Final = " 15 "
"""Of a small area, in bold, with air at its sides."""

Parts = list[list[list[tuple[float, float]]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a freeform is drawn before any refresh: fill and line as RRGGBB, ``None`` for none."""

    fill: str | None
    line: str | None
    points: float


AREA: Final = Look(fill="FFFFFF", line=LINE_GREY[1:], points=1.0)
SMALL_AREA: Final = Look(fill="FFFFFF", line=LINE_GREY[1:], points=0.5)
EDGE: Final = Look(fill=None, line=None, points=2.75)
SMALL_EDGE: Final = Look(fill=None, line=None, points=2.25)
WARD_LINE: Final = Look(fill=None, line=SECOND[1:], points=1.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapDrawing:
    """A map drawn to a size in points: its labels in the outlines' order, and its XML."""

    width: float
    height: float
    labels: tuple[Label, ...]
    xml: str


def map_drawing(
    outlines: Sequence[Outline], *, width: float, height: float, alt_text: str
) -> MapDrawing:
    """The outlines as large as a box of this size in points allows, north up, in proportion.

    Shapes of areas lie lowest, then their outlines without a fill, for clusters, then labels, so
    that a neighbour hides neither.
    """
    scale = _Scale.fitting(outlines, width, height)
    placed = [scale.placed(outline) for outline in outlines]
    named = labels([o.name for o in outlines], [_shape(one) for one in placed])
    number = itertools.count(FIRST_NUMBER)
    shapes = [
        *(
            _freeform(next(number), o.code, o.name, parts, AREA)
            for o, parts in zip(outlines, placed, strict=True)
        ),
        *_edges(number, outlines, placed, EDGE),
        *(
            _text_box(
                next(number),
                o.code + LABEL_SUFFIX,
                texts.WARD_LABEL.format(o.name),
                label,
                [*((text, False) for text in label.lines), (" ", True)],
            )
            for o, label in zip(outlines, named, strict=True)
        ),
    ]
    return scale.drawing(texts.MAP_GROUP, alt_text, named, shapes)


# Placing 220 numbers takes a second; a fleet of workbooks, or of tests, draws the same map again.
@functools.lru_cache(maxsize=2)
def small_area_drawing(
    small: tuple[Outline, ...],
    wards: tuple[Outline, ...],
    *,
    width: float,
    height: float,
    alt_text: str,
) -> MapDrawing:
    """Small areas with the wards that they make up drawn over them, to such a box.

    Each small area has its outline for clusters and a label of its own, blank until a refresh
    numbers the highest; wards have a line and their name, which no refresh touches.
    """
    scale = _Scale.fitting(small, width, height)
    placed = [scale.placed(outline) for outline in small]
    around = [scale.placed(outline) for outline in wards]
    named = labels([o.name for o in wards], [_shape(one) for one in around], valued=False)
    wide = room_for(WIDEST_NUMBER, LABEL_POINTS, bold=True)
    numbers = number_places([_shape(one) for one in placed], wide, named)
    number = itertools.count(FIRST_NUMBER)
    shapes = [
        *(
            _freeform(next(number), o.code, o.name, parts, SMALL_AREA)
            for o, parts in zip(small, placed, strict=True)
        ),
        *(
            _freeform(
                next(number),
                o.code + texts.LINE_SUFFIX,
                texts.WARD_BORDER.format(o.name),
                parts,
                WARD_LINE,
            )
            for o, parts in zip(wards, around, strict=True)
        ),
        *_edges(number, small, placed, SMALL_EDGE),
        *(
            _text_box(
                next(number),
                o.code + texts.NAME_SUFFIX,
                texts.WARD_NAME.format(o.name),
                label,
                [(text, False) for text in label.lines],
            )
            for o, label in zip(wards, named, strict=True)
        ),
        *(
            _text_box(
                next(number),
                o.code + LABEL_SUFFIX,
                texts.LSOA_LABEL.format(o.name),
                place,
                [(" ", True)],
            )
            for o, place in zip(small, numbers, strict=True)
        ),
    ]
    return scale.drawing(texts.SMALL_AREAS_GROUP, alt_text, named, shapes)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Points a metre, from the north-west corner of some outlines, and their size in points."""

    west: float
    north: float
    points: float
    width: float
    height: float

    @classmethod
    def fitting(cls, outlines: Sequence[Outline], width: float, height: float) -> Self:
        """The largest scale at which the outlines go into a box of this size in points."""
        bounds = [outline.bounds for outline in outlines]
        west, south = min(b[0] for b in bounds), min(b[1] for b in bounds)
        east, north = max(b[2] for b in bounds), max(b[3] for b in bounds)
        points = min(width / (east - west), height / (north - south))
        wide, high = (east - west) * points, (north - south) * points
        return cls(west=west, north=north, points=points, width=wide, height=high)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the grid on the page."""
        return (x - self.west) * self.points, (self.north - y) * self.points

    def placed(self, outline: Outline) -> Parts:
        """An outline's rings on the page."""
        return [[[self.point(*at) for at in ring] for ring in part] for part in outline.parts]

    def drawing(
        self, name: str, alt_text: str, named: tuple[Label, ...], shapes: Sequence[str]
    ) -> MapDrawing:
        """The shapes as one group."""
        frame = f'<a:off x="0" y="0"/><a:ext cx="{_emu(self.width)}" cy="{_emu(self.height)}"/>'
        child = frame.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
        return MapDrawing(
            width=self.width,
            height=self.height,
            labels=named,
            xml=(
                "<xdr:grpSp><xdr:nvGrpSpPr>"
                f'<xdr:cNvPr id="{FIRST_NUMBER - 1}" name={quoteattr(name)} '
                f"descr={quoteattr(alt_text)}/><xdr:cNvGrpSpPr/></xdr:nvGrpSpPr>"
                f"<xdr:grpSpPr><a:xfrm>{frame}{child}</a:xfrm></xdr:grpSpPr>"
                f"{''.join(shapes)}</xdr:grpSp>"
            ),
        )


def _shape(parts: Parts) -> Geometry:
    from shapely import MultiPolygon

    return MultiPolygon([(rings[0], rings[1:]) for rings in parts])


def _emu(points: float) -> int:
    return round(points * EMU_PER_POINT)


def _edges(
    number: Iterator[int], outlines: Sequence[Outline], placed: Sequence[Parts], look: Look
) -> list[str]:
    return [
        _freeform(next(number), o.code + EDGE_SUFFIX, texts.OUTLINE.format(o.name), parts, look)
        for o, parts in zip(outlines, placed, strict=True)
    ]


def _freeform(number: int, name: str, alt_text: str, parts: Parts, look: Look) -> str:
    corners = [point for part in parts for point in part[0]]
    left, top = _emu(min(x for x, _ in corners)), _emu(min(y for _, y in corners))
    wide = _emu(max(x for x, _ in corners)) - left
    high = _emu(max(y for _, y in corners)) - top
    path = "".join(_closed(ring, left, top) for part in parts for ring in part)
    return (
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{number}" '
        f"name={quoteattr(name)} descr={quoteattr(alt_text)}/><xdr:cNvSpPr/></xdr:nvSpPr>"
        f'<xdr:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{wide}" h="{high}">{path}</a:path></a:pathLst></a:custGeom>'
        f'{_colour(look.fill)}<a:ln w="{_emu(look.points)}" cap="rnd">{_colour(look.line)}'
        "<a:round/></a:ln></xdr:spPr></xdr:sp>"
    )


def _colour(colour: str | None) -> str:
    if colour is None:
        return "<a:noFill/>"
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _closed(ring: Sequence[tuple[float, float]], left: int, top: int) -> str:
    # A ring's last point is its first, to which closing leads back.
    points = [f'<a:pt x="{_emu(x) - left}" y="{_emu(y) - top}"/>' for x, y in ring[:-1]]
    lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in points[1:])
    return f"<a:moveTo>{points[0]}</a:moveTo>{lines}<a:close/>"


def _text_box(
    number: int, name: str, alt_text: str, label: Label, lines: Sequence[tuple[str, bool]]
) -> str:
    """A text box without fill or line; ``lines`` are its texts, and whether each is bold."""
    width, height = label.size
    text = "".join(_line(line, bold=bold) for line, bold in lines)
    return (
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{number}" '
        f'name={quoteattr(name)} descr={quoteattr(alt_text)}/><xdr:cNvSpPr txBox="1"/>'
        f'</xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="{_emu(label.x - width / 2)}" '
        f'y="{_emu(label.y - height / 2)}"/>'
        f'<a:ext cx="{_emu(width)}" cy="{_emu(height)}"/></a:xfrm>'
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
        f'<a:latin typeface="{FONT}"/></a:rPr><a:t>{escape(text)}</a:t></a:r></a:p>'
    )
