from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.made_up import made_up_dashboard, with_parts
from workbook.house.style import SUMMARY_SIZE
from workbook.house.text_width import fits
from workbook.sheets.summary import values as summary
from workbook.sheets.summary.columns import PIXELS
from workbook.sheets.summary.layout import KEY, MOST_HEADLINES, USUAL, summary_rows
from xlsrc.domain.action import Plan
from xlsrc.domain.indicator import Indicator

if TYPE_CHECKING:
    from workbook.block import Block, Row
    from xlsrc.assessment import Dashboard

DASHBOARD = made_up_dashboard()


def block(name: str, dashboard: Dashboard = DASHBOARD) -> Block:
    return next(b for b in summary.blocks(dashboard) if b.name == f"summary.{name}")


def row(label: str, dashboard: Dashboard = DASHBOARD) -> Row:
    table = block("table", dashboard).values
    return next(row for row in table if str(row[0]).startswith(label))


def with_assessment(indicator_id: str, **fields: object) -> Dashboard:
    changed = tuple(
        with_parts(a, **fields) if a.indicator.id == indicator_id else a
        for a in DASHBOARD.assessments
    )
    return replace(DASHBOARD, assessments=changed)


def test_every_headline_stands_once_under_its_first_section() -> None:
    indicators = [r for r in summary_rows(DASHBOARD.settings) if isinstance(r, Indicator)]

    assert indicators == [i for i in DASHBOARD.settings.indicators if i.headline]


def test_no_more_headlines_are_shown_than_the_page_holds() -> None:
    settings = DASHBOARD.settings
    every = tuple(replace(indicator, headline=True) for indicator in settings.indicators)

    rows = summary_rows(replace(settings, indicators=every))

    assert sum(isinstance(row, Indicator) for row in rows) == MOST_HEADLINES


def test_a_section_row_carries_its_number_and_the_state_of_its_actions() -> None:
    assert (row("5  High")[0], row("5  High")[3]) == (
        "5  High-volume crime",
        "Actions ‡ 4: all on track. Impact: no estimate.",
    )


def test_the_row_of_a_section_without_actions_carries_its_lead() -> None:
    assert row("Overall")[3] == "Lead: Chair of the partnership board"


def test_a_percentage_is_written_as_the_fraction_that_its_format_shows() -> None:
    dashboard = with_assessment("shoplifting", change={"difference": 146.0, "percent": 5.0})

    assert row("Shoplifting", dashboard)[6] == 0.05


@pytest.mark.parametrize(
    ("name", "change", "change_pct"),
    [("Shoplifting", -6.0, -0.2), ("Repeat victims", -0.04, None)],
)
def test_a_change_too_small_to_show_is_0_without_a_sign(
    name: str, change: float, change_pct: float | None
) -> None:
    dashboard = with_assessment(
        name.lower().replace(" ", "_"), change={"difference": change, "percent": change_pct}
    )

    assert row(name, dashboard)[6] == 0


def test_the_change_of_a_share_is_written_in_points() -> None:
    dashboard = with_assessment("repeat_victims", change={"difference": -0.5, "percent": None})

    assert row("Repeat victims", dashboard)[6] == -0.5


def test_a_year_that_cannot_be_compared_shows_neither_figure_nor_change() -> None:
    dashboard = with_assessment("domestic_abuse", change={"difference": None, "percent": None})

    assert row("Domestic abuse", dashboard)[5:7] == ("n/c", "n/c")


def test_a_figure_that_is_not_there_shows_no_data() -> None:
    dashboard = with_assessment(
        "rape", volume={"last_3": None, "last_12": None}, change={"difference": None}
    )

    assert (row("Rape", dashboard)[2], row("Rape", dashboard)[4]) == ("no data", "no data")


def test_an_indicator_without_a_target_says_so() -> None:
    assert row("Rape")[11] == "No target"


def test_the_largest_month_of_a_sparkline_is_100() -> None:
    feeds = [feed for feed in block("spark").values if feed[0] is not None]

    assert {max(value for value in feed if isinstance(value, float | int)) for feed in feeds} == {
        100.0
    }


def test_there_are_always_six_rows_for_sentences() -> None:
    empty = replace(
        DASHBOARD,
        assessments=tuple(with_parts(a, volume={"last_12": None}) for a in DASHBOARD.assessments),
        settings=replace(DASHBOARD.settings, plan=Plan()),
    )

    assert block("sentences", empty).values == ((None, None),) * 6


def test_the_note_says_what_the_mark_of_illustrative_figures_means() -> None:
    assert str(block("head").values[1][-1]).startswith("‡ ILLUSTRATIVE")


def test_the_note_goes_with_the_last_illustrative_figure() -> None:
    real = tuple(replace(a, illustrative=False) for a in DASHBOARD.assessments)

    assert block("head", replace(DASHBOARD, assessments=real)).values[1][-1] is None


def test_the_foot_says_what_chance_gives_and_has_room_for_it() -> None:
    (said,) = block("chance").values[0]
    # A column of so many characters is as wide as their digits of 7 pixels, and 5 more.
    room = 0.75 * (sum(PIXELS.values()) - 9)

    assert str(said).startswith(f"{USUAL}   Chance alone would call about 1 of the ")
    assert [line for line in (str(said), KEY) if not fits(line, room, SUMMARY_SIZE)] == []
