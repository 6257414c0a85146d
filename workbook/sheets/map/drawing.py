"""The map as DrawingML: a group of editable shapes, each named after its area's code."""

from __future__ import annotations

import dataclasses
import functools
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.house.style import INK, LINE_GREY, SECOND
from workbook.package.shape import EDGE_SUFFIX, LABEL_SUFFIX
from workbook.package.xml_text import quoteattr
from workbook.sheets.map import shape_texts as texts
from workbook.sheets.map.labels import name_places, number_places
from workbook.sheets.map.parts import border_name
from workbook.sheets.map.placed import Scale, moved, placed_map, shape_of_parts
from workbook.sheets.map.shape_xml import Look, emu, freeform, text_box

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbook.sheets.map.label_places import Box
    from workbook.sheets.map.labels import Label
    from workbook.sheets.map.placed import PlacedMap
    from workbook.sheets.map.shape_xml import Parts
    from xlsrc.maps.geography import Outline

FIRST_NUMBER: Final = 1001
"""Of a map's shapes; XlsxWriter counts its own from 1."""

AREA: Final = Look(fill="FFFFFF", line=LINE_GREY[1:], points=1.0)
SMALL_AREA: Final = Look(fill="FFFFFF", line=LINE_GREY[1:], points=0.5)
EDGE: Final = Look(fill=None, line=None, points=2.75)
SMALL_EDGE: Final = Look(fill=None, line=None, points=2.25)
WARD_LINE: Final = Look(fill=None, line=SECOND[1:], points=1.5)
POINTER: Final = Look(fill=None, line=INK[1:], points=0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapDrawing:
    """A map drawn to a size in points: its labels in the outlines' order, and its XML.

    On a map of small areas these are the places of their numbers, and ``covered`` are the wards'
    names that each would lie upon: places among the wards, with the names' lines.
    """

    width: float
    height: float
    labels: tuple[Label, ...]
    xml: str
    covered: tuple[tuple[tuple[int, str], ...], ...] = ()


def map_drawing(
    outlines: Sequence[Outline], *, width: float, height: float, alt_text: str
) -> MapDrawing:
    """The outlines as large as a box of this size in points allows, north up, in proportion.

    Shapes of areas lie lowest, then their borders, each a shape, for clusters, then labels, so
    that a neighbour hides neither.
    """
    found = placed_map(outlines, width, height)
    named = found.labels
    number = itertools.count(FIRST_NUMBER)
    shapes = [
        *_outlines(number, outlines, found.areas, ("", "{}"), AREA),
        *_borders(number, outlines, found),
        *(
            freeform(
                next(number),
                o.code + texts.POINTER_SUFFIX,
                texts.POINTER.format(o.name),
                [[[(label.x, label.y), label.points_at]]],
                POINTER,
            )
            for o, label in zip(outlines, named, strict=True)
            if label.points_at is not None
        ),
        *(
            text_box(
                next(number),
                o.code + LABEL_SUFFIX,
                texts.WARD_LABEL.format(o.name),
                label,
                [*_name_lines(label), *_value_line(label)],
            )
            for o, label in zip(outlines, named, strict=True)
        ),
    ]
    return _grouped(texts.MAP_GROUP, alt_text, (found.width, found.height), named, shapes)


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
    numbers the highest; wards have a line, which no refresh touches, and their name, which gives
    way to a number upon it.
    """
    scale = Scale.fitting(small, width, height)
    within = scale.room(width, height)
    grounds = [shape_of_parts(scale.placed(outline)) for outline in wards]
    named = name_places([o.name for o in wards], grounds, within)
    grounds = [shape_of_parts(scale.placed(outline)) for outline in small]
    numbers = number_places(grounds, named, within)
    scale, (left, top) = scale.framing([*numbers, *(one for one in named if one is not None)])
    numbers = tuple(moved(place, left, top) for place in numbers)
    placed = [scale.placed(outline) for outline in small]
    around = [scale.placed(outline) for outline in wards]
    number = itertools.count(FIRST_NUMBER)
    shapes = [
        *_outlines(number, small, placed, ("", "{}"), SMALL_AREA),
        *_outlines(number, wards, around, (texts.LINE_SUFFIX, texts.WARD_BORDER), WARD_LINE),
        *_outlines(number, small, placed, (EDGE_SUFFIX, texts.OUTLINE), SMALL_EDGE),
        *(
            text_box(
                next(number),
                o.code + texts.NAME_SUFFIX,
                texts.WARD_NAME.format(o.name),
                moved(name, left, top),
                [(text, False) for text in name.lines],
            )
            for o, name in zip(wards, named, strict=True)
            if name is not None
        ),
        *(
            text_box(
                next(number),
                o.code + LABEL_SUFFIX,
                texts.LSOA_LABEL.format(o.name),
                place,
                [(" ", True)],
            )
            for o, place in zip(small, numbers, strict=True)
        ),
    ]
    size = scale.width, scale.height
    drawn = _grouped(texts.SMALL_AREAS_GROUP, alt_text, size, numbers, shapes)
    beside = [None if name is None else moved(name, left, top) for name in named]
    return dataclasses.replace(drawn, covered=_covered(numbers, beside))


def _covered(
    numbers: Sequence[Label], named: Sequence[Label | None]
) -> tuple[tuple[tuple[int, str], ...], ...]:
    """Of each number the names that it would lie upon: their places and lines."""
    return tuple(
        tuple(
            (at, name.words.rstrip("\n"))
            for at, name in enumerate(named)
            if name is not None and _share_ground(place.box, name.box)
        )
        for place in numbers
    )


def _share_ground(one: Box, other: Box) -> bool:
    west, south, east, north = other
    return one[0] < east and west < one[2] and one[1] < north and south < one[3]


def _grouped(
    name: str,
    alt_text: str,
    size: tuple[float, float],
    named: tuple[Label, ...],
    shapes: Sequence[str],
) -> MapDrawing:
    """The shapes as one group of a size."""
    width, height = size
    frame = f'<a:off x="0" y="0"/><a:ext cx="{emu(width)}" cy="{emu(height)}"/>'
    child = frame.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
    return MapDrawing(
        width=width,
        height=height,
        labels=named,
        xml=(
            "<xdr:grpSp><xdr:nvGrpSpPr>"
            f'<xdr:cNvPr id="{FIRST_NUMBER - 1}" name={quoteattr(name)} '
            f"descr={quoteattr(alt_text)}/><xdr:cNvGrpSpPr/></xdr:nvGrpSpPr>"
            f"<xdr:grpSpPr><a:xfrm>{frame}{child}</a:xfrm></xdr:grpSpPr>"
            f"{''.join(shapes)}</xdr:grpSp>"
        ),
    )


def _outlines(
    number: Iterator[int],
    outlines: Sequence[Outline],
    placed: Sequence[Parts],
    named: tuple[str, str],
    look: Look,
) -> Iterator[str]:
    """A freeform of each outline; ``named`` ends its name and words its alternative text."""
    suffix, alt_text = named
    for o, parts in zip(outlines, placed, strict=True):
        yield freeform(next(number), o.code + suffix, alt_text.format(o.name), parts, look)


def _borders(
    number: Iterator[int], outlines: Sequence[Outline], placed: PlacedMap
) -> Iterator[str]:
    """A shape of each border, not drawn until a refresh draws it around a cluster."""
    names = {outline.code: outline.name for outline in outlines}
    for codes, parts in placed.borders:
        alt_text = texts.border_text([names[code] for code in codes])
        yield freeform(next(number), border_name(codes) + EDGE_SUFFIX, alt_text, parts, EDGE)


def _name_lines(label: Label) -> list[tuple[str, bool]]:
    """The lines of the name, or the one that a refresh writes the row's number to."""
    return [(" ", False)] if label.is_number else [(text, False) for text in label.lines]


def _value_line(label: Label) -> list[tuple[str, bool]]:
    """The line that a refresh writes the value to, where the label has one."""
    return [(" ", True)] if label.value_width else []
