"""PeerGroups and Targets as typed settings; every fault with its cell."""

from __future__ import annotations

import dataclasses
import math
from typing import TYPE_CHECKING

import pytest

from workbook.tables.defaults import default_tables
from workbook.tables.settings import settings
from xlsrc.domain.errors import TableError
from xlsrc.domain.target import TargetKind
from xlsrc.extracts.offences import shipped_offences

if TYPE_CHECKING:
    from workbook.block import TableData
    from xlsrc.domain.settings import Settings

PEER_GROUP_ROW = 4
"""The row of the setting Peer group, from 0."""


def with_row(table: str, **cells: object) -> dict[str, TableData]:
    """The shipped tables with one more row, its cells by heading (_ for a blank)."""
    tables = default_tables()
    found = tables[table]
    by_heading = {heading.replace("_", " "): cell for heading, cell in cells.items()}
    row = tuple(by_heading.get(heading) for heading in found.columns)
    tables[table] = dataclasses.replace(found, rows=(*found.rows, row))
    return tables


def choosing(group: object) -> dict[str, TableData]:
    tables = default_tables()
    rows = [list(row) for row in tables["Settings"].rows]
    rows[PEER_GROUP_ROW][1] = group
    tables["Settings"] = dataclasses.replace(tables["Settings"], rows=tuple(map(tuple, rows)))
    return tables


def read(tables: dict[str, TableData]) -> Settings:
    return settings(tables, shipped_offences().names)


def fault_of(tables: dict[str, TableData]) -> str:
    with pytest.raises(TableError) as caught:
        read(tables)
    return caught.value.faults[0]


def test_the_shipped_group_is_the_32_boroughs_with_police_figures() -> None:
    group = read(default_tables()).peer_group

    assert (group.name, len(group.members)) == ("London boroughs", 32)


@pytest.mark.parametrize(
    ("group", "members"),
    [("outer", 20), ("local", 3), ("similar", 11), ("national", 0), ("most_similar", 0)],
)
def test_each_shipped_group_can_be_chosen(group: str, members: int) -> None:
    assert len(read(choosing(group)).peer_group.members) == members


def test_a_group_without_members_says_why() -> None:
    assert read(choosing("national")).peer_group.note.startswith("Not available")


def test_a_group_that_is_not_there_is_a_fault_with_the_ids() -> None:
    assert fault_of(choosing("nowhere")) == (
        "Settings!B10: peer group must be an id of PeerGroups, london, outer, local, similar, "
        "national or most_similar; found 'nowhere'."
    )


def test_boroughs_may_be_named_by_alias_and_are_counted_once() -> None:
    tables = with_row(
        "PeerGroups", Id="ours", Peer_group="Ours", Members="RBKC; Kensington and Chelsea"
    )
    rows = [list(row) for row in tables["Settings"].rows]
    rows[PEER_GROUP_ROW][1] = "ours"
    tables["Settings"] = dataclasses.replace(tables["Settings"], rows=tuple(map(tuple, rows)))

    assert [area.name for area in read(tables).peer_group.members] == ["Kensington and Chelsea"]


def test_an_unknown_member_gets_the_nearest_names() -> None:
    fault = fault_of(with_row("PeerGroups", Id="ours", Peer_group="Ours", Members="Barnett"))

    assert fault.startswith("Settings!C12: 'Barnett' is no area of England and Wales (perhaps ")
    assert "Barnet" in fault.partition("(perhaps")[2]


def test_a_group_without_members_and_without_a_reason_is_a_fault() -> None:
    fault = fault_of(with_row("PeerGroups", Id="ours", Peer_group="Ours"))

    assert fault == "Settings!D12: Note must say why the group has no members; found an empty cell."


