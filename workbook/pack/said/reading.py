"""A refreshed workbook's cells as what a pack says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.pack.said.board_reading import board
from workbook.pack.said.cell import words
from workbook.pack.said.content import Grid, GridCell, GridColumn, GridRow, Look, Notes, Tone
from workbook.pack.said.exceptions_reading import exceptions
from workbook.pack.said.impact_reading import impact
from workbook.pack.said.known import tones_by_ref
from workbook.pack.said.map_reading import ward_map
from workbook.pack.said.pack_content import Pack
from workbook.pack.said.section_reading import section_view
from workbook.pack.said.source import RefreshedWorkbook
from workbook.pack.said.summary_reading import asked, headlines, sentences
from workbook.sheets.cover import layout as cover
from workbook.sheets.plan.words import NOT_YET_TAKEN
from workbook.sheets.summary import layout as summary
from workbook.sheets.summary.layout import KEY, SUMMARY
from workbook.tables.plan_layout import DECISIONS_TABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from workbook.pack.said.content import SectionView

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
    sections = tuple(_sections(book))
    brief = sentences(book)
    return Pack(
        title=book.text(summary.HEAD, "title") or SUMMARY.name,
        board=settings.board,
        area=settings.area,
        as_at=book.as_at,
        period=book.text(summary.HEAD, "period"),
        data_as_at=book.text(cover.HEAD, "data_as_at"),
        edition=book.text(cover.HEAD, "edition") or book.text(cover.DRAFT, "draft"),
        marking=book.text(cover.DRAFT, "illustrative"),
        workbook=book.name,
        dated=book.dated,
        slides=board(book),
        sentences=brief,
        asked=asked(brief),
        headlines=headlines(book),
        key=KEY,
        chance=book.text(summary.CHANCE, "by_chance"),
        exceptions=exceptions(book),
        ward_map=ward_map(book),
        sections=sections,
        impact=impact(book),
        decisions=_decisions(book),
        questions=_questions(sections),
        sources=_sources(book),
    )


def _sections(book: RefreshedWorkbook) -> Iterator[SectionView]:
    """The sections; an indicator of several has its own place in the first."""
    shown: set[str] = set()
    for section in book.settings.sections:
        indicators = book.settings.of_section(section)
        first = [one for one in indicators if one.headline and one.id not in shown]
        shown |= {one.id for one in first}
        yield section_view(book, section, first)


def _questions(sections: Sequence[SectionView]) -> Grid:
    """What the figures make the Board ask."""
    return Grid(
        title="Questions the Board may ask",
        columns=QUESTION_COLUMNS,
        rows=tuple(
            GridRow(
                cells=(GridCell(text=view.label), GridCell(text=view.question)),
                invented=view.invented,
            )
            for section in sections
            for view in section.headlines
            if view.question
        ),
    )


def _decisions(book: RefreshedWorkbook) -> Grid:
    told = {one.ref: one.illustrative for one in book.settings.plan.decisions}
    records = [
        one
        for one in book.records(DECISIONS_TABLE)
        if words(one["Ref"]) in told and words(one["Status"]) != words(NOT_YET_TAKEN)
    ]
    tones = tones_by_ref(records)
    rows = []
    for record in records:
        ref = words(record["Ref"])
        cells = tuple(
            GridCell(
                text=words(record[column.heading]),
                tone=tones[ref] if column.heading == "Status" else Tone.PLAIN,
            )
            for column in DECISION_COLUMNS
        )
        rows.append(GridRow(cells=cells, invented=told[ref]))
    return Grid(title="Decisions of the Board so far", columns=DECISION_COLUMNS, rows=tuple(rows))


def _sources(book: RefreshedWorkbook) -> tuple[Notes, ...]:
    changed = [
        ": ".join(text for key in ("topic", "sentence") if (text := words(row[key])))
        for row in book.rows(cover.CHANGED)
    ]
    checked = [
        f"{words(row['how_many'])} {words(row['of_what'])}".strip()
        for row in book.rows(cover.CHECKED)
    ]
    said = "; ".join(line for line in checked if line)
    parts = (
        ("Since the last quarter", changed),
        ("Checked", [f"{said}."] if said else []),
        ("Sources", [book.text(summary.SOURCES, "sources"), book.text(cover.SOURCES, "sources")]),
        ("This pack", [f"Made from {book.name}, whose figures and words it carries unchanged."]),
    )
    return tuple(
        Notes(heading=heading, texts=tuple(text for text in texts if text))
        for heading, texts in parts
        if any(texts)
    )
