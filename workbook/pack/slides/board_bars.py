"""Bars on the ten slides: their labels left of them, words behind them, and what colours mean."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from workbook.pack.fit import LINE, Frame
from workbook.pack.looks import Run
from workbook.pack.said.board_charts import INTERVALS, ROWS, STATE_FILLS, STATE_NAMES, STATE_TEXT
from workbook.pack.said.board_charts import STATES as STATES_INNER
from workbook.pack.slides import slide_parts as parts
from workbook.pack.slides.board_parts import SMALLEST, type_of

if TYPE_CHECKING:
    from pptx.slide import Slide

    from workbook.pack.chart_xml import Inner
    from workbook.pack.said.board_content import Bars
    from workbook.pack.slides.deck import Deck

INK: Final = "1F2933"


def ranks(deck: Deck, slide: Slide, place: Frame, shown: Bars) -> None:
    """Places among peers, each with its words behind the range that chance leaves it."""
    parts.add_chart(slide, place, shown.chart, deck.theme, points=SMALLEST)
    _names(deck, slide, place, ROWS, shown)
    line = SMALLEST * LINE
    for at, (words, end, bold) in enumerate(zip(shown.words, shown.ends, shown.bold, strict=True)):
        part = ROWS.left + ROWS.width * end / shown.high
        left = place.left + place.width * part + 6
        box = Frame(
            left=left, top=_middle(place, ROWS, at, len(shown.words)) - line / 2,
            width=place.left + place.width - left, height=line,
        )  # fmt: skip
        colour = deck.theme.accent if bold else "tx1"
        run = Run(text=words, size=SMALLEST, bold=bold, colour=colour)
        parts.add_label(slide, box, run, name=f"Place of {shown.labels[at]}", align="l")


def estimates(deck: Deck, slide: Slide, place: Frame, shown: Bars) -> None:
    """Estimates with intervals, their figures under their names."""
    parts.add_chart(slide, place, shown.chart, deck.theme, points=SMALLEST)
    _names(deck, slide, place, INTERVALS, shown, figures=True)


def states(deck: Deck, slide: Slide, place: Frame, shown: Bars) -> None:
    """Actions by priority; above them what each colour stands for."""
    legend = 24.0
    left = place.left
    for key, name in STATE_NAMES.items():
        wide = type_of(deck, SMALLEST).width(name) + 12
        if left + wide > place.left + place.width + 1:
            left = place.left
            place = replace(place, top=place.top + legend, height=place.height - legend)
        run = Run(text=name, size=SMALLEST, colour=STATE_TEXT.get(key, INK))
        box = Frame(left=left, top=place.top, width=wide, height=20)
        parts.add_label(
            slide, box, run, name=f"Colour of {name}", fill=STATE_FILLS[key], align="c"
        )  # fmt: skip
        left += wide + 3
    below = Frame(
        left=place.left, top=place.top + legend + 6, width=place.width,
        height=min(place.height - legend - 6, 48.0 * len(shown.labels)),
    )  # fmt: skip
    parts.add_chart(slide, below, shown.chart, deck.theme, points=SMALLEST)
    _names(deck, slide, below, STATES_INNER, shown)


def _middle(place: Frame, inner: Inner, at: int, rows: int) -> float:
    return place.top + place.height * (inner.top + inner.height * (at + 0.5) / rows)


def _names(
    deck: Deck, slide: Slide, place: Frame, inner: Inner, shown: Bars, *, figures: bool = False
) -> None:
    """The name of each row left of its bar, on as many lines as it needs."""
    width = place.width * inner.left - 8
    rows = len(shown.labels)
    for at, label in enumerate(shown.labels):
        name = Run(text=label, size=SMALLEST, colour="tx1")
        high = type_of(deck, SMALLEST).height(label, width)
        below = type_of(deck, SMALLEST).height(shown.words[at], width) if figures else 0
        top = _middle(place, inner, at, rows) - (high + below) / 2
        box = Frame(left=place.left, top=top, width=width, height=high)
        parts.add_label(slide, box, name, name=f"Row {at + 1}", align="r")
        if figures:
            words = Run(text=shown.words[at], size=SMALLEST, bold=shown.bold[at], colour="tx1")
            box = Frame(left=place.left, top=top + high, width=width, height=below)
            parts.add_label(slide, box, words, name=f"Figures of row {at + 1}", align="r")
