"""What is said of indicators that have no year before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.support.made_up import made_up_dashboard, with_parts
from xlsrc.words.board import board_sentences
from xlsrc.words.commentary import problem_sentence, what_it_shows

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment, Dashboard


def of_one_year(number: int) -> Dashboard:
    """So many headline indicators with 12 months and nothing before."""
    made_up = made_up_dashboard()
    real = [one for one in made_up.assessments if one.volume.last_12 and not one.illustrative]
    return replace(made_up, assessments=tuple(map(_of_one_year, real[:number])), findings=())


def _of_one_year(one: Assessment) -> Assessment:
    bare = replace(
        one, indicator=replace(one.indicator, headline=True), findings=(), exception=None
    )
    return with_parts(
        bare,
        volume={"last_12": 1234.0, "last_12_before": None, "bounds": None},
        change={"difference": None, "percent": None, "certainty": None, "broken_by": None},
        usual={"history": 12},
    )


def test_the_boards_sentence_is_whole() -> None:
    (_, said), *_ = board_sentences(of_one_year(1))

    assert said.startswith("1,234; there is no year before to compare it with.")


def test_three_that_lack_a_year_say_so_once() -> None:
    shown = of_one_year(3)
    names = [one.label for one in shown.assessments]

    assert problem_sentence(shown.settings.sections[0], shown.assessments) == (
        f"{names[0]}, 1,234; {names[1]}, 1,234; {names[2]}, 1,234: "
        "there is no year before to compare them with."
    )


def test_two_say_it_each() -> None:
    shown = of_one_year(2)
    said = problem_sentence(shown.settings.sections[0], shown.assessments)

    assert said.count("there is no year before to compare it with.") == 2


def test_a_panel_says_it_and_gives_no_range_of_a_year_alone() -> None:
    said = what_it_shows(of_one_year(1).assessments[0])

    assert said.startswith("There is no year before to compare it with.")
    assert "Usual range for" not in said
