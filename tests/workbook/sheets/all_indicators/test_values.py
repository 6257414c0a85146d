"""All indicators: figures as they are, and a word wherever there is none."""

import dataclasses
import datetime

import pytest

from tests.support.made_up import ABSENT, made_up_dashboard
from workbook.block import TableBlock
from workbook.sheets.all_indicators.values import blocks, values
from xlsrc.assessment import Assessment, Dashboard


@pytest.fixture(scope="module")
def dashboard() -> Dashboard:
    return made_up_dashboard()


def assessment(dashboard: Dashboard, indicator: str) -> Assessment:
    return next(a for a in dashboard.assessments if a.indicator.id == indicator)


def test_each_indicator_has_one_row(dashboard: Dashboard) -> None:
    _, table = blocks(dashboard)

    assert isinstance(table, TableBlock)
    assert [row[0] for row in table.rows] == [a.label for a in dashboard.assessments]


def test_no_cell_is_empty(dashboard: Dashboard) -> None:
    _, table = blocks(dashboard)

    assert isinstance(table, TableBlock)
    assert [row for row in table.rows if None in row or "" in row] == []


def test_an_indicator_without_data_says_so_and_shows_no_number(dashboard: Dashboard) -> None:
    cells = values(assessment(dashboard, ABSENT), dashboard.settings)

    assert cells["Last 12 months"] == "no data"


def test_the_percent_change_is_a_fraction_for_a_percent_format(dashboard: Dashboard) -> None:
    fallen = dataclasses.replace(assessment(dashboard, "burglary"), change_pct=-14.0)

    assert values(fallen, dashboard.settings)["Change %"] == pytest.approx(-0.14)


def test_a_percent_change_withheld_for_small_numbers_says_too_few(dashboard: Dashboard) -> None:
    few = dataclasses.replace(
        assessment(dashboard, "burglary"), change_pct=None, change=-3.0, volume_12m_prior=12.0
    )

    assert values(few, dashboard.settings)["Change %"] == "too few"


def test_a_share_has_no_percent_change(dashboard: Dashboard) -> None:
    share = assessment(dashboard, "reoffending")

    assert values(share, dashboard.settings)["Change %"] == "–"


def test_the_year_before_a_change_in_recording_is_not_comparable(dashboard: Dashboard) -> None:
    recorded_anew = dataclasses.replace(
        assessment(dashboard, "hate_crime"), volume_12m_prior=None, change=None, change_pct=None
    )

    assert values(recorded_anew, dashboard.settings)["Year before"] == "n/c"


def test_notes_name_figures_as_the_sheet_does(dashboard: Dashboard) -> None:
    counted = dataclasses.replace(
        assessment(dashboard, "burglary"), notes=("change_pct: shown as a count only",)
    )

    assert values(counted, dashboard.settings)["Notes"] == "Change %: shown as a count only"


def test_a_month_is_a_date(dashboard: Dashboard) -> None:
    cells = values(assessment(dashboard, "burglary"), dashboard.settings)

    assert cells["Data to"] == datetime.date(2025, 12, 1)
