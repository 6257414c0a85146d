"""Peers, and the comparison on Indicator: a row an area, a word wherever there is no figure."""

from __future__ import annotations

import dataclasses
import datetime
from typing import TYPE_CHECKING

import pytest

from tests.support.made_up import ABSENT_PEER, PEERS, made_up_dashboard
from workbook.block import Block, Formula, TableBlock
from workbook.sheets.indicator import layout
from workbook.sheets.indicator import values as indicator
from workbook.sheets.indicator.layout import SLOTS
from workbook.sheets.indicator.peers import MOST_LISTED, NO_PEERS
from workbook.sheets.peers import values as peers
from workbook.sheets.peers.layout import GROUP
from xlsrc.domain.settings import PeerGroup

if TYPE_CHECKING:
    from workbook.layout.named_block import NamedBlock
    from xlsrc.assessment import Dashboard

FIRST = "Total notifiable offences"


@pytest.fixture(scope="module")
def dashboard() -> Dashboard:
    return made_up_dashboard()


def rows(dashboard: Dashboard) -> list[dict[str, object]]:
    table = next(w for w in peers.blocks(dashboard) if isinstance(w, TableBlock))
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def row_of(dashboard: Dashboard, area: str) -> dict[str, object]:
    return next(row for row in rows(dashboard) if row["Area"] == area)


def with_peers(dashboard: Dashboard, count: int) -> Dashboard:
    """Only the first areas, of those with figures."""
    names = [name for name in PEERS if name != ABSENT_PEER][:count]
    kept = tuple(row for row in dashboard.peers if row.area.name in names)
    return dataclasses.replace(dashboard, peers=kept)


def cells(dashboard: Dashboard, chosen: str, block: NamedBlock) -> list[object]:
    written = indicator.blocks(dashboard, chosen)
    found = next(w for w in written if isinstance(w, Block) and w.name == block.name)
    return [
        cell.value if isinstance(cell, Formula) else cell for row in found.values for cell in row
    ]


def test_each_area_of_each_indicator_has_a_row(dashboard: Dashboard) -> None:
    compared = [a for a in dashboard.assessments if a.peers.group is not None]

    assert len(rows(dashboard)) == len(compared) * len(PEERS)


def test_no_cell_is_empty(dashboard: Dashboard) -> None:
    assert [row for row in rows(dashboard) if None in row.values() or "" in row.values()] == []


def test_a_month_is_a_date(dashboard: Dashboard) -> None:
    assert row_of(dashboard, "Barnet")["Data to"] == datetime.date(2025, 12, 1)


def test_an_area_left_out_says_no_data_and_shows_no_number(dashboard: Dashboard) -> None:
    row = row_of(dashboard, ABSENT_PEER)

    assert (row["Count"], row["Per 1,000"], row["Rank"]) == ("no data", "no data", "no data")


def test_a_verdict_is_a_word(dashboard: Dashboard) -> None:
    assert row_of(dashboard, "Barnet")["Against peers"] == "Much higher"


def test_a_group_without_members_leaves_one_row_without_data(dashboard: Dashboard) -> None:
    found = rows(dataclasses.replace(dashboard, peers=()))

    assert [row["Indicator"] for row in found] == ["no data"]


def test_the_sheet_says_who_the_peers_are(dashboard: Dashboard) -> None:
    group = PeerGroup(id="national", name="National", members=(), note="Not available.")
    chosen = dataclasses.replace(dashboard.settings, peer_group=group)

    assert line_of(dataclasses.replace(dashboard, settings=chosen, peers=())) == (
        "Peer group: National. Not available."
    )


def test_the_sheet_says_whose_figures_the_peers_have(dashboard: Dashboard) -> None:
    crime = next(row for row in dashboard.peers if row.indicator.name == FIRST)

    assert line_of(dataclasses.replace(dashboard, peers=(crime,))).startswith(
        f"Peer group: {dashboard.settings.peer_group.name}, from MPS recorded crime."
    )


