"""The workbook's own functions beside those of the add-in, which the vectors hold."""

from __future__ import annotations

import functools
import math
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.engine_vectors import NAMES, case
from tests.support.named_functions import ERROR, LEFT_OUT, answer
from tests.support.vectors import json_of, rows_of
from workbook.excel import functions as excel
from workbook.house.named_functions import NAMED_FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    Cells = list[list[Any]]

CHANGES = rows_of("rolling12_change_london.csv")
XMR_FILES = [f"ptd_{name}.csv" for name in ("ae_breaches_RF4", "ae_breaches_RRK")]
XMR_FILES += ["ptd_seatbelts_vankilled.csv"]


def column(values: list[Any]) -> Cells:
    return [[value] for value in values]


def turned(cells: Cells) -> Cells:
    return [list(line) for line in zip(*cells, strict=True)]


def sent(argument: object) -> object:
    """An argument as xlwings hands it to the add-in's function: an error is empty."""
    if isinstance(argument, list):
        return [[None if cell is ERROR else cell for cell in row] for row in argument]
    return None if argument is ERROR or argument is LEFT_OUT else argument


def rate(*arguments: object) -> Cells:
    return excel.SC_RATE(*map(sent, arguments))


def rolling_12(series: object) -> Cells:
    return excel.SC_ROLLING_12(sent(series))


def change(series: object) -> Cells:
    return [line[:4] for line in excel.SC_CHANGE_ON_YEAR(sent(series))]


def rag(*arguments: object) -> Cells:
    return [
        [str(cell).replace("SC_RAG:", "Safer.Rag:") for cell in line]
        for line in excel.SC_RAG(*map(sent, arguments))
    ]


def xmr_limits(*arguments: object) -> Cells:
    """The limits of the chart, which are those of each of its months."""
    found = excel.SC_XMR(*map(sent, arguments))
    if len(found) == 1:
        return [[str(found[0][0]).replace("SC_XMR:", "Safer.XmrLimits:")]]
    # Along a row of months the chart has a line for each figure.
    months = turned(found) if len(found) == 4 and len(found[0]) != 4 else found
    (limits,) = {tuple(month[:3]) for month in months}
    return [list(limits)]


TWINS: Final[dict[str, Callable[..., Cells]]] = {
    "Safer.Rate": rate,
    "Safer.Rolling12": rolling_12,
    "Safer.Change": change,
    "Safer.Rag": rag,
    "Safer.XmrLimits": xmr_limits,
}


def agrees(name: str, *arguments: object) -> None:
    expected, found = TWINS[name](*arguments), answer(name, *arguments)

    assert [len(line) for line in found] == [len(line) for line in expected], (found, expected)
    for got, wanted in zip(chain(*found), chain(*expected), strict=True):
        if isinstance(wanted, str):
            assert got == wanted
        else:
            assert got == pytest.approx(wanted, rel=1e-9, abs=1e-9)


@functools.cache
def series_of(name: str) -> tuple[float | None, ...]:
    return tuple(None if math.isnan(value) else value for value in case(name).values[0].tolist())


LONG_ENOUGH = [name for name in NAMES if len(series_of(name)) >= 24]


def test_every_function_has_its_twin() -> None:
    assert [function.name for function in NAMED_FUNCTIONS] == list(TWINS)


@pytest.mark.parametrize("row", CHANGES, ids=lambda row: f"{row['borough']} {row['end']}")
@pytest.mark.parametrize("name", ["Safer.Rolling12", "Safer.Change", "Safer.XmrLimits"])
def test_known_years(name: str, row: dict[str, str]) -> None:
    agrees(name, column([float(month) for month in row["monthly"].split()]))


@pytest.mark.parametrize("series", LONG_ENOUGH)
@pytest.mark.parametrize("name", ["Safer.Rolling12", "Safer.Change", "Safer.XmrLimits"])
def test_long_series_with_their_gaps(name: str, series: str) -> None:
    agrees(name, column(list(series_of(series))))


@pytest.mark.parametrize("name", ["Safer.Rolling12", "Safer.Change", "Safer.XmrLimits"])
def test_a_row_of_months_with_every_kind_of_gap(name: str) -> None:
    months: list[Any] = [float(10 + month % 7) for month in range(40)]
    for at, gap in ((3, None), (9, ""), (11, " \u00a0"), (12, ERROR), (13, "\t")):
        months[at] = gap

    agrees(name, [months])


