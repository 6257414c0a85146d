"""All indicators: figures as they are, and a word wherever there is none."""

import dataclasses
import datetime
from typing import Any

import pytest

from tests.support.made_up import ABSENT, AS_AT, made_up_dashboard, made_up_outside, with_parts
from workbook.block import TableBlock
from workbook.house.fitting import pixels
from workbook.house.paper import SURE_PIXELS
from workbook.sheets.all_indicators.layout import ALL_INDICATORS_TABLE
from workbook.sheets.all_indicators.template import GROUPS
from workbook.sheets.all_indicators.values import HEADINGS, blocks, values
from xlsrc.assessment import Assessment, Dashboard
from xlsrc.domain.month import Month
from xlsrc.measures.change import Certainty
from xlsrc.records import FIGURES
from xlsrc.series.level import Trend
from xlsrc.series.other_years import Beside


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


@pytest.mark.parametrize(
    ("fields", "words", "back"),
    [
        ({}, "Above its usual range, Jul–Dec 25", "–"),
        ({"z": -3.3, "first": AS_AT, "last": AS_AT}, "Below its usual range, Dec 25", "–"),
        (
            {"until": AS_AT - 2, "back": AS_AT - 1, "first": AS_AT - 2, "last": AS_AT - 2},
            "Was above its usual range, Oct 25",
            datetime.date(2025, 11, 1),
        ),
    ],
    ids=["six months", "a month below", "over"],
)
def test_an_exception_says_its_side_its_months_and_whether_it_is_over(
    dashboard: Dashboard, fields: dict[str, Any], words: str, back: object
) -> None:
    burglary = with_parts(assessment(dashboard, "burglary"), exception=made_up_outside(**fields))
    cells = values(burglary, dashboard.settings)

    assert (cells["Exception"], cells["Back inside since"]) == (words, back)
    assert cells["Exception since"] == datetime.date(2025, 4, 1)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({}, "None"),
        ({"watched": made_up_outside()}, "Above its usual range, Jul–Dec 25"),
        ({"exception": made_up_outside()}, "–"),
        ({"usual": {"z1": None}}, "–"),
    ],
    ids=["judged", "watched", "an exception", "not judged"],
)
def test_only_what_was_judged_and_is_no_exception_is_looked_at_for_less(
    dashboard: Dashboard, parts: dict[str, Any], words: str
) -> None:
    burglary = with_parts(assessment(dashboard, "burglary"), **parts)

    assert values(burglary, dashboard.settings)["Worth watching"] == words


def test_the_level_of_a_count_changes_in_per_cent_that_of_a_share_in_points(
    dashboard: Dashboard,
) -> None:
    level = {"change": 6.4, "low": 3.26, "high": 9.51, "trend": Trend.RISING}
    count, share = (
        values(with_parts(assessment(dashboard, one), level=level), dashboard.settings)
        for one in ("burglary", "reoffending")
    )
    headers = ("Level change", "Level, low", "Level, high")

    assert [count[header] for header in headers] == [6.4, 3.26, 9.51]
    assert [share[header] for header in headers] == [6.4, 3.26, 9.51]
    assert [cells["Level on a year ago"] for cells in (count, share)] == [
        "rising (+3 to +10 %)",
        "rising (+3.3 to +9.5 pt)",
    ]


def test_what_cannot_be_foretold_is_no_number(dashboard: Dashboard) -> None:
    cells = values(with_parts(assessment(dashboard, "burglary"), year_end=None), dashboard.settings)

    assert (cells["Year end"], cells["Chance of target"]) == ("–", "–")


@pytest.mark.parametrize("label", GROUPS, ids=lambda group: group[0])
def test_each_group_but_the_last_is_one_printed_page(label: tuple[str, str]) -> None:
    columns = ALL_INDICATORS_TABLE.columns
    starts = [ALL_INDICATORS_TABLE.column(first) for _, first in GROUPS]
    at = GROUPS.index(label)
    end = starts[at + 1] if at + 1 < len(starts) else starts[at]
    wide = [pixels(column.width) for column in (columns[0], *columns[starts[at] : end])]

    assert sum(wide) <= SURE_PIXELS


def test_a_month_is_a_date(dashboard: Dashboard) -> None:
    cells = values(assessment(dashboard, "burglary"), dashboard.settings)

    assert cells["Data to"] == datetime.date(2025, 12, 1)


def test_harm_is_in_days(dashboard: Dashboard) -> None:
    assert values(assessment(dashboard, "total_harm"), dashboard.settings)["Unit"] == "days"


def test_other_comparisons_stand_at_the_end_where_they_are_asked_for(dashboard: Dashboard) -> None:
    to_date = Beside(
        now=(Month.of(2025, 4), AS_AT), before=(Month.of(2024, 4), AS_AT - 12), volume=1436.0,
        volume_before=1771.0, difference=-335.0, percent=-18.9, p=0.003, certainty=Certainty.REAL,
    )  # fmt: skip
    burglary = assessment(dashboard, "burglary")

    cells = values(dataclasses.replace(burglary, to_date=to_date), dashboard.settings)
    off = values(burglary, dashboard.settings)

    assert (cells["Year to date"], cells["To date, change"]) == (1436, -335)
    assert cells["To date, change %"] == pytest.approx(-0.189)
    assert cells["To date, real?"] == "A real fall"
    assert {off[name] for name in off if "date, " in name or "aseline" in name} == {"–"}
