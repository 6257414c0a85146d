"""Outputs on Deck: what was done to date, of a target where there is one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.made_up import made_up_dashboard
from workbook.sheets.deck.plan_values import output_rows
from xlsrc.domain.wording import NO_DATA
from xlsrc.words.deck.findings import Findings

DASHBOARD = made_up_dashboard()


def to_date(which: str, **changed: object) -> object:
    """What is said of one output of the plan, which is its only one."""
    plan = DASHBOARD.settings.plan
    output = next(one for one in plan.outputs if one.ref == which)
    only = replace(plan, outputs=(replace(output, **changed),))  # type: ignore[arg-type]  # its fields
    settings = replace(DASHBOARD.settings, plan=only)
    (row,) = output_rows(Findings(replace(DASHBOARD, settings=settings)))
    return row["to_date"]


@pytest.mark.parametrize(("ref", "unit"), [("O1", "%"), ("O2", "hours")])
def test_an_output_without_a_target_says_what_was_done_in_its_unit(ref: str, unit: str) -> None:
    with_target = str(to_date(ref))
    done = with_target.partition(" of ")[0]

    assert " of " in with_target
    assert to_date(ref, target=None) == (f"{done} %" if unit == "%" else f"{done} {unit}")


def test_an_output_of_which_nothing_was_returned_has_no_data() -> None:
    assert to_date("O2", ref="O99") == NO_DATA
