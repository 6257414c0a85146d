"""The sheet Peers."""

from typing import Final

from workbook.sheets.peers import values
from workbook.sheets.peers.layout import PEERS, PEERS_TABLE
from workbook.sheets.room import Room, always, of_figures

ROOM: Final = Room(
    package=__package__,
    sheets=always(PEERS),
    tables=(PEERS_TABLE,),
    blocks=of_figures(values.blocks),
)
