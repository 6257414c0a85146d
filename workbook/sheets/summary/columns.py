"""Columns of the Summary: how wide they are, and how much text those with words have room for."""

from __future__ import annotations

from typing import Final

from workbook.house.fitting import cell_room

PIXELS: Final = {
    "indicator": 178,
    "status": 74,
    "last_3": 58,
    "usual_range": 86,
    "last_12": 60,
    "year_before": 56,
    "change": 54,
    "is_it_real": 130,
    "trend": 100,
    "sparkline": 56,
    "peers": 98,
    "target": 130,
    "by": 112,
}
"""As many as fit on A4 landscape at 84 %, where 9.5 pt still prints as 8, in a program that draws
columns a twentieth wider than Excel."""


def width(key: str) -> float:
    """A column's width in characters, as columns are measured."""
    return (PIXELS[key] - 5) / 7


def room(key: str) -> float:
    """Points for a text in one line of a column."""
    return cell_room(PIXELS[key])


SENTENCE_ROOM: Final = cell_room(sum(PIXELS.values()) - PIXELS["indicator"], indent=0)
"""Points for a sentence, from the second column to the edge of the page."""
