"""The pack as a Word report: headings, tables, native charts and the map."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Final

from workbook.house.text_width import unbroken
from workbook.house.wording import INVENTED_PLAN_NOTE
from workbook.pack.looks import Run, marking
from workbook.pack.office_file import finished
from workbook.pack.report import report_parts as parts
from workbook.pack.report.report_edges import SMALL, furnish
from workbook.pack.report.report_map import add_map
from workbook.pack.report.report_table import add_grid
from workbook.pack.report.report_template import (
    CAPTION,
    HEADING,
    SUBHEADING,
    SUBTITLE,
    TITLE,
    ReportTemplate,
    report_template,
)
from workbook.pack.said.content import Look

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from docx.text.paragraph import Paragraph

    from workbook.pack.said.content import (
        ExceptionsView,
        Grid,
        IndicatorView,
        MapView,
        NativeChart,
        SectionView,
    )
    from workbook.pack.said.pack_content import Pack

ANSWER, MOVERS, DECIDE = 1, 2, 10
"""Slides whose words the report begins with."""

NOTE_GAP: Final = 3.0
NARROW: Final = 470.0
"""Points: a table is then set without its quiet columns."""

CHART_HEIGHT: Final = 202.0
"""Points: lower, LibreOffice would set a chart's type too small to read."""

KEY_SHARES: Final = (13, 18, 15, 18, 20, 20, 16)


class Report:
    """A document that headings, tables and charts are added to, one below the other."""

    def __init__(self, template: ReportTemplate) -> None:
        self._document = template.document
        self._width = template.width
        self._theme = template.theme
        self._headings: list[tuple[str, str]] = []

    def heading(self, text: str, *, new_page: bool = False) -> None:
        """A heading that the contents list, on a page of its own where that is asked for."""
        paragraph = self.line(text, HEADING)
        paragraph.paragraph_format.page_break_before = new_page or None
        self._headings.append((parts.bookmark(paragraph, len(self._headings) + 1), text))

    def line(self, text: str, name: str | None = None) -> Paragraph:
        """A paragraph in a style, the text's without one; a title stays with what follows."""
        paragraph = self._document.add_paragraph(unbroken(text), style=name)
        if name is not None:
            paragraph.paragraph_format.keep_with_next = True
        return paragraph

    def runs(self, *runs: Run) -> Paragraph:
        """A paragraph of several looks."""
        paragraph = self._document.add_paragraph()
        parts.add_runs(paragraph, runs)
        return paragraph

    def labelled(self, heading: str, text: str) -> None:
        """A paragraph with its heading in the same line."""
        self.runs(
            Run(text=f"{heading}  ", size=0, bold=True, colour=self._theme.accent),
            Run(text=text, size=0),
        )

    def note(self, *texts: str, before: bool = False) -> None:
        """Small print; what stands ``before`` something stays on its page."""
        for text in texts:
            if text:
                run = Run(text=text, size=SMALL, colour=self._theme.second)
                layout = self.runs(run).paragraph_format
                layout.keep_with_next = before
                layout.space_after = parts.emu(NOTE_GAP)

    def marking(self, text: str) -> None:
        """The sentence that says what is illustrative, where anything is."""
        if text:
            self.runs(*marking(text, SMALL, self._theme)).paragraph_format.keep_with_next = True

    def table(self, grid: Grid, *, caption: bool = True, before: bool = False) -> None:
        """A table under its title; one that stands ``before`` something stays on its page."""
        if caption:
            self.line(grid.title, CAPTION)
        if self._width < NARROW:
            grid = without_quiet_columns(grid)
        add_grid(self._document, grid, self._width, self._theme, keep=before)

    def charts(self, charts: Sequence[NativeChart]) -> None:
        """Charts as wide as the text, each under its title."""
        for chart in charts:
            self.line(chart.title, CAPTION)
            paragraph = self._document.add_paragraph()
            paragraph.paragraph_format.keep_with_next = chart is not charts[-1]
            parts.add_chart(
                self._document, paragraph, chart, self._theme,
                width=self._width, height=CHART_HEIGHT,
            )  # fmt: skip

    def map(self, view: MapView) -> None:
        """The map, with its legend as a table."""
        add_map(self._document, view, self._width)

    def contents(self, at: Paragraph) -> None:
        """The list of headings, from a paragraph that was kept for it."""
        parts.fill_contents(at, self._headings)


def without_quiet_columns(grid: Grid) -> Grid:
    """A table without the columns that only say again where its rows belong."""
    kept = [at for at, column in enumerate(grid.columns) if column.look is not Look.QUIET]
    return replace(
        grid,
        columns=tuple(grid.columns[at] for at in kept),
        rows=tuple(replace(row, cells=tuple(row.cells[at] for at in kept)) for row in grid.rows),
    )


