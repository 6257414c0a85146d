"""The last year of one series beside the year before: its volumes, and how they changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsrc.measures.change import Certainty, certainty
from xlsrc.measures.missing import or_none
from xlsrc.measures.rolling import MONTHS_IN_YEAR, QUARTER
from xlsrc.series.comparable import comparable_months, known_change

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import KnownChange, Settings
    from xlsrc.series.doubt import Doubt
    from xlsrc.series.measured import Measured


Bounds = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """Counts, or shares per 100, of the last 3 and 12 months and of the same a year before.

    ``None`` over a gap, and a year before where a known change keeps it from being compared.
    Where months of them are suppressed there is no figure, but bounds: what it is at least and at
    most; of a share there are none.
    """

    last_3: float | None
    last_3_before: float | None
    last_12: float | None
    last_12_before: float | None
    bounds: Bounds | None = None
    bounds_before: Bounds | None = None
    bounds_3: Bounds | None = None
    bounds_3_before: Bounds | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The last 12 months less the 12 before: a count, or percentage points for a share.

    ``percent`` is ``None`` for a share, for what is shown as a count only, and where too few
    were counted before. ``broken_by`` is the known change that keeps the years from being
    compared; then every figure is ``None``, and ``comparable`` are the last months in a row that
    can be compared with the same of the year before. Where months of the two years are
    ``suppressed`` every figure is ``None``, too, and there is no verdict. Where what else could
    explain the change, the ``doubt``, could turn its verdict, there is none; where it makes the
    change less sure, so is the ``certainty``. ``p`` is of the counts as they are.
    """

    difference: float | None = None
    percent: float | None = None
    p: float | None = None
    certainty: Certainty | None = None
    broken_by: KnownChange | None = None
    comparable: tuple[Month, ...] = ()
    doubt: Doubt | None = None
    suppressed: bool = False

    @property
    def is_real(self) -> bool | None:
        """Whether it is real or probably real; ``None`` where nobody can say."""
        return None if self.certainty is None else self.certainty is not Certainty.NO_CLEAR_CHANGE


def volume(
    figures: Measured, row: int, indicator: Indicator, settings: Settings, last: Month | None
) -> Volume:
    """The volumes of a series whose last month is ``last``."""

    def comparable(value: float, months: int) -> float | None:
        broken = known_change(indicator, settings, last, months=months)
        return None if broken else or_none(value)

    def bounds(
        value: float | None, ends: tuple[NDArray[np.float64], NDArray[np.float64]]
    ) -> Bounds | None:
        least, most = (or_none(end[row]) for end in ends)
        return None if value is not None or least is None or most is None else (least, most)

    def bounds_before(
        value: float | None, ends: tuple[NDArray[np.float64], NDArray[np.float64]], months: int
    ) -> Bounds | None:
        broken = known_change(indicator, settings, last, months=months)
        return None if broken else bounds(value, ends)

    last_3 = or_none(figures.volume_3m[row])
    last_3_before = comparable(figures.volume_3m_prior[row], QUARTER)
    last_12 = or_none(figures.volume_12m[row])
    last_12_before = comparable(figures.volume_12m_prior[row], MONTHS_IN_YEAR)
    return Volume(
        last_3=last_3,
        last_3_before=last_3_before,
        last_12=last_12,
        last_12_before=last_12_before,
        bounds=bounds(last_12, figures.bounds_12m),
        bounds_before=bounds_before(last_12_before, figures.bounds_12m_prior, MONTHS_IN_YEAR),
        bounds_3=bounds(last_3, figures.bounds_3m),
        bounds_3_before=bounds_before(last_3_before, figures.bounds_3m_prior, QUARTER),
    )


def change(
    figures: Measured,
    row: int,
    indicator: Indicator,
    settings: Settings,
    last: Month | None,
    doubt: Doubt | None = None,
) -> Change:
    """The change of a series whose last month is ``last``, with what else could explain it."""
    broken = known_change(indicator, settings, last)
    if broken is not None:
        return Change(broken_by=broken, comparable=comparable_months(indicator, settings, last))
    if figures.hidden[row, -2 * MONTHS_IN_YEAR :].any():
        return Change(doubt=doubt, suppressed=True)
    difference = or_none(figures.difference[row])
    if difference is None:
        return Change()
    # Never surer than at the worst that the doubt allows.
    p = figures.p[row] if doubt is None else max(figures.p[row], doubt.p)
    turns = doubt is not None and doubt.turns
    return Change(
        difference=difference,
        percent=None if indicator.count_only else or_none(figures.percent[row]),
        p=or_none(figures.p[row]),
        certainty=None if turns else certainty(p),
        doubt=doubt,
    )
