from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from xlwings import conversion

from tests.support.parity.engine import engine
from tests.support.vectors import barnet, json_of, rows_of
from workbook.excel import functions as excel
from workbook.excel.excel_function import HELP_LIMIT, ExcelFunction
from xlsrc.domain.indicator import Polarity
from xlsrc.measures.targets import progress
from xlsrc.words.verdicts import progress_words

PHE = rows_of("phe_rate_per1000_london_BURGLARYINADWELLING.csv")
CHANGES = rows_of("rolling12_change_london.csv")
FLAT = [100.0 + (month % 3) for month in range(60)]


def sent(value: object) -> object:
    """A value as xlwings hands it on, with the options that the functions declare."""
    return conversion.read(None, value, {"ndim": 2}, engine().name)


def column(values: list[float]) -> tuple[tuple[float, ...], ...]:
    return tuple((value,) for value in values)


def test_rolling_12_sums_the_twelve_months_to_each() -> None:
    assert excel.SC_ROLLING_12(sent(column([1.0] * 14))) == [[""]] * 11 + [[12.0]] * 3


def test_rolling_12_of_a_row_is_a_row() -> None:
    assert excel.SC_ROLLING_12(sent((tuple([1.0] * 12),))) == [[""] * 11 + [12.0]]


def test_a_missing_month_stays_empty() -> None:
    months = (*column([1.0] * 5), (None,), *column([1.0] * 18))

    assert excel.SC_ROLLING_12(sent(months))[11:18] == [[""]] * 6 + [[12.0]]


@pytest.mark.parametrize("row", CHANGES, ids=lambda row: f"{row['borough']} {row['end']}")
def test_change_on_year_is_the_known_one(row: dict[str, str]) -> None:
    months = column([float(month) for month in row["monthly"].split()])

    change = excel.SC_CHANGE_ON_YEAR(sent(months))[0]

    assert change[:5] == pytest.approx(
        [
            float(row["current12"]),
            float(row["prior12"]),
            float(row["current12"]) - float(row["prior12"]),
            float(row["pct_change"]),
            float(row["paired_month_p"]),
        ],
        abs=1e-5,
    )


def test_a_percentage_of_few_is_withheld() -> None:
    assert excel.SC_CHANGE_ON_YEAR([1.0] * 24)[0][3] == "too few"


def test_rates_are_those_of_public_health_england() -> None:
    counts = column([float(row["x"]) for row in PHE])
    people = column([float(row["n"]) for row in PHE])

    rates = excel.SC_RATE(sent(counts), sent(people))

    assert np.array(rates) == pytest.approx(
        np.array([[float(r["value"]), float(r["lowercl"]), float(r["uppercl"])] for r in PHE]),
        abs=1e-6,
    )


def test_one_rate_is_a_row_of_three() -> None:
    rate = excel.SC_RATE(sent(100.0), sent(50_000.0), sent(100_000.0))

    assert rate[0][0] == pytest.approx(200.0)


def test_the_control_chart_is_that_of_nhsrplotthedots() -> None:
    rows = rows_of("ptd_ae_breaches_RF4.csv")

    chart = excel.SC_XMR(sent(column([float(row["y"]) for row in rows])))

    assert [line[:3] for line in chart] == [
        pytest.approx([float(row[name]) for name in ("mean_col", "lpl", "upl")], abs=1e-3)
        for row in rows
    ]


def test_the_control_chart_along_a_row_has_a_line_for_each_figure() -> None:
    readings = json_of("nist_montgomery.json")["nist_6_3_2_2_individuals"]["x"]

    assert len(excel.SC_XMR(sent((tuple(readings),)))) == 4


def test_no_exception_is_said_too() -> None:
    assert excel.SC_EXCEPTION(sent(column(FLAT))) == [["No exception."]]


