"""Four quarters of made-up releases, each published: months come, some restated, one series late.

Shoplifting of March is far too high in the first release, and put right in the second. Burglary
rises in September and stays up. Robbery rises in August; in the release of September it ends with
July.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from tests.support.made_up import AREA
from tests.support.recorded_crime import indicator, settings_with, store_of
from tests.support.scopes import scope
from xlsrc.assess import dashboard
from xlsrc.domain.action import Plan
from xlsrc.domain.month import Month
from xlsrc.published.rows import new_edition

if TYPE_CHECKING:
    import datetime

    from xlsrc.assessment import Dashboard, ExceptionRow
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.published import PublishedEdition

MARCH, JUNE, SEPTEMBER, DECEMBER = QUARTERS = tuple(
    Month.of(2025, number) for number in (3, 6, 9, 12)
)
FIRST = Month.of(2018, 4)
LABELS = (
    ("BURGLARY", "BURGLARY - RESIDENTIAL"),
    ("ROBBERY", "ROBBERY OF PERSONAL PROPERTY"),
    ("THEFT", "SHOPLIFTING"),
)
BURGLARY = indicator("Residential burglary", id="burglary", name="Burglary")
ROBBERY = indicator("Personal robbery", id="robbery", name="Robbery")
SHOPLIFTING = indicator("Shoplifting", id="shoplifting", name="Shoplifting")
INDICATORS = (BURGLARY, ROBBERY, SHOPLIFTING)
TOO_HIGH, PUT_RIGHT = 250, 101
"""Shoplifting of March as first published, and as it is now."""


@dataclass(frozen=True, kw_only=True)
class Quarter:
    """What a refresh showed, and the edition that was published of it."""

    shown: Dashboard
    edition: PublishedEdition

    def row(self, indicator: Indicator) -> ExceptionRow | None:
        return next((r for r in self.shown.exceptions if r.indicator.id == indicator.id), None)


def counts(to: Month, *, is_first: bool) -> dict[tuple[str, str], list[float]]:
    """Each series from its first month to a month, as the release of that month has it."""
    months = to.ordinal - FIRST.ordinal + 1
    rng = np.random.default_rng(17)
    burglary, robbery, shoplifting = (
        [float(count) for count in rng.poisson(level, 120)][:months] for level in (60, 40, 100)
    )
    for at in range(months):
        month = FIRST + at
        if month >= SEPTEMBER:
            burglary[at] += 60
        if month >= SEPTEMBER - 1:
            robbery[at] += 50
        if to == SEPTEMBER and month > SEPTEMBER - 2:
            robbery[at] = np.nan
        if month == MARCH:
            shoplifting[at] = TOO_HIGH if is_first else PUT_RIGHT
    return dict(zip(LABELS, (burglary, robbery, shoplifting), strict=True))


def shown(
    to: Month,
    published: tuple[PublishedEdition, ...],
    *,
    as_at: Month | None = None,
    indicators: tuple[Indicator, ...] = INDICATORS,
) -> Dashboard:
    """What a refresh shows of the release of a month, by the path of the product."""
    store = store_of(counts(to, is_first=to == MARCH), months=range(FIRST.ordinal, to.ordinal + 1))
    settings = replace(
        settings_with(*indicators), last_published=None, plan=Plan(), published=published
    )
    return dashboard(scope(store, settings, AREA, as_at or to))


@cache
def four_quarters() -> tuple[Quarter, ...]:
    """The year, each quarter after the editions before it."""
    found: list[Quarter] = []
    for to in QUARTERS:
        before = tuple(one.edition for one in found)
        seen = shown(to, before)
        edition = new_edition(seen, seen, day_of(to), before)
        found.append(Quarter(shown=seen, edition=edition))
    return tuple(found)


def editions() -> tuple[PublishedEdition, ...]:
    return tuple(one.edition for one in four_quarters())


def day_of(to: Month) -> datetime.date:
    """The day of a quarter's edition: the 20th of the month after."""
    return (to + 1).first_day.replace(day=20)
