"""The alternative texts of a map's shapes that no refresh changes: its group, borders, labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.block import ShapeText
from workbook.package.shape import EDGE_SUFFIX, LABEL_SUFFIX
from workbook.sheets.map.parts import AROUND, border_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbook.sheets.map.parts import DrawnLsoa, DrawnWard
    from xlsrc.maps.area_map import AreaMap

MAP_GROUP: Final = "Map"
SMALL_AREAS_GROUP: Final = "Small areas"

LINE_SUFFIX: Final = " line"
NAME: Final = " name"
NAME_SUFFIX: Final = NAME + LABEL_SUFFIX
POINTER_SUFFIX: Final = " pointer"

OUTLINE: Final = "Outline of {}"
WARD_LABEL: Final = "Label of {}"
LSOA_LABEL: Final = "Number of {}"
WARD_BORDER: Final = "Border of {}"
WARD_NAME: Final = "Name of {}"
POINTER: Final = "Line from the number of {} to it"

_WARD_PARTS: Final = {LABEL_SUFFIX: WARD_LABEL, POINTER_SUFFIX: POINTER}
_LSOA_PARTS: Final = {EDGE_SUFFIX: OUTLINE, LABEL_SUFFIX: LSOA_LABEL}
_BORDER_PARTS: Final = {LINE_SUFFIX: WARD_BORDER, NAME_SUFFIX: WARD_NAME}


def map_text(count: int, area: str) -> str:
    """Of the map of so many wards."""
    return (
        f"Map of the {count} wards of {area}. Each ward's figure is in its own alternative text "
        "and in the table beside the map."
    )


def small_areas_text(count: int, area: str) -> str:
    """Of the map of so many LSOAs."""
    return (
        f"Map of the {count} LSOAs of {area} under the borders of their wards. Each LSOA's figure "
        "is in its own alternative text and in the table SmallAreas."
    )


def area_drawn(area: str, shown: AreaMap | None, drawn: Sequence[DrawnWard | DrawnLsoa]) -> str:
    """The area whose parts are drawn, if it is this one; '' for another, drawn before."""
    codes = {figure.area.code for figure in shown.figures} if shown else set()
    return area if not codes or any(one.code in codes for one in drawn) else ""


def map_texts(block: str, wards: Sequence[DrawnWard], area: str) -> Iterator[ShapeText]:
    """Of every shape of the map on the sheet of ``block``; ``area`` '' where another is drawn."""
    if area:
        text = map_text(len(wards), area)
        yield ShapeText(name=MAP_GROUP, text=text, block=block, is_group=True)
    names = {ward.code: ward.name for ward in wards}
    yield from _parts(block, names, _WARD_PARTS)
    for ward in wards:
        for other in ward.borders:
            codes = [ward.code] if other == AROUND else [ward.code, other]
            text = border_text([names[code] for code in codes if code in names])
            yield ShapeText(name=border_name(codes) + EDGE_SUFFIX, text=text, block=block)


def border_text(names: Sequence[str]) -> str:
    """Of a border of wards of these names: two neighbours, or one at the edge of the map."""
    return f"Border of {' and '.join(names)}" + ("" if len(names) > 1 else " at the map's edge")


def small_area_texts(
    block: str, small: Sequence[DrawnLsoa], wards: Sequence[DrawnWard], area: str
) -> Iterator[ShapeText]:
    """As :func:`map_texts`, of LSOAs with the wards drawn over them."""
    if area:
        text = small_areas_text(len(small), area)
        yield ShapeText(name=SMALL_AREAS_GROUP, text=text, block=block, is_group=True)
    yield from _parts(block, {lsoa.code: lsoa.name for lsoa in small}, _LSOA_PARTS)
    yield from _parts(block, {ward.code: ward.name for ward in wards}, _BORDER_PARTS)


def _parts(block: str, names: Mapping[str, str], parts: Mapping[str, str]) -> Iterator[ShapeText]:
    for suffix, words in parts.items():
        for code, name in names.items():
            yield ShapeText(name=code + suffix, text=words.format(name), block=block)
