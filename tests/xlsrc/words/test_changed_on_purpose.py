"""What was changed on purpose: each reason until the next edition has told it."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.four_quarters import DECEMBER, SEPTEMBER, editions, four_quarters
from xlsrc.domain.accepted import AcceptedDifference
from xlsrc.words.changed_on_purpose import changed_on_purpose
from xlsrc.words.since_last_edition import ON_PURPOSE, since_last_edition

if TYPE_CHECKING:
    from xlsrc.assessment import Dashboard

DAY_OF_SEPTEMBERS = datetime.date(2025, 10, 20)


def december(*accepted: AcceptedDifference, published: int = 3) -> Dashboard:
    """The last quarter, after so many editions, with these rows in the table."""
    shown = four_quarters()[-1].shown
    settings = replace(shown.settings, published=editions()[:published], accepted=accepted)
    return replace(shown, settings=settings)


def row(reason: str, since: datetime.date | None = None, fault: str = "") -> AcceptedDifference:
    return AcceptedDifference(key="column-3f9a1c20", reason=reason, since=since, fault=fault)


def test_the_edition_before_is_of_the_day_meant() -> None:
    assert [(one.as_at, one.on) for one in editions()[2:]] == [
        (SEPTEMBER, DAY_OF_SEPTEMBERS),
        (DECEMBER, datetime.date(2026, 1, 20)),
    ]


@pytest.mark.parametrize(
    ("since", "told"),
    [
        (None, ("New",)),
        (DAY_OF_SEPTEMBERS + datetime.timedelta(days=1), ("New",)),
        (DAY_OF_SEPTEMBERS, ()),
    ],
    ids=["no day", "the day after", "the day of the edition before"],
)
def test_what_the_edition_before_has_told_is_not_told_again(
    since: datetime.date | None, told: tuple[str, ...]
) -> None:
    assert changed_on_purpose(december(row("New.", since))) == told


def test_published_again_an_edition_tells_the_same() -> None:
    """Its own row in the table Editions is none before it."""
    accepted = row("New.", DAY_OF_SEPTEMBERS + datetime.timedelta(days=1))

    assert changed_on_purpose(december(accepted, published=4)) == ("New",)


def test_a_reason_of_several_differences_is_told_once() -> None:
    assert changed_on_purpose(december(row("New."), row("New"), row("Other"))) == ("New", "Other")


def test_a_row_at_fault_tells_nothing() -> None:
    assert changed_on_purpose(december(row("New.", fault="It is wrong."))) == ()


def test_the_cover_names_as_many_as_there_is_room_for() -> None:
    rows = december(*map(row, ("One.", "Two", "Three.")))

    assert dict(since_last_edition(rows, 2))[ON_PURPOSE] == "Changed: One; Two; and 1 more."


def test_nothing_changed_on_purpose_has_no_line() -> None:
    assert ON_PURPOSE not in dict(since_last_edition(december()))
