"""A section sheet's cells as what a pack says of the section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.layout.parts import panel_name, section_name
from workbook.pack.said.content import Grid, GridColumn, IndicatorView, Look, SectionView, Words
from workbook.pack.said.source import shown_text
from workbook.sheets.section.foot_template import HEADINGS as FOOT_HEADINGS
from workbook.sheets.section.panel_template import KEY_LABELS
from workbook.sheets.section.panel_text import CUT, VIEW
from workbook.sheets.section.template import BOXES
from xlsrc.words.views import heard_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.pack.said.source import RefreshedWorkbook
    from xlsrc.domain.indicator import Indicator, Section

ELLIPSIS: Final = "…"
BEGINNING: Final = 12
"""Letters by which a line that was cut short is known."""

SHOWS: Final = "What it shows"
STATUS: Final = 2
"""The column of the status word in a panel's first row."""

KEY_SHARES: Final = {0: 18, 2: 18, 3: 22, 7: 21, 8: 20, 10: 20}
ACTION_SHARES: Final = {0: 6, 1: 38, 2: 20, 3: 13, 4: 11, 5: 16}
OUTPUT_SHARES: Final = {7: 41, 8: 16, 9: 14, 10: 28}
"""Widths by the columns of the sheet's cells."""


def joined(value: object) -> str:
    """A cell's words with single spaces."""
    return " ".join(shown_text(value).split())


def section_view(book: RefreshedWorkbook, section: Section) -> SectionView:
    """A section as its sheet shows it."""
    head = book.values(section_name(section.id, "head"))
    boxes = book.values(section_name(section.id, "boxes"))[0]
    indicators = book.settings.of_section(section)
    foot = book.values(section_name(section.id, "foot")) if section.is_priority else ()
    return SectionView(
        title=joined(head[0][0]),
        objective=joined(head[1][0]),
        note=joined(head[1][-1]),
        boxes=tuple(
            Words(heading=heading, text=text)
            for column, heading in BOXES.items()
            if (text := joined(boxes[column]))
        ),
        indicators=_indicators(book, section, indicators),
        headlines=tuple(_view(book, section, one) for one in indicators if one.headline),
        plan=tuple(
            grid
            for shares in (ACTION_SHARES, OUTPUT_SHARES)
            if (grid := _foot_grid(foot, shares)) is not None
        ),
        foot=tuple(_whole(book, section, joined(cell)) for cell in foot[-1] if cell)
        if foot
        else (),
    )


def _indicators(book: RefreshedWorkbook, section: Section, indicators: Sequence[Indicator]) -> Grid:
    """The key figures of every indicator of the section."""
    columns = (
        GridColumn(heading="Indicator", share=24, look=Look.STRONG),
        GridColumn(heading="Status", share=17, look=Look.STATUS),
        *(
            GridColumn(heading=heading, share=KEY_SHARES[column])
            for column, heading in KEY_LABELS.items()
        ),
    )
    rows = []
    for indicator in indicators:
        head = book.values(panel_name(section.id, indicator.id, "head"))[0]
        keys = book.values(panel_name(section.id, indicator.id, "keys"))[0]
        figures = (joined(keys[column]) for column in KEY_LABELS)
        rows.append((joined(head[0]), joined(head[STATUS]), *figures))
    return Grid(title="Every indicator of this section", columns=columns, rows=tuple(rows))


def _view(book: RefreshedWorkbook, section: Section, indicator: Indicator) -> IndicatorView:
    def cells(part: str) -> tuple[tuple[object, ...], ...]:
        return book.values(panel_name(section.id, indicator.id, part))

    head, keys, titles = cells("head")[0], cells("keys")[0], cells("titles")[0]
    label = joined(head[0])
    figures = tuple(
        Words(heading=heading, text=joined(keys[column])) for column, heading in KEY_LABELS.items()
    )
    said = f"{label}: {figures[0].heading.lower()} {figures[0].text}."
    has_figures = any(value is not None for row in cells("year")[1:] for value in row[1:3])
    charts = {
        part: book.chart(
            panel_name(section.id, indicator.id, part),
            title=joined(title),
            alt_text=f"Line chart. {joined(title)}. {said}",
        )
        for part, title in (("year", titles[0]), ("trend", titles[-1]))
        if has_figures
    }
    return IndicatorView(
        label=label,
        status=joined(head[STATUS]),
        origin=joined(head[-1]),
        keys=figures,
        year=charts.get("year"),
        trend=charts.get("trend"),
        words=_words(book, indicator, shown_text(cells("text")[0][0]), cells("ask")),
        definition=indicator.definition,
        caveats=indicator.caveats,
    )


def _words(
    book: RefreshedWorkbook,
    indicator: Indicator,
    text: str,
    below: Sequence[Sequence[object]],
) -> tuple[Words, ...]:
    """What the panel says under its headings; a view that it cuts short, whole."""
    shows, _, view = text.partition(f"\n{VIEW}")
    found = [Words(heading=SHOWS, text=joined(shows))]
    if view:
        written, _, said = view.partition(": ")
        found.append(Words(heading=f"{VIEW}{written}", text=joined(said)))
    heading, said = (shown_text(row[0]) for row in below)
    if said.endswith(CUT):
        whole = [one.text for one in book.settings.views if one.indicator_id == indicator.id]
        said = whole[0] if whole else said
    if said:
        found.append(Words(heading=heading, text=joined(said)))
    return tuple(words for words in found if words.text)


def _whole(book: RefreshedWorkbook, section: Section, text: str) -> str:
    """A line of the foot in full where the sheet cuts it short: its evidence, or its priority."""
    if not text.endswith(ELLIPSIS):
        return text
    begun = text.removesuffix(ELLIPSIS).rstrip()
    chain, arrow, last = begun.rpartition(" → ")
    if arrow and section.name.startswith(last):
        return f"{chain}{arrow}{section.name}"
    for evidence in book.settings.evidence:
        said = joined(heard_sentence(evidence))
        label, found, _ = begun.partition(said[:BEGINNING])
        if found and f"{label}{said}".startswith(begun):
            return f"{label}{said}"
    return text


def _foot_grid(foot: Sequence[Sequence[object]], shares: dict[int, int]) -> Grid | None:
    """A table of the foot, by the columns of its cells; None without rows."""
    if not foot:
        return None
    looks = {"Due": Look.NUMBER, "Progress": Look.NUMBER, "To date": Look.NUMBER}
    looks |= {"Target": Look.NUMBER, "Action": Look.STRONG, "Output": Look.STRONG}
    columns = tuple(
        GridColumn(
            heading=FOOT_HEADINGS[column][0],
            share=share,
            look=looks.get(FOOT_HEADINGS[column][0], Look.TEXT),
        )
        for column, share in shares.items()
    )
    rows = tuple(
        tuple(joined(row[column]) for column in shares)
        for row in foot[2:-1]
        if any(row[column] for column in shares)
    )
    return Grid(title=joined(foot[0][min(shares)]), columns=columns, rows=rows) if rows else None
