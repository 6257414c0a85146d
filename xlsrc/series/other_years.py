"""The comparisons that a board may ask for beside the year before: the year to date, a baseline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.baseline import THREE_YEARS, baseline_months
from xlsrc.domain.setting import YesNo
from xlsrc.measures.by_period import by_period
from xlsrc.measures.change import (
    PROBABLY_REAL_P,
    Certainty,
    certainty,
    change_in_share,
    change_on_year,
)
from xlsrc.measures.missing import or_none
from xlsrc.measures.rolling import MONTHS_IN_YEAR
from xlsrc.series.comparable import change_between
from xlsrc.series.years import Lacking, NoBaseline, Years

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from xlsrc.domain.settings import KnownChange, Settings
    from xlsrc.series.comparable import Spell
    from xlsrc.series.doubt import Doubt
    from xlsrc.series.series import SeriesSet

    Numbers = NDArray[np.float64]

APRIL: Final = 4
MEAN_OF: Final = 3
"""Years before the last 12 months, of which the mean may be the baseline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The months of ``now`` beside those of ``before``, of which it is the mean of ``years``.

    Counts, shares per 100 or days of harm; ``difference`` is in points for a share, which has no
    ``percent``. Where ``broken_by`` a known change, or where either spell is ``lacking``, there is
    no comparison. ``p`` is of the figures as they are, ``None`` where the 24 months that it rests
    on have a gap; where what else could explain it could turn the verdict, it is ``doubted`` and
    has no ``certainty``.
    """

    now: Spell
    before: Spell
    years: int = 1
    volume: float | None = None
    volume_before: float | None = None
    difference: float | None = None
    percent: float | None = None
    p: float | None = None
    certainty: Certainty | None = None
    doubted: bool = False
    broken_by: KnownChange | None = None
    lacking: Lacking | None = None


def year_to_date(
    series: SeriesSet, row: int, settings: Settings, doubt: Doubt | None = None
) -> Beside | None:
    """April to the series' last month, and the same months a year before.

    ``None`` where the settings do not ask for it, or there is no figure at all.
    """
    years = Years(series, row)
    if settings.to_date is not YesNo.YES or years.last is None:
        return None
    last, before = years.last, years.last - MONTHS_IN_YEAR
    months = (last.number - APRIL) % MONTHS_IN_YEAR + 1
    return _beside(
        _Asked(
            series=series,
            row=row,
            years=years,
            settings=settings,
            now=(last - (months - 1), last),
            before=(before - (months - 1), before),
        ),
        years.spell(before),
        (0.0, 0.0) if doubt is None else doubt.shift,
    )


def beside_baseline(
    series: SeriesSet,
    row: int,
    settings: Settings,
    doubt: Doubt | None = None,
    unplaced: Callable[[Spell, Spell], tuple[float, float]] | None = None,
) -> Beside | None:
    """The 12 months to the series' last month beside the year, or years, that the settings name.

    Of three years they are the mean. ``None`` as for :func:`year_to_date`. ``unplaced`` says what
    offences without a place could explain of a change from some months to others.
    """
    years = Years(series, row)
    if not settings.baseline or years.last is None:
        return None
    last = years.last
    now = (last - (MONTHS_IN_YEAR - 1), last)
    if settings.baseline == THREE_YEARS:
        ends = [last - MONTHS_IN_YEAR * back for back in range(MEAN_OF, 0, -1)]
        before = (ends[0] - (MONTHS_IN_YEAR - 1), ends[-1])
    else:
        before = baseline_months(settings.baseline)
        ends = [before[1]]
    asked = _Asked(
        series=series,
        row=row,
        years=years,
        settings=settings,
        now=now,
        before=before,
        summed=len(ends),
    )
    parts = [years.spell(end) for end in ends if end <= last]
    shift = (0.0, 0.0) if doubt is None else doubt.shift
    if unplaced is not None:
        # Never surer than by the faults of the last two years, nor by those of the years compared.
        low, high = unplaced(before, now)
        shift = (min(shift[0], low), max(shift[1], high))
    if not parts:
        return _beside(asked, years.spell(last), shift)
    # Each month beside that of its name, whichever month a year ends in.
    turn = (before[1].ordinal - last.ordinal) % MONTHS_IN_YEAR
    counts, squares, out_of = (
        np.roll(np.sum([part[at] for part in parts], axis=0), turn) for at in range(3)
    )
    return _beside(asked, (counts, squares, out_of), shift)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What is compared with what; ``summed`` is how many years the earlier figures are sums of."""

    series: SeriesSet
    row: int
    years: Years
    settings: Settings
    now: Spell
    before: Spell
    summed: int = 1

    @property
    def months(self) -> int:
        """How many months are compared."""
        return self.now[1].ordinal - self.now[0].ordinal + 1


