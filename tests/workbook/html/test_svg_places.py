"""What is drawn gives the figures again: the inverse of the axis, for random series."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.drawn_svg import assert_words_fit, axis, points
from tests.workbook.html.test_svg_charts import DASHBOARD, recording
from workbook.html.svg.long_term import long_term_figure
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
@settings(max_examples=100, deadline=None)
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


BOUNDS = st.one_of(st.none(), st.tuples(st.integers(0, 900), st.integers(0, 900)).map(sorted))


@given(
    values=st.lists(FIGURES, min_size=84, max_size=84),
    bounds=st.lists(BOUNDS, min_size=84, max_size=84),
)
@settings(max_examples=40, deadline=None)
def test_the_long_terms_line_and_range_give_theirs(
    values: list[float | None], bounds: list[list[int] | None]
) -> None:
    lower, upper = (
        tuple(None if both is None else float(both[at]) for both in bounds) for at in (0, 1)
    )
    figure = long_term_figure(recording(values, lower=lower, upper=upper), DASHBOARD, "a")
    if not figure.svg:
        return
    assert_words_fit(figure.svg, 15)
    zero, unit = axis(figure.svg)
    known = [value for value in values[-60:] if value is not None]
    seen = [y for _, y in points(figure.svg, "s-recorded")]
    assert seen == pytest.approx([zero + (unit - zero) * v for v in known], abs=HALF_A_PIXEL)
    ends = [
        zero + (unit - zero) * end
        for both in zip(lower[-60:], upper[-60:], strict=True)
        for end in both
        if end is not None
    ]
    band = {y for _, y in points(figure.svg, "s-band")}
    for end in ends:
        assert min(abs(end - y) for y in band) <= HALF_A_PIXEL
