"""Long-term charts of few months, and of a last month without a usual range."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.drawn_svg import axis, parsed, points
from tests.support.made_up import MONTHS, made_up_dashboard, with_parts
from workbook.html.svg.long_term import long_term_figure

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment

DASHBOARD = made_up_dashboard()
BURGLARY = next(one for one in DASHBOARD.assessments if one.indicator.id == "residential_burglary")
SERIES = (
    "recorded", "numerators", "denominators", "vintages", "expected", "lower", "upper", "level",
    "flagged", "sustained", "months",
)  # fmt: skip


def last_months(number: int) -> Assessment:
    """An indicator counted for so many months."""
    cut = {name: getattr(BURGLARY.monthly, name)[-number:] for name in SERIES}
    return with_parts(BURGLARY, monthly=cut, usual={"next_quarter": None, "next_months": ()})


@pytest.mark.parametrize(
    ("number", "named"),
    [(8, ["May 25", "Dec 25"]), (1, ["Dec 25"]), (24, ["2024", "2025"])],
    ids=["no two Januaries", "one month", "two Januaries"],
)
def test_where_the_axis_has_no_two_januaries_its_ends_are_named(
    number: int, named: list[str]
) -> None:
    one = last_months(number)

    figure = long_term_figure(one, replace(DASHBOARD, assessments=(one,)), "a")

    below = [
        one.text for one in parsed(figure.svg).iter("text") if one.get("text-anchor") == "middle"
    ]
    assert below == named


@pytest.mark.parametrize("has_figure", [True, False])
def test_where_the_last_month_has_no_range_the_fan_opens_from_its_figure(
    *, has_figure: bool
) -> None:
    nothing = (None,) * MONTHS
    recorded = BURGLARY.monthly.recorded if has_figure else (*BURGLARY.monthly.recorded[:-1], None)
    one = with_parts(BURGLARY, monthly={"lower": nothing, "upper": nothing, "recorded": recorded})
    assert len(one.usual.next_months) == 3

    figure = long_term_figure(one, DASHBOARD, "a")

    zero, unit = axis(figure.svg)
    found = points(figure.svg, "s-fan")
    first = min(x for x, _ in found)
    opening = sorted((y - zero) / (unit - zero) for x, y in found if x == first)
    month = one.usual.next_months[0]
    last = one.monthly.recorded[-1]
    wanted = [last, last] if has_figure else [month.low, month.high]
    assert opening == pytest.approx(wanted, abs=1.0)
    assert len({x for x, _ in found}) == (4 if has_figure else 3)
