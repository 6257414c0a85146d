"""Every function beside figures from outside: R, published tables, a count by hand."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from tests.support.vectors import json_of, london, rows_of
from workbook.excel import functions as excel

CHANGES = rows_of("rolling12_change_london.csv")
T_11: float = 2.200985160082949
"""Student's t with 11 degrees of freedom at 97.5 %."""

SERIES = ("CamdenBURGLARYINADWELLING", "SuttonROBBERYOFPERSONALPROPERTY")
EXPECTED = [(name, row) for name in SERIES for row in rows_of(f"expected_model_{name}.csv")]
PLACE = {"1": 3, "6": 4}
"""Where z stands in what SC_EXPECTED_RANGE gives, by the months that it is of."""

LABELS = {
    "Common Cause": "",
    "Above UCL": "outside the limits",
    "Below LCL": "outside the limits",
    "7 Point Trend (Increasing)": "in a trend of seven",
    "2 in 3 Above CL": "two of three near a limit",
    "2 in 3 Below CL": "two of three near a limit",
    "7 Points Above CL": "in a shift of seven",
    "7 Points Below CL": "in a shift of seven",
}
FUNNEL: dict[str, Any] = json_of("funnel_overdispersed_BURGLARYINADWELLING.json")["SR_CQC"]


def column(values: list[float]) -> list[list[float]]:
    return [[value] for value in values]


def months_of(name: str, row: dict[str, str]) -> list[list[float]]:
    return column(london(name)[0, : int(row["k"])].tolist())


@pytest.mark.parametrize("row", CHANGES, ids=lambda row: f"{row['borough']} {row['end']}")
def test_rolling_sums_end_with_the_known_years(row: dict[str, str]) -> None:
    sums = excel.SC_ROLLING_12(column([float(month) for month in row["monthly"].split()]))

    assert [sums[11], sums[23]] == [[float(row["prior12"])], [float(row["current12"])]]


@pytest.mark.parametrize("row", CHANGES, ids=lambda row: f"{row['borough']} {row['end']}")
def test_the_interval_of_the_change_is_that_of_the_paired_test(row: dict[str, str]) -> None:
    ratio, margin = math.log(float(row["rr"])), T_11 * float(row["paired_month_se"])

    change = excel.SC_CHANGE_ON_YEAR(column([float(month) for month in row["monthly"].split()]))

    assert change[0][5:] == pytest.approx(
        [100 * math.expm1(ratio - margin), 100 * math.expm1(ratio + margin)], abs=2e-3
    )


def test_rates_of_a_few_events_have_byars_interval() -> None:
    rows = [row for row in rows_of("byars_and_exact_poisson_ci.csv") if float(row["x"]) >= 10]

    rates = excel.SC_RATE(column([float(row["x"]) for row in rows]), 1000.0)

    assert np.array(rates) == pytest.approx(
        np.array([[float(row[name]) for name in ("x", "byars_l95", "byars_u95")] for row in rows]),
        abs=1e-9,
    )


@pytest.mark.parametrize(
    "file", ["ptd_ae_breaches_RF4.csv", "ptd_ae_breaches_RRK.csv", "ptd_seatbelts_vankilled.csv"]
)
def test_every_month_stands_out_for_the_reason_of_making_data_count(file: str) -> None:
    rows = rows_of(file)

    chart = excel.SC_XMR(column([float(row["y"]) for row in rows]))

    assert [line[3] for line in chart] == [LABELS[row["special_cause_type"]] for row in rows]


@pytest.mark.parametrize(("name", "row"), [case for case in EXPECTED if case[1]["months"] in PLACE])
def test_how_far_out_the_latest_months_lie_is_as_in_r(name: str, row: dict[str, str]) -> None:
    found = excel.SC_EXPECTED_RANGE(months_of(name, row))[0]

    assert found[PLACE[row["months"]]] == pytest.approx(float(row["z"]), abs=1e-4)


@pytest.mark.parametrize(("name", "row"), [case for case in EXPECTED if case[1]["months"] == "1"])
def test_the_usual_range_is_within_rs_quantiles(name: str, row: dict[str, str]) -> None:
    # A count that carries its own half (mid-p) past 3.09 is outside: a quantile or one inside it.
    _, lower, upper, *_ = excel.SC_EXPECTED_RANGE(months_of(name, row))[0]

    assert (float(lower) - float(row["lower998"]), float(row["upper998"]) - float(upper)) <= (1, 1)


@pytest.mark.parametrize(("name", "row"), [case for case in EXPECTED if case[1]["months"] in PLACE])
def test_months_that_r_finds_far_out_are_an_exception(name: str, row: dict[str, str]) -> None:
    z = float(row["z"])
    side = "" if abs(z) < 3.09 else "Above its usual range" if z > 0 else "Below its usual range"

    words = str(excel.SC_EXCEPTION(months_of(name, row))[0][0])

    assert words.startswith(side)


def test_verdicts_are_those_of_funnelplotr_with_the_spread_that_winsorising_leaves() -> None:
    areas = FUNNEL["areas"]
    names = [[str(number)] for number in range(len(areas))]
    counts, people = (column([a[key] for a in areas]) for key in ("numerator", "denominator"))

    found = [excel.SC_BENCHMARK(one, names, counts, people)[0][3] for (one,) in names]

    # FunnelPlotR's φ over 0.679, the mean square of a normal score with its outer tenths drawn in.
    weights = [a["s"] ** -2 for a in areas]
    excess = len(areas) * FUNNEL["phi"] / 0.679 - (len(areas) - 1)
    tau2 = excess / (sum(weights) - sum(w**2 for w in weights) / sum(weights))
    assert found == [verdict((a["Y"] - 1) / (a["s"] ** 2 + tau2) ** 0.5) for a in areas]


def verdict(z: float) -> str:
    if abs(z) <= 1.96:
        return "similar to peers"
    much = "much " if abs(z) > 3.0902 else ""
    return f"{much}{'higher' if z > 0 else 'lower'} than peers"


@pytest.mark.parametrize(
    ("value", "words"),
    [(100.0, "Green: meets"), (105.0, "Amber: misses by 5 %"), (106.0, "Red: misses by 6 %")],
)
def test_a_figure_meets_misses_or_misses_by_far(value: float, words: str) -> None:
    assert excel.SC_RAG(value, 100.0, "lower") == [[words]]
