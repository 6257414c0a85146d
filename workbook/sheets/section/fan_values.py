"""The areas of a long-term chart: the usual range of each month, and that of the next three."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.house.long_chart import FAN_MONTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.assessment import Assessment

Values = tuple[float | None, ...]
Spells = tuple[tuple[float, float], ...]


def to_come(assessment: Assessment) -> Spells:
    """The usual range of each of the next three months; () where the next quarter has none."""
    return assessment.usual.next_months if assessment.foretells else ()


def with_months_to_come(values: Sequence[float | None]) -> Values:
    """Months' values, and a gap for each of the next three months."""
    return (*values, *(None,) * FAN_MONTHS)


def areas(
    lower: Values, upper: Values, recorded: float | None, coming: Spells
) -> tuple[Values, Values, Values]:
    """The lower bound, the width of the band and that of the fan, with three months to come.

    The last month is the band's last and the first of those to come the fan's first: an area goes
    slantwise from one month to the next, so that they meet between these. Where the last month has
    no range, the fan opens from what was ``recorded`` in it.
    """
    low, width = band(lower, upper)
    if not coming:
        last = low[-1] if low else None
        after = None if last is None else 0.0
        return (*low, *(last,) * FAN_MONTHS), (*width, *(after,) * FAN_MONTHS), gaps(len(low))
    lows, highs = zip(*coming, strict=True)
    if lower[-1] is None or upper[-1] is None:
        start = lows[0] if recorded is None else recorded
        low, width = (*low[:-1], start), (*width[:-1], 0.0)
    fan = (high - least for least, high in coming)
    return (*low, *lows), (*width, *(0.0,) * len(highs)), (*(0.0,) * len(low), *fan)


def gaps(months: int) -> Values:
    """Nothing in so many months and the next three."""
    return with_months_to_come((None,) * months)


def band(lower: Values, upper: Values) -> tuple[Values, Values]:
    """The lower bound and the width of the band, of no width where there is no range.

    An area falls to zero over an empty cell; a width of nothing at the nearest bound does not.
    """
    known = [value for value in lower if value is not None]
    if not known:
        return lower, upper
    filled: list[float] = []
    for value in lower:
        nearest = filled[-1] if filled else known[0]
        filled.append(nearest if value is None else value)
    width = tuple(
        0.0 if low is None or high is None else high - low
        for low, high in zip(lower, upper, strict=True)
    )
    return tuple(filled), width
