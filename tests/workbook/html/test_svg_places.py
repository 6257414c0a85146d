"""What is drawn gives the figures again: the inverse of the axis, for random series."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.drawn_svg import assert_words_fit, axis, points
from tests.workbook.html.test_svg_charts import DASHBOARD, recording
from workbook.html.svg.year import year_figure

pytestmark = pytest.mark.slow

HALF_A_PIXEL = 0.5
FIGURES = st.one_of(
    st.none(),
    st.integers(0, 12).map(float),
    st.integers(0, 3_000_000).map(float),
    st.floats(0, 100).map(lambda value: round(value, 1)),
)


@given(values=st.lists(FIGURES, min_size=24, max_size=24))
@settings(max_examples=300, deadline=None)
def test_the_years_lines_give_their_figures_again(values: list[float | None]) -> None:
    figure = year_figure(recording(values), DASHBOARD, "a")
    if not figure.svg:
        assert all(value is None for value in values)
        return
    assert_words_fit(figure.svg, 15)
    zero, unit = axis(figure.svg)
    for mark, year in (("s-before", values[:12]), ("s-now", values[12:])):
        known = [value for value in year if value is not None]
        seen = [y for _, y in points(figure.svg, mark)]
        wanted = [zero + (unit - zero) * value for value in known]
        assert seen == pytest.approx(wanted, abs=HALF_A_PIXEL)
