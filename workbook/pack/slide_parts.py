"""What stands on a slide: text, tables, native charts and the map."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from workbook.pack.content import Look, is_invented
from workbook.pack.drawing import LANGUAGE, themed_chart
from workbook.pack.fit import Frame, Type
from workbook.template import style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pptx.slide import Slide
    from pptx.util import Length

    from workbook.pack.content import Grid, GridColumn, NativeChart
    from workbook.pack.theme import Theme

EMU: Final = 12700
CHART_POINTS: Final = 12
SMALLEST_CHART_POINTS: Final = 9
"""The least size of the type in charts and on the map."""

CHART_ROOM: Final = 34.0
"""A chart's width by the size of its type: twelve months stand side by side."""

CHART_LINES: Final = 1.25
CELL_SIDE, CELL_END = 5.0, 3.0
"""Points that a table's cell keeps free at its sides, and above and below its text."""

HEADING_POINTS: Final = 11
COMFORTABLE: Final = 0.85
"""The share of a table's width that its longest words may take."""

NO_GRID: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""Office's table style without lines and fills: the lines here are the house style's."""

MAP_SPACES: Final = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words of one look; ``colour`` is a theme's name (``tx2``) or RRGGBB, '' for the text's."""

    text: str
    size: float
    bold: bool = False
    italic: bool = False
    colour: str = ""


Paragraph = tuple[Run, ...]


def emu(length: float) -> Length:
    """Points in the unit of a slide."""
    from pptx.util import Emu

    return Emu(round(length * EMU))


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
        fill.fore_color.rgb = RGBColor(*bytes.fromhex(colour))  # type: ignore[no-untyped-call]


def write(frame: Any, paragraphs: Sequence[Paragraph], *, align: str = "") -> None:  # noqa: ANN401
    """Fill a text frame, on the side (``l`` or ``r``) that is named or else its own."""
    from pptx.enum.text import PP_ALIGN

    for at, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        if align:
            paragraph.alignment = PP_ALIGN.RIGHT if align == "r" else PP_ALIGN.LEFT
        for run in runs:
            written = paragraph.add_run()
            written.text = run.text
            written.font.size = emu(run.size)
            if run.bold:
                written.font.bold = True
            if run.italic:
                written.font.italic = True
            if run.colour:
                paint(written.font.fill, run.colour)


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
) -> None:
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
    write(frame, paragraphs)
    for paragraph in frame.paragraphs[:-1]:
        paragraph.space_after = emu(space)


def row_heights(grid: Grid, width: float, type_: Type) -> tuple[float, ...]:
    """The heights of a table's heading and rows when it is set this wide."""
    widths = column_widths(grid, width, type_)
    heading = heading_type(type_)
    head = max(
        heading.height(text, wide - 2 * CELL_SIDE, bold=True)
        for text, wide in zip(grid.headings, widths, strict=True)
    )
    rows = [
        max(
            type_.height(text, wide - 2 * CELL_SIDE, bold=_is_bold(column, text))
            for text, wide, column in zip(row, widths, grid.columns, strict=True)
        )
        for row in grid.rows
    ]
    return tuple(height + 2 * CELL_END for height in (head, *rows))


def column_widths(grid: Grid, width: float, type_: Type) -> tuple[float, ...]:
    """The widths of a table's columns in points: by their shares, but no word is broken.

    What a column needs beyond its share for its longest word the others give, each by its share.
    """
    least = [
        min(width / 3, _longest(column, [row[at] for row in grid.rows], type_))
        for at, column in enumerate(grid.columns)
    ]
    if sum(least) >= width:
        return tuple(width * one / sum(least) for one in least)
    held: set[int] = set()
    while True:
        shares = sum(c.share for at, c in enumerate(grid.columns) if at not in held)
        room = width - sum(least[at] for at in held)
        widths = [
            least[at] if at in held else room * column.share / shares
            for at, column in enumerate(grid.columns)
        ]
        narrow = {at for at, wide in enumerate(widths) if wide < least[at]} - held
        if not narrow:
            return tuple(widths)
        held |= narrow


def has_room(grid: Grid, width: float, type_: Type) -> bool:
    """Whether a table can be set this wide without breaking words, and with room to spare."""
    needed = (
        _longest(column, [row[at] for row in grid.rows], type_)
        for at, column in enumerate(grid.columns)
    )
    return sum(needed) < COMFORTABLE * width


def _longest(column: GridColumn, texts: Sequence[str], type_: Type) -> float:
    """The width that the longest word of a column needs; a status is one word."""
    words = [
        (part, type_, column.look is Look.STRONG or column.look is Look.STATUS)
        for text in texts
        for part in ([text] if column.look is Look.STATUS else text.split())
    ]
    words += [(part, heading_type(type_), True) for part in column.heading.split()]
    return max(one.width(text, bold=bold) for text, one, bold in words) + 2 * CELL_SIDE + 1


def heading_type(type_: Type) -> Type:
    """The type of a table's headings beside that of its rows."""
    return replace(type_, size=min(HEADING_POINTS, type_.size))


