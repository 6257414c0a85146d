"""What stands on a slide, one thing below another: texts, tables, and stacks side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from workbook.pack.looks import row_heights
from workbook.pack.slides import slide_parts as parts
from workbook.pack.slides.slide_table import add_grid

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pptx.slide import Slide

    from workbook.pack.fit import Frame, Type
    from workbook.pack.looks import Paragraph
    from workbook.pack.said.content import Grid
    from workbook.pack.theme import Theme

GAP: Final = 10.0
"""Points between two things on a slide."""

GROUND_INSET: Final = 8.0
"""Points that a text on a ground keeps from its edges."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something on a slide: the height it needs, and how it is drawn into a frame.

    A ``stretchable`` one takes what a slide has left; one that ``leads`` stays with the next.
    ``split`` gives the part that fits into a height and the rest, None where there is none.
    """

    height: float
    draw: Callable[[Slide, Frame], None]
    stretchable: bool = False
    leads: bool = False
    split: Callable[[float], tuple[Item, Item] | None] | None = None


def fill(slide: Slide, frame: Frame, items: Sequence[Item]) -> None:
    """Draw items one below the other; those that stretch share what is left."""
    used = sum(item.height for item in items) + GAP * (len(items) - 1)
    stretched = [item for item in items if item.stretchable]
    top = frame.top
    for item in items:
        more = (frame.height - used) / len(stretched) if item.stretchable else 0
        item.draw(slide, replace(frame, top=top, height=item.height + more))
        top += item.height + more + GAP


def beside(
    columns: Sequence[tuple[float, Sequence[Item]]], width: float, *, stretchable: bool = False
) -> Item:
    """Stacks of items beside one another, each with its share of the width less the gaps.

    Each is as high as the highest; ``stretchable`` ones also take what the slide has left.
    """
    room = width - 2 * GAP * (len(columns) - 1)

    def draw(slide: Slide, place: Frame) -> None:
        left = place.left
        for share, items in columns:
            fill(slide, replace(place, left=left, width=room * share), items)
            left += room * share + 2 * GAP

    heights = [sum(i.height for i in items) + GAP * (len(items) - 1) for _, items in columns]
    return Item(height=max(heights), draw=draw, stretchable=stretchable)


def text_item(
    paragraphs: Sequence[Paragraph],
    type_: Type,
    width: float,
    *,
    name: str,
    space: float = 4,
    ground: str = "",
) -> Item:
    """Paragraphs across the slide, on a ground of a colour where one is named."""
    inset = GROUND_INSET if ground else 0
    words = ["".join(run.text for run in runs) for runs in paragraphs]
    bold = [any(run.bold for run in runs) for runs in paragraphs]
    height = sum(
        replace(type_, size=max(run.size for run in runs)).height(
            text, width - 2 * inset, bold=is_bold
        )
        for runs, text, is_bold in zip(paragraphs, words, bold, strict=True)
    )

    def draw(slide: Slide, place: Frame) -> None:
        parts.add_text(slide, place, paragraphs, name=name, fill=ground, inset=inset, space=space)

    return Item(height=height + space * (len(words) - 1) + 2 * inset + 2, draw=draw)


def grid_item(grid: Grid, type_: Type, width: float, theme: Theme) -> Item:
    """A table across the slide, parted between two rows where it does not fit."""
    heights = row_heights(grid, width, type_)

    def draw(slide: Slide, place: Frame) -> None:
        add_grid(slide, place, grid, type_, theme)

    def split(room: float) -> tuple[Item, Item] | None:
        used, fitting_rows = heights[0], 0
        for height in heights[1:]:
            if used + height > room:
                break
            used += height
            fitting_rows += 1
        if fitting_rows < min(2, len(grid.rows)):
            return None
        # Two slides of one table share its rows rather than leave a last one alone.
        rest = len(grid.rows) - fitting_rows
        fitting_rows = min(fitting_rows, max(2, -(-len(grid.rows) // 2)) if rest else fitting_rows)
        first = replace(grid, rows=grid.rows[:fitting_rows])
        second = replace(grid, rows=grid.rows[fitting_rows:])
        return grid_item(first, type_, width, theme), grid_item(second, type_, width, theme)

    return Item(height=sum(heights), draw=draw, split=split)
