"""A sheet for each section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.sheets.room import Room
from workbook.sheets.section import values
from workbook.sheets.section.alt_texts import alt_texts
from workbook.sheets.section.layout import section_sheets

if TYPE_CHECKING:
    from workbook.block import Write
    from workbook.sheets.room import Refreshing


def _blocks(refreshing: Refreshing) -> tuple[Write, ...]:
    return (*values.blocks(refreshing.dashboard), *alt_texts(refreshing))


ROOM: Final = Room(
    package=__package__,
    sheets=section_sheets,
    blocks=_blocks,
)
