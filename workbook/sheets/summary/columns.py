"""Columns of the Summary whose words differ in length, and how much text they have room for."""

from __future__ import annotations

from typing import Final

from workbook.house.fitting import cell_room, pixels

LABEL_WIDTH: Final = 29
"""In characters, as columns are measured."""

LABEL_ROOM: Final = cell_room(pixels(LABEL_WIDTH))
"""Points for a label."""

VERDICT_WIDTH: Final = 21
VERDICT_ROOM: Final = cell_room(pixels(VERDICT_WIDTH))
"""Points for whether a change is real, beside the sparkline."""
