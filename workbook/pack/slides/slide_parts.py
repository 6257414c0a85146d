"""What stands on a slide: text and native charts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from workbook.house import style
from workbook.house.text_width import unbroken
from workbook.pack.drawing import LANGUAGE, themed_chart
from workbook.package.shape import EMU_PER_POINT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pptx.slide import Slide
    from pptx.util import Length

    from workbook.pack.fit import Frame
    from workbook.pack.looks import Paragraph, Run
    from workbook.pack.said.content import NativeChart
    from workbook.pack.theme import Theme

CHART_POINTS: Final = 12
SMALLEST_CHART_POINTS: Final = 9
"""The least size of the type in charts and on the map."""

CHART_ROOM: Final = 34.0
"""A chart's width by the size of its type: twelve months stand side by side."""

CHART_LINES: Final = 1.25


def emu(length: float) -> Length:
    """Points in the unit of a slide."""
    from pptx.util import Emu

    return Emu(round(length * EMU_PER_POINT))


def paint(fill: Any, colour: str) -> None:  # noqa: ANN401 - python-pptx's fills share no type
    """Give a fill a colour of the theme, or RRGGBB."""
    from pptx.dml.color import RGBColor
    from pptx.enum.dml import MSO_THEME_COLOR

    fill.solid()
    names = {
        "tx1": MSO_THEME_COLOR.TEXT_1,
        "tx2": MSO_THEME_COLOR.TEXT_2,
        "bg1": MSO_THEME_COLOR.BACKGROUND_1,
        "accent1": MSO_THEME_COLOR.ACCENT_1,
    }
    if colour in names:
        fill.fore_color.theme_color = names[colour]
    else:
        fill.fore_color.rgb = RGBColor(*bytes.fromhex(colour))  # type: ignore[no-untyped-call]  # a tuple


def write(frame: Any, paragraphs: Sequence[Paragraph], *, align: str = "") -> None:  # noqa: ANN401
    """Fill a text frame, on the side (``l`` or ``r``) that is named or else its own."""
    from pptx.enum.text import PP_ALIGN

    for at, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        if align:
            paragraph.alignment = PP_ALIGN.RIGHT if align == "r" else PP_ALIGN.LEFT
        for run in runs:
            written = paragraph.add_run()
            written.text = unbroken(run.text)
            written.font.size = emu(run.size)
            if run.bold:
                written.font.bold = True
            if run.italic:
                written.font.italic = True
            if run.colour:
                paint(written.font.fill, run.colour)
        if runs and not any(run.text for run in runs):
            # A paragraph without words is as high as its end mark: 18 points where nothing says.
            end = paragraph._p.get_or_add_endParaRPr()  # noqa: SLF001 - it has no other way in
            end.set("sz", str(round(100 * runs[-1].size)))


def add_text(
    slide: Slide,
    place: Frame,
    paragraphs: Sequence[Paragraph],
    *,
    name: str,
    fill: str = "",
    edged: bool = False,
    inset: float = 0,
    space: float = 0,
) -> Any:  # noqa: ANN401 - python-pptx's own class of a text box
    """A text box, on a fill where one is named, and within a line where it is ``edged``."""
    from pptx.enum.text import MSO_AUTO_SIZE

    box = slide.shapes.add_textbox(
        emu(place.left), emu(place.top), emu(place.width), emu(place.height)
    )
    box.name = name
    frame = box.text_frame
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = emu(inset)
    if fill:
        paint(box.fill, fill)
    if edged:
        paint(box.line.fill, style.LINE_GREY[1:])
    if not paragraphs:
        describe(box, name)
    write(frame, paragraphs)
    for paragraph in frame.paragraphs[:-1]:
        paragraph.space_after = emu(space)
    return box


def add_label(
    slide: Slide,
    place: Frame,
    run: Run,
    *,
    name: str,
    align: str,
    fill: str = "",
    one_line: bool = False,
) -> None:
    """A few words beside something, on the side that is named: ``l``, ``r``, or ``c``, in the
    middle also from top to bottom; of ``one_line`` whatever the face's letters take.
    """
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    box = add_text(slide, place, [(run,)], name=name, fill=fill)
    if one_line:
        box.text_frame.word_wrap = False
    sides = {"l": PP_ALIGN.LEFT, "r": PP_ALIGN.RIGHT, "c": PP_ALIGN.CENTER}
    for paragraph in box.text_frame.paragraphs:
        paragraph.alignment = sides[align]
    if align == "c":
        box.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE


def add_chart(
    slide: Slide, place: Frame, chart: NativeChart, theme: Theme, *, points: float = 0
) -> None:
    """A chart that PowerPoint edits, with its cells in a workbook of its own.

    Its type is of ``points``; without them as large as its width allows.
    """
    from pptx.opc.constants import CONTENT_TYPE as CT
    from pptx.opc.constants import RELATIONSHIP_TYPE as RT
    from pptx.oxml.shapes.graphfrm import CT_GraphicalObjectFrame
    from pptx.parts.chart import ChartPart

    size = points or min(CHART_POINTS, max(SMALLEST_CHART_POINTS, place.width / CHART_ROOM))
    xml = themed_chart(chart.xml, theme, type_scale=size / style.LABEL_SIZE, line_scale=CHART_LINES)
    package = slide.part.package
    part = ChartPart.load(
        package.next_partname(ChartPart.partname_template), CT.DML_CHART, package, xml.encode()
    )
    part.chart_workbook.update_from_xlsx_blob(chart.workbook)
    tree = slide.shapes.element
    frame = CT_GraphicalObjectFrame.new_chart_graphicFrame(
        max(int(one) for one in tree.xpath("//@id") if str(one).isdigit()) + 1,
        f"Chart: {chart.title}",
        slide.part.relate_to(part, RT.CHART),
        *map(emu, (place.left, place.top, place.width, place.height)),
    )
    frame.nvGraphicFramePr.cNvPr.set("descr", chart.alt_text)
    tree.append(frame)


def describe(shape: Any, text: str) -> None:  # noqa: ANN401 - any shape of python-pptx
    """Give a shape its text for those who cannot see it."""
    shape.element.find(".//{*}cNvPr").set("descr", text)


def set_total(presentation: Any) -> None:  # noqa: ANN401 - the function's type is python-pptx's own
    """Say behind each slide's number how many there are: ``3 of 10``."""
    total = len(presentation.slides)
    for slide in presentation.slides:
        for field in slide.element.iter("{*}fld"):
            if field.get("type") == "slidenum":
                from copy import deepcopy

                run = deepcopy(field)
                run.tag = run.tag.replace("}fld", "}r")
                run.attrib.clear()
                run.find("{*}t").text = f" of {total}"
                field.find("{*}t").text = str(presentation.slides.index(slide) + 1)
                field.addnext(run)


def set_language(slide: Slide) -> None:
    """Say of a slide's words, and of its notes', that they are British English."""
    spoken = [slide.element]
    if slide.has_notes_slide:
        spoken.append(slide.notes_slide.element)
    for element in spoken:
        for run in element.iter("{*}r", "{*}fld"):
            look = run.find("{*}rPr")
            if look is None:
                look = run.get_or_add_rPr()
            look.set("lang", LANGUAGE)
