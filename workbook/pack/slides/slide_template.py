"""The presentation that slides are put into: a partnership's own, or the house style's."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from workbook.pack.fit import Frame
from workbook.pack.office_file import template_bytes, with_theme
from workbook.pack.slides.slide_parts import emu
from workbook.pack.theme import Theme, house_theme, theme_of
from workbook.package.shape import EMU_PER_POINT
from xlsrc.domain.errors import WorkbookError

if TYPE_CHECKING:
    from pathlib import Path

    from pptx.presentation import Presentation
    from pptx.shapes.base import BaseShape
    from pptx.slide import SlideLayout

SUFFIXES: Final = (".pptx", ".potx")
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
GAP: Final = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideTemplate:
    """A presentation without slides, its layouts by their use, and where content may stand.

    ``frame`` lies below the title and above the footer.
    """

    presentation: Presentation
    cover: SlideLayout
    content: SlideLayout
    title_only: SlideLayout
    frame: Frame
    theme: Theme
    title_size: float
    is_house: bool


def slide_template(path: Path | None) -> SlideTemplate:
    """The template of a file, or the house style's; `WorkbookError` where it will not do.

    Layouts are told by the kinds of their placeholders, whatever they are called: a title with
    a subtitle, a title with one body, a title alone. One that lacks a kind lends the next.
    """
    import pptx
    from pptx.exc import PythonPptxError

    if path is None:
        presentation = _house()
    else:
        try:
            presentation = pptx.Presentation(BytesIO(template_bytes(path)))
        except (ValueError, KeyError, PythonPptxError) as error:
            message = (
                f"A PowerPoint template (.pptx or .potx) was wanted; '{path}' is none that can be "
                f"opened ({error}). Save it in PowerPoint as .pptx and name that."
            )
            raise WorkbookError(message) from error
    _without_slides(presentation)
    layouts = list(presentation.slide_layouts)
    title_only = _first(layouts, {"TITLE"}, set())
    content = _first(layouts, {"TITLE"}, {"OBJECT", "BODY"})
    cover = _first(layouts, {"CENTER_TITLE"}, {"SUBTITLE"}) or _first(
        layouts, {"TITLE"}, {"SUBTITLE"}
    )
    plain = title_only or content or cover
    if plain is None:
        message = (
            f"A template needs a layout with a title; '{path}' has none. Add one in PowerPoint's "
            "slide master, or leave the template out."
        )
        raise WorkbookError(message)
    return SlideTemplate(
        presentation=presentation,
        cover=cover or plain,
        content=content or plain,
        title_only=plain,
        frame=_frame(presentation, plain, content),
        theme=theme_of(_theme_xml(presentation), _colour_names(presentation)),
        title_size=_title_size(presentation, plain),
        is_house=path is None,
    )


def points(length: int | None) -> float:
    """A length of a presentation in points."""
    return (length or 0) / EMU_PER_POINT


def kind(shape: BaseShape) -> str:
    """The kind of a placeholder, as ``TITLE``."""
    return shape.placeholder_format.type.name


def placeholders(holder: Any) -> list[Any]:  # noqa: ANN401 - a slide, layout or master
    """The placeholders of a slide, layout or master."""
    return list(holder.placeholders)


def _kinds(layout: SlideLayout) -> list[str]:
    around = {"DATE", "FOOTER", "SLIDE_NUMBER", "HEADER"}
    return sorted(name for shape in placeholders(layout) if (name := kind(shape)) not in around)


def _first(layouts: list[SlideLayout], titles: set[str], others: set[str]) -> SlideLayout | None:
    """The first layout with one title and exactly one of the other kinds (or none of any)."""
    for layout in layouts:
        found = _kinds(layout)
        rest = [name for name in found if name not in titles]
        wanted = 1 if others else 0
        if len(found) - len(rest) == 1 and len(rest) == wanted and set(rest) <= others:
            return layout
    return None


def _frame(presentation: Presentation, plain: SlideLayout, content: SlideLayout | None) -> Frame:
    """Where a template's own text stands, kept clear of the title and of the footer."""
    width, height = points(presentation.slide_width), points(presentation.slide_height)
    body = [s for s in placeholders(content or plain) if kind(s) in ("OBJECT", "BODY")]
    titles = [s for s in placeholders(plain) if kind(s) in ("TITLE", "CENTER_TITLE")]
    below = [s for s in placeholders(plain) if kind(s) in ("FOOTER", "SLIDE_NUMBER", "DATE")]
    title_end = max((points(s.top) + points(s.height) for s in titles), default=CONTENT_TOP)
    title_end = title_end if title_end < height / 2 else CONTENT_TOP
    footers = [points(s.top) for s in below if points(s.top) > height / 2]
    left = points(body[0].left) if body else MARGIN
    right = left + points(body[0].width) if body else width - MARGIN
    top = max(title_end + GAP, points(body[0].top)) if body else title_end + GAP
    bottom = min([height - MARGIN, *(footer - GAP for footer in footers)])
    if body:
        bottom = min(bottom, max(points(body[0].top + body[0].height), 0.8 * height))
    return Frame(left=left, top=top, width=right - left, height=bottom - top)


def _title_size(presentation: Presentation, layout: SlideLayout) -> float:
    """The size of a layout's titles in points, its own or its master's."""
    own = layout.element.xpath(
        './/p:sp[p:nvSpPr/p:nvPr/p:ph[@type="title"]]//a:lvl1pPr/a:defRPr/@sz'
    )
    masters = presentation.slide_master.element.xpath(".//p:titleStyle/a:lvl1pPr/a:defRPr/@sz")
    found = [*own, *masters]
    return int(found[0]) / 100 if found else TITLE_POINTS


def _without_slides(presentation: Presentation) -> None:
    """Take the sample slides out, and the lists that name them."""
    slides = presentation.slides.element
    for one in list(slides):
        presentation.part.drop_rel(one.rId)
        slides.remove(one)
    root = presentation.element
    for element in list(root.iter("{*}sectionLst", "{*}custShowLst")):
        holder = element.getparent()
        holder.remove(element)
        if not len(holder) and holder.tag.endswith("}ext"):
            holder.getparent().remove(holder)


def _colour_names(presentation: Presentation) -> dict[str, str]:
    """Which colours of its theme the master takes for text and background."""
    found = presentation.slide_masters[0].element.find("{*}clrMap")
    return {} if found is None else {str(name): str(value) for name, value in found.items()}


def _theme_xml(presentation: Presentation) -> str:
    from pptx.opc.constants import RELATIONSHIP_TYPE as RT

    part = presentation.slide_masters[0].part.part_related_by(RT.THEME)
    return str(part.blob.decode())


def _house() -> Presentation:
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
