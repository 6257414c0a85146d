"""The ward map of a slide: the workbook's shapes in the slide's own colours, numbers in wards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from workbook.house.style import INK, LINE_GREY
from workbook.pack.drawing import LANGUAGE, SLIDE, map_shapes, place_shapes
from workbook.pack.fit import LINE, Frame, Type
from workbook.pack.looks import Run
from workbook.pack.slides import slide_parts as parts
from workbook.pack.slides.board_parts import SMALLEST
from workbook.package.shape import EMU_PER_POINT
from workbook.sheets.map.parts import CLASS_FILLS, NO_DATA_FILL
from xlsrc.domain.wording import count_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pptx.slide import Slide

    from workbook.pack.said.board_content import BoardMap, WardShape

LEGEND: Final = 30.0
"""The height that the classes take above the map, in points."""

MARK: Final = "◆ "
EDGE, ODD_EDGE = 0.75, 2.25
WITHIN: Final = 0.8
"""Of half a label, how far a ward must reach about its middle: letters do not fill their box."""


def add_ward_map(slide: Slide, place: Frame, shown: BoardMap, said: str) -> None:
    """The map as large as its place allows, under its classes; ``said`` is what it shows."""
    _legend(slide, place, shown)
    below = Frame(
        left=place.left, top=place.top + LEGEND, width=place.width, height=place.height - LEGEND
    )
    root, wide, high = map_shapes(shown.drawing)
    scale = min(below.width / wide, below.height / high)
    drawn = Frame(left=below.left, top=below.top, width=wide * scale, height=high * scale)
    wards = {one.code: one for one in shown.wards}
    shapes = {name: one for one in list(root) if (name := _name(one)) in wards}
    for one in list(root)[2:]:
        root.remove(one)
    order = sorted(shapes, key=lambda code: wards[code].stands_out)
    for code in order:
        root.append(_painted(shapes[code], wards[code]))
    place_shapes(root, drawn)
    for code in order:
        label = _label(shapes[code], wards[code], scale)
        if label is not None:
            root.append(label)
    _finish(slide, root, _alt_text(said, wards))


def _legend(slide: Slide, place: Frame, shown: BoardMap) -> None:
    room = place.width / len(CLASS_FILLS)
    for at, (fill, words) in enumerate(zip(CLASS_FILLS, shown.legend, strict=True)):
        if words:
            box = Frame(left=place.left + at * room, top=place.top, width=room - 2, height=20)
            run = Run(text=words, size=SMALLEST, colour=INK[1:])
            parts.add_label(slide, box, run, name=f"Colour of {words}", fill=fill, align="c")


def _alt_text(said: str, wards: Mapping[str, WardShape]) -> str:
    known = "; ".join(f"{one.name} {one.count}" for one in wards.values() if one.count)
    sentences = (f"Map of {count_of(len(wards), 'ward')}", said, known)
    return f"{'. '.join(filter(None, sentences))}."


def _name(shape: Any) -> str:  # noqa: ANN401 - an element of lxml
    found = shape.find("./{*}nvSpPr/{*}cNvPr")
    return "" if found is None else str(found.get("name"))


def _painted(shape: Any, ward: WardShape) -> Any:  # noqa: ANN401 - an element of lxml
    """A ward in the colour of its class; one that stands out within an ink line."""
    from lxml import etree

    shape.find("./{*}nvSpPr/{*}cNvPr").set("descr", f"{ward.name}: {ward.count or 'no figure'}")
    properties = shape.find("./{*}spPr")
    fill = NO_DATA_FILL if ward.shade is None else CLASS_FILLS[ward.shade]
    for child in list(properties):
        if etree.QName(child).localname not in ("xfrm", "custGeom"):
            properties.remove(child)
    space = etree.QName(properties.find("{*}xfrm")).namespace
    colour, points = (INK, ODD_EDGE) if ward.stands_out else (LINE_GREY, EDGE)
    painted = f'<a:solidFill xmlns:a="{space}"><a:srgbClr val="{{}}"/></a:solidFill>'
    properties.append(etree.fromstring(painted.format(fill)))
    line = etree.SubElement(properties, f"{{{space}}}ln", w=str(round(points * EMU_PER_POINT)))
    line.append(etree.fromstring(painted.format(colour[1:])))
    etree.SubElement(line, f"{{{space}}}round")
    for text in shape.findall("{*}txBody"):
        shape.remove(text)
    for style in shape.findall("{*}style"):
        shape.remove(style)
    return shape


def _label(shape: Any, ward: WardShape, scale: float) -> Any:  # noqa: ANN401 - an element of lxml
    """A ward's number where its shape is widest; None where it would not lie within."""
    from lxml import etree
    from shapely import maximum_inscribed_circle

    if not ward.count:
        return None
    outline = _outline(shape)
    if outline is None:
        return None
    text = f"{MARK if ward.stands_out else ''}{ward.count}"
    circle = maximum_inscribed_circle(outline, tolerance=outline.length / 500)
    (x, y), radius = circle.coords[0], circle.length * scale / EMU_PER_POINT
    type_ = Type(size=SMALLEST)
    wide, high = type_.width(text, bold=ward.stands_out) + 2, SMALLEST * LINE
    if radius < WITHIN * wide / 2 and ward.stands_out:
        # Its count stands in the table beside; over its neighbours' it could not be read.
        text = MARK.strip()
        wide = type_.width(text, bold=True) + 2
    elif radius < WITHIN * min(high, wide) / 2:
        return None
    width, height = (length / scale * EMU_PER_POINT for length in (wide, high))
    space = etree.QName(shape.find("./{*}spPr/{*}xfrm")).namespace
    bold = ' b="1"' if ward.stands_out else ""
    return etree.fromstring(
        f'<p:sp xmlns:p="{SLIDE}" xmlns:a="{space}"><p:nvSpPr>'
        f'<p:cNvPr id="1" name="Figure of {ward.code}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{round(x - width / 2)}" y="{round(y - height / 2)}"/>'
        f'<a:ext cx="{round(width)}" cy="{round(height)}"/></a:xfrm><a:prstGeom prst="rect">'
        "<a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody>"
        '<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle/>'
        f'<a:p><a:pPr algn="ctr"/><a:r><a:rPr lang="{LANGUAGE}" sz="{SMALLEST * 100}"{bold}>'
        f'<a:solidFill><a:srgbClr val="{INK[1:]}"/></a:solidFill></a:rPr><a:t>{text}</a:t></a:r>'
        "</a:p></p:txBody></p:sp>"
    )


