"""The column of the Summary that names its rows, and how much text it has room for."""

from __future__ import annotations

from typing import Final

from workbook.house.fitting import cell_room, pixels

LABEL_WIDTH: Final = 29
"""In characters, as columns are measured."""

LABEL_ROOM: Final = cell_room(pixels(LABEL_WIDTH))
"""Points for a label."""
