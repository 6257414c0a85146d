"""The ten slides: what changed, what is done, whether it works, what to decide."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from workbook.house import style
from workbook.pack.fit import LINE, Frame
from workbook.pack.looks import Run
from workbook.pack.slides import board_bars as bars
from workbook.pack.slides import board_parts as board
from workbook.pack.slides import slide_parts as parts
from workbook.pack.slides.board_map import add_ward_map
from workbook.pack.slides.house_slides import COVER_BAND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pptx.slide import Slide

    from workbook.pack.said.board_content import Board, BoardSlide
    from workbook.pack.said.content import Words
    from workbook.pack.said.pack_content import Pack
    from workbook.pack.slides.deck import Deck

MAP_SHARE, ACTIONS_SHARE, IMPACT_SHARE, OUTLOOK_SHARE, EVIDENCE_SHARE = 0.43, 0.38, 0.58, 0.43, 0.47
BOX_INSET: Final = 10.0
INVENTED: Final = "‡ illustrative: invented, replace with your own"


def board_slides(deck: Deck, pack: Pack) -> None:
    """Add the slides that there is something to show on."""
    shown = pack.slides
    drawers = {
        1: _answer, 2: _moved, 3: _rise, 4: _fall, 5: _ward_map, 6: _ranks, 7: _actions,
        8: _impact, 9: _outlook, 10: _decision,
    }  # fmt: skip
    for number, draw in drawers.items():
        said = shown.slides.get(number)
        if said is not None:
            mark = INVENTED if said.invented or _has_invented(shown, number) else ""
            cover = number == 1 and deck.is_house
            slide = deck.page(
                said.title, source=said.source or pack.board, mark=mark, notes=said.spoken,
                cover=cover,
            )  # fmt: skip
            draw(deck, slide, said, shown)
            _end_with_footer(slide)


def _end_with_footer(slide: Slide) -> None:
    """A slide is read from its title to its footer."""
    for shape in list(slide.placeholders):
        if shape.placeholder_format.type.name in ("FOOTER", "SLIDE_NUMBER"):
            slide.shapes.element.append(shape.element)


def _has_invented(shown: Board, number: int) -> bool:
    grids = {2: [shown.moved], 7: [shown.actions], 8: [shown.outputs], 9: [shown.targets]}
    return any(row.invented for grid in grids.get(number, []) for row in grid.rows)


def _answer(deck: Deck, slide: Slide, said: BoardSlide, shown: Board) -> None:
    """The answer is the title; four figures and the decision stand below."""
    frame = deck.frame
    if deck.is_house:
        holder = next(s for s in slide.placeholders if s.placeholder_format.type.name == "SUBTITLE")
        parts.write(holder.text_frame, ((Run(text=said.subtitle, size=18),),))
        top = COVER_BAND + 16
        frame = replace(frame, top=top, height=frame.bottom - top)
    else:
        frame = board.subtitle(deck, slide, said)
    count = max(len(shown.figures), 1)
    room = frame.width / count
    for at, one in enumerate(shown.figures):
        place = replace(frame, left=frame.left + at * room, width=room - 12, height=110)
        paragraphs = [
            (Run(text=one.figure, size=board.KEY, bold=True, colour="tx1"),),
            (Run(text=one.label, size=board.TEXT, colour=deck.theme.second),),
            (Run(text=one.change, size=board.TEXT, bold=True, colour="tx1"),),
        ]
        parts.add_text(slide, place, paragraphs, name=f"Figure {at + 1}")
    if said.leads:
        _decision_box(deck, slide, said.leads[0], frame)


def _decision_box(deck: Deck, slide: Slide, one: Words, frame: Frame) -> None:
    text = f"{one.heading}   {one.text}"
    type_ = next(
        (t for t in (board.type_of(deck, s) for s in (18, 16, 15, 14))
         if t.lines(text, frame.width - 2 * BOX_INSET, bold=True) == 1),
        board.type_of(deck, board.SMALLEST),
    )  # fmt: skip
    height = type_.height(text, frame.width - 2 * BOX_INSET, bold=True) + 2 * BOX_INSET
    place = replace(frame, top=frame.bottom - height, height=height)
    runs = (
        Run(text=f"{one.heading}   ", size=type_.size, bold=True, colour=deck.theme.on_wash),
        Run(text=one.text, size=type_.size, colour=style.INK[1:]),
    )
    parts.add_text(
        slide, place, [runs], name="For decision", fill=style.TINT[1:], inset=BOX_INSET,
    )  # fmt: skip


def _moved(deck: Deck, slide: Slide, said: BoardSlide, shown: Board) -> None:
    frame = board.subtitle(deck, slide, said)
    foot = board.type_of(deck, board.TEXT).height(said.foot, frame.width) if said.foot else 0
    place = replace(frame, height=frame.height - foot - 12)
    used = board.table(deck, slide, place, shown.moved)
    below = frame.top + used + 10
    board.text(deck, slide, replace(frame, top=below, height=frame.bottom - below), said.foot)


def _rise(deck: Deck, slide: Slide, said: BoardSlide, shown: Board) -> None:
    left, right = board.columns(board.subtitle(deck, slide, said))
    if shown.rise is not None:
        board.curves(deck, slide, left, shown.rise)
    _beside(deck, slide, right, said)


def _fall(deck: Deck, slide: Slide, said: BoardSlide, shown: Board) -> None:
    left, right = board.columns(board.subtitle(deck, slide, said))
    if shown.fall is not None:
        board.curves(deck, slide, left, shown.fall)
    _beside(deck, slide, right, said)


def _beside(deck: Deck, slide: Slide, place: Frame, said: BoardSlide) -> None:
    board.leads(deck, slide, board.keys(deck, slide, place, said.keys), said.leads)


def _ward_map(deck: Deck, slide: Slide, said: BoardSlide, shown: Board) -> None:
    frame = board.subtitle(deck, slide, said)
    left, right = board.columns(frame, MAP_SHARE)
    if shown.ward_map is None:
        left, right = frame, frame
    else:
        add_ward_map(slide, left, shown.ward_map, said.subtitle)
    room = replace(right, height=right.height * 0.66)
    used = board.table(deck, slide, room, shown.wards)
    below = right.top + used + 12
    place = replace(right, top=below, height=right.bottom - below)
    board.leads(deck, slide, place, said.leads)


def _ranks(deck: Deck, slide: Slide, said: BoardSlide, shown: Board) -> None:
    left, right = board.columns(board.subtitle(deck, slide, said))
    if shown.ranks is not None:
        rows = len(shown.ranks.labels)
        bars.ranks(deck, slide, replace(left, height=min(left.height, 34.0 * rows)), shown.ranks)
    _beside(deck, slide, right, said)


def _actions(deck: Deck, slide: Slide, said: BoardSlide, shown: Board) -> None:
    frame = board.subtitle(deck, slide, said)
    left, right = board.columns(frame, ACTIONS_SHARE)
    board.leads(deck, slide, frame, said.leads)
    if shown.states is not None:
        bars.states(deck, slide, left, shown.states)
    board.table(deck, slide, right, shown.actions)


def _impact(deck: Deck, slide: Slide, said: BoardSlide, shown: Board) -> None:
    frame = board.subtitle(deck, slide, said)
    foot = board.type_of(deck, board.TEXT).height(said.foot, frame.width) if said.foot else 0
    above = replace(frame, height=frame.height - foot - 10)
    left, right = board.columns(above, IMPACT_SHARE) if shown.estimates else (above, above)
    if shown.estimates is not None:
        rows = len(shown.estimates.labels)
        bars.estimates(
            deck, slide, replace(left, height=min(left.height, 84.0 * rows)), shown.estimates
        )
    board.table(deck, slide, right, shown.outputs)
    board.text(deck, slide, replace(frame, top=frame.bottom - foot, height=foot), said.foot)


def _outlook(deck: Deck, slide: Slide, said: BoardSlide, shown: Board) -> None:
    frame = board.subtitle(deck, slide, said)
    foot = board.SMALLEST * LINE + 4
    above = replace(frame, height=frame.height - foot - 8)
    left, right = above, above
    if shown.outlook is not None:
        left, right = board.columns(above, OUTLOOK_SHARE)
        board.curves(deck, slide, left, shown.outlook)
    grids = [grid for grid in (shown.coming, shown.targets) if grid.rows]
    board.tables(deck, slide, right, grids)
    board.text(deck, slide, replace(frame, top=frame.bottom - foot, height=foot), said.foot)


def _decision(deck: Deck, slide: Slide, said: BoardSlide, shown: Board) -> None:
    frame = board.subtitle(deck, slide, said)
    left, right = frame, frame
    facts = shown.evidence if shown.evidence.rows else shown.late
    if facts.rows:
        left, right = board.columns(frame, EVIDENCE_SHARE)
        used = board.table(deck, slide, replace(left, height=left.height * 0.7), facts)
        below = left.top + used + 12
        board.text(deck, slide, replace(left, top=below, height=left.bottom - below), said.foot)
    _options(deck, slide, right, said.leads)


def _options(deck: Deck, slide: Slide, place: Frame, options: Sequence[Words]) -> None:
    """What the Board can answer, each on a ground of its own; the last fact plain below.

    In the largest type, and with the widest edges, with which all of it fits.
    """
    tried = [(size, BOX_INSET) for size in board.TEXTS] + [(board.SMALLEST, BOX_INSET / 4)]
    heights: list[float] = []
    size, inset = tried[-1]
    for size, inset in tried:
        heights = _option_heights(deck, place.width, options, size, inset)
        if sum(heights) + inset * (len(heights) - 1) <= place.height:
            break
    top = place.top
    for at, (one, height) in enumerate(zip(options, heights, strict=True)):
        is_fact = at == len(options) - 1
        colour = deck.theme.accent if is_fact else deck.theme.on_wash
        heading = Run(text=one.heading, size=size, bold=True, colour=colour)
        words = Run(text=one.text, size=size, colour="tx1" if is_fact else style.INK[1:])
        fill = "" if is_fact else (style.TINT[1:] if at == 0 else style.WASH[1:])
        parts.add_text(
            slide,
            replace(place, top=top, height=height),
            [(heading,), (words,)],
            name=one.heading or "Option",
            fill=fill,
            inset=0 if is_fact else inset,
        )
        top += height + inset


def _option_heights(
    deck: Deck, width: float, options: Sequence[Words], size: float, inset: float
) -> list[float]:
    """What each option takes at a size of type, the last without edges."""
    type_ = board.type_of(deck, size)
    found = []
    for at, one in enumerate(options):
        edge = 0 if at == len(options) - 1 else inset
        room = width - 2 * edge
        lines = type_.height(one.heading, room, bold=True) + type_.height(one.text, room)
        found.append(lines + 2 * edge + 2)
    return found
