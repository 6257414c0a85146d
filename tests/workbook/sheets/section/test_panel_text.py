"""The words of a panel: what it shows, the analyst's view, the question to ask."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from tests.support.made_up import made_up_dashboard
from workbook.sheets.section.panel_text import ASK_LINES, CUT, fitted, panel_text
from xlsrc.domain.commentary import View
from xlsrc.domain.month import Month
from xlsrc.words import commentary
from xlsrc.words.asks import ask

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment, Dashboard


def with_view(text: str, **changes: object) -> tuple[Dashboard, Assessment]:
    """A dashboard with a view on an indicator."""
    dashboard = made_up_dashboard()
    assessment = next(
        a for a in dashboard.assessments if a.as_at is not None and len(shows(a)) < 100
    )
    view = View(
        indicator_id=assessment.indicator.id,
        text=text,
        confirmed_for=None,
        data_to=assessment.as_at,
        draft=shows(assessment),
        speaks_of=None,
        mark="",
    )
    view = dataclasses.replace(view, **changes)  # type: ignore[arg-type]  # fields of View
    settings = dataclasses.replace(dashboard.settings, views=(view,))
    return dataclasses.replace(dashboard, settings=settings), assessment


def shows(assessment: Assessment) -> str:
    return commentary.what_it_shows(assessment)


def test_a_view_stands_above_the_question() -> None:
    dashboard, assessment = with_view("Locks were fitted.")

    assert panel_text(dashboard, assessment) == (
        f"{shows(assessment)}\nAnalyst's view: Locks were fitted.",
        ("Ask", ask(assessment)),
    )


def test_a_long_view_takes_the_place_of_the_question() -> None:
    dashboard, assessment = with_view("Locks were fitted in many homes. " * 12)

    assert panel_text(dashboard, assessment)[1][0] == "Analyst's view"


def test_a_view_of_other_months_says_so() -> None:
    dashboard, assessment = with_view("It fell. " * 50, data_to=Month.of(2025, 3))

    assert panel_text(dashboard, assessment)[1][0] == "Analyst's view (to Mar 25)"


@pytest.mark.parametrize("text", ["Locks were fitted. " * 20, "x" * 20 + " y" * 200])
def test_a_text_that_is_too_long_is_cut_and_says_where_it_is_whole(text: str) -> None:
    assert fitted(text, ASK_LINES).endswith(CUT)


def test_a_text_that_fits_is_left_as_it_is() -> None:
    assert fitted("Locks were fitted.", ASK_LINES) == "Locks were fitted."
