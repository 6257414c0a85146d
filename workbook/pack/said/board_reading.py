"""The sheet Deck's cells as what the ten slides show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.pack.said import board_charts, board_tables
from workbook.pack.said.board_content import (
    Board,
    BoardMap,
    BoardSlide,
    KeyFigure,
    WardShape,
)
from workbook.pack.said.cell import words
from workbook.pack.said.content import Words
from workbook.sheets.deck import layout
from workbook.sheets.deck.layout import KEY_LABELS, KEYS, LEAD_TEXTS, LEADS
from workbook.sheets.map.layout import DRAWN
from xlsrc.domain.wording import count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.layout.named_block import NamedBlock
    from workbook.pack.said.source import RefreshedWorkbook

    Record = Mapping[str, object]


def board(book: RefreshedWorkbook) -> Board:
    """What the ten slides of a refreshed workbook show."""
    slides = {one.number: one for row in book.rows(layout.WORDS) if (one := _slide(row))}
    return Board(
        slides=slides,
        figures=tuple(map(_figure, present(book, layout.FIGURES, "is_share"))),
        moved=board_tables.moved(present(book, layout.MOVED, "is_share")),
        rise=board_charts.level(book, layout.RISE),
        fall=board_charts.year(book),
        ward_map=_ward_map(book),
        wards=board_tables.wards(book.rows(layout.WARD_TABLE)),
        ranks=board_charts.ranks(present(book, layout.RANKS, "rank"), book.dated),
        states=board_charts.states(present(book, layout.STATES, "overdue"), book.dated),
        actions=board_tables.actions(present(book, layout.ACTIONS, "late")),
        late=board_tables.late(present(book, layout.ACTIONS, "late")),
        estimates=board_charts.estimates(present(book, layout.ESTIMATES, "estimate"), book.dated),
        outputs=board_tables.outputs(present(book, layout.OUTPUTS, "behind")),
        outlook=board_charts.level(book, layout.OUTLOOK, board_charts.NARROW),
        coming=board_tables.coming(present(book, layout.NEXT, "is_share")),
        targets=board_tables.targets(present(book, layout.TARGETS, "is_share")),
        evidence=board_tables.evidence(present(book, layout.EVIDENCE, "now")),
    )


def present(book: RefreshedWorkbook, block: NamedBlock, number: str) -> list[Record]:
    """The rows of a block that are there, which a number tells, whatever the words are."""
    return [row for row in book.rows(block) if isinstance(row[number], int | float)]


def _slide(row: Record) -> BoardSlide | None:
    number = row["slide"]
    if not isinstance(number, int | float):
        return None
    keys = (
        KeyFigure(figure=words(row[one]), label=words(row[label]))
        for one, label in zip(KEYS, KEY_LABELS, strict=True)
    )
    leads = (
        Words(heading=words(row[one]), text=words(row[text]))
        for one, text in zip(LEADS, LEAD_TEXTS, strict=True)
    )
    return BoardSlide(
        number=int(number),
        title=words(row["title"]) or f"Slide {int(number)}",
        subtitle=words(row["subtitle"]),
        keys=tuple(one for one in keys if one.figure),
        leads=tuple(one for one in leads if one.text),
        foot=words(row["foot"]),
        source=words(row["source"]),
        invented=bool(row["invented"]),
    )


def _figure(row: Record) -> KeyFigure:
    return KeyFigure(
        figure=board_tables.volume(row, "last_12"),
        label=words(row["indicator"]),
        change=", ".join(
            part for part in (board_tables.change(row), words(row["is_it_real"]).lower()) if part
        ),
    )


def _ward_map(book: RefreshedWorkbook) -> BoardMap | None:
    drawing = book.map_drawing()
    wards = tuple(
        WardShape(
            code=words(shape["code"]),
            name=words(row["ward"]),
            shade=int(shade) if isinstance(shade := row["class"], int | float) else None,
            count=count(now) if isinstance(now := row["now"], int | float) else "",
            stands_out=row["stands_out"] == 1,
        )
        for row, shape in zip(book.rows(layout.WARDS), book.rows(DRAWN), strict=False)
    )
    if drawing is None or not any(one.shade is not None for one in wards):
        return None
    (legend,) = book.rows(layout.LEGEND)
    return BoardMap(
        drawing=drawing, wards=wards, legend=tuple(words(cell) for cell in legend.values())
    )
