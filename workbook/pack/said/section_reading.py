"""A section sheet's cells as what a pack says of the section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.pack.said.content import Grid, GridColumn, IndicatorView, Look, SectionView, Words
from workbook.pack.said.source import shown_text
from workbook.sheets.section import layout
from workbook.sheets.section.layout import BOX_HEADINGS, BOXES, FOOT_HEADINGS, KEY_LABELS
from workbook.sheets.section.panel_text import CUT, VIEW
from xlsrc.words.views import heard_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.layout.named_block import NamedBlock
    from workbook.pack.said.source import RefreshedWorkbook
    from xlsrc.domain.indicator import Indicator, Section

ELLIPSIS: Final = "…"
BEGINNING: Final = 12
"""Letters by which a line that was cut short is known."""

SHOWS: Final = "What it shows"
STATUS: Final = layout.PANEL_HEAD.column("status")
KEY_SHARES: Final = {
    "last_12": 18,
    "change": 18,
    "is_it_real": 22,
    "last_3": 21,
    "rate": 20,
    "peers": 20,
}
ACTION_SHARES: Final = {
    "ref": 6,
    "action": 38,
    "lead": 20,
    "due": 13,
    "progress": 11,
    "status": 16,
}
OUTPUT_SHARES: Final = {"output": 41, "to_date": 16, "target": 14, "output_status": 28}
"""Widths by the columns of the sheet's cells."""


def joined(value: object) -> str:
    """A cell's words with single spaces."""
    return " ".join(shown_text(value).split())


def section_view(book: RefreshedWorkbook, section: Section) -> SectionView:
    """A section as its sheet shows it."""
    head = book.values(layout.HEAD.of(section=section.id).name)
    boxes = book.values(BOXES.of(section=section.id).name)[0]
    indicators = book.settings.of_section(section)
    name = layout.FOOT.of(section=section.id).name
    foot = book.values(name) if section.is_priority else ()
    return SectionView(
        title=joined(head[0][0]),
        objective=joined(head[1][0]),
        note=joined(head[1][-1]),
        boxes=tuple(
            Words(heading=heading, text=text)
            for key, heading in BOX_HEADINGS.items()
            if (text := joined(boxes[BOXES.column(key)]))
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
            GridColumn(heading=heading, share=KEY_SHARES[key])
            for key, heading in KEY_LABELS.items()
        ),
    )
    rows = []
    for indicator in indicators:
        parts = {"section": section.id, "indicator": indicator.id}
        head = book.values(layout.PANEL_HEAD.of(**parts).name)[0]
        keys = layout.PANEL_KEYS.record(book.values(layout.PANEL_KEYS.of(**parts).name)[0])
        figures = (joined(keys[key]) for key in KEY_LABELS)
        rows.append((joined(head[0]), joined(head[STATUS]), *figures))
    return Grid(title="Every indicator of this section", columns=columns, rows=tuple(rows))


def _view(book: RefreshedWorkbook, section: Section, indicator: Indicator) -> IndicatorView:
    parts = {"section": section.id, "indicator": indicator.id}

    def cells(block: NamedBlock) -> tuple[tuple[object, ...], ...]:
        return book.values(block.of(**parts).name)

    head, titles = cells(layout.PANEL_HEAD)[0], cells(layout.PANEL_TITLES)[0]
    keys = layout.PANEL_KEYS.record(cells(layout.PANEL_KEYS)[0])
    label = joined(head[0])
    figures = tuple(
        Words(heading=heading, text=joined(keys[key])) for key, heading in KEY_LABELS.items()
    )
    said = f"{label}: {figures[0].heading.lower()} {figures[0].text}."
    has_figures = any(
        value is not None for row in cells(layout.PANEL_YEAR)[1:] for value in row[1:3]
    )
    charts = {
        part: book.chart(
            block.of(**parts).name,
            title=joined(title),
            alt_text=f"Line chart. {joined(title)}. {said}",
        )
        for part, block, title in (
            ("year", layout.PANEL_YEAR, titles[0]),
            ("trend", layout.PANEL_TREND, titles[-1]),
        )
        if has_figures
    }
    return IndicatorView(
        label=label,
        status=joined(head[STATUS]),
        origin=joined(head[-1]),
        keys=figures,
        year=charts.get("year"),
        trend=charts.get("trend"),
        words=_words(
            book, indicator, shown_text(cells(layout.PANEL_TEXT)[0][0]), cells(layout.PANEL_ASK)
        ),
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


def _foot_grid(foot: Sequence[Sequence[object]], shares: dict[str, int]) -> Grid | None:
    """A table of the foot, by the columns of its cells; None without rows."""
    if not foot:
        return None
    looks = {"Due": Look.NUMBER, "Progress": Look.NUMBER, "To date": Look.NUMBER}
    looks |= {"Target": Look.NUMBER, "Action": Look.STRONG, "Output": Look.STRONG}
    columns = tuple(
        GridColumn(
            heading=FOOT_HEADINGS[key],
            share=share,
            look=looks.get(FOOT_HEADINGS[key], Look.TEXT),
        )
        for key, share in shares.items()
    )
    records = layout.FOOT.records(foot)
    rows = tuple(
        tuple(joined(row[key]) for key in shares)
        for row in records[layout.FOOT_TABLE : layout.FOOT_LAST]
        if any(row[key] for key in shares)
    )
    return (
        Grid(
            title=joined(records[layout.FOOT_TITLES][next(iter(shares))]),
            columns=columns,
            rows=rows,
        )
        if rows
        else None
    )
