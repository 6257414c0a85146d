"""Columns of the Summary: how wide they are, and how much text those with words have room for."""

from __future__ import annotations

from typing import Final

from workbook.house.fitting import cell_room

PIXELS: Final = {
    "indicator": 178,
    "status": 79,
    "last_3": 57,
    "usual_range": 86,
    "last_12": 59,
    "year_before": 56,
    "change": 54,
    "is_it_real": 130,
    "trend": 95,
    "sparkline": 51,
    "peers": 111,
    "target": 126,
    "by": 110,
}
"""As many as fit on A4 landscape at 84 %, where 9.5 pt still prints as 8, in a program that draws
columns a twentieth wider than Excel."""


def width(key: str) -> float:
    """A column's width in characters, as columns are measured."""
    return (PIXELS[key] - 5) / 7


def room(key: str) -> float:
    """Points for a text in one line of a column."""
    return cell_room(PIXELS[key])


WIDER: Final = 1.05
"""How much wider than Excel a program may draw the words, bold ones above all."""

SENTENCE_ROOM: Final = cell_room(sum(PIXELS.values()) - PIXELS["indicator"], indent=0) / WIDER
"""Points for a sentence, from the second column to the edge of the page."""

TOPIC_ROOM: Final = cell_room(PIXELS["indicator"]) / WIDER
"""Points for a sentence's topic, in the first column."""
