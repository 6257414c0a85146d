"""The Summary sheet's cells as what a pack says of the headline indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.pack.said.cell import words
from workbook.pack.said.content import Grid, GridCell, GridColumn, GridRow, Look
from workbook.pack.said.known import marked
from workbook.sheets.cover import layout as cover
from workbook.sheets.summary import layout
from workbook.sheets.summary.layout import SUMMARY, summary_rows
from xlsrc.domain.indicator import Indicator
from xlsrc.domain.wording import figure, percent, points
from xlsrc.domain.workbook_errors import OutdatedError
from xlsrc.words.action_sentences import ACTIONS, DECISION
from xlsrc.words.findings import NOTHING_WITHHELD, QUALITY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.pack.said.known import Known
    from workbook.pack.said.source import RefreshedWorkbook
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
SENTENCE_COLUMNS: Final = (
    GridColumn(heading="About", share=24, look=Look.STRONG),
    GridColumn(heading="What the Board should know", share=76),
)


def sentences(book: RefreshedWorkbook) -> Grid:
    """The sentences for the Board: topic, sentence. The topic is what a row is told by."""
    illustrative = (marked(ACTIONS), marked(DECISION))
    found = [(words(row["topic"]), words(row["sentence"])) for row in book.rows(layout.SENTENCES)]
    quality = book.text(cover.QUALITY_TITLE, "title").removeprefix(f"{QUALITY}: ")
    if quality and quality != NOTHING_WITHHELD:
        # What is to be decided stays last.
        found.insert(len(found) - 1, (QUALITY, f"{quality[:1].upper()}{quality[1:]}."))
    return Grid(
        title="In brief",
        columns=SENTENCE_COLUMNS,
        rows=tuple(
            GridRow(
                cells=(GridCell(text=topic), GridCell(text=sentence)),
                invented=topic in illustrative,
            )
            for topic, sentence in found
            if sentence
        ),
    )


def asked(brief: Grid) -> str:
    """What the Board is to decide, which is the last of the sentences; '' for nothing."""
    topic, sentence = brief.rows[-1].texts if brief.rows else ("", "")
    return sentence if topic == DECISION else ""


def headlines(book: RefreshedWorkbook) -> Grid:
    """The table of the headline indicators, each with the name of its section."""
    shown = summary_rows(book.settings)
    cells = book.rows(layout.TABLE)
    if len(shown) != len(cells):
        message = (
            f"{SUMMARY.name} must have a row for each of the {len(shown)} sections and headline "
            f"indicators of the tables; found {len(cells)} in {book.name}. Run safer build on it, "
            "then safer refresh."
        )
        raise OutdatedError(message)
    rows = []
    section: Section | None = None
    for one, row in zip(shown, cells, strict=True):
        if isinstance(one, Indicator):
            known = book.known[one.id]
            cell = GridCell(text=section.sheet if section else "")
            rows.append(GridRow(cells=(cell, *_headline(one, row, known)), invented=known.invented))
        else:
            section = one
    return Grid(title="Headline indicators", columns=HEADLINE_COLUMNS, rows=tuple(rows))


def _headline(
    indicator: Indicator, row: Mapping[str, object], known: Known
) -> tuple[GridCell, ...]:
    def shown(key: str) -> str:
        value = row[key]
        return (
            figure(value, is_share=indicator.is_share) if isinstance(value, float) else words(value)
        )

    change = row["change"]
    if isinstance(change, float):
        moved = points(change) if indicator.is_share else percent(100 * change)
    else:
        moved = words(change)
    return (
        GridCell(text=words(row["indicator"]) or indicator.name),
        GridCell(text=words(row["status"]), tone=known.status),
        GridCell(text=beside(shown("last_12"), shown("year_before"), row["last_12"])),
        GridCell(text=moved),
        GridCell(text=words(row["is_it_real"])),
        GridCell(text=beside(shown("last_3"), words(row["usual_range"]), row["last_3"])),
        GridCell(text=words(row["peers"])),
        GridCell(text=words(row["target"]), tone=known.target),
    )


def beside(text: str, other: str, value: object) -> str:
    """A figure with another in brackets; a word for no figure stands once."""
    if other == text and not isinstance(value, float):
        return text
    return f"{text} ({other})"
