"""Peers: one table row an indicator and area, behind every comparison of the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.block import Block, TableBlock
from workbook.layout.figure_tables import PEERS_TABLE
from xlsrc.domain.wording import DOES_NOT_APPLY, NO_DATA

if TYPE_CHECKING:
    from workbook.block import Row, Write
    from xlsrc.assessment import Dashboard
    from xlsrc.comparison.peers import PeerRow

AS_AT_NAME: Final = "peers.as_at"
GROUP_NAME: Final = "peers.group"
AREA_NAME: Final = "peers.area"
"""The name of the cell that holds the workbook's own area."""


def blocks(dashboard: Dashboard) -> tuple[Write, ...]:
    """The whole table, who the peers are, and how far the data run.

    A group without members leaves one row that says so.
    """
    labels = {a.indicator.id: a.label for a in dashboard.assessments}
    absent: Row = (NO_DATA, *(DOES_NOT_APPLY,) * (len(PEERS_TABLE.columns) - 1))
    rows = tuple(_row(labels[row.indicator.id], row) for row in dashboard.peers)
    return (
        Block(AS_AT_NAME, ((f"Data to {dashboard.as_at.name}",),)),
        Block(GROUP_NAME, ((_group(dashboard),),)),
        Block(AREA_NAME, ((dashboard.area.name,),)),
        TableBlock(table=PEERS_TABLE.name, columns=PEERS_TABLE.headers, rows=rows or (absent,)),
    )


def _group(dashboard: Dashboard) -> str:
    group = dashboard.settings.peer_group
    return f"Peer group: {group.name}. {group.note}".rstrip()


def _row(label: str, row: PeerRow) -> Row:
    """The cells of an area: figures, or the word that stands for none."""
    absent = NO_DATA if row.rate is None else DOES_NOT_APPLY
    figures = (
        row.count,
        row.residents,
        row.rate,
        row.low,
        row.high,
        row.rank,
        row.rank_of,
        row.expected_rate,
        row.low_95,
        row.high_95,
        row.low_998,
        row.high_998,
        row.z,
        row.verdict and row.verdict[:1].upper() + row.verdict[1:],
    )
    return (
        label,
        row.area.name,
        row.as_at.first_day,
        *(absent if figure is None else figure for figure in figures),
        row.vintage or absent,
    )