def report(pack: Pack, template: Path | None = None) -> bytes:
    """The pack as the bytes of a .docx, in a template or the house style.

    Raises
    ------
    WorkbookError
        The template cannot be used.

    """
    base = report_template(template)
    written = Report(base)
    _front(written, pack)
    _answer(written, pack)
    written.line("Contents", CAPTION)
    contents = written.line("")
    written.heading(pack.sentences.title)
    for row in pack.sentences.rows:
        written.labelled(*row.texts)
    written.heading(pack.headlines.title, new_page=True)
    written.table(pack.headlines, caption=False)
    written.note(" ".join(pack.key.split()), " ".join(pack.chance.split()))
    _exceptions(written, pack.exceptions)
    if pack.ward_map is not None:
        _ward_map(written, pack.ward_map)
    for section in pack.sections:
        _section(written, section)
    _impact(written, pack)
    _decisions(written, pack)
    written.heading("Sources and notes", new_page=True)
    for source in pack.sources:
        written.line(source.heading, CAPTION)
        for text in source.texts:
            written.line(text)
    written.contents(contents)
    furnish(base, pack)
    content = BytesIO()
    base.document.save(content)
    return finished(content.getvalue())


def _front(written: Report, pack: Pack) -> None:
    written.line(pack.title, TITLE)
    shown = (pack.board, pack.period, pack.data_as_at, pack.edition)
    written.line(" · ".join(part for part in shown if part), SUBTITLE)
    written.marking(pack.marking)


def _answer(written: Report, pack: Pack) -> None:
    """The answer, what moved and what to decide, in the words of the slides."""
    slides = pack.slides.slides
    if ANSWER in slides:
        written.heading("In short")
        written.runs(Run(text=slides[ANSWER].title, size=0, bold=True))
    if MOVERS in slides:
        written.line(slides[MOVERS].title, CAPTION)
        if pack.slides.moved.rows:
            written.table(pack.slides.moved, caption=False)
        written.note(slides[MOVERS].foot)
    if DECIDE in slides:
        written.runs(Run(text=slides[DECIDE].title, size=0, bold=True))
        written.note(slides[DECIDE].subtitle)


def _exceptions(written: Report, view: ExceptionsView) -> None:
    written.heading(view.title)
    written.line(view.note).paragraph_format.keep_with_next = True
    for one in view.lists:
        written.line(one.table.title, CAPTION)
        written.note(f"{one.rule[:1].upper()}{one.rule[1:]}.", before=True)
        if one.nothing:
            written.line(one.nothing)
        if one.table.rows:
            written.table(one.table, caption=False)
    written.note(*view.chance, view.more)


def _ward_map(written: Report, view: MapView) -> None:
    written.heading(view.title)
    written.line(view.note).paragraph_format.keep_with_next = True
    written.map(view)
    if view.legend:
        classes = "; ".join(f"{at}: {words}" for at, (_, words) in enumerate(view.legend, start=1))
        written.note(f"Classes from the palest ({classes}).")
    written.note(*view.marks)
    written.table(view.wards)
    written.note(*view.foot)


def _section(written: Report, section: SectionView) -> None:
    written.heading(section.title, new_page=True)
    written.note(section.objective, before=True)
    written.marking(section.note)
    for words in section.boxes:
        written.labelled(words.heading, words.text)
    written.table(section.indicators)
    for grid in section.plan:
        written.table(grid)
    written.note(*section.foot)
    for view in section.headlines:
        _indicator(written, section, view)


def _indicator(written: Report, section: SectionView, view: IndicatorView) -> None:
    written.line(view.label, SUBHEADING)
    keys = view.keys.with_shares(KEY_SHARES)
    written.table(keys, caption=False, before=bool(view.charts))
    written.charts(view.charts)
    for words in view.words:
        written.labelled(words.heading, words.text)
    if view.is_marked:
        written.marking(section.note or INVENTED_PLAN_NOTE)
    definition = f"Definition: {view.definition}" if view.definition else ""
    caveats = f"Caveats: {view.caveats}" if view.caveats else ""
    written.note(" ".join(part for part in (definition, caveats) if part), view.origin)


def _impact(written: Report, pack: Pack) -> None:
    view = pack.impact
    written.heading(view.title, new_page=True)
    written.line(view.note)
    written.marking(view.mark)
    for grid in view.tables[:1]:
        written.table(grid)
    if view.burn_up is not None:
        written.charts([view.burn_up])
    for grid in view.tables[1:]:
        written.table(grid)


def _decisions(written: Report, pack: Pack) -> None:
    if pack.asked or pack.decisions.rows:
        written.heading("For decision")
        if pack.asked:
            written.runs(Run(text=pack.asked, size=0, bold=True))
        if pack.decisions.rows:
            written.table(pack.decisions)
    if pack.questions.rows:
        written.heading(pack.questions.title)
        written.table(pack.questions, caption=False)
