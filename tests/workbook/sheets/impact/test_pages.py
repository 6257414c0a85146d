"""Impact prints on two pages, and on more only where a plan has more rows than fill them."""

from __future__ import annotations

import pytest

from tests.support.made_up import made_up_settings
from workbook.sheets.impact.pages import (
    FEWEST_ESTIMATES,
    FEWEST_LINKS,
    FEWEST_OUTPUTS,
    Rows,
    impact_sheet,
    places,
    rows_of,
)


def rows(
    priorities: int = 7,
    estimates: int = FEWEST_ESTIMATES,
    outputs: int = FEWEST_OUTPUTS,
    links: int = FEWEST_LINKS,
) -> Rows:
    return Rows(priorities=priorities, estimates=estimates, outputs=outputs, links=links)


def test_the_shipped_plan_takes_two_pages() -> None:
    settings = made_up_settings()

    assert places(rows_of(settings)).pages == impact_sheet(settings).pages == 2


@pytest.mark.parametrize(
    ("wanted", "pages", "breaks"),
    [
        (rows(), 2, ("outputs",)),
        (rows(priorities=5), 2, ("outputs",)),
        (rows(priorities=12), 3, ("estimates", "outputs")),
        (rows(estimates=10), 3, ("estimates", "outputs")),
        (rows(outputs=30), 3, ("outputs", "chain")),
        (rows(links=40), 3, ("outputs", "chain")),
        (rows(links=60), 4, ("outputs", "chain")),
        (rows(estimates=20), 4, ("estimates", "outputs")),
    ],
)
def test_what_does_not_fit_begins_the_next_page(
    wanted: Rows, pages: int, breaks: tuple[str, ...]
) -> None:
    found = places(wanted)

    assert found.pages == pages
    assert found.breaks == tuple(getattr(found, part) for part in breaks)


def test_parts_stand_below_one_another() -> None:
    found = places(rows())

    assert found.priorities + 2 + 7 < found.estimates
    assert found.estimates + 2 + FEWEST_ESTIMATES == found.outputs
    assert found.outputs + 2 + FEWEST_OUTPUTS < found.chain
    assert found.chain + 2 + FEWEST_LINKS == found.end
