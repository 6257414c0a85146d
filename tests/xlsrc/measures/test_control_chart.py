from __future__ import annotations

import numpy as np
import pytest

from tests.support.vectors import json_of, rows_of
from xlsrc.measures.control_chart import SpecialCause, Xmr, xmr

FILES = (
    "ptd_ae_breaches_RF4.csv",
    "ptd_ae_breaches_RRK.csv",
    "ptd_seatbelts_vankilled.csv",
    "ptd_snapshot_r1.csv",
    "ptd_snapshot_r2_screened.csv",
    "ptd_snapshot_r3_unscreened.csv",
)
EDGES = json_of("ptd_rule_edges.json")
WORDS = {
    "Common Cause": (SpecialCause.NONE, 0),
    "Above UCL": (SpecialCause.OUTSIDE, 1),
    "Below LCL": (SpecialCause.OUTSIDE, -1),
    "7 Point Trend (Increasing)": (SpecialCause.TREND, 1),
    "2 in 3 Above CL": (SpecialCause.NEAR_LIMIT, 1),
    "2 in 3 Below CL": (SpecialCause.NEAR_LIMIT, -1),
    "7 Points Above CL": (SpecialCause.SHIFT, 1),
    "7 Points Below CL": (SpecialCause.SHIFT, -1),
}


def chart_of(file: str) -> tuple[Xmr, list[dict[str, str]]]:
    rows = rows_of(file)
    counts = np.array([[float(row["y"]) for row in rows]])
    return xmr(counts, screen="unscreened" not in file), rows


def labels_of(chart: Xmr) -> list[tuple[str, int]]:
    return list(zip(chart.label[0].tolist(), chart.direction[0].tolist(), strict=True))


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    ("line", "column"), [("mean", "mean_col"), ("lower", "lpl"), ("upper", "upl")]
)
def test_lines_are_those_of_making_data_count(file: str, line: str, column: str) -> None:
    chart, rows = chart_of(file)

    assert getattr(chart, line)[0] == pytest.approx([float(r[column]) for r in rows], abs=1e-6)


@pytest.mark.parametrize("file", FILES)
def test_every_point_has_the_label_of_making_data_count(file: str) -> None:
    chart, rows = chart_of(file)

    assert labels_of(chart) == [WORDS[row["special_cause_type"]] for row in rows]


@pytest.mark.parametrize("edge", EDGES)
def test_the_rules_have_the_edges_of_making_data_count(edge: str) -> None:
    points = EDGES[edge]["points"]

    assert labels_of(xmr(np.array([[point["y"] for point in points]], dtype=np.float64))) == [
        WORDS[point["special_cause_type"]] for point in points
    ]


def test_limits_are_those_of_the_nist_handbook() -> None:
    # The handbook prints 55.8041 and 45.8159 with d2 = 1.128; 2.66 is 3 / d2 rounded.
    chart = xmr(np.array([json_of("nist_montgomery.json")["nist_6_3_2_2_individuals"]["x"]]))

    assert [chart.mean[0, 0], chart.upper[0, 0], chart.lower[0, 0]] == pytest.approx(
        [50.81, 55.8049, 45.8151], abs=1e-4
    )


def test_a_constant_series_has_no_spread() -> None:
    chart = xmr(np.full((1, 24), 7.0))

    assert (chart.lower == 7).all() and (chart.upper == 7).all()  # noqa: PT018 - one statement


def test_a_constant_series_has_nothing_to_flag() -> None:
    assert (xmr(np.full((1, 24), 7.0)).label == SpecialCause.NONE).all()


def test_a_point_on_the_mean_breaks_a_shift() -> None:
    counts = np.array([[4.0, 6, 4, 6, 4, 6, 6, 6, 6, 5, 6, 6, 6, 4, 4, 4, 4, 3]])
    counts[0, -1] = 5 * counts.shape[1] - counts[0, :-1].sum()

    assert SpecialCause.SHIFT not in xmr(counts).label


def test_fixed_limits_are_those_of_the_baseline_alone() -> None:
    counts = np.array([[8.0, 12.0] * 6 + [30.0] * 6])

    assert xmr(counts, fix_after=12).mean[0, -1] == 10


def test_a_baseline_under_a_year_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 12 months; found 11"):
        xmr(np.ones((1, 24)), fix_after=11)


def test_a_rebase_starts_afresh() -> None:
    counts = np.array([[8.0, 12.0] * 6 + [28.0, 32.0] * 6])

    assert np.unique(xmr(counts, rebase_at=(12,)).mean).tolist() == [10, 30]


def test_a_run_does_not_reach_across_a_rebase() -> None:
    counts = np.array([[5.0, 1, 5, 1, 5, 1, 5, 1, 5, 6, 7, 8, 9, 10, 11, 5, 9, 5, 9, 5, 9, 5, 9]])

    assert SpecialCause.TREND not in xmr(counts, rebase_at=(11,)).label


@pytest.mark.parametrize("month", [0, 24])
def test_a_rebase_outside_the_chart_is_refused(month: int) -> None:
    with pytest.raises(ValueError, match="between month 1 and 23"):
        xmr(np.ones((1, 24)), rebase_at=(month,))


def test_a_gap_has_no_part_in_the_limits() -> None:
    with_gap = np.array([[8.0, 12.0] * 6 + [np.nan] + [8.0, 12.0] * 6])

    assert xmr(with_gap).upper[0, 0] == pytest.approx(10 + 2.66 * 4)


def test_a_gap_breaks_a_run() -> None:
    counts = np.array([[1.0, 9, 1, 9, 1, 9, 1, 2, 3, 4, np.nan, 5, 6, 7, 1, 9, 1, 9]])

    assert SpecialCause.TREND not in xmr(counts).label


def test_a_series_of_gaps_has_no_limits() -> None:
    assert np.isnan(xmr(np.full((1, 24), np.nan)).upper).all()


def test_screening_leaves_out_a_range_far_beyond_the_others() -> None:
    counts = np.array([[10.0, 12.0] * 12])
    counts[0, 12] = 100

    assert xmr(counts).upper[0, 0] - xmr(counts).mean[0, 0] == pytest.approx(2.66 * 2)
