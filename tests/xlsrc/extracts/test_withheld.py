"""What a finding withholds of a panel: cells by release, area, offence and month."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from xlsrc.domain.acknowledgement import Acknowledgement
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.gate.finding import Finding, Missing, Severity
from xlsrc.extracts.panel import Panel, Selection
from xlsrc.extracts.store import Store
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

NEWEST = "mps/2026-01/MPS Borough Level Crime (most recent 24 months).csv"
OLDER = "mps/2025-12/MPS Borough Level Crime (most recent 24 months).csv"
AS_AT = Month.parse("2025-12")
LAST = AS_AT.ordinal
SHOPLIFTING = Selection(offences=("Shoplifting",))
BURGLARY = Selection(offences=("Burglary",))
TOTAL = Selection(offences=("All notifiable offences",))


@cache
def store() -> Store:
    return Store.open(data_folder())


def area(name: str) -> Area:
    return store().area(name)


def finding(**fields: Any) -> Finding:
    plain = Finding(
        rule="made-up",
        severity=Severity.WITHHOLDS,
        source=Source.MPS_RECORDED_CRIME,
        files=(NEWEST,),
        wanted="",
        found="",
        where="",
        action="",
    )
    return replace(plain, **fields)


def panel_with(*findings: Finding, of: Sequence[Selection] = (SHOPLIFTING, TOTAL)) -> Panel:
    judged = replace(store(), findings=findings)
    return judged.panel(
        Source.MPS_RECORDED_CRIME, Level.BOROUGH, [area("Barnet"), area("Brent")], of, AS_AT
    )


def gaps(panel: Panel) -> list[list[int]]:
    """Area × selection: the gaps among the last 24 months, which the newest release covers."""
    found: list[list[int]] = np.isnan(panel.counts[:, :, -24:]).sum(axis=2).tolist()
    return found


def test_a_finding_reaches_its_areas_offences_and_months_and_their_sums() -> None:
    found = finding(
        areas=frozenset({area("Barnet")}),
        offences=frozenset({"Shoplifting"}),
        months=frozenset({LAST, LAST - 1}),
    )

    assert gaps(panel_with(found)) == [[2, 2], [0, 0]]


def test_what_it_does_not_count_stays() -> None:
    found = finding(areas=frozenset({area("Barnet")}), offences=frozenset({"Shoplifting"}))

    assert gaps(panel_with(found, of=[SHOPLIFTING, BURGLARY])) == [[24, 0], [0, 0]]


def test_figures_of_another_release_stay() -> None:
    panel = panel_with(finding())

    # Up to December 2023 the months are from the release before.
    assert np.isfinite(panel.counts[:, :, -25]).all()
    assert gaps(panel_with(finding(files=(OLDER,)))) == [[0, 0], [0, 0]]


@pytest.mark.parametrize("change", [{"severity": Severity.NOTES}])
def test_a_note_withholds_nothing(change: dict[str, Any]) -> None:
    assert gaps(panel_with(finding(**change))) == [[0, 0], [0, 0]]


def test_offences_that_only_moved_leave_their_sum() -> None:
    found = finding(offences=frozenset({"Shoplifting"}), within=frozenset({"Shoplifting"}))
    both = finding(
        offences=frozenset({"Shoplifting", "Other theft"}),
        within=frozenset({"Shoplifting", "Other theft"}),
    )

    assert gaps(panel_with(found)) == [[0, 0], [0, 0]]
    assert gaps(panel_with(both)) == [[24, 0], [24, 0]]


def hidden(most: float) -> Finding:
    barnet = area("Barnet")
    return finding(
        areas=frozenset({barnet}),
        offences=frozenset({"Shoplifting"}),
        months=frozenset({LAST - 3}),
        missing=(
            Missing(area=barnet, offence="Shoplifting", months=frozenset({LAST - 3}), most=most),
        ),
    )


def test_what_may_hide_much_of_a_year_is_withheld_and_little_is_said() -> None:
    # Barnet has 3,090 of shoplifting a year: 200 are over a twentieth, of 28,538 they are not.
    panel = panel_with(hidden(200))

    assert gaps(panel) == [[1, 0], [0, 0]]
    assert panel.more is not None
    assert panel.more[:, :, -4].tolist() == [[0.0, 200.0], [0.0, 0.0]]


def test_a_last_month_that_is_withheld_for_all_is_no_as_at_month() -> None:
    judged = replace(store(), findings=(finding(months=frozenset({LAST})),))

    assert judged.latest_month(Source.MPS_RECORDED_CRIME, Level.BOROUGH) == AS_AT - 1


def test_a_month_withheld_in_one_area_ends_that_area_alone() -> None:
    found = finding(areas=frozenset({area("Barnet")}), months=frozenset({LAST}))
    judged = replace(store(), findings=(found,))

    assert [
        judged.latest_month(Source.MPS_RECORDED_CRIME, Level.BOROUGH, area(name))
        for name in ("Barnet", "Brent")
    ] == [AS_AT - 1, AS_AT]


def unknown_month(**fields: Any) -> Finding:
    return finding(
        rule="unknown-month", severity=Severity.NOTES, months=frozenset({LAST - 2}), **fields
    )


def test_a_month_in_which_many_have_no_area_keeps_its_figure_and_is_not_judged() -> None:
    panel = panel_with(unknown_month())

    assert gaps(panel) == [[0, 0], [0, 0]]
    assert panel.unsure is not None
    assert np.argwhere(panel.unsure[0, 0]).ravel().tolist() == [panel.counts.shape[2] - 3]


def test_once_it_is_acknowledged_it_is_judged() -> None:
    known = Acknowledgement(
        reference="x", finding="x", who="Board", why="we know", until=None, cell=""
    )

    assert panel_with(unknown_month(acknowledged=known)).unsure is None


VIOLENCE = ("Violence with injury", "Violence without injury")
PLAIN = Selection(offences=VIOLENCE)
WEIGHED = Selection(offences=VIOLENCE, weights=(365.0, 10.0))


def test_a_weighted_sum_is_each_count_by_its_weight() -> None:
    parts = [Selection(offences=(name,)) for name in VIOLENCE]

    with_injury, without, weighed, squared = panel_with(
        of=[*parts, WEIGHED, WEIGHED.squared]
    ).counts[0]

    np.testing.assert_array_equal(weighed, 365 * with_injury + 10 * without)
    np.testing.assert_array_equal(squared, 365**2 * with_injury + 100 * without)


def test_a_part_that_is_withheld_leaves_no_weighted_sum() -> None:
    found = finding(areas=frozenset({area("Barnet")}), offences=frozenset({VIOLENCE[1]}))

    assert gaps(panel_with(found, of=[WEIGHED, SHOPLIFTING])) == [[24, 0], [0, 0]]


def test_counts_that_moved_among_offences_are_right_in_their_sum_but_not_by_unlike_weights() -> (
    None
):
    moved = finding(
        areas=frozenset({area("Barnet")}),
        offences=frozenset(VIOLENCE),
        within=frozenset(VIOLENCE),
    )
    alike = Selection(offences=VIOLENCE, weights=(10.0, 10.0))

    assert gaps(panel_with(moved, of=[PLAIN, alike, WEIGHED])) == [[0, 0, 24], [0, 0, 0]]


@pytest.mark.parametrize(("most", "is_withheld"), [(40.0, False), (200.0, True)])
def test_what_a_fault_can_hide_of_a_weighted_sum_is_weighed(
    most: float,
    is_withheld: bool,  # noqa: FBT001 - a column of the table above
) -> None:
    # A year of it is about 690,000 days: 5 % of that are 95 assaults with injury.
    months = frozenset({LAST, LAST - 1})
    missing = Missing(area=area("Barnet"), offence=VIOLENCE[0], months=months, most=most)
    found = finding(
        areas=frozenset({area("Barnet")}),
        offences=frozenset({VIOLENCE[0]}),
        months=months,
        missing=(missing,),
    )

    panel = panel_with(found, of=[WEIGHED])

    assert gaps(panel)[0] == [2 if is_withheld else 0]
    assert panel.more is not None
    assert panel.more[0, 0, -1] == (0 if is_withheld else 365 * most / 2)


def test_what_one_area_may_lack_withholds_no_other_area_s_figures() -> None:
    year = frozenset(range(LAST - 11, LAST + 1))
    lacks = finding(
        missing=tuple(
            Missing(area=area(name), offence="Shoplifting", months=year, most=most)
            for name, most in (("Barnet", 12.0), ("Brent", 1e6))
        )
    )

    found = panel_with(lacks, of=(SHOPLIFTING,))

    assert found.more is not None
    assert np.isfinite(found.counts[0, 0, -12:]).all()
    assert found.more[0, 0, -12:].tolist() == [1.0] * 12
    assert np.isnan(found.counts[1, 0, -12:]).all()
    assert not found.more[1].any()
