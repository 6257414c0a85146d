"""The sheet Hello."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.hello.layout import GREETING, HELLO
from workbook.sheets.room import Room, always, of_figures

if TYPE_CHECKING:
    from workbook.block import Block
    from xlsrc.assessment import Dashboard


def blocks(dashboard: Dashboard) -> tuple[Block, ...]:
    """Whose dashboard it is."""
    return (GREETING.written({"hello": "Hello,", "area": dashboard.area.name}),)


ROOM = Room(package=__package__, sheets=always(HELLO), blocks=of_figures(blocks))
