"""The house style's own presentation: its sizes, and where everything stands."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from workbook.pack.fit import Frame
from workbook.pack.office_file import with_theme
from workbook.pack.slides.placeholders import kind, placeholders
from workbook.pack.slides.slide_parts import emu
from workbook.pack.theme import house_theme

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.shapes.base import BaseShape
    from pptx.slide import SlideLayout

HOUSE_LAYOUTS: Final = ("Title Slide", "Title and Content", "Title Only")
WIDTH, HEIGHT = 960.0, 540.0
MARGIN: Final = 43.2
"""Points: a slide of 16 : 9, and what stays free at its sides."""

TITLE_TOP, TITLE_END = 26.0, 98.0
"""Where titles stand, their last line at the end of the place: eyes learn where to look."""

CONTENT_TOP, CONTENT_END = 103.0, 489.6
RULE_AT: Final = 499.0
TITLE_POINTS, COVER_POINTS, SUBTITLE_POINTS, FOOTER_POINTS = 27, 38, 18, 11
COVER_BAND: Final = 294.0
COVER_LINE: Final = 36.0
"""Where the line above a cover's title stands."""

FOOTER_TOP: Final = 502.0


def house_presentation() -> Presentation:
    """python-pptx's blank presentation in the house style: 16 : 9, a rule above the footer."""
    import pptx

    blank = pptx.Presentation()
    blank.slide_width, blank.slide_height = emu(WIDTH), emu(HEIGHT)
    layouts = blank.slide_layouts
    for layout in list(layouts):
        if layout.name not in HOUSE_LAYOUTS:
            layouts.remove(layout)
    _style_master(blank)
    for layout in layouts:
        _style_layout(layout)
    content = BytesIO()
    blank.save(content)
    themed = with_theme(content.getvalue(), "ppt/theme/theme1.xml", house_theme)
    return pptx.Presentation(BytesIO(themed))


def _style_master(presentation: Presentation) -> None:
    master = presentation.slide_master
    _add_band(master, Frame(left=MARGIN, top=RULE_AT, width=WIDTH - 2 * MARGIN, height=0.75), "bg2")
    for shape in placeholders(master):
        _place(shape)
    sizes = master.element.find(".//{*}titleStyle/{*}lvl1pPr")
    sizes.set("algn", "l")
    look = sizes.find("{*}defRPr")
    look.set("sz", str(TITLE_POINTS * 100))
    look.set("b", "1")
    look.find(".//{*}schemeClr").set("val", "accent1")
    for level in master.element.findall(".//{*}bodyStyle/*/{*}defRPr"):
        level.set("sz", "1600")


def _style_layout(layout: SlideLayout) -> None:
    is_cover = layout.name == HOUSE_LAYOUTS[0]
    if is_cover:
        _add_band(layout, Frame(left=0, top=0, width=WIDTH, height=COVER_BAND), "accent1")
    for shape in placeholders(layout):
        _place(shape)
        if is_cover and kind(shape) == "CENTER_TITLE":
            top = COVER_LINE + 30
            _put(shape, MARGIN, top, WIDTH - 2 * MARGIN, COVER_BAND - top - 24)
            _look(shape, COVER_POINTS, "l", anchor="t", colour="bg1")
        elif is_cover and kind(shape) == "SUBTITLE":
            _put(shape, MARGIN, COVER_LINE, WIDTH - 2 * MARGIN, 26)
            _look(shape, SUBTITLE_POINTS, "l", anchor="t", colour="bg1")


def _place(shape: Any) -> None:  # noqa: ANN401 - of the classes only some have a text
    """A placeholder where the house style has it; the date, which the footer names, nowhere."""
    name = kind(shape)
    if name == "DATE":
        shape.element.getparent().remove(shape.element)
    elif name == "TITLE":
        _put(shape, MARGIN, TITLE_TOP, WIDTH - 2 * MARGIN, TITLE_END - TITLE_TOP)
        shape.text_frame.margin_left = shape.text_frame.margin_right = 0
        shape.element.find("{*}txBody/{*}bodyPr").set("anchor", "b")
    elif name in ("BODY", "OBJECT"):
        _put(shape, MARGIN, CONTENT_TOP, WIDTH - 2 * MARGIN, CONTENT_END - CONTENT_TOP)
    elif name == "FOOTER":
        _put(shape, MARGIN, FOOTER_TOP, WIDTH - 2 * MARGIN - 100, 22)
        _look(shape, FOOTER_POINTS, "l", anchor="ctr", colour="tx2")
    elif name == "SLIDE_NUMBER":
        _put(shape, WIDTH - MARGIN - 120, FOOTER_TOP, 120, 22)
        _look(shape, FOOTER_POINTS, "r", anchor="ctr", colour="tx2")


def _put(  # python-pptx gives each kind of placeholder a class of its own
    shape: Any,  # noqa: ANN401
    left: float,
    top: float,
    width: float,
    height: float,
) -> None:
    shape.left, shape.top = emu(left), emu(top)
    shape.width, shape.height = emu(width), emu(height)


def _look(
    shape: BaseShape, size: int, align: str, *, anchor: str, colour: str | None = None
) -> None:
    """The size, side and colour of a placeholder's text, for every slide that has it."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    body = shape.element.find("{*}txBody")
    properties = body.find("{*}bodyPr")
    properties.set("anchor", anchor)
    for inset in ("lIns", "rIns"):
        properties.set(inset, "0")
    for child in list(properties):
        properties.remove(child)
    fill = "" if colour is None else (f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>')
    new = parse_xml(
        f'<a:lstStyle {nsdecls("a")}><a:lvl1pPr marL="0" indent="0" algn="{align}"><a:buNone/>'
        f'<a:defRPr sz="{size * 100}">{fill}</a:defRPr></a:lvl1pPr></a:lstStyle>'
    )
    body.replace(body.find("{*}lstStyle"), new)


def _add_band(holder: Any, place: Frame, colour: str) -> None:  # noqa: ANN401 - master or layout
    """A filled rectangle below everything else of a master or layout."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    tree = holder.shapes.element
    tree.insert(
        2,
        parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="90" name="Band"/><p:cNvSpPr/>'
            '<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
            f'<a:xfrm><a:off x="{emu(place.left)}" y="{emu(place.top)}"/>'
            f'<a:ext cx="{emu(place.width)}" cy="{emu(place.height)}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln>'
            "</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody>"
            "</p:sp>"
        ),
    )
