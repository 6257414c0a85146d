from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.support.made_up import made_up_dashboard
from workbook.layout.table import Owner
from workbook.sheets.plan import values as plan
from workbook.tables.plan_layout import PLAN_TABLES
from xlsrc.domain.action import ActionStatus
from xlsrc.domain.month import Month
from xlsrc.plan.back_dated import as_it_stood

if TYPE_CHECKING:
    from workbook.block import Row

DASHBOARD = made_up_dashboard()
BLOCKS = {block.table: block for block in plan.blocks(DASHBOARD)}


def row(table: str, ref: str) -> Row:
    return next(row for row in BLOCKS[table].rows if row[0] == ref)


def test_an_analysts_column_is_never_written() -> None:
    analysts = {
        (table.name, column.header)
        for table in PLAN_TABLES
        for column in table.columns
        if column.owner is Owner.ANALYST and column.header != "Ref"
    }
    written = {(block.table, column) for block in BLOCKS.values() for column in block.columns}

    assert not written & analysts


def test_rows_are_found_by_their_ref() -> None:
    assert {block.keys for block in BLOCKS.values()} == {("Ref",)}


def test_an_action_has_its_status_and_whether_it_is_stale() -> None:
    assert row("Actions", "3.4") == ("3.4", "● On track", "yes")


def test_a_status_that_an_analyst_set_says_so() -> None:
    settings = DASHBOARD.settings
    late = next(a for a in settings.plan.actions if a.ref == "1.4")
    ours = replace(late, override=ActionStatus.ON_TRACK)
    actions = tuple(ours if a is late else a for a in settings.plan.actions)
    changed = replace(settings, plan=replace(settings.plan, actions=actions))

    first = plan.blocks(replace(DASHBOARD, settings=changed))[0]

    assert next(row for row in first.rows if row[0] == "1.4")[1] == "● On track (set)"


def test_a_decision_has_the_state_of_the_action_that_it_became() -> None:
    assert row("Decisions", "D1")[2] == "✓ Complete"


def test_a_decision_without_an_action_says_so() -> None:
    assert row("Decisions", "D5") == ("D5", None, "▲ Not yet an action")


def test_a_decision_that_was_not_taken_yet_loses_what_a_later_refresh_said() -> None:
    settings = DASHBOARD.settings
    then = replace(settings, plan=as_it_stood(settings.plan, Month.of(2025, 9)))

    decisions = plan.blocks(replace(DASHBOARD, settings=then))[1]

    assert [row[0] for row in decisions.rows] == ["D1", "D2", "D3", "D4", "D5"]
    assert [row for row in decisions.rows if row[2] == "– Not taken yet"] == [
        ("D4", None, "– Not taken yet"),
        ("D5", None, "– Not taken yet"),
    ]


def test_an_output_has_its_figure_its_share_its_trend_and_its_status() -> None:
    assert row("Outputs", "O12") == ("O12", 18.0, 0.45, "↑ up", "▲ Behind")
