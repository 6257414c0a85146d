"""A report's properties, and its header and footer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.pack.looks import Run
from workbook.pack.office_file import set_properties
from workbook.pack.report import report_parts as parts

if TYPE_CHECKING:
    from docx.blkcntnr import BlockItemContainer
    from docx.text.paragraph import Paragraph

    from workbook.pack.report.report_template import ReportTemplate
    from workbook.pack.said.pack_content import Pack

SMALL: Final = 9.0
"""The size of small print in points."""


def furnish(base: ReportTemplate, pack: Pack) -> None:
    """Title, dates and language; header and footer where the template has none of its own."""
    set_properties(base.document.core_properties, pack)
    section = base.document.sections[-1]
    if not _has_text(section.header):
        shown = (pack.board, pack.area, pack.edition)
        _write_edge(section.header, " · ".join(part for part in shown if part), base)
    if not _has_text(section.footer):
        paragraph = _write_edge(section.footer, f"Data to {pack.as_at.name} · page ", base)
        run = Run(text="1", size=SMALL, colour=base.theme.second)
        parts.add_field(paragraph, "PAGE", run)


def _has_text(edge: BlockItemContainer) -> bool:
    return any(paragraph.text.strip() or paragraph.runs for paragraph in edge.paragraphs)


def _write_edge(edge: BlockItemContainer, text: str, base: ReportTemplate) -> Paragraph:
    paragraph: Paragraph = edge.paragraphs[0]
    run = Run(text=text, size=SMALL, colour=base.theme.second)
    parts.add_runs(paragraph, (run,))
    return paragraph
