"""The dot plot: every indicator at once, in the row of its section."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.support.made_up import made_up_dashboard, made_up_outside, with_parts
from workbook.sheets.exceptions import dots
from workbook.sheets.exceptions.layout import DOTS, EDGES

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment, Dashboard

DASHBOARD = made_up_dashboard()


def assessed(z1: float | None, z6: float | None, **fields: object) -> Dashboard:
    """The dashboard with its first indicator alone, its looks so far out."""
    one = with_parts(DASHBOARD.assessments[0], usual={"z1": z1, "z6": z6})
    plain = {"illustrative": False, "exception": None, "watched": None}
    return replace(DASHBOARD, assessments=(replace(one, **(plain | fields)),))  # type: ignore[arg-type]  # fields of several types


def feeder(dashboard: Dashboard) -> tuple[tuple[object, ...], ...]:
    return next(one for one in dots.blocks(dashboard) if one.name == DOTS.name).values


def title(dashboard: Dashboard) -> str:
    return str(dots.blocks(dashboard)[0].values[0][0])


def test_each_indicator_is_one_dot_in_the_row_of_its_first_section() -> None:
    found = dots.dots(DASHBOARD)
    sections = [section.id for section in DASHBOARD.settings.sections]
    drawn: list[Assessment] = [one.assessment for one in found]

    assert len(drawn) == len({one.indicator.id for one in drawn})
    assert [one.row for one in found] == [
        sections.index(one.indicator.sections[0]) for one in drawn
    ]


def test_the_look_that_is_further_out_is_drawn() -> None:
    assert [dots.dots(assessed(*z))[0].out for z in ((1.0, -2.0), (None, 0.5), (1.5, None))] == [
        -2.0,
        0.5,
        1.5,
    ]
    assert dots.dots(assessed(None, None)) == ()


def test_a_dot_is_a_circle_a_square_or_a_diamond() -> None:
    height = len(DASHBOARD.settings.sections) - 0.5
    kinds = (
        assessed(1.0, 0.0),
        assessed(1.0, 0.0, illustrative=True),
        assessed(2.9, 0.0, watched=made_up_outside()),
    )

    assert [feeder(one)[1][:4] for one in kinds] == [
        (1.0, height, None, None),
        (1.0, None, height, None),
        (2.9, None, None, height),
    ]


def test_what_is_further_out_than_the_axis_stands_at_its_edge_and_the_foot_says_so() -> None:
    far = assessed(-7.5, 0.0)

    assert feeder(far)[1][0] == -4
    assert "At the edge: further out still." in dots.lines_words(far)
    assert "At the edge" not in dots.lines_words(assessed(1.0, 0.0))


def test_lines_stand_where_the_words_put_them_from_bottom_to_top() -> None:
    ends = [row[4:] for row in feeder(assessed(None, None))[1:] if row[4] is not None]
    top = len(DASHBOARD.settings.sections)

    assert ends == [(edge, end) for edge in EDGES for end in (0, top)]


def test_the_title_says_how_many_have_a_usual_range() -> None:
    one = DASHBOARD.assessments[1]
    without = with_parts(one, usual={"z1": None, "z6": None})
    partly = replace(assessed(1.0, 0.0), assessments=(*assessed(1.0, 0.0).assessments, without))

    assert title(assessed(1.0, 0.0)).startswith("All 1 indicators at once")
    assert title(partly).startswith("1 of 2 indicators at once")
    assert "none can be drawn" in title(assessed(None, None))


def test_as_many_lie_beyond_the_dotted_line_as_the_foot_says() -> None:
    assert "1 of 1 beyond it" in dots.lines_words(assessed(2.0, 0.0))
    assert "0 of 1 beyond it" in dots.lines_words(assessed(1.9, -1.9))
