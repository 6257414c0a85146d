"""The status of an indicator: better, worse, or neither.

Statistics say higher or lower; here, and only here, polarity turns that into better or worse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsrc.assessment import Status
from xlsrc.domain.indicator import Indicator, Polarity
from xlsrc.domain.settings import Effect
from xlsrc.measures.rolling import MONTHS_IN_YEAR

if TYPE_CHECKING:
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
    """The last month that an indicator's normal lag lets the board expect at ``as_at``."""
    return as_at - (max(indicator.lag_months, 1) - 1)


def status(
    indicator: Indicator,
    *,
    difference: float | None,
    significant: bool | None,
) -> Status:
    """The status word; the first that applies (docs/statistics.md publishes this table).

    1. Years that cannot be compared, or no figure for one of them: cannot say.
    2. A neutral indicator: context.
    3. A change that is real or probably real: better or worse, by polarity.
    4. Everything else: steady.
    """
    if difference is None or significant is None:
        return Status.CANNOT_SAY
    if indicator.polarity is Polarity.NEUTRAL:
        return Status.CONTEXT
    if not significant or difference == 0:
        return Status.STEADY
    rises_are_good = indicator.polarity is Polarity.HIGHER
    return Status.BETTER if (difference > 0) == rises_are_good else Status.WORSE
