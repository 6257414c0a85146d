"""The status of an indicator: better, worse, or neither.

Statistics say higher or lower; here, and only here, polarity turns that into better or worse.
"""

from __future__ import annotations

from xlsrc.domain.indicator import Indicator, Polarity
from xlsrc.domain.status import Status


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
