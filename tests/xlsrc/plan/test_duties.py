"""How a statutory duty stands at a date."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from xlsrc.domain.area import Area
from xlsrc.domain.duty import AppliesIn, Duty, DutyState, HowOften
from xlsrc.domain.month import Month
from xlsrc.plan.duties import months_later, tracked_duties, tracked_duty

YEARLY = Duty(
    ref="D1",
    text="Report",
    law="",
    reported="",
    applies_in=AppliesIn.BOTH,
    lead="",
    how_often=HowOften.YEAR,
    last_done=None,
    due=None,
)
BARNET = Area(code="E09000003", name="Barnet")
CARDIFF = Area(code="W06000015", name="Cardiff")


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def stands(
    at: str, *, due: str = "", done: str = "", often: HowOften = HowOften.YEAR
) -> tuple[str, str]:
    """The state at a date, and what is outstanding then."""
    duty = replace(
        YEARLY,
        how_often=often,
        due=day(due) if due else None,
        last_done=day(done) if done else None,
    )
    found = tracked_duty(duty, day(at), "England")
    return found.state.value, "" if found.due is None else found.due.isoformat()


def test_without_a_due_date_nobody_knows_whether_it_is_late() -> None:
    assert stands("2025-12-31") == ("not recorded", "")
    assert stands("2025-12-31", done="2019-01-01") == ("not recorded", "")


def test_it_is_late_from_the_day_after_the_due_date() -> None:
    assert stands("2025-12-31", due="2025-12-31") == ("due", "2025-12-31")
    assert stands("2025-12-31", due="2025-12-30") == ("late", "2025-12-30")


@pytest.mark.parametrize("done", ["2025-06-01", "2025-06-30", "2025-08-15"])
def test_done_about_its_date_it_is_due_a_year_on_also_where_nobody_moved_the_date(
    done: str,
) -> None:
    assert stands("2025-12-31", due="2025-06-30", done=done) == ("done", "2026-06-30")
    assert stands("2025-12-31", due="2026-06-30", done=done) == ("done", "2026-06-30")


def test_a_report_a_day_late_last_year_does_not_stand_for_this_years() -> None:
    assert stands("2026-07-31", due="2026-06-30", done="2025-07-01") == ("late", "2026-06-30")


def test_what_was_done_once_is_late_again_a_year_on() -> None:
    assert stands("2026-07-31", due="2025-06-30", done="2025-06-20") == ("late", "2026-06-30")


def test_before_the_next_board_it_is_said_to_be_due() -> None:
    assert stands("2025-12-31", due="2026-03-31", done="2025-03-30") == ("due", "2026-03-31")
    assert stands("2025-11-30", due="2026-03-31", done="2025-03-30") == ("done", "2026-03-31")


def test_never_done_it_is_due_however_far_off() -> None:
    assert stands("2025-12-31", due="2026-11-30") == ("due", "2026-11-30")


def test_by_an_earlier_month_it_stands_as_it_stood_then() -> None:
    # Done in January; at the end of November it was late, at the end of October it was not.
    done, due, moved = "2026-01-15", "2025-11-15", "2026-11-15"

    assert stands("2025-10-31", due=due, done=done) == ("due", due)
    assert stands("2025-11-30", due=due, done=done) == ("late", due)
    assert stands("2026-01-31", due=due, done=done) == ("done", moved)
    # The same where the date has been moved on since.
    assert stands("2025-11-30", due=moved, done=done) == ("late", due)


def test_that_it_was_done_since_is_known() -> None:
    duty = replace(YEARLY, due=day("2025-11-15"), last_done=day("2026-01-15"))

    assert tracked_duty(duty, day("2025-11-30"), "England").done_since
    assert not tracked_duty(duty, day("2026-01-31"), "England").done_since


def test_what_does_not_come_back_is_done_once() -> None:
    once = HowOften.AS_NEEDED

    assert stands("2025-12-31", due="2025-06-30", done="2025-07-02", often=once) == ("done", "")
    assert stands("2025-12-31", due="2025-06-30", done="2025-05-02", often=once)[0] == "late"


def test_every_quarter_is_three_months_on() -> None:
    found = stands("2025-07-31", due="2025-06-30", done="2025-06-28", often=HowOften.QUARTER)

    assert found == ("due", "2025-09-30")


@pytest.mark.parametrize(
    ("area", "law", "is_asked"),
    [
        (BARNET, AppliesIn.ENGLAND, True),
        (BARNET, AppliesIn.WALES, False),
        (BARNET, AppliesIn.BOTH, True),
        (CARDIFF, AppliesIn.ENGLAND, False),
        (CARDIFF, AppliesIn.WALES, True),
        (CARDIFF, AppliesIn.BOTH, True),
        (Area(code="", name="Our own group"), AppliesIn.WALES, True),
    ],
)
def test_a_duty_of_the_other_country_is_not_asked_for(
    area: Area, law: AppliesIn, *, is_asked: bool
) -> None:
    duty = replace(YEARLY, applies_in=law, due=day("2025-01-01"))

    (found,) = tracked_duties([duty], Month.of(2025, 12), area)

    assert found.state is (DutyState.LATE if is_asked else DutyState.NOT_HERE)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2025-06-30", 12, "2026-06-30"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-02-28", 12, "2026-02-28"),
        ("2025-06-30", 3, "2025-09-30"),
        ("2025-03-31", -1, "2025-02-28"),
        ("2025-01-30", 1, "2025-02-28"),
        ("2025-10-14", 36, "2028-10-14"),
    ],
)
def test_the_same_day_of_another_month(start: str, months: int, end: str) -> None:
    assert months_later(day(start), months) == day(end)
