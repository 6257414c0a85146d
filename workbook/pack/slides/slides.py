"""The pack as PowerPoint: one idea a slide, with charts, tables and a map that can be edited."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Final

from workbook.pack.fit import LINE, Frame
from workbook.pack.office_file import finished, set_properties
from workbook.pack.slides import slide_parts as parts
from workbook.pack.slides.board_slides import board_slides
from workbook.pack.slides.deck import WIDE, Deck
from workbook.pack.slides.items import GAP, Item, beside, text_item
from workbook.pack.slides.section_slides import (
    BODY,
    SENTENCE,
    TABLE,
    chart_item,
    heading_item,
    marking_items,
    note_items,
    plain,
    section_slides,
    table_item,
)
from workbook.pack.slides.slide_map import add_map
from workbook.pack.slides.slide_template import slide_template

if TYPE_CHECKING:
    from pathlib import Path

    from pptx.presentation import Presentation
    from pptx.slide import Slide

    from workbook.pack.fit import Type
    from workbook.pack.said.content import ImpactView, MapView
    from workbook.pack.said.pack_content import Pack

DRAFT: Final = "DRAFT"
"""The marking of what nobody has published."""

SWATCH: Final = 22.0
MAP_SHARE: Final = 0.5
"""The part of the slide's width that the map may take."""


def slides(pack: Pack, template: Path | None = None, *, full: bool = False) -> bytes:
    """The ten slides as the bytes of a .pptx, in a template or the house style.

    With ``full`` all that the board's sheets show stands behind them.

    Raises
    ------
    WorkbookError
        The template cannot be used.

    """
    base = slide_template(template)
    shown = (pack.board, pack.area, f"data to {pack.as_at.name}", pack.edition or DRAFT)
    deck = Deck(base, footer=tuple(part for part in shown if part))
    board_slides(deck, pack)
    if full:
        _appendix(deck, pack)
    return _written(base.presentation, pack)


def _appendix(deck: Deck, pack: Pack) -> None:
    """All that the board's sheets show."""
    _brief(deck, pack)
    _headlines(deck, pack)
    _exceptions(deck, pack)
    if pack.ward_map is not None:
        _ward_map(deck, pack.ward_map)
    for section in pack.sections:
        section_slides(deck, section)
    _impact(deck, pack.impact)
    _decisions(deck, pack)
    _sources(deck, pack)


def _brief(deck: Deck, pack: Pack) -> None:
    """The sentences for the Board as a table: topic, sentence."""
    size = SENTENCE if deck.frame.width >= WIDE else BODY + 1
    items = [table_item(deck, pack.sentences, size), *marking_items(deck, pack.marking)]
    deck.add(f"In brief: {pack.period}", items)


def _headlines(deck: Deck, pack: Pack) -> None:
    key = " ".join(pack.key.split())
    chance = " ".join(pack.chance.split())
    below = [*note_items(deck, key, chance), *marking_items(deck, pack.marking)]
    deck.add_table(pack.headlines.title, pack.headlines, below, notes=f"{key}\n{chance}".strip())


def _exceptions(deck: Deck, pack: Pack) -> None:
    """Both lists, each under its name and its rule."""
    view = pack.exceptions

    def items(type_: Type) -> list[Item]:
        found: list[Item] = []
        for one in view.lists:
            found.append(heading_item(deck, f"{one.table.title}: {one.rule}"))
            if one.nothing:
                said = [plain(one.nothing, BODY)]
                found.append(text_item(said, deck.type(BODY), deck.frame.width, name="None"))
            if one.table.rows:
                found.append(table_item(deck, one.table, type_.size))
        return [*found, *note_items(deck, *view.chance, view.more)]

    notes = "\n".join(text for text in (view.note, *view.chance, view.more) if text)
    deck.add_fitting(view.title, items, notes=notes)


def _ward_map(deck: Deck, view: MapView) -> None:
    frame = deck.frame
    room = frame.width * MAP_SHARE

    def draw(slide: Slide, place: Frame) -> None:
        add_map(slide, place, view.drawing, view.alt_text)

    width = frame.width - room - 2 * GAP
    texts = [text_item([plain(view.note, BODY)], deck.type(BODY), width, name="About the map")]
    if view.legend:
        texts.append(_legend(view))
    texts += [
        text_item([plain(text, TABLE)], deck.type(TABLE), width, name="Marks of the map")
        for text in view.marks
    ]
    wards = table_item(deck, view.wards, TABLE, width=width)
    drawn = Item(height=frame.height, draw=draw)
    notes = "\n".join((view.note, *view.marks, *view.foot))
    used = sum(item.height + GAP for item in texts)
    if used + wards.height <= frame.height:
        columns = [(MAP_SHARE, [drawn]), (1 - MAP_SHARE, [*texts, wards])]
        deck.add(view.title, [beside(columns, frame.width)], notes=notes)
    else:
        columns = [(MAP_SHARE, [drawn]), (1 - MAP_SHARE, texts)]
        deck.add(view.title, [beside(columns, frame.width)], notes=notes)
        deck.add_table(f"{view.title}: highest rates", view.wards, (), notes=notes)


def _legend(view: MapView) -> Item:
    """The classes of the map, each a swatch with its words beside."""
    line = BODY * LINE + 2

    def draw(slide: Slide, place: Frame) -> None:
        for at, (colour, words) in enumerate(view.legend):
            row = replace(place, top=place.top + at * line, height=line - 3)
            swatch = replace(row, width=SWATCH)
            parts.add_text(slide, swatch, (), name=f"Colour of {words}", fill=colour, edged=True)
            text = replace(row, left=row.left + SWATCH + GAP, width=row.width - SWATCH - GAP)
            parts.add_text(slide, text, [plain(words, BODY)], name=f"Class {at + 1}")

    return Item(height=line * len(view.legend), draw=draw)


def _impact(deck: Deck, view: ImpactView) -> None:
    if view.burn_up is not None:
        chart = [chart_item(deck, view.burn_up), *marking_items(deck, view.mark)]
        deck.add(f"Impact: {_lower(view.burn_up.title)}", chart, notes=view.note)
    for grid in view.tables:
        title = f"Impact: {_lower(grid.title)}"
        deck.add_table(title, grid, marking_items(deck, view.mark), notes=view.note)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _decisions(deck: Deck, pack: Pack) -> None:
    items = []
    if pack.asked:
        asked = [plain(pack.asked, SENTENCE, bold=True)]
        width = deck.frame.width
        items.append(text_item(asked, deck.type(SENTENCE), width, name="For decision"))
    if pack.decisions.rows:
        items += [heading_item(deck, pack.decisions.title), table_item(deck, pack.decisions)]
    if items:
        deck.add("For decision", items)
    if pack.questions.rows:
        deck.add_table(pack.questions.title, pack.questions, ())


def _sources(deck: Deck, pack: Pack) -> None:
    items = []
    for source in pack.sources:
        items.append(heading_item(deck, source.heading))
        lines = [plain(text, TABLE) for text in source.texts]
        items.append(text_item(lines, deck.type(TABLE), deck.frame.width, name=source.heading))
    deck.add("Sources and notes", items)


def _written(presentation: Presentation, pack: Pack) -> bytes:
    set_properties(presentation.core_properties, pack)
    for slide in presentation.slides:
        parts.set_language(slide)
    parts.set_total(presentation)
    content = BytesIO()
    presentation.save(content)
    return finished(content.getvalue())
