"""All indicators: figures as they are, and a word wherever there is none."""

import dataclasses
import datetime

import pytest

from tests.support.made_up import ABSENT, made_up_dashboard, with_parts
from workbook.block import TableBlock
from workbook.sheets.all_indicators.values import HEADINGS, blocks, values
from xlsrc.assessment import Assessment, Dashboard
from xlsrc.records import FIGURES


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
    fallen = with_parts(assessment(dashboard, "burglary"), change={"percent": -14.0})

    assert values(fallen, dashboard.settings)["Change %"] == pytest.approx(-0.14)


def test_a_percent_change_withheld_for_small_numbers_says_too_few(dashboard: Dashboard) -> None:
    few = with_parts(
        assessment(dashboard, "burglary"),
        change={"difference": -3.0, "percent": None},
        volume={"last_12_before": 12.0},
    )

    assert values(few, dashboard.settings)["Change %"] == "too few"


def test_a_share_has_no_percent_change(dashboard: Dashboard) -> None:
    share = assessment(dashboard, "reoffending")

    assert values(share, dashboard.settings)["Change %"] == "–"


def test_the_year_before_a_change_in_recording_is_not_comparable(dashboard: Dashboard) -> None:
    recorded_anew = with_parts(
        assessment(dashboard, "hate_crime"),
        change={"difference": None, "percent": None},
        volume={"last_12_before": None},
    )

    assert values(recorded_anew, dashboard.settings)["Year before"] == "n/c"


def test_notes_name_figures_as_the_sheet_does(dashboard: Dashboard) -> None:
    burglary = assessment(dashboard, "burglary")
    counted = dataclasses.replace(
        burglary, indicator=dataclasses.replace(burglary.indicator, count_only=True)
    )
    uncounted = with_parts(counted, change={"percent": None})

    assert values(uncounted, dashboard.settings)["Notes"] == "Change %: shown as a count only"


def test_a_column_of_a_figure_shows_the_figure_as_it_is_published(dashboard: Dashboard) -> None:
    burglary = assessment(dashboard, "burglary")
    cells = values(burglary, dashboard.settings)

    assert (cells["Peer rate"], cells["Latest month"], cells["Rank"]) == (
        4.4,
        burglary.monthly.recorded[-1],
        burglary.peers.rank,
    )


def test_every_figure_of_the_sheet_is_a_published_one() -> None:
    assert set(HEADINGS) <= set(FIGURES)


def test_a_month_is_a_date(dashboard: Dashboard) -> None:
    cells = values(assessment(dashboard, "burglary"), dashboard.settings)

    assert cells["Data to"] == datetime.date(2025, 12, 1)
