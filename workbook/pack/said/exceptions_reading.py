"""The Exceptions sheet's cells as what a pack says of what is outside its usual range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.pack.said.cell import words
from workbook.pack.said.content import (
    ExceptionList,
    ExceptionsView,
    Grid,
    GridCell,
    GridColumn,
    GridRow,
    Look,
    Tone,
)
from workbook.pack.said.known import marked
from workbook.sheets.exceptions import layout
from workbook.sheets.exceptions.layout import (
    EXCEPTIONS,
    EXCEPTIONS_TABLE,
    HEADINGS,
    LISTS,
)
from workbook.sheets.exceptions.values import FOR_THE_WORSE, WORDS, seen_words
from xlsrc.extracts.offences import shipped_offences
from xlsrc.series.outside import Standing
from xlsrc.words.deck.disclosure import may_be_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.pack.said.known import Record
    from workbook.pack.said.source import RefreshedWorkbook
    from workbook.sheets.exceptions.layout import Listed
    from xlsrc.domain.indicator import Indicator

SHARES: Final = {
    "standing": 17,
    "what": 24,
    "where": 20,
    "when": 17,
    "seen": 12,
    "usual_range": 16,
    "ask": 38,
}
LOOKS: Final = {"what": Look.STRONG, "seen": Look.NUMBER, "standing": Look.STATUS}
TOLD_BY: Final = ("what", "where", "when")
"""What a row of the page and of the table of all exceptions is told by."""


def exceptions(book: RefreshedWorkbook) -> ExceptionsView:
    """The page of exceptions: its lists, and how many more rows the table of all of them has."""
    records = book.records(EXCEPTIONS_TABLE)
    known = {tuple(words(one[HEADINGS[key]]) for key in TOLD_BY): one for one in records}
    lists = tuple(_list(book, listed, known) for listed in LISTS)
    chance = (book.text(layout.CHANCE, key) for key in ("by_chance", "wards"))
    shown = sum(len(one.table.rows) for one in lists)
    more = len(records) - shown
    return ExceptionsView(
        title=book.text(layout.HEAD, "title") or EXCEPTIONS.name,
        note=book.text(layout.HEAD, "note"),
        lists=lists,
        chance=tuple(text for text in chance if text),
        more=f"{shown} shown; {more} more are in the workbook." if more > 0 else "",
    )


def _list(
    book: RefreshedWorkbook, listed: Listed, known: Mapping[tuple[str, ...], Record]
) -> ExceptionList:
    """One list of the page; what stands alone in a first cell is the sentence of no rows."""
    named = {name: one for one in book.settings.indicators for name in (one.name, marked(one.name))}
    rows, nothing = [], ""
    for row in book.rows(listed.rows):
        said = {key for key, cell in row.items() if words(cell)}
        if said == {"standing"}:
            nothing = words(row["standing"])
        elif said:
            record = known.get(tuple(words(row[key]) for key in TOLD_BY))
            if not _may_be_shown(record, named.get(words(row["what"])), book):
                continue
            rows.append(_row(row, record, named.get(words(row["what"])), book))
    return ExceptionList(
        table=Grid(
            title=listed.heading,
            columns=tuple(
                GridColumn(heading=heading, share=SHARES[key], look=LOOKS.get(key, Look.TEXT))
                for key, heading in HEADINGS.items()
            ),
            rows=tuple(rows),
        ),
        rule=listed.rule,
        nothing=nothing,
    )


def _may_be_shown(
    record: Record | None, indicator: Indicator | None, book: RefreshedWorkbook
) -> bool:
    """Whether a row names no ward with fewer than five of a sensitive offence."""
    if record is None or indicator is None:
        return True
    seen = record[HEADINGS["seen"]]
    is_ward = words(record[HEADINGS["where"]]) != book.settings.area
    if not is_ward or not isinstance(seen, float):
        return True
    return may_be_named(indicator, shipped_offences(), seen)


def _row(
    row: Mapping[str, object],
    record: Record | None,
    indicator: Indicator | None,
    book: RefreshedWorkbook,
) -> GridRow:
    """A row of the page; ``record`` is its own in the table of all exceptions."""
    tones = {}
    if record is not None and record[HEADINGS["standing"]] == WORDS[Standing.NEW]:
        tones["standing"] = Tone.NEW
    seen = None if record is None else record[HEADINGS["seen"]]
    if indicator is not None and isinstance(seen, float):
        arrow = FOR_THE_WORSE.get(indicator.polarity)
        worse = arrow and seen_words(arrow, seen, is_share=indicator.is_share)
        if words(row["seen"]) == worse:
            tones["seen"] = Tone.GONE_WRONG
    cells = (GridCell(text=words(row[key]), tone=tones.get(key, Tone.PLAIN)) for key in HEADINGS)
    invented = indicator is not None and book.known[indicator.id].invented
    return GridRow(cells=tuple(cells), invented=invented)
