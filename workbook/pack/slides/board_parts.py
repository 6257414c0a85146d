"""What the ten slides are made of: one grid, figures, leads, and charts with words beside them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from workbook.pack.fit import LINE, Frame, Type
from workbook.pack.looks import Run, by_words, has_room, row_heights
from workbook.pack.slides import slide_parts as parts
from workbook.pack.slides.slide_table import add_grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pptx.slide import Slide

    from workbook.pack.looks import Paragraph
    from workbook.pack.said.board_content import BoardSlide, Curves, KeyFigure
    from workbook.pack.said.content import Grid, Words
    from workbook.pack.slides.deck import Deck

SMALLEST: Final = 14
"""The least size of type on the ten slides, but in their footers."""

SUBTITLE, KEY, TEXT = 16, 30, 16
TABLES: Final = (18, 17, 16, 15, 14)
LAST_RESORT: Final = (12, 10)
TEXTS: Final = (16, 15, 14)
LEAD_GAP, KEY_GAP, TABLE_GAP = 7.0, 9.0, 14.0
APART: Final = 1.4
"""The distance of the names of lines, in lines of type."""

CHART, GUTTER = 0.684, 0.037
"""The parts of the width that a chart takes, and the space before the text beside it."""


def type_of(deck: Deck, size: float) -> Type:
    """A size of the deck's type, with headings of tables no smaller than the least."""
    return replace(deck.type(size), heading=SMALLEST)


def subtitle(deck: Deck, slide: Slide, said: BoardSlide) -> Frame:
    """Write what the slide shows below its title; the frame that is left."""
    frame = deck.frame
    type_ = next(
        (t for t in (type_of(deck, s) for s in (SUBTITLE, 15, SMALLEST))
         if t.lines(said.subtitle, frame.width) == 1),
        type_of(deck, SMALLEST),
    )  # fmt: skip
    height = type_.height(said.subtitle, frame.width) if said.subtitle else 0
    if said.subtitle:
        look = (Run(text=said.subtitle, size=type_.size, colour=deck.theme.second),)
        place = replace(frame, height=height + 2)
        parts.add_text(slide, place, [look], name="Subtitle")
    top = frame.top + max(height + 12, 34 if deck.is_house else 0)
    return replace(frame, top=top, height=frame.bottom - top)


def columns(frame: Frame, share: float = CHART) -> tuple[Frame, Frame]:
    """The frame of a chart and, right of it, that of text."""
    left = replace(frame, width=frame.width * share)
    start = frame.left + frame.width * (share + GUTTER)
    right = replace(frame, left=start, width=frame.left + frame.width - start)
    return left, right


def keys(deck: Deck, slide: Slide, place: Frame, shown: Sequence[KeyFigure]) -> Frame:
    """Large figures, each over what it is; the frame below them."""
    top = place.top
    for at, key in enumerate(shown):
        label = type_of(deck, SMALLEST)
        height = KEY * LINE + label.height(key.label, place.width)
        paragraphs = [
            (Run(text=key.figure, size=KEY, bold=True, colour="tx1"),),
            (Run(text=key.label, size=SMALLEST, colour=deck.theme.second),),
        ]
        box = replace(place, top=top, height=height + 2)
        parts.add_text(slide, box, paragraphs, name=f"Figure {at + 1}")
        top += height + KEY_GAP
    return replace(place, top=top, height=place.bottom - top)


def leads(deck: Deck, slide: Slide, place: Frame, said: Sequence[Words]) -> None:
    """Facts, each behind its bold heading; the last, a question, in the accent.

    In the largest type that fits; where the least does not, the fact before the last goes: the
    speaker's notes have all of them.
    """
    kept = list(said)
    while kept:
        found = next(
            (size for size in TEXTS if _height(deck, kept, place, size) <= place.height), 0
        )
        if found or len(kept) == 1:
            _write(deck, slide, place, kept, found or SMALLEST)
            return
        kept.pop(-2)


def _height(deck: Deck, said: Sequence[Words], place: Frame, size: float) -> float:
    type_ = type_of(deck, size)
    lines = sum(type_.height(_line(one), place.width, bold=False) for one in said)
    return lines + LEAD_GAP * (len(said) - 1)


def _line(one: Words) -> str:
    return f"{heading(one)} {one.text}"


def heading(one: Words) -> str:
    """A lead's heading; a colon unless it ends its own sentence."""
    return one.heading if one.heading.endswith(("?", ":")) or not one.heading else f"{one.heading}:"


def _write(deck: Deck, slide: Slide, place: Frame, said: Sequence[Words], size: float) -> None:
    paragraphs: list[Paragraph] = []
    for one in said:
        is_ask = one is said[-1]
        colour = deck.theme.accent if is_ask else "tx1"
        paragraphs.append(
            (
                Run(text=f"{heading(one)} ", size=size, bold=True, colour=colour),
                Run(text=one.text, size=size, colour=colour),
            )
        )
    parts.add_text(slide, place, paragraphs, name="What it says", space=LEAD_GAP)


