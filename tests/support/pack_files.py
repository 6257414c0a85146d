"""What a meeting pack's files hold: the rows of their tables, their words, and their charts."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document
    from pptx.presentation import Presentation


@dataclass(frozen=True, slots=True, kw_only=True)
class PackChart:
    """A chart: its text for screen readers, its XML, and the workbook with its cells."""

    alt_text: str
    xml: Any
    workbook: bytes

    @property
    def cells(self) -> list[list[Any]]:
        """The cells of its workbook."""
        sheet = openpyxl.load_workbook(BytesIO(self.workbook)).worksheets[0]
        return [list(map(rounded, row)) for row in sheet.iter_rows(values_only=True)]

    @property
    def drawn(self) -> list[list[float | None]]:
        """The numbers that it draws, series by series."""
        return [cached(reference) for reference in self.xml.iter("{*}numRef")]


def plain(text: str) -> str:
    """A text without the blanks that keep a number and its sign on one line."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def slide_tables(slides: Presentation) -> Iterator[list[list[str]]]:
    """The tables of the slides, row by row."""
    for slide in slides.slides:
        for shape in slide.shapes:
            if shape.has_table:
                rows = shape.table.rows
                yield [[plain(cell.text_frame.text) for cell in row.cells] for row in rows]


def report_tables(report: Document) -> Iterator[list[list[str]]]:
    """The tables of a report, row by row."""
    for table in report.tables:
        yield [[plain(cell.text) for cell in row.cells] for row in table.rows]


def slide_charts(slides: Presentation) -> Iterator[PackChart]:
    """The charts of the slides, in order."""
    for slide in slides.slides:
        for shape in slide.shapes:
            if shape.has_chart:
                part = shape.chart.part
                yield PackChart(
                    alt_text=shape.element.xpath(".//p:cNvPr/@descr")[0],
                    xml=etree.fromstring(part.blob),
                    workbook=part.chart_workbook.xlsx_part.blob,
                )


def report_charts(report: Document) -> Iterator[PackChart]:
    """The charts of a report, in order."""
    for inline in report.element.iter("{*}inline"):
        for chart in inline.iter("{*}chart"):
            number = next(value for key, value in chart.attrib.items() if key.endswith("}id"))
            part = report.part.related_parts[number]
            yield PackChart(
                alt_text=inline.find("{*}docPr").get("descr"),
                xml=etree.fromstring(part.blob),
                workbook=next(iter(part.rels.values())).target_part.blob,
            )


def cached(reference: Any) -> list[float | None]:
    """The numbers that a chart keeps of the cells that it refers to."""
    count = int(reference.find("{*}numCache/{*}ptCount").get("val"))
    points = {
        int(point.get("idx")): rounded(float(point.findtext("{*}v")))
        for point in reference.iterfind("{*}numCache/{*}pt")
    }
    return [points.get(at) for at in range(count)]


def rounded(value: Any) -> Any:
    """A figure to ten digits: every program keeps as many."""
    return float(f"{value:.10g}") if isinstance(value, int | float) else value
