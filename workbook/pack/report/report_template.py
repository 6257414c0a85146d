"""The document that a report is put into: a partnership's own, or the house style's."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from workbook.house import style
from workbook.pack.drawing import LANGUAGE
from workbook.pack.office_file import UNREADABLE, template_bytes, with_theme
from workbook.pack.theme import Theme, house_theme, theme_of
from workbook.package.shape import EMU_PER_POINT
from xlsrc.domain.workbook_errors import PackTemplateError

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

SUFFIXES: Final = (".docx", ".dotx")
TITLE, SUBTITLE, HEADING, SUBHEADING, CAPTION = (
    "Title", "Subtitle", "Heading 1", "Heading 2", "Caption",
)  # fmt: skip
STYLES: Final = (TITLE, SUBTITLE, HEADING, SUBHEADING, CAPTION)
"""The styles that a report uses; one that a template lacks is the house style's."""

A4: Final = (595.3, 841.9)
MARGIN, TOP, EDGE = 45.0, 68.0, 30.0
"""Points that a page keeps free at its sides and below, above its text, and above its header."""

BODY_POINTS: Final = 10.5
LOOKS: Final = {
    TITLE: (26, True, style.ACCENT, 0, 4),
    SUBTITLE: (13, False, style.SECOND, 0, 4),
    HEADING: (18, True, style.ACCENT, 18, 6),
    SUBHEADING: (13, True, style.ACCENT, 14, 4),
    CAPTION: (10.5, True, style.INK, 8, 3),
}
"""Of each style: size, bold, colour, and the points before and after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTemplate:
    """A document without text, the width of its text in points, and its theme."""

    document: Document
    width: float
    theme: Theme


def report_template(path: Path | None) -> ReportTemplate:
    """The template of a file, or the house style's; `WorkbookError` where it will not do."""
    import docx
    from docx.opc.exceptions import OpcError

    house = _house()
    document = house
    if path is not None:
        try:
            document = docx.Document(BytesIO(template_bytes(path)))
            _without_text(document)
        except (*UNREADABLE, OpcError) as error:
            message = (
                f"A Word template (.docx or .dotx) was wanted; '{path}' is none that can be opened "
                f"({error}). Save it in Word as .docx and name that."
            )
            raise PackTemplateError(message) from error
        _complete_styles(document, house)
    section = document.sections[-1]
    page, left, right = section.page_width, section.left_margin, section.right_margin
    width = (page or 0) - (left or 0) - (right or 0)
    return ReportTemplate(
        document=document,
        width=width / EMU_PER_POINT,
        theme=theme_of(_theme_xml(document)),
    )


def _theme_xml(document: Document) -> str:
    from docx.opc.constants import RELATIONSHIP_TYPE as RT

    try:
        return str(document.part.part_related_by(RT.THEME).blob.decode())
    except KeyError:
        return ""


def _without_text(document: Document) -> None:
    """Take the sample text out, with what only it refers to; the last page set-up stays."""
    body = document.element.body
    for element in list(body):
        if not element.tag.endswith("}sectPr"):
            body.remove(element)
    used = set(document.element.xpath("//@r:id | //@r:embed | //@r:link | //@r:pict"))
    for number, relation in list(document.part.rels.items()):
        kind = relation.reltype.rpartition("/")[2]
        if kind in ("image", "chart", "hyperlink", "package") and number not in used:
            document.part.rels.pop(number)


def _complete_styles(document: Document, house: Document) -> None:
    known = {one.name for one in document.styles}
    for name in STYLES:
        if name not in known:
            document.styles.element.append(deepcopy(house.styles[name].element))


def _house() -> Document:
    """python-docx's blank document in the house style: A4, Calibri, headings in the accent."""
    import docx
    from docx.shared import Pt

    blank = docx.Document()
    content = BytesIO()
    blank.save(content)
    themed = with_theme(content.getvalue(), "word/theme/theme1.xml", house_theme)
    document = docx.Document(BytesIO(themed))
    section = document.sections[0]
    section.page_width, section.page_height = map(Pt, A4)
    section.left_margin = section.right_margin = Pt(MARGIN)
    section.top_margin = section.bottom_margin = Pt(TOP)
    section.header_distance = section.footer_distance = Pt(EDGE)
    for language in document.styles.element.iter("{*}lang"):
        for name in list(language.attrib):
            if name.endswith("}val"):
                language.set(name, LANGUAGE)
    _style_text(document.styles["Normal"], BODY_POINTS, bold=False, colour=style.INK)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    for name, (size, bold, colour, before, after) in LOOKS.items():
        one = document.styles[name]
        _style_text(one, size, bold=bold, colour=colour)
        one.paragraph_format.space_before = Pt(before)
        one.paragraph_format.space_after = Pt(after)
        one.paragraph_format.keep_with_next = True
        for edge in list(one.element.iter("{*}pBdr", "{*}spacing")):
            if edge.tag.endswith("pBdr") or edge.getparent().tag.endswith("rPr"):
                edge.getparent().remove(edge)
    document.styles[HEADING].paragraph_format.page_break_before = False
    return document


def _style_text(one: Any, size: float, *, bold: bool, colour: str) -> None:  # noqa: ANN401
    """A style's type; python-docx gives each kind of style its own class."""
    from docx.shared import Pt, RGBColor

    for fonts in list(one.element.iter("{*}rFonts")):
        fonts.getparent().remove(fonts)
    one.font.name = style.FONT
    one.font.size = Pt(size)
    one.font.bold = bold
    one.font.italic = False
    one.font.color.rgb = RGBColor.from_string(colour[1:])
