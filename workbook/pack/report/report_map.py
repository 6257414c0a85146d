"""The workbook's map as a group of shapes in the line of a Word document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from workbook.pack.drawing import LANGUAGE, SHEET_DRAWING, map_shapes, place_shapes
from workbook.pack.fit import Frame
from workbook.pack.report.report_parts import element, inline, next_number
from workbook.package.shape import EMU_PER_POINT
from workbook.package.xml_text import escape
from workbook.sheets.map.labels import LABEL_POINTS

if TYPE_CHECKING:
    from docx.document import Document

    from workbook.pack.said.content import MapView

GROUP: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
SHAPE: Final = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
COMPATIBILITY: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
ROOM: Final = 14.0
"""Points that a label's box gets more in height, and twice that in width."""

LINE_SPACING: Final = 204
"""Of 240: the lines of a label stand close together, as in the workbook."""


def add_map(document: Document, view: MapView, width: float) -> None:
    """The map's shapes, no wider than the text; a program that knows no groups shows words."""
    from lxml import etree

    root, wide, high = map_shapes(view.drawing)
    scale = min(1.0, width / wide)
    place_shapes(root, Frame(left=0, top=0, width=wide * scale, height=high * scale))
    for one in list(root.iter(f"{{{SHEET_DRAWING}}}sp", f"{{{SHEET_DRAWING}}}cxnSp")):
        _as_word_shape(one)
    for one in list(root.iter(f"{{{SHEET_DRAWING}}}grpSp")):
        _as_word_group(one)
    root.tag = f"{{{GROUP}}}wgp"
    root.remove(root.find("{*}cNvPr"))
    etree.cleanup_namespaces(root)
    data = etree.tostring(root, encoding="unicode")
    graphic = f'<a:graphicData uri="{GROUP}">{data}</a:graphicData>'
    drawing = inline(graphic, number=next_number(document), size=(wide * scale, high * scale))
    run = element(
        f'<w:r><mc:AlternateContent xmlns:mc="{COMPATIBILITY}"><mc:Choice xmlns:wpg="{GROUP}" '
        f'Requires="wpg">{drawing}</mc:Choice><mc:Fallback><w:t>{escape(view.alt_text)}</w:t>'
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    properties = run.find(".//{*}docPr")
    properties.set("name", "Map")
    properties.set("descr", view.alt_text)
    document.add_paragraph()._p.append(run)  # noqa: SLF001 - python-docx draws pictures only


def _as_word_group(group: Any) -> None:  # noqa: ANN401 - an element of lxml
    group.tag = f"{{{GROUP}}}grpSp"
    head = group.find("{*}nvGrpSpPr")
    for at, name in enumerate(("cNvPr", "cNvGrpSpPr")):
        one = head.find(f"{{*}}{name}")
        one.tag = f"{{{GROUP}}}{name}"
        group.insert(at, one)
    group.remove(head)
    group.find("{*}grpSpPr").tag = f"{{{GROUP}}}grpSpPr"


def _as_word_shape(shape: Any) -> None:  # noqa: ANN401 - an element of lxml
    """A shape of a sheet as one of a document; its words become a document's paragraphs."""
    from lxml import etree

    is_line = shape.tag.endswith("}cxnSp")
    shape.tag = f"{{{SHAPE}}}wsp"
    for attribute in ("macro", "textlink", "fLocksText"):
        shape.attrib.pop(attribute, None)
    head = next(iter(shape))
    for at, name in enumerate(("cNvPr", "cNvCxnSpPr" if is_line else "cNvSpPr")):
        one = head.find(f"{{*}}{name}")
        one.tag = f"{{{SHAPE}}}{'cNvCnPr' if is_line and at else name}"
        shape.insert(at, one)
    shape.remove(head)
    for name in ("spPr", "style"):
        one = shape.find(f"{{*}}{name}")
        if one is not None:
            one.tag = f"{{{SHAPE}}}{name}"
    words = shape.find("{*}txBody")
    if words is None:
        etree.SubElement(shape, f"{{{SHAPE}}}bodyPr")
        return
    _widen(shape.find("{*}spPr/{*}xfrm"))
    text = etree.SubElement(shape, f"{{{SHAPE}}}txbx")
    lines = "".join(map(_paragraph, words.iterfind("{*}p")))
    text.append(element(f"<w:txbxContent>{lines}</w:txbxContent>"))
    body = words.find("{*}bodyPr")
    body.tag = f"{{{SHAPE}}}bodyPr"
    shape.append(body)
    shape.remove(words)


def _widen(frame: Any) -> None:  # noqa: ANN401 - an element of lxml
    """Room around a label, which breaks at its box's sides here and not in a sheet."""
    for place, size, name, more in (("off", "ext", "x", 2 * ROOM), ("off", "ext", "y", ROOM)):
        start, extent = frame.find(f"{{*}}{place}"), frame.find(f"{{*}}{size}")
        start.set(name, str(round(int(start.get(name)) - more / 2 * EMU_PER_POINT)))
        extent.set(f"c{name}", str(round(int(extent.get(f"c{name}")) + more * EMU_PER_POINT)))


def _paragraph(paragraph: Any) -> str:  # noqa: ANN401 - an element of lxml
    runs = []
    for run in paragraph.iterfind("{*}r"):
        look = run.find("{*}rPr")
        size = int(look.get("sz", LABEL_POINTS * 100)) if look is not None else LABEL_POINTS * 100
        bold = "<w:b/>" if look is not None and look.get("b") == "1" else ""
        runs.append(
            f'<w:r><w:rPr>{bold}<w:sz w:val="{int(size / 50)}"/><w:lang w:val="{LANGUAGE}"/>'
            f'</w:rPr><w:t xml:space="preserve">{escape(run.findtext("{*}t") or "")}</w:t></w:r>'
        )
    return (
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{LINE_SPACING}" '
        f'w:lineRule="auto"/><w:jc w:val="center"/></w:pPr>{"".join(runs)}</w:p>'
    )