def _outline(shape: Any) -> Any:  # noqa: ANN401 - of lxml, and of shapely
    """The largest part of a freeform as a polygon in the group's own units."""
    from shapely import Polygon

    frame = shape.find("./{*}spPr/{*}xfrm")
    left, top = (int(frame.find("{*}off").get(key)) for key in ("x", "y"))
    rings: list[list[tuple[float, float]]] = []
    for step in shape.iterfind("./{*}spPr/{*}custGeom/{*}pathLst/{*}path/*"):
        point = step.find("{*}pt")
        if point is None:
            continue
        if step.tag.endswith("moveTo"):
            rings.append([])
        rings[-1].append((left + int(point.get("x")), top + int(point.get("y"))))
    found = [Polygon(ring).buffer(0) for ring in rings if len(ring) > 2]  # noqa: PLR2004
    found = [part for one in found for part in getattr(one, "geoms", (one,))]
    return max(found, key=lambda one: one.area, default=None)


def _finish(slide: Slide, root: Any, alt_text: str) -> None:  # noqa: ANN401 - of lxml
    """Put the group on the slide, with numbers of its own."""
    from lxml import etree
    from pptx.oxml import parse_xml

    for element in list(root.iter()):
        name = etree.QName(element).localname
        if not element.tag.startswith(f"{{{SLIDE}}}") and "spreadsheetDrawing" in element.tag:
            element.tag = f"{{{SLIDE}}}{name}"
            for attribute in ("macro", "textlink", "fLocksText"):
                element.attrib.pop(attribute, None)
            if name in ("nvSpPr", "nvGrpSpPr") and element.find(f"{{{SLIDE}}}nvPr") is None:
                etree.SubElement(element, f"{{{SLIDE}}}nvPr")
    root.find("./{*}nvGrpSpPr/{*}cNvPr").set("descr", alt_text)
    tree = slide.shapes.element
    number = max(int(one) for one in tree.xpath("//p:cNvPr/@id")) + 1
    for at, one in enumerate(root.iter(f"{{{SLIDE}}}cNvPr"), start=number):
        one.set("id", str(at))
    etree.cleanup_namespaces(root)
    tree.append(parse_xml(etree.tostring(root)))
