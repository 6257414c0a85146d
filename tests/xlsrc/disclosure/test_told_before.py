"""Which years of wards earlier editions may have told in part."""

from __future__ import annotations

import datetime
from dataclasses import replace

import numpy as np
import pytest

from tests.support.by_quarter import indicator
from xlsrc.disclosure.told_before import told_before
from xlsrc.domain.month import Month
from xlsrc.domain.published import Figure, PublishedEdition, PublishedFigure

RAPE, OTHER, ALL, ARSON = (
    indicator("Rape"),
    indicator("Other"),
    indicator("All"),
    indicator("Arson"),
)
EVERY = (RAPE, OTHER, ALL, ARSON)
PARTS = np.array([[1, 0, 0], [0, 1, 0], [1, 1, 0], [0, 0, 1]], dtype=bool)
YEARS = (2024, 2025, 2026)
IDS = {one.id for one in EVERY}


def edition(public: set[str], tables: set[str], as_at: str = "2025-09") -> PublishedEdition:
    """An edition in which these are public, and of these there is a table of wards by year."""
    month = Month.parse(as_at)
    figures = tuple(
        PublishedFigure(
            edition=as_at, indicator=one, label=one, area="", month=month, figure=of, value=7.0,
            public=7.0,
        )
        for of, ids in ((Figure.STATUS, public), (Figure.WARD_YEAR, tables))
        for one in sorted(ids)
    )  # fmt: skip
    day = datetime.date(2025, 10, 20)
    return PublishedEdition(
        name=as_at, area="Barnet", as_at=month, on=day, digest="", parent="", figures=figures
    )


def told(before: PublishedEdition, known: set[str] = IDS) -> set[tuple[str, int]]:
    found = told_before((before,), EVERY, PARTS, YEARS, known)
    return {(EVERY[at].id, YEARS[year]) for at, year in np.argwhere(found).tolist()}


def years(*ids: str) -> set[tuple[str, int]]:
    return {(one, year) for one in ids for year in (2024, 2025)}


@pytest.mark.parametrize(
    ("public", "tables", "of"),
    [
        # Its wards were open to September 2025: 2025 less nine months is the last three.
        ({RAPE.id}, set(), years(RAPE.id, ALL.id)),
        ({RAPE.id}, {RAPE.id}, set()),
        # It was not there, but all less the others were.
        ({ALL.id, OTHER.id}, set(), years(RAPE.id, OTHER.id, ALL.id)),
        # With a table of one part, no ward of the whole was shown.
        ({RAPE.id, ALL.id}, {RAPE.id}, set()),
        ({RAPE.id, OTHER.id}, {RAPE.id}, years(OTHER.id, ALL.id)),
        (set(), set(), set()),
    ],
)
def test_a_year_is_told_where_wards_of_what_it_shares_were_open(
    public: set[str], tables: set[str], of: set[tuple[str, int]]
) -> None:
    assert told(edition(public, tables)) == of


def test_what_an_indicator_shared_that_is_gone_nobody_knows() -> None:
    before = edition({RAPE.id, "gone"}, {RAPE.id})

    assert told(before) == years(OTHER.id, ALL.id, ARSON.id)
    assert told(before, IDS | {"gone"}) == set()


def test_an_imported_edition_tells_of_no_wards() -> None:
    assert told(replace(edition({RAPE.id}, set()), imported="2025.csv")) == set()


def test_what_any_of_many_editions_told_is_told() -> None:
    told_of, none = edition({RAPE.id}, set()), edition({RAPE.id}, {RAPE.id}, "2025-12")
    both = ((told_of, none), (none, told_of))

    found = [told_before(of, EVERY, PARTS, YEARS, IDS).tolist() for of in both]

    # Rape and All, of 2024 and 2025.
    is_told = [[True, True, False], [False] * 3, [True, True, False], [False] * 3]
    assert found == [is_told, is_told]


def test_of_no_indicators_nothing_is_told() -> None:
    nothing = np.zeros((0, 0), dtype=bool)

    assert told_before((edition({RAPE.id}, set()),), (), nothing, YEARS, IDS).shape == (0, 3)