@pytest.mark.parametrize("gap", [15, 16, 27, 28, 39])
def test_a_change_with_a_gap_in_either_year(gap: int) -> None:
    months: list[Any] = [1.0] * 16 + [2.0] * 24
    months[gap] = None

    agrees("Safer.Change", column(months))


@pytest.mark.parametrize("each", [1.0, 5 / 3, 2.0])
def test_a_percentage_of_few_is_withheld(each: float) -> None:
    agrees("Safer.Change", column([each] * 12 + [4.0] * 12))
    agrees("Safer.Change", column([each] * 12 + [4.0] * 11 + [None]))


def test_byars_and_the_exact_interval() -> None:
    counts = [float(row["x"]) for row in rows_of("byars_and_exact_poisson_ci.csv")]

    agrees("Safer.Rate", column(counts), 1000.0)


def test_rates_of_boroughs_with_gaps_and_nobody() -> None:
    rows = rows_of("phe_rate_per1000_london_BURGLARYINADWELLING.csv")
    counts: list[Any] = [float(row["x"]) for row in rows]
    people: list[Any] = [float(row["n"]) for row in rows]
    counts[3], people[5], people[6], counts[7], counts[8] = None, ERROR, 0.0, 0.0, 9.5

    for per in (LEFT_OUT, None, 100_000.0, ""):
        agrees("Safer.Rate", column(counts), column(people), per)
    agrees("Safer.Rate", [counts], column(people))
    agrees("Safer.Rate", column(counts), [people])


@pytest.mark.parametrize("count", [0.0, 0.3, 4.3, 9.999, 10.0, 10.001, 2952.0, None, ERROR, ""])
def test_one_rate(count: object) -> None:
    agrees("Safer.Rate", count, 50_000.0)


@pytest.mark.parametrize("file", XMR_FILES)
@pytest.mark.parametrize("fix_after", [LEFT_OUT, None, 0.0, 12.0, 24.0])
def test_limits_of_making_data_count(file: str, fix_after: object) -> None:
    agrees("Safer.XmrLimits", column([float(row["y"]) for row in rows_of(file)]), fix_after)


def test_limits_of_the_handbook() -> None:
    agrees("Safer.XmrLimits", [json_of("nist_montgomery.json")["nist_6_3_2_2_individuals"]["x"]])


@pytest.mark.parametrize(
    "months",
    [
        [5.0] * 20,
        [0.0] * 19 + [500.0],
        [1.0, 2.0],
        [1.0, None],
        [None, None, None],
        [1.0, None, 3.0, None],
        [-1.0, 4.0, 2.5],
    ],
    ids=["level", "one range screened", "two", "one", "none", "no neighbours", "no counts"],
)
def test_limits_of_odd_series(months: list[Any]) -> None:
    agrees("Safer.XmrLimits", column(months))


@pytest.mark.parametrize("polarity", ["lower", "higher", "neutral", "", None, ERROR])
def test_figures_beside_their_target(polarity: object) -> None:
    figures = [0.0, 94.9, 95.0, 95.1, 99.9, 99.95, 100.0, 100.04, 100.4, 100.5, 101.5, 102.5]
    figures += [104.9, 105.0, 105.04, 105.3, 105.5, 106.0, 112.5, 113.5, 250.0, 1e6]

    agrees("Safer.Rag", column([*figures, None, "", ERROR]), 100.0, polarity)


@pytest.mark.parametrize(
    "word",
    ["Lower", "lower_is_better", "LOWER IS BETTER", "higher is better", " Higher ", "neutral"],
)
def test_words_of_a_direction(word: str) -> None:
    agrees("Safer.Rag", [[90.0, 100.0, 103.0, 110.0]], 100.0, word)


@pytest.mark.parametrize("figure", [3.0, 0.5, 123456.0, 0.1234567, 12345.678, 1 / 3, 1724649.0])
def test_a_target_of_nothing_is_missed_by_a_number(figure: float) -> None:
    agrees("Safer.Rag", figure, 0.0, "lower")


