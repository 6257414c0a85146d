"""Whether a series can be compared with a year before, and whether it is late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsrc.domain.settings import Effect
from xlsrc.measures.rolling import MONTHS_IN_YEAR

if TYPE_CHECKING:
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import KnownChange, Settings


def known_change(
    indicator: Indicator,
    settings: Settings,
    as_at: Month | None,
    *,
    months: int = MONTHS_IN_YEAR,
) -> KnownChange | None:
    """The known change that keeps the last ``months`` from being compared with the same a year
    before.

    A step counts when its first month lies after the earlier spell's first (a step at the very
    start leaves both spells on the new footing); months left out count when any of them lies
    between that month and ``as_at``.
    """
    if as_at is None:
        return None
    start = as_at - (MONTHS_IN_YEAR + months - 1)
    for change in settings.known_changes:
        if not change.concerns(indicator):
            continue
        step = change.effect is Effect.STEP
        last = change.first if step or change.last is None else change.last
        if change.first <= as_at and (last > start if step else last >= start):
            return change
    return None


def is_late(indicator: Indicator, last: Month | None, as_at: Month) -> bool:
    """Whether a series ends before the month that its normal lag lets the board expect.

    A lag of 1 means: a month's figures are there in the month after it.
    """
    return last is not None and last < expected_month(indicator, as_at)


def expected_month(indicator: Indicator, as_at: Month) -> Month:
    """The last month that an indicator's normal lag lets the board expect at ``as_at``.

    Of what is counted by the quarter it is the last month of a quarter.
    """
    month = as_at - (max(indicator.lag_months, 1) - 1)
    return month - (month.ordinal + 1) % indicator.source.every
