"""A refreshed workbook's cells as what a pack says."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final

from workbook.layout.parts import MOST_EXCEPTIONS, summary_rows
from workbook.layout.plan_tables import DECISIONS_TABLE
from workbook.layout.sheets import SUMMARY
from workbook.pack.said.content import Grid, GridColumn, ImpactView, Look, Pack, Words
from workbook.pack.said.map_reading import ward_map
from workbook.pack.said.section_reading import joined, section_view
from workbook.pack.said.source import RefreshedWorkbook, shown_text
from workbook.sheets.exceptions.template import HEADINGS as EXCEPTION_HEADINGS
from workbook.sheets.impact.template import ESTIMATE_HEADINGS, OUTPUT_HEADINGS, SUMMARY_HEADINGS
from workbook.sheets.plan.words import day
from workbook.sheets.summary.template import KEY
from xlsrc.domain.errors import TemplateError
from xlsrc.domain.indicator import Indicator
from xlsrc.domain.wording import figure, percent, points

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xlsrc.domain.indicator import Section

HEADLINE_COLUMNS: Final = (
    GridColumn(heading="Section", share=15, look=Look.QUIET),
    GridColumn(heading="Indicator", share=24, look=Look.STRONG),
    GridColumn(heading="Status", share=16, look=Look.STATUS),
    GridColumn(heading="Last 12 months (year before)", share=18, look=Look.NUMBER),
    GridColumn(heading="Change", share=13, look=Look.NUMBER),
    GridColumn(heading="Is the change real?", share=21),
    GridColumn(heading="Last 3 months (usual range)", share=21, look=Look.NUMBER),
    GridColumn(heading="Against peers", share=18),
    GridColumn(heading="Target", share=20),
)
EXCEPTION_SHARES: Final = (17, 21, 18, 13, 12, 16, 30, 25)
DECISION_COLUMNS: Final = (
    GridColumn(heading="Ref", share=6),
    GridColumn(heading="Date", share=11),
    GridColumn(heading="Decision", share=50, look=Look.STRONG),
    GridColumn(heading="Action", share=9),
    GridColumn(heading="Due", share=11),
    GridColumn(heading="Status", share=16),
)
QUESTION_COLUMNS: Final = (
    GridColumn(heading="Indicator", share=26, look=Look.STRONG),
    GridColumn(heading="Question", share=74),
)


def pack_of(path: Path) -> Pack:
    """What the workbook of a file says, for slides and for a report.

    Raises
    ------
    DashboardError
        The file is no workbook of this dashboard, was never refreshed, or lacks cells of it.

    """
    book = RefreshedWorkbook.open(path)
    settings = book.settings
    sections = tuple(section_view(book, section) for section in settings.sections)
    views = [view for section in sections for view in section.headlines]
    questions = {
        view.label: words.text for view in views for words in view.words if words.heading == "Ask"
    }
    return Pack(
        title=book.text("summary.head"),
        board=settings.board,
        area=settings.area,
        month=book.text("exceptions.head", 0, -1).removeprefix("to "),
        period=book.text("summary.head", 0, -1),
        data_as_at=book.text("cover.head", 1, -1),
        edition=book.text("cover.head", 0, -1),
        marking=book.text("cover.note", 0, -1),
        workbook=book.name,
        dated=book.dated,
        sentences=tuple(
            Words(heading=shown_text(topic), text=shown_text(text))
            for topic, text in book.values("summary.sentences")
            if text
        ),
        headlines=_headlines(book),
        key=KEY,
        exceptions=_exceptions(book),
        exceptions_notes=tuple(
            text
            for text in (
                book.text("exceptions.head", 1),
                book.text("exceptions.chance"),
                _more_exceptions(book),
            )
            if text
        ),
        ward_map=ward_map(book),
        sections=sections,
        impact=_impact(book),
        decisions=_decisions(book),
        questions=Grid(
            title="Questions the Board may ask",
            columns=QUESTION_COLUMNS,
            rows=tuple(questions.items()),
        ),
        sources=_sources(book),
    )


def _headlines(book: RefreshedWorkbook) -> Grid:
    shown = summary_rows(book.settings)
    cells = book.values("summary.table")
    if len(shown) != len(cells):
        message = (
            f"{SUMMARY.name} must have a row for each of the {len(shown)} sections and headline "
            f"indicators of the tables; found {len(cells)} in {book.name}. Run safer build on it, "
            "then safer refresh."
        )
        raise TemplateError(message)
    rows = []
    section: Section | None = None
    for one, row in zip(shown, cells, strict=True):
        if isinstance(one, Indicator):
            rows.append((section.sheet if section else "", *_headline(one, row)))
        else:
            section = one
    return Grid(title="Headline indicators", columns=HEADLINE_COLUMNS, rows=tuple(rows))


def _headline(indicator: Indicator, row: Sequence[object]) -> tuple[str, ...]:
    label, status, last_3, usual, last_12, before, change, is_real, _, peers, target = row
    year, year_before, quarter = (
        figure(value, is_share=indicator.is_share) if isinstance(value, float) else joined(value)
        for value in (last_12, before, last_3)
    )
    if isinstance(change, float):
        moved = points(change) if indicator.is_share else percent(100 * change)
    else:
        moved = joined(change)
    return (
        joined(label),
        joined(status),
        _beside(year, year_before),
        moved,
        joined(is_real),
        _beside(quarter, joined(usual)),
        joined(peers),
        joined(target),
    )


def _beside(figure_text: str, other: str) -> str:
    """A figure with another in brackets; a word for no figure stands once."""
    return figure_text if other == figure_text else f"{figure_text} ({other})"


def _exceptions(book: RefreshedWorkbook) -> Grid:
    looks = {"What": Look.STRONG, "Seen": Look.NUMBER, "New or known": Look.STATUS}
    columns = tuple(
        GridColumn(heading=heading, share=share, look=looks.get(heading, Look.TEXT))
        for (heading, _, _), share in zip(EXCEPTION_HEADINGS, EXCEPTION_SHARES, strict=True)
    )
    rows = tuple(tuple(map(joined, row)) for row in book.values("exceptions.table") if any(row))
    return Grid(title=book.text("exceptions.head"), columns=columns, rows=rows)


def _more_exceptions(book: RefreshedWorkbook) -> str:
    """How many exceptions only the workbook lists."""
    found = book.text("exceptions.more").split()
    return f"{MOST_EXCEPTIONS} shown; {found[1]} more are in the workbook." if found else ""


def _impact(book: RefreshedWorkbook) -> ImpactView:
    tables = (
        ("impact.priorities", "Where each priority stands", SUMMARY_HEADINGS, (26, 24, 24, 30)),
        ("impact.outputs", "Outputs against target", OUTPUT_HEADINGS, (40, 34, 26)),
        ("impact.estimates", "Has it made a difference?", ESTIMATE_HEADINGS, (30, 70)),
    )
    names = {name for name, *_ in tables}
    if not any(section.is_priority for section in book.settings.sections):
        names.remove("impact.priorities")
    grids = [
        _block_grid(book, name, title, headings, shares)
        for name, title, headings, shares in tables
        if name in names
    ]
    return ImpactView(
        title=book.text("impact.head"),
        note=book.text("impact.head", 1),
        mark=book.text("impact.head", 1, -1),
        tables=tuple(grid for grid in grids if grid.rows),
        burn_up=book.chart(
            "impact.burn_up",
            title="Actions complete, and due by then",
            alt_text="Line chart of actions complete against actions due, month by month.",
        ),
    )


def _block_grid(
    book: RefreshedWorkbook,
    name: str,
    title: str,
    headings: dict[int, str],
    shares: tuple[int, ...],
) -> Grid:
    columns = tuple(
        GridColumn(heading=heading, share=share, look=Look.TEXT if at else Look.STRONG)
        for at, (heading, share) in enumerate(zip(headings.values(), shares, strict=True))
    )
    rows = tuple(
        tuple(joined(row[column]) for column in headings)
        for row in book.values(name)
        if any(row[column] for column in headings)
    )
    return Grid(title=title, columns=columns, rows=rows)


def _decisions(book: RefreshedWorkbook) -> Grid:
    table = book.table(DECISIONS_TABLE.name)
    wanted = [table.columns.index(column.heading) for column in DECISION_COLUMNS]
    rows = tuple(
        tuple(_cell(row[column]) for column in wanted)
        for row in table.rows
        if any(value not in (None, "") for value in row)
    )
    return Grid(title="Decisions of the Board so far", columns=DECISION_COLUMNS, rows=rows)


def _cell(value: object) -> str:
    return day(value) if isinstance(value, datetime.date) else joined(value)


def _sources(book: RefreshedWorkbook) -> tuple[Words, ...]:
    changed = [shown_text(cell) for (cell,) in book.values("cover.changed") if cell]
    checked = [" ".join(map(joined, row)) for row in book.values("cover.checked") if any(row)]
    parts = (
        ("Since the last quarter", changed),
        ("Checked", [f"{'; '.join(checked)}."] if checked else []),
        ("Sources", [book.text("summary.sources"), book.text("cover.sources")]),
        ("This pack", [f"Made from {book.name}, whose figures and words it carries unchanged."]),
    )
    return tuple(
        Words(heading=heading, text="\n".join(" ".join(text.split()) for text in texts))
        for heading, texts in parts
        if any(texts)
    )
