"""The workbook's map as a group of shapes on a slide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbook.pack.drawing import LANGUAGE, SHEET_DRAWING, SLIDE, map_shapes, place_shapes
from workbook.pack.fit import Frame
from workbook.pack.slides.slide_parts import SMALLEST_CHART_POINTS

if TYPE_CHECKING:
    from pptx.slide import Slide


def add_map(slide: Slide, place: Frame, drawing: str, alt_text: str) -> Frame:
    """The map's shapes as large as the place allows, in proportion; where they stand."""
    from lxml import etree

    root, wide, high = map_shapes(drawing)
    scale = min(place.width / wide, place.height / high)
    drawn = Frame(left=place.left, top=place.top, width=wide * scale, height=high * scale)
    place_shapes(root, drawn)
    for element in root.iter(f"{{{SHEET_DRAWING}}}*"):
        _as_slide_shape(element)
    for size in root.iter("{*}rPr", "{*}endParaRPr", "{*}defRPr"):
        if size.get("sz"):
            points = max(SMALLEST_CHART_POINTS * 100, int(size.get("sz")) * scale)
            size.set("sz", str(round(points)))
        size.set("lang", LANGUAGE)
    root.find("./{*}nvGrpSpPr/{*}cNvPr").set("descr", alt_text)
    etree.cleanup_namespaces(root)
    from pptx.oxml import parse_xml

    slide.shapes.element.append(parse_xml(etree.tostring(root)))
    return drawn


def _as_slide_shape(element: Any) -> None:  # noqa: ANN401 - an element of lxml
    from lxml import etree

    name = etree.QName(element).localname
    element.tag = f"{{{SLIDE}}}{name}"
    for attribute in ("macro", "textlink", "fLocksText"):
        element.attrib.pop(attribute, None)
    if name in ("nvSpPr", "nvGrpSpPr", "nvCxnSpPr"):
        etree.SubElement(element, f"{{{SLIDE}}}nvPr")