def _beside(
    asked: _Asked, earlier: tuple[Numbers, Numbers, Numbers], shift: tuple[float, float]
) -> Beside:
    """The comparison with the 12 ``earlier`` months: counts, squares and denominators.

    ``shift`` is how far what else could explain it may move the later ones' logarithm.
    """
    found = Beside(now=asked.now, before=asked.before, years=asked.summed)
    indicator = asked.series.indicators[asked.row]
    broken = change_between(indicator, asked.settings, asked.before, asked.now)
    lacking = _lacking(asked)
    if broken is not None or lacking is not None:
        volume = or_none(asked.years.figure(asked.now[1], asked.months))
        return replace(found, volume=volume, broken_by=broken, lacking=lacking)
    later = asked.years.spell(asked.now[1])
    tested = [_tested(asked, earlier, later, by) for by in (0.0, *shift)]
    now, before, difference, percent, p = tested[0]
    verdicts = {np.sign(one[2]) if one[4] < PROBABLY_REAL_P else 0.0 for one in tested}
    is_doubted = len(verdicts) > 1
    return replace(
        found,
        volume=or_none(now),
        volume_before=or_none(before),
        difference=or_none(difference),
        percent=None if indicator.count_only else or_none(percent),
        p=or_none(p),
        certainty=None if is_doubted else certainty(max(one[4] for one in tested)),
        doubted=is_doubted,
    )


def _lacking(asked: _Asked) -> Lacking | None:
    last = asked.now[1]
    overlaps = asked.now[0] <= asked.before[1] <= last
    found = asked.years.lacking(*asked.before)
    if overlaps and found is None:
        return Lacking(why=NoBaseline.OVERLAPS, month=last)
    return found or asked.years.lacking(*asked.now)


def _tested(
    asked: _Asked,
    earlier: tuple[Numbers, Numbers, Numbers],
    later: tuple[Numbers, Numbers, Numbers],
    shift: float,
) -> tuple[float, float, float, float, float]:
    """Now, before, difference, per cent and p, the later months moved by a factor's logarithm."""
    every = asked.series.every[asked.row : asked.row + 1]
    quarters = int(every[0])
    over = -(-asked.months // quarters)
    factor = float(np.exp(shift))
    counts, squares, out_of = (
        np.concatenate([before, now * by])[np.newaxis]
        for before, now, by in zip(earlier, later, (factor, factor, 1.0), strict=True)
    )
    if asked.years.is_share:
        share = by_period(partial(change_in_share, over=over), every, counts, out_of)
        now, before, difference, p = (
            float(one[0]) for one in (share.now, share.before, share.difference, share.p)
        )
        return now, before, difference, np.nan, p
    test = partial(change_on_year, over=over, years=asked.summed)
    change = by_period(test, every, counts, squares)
    figures = (change.now, change.before, change.difference, change.percent, change.p)
    now, before, difference, percent, p = (float(one[0]) for one in figures)
    return now, before, difference, percent, p
