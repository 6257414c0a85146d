"""An edition's figures beside the same now, and wards that an edition listed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.four_quarters import (
    BURGLARY,
    FIRST,
    JUNE,
    LABELS,
    MARCH,
    SEPTEMBER,
    counts,
    day_of,
    editions,
    shown,
)
from tests.support.made_up import AREA, WARDS
from tests.support.recorded_crime import settings_with, store_of
from tests.support.scopes import scope
from xlsrc.assess import dashboard
from xlsrc.domain.action import Plan
from xlsrc.domain.errors import DashboardError
from xlsrc.published.as_published import as_published, edition_named
from xlsrc.published.rows import new_edition
from xlsrc.series.outside import Outside, Standing

if TYPE_CHECKING:
    from xlsrc.assessment import Dashboard
    from xlsrc.domain.month import Month
    from xlsrc.domain.published import PublishedEdition

YEAR = editions()


def records(edition: PublishedEdition, to: Month) -> dict[tuple[object, object], dict[str, object]]:
    now = shown(to, YEAR, as_at=edition.as_at)
    found = as_published(edition, now)
    return {(one["indicator"], one["figure"]): dict(one) for one in found}


def test_a_restated_figure_has_both() -> None:
    found = records(YEAR[0], JUNE)
    year = found["shoplifting", "Last 12 months"]
    before, now = (
        sum([*counts(to, is_first=is_first).values()][2][-12 - back :][:12])
        for to, is_first, back in ((MARCH, True, 0), (JUNE, False, 3))
    )

    assert (year["published"], year["now"], year["restated"]) == (before, now, True)
    assert found["burglary", "Last 12 months"]["restated"] is False
    assert found["shoplifting", "Exception"]["now"] is None


def test_what_came_late_has_no_figure_of_the_same_months_beside_it() -> None:
    year = records(YEAR[2], SEPTEMBER + 3)["robbery", "Last 12 months"]

    assert year["month"] == "2025-07"
    assert (year["now"], year["restated"]) == (None, False)


@pytest.mark.parametrize(
    ("name", "found"),
    [("last", "December 2025"), ("2025-06", "June 2025"), ("september  2025", "September 2025")],
)
def test_an_edition_is_named_by_its_month_or_as_the_last(name: str, found: str) -> None:
    assert edition_named(YEAR, name).name == found


def test_of_two_of_a_month_the_second_stands_for_it() -> None:
    second = replace(YEAR[3], name="December 2025 (2)")

    assert edition_named((*YEAR, second), "2025-12") is second
    assert edition_named((*YEAR, second), "December 2025") is YEAR[3]


def test_one_that_is_not_there_is_said_with_those_that_are() -> None:
    with pytest.raises(DashboardError, match=r"'July 2025' was wanted; found .*June 2025"):
        edition_named(YEAR, "July 2025")
    with pytest.raises(DashboardError, match="nothing was published from this workbook yet"):
        edition_named((), "last")


WARD = WARDS[2]
MANY = 60
"""Burglaries of a ward in September, of 12 in a month."""


def with_wards(to: Month, published: tuple[PublishedEdition, ...], *, september: int) -> Dashboard:
    """Six wards of one level, but for one of them in September."""
    months = to.ordinal - FIRST.ordinal + 1
    wards = [
        [float(count) for count in np.random.default_rng(seed).poisson(12, 120)][:months]
        for seed in range(6)
    ]
    wards[2][SEPTEMBER.ordinal - FIRST.ordinal] = september
    whole = {LABELS[0]: [sum(month) for month in zip(*wards, strict=True)]}
    store = store_of(whole, wards, months=range(FIRST.ordinal, to.ordinal + 1))
    settings = replace(
        settings_with(BURGLARY), last_published=None, plan=Plan(), published=published
    )
    return dashboard(scope(store, settings, AREA, to))


def of_ward(found: Dashboard) -> Outside | None:
    return next((row.outside for row in found.exceptions if row.area == WARD), None)


def test_a_ward_that_was_listed_and_was_restated_has_ended() -> None:
    first = with_wards(SEPTEMBER, (), september=MANY)
    edition = new_edition(first, first, day_of(SEPTEMBER), ())
    goes_back, put_right = (
        of_ward(with_wards(SEPTEMBER + 3, (edition,), september=september))
        for september in (MANY, 12)
    )
    one = of_ward(first)

    assert one is not None
    assert one.standing is Standing.NEW
    assert goes_back is not None
    assert (goes_back.standing, goes_back.restated) == (Standing.ENDED, False)
    assert put_right is not None
    assert (put_right.standing, put_right.restated, put_right.seen) == (Standing.ENDED, True, 12)


def test_a_ward_that_was_not_listed_and_is_by_late_figures_is_new() -> None:
    first = with_wards(SEPTEMBER, (), september=12)
    edition = new_edition(first, first, day_of(SEPTEMBER), ())
    one = of_ward(with_wards(SEPTEMBER + 3, (edition,), september=MANY))

    assert of_ward(first) is None
    assert one is not None
    assert (one.standing, one.since, one.in_force) == (Standing.NEW, SEPTEMBER, False)
