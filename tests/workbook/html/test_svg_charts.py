"""Charts of months on the page: safe, in their box, small, gaps as gaps, ranges as ranges."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.drawn_svg import assert_safe, assert_words_fit, axis, parsed, points
from tests.support.made_up import MONTHS, made_up_dashboard, with_parts
from workbook.html.svg.long_term import long_term_figure
from workbook.html.svg.spark import spark_figure
from workbook.html.svg.year import year_figure
from xlsrc.domain.target import IndicatorTarget, Target, TargetKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbook.html.svg.figure import Figure
    from xlsrc.assessment import Assessment, Dashboard

    Draw = Callable[[Assessment, Dashboard, str], Figure]

DASHBOARD = made_up_dashboard()
DRAWN: tuple[Draw, ...] = (year_figure, long_term_figure, spark_figure)
HOSTILE = '</title><script>alert("1")</script> & \' " onload=x javascript:y\x01'


def of(indicator: str) -> Assessment:
    return next(one for one in DASHBOARD.assessments if one.indicator.id == indicator)


def recording(values: Sequence[float | None], **monthly: object) -> Assessment:
    """An indicator whose last months are these, without ranges."""
    whole = (*(None,) * (MONTHS - len(values)), *values)
    nothing = (None,) * MONTHS
    parts = {"recorded": whole, "lower": nothing, "upper": nothing, "level": nothing}
    marks = {"flagged": (False,) * MONTHS, "sustained": (False,) * MONTHS}
    plain = with_parts(of("residential_burglary"), monthly=parts | marks | monthly)
    return with_parts(plain, usual={"next_quarter": None, "next_months": ()})


@pytest.mark.parametrize("draw", DRAWN)
def test_every_indicator_is_drawn_safely_within_its_box_and_small(draw: Draw) -> None:
    for one in DASHBOARD.assessments:
        figure = draw(one, DASHBOARD, "a-1")
        if one.volume.last_12 is None and not figure.svg:
            assert figure.describes
            continue
        assert_safe(figure.svg)
        assert_words_fit(figure.svg, 13)
        assert_words_fit(figure.svg, 15)
        assert len(figure.svg.encode()) < 6000
        assert figure.table[1]
        assert one.illustrative is ("‡" in figure.caption)


@pytest.mark.parametrize("draw", DRAWN)
def test_names_of_any_letters_stay_words(draw: Draw) -> None:
    one = with_parts(of("residential_burglary"), indicator={"name": HOSTILE})

    figure = draw(one, DASHBOARD, "a")

    assert_safe(figure.svg)
    title = parsed(figure.svg).findtext("title") or ""
    assert title.startswith(HOSTILE[:-1])


def test_an_id_that_would_end_its_attribute_is_refused() -> None:
    with pytest.raises(ValueError, match="letters, digits and hyphens"):
        year_figure(of("residential_burglary"), DASHBOARD, 'a" onload="x')


@pytest.mark.parametrize("draw", DRAWN)
def test_the_same_figures_give_the_same_drawing(draw: Draw) -> None:
    again = made_up_dashboard()
    first, second = (draw(one.assessments[5], one, "a") for one in (DASHBOARD, again))
    assert first == second


@pytest.mark.parametrize("draw", DRAWN)
def test_without_a_figure_there_is_a_sentence_and_no_drawing(draw: Draw) -> None:
    figure = draw(recording([None]), DASHBOARD, "a")

    assert not figure.svg
    assert figure.describes == "No monthly figures to draw."


@pytest.mark.parametrize(
    "values",
    [
        [7.0],
        [0.0] * 24,
        [5.0] * 24,
        [1234567.0, 9876543.0] * 12,
        [0.4] * 24,
        [3.0, None] * 12,
        [*[None] * 12, *[9.0] * 12],
        [*[9.0] * 12, *[None] * 11, 3.0],
    ],
    ids=["one", "zero", "equal", "huge", "under one", "gaps", "one year", "a point"],
)
def test_any_series_is_drawn_with_its_own_values(values: list[float | None]) -> None:
    one = recording(values)
    for draw in DRAWN:
        assert_words_fit(draw(one, DASHBOARD, "a").svg, 15)
    figure = long_term_figure(one, DASHBOARD, "a")
    zero, unit = axis(figure.svg)
    seen = [(y - zero) / (unit - zero) for _, y in points(figure.svg, "s-recorded")]
    known = [value for value in values if value is not None]
    half_a_pixel = 0.5 / abs(unit - zero)
    assert seen == pytest.approx(known, abs=half_a_pixel)


def test_a_suppressed_month_is_a_range_and_no_point() -> None:
    values = [*[9.0] * 20, None, 9.0, None, 9.0]
    bounds: list[tuple[float, float] | None] = [None] * MONTHS
    bounds[-4] = (1.0, 4.0)
    one = recording(values, suppressed=tuple(bounds))

    year = year_figure(one, DASHBOARD, "a")
    long_term = long_term_figure(one, DASHBOARD, "a")

    (september,) = (row for row in year.table[1] if row[0] == "September")
    (november,) = (row for row in year.table[1] if row[0] == "November")
    assert september[1] == "1–4"
    assert november[1] == "no data"
    assert "September 1–4" in year.describes
    for figure, line in ((year, "s-now"), (long_term, "s-recorded")):
        ranges = [p for p in parsed(figure.svg).iter("path") if p.get("class") == "s-range"]
        assert len(ranges) == 1
        spans = points(figure.svg, "s-range")
        zero, unit = axis(figure.svg)
        assert [(y - zero) / (unit - zero) for _, y in spans] == pytest.approx([4.0], abs=0.1)
        months = {x for x, _ in points(figure.svg, line)}
        assert all(abs(x + 3 - month) > 1 for x, _ in spans for month in months)


def test_the_same_month_suppressed_in_both_years_is_two_bars_side_by_side() -> None:
    bounds: list[tuple[float, float] | None] = [None] * MONTHS
    bounds[-4] = bounds[-16] = (1.0, 4.0)
    values = [9.0] * 24
    gapped = [None if at in (8, 20) else value for at, value in enumerate(values)]

    figure = year_figure(recording(gapped, suppressed=tuple(bounds)), DASHBOARD, "a")

    ((now, _),) = points(figure.svg, "s-range")
    before = [x for x, _ in points(figure.svg, "s-before")]
    assert now - 8 in [pytest.approx(x, abs=0.2) for x in before]
    assert figure.notes[0].startswith("A bar between two ends is a month whose count is suppressed")


def test_a_month_of_nothing_is_not_a_month_without_a_figure() -> None:
    drawn = spark_figure(recording([0.0, None, 5.0, 5.0]), DASHBOARD, "a")
    bars = [p.get("d", "").count("M") for p in parsed(drawn.svg).iter("path")]
    assert bars == [2, 1]


def test_what_stands_out_is_said_and_marked() -> None:
    figure = long_term_figure(of("shoplifting"), DASHBOARD, "a")

    assert "Exception in six together: " in figure.describes
    assert figure.table[0][-1] == "Exception"
    assert "sustained" in {one.text for one in parsed(figure.svg).iter("text")}
    assert any(p.get("class") == "s-mark" for p in parsed(figure.svg).iter("path"))


def test_a_late_indicators_months_are_its_own() -> None:
    late = next(one for one in DASHBOARD.assessments if one.late or one.as_at != DASHBOARD.as_at)

    figure = year_figure(late, DASHBOARD, "a")

    assert late.as_at is not None
    assert figure.table[0] == (
        "Month",
        late.as_at.short.join(("to ", "")),
        f"to {(late.as_at - 12).short}",
    )
    assert figure.table[1][-1][0] == late.as_at.month_name


def test_a_quarter_has_one_row_and_its_own_name() -> None:
    quarters = tuple(DASHBOARD.as_at - 3 * back for back in range(11, -1, -1))
    one = of("residential_burglary")
    cut = {
        name: getattr(one.monthly, name)[-12:]
        for name in (
            "recorded", "numerators", "denominators", "vintages", "expected", "lower", "upper",
            "level", "flagged", "sustained",
        )
    }  # fmt: skip
    one = replace(one, monthly=replace(one.monthly, months=quarters, every=3, **cut))

    year = year_figure(one, DASHBOARD, "a")
    long_term = long_term_figure(one, DASHBOARD, "a")

    assert [row[0] for row in year.table[1]] == ["Jan–Mar", "Apr–Jun", "Jul–Sep", "Oct–Dec"]
    assert long_term.table[0][0] == "Quarter"
    assert "in Oct–Dec 2025" in long_term.describes


def test_a_target_is_a_dashed_line_at_its_figure_of_a_month() -> None:
    one = of("residential_burglary")
    target = Target(kind=TargetKind.VALUE, amount=1200.0)
    aim = IndicatorTarget(indicator=one.indicator.id, target=target)
    one = with_parts(one, target={"figure": 1200.0, "aim": aim})

    figure = long_term_figure(one, DASHBOARD, "a")

    zero, unit = axis(figure.svg)
    ((_, y),) = points(figure.svg, "s-target")
    assert (y - zero) / (unit - zero) == pytest.approx(100, abs=0.5 / abs(unit - zero))
    assert "Target: 100 a month" in figure.describes
    assert_words_fit(figure.svg, 15)


def test_a_sparkline_of_suppressed_months_alone_is_drawn() -> None:
    bounds = (*(None,) * (MONTHS - 24), *((1.0, 4.0),) * 24)
    figure = spark_figure(recording([9.0, *[None] * 24], suppressed=bounds), DASHBOARD, "a")

    assert_safe(figure.svg)
    (ranges,) = (p for p in parsed(figure.svg).iter("path"))
    assert ranges.get("d", "").count("M") == 24
    assert {row[1] for row in figure.table[1]} == {"1–4"}
