"""Peers: one table row an indicator and area, behind every comparison of the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.sheets.peers.layout import AREA, AS_AT, GROUP, PEERS_TABLE
from xlsrc.comparison.listed import MOST_LISTED
from xlsrc.domain.wording import DOES_NOT_APPLY, NO_DATA, listed
from xlsrc.words.verdicts import peer_verdict

if TYPE_CHECKING:
    from workbook.block import Cell, Write
    from xlsrc.assessment import Dashboard
    from xlsrc.comparison.comparison import PeerRow


def blocks(dashboard: Dashboard) -> tuple[Write, ...]:
    """The whole table, who the peers are, and how far the data run.

    A group without members leaves one row that says so.
    """
    labels = {a.indicator.id: a.label for a in dashboard.assessments}
    absent = dict.fromkeys(PEERS_TABLE.headers, DOES_NOT_APPLY) | {"Indicator": NO_DATA}
    rows = tuple(_row(labels[row.indicator.id], row) for row in dashboard.peers)
    return (
        AS_AT.written((f"Data to {dashboard.as_at.name}",)),
        GROUP.written((_group(dashboard),)),
        AREA.written((dashboard.area.name,)),
        PEERS_TABLE.whole(rows or (absent,)),
    )


def _group(dashboard: Dashboard) -> str:
    """Who the peers are, whose figures theirs are, and how many are not listed; then the note."""
    group = dashboard.settings.peer_group
    sources = tuple(dict.fromkeys(row.indicator.source.value for row in dashboard.peers))
    name = f"Peer group: {group.name}{', from ' if sources else ''}{listed(sources)}."
    most = max((row.rank_of for row in dashboard.peers), default=0)
    more = ""
    if most > MOST_LISTED:
        more = f"Ranked among up to {most}; listed are {MOST_LISTED}, the most alike."
    return " ".join(part for part in (name, more, group.note) if part)


def _row(label: str, row: PeerRow) -> dict[str, Cell]:
    """The cells of an area: figures, or the word that stands for none."""
    absent = NO_DATA if row.rate is None else DOES_NOT_APPLY
    figures: dict[str, Cell] = {
        "Indicator": label,
        "Area": row.area.name,
        "Data to": row.as_at.first_day,
        "Count": row.count,
        "Residents": row.residents,
        "Per 1,000": row.rate,
        "Rate, low": row.low,
        "Rate, high": row.high,
        "Rank": row.rank,
        "Of": row.rank_of,
        "Expected rate": row.expected_rate,
        "95 % low": row.low_95,
        "95 % high": row.high_95,
        "99.8 % low": row.low_998,
        "99.8 % high": row.high_998,
        "z": row.z,
        "Against peers": peer_verdict(row.verdict),
        "Vintage": row.vintage or None,
    }
    return {header: absent if cell is None else cell for header, cell in figures.items()}
