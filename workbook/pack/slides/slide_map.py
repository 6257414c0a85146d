"""The workbook's map as a group of shapes on a slide."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from workbook.pack.drawing import LANGUAGE, RELATIONSHIPS, without_relationships
from workbook.pack.fit import Frame
from workbook.pack.slides.slide_parts import SMALLEST_CHART_POINTS, emu
from workbook.package.shape import EMU_PER_POINT

if TYPE_CHECKING:
    from pptx.slide import Slide

MAP_SPACES: Final = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": RELATIONSHIPS,
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
}


def add_map(slide: Slide, place: Frame, drawing: str, alt_text: str) -> Frame:
    """The map's shapes as large as the place allows, in proportion; where they stand."""
    from lxml import etree

    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in MAP_SPACES.items())
    opened = re.sub(r"^<(\w+:)?grpSp>", lambda m: f"<{m[1] or ''}grpSp {spaces}>", drawing)
    root = etree.fromstring(opened)
    extent = root.find("./{*}grpSpPr/{*}xfrm/{*}chExt")
    wide, high = int(extent.get("cx")) / EMU_PER_POINT, int(extent.get("cy")) / EMU_PER_POINT
    scale = min(place.width / wide, place.height / high)
    for element in list(root.iter("{*}pic", "{*}graphicFrame")):
        element.getparent().remove(element)
    without_relationships(root)
    for element in root.iter(f"{{{MAP_SPACES['xdr']}}}*"):
        _as_slide_shape(element)
    for size in root.iter("{*}rPr", "{*}endParaRPr", "{*}defRPr"):
        if size.get("sz"):
            points = max(SMALLEST_CHART_POINTS * 100, int(size.get("sz")) * scale)
            size.set("sz", str(round(points)))
        size.set("lang", LANGUAGE)
    root.find("./{*}nvGrpSpPr/{*}cNvPr").set("descr", alt_text)
    frame = root.find("./{*}grpSpPr/{*}xfrm")
    frame.find("{*}off").set("x", str(emu(place.left)))
    frame.find("{*}off").set("y", str(emu(place.top)))
    frame.find("{*}ext").set("cx", str(emu(wide * scale)))
    frame.find("{*}ext").set("cy", str(emu(high * scale)))
    etree.cleanup_namespaces(root)
    from pptx.oxml import parse_xml

    slide.shapes.element.append(parse_xml(etree.tostring(root)))
    return Frame(left=place.left, top=place.top, width=wide * scale, height=high * scale)


def _as_slide_shape(element: Any) -> None:  # noqa: ANN401 - an element of lxml
    from lxml import etree

    name = etree.QName(element).localname
    element.tag = f"{{{MAP_SPACES['p']}}}{name}"
    for attribute in ("macro", "textlink", "fLocksText"):
        element.attrib.pop(attribute, None)
    if name in ("nvSpPr", "nvGrpSpPr", "nvCxnSpPr"):
        etree.SubElement(element, f"{{{MAP_SPACES['p']}}}nvPr")
