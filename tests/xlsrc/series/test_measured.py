"""The measures of a set of series: a share is worked out from sums."""

from __future__ import annotations

import numpy as np

from tests.support.made_up import AS_AT
from tests.support.recorded_crime import indicator, settings_with
from xlsrc.series.measured import Measured, measured
from xlsrc.series.series import SeriesSet

SHARE = indicator("Burglary", is_share=True)


def shares(numerators: list[float], denominators: list[float]) -> Measured:
    series = SeriesSet(
        indicators=(SHARE,),
        as_at=AS_AT,
        numerators=np.array([numerators]),
        denominators=np.array([denominators]),
        vintages=(("2026-01",) * len(numerators),),
        illustrative=(False,),
        more=np.zeros((1, len(numerators))),
        unsure=np.zeros((1, len(numerators)), dtype=bool),
        least=np.array([numerators]),
        most=np.array([numerators]),
    )
    return measured(series, settings_with(SHARE))


def test_a_share_is_the_ratio_of_sums_and_no_mean_of_shares() -> None:
    # 1 of 10 in eleven months and 9 of 30 in one: 20 of 140.
    found = shares([1.0] * 11 + [9.0], [10.0] * 11 + [30.0])

    assert found.volume_12m[0] == 100 * 20 / 140


def test_a_share_of_nothing_is_a_gap() -> None:
    assert np.isnan(shares([0.0] * 12, [0.0] * 12).volume_12m[0])
