"""The sheets Commentary and What we heard."""

from typing import Final

from workbook.sheets.commentary import values
from workbook.sheets.commentary.layout import COMMENTARY, HEARD
from workbook.sheets.room import Room, always, of_figures
from workbook.tables.plan_layout import COMMENTARY_TABLE, EVIDENCE_TABLE

ROOM: Final = Room(
    package=__package__,
    sheets=always(COMMENTARY, HEARD),
    tables=(
        COMMENTARY_TABLE,
        EVIDENCE_TABLE,
    ),
    blocks=of_figures(values.blocks),
)
