"""What Excel sends is taken in every form; what cannot be meant is a sentence in the cell."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest
from xlwings import conversion

from tests.support.parity.engine import engine
from tests.support.vectors import london
from workbook.excel import functions as excel

if TYPE_CHECKING:
    from collections.abc import Callable

BURGLARY = london("CamdenBURGLARYINADWELLING")[0].tolist()
OF_A_SERIES = {
    excel.SC_ROLLING_12: 12,
    excel.SC_CHANGE_ON_YEAR: 24,
    excel.SC_XMR: 2,
}
"""The functions of any figures of months, and how many months each needs."""

OF_COUNTS = {
    excel.SC_EXPECTED_RANGE: (13, "at least 12 months before the last; found 11"),
    excel.SC_EXCEPTION: (24, "at least 24 months; found 23"),
    excel.SC_TREND: (24, "at least 24 months; found 23"),
    lambda series: excel.SC_FORECAST(series, 6.0): (12, "at least 12 months; found 11"),
}
"""The functions of what the past of whole counts says: the months each needs, and its words."""

each_of_a_series = pytest.mark.parametrize(
    "function", [*OF_A_SERIES, *OF_COUNTS], ids=lambda function: function.__name__
)


def sent(value: object) -> object:
    """A value as xlwings hands it on, with the options that the functions declare."""
    return conversion.read(None, value, {"ndim": 2}, engine().name)


def with_gap(values: list[float], at: int) -> list[float | None]:
    return [None if index == at else value for index, value in enumerate(values)]


@each_of_a_series
@pytest.mark.parametrize(
    "form",
    [
        list,
        np.array,
        lambda values: [[value] for value in values],
        lambda values: tuple((value,) for value in values),
        lambda values: sent(tuple((value,) for value in values)),
        lambda values: sent([[int(value)] for value in values]),
    ],
    ids=["list", "array", "nested lists", "nested tuples", "as xlwings sends it", "whole numbers"],
)
def test_a_series_is_taken_in_every_form(
    function: Callable[..., list[list[object]]], form: Callable[[list[float]], object]
) -> None:
    def flat(cells: list[list[object]]) -> list[object]:
        # Along a row of months the figures lie below each other, else beside each other.
        lines = cells if len(cells) == len(BURGLARY) else list(zip(*cells, strict=True))
        return [value for line in lines for value in line]

    column = function([[value] for value in BURGLARY])

    assert sorted(map(str, flat(function(form(BURGLARY))))) == sorted(map(str, flat(column)))


@each_of_a_series
@pytest.mark.parametrize("gap", [0, 60, -2])
def test_a_gap_is_taken_and_no_figure_of_it_is_0(
    function: Callable[..., list[list[object]]], gap: int
) -> None:
    cells = function(sent([[value] for value in with_gap(BURGLARY, gap % len(BURGLARY))]))

    assert [cell for line in cells for cell in line if cell == 0 or "must" in str(cell)] == []


@each_of_a_series
@pytest.mark.parametrize("empty", [None, "", " "])
def test_cells_that_are_empty_give_no_figure(
    function: Callable[..., list[list[object]]], empty: object
) -> None:
    cells = function([[empty]] * 48)

    assert {str(cell).partition(" of at least")[0] for line in cells for cell in line} <= {
        "",
        "series must hold figures",
    }


@each_of_a_series
def test_a_text_in_a_series_is_named_with_its_place(
    function: Callable[..., list[list[object]]],
) -> None:
    assert function([[1.0], ["n/a"], *([[1.0]] * 40)]) == [
        ["series must hold numbers; found 'n/a' in its row 2, column 1."]
    ]


@each_of_a_series
def test_a_series_of_two_columns_is_refused(function: Callable[..., list[list[object]]]) -> None:
    assert function([[1.0, 2.0]] * 48) == [
        ["series must be one row or one column of months; found 48 rows and 2 columns."]
    ]


@pytest.mark.parametrize(
    ("function", "least"), OF_A_SERIES.items(), ids=[one.__name__ for one in OF_A_SERIES]
)
def test_a_series_that_is_too_short_says_what_it_needs(
    function: Callable[..., list[list[object]]], least: int
) -> None:
    assert function([[1.0]] * (least - 1)) == [
        [f"series must hold at least {least} months; found {least - 1}."]
    ]


def test_an_exception_of_a_missing_month_cannot_be_said() -> None:
    assert excel.SC_EXCEPTION(with_gap(BURGLARY, len(BURGLARY) - 1)) == [
        ["Cannot say: the latest month is missing."]
    ]


@pytest.mark.parametrize(("function", "needs"), OF_COUNTS.items(), ids=range(len(OF_COUNTS)))
def test_months_without_a_figure_do_not_count_towards_what_is_needed(
    function: Callable[..., list[list[object]]], needs: tuple[int, str]
) -> None:
    least, words = needs
    months = [5.0, *[None] * 40, *BURGLARY[: least - 1]]

    assert len(function(months)[0]) == len(function(BURGLARY)[0])
    assert function([None, *months[1:]]) == [[f"series must hold figures of {words}."]]


@pytest.mark.parametrize("function", OF_COUNTS, ids=range(len(OF_COUNTS)))
def test_rates_are_refused(function: Callable[..., list[list[object]]]) -> None:
    assert function([*[3.0] * 40, 2.5]) == [
        ["series must hold whole counts, no rates or shares; found 2.5."]
    ]


def test_a_whole_number_that_excel_worked_out_from_fractions_is_one() -> None:
    # =(43.6-43.5)*10 is 1.0000000000000142 in Excel, too.
    worked_out = [*BURGLARY, (43.6 - 43.5) * 10]

    assert excel.SC_EXPECTED_RANGE(worked_out) == excel.SC_EXPECTED_RANGE([*BURGLARY, 1.0])


def test_a_range_of_a_missing_month_is_that_of_any_figure_and_its_z_is_empty() -> None:
    known = excel.SC_EXPECTED_RANGE(BURGLARY)[0]

    assert excel.SC_EXPECTED_RANGE([*BURGLARY[:-1], None]) == [[*known[:3], "", ""]]


def test_a_forecast_without_a_target_has_no_chance() -> None:
    with_target = excel.SC_FORECAST(BURGLARY, 6.0, 900.0, "lower")

    assert excel.SC_FORECAST(BURGLARY, 6.0, None, "lower") == [with_target[0][:3]]
    assert 0 < float(with_target[0][3]) < 1


@pytest.mark.parametrize(
    "first", [45901.0, 45901, "2025-09", datetime.date(2025, 9, 1)], ids=repr
)  # fmt: skip
def test_a_month_is_a_serial_number_a_date_or_a_text(first: object) -> None:
    assert len(excel.SC_MONTHLY(sent("Barnet"), sent("burglary"), sent(first))) == 4


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (
            excel.SC_ROLLING_12([["a"]] * 12),
            "series must hold numbers; found 'a' in its row 1, column 1.",
        ),
        (
            excel.SC_ROLLING_12([[True]] * 12),
            "series must hold numbers; found True in its row 1, column 1.",
        ),
        (
            excel.SC_ROLLING_12([[1.0, 2.0], [3.0, 4.0]]),
            "series must be one row or one column of months; found 2 rows and 2 columns.",
        ),
        (excel.SC_ROLLING_12(5.0), "series must hold at least 12 months; found 1."),
        (excel.SC_ROLLING_12(None), "series must hold at least 12 months; found 1."),
        (excel.SC_CHANGE_ON_YEAR([1.0] * 23), "series must hold at least 24 months; found 23."),
        (
            excel.SC_EXPECTED_RANGE([1.0] * 12),
            "series must hold figures of at least 12 months before the last; found 11.",
        ),
        (
            excel.SC_FORECAST([1.0] * 24, 0.0),
            "months must be a whole number from 1 to 12; found 0.",
        ),
        (
            excel.SC_FORECAST([1.0] * 24, 2.5),
            "months must be a whole number from 1 to 12; found 2.5.",
        ),
        (
            excel.SC_FORECAST([1.0] * 24, 13.0),
            "months must be a whole number from 1 to 12; found 13.",
        ),
        (excel.SC_FORECAST([1.0] * 24, None), "months must be a number; found an empty cell."),
        (
            excel.SC_FORECAST([1.0] * 24, 6.0, -1.0, "lower"),
            "target must be 0 or more; found -1.",
        ),
        (
            excel.SC_FORECAST([1.0] * 36, 6.0, 10.0),
            "polarity must be lower or higher where there is a target.",
        ),
        (
            excel.SC_EXPECTED_RANGE([-1.0] * 36),
            "series must hold counts of 0 or more; found -1.",
        ),
        (
            excel.SC_XMR([1.0] * 24, 6.0),
            "SC_XMR: a baseline is fixed after at least 12 months; found 6.",
        ),
        (excel.SC_RATE(1.0, 1.0, 0.0), "per must be above 0; found 0."),
        (
            excel.SC_XMR([1.0] * 24, 25.0),
            "fix_after must be a whole number of months, at most the 24 of series; found 25.",
        ),
        (
            excel.SC_BENCHMARK("A", [["A"], ["a"]], [[1.0], [2.0]], [[1.0], [2.0]]),
            "area must be one of areas, once; found 'A' 2 times.",
        ),
        (
            excel.SC_RATE([[1.0], [2.0]], [[1.0], [2.0], [3.0]]),
            "population must be one number or as many as counts; found 3 for 2.",
        ),
        (
            excel.SC_RATE(1.0, 1.0, "x"),
            "per must hold numbers; found 'x' in its row 1, column 1.",
        ),
        (
            excel.SC_EXCEPTION([1.0] * 36, "up"),
            "polarity must be lower, higher or neutral; found 'up'.",
        ),
        (
            excel.SC_BENCHMARK("C", [["A"], ["B"]], [[1.0], [2.0]], [[1.0], [2.0]]),
            "area must be one of areas, once; found 'C' 0 times.",
        ),
        (
            excel.SC_BENCHMARK("A", [["A"]], [[1.0], [2.0]], [[1.0], [2.0]]),
            "areas, counts and populations must be equally many; found 1, 2 and 2.",
        ),
        (
            excel.SC_RAG([[1.0], [2.0]], [[1.0, 2.0]], "lower"),
            (
                "target must be a single cell or 2 rows and 1 columns, as value is; "
                "found 1 rows and 2 columns."
            ),
        ),
        (excel.SC_RAG(1.0, -1.0, "lower"), "SC_RAG: a target cannot be below 0; found -1."),
        (
            excel.SC_MONTHLY("Barnett", "burglary"),
            (
                "an area of England and Wales was wanted; found 'Barnett': perhaps Barnet or "
                "Brent or Barnsley"
            ),
        ),
        (
            excel.SC_MONTHLY("Barnet", "burglry"),
            (
                "An indicator of the Definitions that are shipped was wanted; found 'burglry': "
                "perhaps Burglary or residential_burglary or Residential burglary."
            ),
        ),
        (
            excel.SC_MONTHLY("Barnet", "burglary", "soon"),
            "first must be a date or a month written YYYY-MM; found 'soon'.",
        ),
        (
            excel.SC_MONTHLY("Barnet", "burglary", "2030-01"),
            (
                "The months must lie between 2010-04 and 2025-12, the first before the last; found "
                "2030-01 to 2025-12."
            ),
        ),
        (excel.SC_COMMENTARY(None, "Barnet"), "indicator must be given; found an empty cell."),
    ],
)
def test_a_bad_argument_is_a_sentence_in_the_cell(answer: object, sentence: str) -> None:
    assert answer == [[sentence]]
