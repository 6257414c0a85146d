"""A funnel does not hang on what people are counted in."""

from __future__ import annotations

import numpy as np
import pytest

from xlsrc.measures.benchmark import funnel


def test_people_may_be_counted_in_millions() -> None:
    """Nine areas of 100,000 are 0.9 of a million, ten are one."""
    for areas in (9, 10, 11):
        counts = np.arange(100.0, 100 + 7 * areas, 7)

        drawn = funnel(counts, np.full(areas, 0.1))

        assert float(drawn.pooled_rate) == pytest.approx(counts.mean() / 0.1)
        np.testing.assert_allclose(drawn.z, funnel(counts, np.full(areas, 100_000)).z)
