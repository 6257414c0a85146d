from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.made_up import made_up_assessment, made_up_settings, with_parts
from workbook.house.charts import PANEL_MONTHS, TREND_COLUMNS, YEAR_COLUMNS
from workbook.house.long_chart import FAN_COLUMNS, FAN_MONTHS
from workbook.package.chart_axis import axis_end
from workbook.sheets.section.chart_values import (
    label_heights,
    months_to,
    trend_feeder,
    year_feeder,
    year_names,
)
from xlsrc.domain.month import Month
from xlsrc.domain.settings import Effect
from xlsrc.series.monthly import Monthly

if TYPE_CHECKING:
    from collections.abc import Callable

    from xlsrc.assessment import Assessment

DECEMBER = Month.of(2025, 12)
SETTINGS = made_up_settings()


def of(indicator_id: str) -> Assessment:
    indicator = next(i for i in SETTINGS.indicators if i.id == indicator_id)
    return made_up_assessment(indicator, SETTINGS)


def column(rows: tuple[tuple[object, ...], ...], name: str) -> list[object]:
    """The values of a column of a trend feeder, up to the last month that is known."""
    return whole_column(rows, name)[:PANEL_MONTHS]


def whole_column(rows: tuple[tuple[object, ...], ...], name: str) -> list[object]:
    return [row[(*TREND_COLUMNS, *FAN_COLUMNS).index(name)] for row in rows[1:]]


def to_come(rows: tuple[tuple[object, ...], ...], name: str) -> list[object]:
    return whole_column(rows, name)[PANEL_MONTHS:]


def trend_of(*recorded: float | None, last: Month = DECEMBER) -> Monthly:
    length = len(recorded)
    return Monthly(
        months=tuple(last - back for back in range(length - 1, -1, -1)),
        recorded=recorded,
        numerators=recorded,
        denominators=(None,) * length,
        vintages=("2026-01",) * length,
        expected=(None,) * length,
        lower=(None,) * length,
        upper=(None,) * length,
        level=(None,) * length,
        flagged=(False,) * length,
        sustained=(False,) * length,
    )


def test_years_that_end_in_december_are_called_by_their_numbers() -> None:
    assert year_names(DECEMBER) == ("2025", "2024")


def test_other_years_are_called_by_the_month_they_run_to() -> None:
    assert year_names(Month.of(2025, 7)) == ("to Jul 25", "to Jul 24")


def test_months_before_a_series_began_are_empty() -> None:
    monthly = trend_of(7.0, 8.0)

    assert months_to(DECEMBER, 4, monthly, monthly.recorded) == (None, None, 7.0, 8.0)


def test_months_after_a_series_ended_are_empty() -> None:
    monthly = trend_of(7.0, 8.0)

    assert months_to(DECEMBER + 1, 3, monthly, monthly.recorded) == (7.0, 8.0, None)


@pytest.mark.parametrize("end", [DECEMBER + 20, DECEMBER - 20])
def test_months_that_a_series_does_not_touch_are_empty(end: Month) -> None:
    monthly = trend_of(7.0, 8.0)

    assert months_to(end, 3, monthly, monthly.recorded) == (None, None, None)


def test_a_series_without_a_month_gives_empty_months() -> None:
    monthly = trend_of()

    assert months_to(DECEMBER, 2, monthly, monthly.recorded) == (None, None)


def test_the_same_month_of_both_years_stands_in_one_row() -> None:
    rows = year_feeder(trend_of(*map(float, range(24))), DECEMBER)

    assert rows[1][:3] == ("J", 12.0, 0.0)


def test_a_year_feeder_has_the_columns_that_the_chart_reads() -> None:
    rows = year_feeder(trend_of(1.0), DECEMBER)

    assert {len(row) for row in rows} == {len(YEAR_COLUMNS)}


def test_only_the_last_row_of_a_year_feeder_carries_labels() -> None:
    rows = year_feeder(trend_of(*[10.0] * 12, *[100.0] * 12), DECEMBER)

    assert [row[3:] for row in rows[-2:]] == [(None, None), (100.0, 10.0)]


def test_labels_of_near_values_are_pushed_apart() -> None:
    assert label_heights((100.0, 99.0), ceiling=100.0, gap=20.0) == (100.0, 80.0)


