"""A map: one indicator, area by area, and the classes that its colours stand for."""

from __future__ import annotations

import dataclasses
import math
from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.area import Level
from xlsrc.domain.settings import MapMeasure
from xlsrc.measures.change import change_on_year
from xlsrc.measures.missing import or_none
from xlsrc.measures.rates import PER_THOUSAND
from xlsrc.measures.rolling import MONTHS_IN_YEAR, last
from xlsrc.series.comparable import known_change

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import Settings
    from xlsrc.scope import Scope
    from xlsrc.series.outside import Outside

    Array = NDArray[np.float64]

CLASSES: Final = 5
CHANGE_LIMITS: Final = (-20.0, -5.0, 5.0, 20.0)
"""Per cent; the same for every indicator, so that maps of change can be compared."""

SMALLEST_STEP: Final = {MapMeasure.VOLUME: 1.0, MapMeasure.RATE: 0.1}
DECIMALS: Final = {MapMeasure.RATE: 1}
LEVEL_WORDS: Final = {Level.WARD: "ward", Level.LSOA: "LSOA"}
NICE_STEPS: Final = (1.0, 1.5, 2.0, 2.5, 5.0, 10.0)


class WhyAbsent(Enum):
    """Why an area has no percentage change."""

    NOT_COMPARABLE = auto()
    NO_DATA = auto()
    TOO_FEW = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaFigure:
    """One area over the last 12 months; ``None`` where there is no figure.

    ``change`` is in offences, ``change_pct`` per cent; ``why_absent`` says why there is no
    percentage. ``outside`` is a current exception of the area.
    """

    area: Area
    volume: float | None
    before: float | None
    change: float | None
    change_pct: float | None
    why_absent: WhyAbsent | None
    rate: float | None
    outside: Outside | None = None

    @property
    def is_incomparable(self) -> bool:
        """Whether a known change keeps the years from being compared."""
        return self.why_absent is WhyAbsent.NOT_COMPARABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaMap:
    """One indicator in every area of a level, and the limits between the five classes of its
    measure.

    A value equal to a limit is in the class above it; limits are ``()`` where the measure has
    no classes of numbers. ``limits_to`` is the last of the 12 months that they were set by:
    the December before, so that they stay while the year lasts. ``judged`` says whether the
    areas were looked at for exceptions. ``reason`` says why there are no figures, '' where there
    are.
    """

    indicator: Indicator | None
    measure: MapMeasure
    as_at: Month
    level: Level = Level.WARD
    figures: tuple[AreaFigure, ...] = ()
    limits: tuple[float, ...] = ()
    limits_to: Month | None = None
    population_year: int | None = None
    judged: bool = False
    reason: str = ""

    def shown(self, figure: AreaFigure) -> float | None:
        """The value that the map prints and colours by, rounded as printed."""
        value = {
            MapMeasure.VOLUME: figure.volume,
            MapMeasure.RATE: figure.rate,
            MapMeasure.CHANGE: figure.change_pct,
            MapMeasure.DIFFERENCE: figure.change,
            MapMeasure.EXCEPTION: figure.volume,
        }[self.measure]
        return None if value is None else round(value, DECIMALS.get(self.measure, 0))

    def class_of(self, figure: AreaFigure) -> int | None:
        """The class from 0, the palest, to 4; ``None`` for an area without a value.

        Exceptions have three: 0 inside the usual range, 2 below it, 4 above.
        """
        value = self.shown(figure)
        if value is None:
            return None
        if self.measure is MapMeasure.EXCEPTION:
            if figure.outside is None:
                return 0 if self.judged else None
            return CLASSES - 1 if figure.outside.is_high else CLASSES // 2
        return bisect_right(self.limits, value)


def chosen_indicator(settings: Settings, mapped: Sequence[Indicator]) -> Indicator | None:
    """The indicator that Settings puts on the map, else the first of those with figures there."""
    return next(
        (i for i in settings.indicators if i.id == settings.map_indicator), next(iter(mapped), None)
    )


def without_figures(empty: AreaMap) -> AreaMap:
    """The map of an indicator that has no figures at its level, with the reason."""
    name = "Recorded crime" if empty.indicator is None else empty.indicator.name
    level = LEVEL_WORDS[empty.level]
    reason = f"{name} has no figures by {level}: choose another on Settings."
    return dataclasses.replace(empty, reason=reason)


