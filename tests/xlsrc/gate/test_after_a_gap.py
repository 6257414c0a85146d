"""How far back an area's own months reach when one of them is judged."""

from __future__ import annotations

import numpy as np
import pytest

from xlsrc.gate.area_months import months_since_a_long_gap


@pytest.mark.parametrize(("gap", "after"), [(1, 45), (11, 45), (12, 0), (39, 0)])
def test_months_before_a_gap_of_a_year_are_none_to_judge_by(gap: int, after: int) -> None:
    is_there = np.array([True] * 45 + [False] * gap + [True] * 13)

    found = months_since_a_long_gap(is_there)

    assert found[:46].tolist() == list(range(46))
    assert found[45 + gap :].tolist() == [after + at for at in range(13)]