def test_the_shipped_targets_are_the_historical_one_and_four_illustrative() -> None:
    targets = read(default_tables()).targets

    assert [(target.indicator, target.target.kind.value) for target in targets] == [
        ("mopac7_total", "% change on a baseline year"),
        ("deliberate_fires", "value"),
        ("first_time_entrants", "value"),
        ("reoffending", "value"),
        ("confidence", "value"),
    ]


def test_a_peer_rate_needs_no_amount() -> None:
    tables = with_row("Targets", Indicator_id="burglary", Kind="peer rate")
    target = read(tables).targets[-1].target

    assert (target.kind, math.isnan(target.amount)) == (TargetKind.PEER_RATE, True)


def test_a_true_minus_is_read() -> None:
    tables = with_row(
        "Targets",
        Indicator_id="burglary",
        Kind="% change on a baseline year",
        Amount="−10 %",
        Baseline_year="2019",
    )

    assert read(tables).targets[-1].target.amount == -10


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        (
            {"Indicator_id": "nothing", "Kind": "value", "Amount": 5},
            "Settings!A11: Indicator id must be an id of Definitions; found 'nothing'.",
        ),
        (
            {"Indicator_id": "burglary", "Kind": "wish", "Amount": 5},
            (
                "Settings!B11: kind must be value, % change on a baseline year or peer rate; "
                "found 'wish'."
            ),
        ),
        (
            {"Indicator_id": "burglary", "Kind": "value"},
            "Settings!D11: Amount must not be empty; found an empty cell.",
        ),
        (
            {"Indicator_id": "burglary", "Kind": "value", "Amount": "few"},
            "Settings!D11: amount must be a number; found 'few'.",
        ),
        (
            {"Indicator_id": "burglary", "Kind": "value", "Amount": -1},
            "Settings!D11: amount must not be below 0; found '-1'.",
        ),
        (
            {
                "Indicator_id": "burglary",
                "Kind": "% change on a baseline year",
                "Amount": -0.2,
                "Baseline_year": "2019",
            },
            "Settings!D11: amount is in per cent: -20 for a fifth fewer; found '-0.2'.",
        ),
        (
            {
                "Indicator_id": "burglary",
                "Kind": "% change on a baseline year",
                "Amount": -20,
                "Baseline_year": "long ago",
            },
            "Settings!E11: baseline year must be written 2011/12 or 2019; found 'long ago'.",
        ),
        (
            {
                "Indicator_id": "burglary",
                "Kind": "value",
                "Amount": 5,
                "From_month": "2026-03",
                "To_month": "2026-01",
            },
            "Settings!G11: to month must not be before March 2026; found '2026-01'.",
        ),
        (
            {"Indicator_id": "homicide", "Kind": "peer rate"},
            "Settings!B11: kind must be value for Homicide, a count only; found 'peer rate'.",
        ),
        (
            {"Indicator_id": "reoffending", "Kind": "peer rate", "From_month": "2030-01"},
            "Settings!B11: Reoffending, % is a share and has no peer rate; found 'peer rate'.",
        ),
        (
            {"Indicator_id": "confidence", "Kind": "value", "Amount": 70},
            (
                "Settings!A11: an indicator has one target at a time, but months of two meet; "
                "found 'confidence'."
            ),
        ),
    ],
    ids=lambda cells: cells if isinstance(cells, str) else "",
)
def test_a_fault_in_a_target_names_its_cell(cells: dict[str, object], fault: str) -> None:
    assert fault_of(with_row("Targets", **cells)) == fault


def test_a_target_may_follow_another() -> None:
    tables = with_row(
        "Targets",
        Indicator_id="burglary",
        Kind="value",
        Amount=5,
        To_month="2025-12",
    )
    later = with_row(
        "Targets", Indicator_id="burglary", Kind="value", Amount=4, From_month="2026-01"
    )["Targets"].rows[-1]
    both = tables["Targets"]
    tables["Targets"] = dataclasses.replace(both, rows=(*both.rows, later))

    assert [t.target.amount for t in read(tables).targets if t.indicator == "burglary"] == [5, 4]
