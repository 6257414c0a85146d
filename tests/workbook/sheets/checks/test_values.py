"""Checks: every figure against the same worked out from the months."""

import dataclasses

import pytest

from tests.support.made_up import ABSENT, made_up_dashboard, with_parts
from workbook.block import Block, Formula, Row, TableBlock
from workbook.sheets.checks.layout import AGREE, CHECKS_TABLE
from workbook.sheets.checks.values import blocks
from xlsrc.assessment import Dashboard

FORMULA_LIMIT = 8192  # Excel specifications and limits: length of a formula


@pytest.fixture(scope="module")
def dashboard() -> Dashboard:
    return made_up_dashboard()


def table(dashboard: Dashboard) -> tuple[Row, ...]:
    return next(w for w in blocks(dashboard) if isinstance(w, TableBlock)).rows


def line(dashboard: Dashboard) -> object:
    block = next(w for w in blocks(dashboard) if isinstance(w, Block) and w.name == AGREE.name)
    cell = block.values[0][0]
    return cell.value if isinstance(cell, Formula) else cell


def test_figures_that_follow_from_the_months_all_agree(dashboard: Dashboard) -> None:
    agrees = CHECKS_TABLE.headers.index("Agrees")
    cells = [row[agrees] for row in table(dashboard)]
    found = {cell.value for cell in cells if isinstance(cell, Formula)}

    assert found == {True}


def test_a_wrong_figure_does_not_agree(dashboard: Dashboard) -> None:
    first, *others = dashboard.assessments
    wrong = with_parts(first, volume={"last_12": (first.volume.last_12 or 0) + 1})
    dashboard_with_fault = dataclasses.replace(dashboard, assessments=(wrong, *others))
    rows = len(table(dashboard_with_fault))

    assert line(dashboard_with_fault) == (
        f"{rows - 1} of {rows} figures recomputed by formula agree"
    )


def test_a_figure_that_does_not_agree_stands_first(dashboard: Dashboard) -> None:
    *others, last = [a for a in dashboard.assessments if a.volume.last_12 is not None]
    wrong = with_parts(last, volume={"last_12": (last.volume.last_12 or 0) + 1})
    dashboard_with_fault = dataclasses.replace(dashboard, assessments=(*others, wrong))

    assert table(dashboard_with_fault)[0][0] == wrong.label


def test_a_figure_over_a_gap_does_not_agree(dashboard: Dashboard) -> None:
    first = dashboard.assessments[0]
    counts = (*first.monthly.numerators[:-1], None)
    gapped = dataclasses.replace(
        first, monthly=dataclasses.replace(first.monthly, numerators=counts)
    )
    rows = table(dataclasses.replace(dashboard, assessments=(gapped,), wards=()))
    recomputed = rows[0][CHECKS_TABLE.headers.index("Recomputed")]

    assert recomputed == Formula(getattr(recomputed, "text", ""), "a month is missing")


def test_an_indicator_without_figures_has_no_rows(dashboard: Dashboard) -> None:
    absent = next(a.label for a in dashboard.assessments if a.indicator.id == ABSENT)

    assert absent not in {row[0] for row in table(dashboard)}


def test_ward_sums_are_checked_too(dashboard: Dashboard) -> None:
    wards = [row for row in table(dashboard) if row[1] == "Wards together"]

    assert len(wards) == len(dashboard.wards)


def test_no_formula_is_longer_than_excel_takes(dashboard: Dashboard) -> None:
    texts = {cell.text for row in table(dashboard) for cell in row if isinstance(cell, Formula)}

    assert max(map(len, texts)) < FORMULA_LIMIT


def test_the_rate_is_worked_out_again_from_the_residents(dashboard: Dashboard) -> None:
    rows = [row for row in table(dashboard) if row[1] == "Per 1,000"]
    compared = [a for a in dashboard.assessments if a.peers.group is not None]

    assert len(rows) == len(compared)