def test_a_grid_has_a_target_and_a_direction_for_each() -> None:
    values = [[1.0, 2.0, 3.0], [4.0, 5.0, None]]
    targets = [[2.0, None, 3.0], [0.0, 5.1, 1.0]]

    agrees("Safer.Rag", values, targets, [["lower", "higher", None, "lower", "higher", "lower"]])
    agrees("Safer.Rag", values, targets, "higher")
    agrees("Safer.Rag", values, None, turned([["lower", "higher", "neutral"] * 2]))


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("Safer.Rolling12", (column(["a"] * 12),)),
        ("Safer.Rolling12", ([[1.0] * 5 + [True] + [1.0] * 8],)),
        ("Safer.Rolling12", ([[1.0, 2.0], [3.0, 4.0]],)),
        ("Safer.Rolling12", ([[1.0, 2.0], [3.0, "4"]],)),
        ("Safer.Rolling12", (5.0,)),
        ("Safer.Rolling12", (None,)),
        ("Safer.Change", (column([1.0] * 23),)),
        ("Safer.Change", (column([1.0] * 30 + [-2.0, -3.0]),)),
        ("Safer.XmrLimits", (column([1.0] * 24), 6.0)),
        ("Safer.XmrLimits", (column([1.0] * 24), -3.0)),
        ("Safer.XmrLimits", (column([1.0] * 24), 25.0)),
        ("Safer.XmrLimits", (column([1.0] * 24), 12.5)),
        ("Safer.XmrLimits", (column([1.0] * 24), "all")),
        ("Safer.XmrLimits", (column([1.0] * 24), [[12.0, 13.0]])),
        ("Safer.XmrLimits", (1.0,)),
        ("Safer.Rate", (1.0, 1.0, 0.0)),
        ("Safer.Rate", (1.0, 1.0, -5.0)),
        ("Safer.Rate", (1.0, 1.0, "x")),
        ("Safer.Rate", (1.0, 1.0, column([1.0, 2.0]))),
        ("Safer.Rate", (-1.0, 1.0)),
        ("Safer.Rate", (1.0, -1.0)),
        ("Safer.Rate", ("few", "many")),
        ("Safer.Rate", (1.0, False)),
        ("Safer.Rate", (column([1.0, 2.0]), column([1.0, 2.0, 3.0]))),
        ("Safer.Rate", (1.0, [[1.0, 2.0], [3.0, 4.0]])),
        ("Safer.Rag", ([[1.0, 2.0, "x"]], 1.0, "lower")),
        ("Safer.Rag", (1.0, "x", "lower")),
        ("Safer.Rag", (column([1.0, 2.0]), [[1.0, 2.0]], "lower")),
        ("Safer.Rag", (1.0, 1.0, "up")),
        ("Safer.Rag", (1.0, 1.0, True)),
        ("Safer.Rag", (column([1.0, 2.0]), 1.0, column(["lower", "good"]))),
        ("Safer.Rag", (column([1.0, 2.0]), 1.0, column(["lower"] * 3))),
        ("Safer.Rag", (1.0, 2.0, 1.0)),
        ("Safer.Rag", (1.0, 2.0, True)),
        ("Safer.Rag", (column([1.0, 2.0]), column([1.0, -1.0]), "lower")),
    ],
    ids=repr,
)
def test_a_bad_argument_is_the_same_sentence(name: str, arguments: tuple[object, ...]) -> None:
    (sentence,) = TWINS[name](*arguments)
    assert str(sentence[0]).endswith(".")

    agrees(name, *arguments)


CELLS = st.none() | st.integers(0, 400).map(float) | st.integers(0, 4000).map(lambda n: n / 10)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.lists(CELLS, min_size=24, max_size=50), st.sampled_from([LEFT_OUT, 12.0, 18.0]))
def test_any_series(months: list[Any], fix_after: object) -> None:
    agrees("Safer.Rolling12", column(months))
    agrees("Safer.Change", [months])
    agrees("Safer.XmrLimits", column(months), fix_after)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, st.sampled_from(["lower", "higher"])), min_size=1))
def test_any_figures(cells: list[tuple[Any, Any, str]]) -> None:
    counts, others, ways = (column(list(part)) for part in zip(*cells, strict=True))
    whole = column([count if count is None else float(int(count)) for (count,) in counts])

    agrees("Safer.Rate", whole, others)
    agrees("Safer.Rag", counts, others, ways)
