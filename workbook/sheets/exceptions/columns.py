"""The columns of Exceptions, and how much text they have room for."""

from __future__ import annotations

from typing import Final

from workbook.house.fitting import cell_room

COLUMNS_PX: Final = {
    "standing": 96,
    "what": 170,
    "where": 152,
    "when": 92,
    "seen": 74,
    "usual_range": 86,
    "peers": 128,
    "ask": 294,
}
LINES: Final = 2
"""Lines that a row of the page is high."""

ASK_ROOM: Final = cell_room(COLUMNS_PX["ask"], wraps=True)
"""Points for a line of a question."""