def test_labels_of_far_values_stand_beside_them() -> None:
    assert label_heights((90.0, 30.0), ceiling=100.0, gap=20.0) == (90.0, 30.0)


def test_a_label_at_zero_clears_the_axis() -> None:
    assert label_heights((0.0,), ceiling=100.0, gap=20.0) == (10.0,)


def test_nothing_is_labelled_where_there_is_no_value() -> None:
    assert label_heights((None, 50.0), ceiling=100.0, gap=20.0) == (None, 50.0)


def test_a_band_is_its_lower_bound_and_its_width() -> None:
    burglary = of("burglary")

    rows = trend_feeder(burglary, DECEMBER, ())

    assert (rows[PANEL_MONTHS][1], rows[PANEL_MONTHS][2]) == (
        burglary.monthly.lower[-1],
        (burglary.monthly.upper[-1] or 0) - (burglary.monthly.lower[-1] or 0),
    )


def test_a_band_has_no_width_before_the_range_begins() -> None:
    rows = trend_feeder(of("burglary"), DECEMBER, ())

    assert column(rows, "Range width")[0] == 0.0


def test_a_month_without_a_range_is_a_band_of_no_width() -> None:
    burglary = of("burglary")
    without = {"lower": [*burglary.monthly.lower], "upper": [*burglary.monthly.upper]}
    for ends in without.values():
        ends[-10] = None
    changed = with_parts(burglary, monthly={key: tuple(ends) for key, ends in without.items()})

    widths = column(trend_feeder(changed, DECEMBER, ()), "Range width")

    assert [at for at, width in enumerate(widths) if at > PANEL_MONTHS // 2 and width == 0] == [
        PANEL_MONTHS - 10
    ]


def test_the_level_is_drawn_and_labelled_at_its_end() -> None:
    burglary = with_parts(of("burglary"), monthly={"level": tuple(map(float, range(84)))})

    rows = trend_feeder(burglary, DECEMBER, ())

    assert column(rows, "Level") == [float(at) for at in range(24, 84)]
    labelled = [name for name, cell in zip(rows[0], rows[-1], strict=True) if cell is not None]
    assert [name for name in labelled if name not in TREND_COLUMNS + FAN_COLUMNS] == [
        "range",
        "level",
        "recorded",
        "next 3",
    ]


def test_a_series_without_range_and_level_leaves_no_label_of_them() -> None:
    rows = trend_feeder(replace(of("burglary"), monthly=trend_of(*[9.0] * 20)), DECEMBER, ())

    assert [rows[-1][TREND_COLUMNS.index(name)] for name in ("Label range", "Label level")] == [
        None,
        None,
    ]
    assert rows[-1][TREND_COLUMNS.index("Label recorded")] is not None


def test_an_absent_series_draws_and_labels_nothing() -> None:
    rows = trend_feeder(of("homicide"), DECEMBER, SETTINGS.known_changes)

    assert {value for row in rows[1:] for value in row[1:]} == {None}


def test_flagged_months_repeat_the_recorded_figure() -> None:
    burglary = of("burglary")
    flagged = tuple(at == 80 for at in range(len(burglary.monthly.months)))
    burglary = replace(burglary, monthly=replace(burglary.monthly, flagged=flagged))

    rows = trend_feeder(burglary, DECEMBER, ())

    assert [value for value in column(rows, "Flagged") if value is not None] == [
        burglary.monthly.recorded[80]
    ]


def test_months_of_a_six_month_exception_lie_on_the_axis() -> None:
    rows = trend_feeder(of("shoplifting"), DECEMBER, ())

    assert column(rows, "Sustained").count(0.0) == 8


def test_the_word_sustained_stands_once() -> None:
    rows = trend_feeder(of("shoplifting"), DECEMBER, ())

    assert column(rows, "Label sustained").count(None) == PANEL_MONTHS - 1


