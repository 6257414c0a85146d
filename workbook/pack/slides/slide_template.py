"""The presentation that slides are put into: a partnership's own, or the house style's."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from workbook.pack.fit import Frame
from workbook.pack.office_file import UNREADABLE, template_bytes
from workbook.pack.slides.house_slides import CONTENT_TOP, MARGIN, TITLE_POINTS, house_presentation
from workbook.pack.slides.placeholders import kind, placeholders, points
from workbook.pack.theme import Theme, theme_of
from xlsrc.domain.workbook_errors import PackTemplateError

if TYPE_CHECKING:
    from pathlib import Path

    from pptx.presentation import Presentation
    from pptx.slide import SlideLayout

SUFFIXES: Final = (".pptx", ".potx")
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
        presentation = house_presentation()
    else:
        try:
            presentation = pptx.Presentation(BytesIO(template_bytes(path)))
            len(presentation.slides)  # looked at here, where it is no presentation
        except (*UNREADABLE, PythonPptxError) as error:
            message = (
                f"A PowerPoint template (.pptx or .potx) was wanted; '{path}' is none that can be "
                f"opened ({error}). Save it in PowerPoint as .pptx and name that."
            )
            raise PackTemplateError(message) from error
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
        raise PackTemplateError(message)
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
