"""Every function beside figures from outside: R, published tables, a count by hand."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from scipy import stats

from tests.support.engine_vectors import NAMES, Case, case
from tests.support.vectors import json_of, rows_of
from workbook.excel import functions as excel

CHANGES = rows_of("rolling12_change_london.csv")
T_11: float = 2.200985160082949
"""Student's t with 11 degrees of freedom at 97.5 %."""

ENGINE = [
    name
    for name in NAMES
    if case(name).out_of is None
    and not case(name).steps.any()
    and case(name).output["observed"] > 11
]
"""The series that the functions can say something of: counts of a year and more, with no change of
recording declared.
"""

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


def months_of(known: Case, end: int | None = None) -> list[list[float | None]]:
    """The months of a series to one of them, as Excel sends a column: gaps are None."""
    return [[None if math.isnan(value) else value] for value in known.values[0, :end].tolist()]


def observed(known: Case, end: int) -> int:
    return int(np.sum(~np.isnan(known.values[0, : end + 1])))


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


def foretold_months(name: str) -> list[int]:
    """Some months of a series of which something is foretold: the latest and earlier ones."""
    mean = case(name).expected("mean")
    months = (mean.size - 1 - back for back in (0, 1, 7, 13, 30))
    return [at for at in months if at >= 0 and not math.isnan(mean[at])]


@pytest.mark.parametrize(
    ("name", "at"), [(name, at) for name in ENGINE for at in foretold_months(name)]
)
def test_the_usual_range_and_z_are_the_known_ones(name: str, at: int) -> None:
    known = case(name)

    expected, lower, upper, z1, z6 = excel.SC_EXPECTED_RANGE(months_of(known, at + 1))[0]

    assert expected == pytest.approx(known.expected("mean")[at], rel=1e-8)
    assert [lower, upper] == known.expected("range95_month")[:, at].tolist()
    for z, wanted, least in ((z1, "z1", 24), (z6, "z6", 36)):
        value = known.expected(wanted)[at]
        if math.isnan(value) or observed(known, at) < least:
            assert z == ""
        else:
            assert z == pytest.approx(value, rel=1e-8, abs=1e-10)


@pytest.mark.parametrize("name", ENGINE)
def test_an_exception_is_said_in_the_months_in_which_one_is_in_force(name: str) -> None:
    known = case(name)
    force = known.expected("exception")
    turns = np.flatnonzero(np.diff(force)) + 1
    # Whoever begins before three years is judged otherwise: six months are not, yet.
    for at in [at for at in [*turns.tolist(), force.size - 1] if observed(known, at) > 48][-8:]:
        words = str(excel.SC_EXCEPTION(months_of(known, at + 1))[0][0])

        side = {1: "Above", -1: "Below", 0: ""}[int(force[at])]
        in_force = "usual range" in words and "and back" not in words
        said = words.partition(" ")[0] if in_force else ""
        assert said == side, (at, words)


@pytest.mark.parametrize("name", ENGINE)
def test_the_trend_is_the_known_one(name: str) -> None:
    known = case(name)
    change, variance = (known.expected(x)[-1] for x in ("change_12m", "change_12m_variance"))
    reach = 1.959964 * math.sqrt(variance)

    word, level, *figures = excel.SC_TREND(months_of(known))[0]

    assert level == pytest.approx(math.exp(known.expected("smoothed_level")[-1]), rel=1e-8)
    assert figures == pytest.approx(
        [100 * math.expm1(change + by) for by in (0, -reach, reach)], rel=1e-7
    )
    # Between the bounds of 80 % and 95 % the word of the quarter before may be kept.
    clear = {1: "rising", -1: "falling", 0: "no clear change"}[known.output["trend_at_end"]]
    assert word == clear or 1.28 < abs(change) / math.sqrt(variance) < 1.96


@pytest.mark.parametrize("name", ENGINE)
@pytest.mark.parametrize("coming", [1, 3, 12])
def test_the_months_to_come_are_the_known_ones(name: str, coming: int) -> None:
    known = case(name)
    mean, variance = (
        known.expected(f"forecast_1_to_12_{what}")[coming - 1] for what in ("mean", "variance")
    )
    total = stats.nbinom(mean**2 / (variance - mean), mean / variance)
    target = float(round(1.1 * mean) + 1)

    expected, low, high, chance = excel.SC_FORECAST(
        months_of(known), float(coming), target, "lower"
    )[0]
    other = excel.SC_FORECAST(months_of(known), float(coming), target, "higher")[0][3]

    assert expected == pytest.approx(mean, rel=1e-8)
    for end, limit in ((low, 0.025), (high, 0.975)):
        # The mid-probability is within the limits, that of the next number is not.
        at = float(end)
        upto = [float(total.cdf(y) - total.pmf(y) / 2) for y in (at - 1, at, at + 1)]
        assert (upto[0] < limit <= upto[1]) if limit < 0.5 else (upto[1] <= limit < upto[2])
    if observed(known, known.values.shape[1] - 1) < 36:
        assert chance == "too few"
        return
    assert chance == pytest.approx(total.cdf(target), rel=1e-7)
    assert other == pytest.approx(total.sf(target - 1), abs=1e-9)


@pytest.mark.parametrize("name", ENGINE)
def test_the_range_of_the_next_quarter_is_the_known_one(name: str) -> None:
    known = case(name)

    cells = excel.SC_FORECAST(months_of(known), 3.0)[0]

    assert cells[1:] == known.expected("range95_next3")[:, -1].tolist()


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
