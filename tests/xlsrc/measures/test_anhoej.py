from __future__ import annotations

import numpy as np
import pytest

from tests.support.vectors import json_of, rows_of
from xlsrc.measures.run_rules import anhoej

CHARTS = json_of("qicharts2.json")
BOUNDS = rows_of("anhoej_limits_n10_120.csv")


@pytest.mark.parametrize("row", BOUNDS, ids=lambda row: row["n"])
def test_bounds_are_those_of_qicharts(row: dict[str, str]) -> None:
    points = np.resize([0.0, 1.0], int(row["n"]))[None]
    rules = anhoej(points, np.array([0.5]))

    assert [rules.longest_run_max[0], rules.crossings_min[0]] == [
        int(row["longest_run_max"]),
        int(row["crossings_min"]),
    ]


@pytest.mark.parametrize("chart", CHARTS)
def test_runs_are_counted_as_qicharts_counts_them(chart: str) -> None:
    points = CHARTS[chart]
    # A run chart's centre is the median, the default; the others bring their own.
    centre = None if chart == "cdi_run" else np.array([points[0]["cl"]])
    rules = anhoej(np.array([[point["y"] for point in points]], dtype=np.float64), centre)

    assert [
        rules.points[0],
        rules.longest_run[0],
        rules.longest_run_max[0],
        rules.crossings[0],
        rules.crossings_min[0],
        rules.signal[0],
    ] == [
        points[0][name]
        for name in (
            "n.useful",
            "longest.run",
            "longest.run.max",
            "n.crossings",
            "n.crossings.min",
            "runs.signal",
        )
    ]


def test_a_point_on_the_centre_is_dropped_and_its_run_goes_on() -> None:
    counts = np.array([[1.0, 2, 0, 1, 2, -1, -1]])

    assert anhoej(counts, np.array([0.0])).longest_run[0] == 4


def test_a_gap_is_dropped() -> None:
    assert anhoej(np.array([[1.0, np.nan, 1, -1, -1]]), np.array([0.0])).points[0] == 4


@pytest.mark.parametrize("value", [7.0, np.nan])
def test_a_series_without_points_off_its_centre_has_no_signal(value: float) -> None:
    assert not anhoej(np.full((1, 24), value)).signal[0]
