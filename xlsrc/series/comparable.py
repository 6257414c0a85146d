"""Whether a series can be compared with a year before, and whether it is late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsrc.domain.settings import Effect
from xlsrc.measures.rolling import MONTHS_IN_YEAR

if TYPE_CHECKING:
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import KnownChange, Settings

    Spell = tuple[Month, Month]


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
    start leaves both spells on the new footing); months left out count when any of them lies in
    one of the two spells.
    """
    if as_at is None:
        return None
    before = as_at - MONTHS_IN_YEAR
    return change_between(
        indicator, settings, (before - (months - 1), before), (as_at - (months - 1), as_at)
    )


def change_between(
    indicator: Indicator, settings: Settings, before: Spell, now: Spell
) -> KnownChange | None:
    """The known change that keeps two spells from being compared; each is its first and last month.

    A step and months left out count as for :func:`known_change`.
    """
    for change in settings.known_changes:
        if not change.concerns(indicator):
            continue
        last = change.last or change.first
        if change.effect is Effect.STEP:
            if before[0] < change.first <= now[1]:
                return change
        elif any(change.first <= end and last >= begin for begin, end in (now, before)):
            return change
    return None


def comparable_months(
    indicator: Indicator, settings: Settings, as_at: Month | None
) -> tuple[Month, ...]:
    """The last months, at most 12 in a row to ``as_at``, that can each be compared with the same
    month a year before: neither is left out, and no step lies between them.
    """
    found: list[Month] = []
    concerning = [change for change in settings.known_changes if change.concerns(indicator)]
    for back in range(MONTHS_IN_YEAR):
        if as_at is None or any(_parts(change, as_at - back) for change in concerning):
            break
        found.append(as_at - back)
    return tuple(reversed(found))


def _parts(change: KnownChange, month: Month) -> bool:
    """Whether a known change keeps a month from being compared with that of a year before."""
    before = month - MONTHS_IN_YEAR
    if change.effect is Effect.STEP:
        return before < change.first <= month
    last = change.last or change.first
    return any(change.first <= one <= last for one in (before, month))


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