def test_the_word_sustained_stands_where_the_line_is_high() -> None:
    shoplifting = of("shoplifting")
    length = len(shoplifting.monthly.months)
    spell = range(length - 40, length - 20)
    high = length - 25
    recorded = tuple(90.0 if abs(at - high) <= 4 else 5.0 for at in range(length))
    sustained = tuple(at in spell for at in range(length))
    monthly = replace(shoplifting.monthly, recorded=recorded, sustained=sustained)

    rows = trend_feeder(replace(shoplifting, monthly=monthly), DECEMBER, ())

    assert column(rows, "Label sustained").index(0.0) == PANEL_MONTHS - 25


def test_the_word_sustained_stands_above_the_range_where_the_line_is_low() -> None:
    shoplifting = of("shoplifting")
    length = len(shoplifting.monthly.months)
    spell = range(length - 40, length - 20)
    low = length - 30
    upper = tuple(30.0 if abs(at - low) <= 4 else 90.0 for at in range(length))
    monthly = replace(
        shoplifting.monthly,
        recorded=(5.0,) * length,
        upper=upper,
        sustained=tuple(at in spell for at in range(length)),
    )

    rows = trend_feeder(replace(shoplifting, monthly=monthly), DECEMBER, ())

    assert column(rows, "Label sustained").index(30.0) == PANEL_MONTHS - 30


def test_a_change_of_recording_is_drawn_in_its_month() -> None:
    rows = trend_feeder(of("hate_crime"), Month.of(2025, 7), SETTINGS.known_changes)

    drawn = [row[0] for row in rows[1:] if row[TREND_COLUMNS.index("Known change")] is not None]
    assert drawn == [Month.of(2024, 3).first_day]


def test_a_change_of_recording_is_labelled_with_its_month() -> None:
    rows = trend_feeder(of("hate_crime"), Month.of(2025, 7), SETTINGS.known_changes)

    assert rows[0][TREND_COLUMNS.index("Known change")] == "Changed Mar\N{NO-BREAK SPACE}24"


def test_months_left_out_are_not_drawn_as_a_change_of_recording() -> None:
    masks = tuple(c for c in SETTINGS.known_changes if c.effect is Effect.MASK)

    rows = trend_feeder(of("burglary"), Month.of(2024, 12), masks)

    assert set(column(rows, "Known change")) == {None}


def test_the_axis_begins_with_the_first_figure_of_any_indicator() -> None:
    begin = Month.of(2023, 4)
    monthly = trend_of(*[10.0] * 33)
    rows = trend_feeder(replace(of("shoplifting"), monthly=monthly), DECEMBER, (), begin)
    months = column(rows, "Month")

    assert months[0] == begin.first_day
    assert months[26] == months[27] == begin.first_day
    assert months[28] == Month.of(2023, 5).first_day
    assert months[-1] == DECEMBER.first_day
    assert column(rows, "Recorded").count(None) == 27


def test_an_axis_of_longer_series_spans_five_years() -> None:
    rows = trend_feeder(of("shoplifting"), DECEMBER, (), Month.of(2010, 4))

    assert column(rows, "Month") == column(trend_feeder(of("shoplifting"), DECEMBER, ()), "Month")


def late(assessment: Assessment) -> Assessment:
    return replace(assessment, late=True)


def provisional(assessment: Assessment) -> Assessment:
    return with_parts(assessment, usual={"history": 23})


def test_the_fan_is_each_of_the_next_three_months_with_their_names() -> None:
    burglary = of("burglary")
    rows = trend_feeder(burglary, DECEMBER, ())
    spells = burglary.usual.next_months

    assert to_come(rows, "Month") == [(DECEMBER + ahead).first_day for ahead in (1, 2, 3)]
    assert to_come(rows, "Range low") == [low for low, _ in spells]
    assert to_come(rows, "Fan width") == [high - low for low, high in spells]


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
    names = [name for name in TREND_COLUMNS + FAN_COLUMNS if name.startswith("Label ")]
    names.remove("Label sustained")
    heights = sorted(
        float(value) for name in names if (value := whole_column(rows, name)[-1]) is not None
    )
    drawn = [
        sum(float(part or 0) for part in row[1:3]) + float(row[-2] or 0) for row in rows[1:]
    ] + [float(row[4] or 0) for row in rows[1:]]

    assert all(
        above - below >= 0.125 * axis_end(max(drawn)) - 1e-9
        for below, above in itertools.pairwise(heights)
    )
    assert not heights or heights[-1] <= max(drawn) + 1e-9
