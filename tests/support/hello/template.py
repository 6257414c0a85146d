"""The look of Hello."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.hello.layout import GREETING, HELLO

if TYPE_CHECKING:
    from workbook.house.canvas import Canvas


def author(canvas: Canvas) -> None:
    """Add the sheet with its one block."""
    canvas.add_sheet(HELLO)
    canvas.place(GREETING, HELLO.name, 0, 0)