@pytest.mark.parametrize(
    ("lately", "polarity", "words"),
    [
        ([300.0], "lower", "Above its usual range in the latest month (worse)."),
        ([300.0], "higher", "Above its usual range in the latest month (better)."),
        ([20.0], "neutral", "Below its usual range in the latest month."),
        (
            [300.0, 101.0],
            "lower",
            "Above its usual range 1 month before the latest (worse), and back inside it since.",
        ),
        ([300.0, 101.0, 100.0, 102.0, 101.0, 100.0], "lower", "No exception."),
    ],
)
def test_an_exception_says_where_when_and_how_bad(
    lately: list[float], polarity: str, words: str
) -> None:
    assert excel.SC_EXCEPTION(sent(column([*FLAT, *lately])), sent(polarity)) == [[words]]


def test_half_a_year_a_little_high_is_told_as_one() -> None:
    words = excel.SC_EXCEPTION(sent(column([*FLAT, *[120.0] * 6])), sent("lower"))[0][0]

    assert words == "Above its usual range over the latest six months (worse)."


def test_what_is_only_worth_watching_is_no_exception() -> None:
    # Between 2.58 and 3 standard deviations.
    found = {
        excel.SC_EXPECTED_RANGE(column([*FLAT, last]))[0][3]: excel.SC_EXCEPTION(
            column([*FLAT, last]), "lower"
        )[0][0]
        for last in map(float, range(101, 150))
    }

    watched = [words for z, words in found.items() if 2.58 <= float(z) < 3]
    assert set(watched) == {"No exception, but worth watching: high in the latest month (worse)."}


def test_a_benchmark_is_a_rate_the_peers_rate_a_rank_and_a_verdict() -> None:
    areas = tuple((row["area"],) for row in PHE)
    counts = column([float(row["x"]) for row in PHE])
    people = column([float(row["n"]) for row in PHE])
    rates = [float(row["value"]) for row in PHE]

    found = excel.SC_BENCHMARK(
        sent("barnet"), sent(areas), sent(counts), sent(people), sent("lower")
    )[0]

    assert found[:3] == pytest.approx(
        [2952 / 396, np.mean(rates), 1 + sum(rate < 7.4545 for rate in rates)]
    )


def test_rag_is_in_the_shape_of_its_values() -> None:
    found = excel.SC_RAG(sent(((1.0, 2.0), (3.0, None))), sent(2.0), sent("lower"))

    assert found == [["Green: meets", "Green: meets"], ["Red: misses by 50 %", "No figure"]]


def test_rag_takes_a_direction_for_each_value() -> None:
    found = excel.SC_RAG(sent(((1.0, 1.0),)), sent(2.0), sent((("lower", "higher"),)))

    assert found == [["Green: meets", progress_words(progress(1, 2, Polarity.HIGHER))]]


def test_monthly_figures_are_those_of_the_extracts() -> None:
    found = excel.SC_MONTHLY(sent("Barnet"), sent("burglary"))

    assert [row[0] for row in found] == barnet("burglary")[0].tolist()


def test_commentary_is_the_drafted_paragraph() -> None:
    words = excel.SC_COMMENTARY(sent("burglary"), sent("E09000003"))[0][0]

    assert str(words).startswith("344 fewer (−14 %) than the year before.")


@pytest.mark.parametrize("function", excel.EXCEL_FUNCTIONS, ids=lambda f: f.name)
def test_the_wizard_has_a_help_for_every_argument(function: ExcelFunction) -> None:
    import inspect

    known = [name for name in inspect.signature(function.call).parameters if name != "caller"]
    assert known == list(function.arguments)


@pytest.mark.parametrize("function", excel.EXCEL_FUNCTIONS, ids=lambda f: f.name)
def test_no_help_is_longer_than_the_wizard_shows(function: ExcelFunction) -> None:
    longest = max(map(len, (function.help, *function.arguments.values())))

    assert longest <= HELP_LIMIT


def test_the_functions_need_no_windows_part_of_xlwings() -> None:
    script = (
        "import sys; sys.modules.update(dict.fromkeys(('pythoncom', 'pywintypes', 'win32com')));"
        "import workbook.excel.functions as f; print(f.SC_RATE(1.0, 1000.0)[0][0])"
    )

    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert run.stdout == "1.0\n"
