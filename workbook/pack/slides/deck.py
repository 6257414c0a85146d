"""Slides filled from top to bottom: what does not fit goes on to a further slide."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from workbook.house.text_width import unbroken
from workbook.pack.fit import Frame, Type, fitting
from workbook.pack.looks import Run
from workbook.pack.slides import slide_parts as parts
from workbook.pack.slides.house_slides import FOOTER_POINTS
from workbook.pack.slides.items import GAP, fill, grid_item
from workbook.pack.slides.placeholders import kind, placeholders, points

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pptx.slide import Slide, SlideLayout

    from workbook.pack.looks import Paragraph
    from workbook.pack.said.content import Grid
    from workbook.pack.slides.items import Item
    from workbook.pack.slides.slide_template import SlideTemplate
    from workbook.pack.theme import Theme

SMALLEST_TITLE: Final = 18
SEPARATOR: Final = " · "
"""Between the parts of a footer."""

TABLE_SIZES: Final = (16, 15, 14, 13, 12)
"""Sizes of type for a table that has slides of its own; one less where slides are narrow."""

WIDE: Final = 700.0
"""Points from which a slide is wide: two tables stand side by side."""

MOST_SHRUNK: Final = 0.15
"""The share of its height that a chart may give up so that a slide holds all it should."""


class Deck:
    """A presentation that slides are added to."""

    def __init__(self, template: SlideTemplate, *, footer: tuple[str, ...]) -> None:
        self._template = template
        self._footer = footer
        self._titles: set[str] = set()

    @property
    def frame(self) -> Frame:
        """Where a slide's content may stand."""
        return self._template.frame

    @property
    def theme(self) -> Theme:
        """The template's theme."""
        return self._template.theme

    def type(self, size: float) -> Type:
        """A size of the template's type."""
        return Type(size=size, wide=self.theme.wide)

    @property
    def is_house(self) -> bool:
        """Whether the slides are in the house style."""
        return self._template.is_house

    def page(
        self, title: str, *, source: str = "", mark: str = "", notes: str = "", cover: bool = False
    ) -> Slide:
        """A slide with its title and a footer of its own; ``cover`` in the layout of covers."""
        layout = self._template.cover if cover else self._template.title_only
        slide = self._new(layout, title, cover=cover)
        self._add_footer(slide, layout, source=source, mark=mark)
        spoken = slide.notes_slide.notes_text_frame if notes else None
        if spoken is not None:
            spoken.text = notes
        return slide

    def cover(self, title: str, lines: Sequence[Paragraph]) -> None:
        """The first slide."""
        slide = self._new(self._template.cover, title, cover=True)
        holder = next(
            (s for s in slide.placeholders if kind(s) in ("SUBTITLE", "BODY", "OBJECT")), None
        )
        if holder is None:
            place = replace(self.frame, top=self.frame.top + self.frame.height / 2)
            parts.add_text(slide, place, lines, name="Subtitle")
        else:
            parts.write(holder.text_frame, lines)
        self._add_footer(slide, self._template.cover)

    def add(self, title: str, items: Sequence[Item], *, notes: str = "") -> None:
        """One slide, or as many as the items need, each with its own title."""
        pages = self._pages(self._shrunk(items))
        for number, page in enumerate(pages, start=1):
            part = f" ({number} of {len(pages)})" if len(pages) > 1 else ""
            slide = self._new(self._template.title_only, title + part)
            fill(slide, self.frame, page)
            self._add_footer(slide, self._template.title_only)
            spoken = slide.notes_slide.notes_text_frame if notes else None
            if spoken is not None:
                spoken.text = notes

    def _shrunk(self, items: Sequence[Item]) -> list[Item]:
        """The items, those that stretch a little lower where one slide then has them all."""
        over = sum(item.height for item in items) + GAP * (len(items) - 1) - self.frame.height
        elastic = sum(item.height for item in items if item.stretchable)
        if not 0 < over <= MOST_SHRUNK * elastic:
            return list(items)
        share = 1 - (over + 1) / elastic
        return [
            replace(item, height=item.height * share) if item.stretchable else item
            for item in items
        ]

    def add_table(self, title: str, grid: Grid, below: Sequence[Item], *, notes: str = "") -> None:
        """A table in the largest of the tables' sizes that takes no more slides for it."""

        def items(type_: Type) -> list[Item]:
            return [grid_item(grid, type_, self.frame.width, self.theme), *below]

        self.add_fitting(title, items, notes=notes)

    def add_fitting(
        self, title: str, items: Callable[[Type], Sequence[Item]], *, notes: str = ""
    ) -> None:
        """Items in the largest of the tables' sizes that takes no more slides for it."""
        less = 0 if self.frame.width >= WIDE else 1
        tried = [items(self.type(size - less)) for size in TABLE_SIZES]
        least = len(self._pages(tried[-1]))
        self.add(title, next(one for one in tried if len(self._pages(one)) == least), notes=notes)

    def _pages(self, items: Sequence[Item]) -> list[list[Item]]:
        pages: list[list[Item]] = [[]]
        pending = list(items)
        left = self.frame.height
        while pending:
            item = pending.pop(0)
            if item.height <= left:
                pages[-1].append(item)
                left -= item.height + GAP
                continue
            halves = item.split(left) if item.split else None
            if halves:
                pages[-1].append(halves[0])
                pending.insert(0, halves[1])
            elif pages[-1]:
                pending.insert(0, item)
                while len(pages[-1]) > 1 and pages[-1][-1].leads:
                    pending.insert(0, pages[-1].pop())
            else:
                # Taller than a slide and of one piece: it is drawn as small as the slide.
                pages[-1].append(replace(item, height=self.frame.height))
            if pending:
                pages.append([])
                left = self.frame.height
        return pages

    def _new(self, layout: SlideLayout, title: str, *, cover: bool = False) -> Slide:
        slide: Slide = self._template.presentation.slides.add_slide(layout)
        holder: Any = slide.shapes.title
        whole = title
        while whole in self._titles:
            whole = f"{whole}, continued"
        self._titles.add(whole)
        holder.text_frame.text = unbroken(whole)
        self._fit_title(holder, whole)
        for shape in list(slide.placeholders):
            # A template may have one layout for covers and for all others.
            kept = ("SUBTITLE", "TITLE", "CENTER_TITLE", *(("BODY", "OBJECT") if cover else ()))
            if shape is not holder and kind(shape) not in kept:
                shape.element.getparent().remove(shape.element)
        return slide

    def _fit_title(self, holder: Any, text: str) -> None:  # noqa: ANN401 - a placeholder
        """A smaller size where the title would be higher than its place."""
        width = points(holder.width) - 2 * points(holder.text_frame.margin_left)
        height = points(holder.height)
        size = self._template.title_size
        sizes = [self.type(one) for one in range(int(size), SMALLEST_TITLE - 1, -2)]
        fits = fitting(text, Frame(left=0, top=0, width=width, height=height), sizes, bold=True)
        if fits.size < size:
            for paragraph in holder.text_frame.paragraphs:
                for run in paragraph.runs:
                    run.font.size = parts.emu(fits.size)

    def _add_footer(
        self, slide: Slide, layout: SlideLayout, *, source: str = "", mark: str = ""
    ) -> None:
        """The layout's footer and slide number, which a new slide does not bring."""
        from copy import deepcopy

        for shape in placeholders(layout):
            if kind(shape) not in ("FOOTER", "SLIDE_NUMBER"):
                continue
            own = deepcopy(shape.element)
            properties = own.find("{*}spPr")
            for child in list(properties):
                properties.remove(child)
            slide.shapes.element.append(own)
            number = max(int(i) for i in slide.element.xpath("//p:cNvPr/@id")) + 1
            own.find("{*}nvSpPr/{*}cNvPr").set("id", str(number))
            if kind(shape) == "FOOTER":
                written = next(s for s in slide.placeholders if s.element is own)
                _take_the_dates_place(written, layout)
                self._write_footer(written, source, mark)

    def _write_footer(self, holder: Any, source: str, mark: str) -> None:  # noqa: ANN401 - pptx's
        """The edition, a slide's source and what ‡ means; else as much of the deck's own footer as
        its place has room for, the last parts first.
        """
        if source or mark:
            self._write_source(holder, source, mark)
            return
        type_ = self.type(FOOTER_POINTS)
        place = Frame(left=0, top=0, width=points(holder.width) - 15, height=points(holder.height))
        texts = [SEPARATOR.join(self._footer[at:]) for at in range(len(self._footer))] or [""]
        text = next(
            (one for one in texts if type_.height(one, place.width) <= place.height), texts[-1]
        )
        look = Run(text=text, size=FOOTER_POINTS, colour=self.theme.second)
        parts.write(holder.text_frame, ((look,),))
        holder.text_frame.paragraphs[0].runs[0].font.name = "+mn-lt"

    def _write_source(self, holder: Any, source: str, mark: str) -> None:  # noqa: ANN401 - pptx's
        type_ = self.type(FOOTER_POINTS)
        width = points(holder.width) - 15
        edition = self._footer[-1]
        looks = [(edition, self.theme.accent, True), (source, self.theme.second, False),
                 (mark, self.theme.illustrative, True)]  # fmt: skip
        while len(looks) > 1 and type_.height(
            "   ".join(text for text, _, _ in looks), width, bold=True
        ) > points(holder.height):
            looks.pop()
        runs = [
            Run(
                text=text if at == 0 else f"   {text}", size=FOOTER_POINTS, bold=bold, colour=colour
            )
            for at, (text, colour, bold) in enumerate(looks)
            if text
        ]
        parts.write(holder.text_frame, (tuple(runs),))
        for run in holder.text_frame.paragraphs[0].runs:
            run.font.name = "+mn-lt"


def _take_the_dates_place(footer: Any, layout: SlideLayout) -> None:  # noqa: ANN401 - pptx's
    """Widen a footer over the place of a date on its left, which no slide shows: the footer says
    how far the data run.
    """
    for date in placeholders(layout):
        beside = kind(date) == "DATE" and abs(date.top - footer.top) < footer.height
        if beside and date.left + date.width <= footer.left:
            place = date.left, footer.top, footer.left + footer.width - date.left, footer.height
            footer.left, footer.top, footer.width, footer.height = place
