from __future__ import annotations

import numpy as np
import pytest

from tests.support.vectors import json_of
from xlsrc.measures.false_discovery import false_discovery

P_VALUES = json_of("p_adjust.json")


def test_p_values_are_adjusted_as_r_adjusts_them() -> None:
    assert false_discovery(np.array(P_VALUES["p"])) == pytest.approx(P_VALUES["BH"], abs=1e-6)


def test_p_values_are_adjusted_over_wards_and_indicators_together() -> None:
    square = np.array(P_VALUES["p"]).reshape(8, 5)

    assert false_discovery(square).ravel() == pytest.approx(P_VALUES["BH"], abs=1e-6)


def test_a_gap_is_no_test() -> None:
    with_gap = np.array([*P_VALUES["p"], np.nan])

    assert false_discovery(with_gap)[:-1] == pytest.approx(P_VALUES["BH"], abs=1e-6)