def with_figures(
    scope: Scope,
    empty: AreaMap,
    areas: Sequence[Area],
    counts: Array,
    outside: Mapping[Area, Outside],
) -> AreaMap:
    """The map with a figure for each area, and the classes of its measure.

    ``counts`` are areas × months to the map's as-at month; ``outside`` holds current exceptions.
    """
    as_at = empty.as_at
    population = scope.people.of(areas, as_at - (MONTHS_IN_YEAR - 1))
    change = change_on_year(counts)
    volume = last(counts, MONTHS_IN_YEAR)
    with np.errstate(divide="ignore", invalid="ignore"):
        per_head = np.where(population.people > 0, PER_THOUSAND / population.people, np.nan)
    rate = volume * per_head
    broken = (
        empty.indicator is not None
        and known_change(empty.indicator, scope.settings, as_at) is not None
    )
    limits, limits_to = _limits(empty.measure, counts, per_head, as_at)
    return dataclasses.replace(
        empty,
        figures=tuple(
            AreaFigure(
                area=area,
                volume=or_none(volume[row]),
                before=None if broken else or_none(change.before[row]),
                change=None if broken else or_none(change.difference[row]),
                change_pct=None if broken else or_none(change.percent[row]),
                why_absent=_why_absent(change.before[row], change.percent[row], broken=broken),
                rate=or_none(rate[row]),
                outside=outside.get(area),
            )
            for row, area in enumerate(areas)
        ),
        limits=limits,
        limits_to=limits_to,
        population_year=population.year,
    )


def class_limits(values: Array, smallest_step: float) -> tuple[float, ...]:
    """Four round limits, equally far apart, about the middle three fifths of some values.

    ``()`` when there is no value.
    """
    known = values[np.isfinite(values)]
    if not known.size:
        return ()
    low, high = np.quantile(known, (0.2, 0.8)).tolist()
    step = max(_nice((high - low) / (CLASSES - 2)), smallest_step)
    # A step of two decimals, or half an offence, would not be a limit of what is printed.
    step = math.ceil(round(step / smallest_step, 6)) * smallest_step
    first = max(1, round(low / step))
    return tuple(round((first + at) * step, 6) for at in range(CLASSES - 1))


def difference_limits(volumes: Array) -> tuple[float, ...]:
    """Four limits about no change: once and twice what chance alone gives an average area.

    The difference of two counts of one mean has twice its variance (Poisson). Whole numbers;
    ``()`` when there is no value.
    """
    known = volumes[np.isfinite(volumes)]
    if not known.size:
        return ()
    spread = math.sqrt(2 * float(known.mean()))
    inner = max(1, round(spread))
    outer = max(inner + 1, round(2 * spread))
    return (1.0 - outer, 1.0 - inner, float(inner), float(outer))


def _limits(
    measure: MapMeasure, counts: Array, per_head: Array, as_at: Month
) -> tuple[tuple[float, ...], Month | None]:
    """The limits of a measure, from the last whole calendar year where it is there."""
    if measure is MapMeasure.EXCEPTION:
        return (), None
    if measure is MapMeasure.CHANGE:
        return CHANGE_LIMITS, None
    december = as_at - (as_at.ordinal % MONTHS_IN_YEAR + 1)
    for to in (december, as_at):
        end = counts.shape[1] - (as_at.ordinal - to.ordinal)
        volume = last(counts[:, :end], MONTHS_IN_YEAR) if end > 0 else np.array([np.nan])
        if measure is MapMeasure.DIFFERENCE:
            limits = difference_limits(volume)
        else:
            values = volume * per_head if measure is MapMeasure.RATE else volume
            limits = class_limits(values, SMALLEST_STEP[measure])
        if limits:
            return limits, to
    return (), None


def _nice(step: float) -> float:
    """The nearest of 1, 1.5, 2, 2.5, 5, 10 times a power of ten."""
    if step <= 0:
        return 0.0
    power: float = 10.0 ** math.floor(math.log10(step))
    return power * min(NICE_STEPS, key=lambda nice: abs(math.log(step / power / nice)))


def _why_absent(before: float, percent: float, *, broken: bool) -> WhyAbsent | None:
    if broken:
        return WhyAbsent.NOT_COMPARABLE
    if np.isnan(before):
        return WhyAbsent.NO_DATA
    return WhyAbsent.TOO_FEW if np.isnan(percent) else None