def test_the_sheet_says_of_how_many_it_lists_a_part(dashboard: Dashboard) -> None:
    rows = tuple(dataclasses.replace(row, rank_of=314) for row in dashboard.peers)

    assert "Ranked among up to 314; listed are 32, the most alike." in line_of(
        dataclasses.replace(dashboard, peers=rows)
    )


def line_of(dashboard: Dashboard) -> str:
    blocks = peers.blocks(dashboard)
    line = next(w for w in blocks if isinstance(w, Block) and w.name == GROUP.name)
    return str(line.values[0][0])


def test_bars_stand_from_the_highest_rate(dashboard: Dashboard) -> None:
    shown = [rate for rate in cells(dashboard, FIRST, layout.PEER_RATES) if rate != ""]

    assert shown == sorted(shown, key=lambda rate: -float(str(rate)))


def test_the_area_itself_is_one_bar(dashboard: Dashboard) -> None:
    own = [rate for rate in cells(dashboard, FIRST, layout.PEER_SERIES["own"]) if rate != "#N/A"]

    assert own == [row_of(dashboard, "Barnet")["Per 1,000"]]


def test_an_area_left_out_has_no_bar(dashboard: Dashboard) -> None:
    assert ABSENT_PEER not in cells(dashboard, FIRST, layout.PEER_RANKED)


@pytest.mark.parametrize(
    ("count", "slots"),
    [(1, [17]), (2, [9, 25]), (4, [5, 13, 21, 29])],
)
def test_a_small_group_is_spread_over_the_chart(
    dashboard: Dashboard, count: int, slots: list[int]
) -> None:
    shown = cells(with_peers(dashboard, count), FIRST, layout.PEER_SERIES["slots"])

    assert [at for at, rank in enumerate(shown, start=1) if rank != ""] == slots


@pytest.mark.parametrize("count", [1, 3, 7, 10])
def test_every_rank_has_exactly_one_slot(dashboard: Dashboard, count: int) -> None:
    shown = cells(with_peers(dashboard, count), FIRST, layout.PEER_SERIES["slots"])

    assert ([rank for rank in shown if rank != ""], len(shown)) == (
        list(range(1, count + 1)),
        SLOTS,
    )


def test_the_funnel_stands_by_residents(dashboard: Dashboard) -> None:
    shown = [
        float(str(x))
        for x in cells(dashboard, FIRST, layout.FUNNEL_SERIES["people"])
        if x != "#N/A"
    ]

    assert shown == sorted(shown)


def test_a_small_group_is_listed_by_name(dashboard: Dashboard) -> None:
    line = cells(with_peers(dashboard, MOST_LISTED), FIRST, layout.PEER_LINE)[0]

    assert str(line).count(",") == MOST_LISTED - 1


def ranked_of(dashboard: Dashboard, number: int) -> Dashboard:
    """As if each indicator stood among so many areas."""
    changed = tuple(
        dataclasses.replace(one, peers=dataclasses.replace(one.peers, rank_of=number))
        for one in dashboard.assessments
    )
    return dataclasses.replace(dashboard, assessments=changed)


def test_a_large_group_is_told_by_its_ends(dashboard: Dashboard) -> None:
    all_listed = ranked_of(dashboard, len(PEERS) - 1)

    assert str(cells(all_listed, FIRST, layout.PEER_LINE)[0]).startswith("Highest ")


def test_the_ends_of_a_part_are_not_called_those_of_the_group(dashboard: Dashboard) -> None:
    line, title = (
        str(cells(ranked_of(dashboard, 314), FIRST, block)[0])
        for block in (layout.PEER_LINE, layout.PEER_TITLE)
    )

    assert (line.startswith("Of those listed: highest "), title.endswith("(314)")) == (True, True)


def test_an_indicator_without_peers_says_so(dashboard: Dashboard) -> None:
    assert cells(dashboard, "Reoffending, % ‡", layout.PEER_TITLE) == [NO_PEERS]
