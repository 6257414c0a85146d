"""The analyst's views: what they speak of, and when they should be looked at again."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from tests.support.made_up import AS_AT, made_up_dashboard
from xlsrc.domain.commentary import Evidence, View
from xlsrc.domain.month import Month
from xlsrc.words import commentary
from xlsrc.words.views import NO_VIEW, heard, heard_sentence, review, view_of

MARCH = Month.of(2025, 3)
JUNE = Month.of(2025, 6)
DRAFT = "12 fewer than the year before."


def a_view(text: str = "Locks were fitted.", **changes: object) -> View:
    view = View(
        indicator_id="burglary",
        text=text,
        confirmed_for=None,
        data_to=MARCH,
        draft=DRAFT,
        speaks_of=None,
        mark="",
    )
    return dataclasses.replace(view, **changes)  # type: ignore[arg-type]  # fields of View


def after(view: View, data_to: Month | None, draft: str) -> View:
    """The view as the table holds it after a refresh."""
    found = review(view, data_to, draft)
    return dataclasses.replace(
        view, data_to=data_to, draft=draft, speaks_of=found.speaks_of, mark=found.mark
    )


def test_a_row_without_words_needs_no_review() -> None:
    assert review(a_view(""), JUNE, DRAFT) == NO_VIEW


def test_a_new_view_speaks_of_the_figures_its_writer_saw() -> None:
    assert review(a_view(), JUNE, "20 fewer.").speaks_of == MARCH


def test_a_view_typed_before_the_first_refresh_speaks_of_that_one() -> None:
    assert review(a_view(data_to=None, draft=""), JUNE, DRAFT).speaks_of == JUNE


def test_a_view_of_these_figures_needs_no_review() -> None:
    assert review(a_view(), MARCH, DRAFT).needs == ""


def test_a_view_needs_review_when_newer_months_are_in() -> None:
    needs = review(after(a_view(), MARCH, DRAFT), JUNE, "20 fewer.").needs

    assert needs == "yes: written for March 2025; the figures now run to June 2025"


def test_it_needs_review_as_long_as_nobody_has_looked() -> None:
    kept = after(after(a_view(), MARCH, DRAFT), JUNE, "20 fewer.")

    assert review(kept, JUNE, "20 fewer.").needs != ""


def test_a_restated_month_needs_review_too() -> None:
    needs = review(after(a_view(), MARCH, DRAFT), MARCH, "15 fewer.").needs

    assert needs == "yes: the figures to March 2025 have changed since"


def test_rewording_a_view_settles_the_review() -> None:
    kept = after(after(a_view(), MARCH, DRAFT), JUNE, "20 fewer.")
    reworded = dataclasses.replace(kept, text="Still the locks.")

    assert review(reworded, JUNE, "20 fewer.").needs == ""


def test_confirming_a_view_for_the_month_settles_the_review() -> None:
    kept = after(after(a_view(), MARCH, DRAFT), JUNE, "20 fewer.")
    confirmed = dataclasses.replace(kept, confirmed_for=JUNE)

    assert review(confirmed, JUNE, "20 fewer.").needs == ""


def test_a_view_of_figures_that_are_gone_needs_review() -> None:
    assert review(after(a_view(), MARCH, DRAFT), None, "").needs.startswith("yes: there are no")


def test_spaces_and_line_ends_do_not_make_another_text() -> None:
    kept = after(a_view("Locks were\nfitted."), MARCH, DRAFT)
    saved = dataclasses.replace(kept, text="Locks were\r\nfitted. ")

    assert review(saved, MARCH, DRAFT).mark == kept.mark


def test_the_view_of_an_indicator_is_found_by_its_id() -> None:
    dashboard = made_up_dashboard()
    assessment = dashboard.assessments[0]
    view = a_view(
        indicator_id=assessment.indicator.id,
        data_to=AS_AT,
        draft=commentary.what_it_shows(assessment),
    )
    dashboard = dataclasses.replace(
        dashboard, settings=dataclasses.replace(dashboard.settings, views=(view,))
    )

    assert view_of(dashboard, assessment)[0] == "Locks were fitted."


@pytest.mark.parametrize(
    ("evidence", "sentence"),
    [
        (
            Evidence(
                linked_to=("5",),
                date=datetime.date(2025, 11, 12),
                source="Resident, Childs Hill",
                words='"I sleep better."',
                is_quote=True,
                illustrative=False,
            ),
            "“I sleep better.” Resident, Childs Hill, Nov 2025",
        ),
        (
            Evidence(
                linked_to=("5",),
                date=None,
                source="Residents' meeting",
                words="Two asked for lighting.",
                is_quote=False,
                illustrative=False,
            ),
            "Two asked for lighting. Residents' meeting",
        ),
    ],
    ids=["a quote", "a summary without a date"],
)
def test_evidence_reads_as_a_sentence_with_its_source(evidence: Evidence, sentence: str) -> None:
    assert heard_sentence(evidence) == sentence


def test_a_section_hears_its_newest_evidence() -> None:
    dashboard = made_up_dashboard()
    section = dashboard.settings.sections[2]
    old, new = (
        Evidence(
            linked_to=(section.id,),
            date=datetime.date(2025, month, 1),
            source="A meeting",
            words=f"Heard in month {month}.",
            is_quote=False,
            illustrative=False,
        )
        for month in (2, 9)
    )
    settings = dataclasses.replace(dashboard.settings, evidence=(new, old))

    assert heard(dataclasses.replace(dashboard, settings=settings), section) == new
