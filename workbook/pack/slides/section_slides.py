"""The slides of a section: problem, action and impact, then each headline indicator."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from workbook.house import style
from workbook.house.wording import INVENTED_PLAN_NOTE
from workbook.pack.looks import Run, marking
from workbook.pack.slides import slide_parts as parts
from workbook.pack.slides.deck import WIDE, Deck
from workbook.pack.slides.items import GAP, Item, beside, grid_item, text_item

if TYPE_CHECKING:
    from pptx.slide import Slide

    from workbook.pack.fit import Frame
    from workbook.pack.looks import Paragraph
    from workbook.pack.said.content import Grid, IndicatorView, NativeChart, SectionView

SENTENCE, BODY, TABLE, SMALL = 18, 14, 12, 11
"""Sizes of type in points."""

CHART_HEIGHT: Final = 120.0
"""The least height of a chart in points."""

ACTIONS_SHARE: Final = 0.6
KEY_SHARES: Final = (12, 19, 15, 20, 20, 19, 17)


def section_slides(deck: Deck, section: SectionView) -> None:
    """A section's own slides, and one for each of its headline indicators."""
    _section(deck, section)
    for view in section.headlines:
        _indicator(deck, section, view)


def _section(deck: Deck, section: SectionView) -> None:
    width = deck.frame.width
    share = 1 / len(section.boxes) if section.boxes else 1
    inner = (width - 2 * GAP * (len(section.boxes) - 1)) * share
    boxes = [
        text_item(
            [plain(words.heading, BODY, bold=True, colour=deck.theme.on_wash),
             plain(words.text, BODY, colour=style.INK[1:])],
            deck.type(BODY), inner, name=words.heading, ground=style.WASH[1:],
        )
        for words in section.boxes
    ]  # fmt: skip
    items = []
    if section.objective:
        items += note_items(deck, section.objective, size=TABLE)
    if boxes:
        items.append(beside([(share, [_grown(box)]) for box in boxes], width))
    plan = [[heading_item(deck, grid.title), table_item(deck, grid)] for grid in section.plan]
    if len(section.plan) == 2 and width >= WIDE:  # noqa: PLR2004 - actions and outputs
        room = width - 2 * GAP
        shares = (ACTIONS_SHARE, 1 - ACTIONS_SHARE)
        columns = [
            (share, [heading_item(deck, grid.title, width=room * share),
                     table_item(deck, grid, width=room * share)])
            for share, grid in zip(shares, section.plan, strict=True)
        ]  # fmt: skip
        items.append(beside(columns, width))
    elif plan:
        items += [item for pair in plan for item in pair]
    else:
        items += [heading_item(deck, section.indicators.title)]
        items += [table_item(deck, section.indicators)]
    items += note_items(deck, *section.foot, size=TABLE)
    items += marking_items(deck, section.note)
    deck.add(section.title, items, notes=_key_figures(section))


def _key_figures(section: SectionView) -> str:
    """Every indicator's key figures, for whoever presents the slide."""
    grid = section.indicators
    lines = [
        "; ".join(
            f"{heading}: {text}" for heading, text in zip(grid.headings, row.texts, strict=True)
        )
        for row in grid.rows
    ]
    return "\n".join(lines)


def _indicator(deck: Deck, section: SectionView, view: IndicatorView) -> None:
    width = deck.frame.width
    half = (width - 2 * GAP) / 2
    charts = view.charts
    grid = view.keys.with_shares(KEY_SHARES)
    items = [table_item(deck, grid, BODY if width >= WIDE else TABLE)]
    if charts:
        columns = [
            (1 / len(charts),
             [heading_item(deck, chart.title, width=half), chart_item(deck, chart)])
            for chart in charts
        ]  # fmt: skip
        items.append(beside(columns, width, stretchable=True))
    items.append(
        text_item(
            [
                (
                    Run(text=f"{words.heading}  ", size=BODY, bold=True,
                              colour=deck.theme.accent),
                    Run(text=words.text, size=BODY),
                )
                for words in view.words
            ],
            deck.type(BODY), width, name="What it shows",
        )
    )  # fmt: skip
    note = (section.note or INVENTED_PLAN_NOTE) if view.is_marked else ""
    items += note_items(deck, f"{section.title} · {view.origin}", mark=note)
    notes = (
        f"Section: {section.title}",
        f"Definition: {view.definition}" if view.definition else "",
        f"Caveats: {view.caveats}" if view.caveats else "",
        view.origin,
    )
    deck.add(view.label, items, notes="\n".join(text for text in notes if text))


def plain(text: str, size: float, *, bold: bool = False, colour: str = "") -> Paragraph:
    """A paragraph of one look."""
    return (Run(text=text, size=size, bold=bold, colour=colour),)


def note_items(deck: Deck, *texts: str, size: float = SMALL, mark: str = "") -> list[Item]:
    """Small print across the slide, what is illustrative last; nothing where there is none."""
    said = [plain(text, size, colour=deck.theme.second) for text in texts if text]
    said += [marking(mark, SMALL, deck.theme)] if mark else []
    return [text_item(said, deck.type(size), deck.frame.width, name="Note")] if said else []


def marking_items(deck: Deck, text: str) -> list[Item]:
    """The sentence that says what is illustrative; nothing where nothing is."""
    if not text:
        return []
    said = [marking(text, SMALL, deck.theme)]
    return [text_item(said, deck.type(SMALL), deck.frame.width, name="Illustrative")]


def heading_item(deck: Deck, text: str, *, width: float | None = None) -> Item:
    """A heading above a table, a chart or a text."""
    said = [plain(text, BODY, bold=True, colour=deck.theme.accent)]
    wide = deck.frame.width if width is None else width
    return replace(text_item(said, deck.type(BODY), wide, name=f"Heading: {text}"), leads=True)


def table_item(
    deck: Deck, grid: Grid, size: float | None = None, *, width: float | None = None
) -> Item:
    """A table, in the size of tables where no other is named."""
    wide = deck.frame.width if width is None else width
    usual = TABLE if deck.frame.width >= WIDE else SMALL
    return grid_item(grid, deck.type(size or usual), wide, deck.theme)


def chart_item(deck: Deck, chart: NativeChart) -> Item:
    """A chart that takes what room there is."""

    def draw(slide: Slide, place: Frame) -> None:
        parts.add_chart(slide, place, chart, deck.theme)

    return Item(height=CHART_HEIGHT, draw=draw, stretchable=True)


def _grown(item: Item) -> Item:
    """An item as high as its neighbours."""
    return Item(height=item.height, draw=item.draw, stretchable=True)
