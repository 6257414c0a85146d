"""What a quarter says beside what was published, with counts that were made up for it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.support.four_quarters import (
    BURGLARY,
    DECEMBER,
    INDICATORS,
    JUNE,
    MARCH,
    PUT_RIGHT,
    QUARTERS,
    ROBBERY,
    SEPTEMBER,
    SHOPLIFTING,
    TOO_HIGH,
    counts,
    day_of,
    editions,
    four_quarters,
    shown,
)
from tests.support.four_quarters import (
    FIRST as FIRST_MONTH,
)
from tests.support.recorded_crime import indicator
from xlsrc.domain.published import VOLUMES, Figure, same_figures
from xlsrc.published.rows import new_edition, published_already
from xlsrc.series.outside import Standing
from xlsrc.words.outside import outside_words
from xlsrc.words.published import redefined_sentence, restated_sentence, then_and_now
from xlsrc.words.since_last_edition import since_last_edition

if TYPE_CHECKING:
    from collections.abc import Callable

    from xlsrc.domain.month import Month
    from xlsrc.domain.published import PublishedEdition

FIRST, SECOND, THIRD, FOURTH = range(4)


def year_of_shoplifting(at: int, *, is_first: bool) -> float:
    """The 12 months to March of shoplifting, added up by hand."""
    series = [*counts((MARCH, JUNE)[at], is_first=is_first).values()][2]
    to = len(series) if at == FIRST else len(series) - 3
    return sum(series[to - 12 : to])


def test_the_first_edition_stands_beside_none() -> None:
    assert four_quarters()[FIRST].shown.since is None


def test_each_later_one_stands_beside_the_one_before() -> None:
    beside = [one.shown.since and one.shown.since.name for one in four_quarters()]

    assert beside == [None, "March 2025", "June 2025", "September 2025"]


def test_a_restated_month_is_told_by_the_year_that_was_published_with_it() -> None:
    since = four_quarters()[SECOND].shown.since
    assert since is not None
    year = next(one for one in since.restated if one.figure is Figure.VOLUME_12M)
    before, now = (year_of_shoplifting(at, is_first=not at) for at in (FIRST, SECOND))

    assert (year.indicator.id, year.published, year.now) == ("shoplifting", before, now)
    assert before - now == TOO_HIGH - PUT_RIGHT


def test_both_figures_are_said() -> None:
    since = four_quarters()[SECOND].shown.since
    assert since is not None
    before, now = (year_of_shoplifting(at, is_first=not at) for at in (FIRST, SECOND))
    year = next(one for one in since.restated if one.figure is Figure.VOLUME_12M)

    assert then_and_now(year) == f"published {before:,.0f}; now {now:,.0f} (restated)"
    assert restated_sentence(since) == (
        "Figures of 1 indicator restated; most, Shoplifting, 12 months to March 2025: "
        f"published {before:,.0f}; now {now:,.0f}."
    )


def test_what_was_restated_is_only_what_was_published_with_the_month() -> None:
    since = four_quarters()[SECOND].shown.since
    assert since is not None

    assert [(one.indicator.id, one.figure) for one in since.restated] == [
        ("shoplifting", Figure.VOLUME_12M),
        ("shoplifting", Figure.VOLUME_3M),
    ]


@pytest.mark.parametrize("at", [THIRD, FOURTH])
def test_quarters_without_restated_months_restate_nothing(at: int) -> None:
    since = four_quarters()[at].shown.since
    assert since is not None

    assert since.restated == ()
    assert restated_sentence(since) == f"No figure of the edition {since.name} restated."


def test_an_exception_of_the_first_edition_is_new() -> None:
    row = four_quarters()[FIRST].row(SHOPLIFTING)

    assert row is not None
    assert (row.outside.standing, row.outside.in_force) == (Standing.NEW, True)


def test_one_whose_month_was_put_right_has_ended_and_says_so() -> None:
    row = four_quarters()[SECOND].row(SHOPLIFTING)

    assert row is not None
    one = row.outside
    assert (one.standing, one.restated, one.in_force, one.is_high) == (
        Standing.ENDED,
        True,
        False,
        True,
    )
    assert (one.first, one.last, one.seen) == (MARCH, MARCH, PUT_RIGHT)
    assert outside_words(one) == (
        "Listed as above its usual range in March 2025; by restated figures inside it"
    )


def test_the_cover_says_so_too() -> None:
    lists = dict(since_last_edition(four_quarters()[SECOND].shown))["Lists"]

    assert lists.startswith("Ended: Shoplifting (restated).")


def test_what_ended_is_not_told_again() -> None:
    assert four_quarters()[THIRD].row(SHOPLIFTING) is None


def test_what_goes_on_is_new_once_and_continuing_then() -> None:
    third, fourth = (four_quarters()[at].row(BURGLARY) for at in (THIRD, FOURTH))

    assert third is not None
    assert fourth is not None
    assert (third.outside.standing, fourth.outside.standing) == (
        Standing.NEW,
        Standing.CONTINUING,
    )
    assert third.outside.since == fourth.outside.since == SEPTEMBER


def test_what_came_late_is_new_though_it_began_before_the_edition() -> None:
    quarter = four_quarters()[FOURTH]
    row = quarter.row(ROBBERY)

    assert four_quarters()[THIRD].row(ROBBERY) is None
    assert row is not None
    assert row.outside.since == SEPTEMBER - 1 < quarter.shown.settings.last_published  # type: ignore[operator]  # there was one
    assert row.outside.standing is Standing.NEW


def test_by_the_month_alone_it_would_have_been_known() -> None:
    series = shown(DECEMBER, ())
    by_month = replace(series.settings, last_published=SEPTEMBER)
    assert by_month.published == ()
    old = replace(editions()[THIRD], imported="earlier.csv", figures=())

    row = next(r for r in shown(DECEMBER, (old,)).exceptions if r.indicator == ROBBERY)

    assert row.outside.standing is Standing.CONTINUING


def test_an_edition_made_again_is_the_same_after_it_was_published() -> None:
    quarter = four_quarters()[FOURTH]
    again = shown(DECEMBER, editions())
    made = new_edition(again, again, day_of(DECEMBER), editions())

    assert again.since == quarter.shown.since
    assert same_figures(made, quarter.edition)
    assert published_already(made, editions()) is quarter.edition
    assert made.name == "December 2025 (2)"


def test_an_earlier_month_is_beside_the_edition_before_it() -> None:
    earlier = shown(DECEMBER, editions(), as_at=SEPTEMBER)

    assert earlier.since is not None
    assert earlier.since.name == "June 2025"


def test_another_areas_editions_are_not_stood_beside() -> None:
    others = tuple(replace(one, area="Enfield") for one in editions())

    assert shown(DECEMBER, others).since is None


def redefined(name: str) -> str:
    wider = replace(BURGLARY, offences=("Residential burglary", name))
    since = shown(DECEMBER, editions()[:3], indicators=(wider, *INDICATORS[1:])).since
    assert since is not None
    assert since.restated == ()
    return redefined_sentence(since, 3)


def test_a_changed_definition_is_named_and_its_figures_are_not_called_restated() -> None:
    assert redefined("Personal robbery") == (
        "Counted otherwise: Burglary (offences: was Residential burglary, is Personal robbery; "
        "Residential burglary)."
    )


def test_a_name_or_a_section_is_no_definition() -> None:
    renamed = replace(BURGLARY, name="Break-ins", sections=("x",), caveats="None.")
    since = shown(DECEMBER, editions()[:3], indicators=(renamed, *INDICATORS[1:])).since

    assert since is not None
    assert since.redefined == ()


def test_a_new_indicator_is_beside_nothing() -> None:
    new = indicator("Personal robbery", id="muggings", name="Muggings")
    since = shown(DECEMBER, editions()[:3], indicators=(*INDICATORS, new)).since

    assert since is not None
    assert "muggings" not in {one.indicator.id for one in since.volumes}


def figures(edition: PublishedEdition, name: str) -> set[Figure]:
    return {one.figure for one in edition.figures if one.indicator == name}


def test_an_edition_keeps_what_a_later_one_asks_for() -> None:
    kept = figures(editions()[FOURTH], "burglary")

    assert kept >= {
        Figure.VOLUME_12M,
        Figure.VOLUME_12M_PRIOR,
        Figure.CHANGE_PCT,
        Figure.STATUS,
        Figure.RATE,
        Figure.RAG,
        Figure.EXCEPTION,
        Figure.DEFINITION,
    }


def test_what_the_public_does_not_see_has_no_public_value() -> None:
    seen = four_quarters()[FOURTH].shown
    public = replace(seen, assessments=seen.assessments[1:], exceptions=())
    made = new_edition(seen, public, day_of(DECEMBER), editions()[:3])
    of_burglary = [one for one in made.figures if one.indicator == "burglary"]
    listed = [one for one in made.figures if one.figure is Figure.EXCEPTION]

    assert of_burglary
    assert all(one.public is None and one.value is not None for one in of_burglary + listed)
    assert all(
        one.public == one.value
        for one in made.figures
        if one.indicator != "burglary" and one.figure is not Figure.EXCEPTION
    )


def summed(to: Month, at: int, last: Month, months: int) -> float:
    """The months to a month of a series, as the release of a quarter has them, by hand."""
    series = [*counts(to, is_first=to == MARCH).values()][at]
    end = last.ordinal - FIRST_MONTH.ordinal + 1
    return sum(series[end - months : end])


def test_every_published_volume_and_the_same_now_are_as_summed_by_hand(
    proof: Callable[[str], None],
) -> None:
    seen = restated = 0
    for before, to in pairwise(QUARTERS):
        since = four_quarters()[QUARTERS.index(to)].shown.since
        assert since is not None
        for one in since.volumes:
            months, back = VOLUMES[one.figure]
            at = INDICATORS.index(one.indicator)
            last = one.month - back
            then, now = (summed(release, at, last, months) for release in (before, to))
            assert (one.published, one.now) == (then, now)
            assert one.restated is (then != now)
            seen += 1
            restated += one.restated
    assert restated
    proof(
        f"Four quarters: {seen} published volumes beside the same months now, {restated} restated, "
        "0 other than summed by hand"
    )
