"""The rival stays what it was: held against R's glm, statsmodels and hand arithmetic."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from benchmarks.first_engine.baseline import BASELINE, WINDOW, explanatory
from benchmarks.first_engine.expected import fitted, forecasts, of_last, scores
from tests.support.vectors import london, rows_of

SERIES = ("CamdenBURGLARYINADWELLING", "SuttonROBBERYOFPERSONALPROPERTY")
CASES = [(name, row) for name in SERIES for row in rows_of(f"expected_model_{name}.csv")]


@pytest.mark.parametrize(("name", "row"), CASES)
def test_months_quarters_and_half_years_are_judged_as_in_r(name: str, row: dict[str, str]) -> None:
    windows, fit = fitted(london(name)[:, : int(row["k"])], 1)
    mean, variance, z = of_last(windows, fit, int(row["months"]))

    assert [mean[0], variance[0], z[0], fit.phi[0], fit.trend_used[0]] == pytest.approx(
        [float(row[name]) for name in ("expected", "pred_var", "z", "phi", "trend_used")],
        rel=1e-6,
        abs=1e-5,
    )


def test_a_gap_has_no_part_in_the_fit() -> None:
    # A clear trend and no month that stands out, so that one plain regression is the whole answer.
    month = np.arange(WINDOW)
    counts = np.round(200 * np.exp(month / 40 + 0.2 * np.sin(month * np.pi / 6)))
    counts[[7, 20, 21, 22]] = np.nan
    known = np.flatnonzero(~np.isnan(counts[:BASELINE]))
    plain = sm.GLM(counts[known], explanatory(known), family=sm.families.Poisson()).fit(tol=1e-12)
    ahead = explanatory(np.arange(WINDOW, WINDOW + 3))

    assert forecasts(counts[None], 1, ahead=3)[0][0, 0] == pytest.approx(
        plain.predict(ahead).sum(), rel=1e-8
    )


def test_a_sparse_series_is_expected_at_its_mean() -> None:
    # 10 in the 54 months of baseline.
    counts = np.zeros((1, WINDOW))
    counts[0, [2, 7, 13, 19, 20, 26, 33, 39, 45, 52]] = 1

    assert forecasts(counts, 1, ahead=3)[0][0, 0] == pytest.approx(3 * 10 / 54)


def test_the_next_month_is_foretold_as_it_will_be_judged() -> None:
    counts = london(SERIES[0])[:, :150]
    windows, fit = fitted(counts, 1)

    assert forecasts(counts[:, :-1], 1, ahead=1)[0][0] == pytest.approx(
        of_last(windows, fit, 1)[0], rel=1e-9
    )


def test_too_little_past_says_nothing() -> None:
    assert np.isnan(scores(np.full((1, 34), 20.0), 1)).all()
