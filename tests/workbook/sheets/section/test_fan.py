"""The fan of the next three months on the long chart of a panel."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.made_up import (
    made_up_assessment,
    made_up_dashboard,
    made_up_settings,
    with_parts,
)
from workbook.house.charts import PANEL_MONTHS, TREND_COLUMNS
from workbook.house.long_chart import FAN_COLUMNS, FAN_MONTHS
from workbook.house.style import LABEL_SIZE
from workbook.house.text_width import fits
from workbook.package.chart_axis import axis_end
from workbook.sheets.deck.charts import outlook_rows
from workbook.sheets.section.chart_values import trend_feeder
from workbook.sheets.section.columns import LAST_COLUMN, narrowed
from workbook.sheets.section.foot_values import READ, how_to_read
from xlsrc.domain.month import Month

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xlsrc.assessment import Assessment

    Rows = Sequence[Sequence[object]]

DECEMBER = Month.of(2025, 12)
SETTINGS = made_up_settings()


def of(indicator_id: str) -> Assessment:
    indicator = next(i for i in SETTINGS.indicators if i.id == indicator_id)
    return made_up_assessment(indicator, SETTINGS)


def whole_column(rows: Rows, name: str) -> list[object]:
    return [row[(*TREND_COLUMNS, *FAN_COLUMNS).index(name)] for row in rows[1:]]


def column(rows: Rows, name: str) -> list[object]:
    return whole_column(rows, name)[:PANEL_MONTHS]


def to_come(rows: Rows, name: str) -> list[object]:
    return whole_column(rows, name)[PANEL_MONTHS:]


def numbers(rows: Rows, name: str) -> list[float]:
    """A column with 0 for gaps."""
    return [
        float(value) if isinstance(value, int | float) else 0.0
        for value in whole_column(rows, name)
    ]


def late(assessment: Assessment) -> Assessment:
    return replace(assessment, late=True)


def provisional(assessment: Assessment) -> Assessment:
    return with_parts(assessment, usual={"history": 23})


def test_the_fan_is_each_of_the_next_three_months_with_their_names() -> None:
    burglary = of("burglary")
    rows = trend_feeder(burglary, DECEMBER, ())
    coming = burglary.usual.next_months

    assert to_come(rows, "Month") == [(DECEMBER + ahead).first_day for ahead in (1, 2, 3)]
    assert to_come(rows, "Range low") == [month.low for month in coming]
    assert to_come(rows, "Fan width") == [month.high - month.low for month in coming]


def test_band_and_fan_hand_over_in_one_month_and_are_never_blank() -> None:
    rows = trend_feeder(of("burglary"), DECEMBER, ())

    assert set(column(rows, "Fan width")) == {0.0}
    assert to_come(rows, "Range width") == [0.0] * FAN_MONTHS
    assert column(rows, "Range width")[-1] != 0
    assert None not in whole_column(rows, "Range low")


def test_nothing_but_ranges_and_labels_stands_in_months_to_come() -> None:
    rows = trend_feeder(of("shoplifting"), DECEMBER, ())

    for name in ("Level", "Recorded", "Flagged", "Sustained", "Known change", "Label sustained"):
        assert to_come(rows, name) == [None] * FAN_MONTHS, name


@pytest.mark.parametrize("less", [late, provisional])
def test_without_a_range_of_the_next_quarter_there_is_no_fan(
    less: Callable[[Assessment], Assessment],
) -> None:
    rows = trend_feeder(less(of("burglary")), DECEMBER, ())

    assert set(whole_column(rows, "Fan width")) == {None}
    assert to_come(rows, "Range width") == [0.0] * FAN_MONTHS
    assert to_come(rows, "Label next 3") == [None] * FAN_MONTHS
    assert to_come(rows, "Label range")[-1] is not None


def test_a_fan_opens_from_the_figure_of_a_last_month_without_a_range() -> None:
    burglary = of("burglary")
    ends = {key: (*getattr(burglary.monthly, key)[:-1], None) for key in ("lower", "upper")}

    rows = trend_feeder(with_parts(burglary, monthly=ends), DECEMBER, ())

    assert column(rows, "Range low")[-1] == burglary.monthly.recorded[-1]
    assert column(rows, "Range width")[-1] == 0.0
    assert to_come(rows, "Fan width")[0] != 0


@pytest.mark.parametrize("indicator", [i.id for i in SETTINGS.indicators])
def test_labels_of_a_long_chart_stand_an_eighth_of_the_axis_apart(indicator: str) -> None:
    rows = trend_feeder(of(indicator), DECEMBER, ())
    names = ("Label range", "Label level", "Label recorded", "Label next 3")
    heights = sorted(value for name in names for value in numbers(rows, name)[-1:] if value)
    low, band, fan, recorded = (
        numbers(rows, name) for name in ("Range low", "Range width", "Fan width", "Recorded")
    )
    tops = map(sum, zip(low, band, fan, strict=True))
    most = max((*tops, *recorded))

    assert all(
        above - below >= 0.125 * axis_end(most) - 1e-9
        for below, above in itertools.pairwise(heights)
    )
    assert not heights or heights[-1] <= most + 1e-9


MADE_UP = made_up_dashboard()
PRIORITY = next(section for section in SETTINGS.sections if section.id == "5")


def test_a_line_says_which_months_the_fans_are_of() -> None:
    said = how_to_read(MADE_UP, PRIORITY) or ""

    assert said.endswith("Blue fan: January to March 2026, if it goes on as it has; not a target.")
    assert fits(said, narrowed(0, LAST_COLUMN), LABEL_SIZE)


def test_without_a_fan_the_line_speaks_of_none() -> None:
    assert (
        how_to_read(replace(MADE_UP, assessments=tuple(map(late, MADE_UP.assessments))), PRIORITY)
        == READ
    )


def test_the_deck_s_outlook_begins_with_the_last_figure_and_goes_on_as_expected() -> None:
    burglary = of("burglary")
    heading, *months = outlook_rows(burglary)
    outlook = [row[heading.index("Outlook")] for row in months]
    coming = burglary.usual.next_months

    assert outlook[-4:] == [burglary.monthly.recorded[-1], *(month.expected for month in coming)]
    assert set(outlook[:-4]) == {None}
    assert [row[1] for row in months[-3:]] == [month.low for month in coming]
    assert [row[3] for row in months[-3:]] == [None] * 3
    assert months[-1][0] == (DECEMBER + 3).first_day


def test_a_deck_of_a_late_series_draws_no_outlook() -> None:
    heading, *months = outlook_rows(late(of("burglary")))

    assert {row[heading.index("Outlook")] for row in months} == {None}
    assert [row[2] for row in months[-3:]] == [0.0] * 3
