"""What stands in a report: words, native charts, fields and the contents."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from workbook.house import style
from workbook.house.text_width import unbroken
from workbook.pack.drawing import RELATIONSHIPS, themed_chart, with_data
from workbook.package.shape import EMU_PER_POINT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from workbook.pack.looks import Run
    from workbook.pack.said.content import NativeChart
    from workbook.pack.theme import Theme

CHART_POINTS: Final = 10.5
CHART_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHART_URI: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_TAG: Final = re.compile(r"^<[\w:]+")
SPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{RELATIONSHIPS}"'
)


def emu(length: float) -> int:
    """Points in the unit of a drawing."""
    return round(length * EMU_PER_POINT)


def element(xml: str) -> Any:  # noqa: ANN401 - python-docx's elements are of classes by their tag
    """A new element of a document; the usual prefixes are known."""
    from docx.oxml import parse_xml

    return parse_xml(_TAG.sub(rf"\g<0> {SPACES}", xml, count=1))


def add_runs(paragraph: Paragraph, runs: Sequence[Run]) -> None:
    """Words of several looks."""
    for run in runs:
        written = paragraph.add_run(unbroken(run.text))
        if run.size:
            written.font.size = emu(run.size)
        written.bold = run.bold or None
        written.italic = run.italic or None
        if run.colour and run.colour != "tx1":
            paint(written, run.colour)


def paint(run: Any, colour: str) -> None:  # noqa: ANN401 - a run of python-docx
    """Give words a colour of the theme, or RRGGBB."""
    from docx.enum.dml import MSO_THEME_COLOR
    from docx.shared import RGBColor

    names = {"tx2": MSO_THEME_COLOR.TEXT_2, "accent1": MSO_THEME_COLOR.ACCENT_1}
    if colour in names:
        run.font.color.theme_color = names[colour]
    elif len(colour) == len(style.INK) - 1:
        run.font.color.rgb = RGBColor.from_string(colour)


def add_chart(
    document: Document,
    paragraph: Paragraph,
    chart: NativeChart,
    theme: Theme,
    *,
    width: float,
    height: float,
) -> None:
    """A chart that Word edits, in the line of a paragraph, with its cells in a workbook."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    package = document.part.package
    number = next_number(document)
    data = Part(
        PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"),
        WORKBOOK_TYPE, chart.workbook, package,
    )  # fmt: skip
    xml = with_data(
        themed_chart(chart.xml, theme, type_scale=CHART_POINTS / style.LABEL_SIZE), "rId1"
    )
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CHART_TYPE, xml.encode(), package)
    part.rels.add_relationship(f"{RELATIONSHIPS}/package", data, "rId1")
    relation = document.part.relate_to(part, f"{RELATIONSHIPS}/chart")
    add_drawing(
        paragraph,
        f'<a:graphicData uri="{CHART_URI}">'
        f'<c:chart xmlns:c="{CHART_URI}" r:id="{relation}"/></a:graphicData>',
        number=number,
        name=f"Chart: {chart.title}",
        alt_text=chart.alt_text,
        size=(width, height),
    )


def inline(data: str, *, number: int, size: tuple[float, float]) -> str:
    """A drawing in a line of text, its name and text for screen readers still to be set."""
    width, height = map(emu, size)
    return (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name=""/><wp:cNvGraphicFramePr/>'
        f"<a:graphic>{data}</a:graphic></wp:inline></w:drawing>"
    )


def add_drawing(
    paragraph: Paragraph,
    data: str,
    *,
    number: int,
    name: str,
    alt_text: str,
    size: tuple[float, float],
) -> None:
    """A drawing in the line of a paragraph."""
    drawing = element(inline(data, number=number, size=size))
    properties = drawing.find(".//{*}docPr")
    properties.set("name", name)
    properties.set("descr", alt_text)
    paragraph.add_run()._r.append(drawing)  # noqa: SLF001 - python-docx draws pictures only


def next_number(document: Document) -> int:
    """A number that no drawing of the document has."""
    return len(document.element.xpath("//wp:docPr")) + 1


def add_field(paragraph: Paragraph, code: str, shown: Run) -> None:
    """A field that Word works out, with what it shows until then."""
    first = len(paragraph.runs)
    add_runs(paragraph, [replace(shown, text=text) for text in ("", "", "", shown.text, "")])
    contents = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "",
        '<w:fldChar w:fldCharType="end"/>',
    )
    for run, content in zip(paragraph.runs[first:], contents, strict=True):
        if content:
            run._r.append(element(content))  # noqa: SLF001 - python-docx knows no fields


def bookmark(paragraph: Paragraph, number: int) -> str:
    """Mark a heading so that the contents can lead to it; the mark's name."""
    name = f"_Toc{number:09d}"
    start = element(f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>')
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)  # noqa: SLF001
    paragraph._p.append(element(f'<w:bookmarkEnd w:id="{number}"/>'))  # noqa: SLF001
    return name


def fill_contents(first: Paragraph, entries: Sequence[tuple[str, str]]) -> None:
    """The contents as a field of links to headings, filled in: they need no working out.

    Without page numbers, which only Word could give; ``entries`` are a mark and a heading each.
    """
    paragraph = first
    lines = []
    for at, (mark, heading) in enumerate(entries):
        if at:
            following = element("<w:p/>")
            paragraph._p.addnext(following)  # noqa: SLF001 - lines that belong together
            paragraph = type(first)(following, first._parent)  # noqa: SLF001
            paragraph.style = first.style
        paragraph.paragraph_format.space_after = emu(2)
        link = element(
            f'<w:hyperlink w:anchor="{mark}" w:history="1"><w:r><w:t/></w:r></w:hyperlink>'
        )
        link.find(".//{*}t").text = heading
        paragraph._p.append(link)  # noqa: SLF001 - python-docx knows no links to marks
        lines.append(paragraph)
    start = lines[0]._p  # noqa: SLF001
    at = 1 if start.pPr is not None else 0
    for offset, part in enumerate((
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        r'<w:r><w:instrText xml:space="preserve"> TOC \o "1-1" \n \h \z \u </w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
    )):  # fmt: skip
        start.insert(at + offset, element(part))
    lines[-1]._p.append(element('<w:r><w:fldChar w:fldCharType="end"/></w:r>'))  # noqa: SLF001