def add_grid(slide: Slide, place: Frame, grid: Grid, type_: Type, theme: Theme) -> None:
    """A native table with its first row tagged as headings."""
    heights = row_heights(grid, place.width, type_)
    shape = slide.shapes.add_table(
        len(grid.rows) + 1,
        len(grid.columns),
        emu(place.left),
        emu(place.top),
        emu(place.width),
        emu(sum(heights)),
    )
    shape.name = f"Table: {grid.title}"
    describe(shape, f"{grid.title}: {len(grid.rows)} rows by {', '.join(grid.headings)}.")
    table = shape.table
    table.horz_banding = False
    shape.element.find(".//{*}tableStyleId").text = NO_GRID
    for at, width in enumerate(column_widths(grid, place.width, type_)):
        table.columns[at].width = emu(width)
    for at, height in enumerate(heights):
        table.rows[at].height = emu(height)
    for at, column in enumerate(grid.columns):
        heading = Run(text=column.heading, size=HEADING_POINTS, bold=True, colour=theme.second)
        _fill_cell(table.cell(0, at), heading, column, edges=("tx1", "tx1"), anchor="b")
        for number, row in enumerate(grid.rows, start=1):
            invented = is_invented(label_of(grid, row))
            run, fill = cell_look(column, row[at], type_.size, theme, invented=invented)
            is_last = number == len(grid.rows)
            edges = ("", "tx1" if is_last else style.RULE[1:])
            _fill_cell(table.cell(number, at), run, column, edges=edges, fill=fill)


def label_of(grid: Grid, row: Sequence[str]) -> str:
    """The cell that names a row, at whose end an invented one is marked."""
    return next(
        (
            text
            for column, text in zip(grid.columns, row, strict=True)
            if column.look is Look.STRONG
        ),
        row[0],
    )


def cell_look(
    column: GridColumn, text: str, size: float, theme: Theme, *, invented: bool
) -> tuple[Run, str]:
    """How a cell is written, and on what fill ('' for none): as in the workbook."""
    chips = {
        "▲": (style.WHITE[1:], style.WORSE[1:]),
        "▼": (style.BETTER_TEXT[1:], style.BETTER_FILL[1:]),
        "■": (style.INK[1:], style.TINT[1:]),
    }
    if column.look is Look.STATUS and text[:1] in chips:
        colour, fill = chips[text[0]]
        return Run(text=text, size=size, bold=True, colour=colour), fill
    colour = style.ILLUSTRATIVE[1:] if invented else ""
    if column.look is Look.QUIET:
        colour = colour or theme.second
    bold = _is_bold(column, text)
    return Run(text=text, size=size, bold=bold, italic=invented, colour=colour or "tx1"), ""


def _is_bold(column: GridColumn, text: str) -> bool:
    return column.look is Look.STRONG or text.startswith(("▲", "Red"))


def _fill_cell(
    cell: Any,  # noqa: ANN401 - python-pptx keeps the type of a cell to itself
    run: Run,
    column: GridColumn,
    *,
    edges: tuple[str, str],
    fill: str = "",
    anchor: str = "ctr",
) -> None:
    from pptx.enum.text import MSO_ANCHOR

    cell.margin_left = cell.margin_right = emu(CELL_SIDE)
    cell.margin_top = cell.margin_bottom = emu(CELL_END)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if anchor == "b" else MSO_ANCHOR.MIDDLE
    write(cell.text_frame, ((run,),), align="r" if column.look is Look.NUMBER else "l")
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - borders have no other way in
    for tag, colour in zip(("a:lnT", "a:lnB"), edges, strict=True):
        if colour:
            properties.append(_edge(tag, colour))
    if fill:
        paint(cell.fill, fill)


def _edge(tag: str, colour: str) -> Any:  # noqa: ANN401 - an element of lxml
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    is_scheme = len(colour) != len(style.INK) - 1
    painted = f'<a:schemeClr val="{colour}"/>' if is_scheme else f'<a:srgbClr val="{colour}"/>'
    width = emu(1.25 if is_scheme else 0.75)
    return parse_xml(
        f'<{tag} {nsdecls("a")} w="{width}"><a:solidFill>{painted}</a:solidFill></{tag}>'
    )


def add_chart(slide: Slide, place: Frame, chart: NativeChart, theme: Theme) -> None:
    """A chart that PowerPoint edits, with its cells in a workbook of its own."""
    from pptx.opc.constants import CONTENT_TYPE as CT
    from pptx.opc.constants import RELATIONSHIP_TYPE as RT
    from pptx.oxml.shapes.graphfrm import CT_GraphicalObjectFrame
    from pptx.parts.chart import ChartPart

    size = min(CHART_POINTS, max(SMALLEST_CHART_POINTS, place.width / CHART_ROOM))
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


def add_map(slide: Slide, place: Frame, drawing: str, alt_text: str) -> Frame:
    """The map's shapes as large as the place allows, in proportion; where they stand."""
    from lxml import etree

    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in MAP_SPACES.items())
    opened = re.sub(r"^<(\w+:)?grpSp>", lambda m: f"<{m[1] or ''}grpSp {spaces}>", drawing)
    root = etree.fromstring(opened)
    extent = root.find("./{*}grpSpPr/{*}xfrm/{*}chExt")
    wide, high = int(extent.get("cx")) / EMU, int(extent.get("cy")) / EMU
    scale = min(place.width / wide, place.height / high)
    for element in list(root.iter("{*}pic", "{*}graphicFrame")):
        element.getparent().remove(element)
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


def marking(text: str, size: float) -> Paragraph:
    """The sentence that says what is illustrative."""
    return (Run(text=text, size=size, bold=True, colour=style.ILLUSTRATIVE[1:]),)


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