def text(deck: Deck, slide: Slide, place: Frame, said: str, *, bold: bool = False) -> float:
    """A paragraph in the largest size that fits its place; the height that it takes."""
    if not said:
        return 0.0
    type_ = next(
        (t for t in (type_of(deck, s) for s in TEXTS)
         if t.height(said, place.width, bold=bold) <= place.height),
        type_of(deck, SMALLEST),
    )  # fmt: skip
    height = type_.height(said, place.width, bold=bold)
    run = Run(text=said, size=type_.size, bold=bold, colour="tx1")
    parts.add_text(slide, replace(place, height=height + 2), [(run,)], name="Note")
    return height


def table(deck: Deck, slide: Slide, place: Frame, grid: Grid) -> float:
    """A table in the largest type with which it fits its place; its height."""
    return tables(deck, slide, place, [grid])


def tables(deck: Deck, slide: Slide, place: Frame, grids: Sequence[Grid]) -> float:
    """Tables one below the other, all in the largest type with which they fit their place; their
    height. Words that somebody made far longer are set smaller than the least.
    """
    shown = [grid for grid in grids if grid.rows]
    if not shown:
        return 0.0
    found: list[tuple[Grid, float]] = []
    type_ = type_of(deck, SMALLEST)
    for size in (*TABLES, *LAST_RESORT):
        type_ = type_of(deck, size)
        sized = [by_words(grid, place.width, type_) for grid in shown]
        found = [(grid, sum(row_heights(grid, place.width, type_))) for grid in sized]
        used = sum(height + TABLE_GAP for _, height in found) - TABLE_GAP
        if used <= place.height and all(_has_room(grid, place.width, type_) for grid in sized):
            break
    top = place.top
    for grid, height in found:
        add_grid(slide, replace(place, top=top, height=height), grid, type_, deck.theme)
        top += height + TABLE_GAP
    return top - TABLE_GAP - place.top


def _has_room(grid: Grid, width: float, type_: Type) -> bool:
    """Whether no word of a table is broken, or it is as small as tables should be."""
    return type_.size <= SMALLEST or has_room(grid, width, type_)


def curves(deck: Deck, slide: Slide, place: Frame, shown: Curves, *, bold: str = "") -> None:
    """A chart of months with the names of its lines beside their ends."""
    parts.add_chart(slide, place, shown.chart, deck.theme, points=SMALLEST)
    line = SMALLEST * LINE
    left = place.left + place.width * (shown.inner.left + shown.inner.width) + 6
    room = place.left + place.width - left
    named = sorted(shown.labels, key=lambda one: -one[1])
    tops = parted([_height_of(place, shown, value) - line / 2 for _, value in named], APART * line)
    for (name, _), top in zip(named, tops, strict=True):
        is_main = name == (bold or shown.labels[0][0])
        run = Run(
            text=name, size=SMALLEST, bold=is_main,
            colour=deck.theme.accent if is_main else deck.theme.second,
        )  # fmt: skip
        wide = type_of(deck, SMALLEST).width(name, bold=True) + 4
        box = Frame(left=left, top=top, width=max(room, wide), height=line)
        parts.add_label(slide, box, run, name=f"Name of {name}", align="l", one_line=True)
    for at, value, words in shown.marked:
        _mark(deck, slide, place, shown, (at, value, words))


def parted(tops: Sequence[float], apart: float) -> list[float]:
    """Where lines of text stand, from the top down, that would each like to stand at a place.

    Those that would stand on one another move apart, as far up as down.
    """
    groups: list[list[float]] = []
    for top in tops:
        groups.append([top])
        while len(groups) > 1 and _first(groups[-2], apart) + apart * len(groups[-2]) > _first(
            groups[-1], apart
        ):
            last = groups.pop()
            groups[-1] += last
    return [_first(one, apart) + apart * at for one in groups for at in range(len(one))]


def _first(group: Sequence[float], apart: float) -> float:
    """Where the first of the lines stands that lie about the middle of their own places."""
    return sum(group) / len(group) - apart * (len(group) - 1) / 2


def _height_of(place: Frame, shown: Curves, value: float) -> float:
    part = shown.inner.top + shown.inner.height * (1 - value / shown.top)
    return place.top + place.height * part


def _mark(
    deck: Deck, slide: Slide, place: Frame, shown: Curves, marked: tuple[int, float, str]
) -> None:
    """A diamond on a month that stands out, its words left of it, or right for want of room."""
    at, value, words = marked
    part = shown.inner.left + shown.inner.width * at / max(shown.months - 1, 1)
    x, y = place.left + place.width * part, _height_of(place, shown, value)
    line = SMALLEST * LINE
    run = Run(text="◆", size=SMALLEST, colour="tx1")
    box = Frame(left=x - 10, top=y - line / 2, width=20, height=line)
    parts.add_label(slide, box, run, name="Mark", align="c")
    wide = type_of(deck, SMALLEST).width(words, bold=True) + 4
    is_left = x - wide - 10 > place.left + place.width * shown.inner.left
    said = Run(text=words, size=SMALLEST, bold=True, colour="tx1")
    beside = Frame(
        left=x - 10 - wide if is_left else x + 10, top=y - line / 2, width=wide, height=line
    )
    side = "r" if is_left else "l"
    parts.add_label(slide, beside, said, name="Marked month", align=side, one_line=True)
