"""A map: one indicator, area by area, and the classes that its colours stand for."""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.area import Level
from xlsrc.domain.settings import MapMeasure
from xlsrc.maps.class_limits import (
    CLASSES,
    MOST_IN_A_CLASS,
    difference_limits,
    largest_share,
    limits_of_moves,
    natural_breaks,
)
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

CHANGE_LIMITS: Final = (-20.0, -5.0, 5.0, 20.0)
"""Per cent; of every indicator, so that maps of change can be compared."""

SMALLEST_STEP: Final = {MapMeasure.VOLUME: 1.0, MapMeasure.RATE: 0.1}
YEARS_BEFORE: Final = 2
"""Whose figures set the classes: by one alone its outliers would."""

DECIMALS: Final = {MapMeasure.RATE: 1}
LEVEL_WORDS: Final = {Level.WARD: "ward", Level.LSOA: "LSOA"}


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
    no classes of numbers. ``limits_to`` is the last month that they were set by: the December
    before, so that they stay while the year lasts, or the map's own month. ``in_thirds``: of a
    map of changes, they are by how far its areas moved, for the usual ones would put most in one
    class. ``judged`` says whether the areas were looked at for exceptions. ``reason`` says why
    there are no figures, '' where there are. ``like_months`` are the months to ``as_at`` that the
    year before has too,
    by which ``before`` and ``change`` are: all 12, unless the figures begin later.
    """

    indicator: Indicator | None
    measure: MapMeasure
    as_at: Month
    level: Level = Level.WARD
    figures: tuple[AreaFigure, ...] = ()
    limits: tuple[float, ...] = ()
    limits_to: Month | None = None
    in_thirds: bool = False
    population_year: int | None = None
    judged: bool = False
    like_months: int = MONTHS_IN_YEAR
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

    @property
    def in_classes(self) -> tuple[int, ...]:
        """How many areas each class has, from the palest, and last how many have no value."""
        classes = [self.class_of(figure) for figure in self.figures]
        return tuple(classes.count(one) for one in (*range(CLASSES), None))


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
    per_head, population_year = _per_head(scope, areas, as_at)
    change = change_on_year(counts)
    volume = last(counts, MONTHS_IN_YEAR)
    rate = volume * per_head
    broken = (
        empty.indicator is not None
        and known_change(empty.indicator, scope.settings, as_at) is not None
    )
    # The people of that December too, or a new estimate would move the classes within the year.
    december = as_at - (as_at.ordinal % MONTHS_IN_YEAR + 1)
    ones = np.ones(len(counts))
    is_rate = empty.measure is MapMeasure.RATE
    before = _per_head(scope, areas, december)[0] if is_rate else ones
    values = _Values(
        measure=empty.measure,
        counts=counts,
        as_at=as_at,
        december=december,
        now=per_head if is_rate else ones,
        before=before,
    )
    limits, limits_to = _limits(values)
    moved = {MapMeasure.CHANGE: change.percent, MapMeasure.DIFFERENCE: change.difference}
    in_thirds = False
    if empty.measure in moved and not broken:
        limits, in_thirds = limits_of_moves(limits, moved[empty.measure])
        limits_to = as_at if in_thirds else limits_to
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
        in_thirds=in_thirds,
        population_year=population_year,
    )


def _per_head(scope: Scope, areas: Sequence[Area], as_at: Month) -> tuple[Array, int | None]:
    """What turns 12 months' count of each area into its rate, and the year of the people."""
    population = scope.people.of(areas, as_at - (MONTHS_IN_YEAR - 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        per_head = np.where(population.people > 0, PER_THOUSAND / population.people, np.nan)
    return per_head, population.year


@dataclass(frozen=True, slots=True, kw_only=True)
class _Values:
    """A measure's values: counts of areas × months to ``as_at``, and what they are multiplied by
    ``now``, and ``before``, in the years to the last December.
    """

    measure: MapMeasure
    counts: Array
    as_at: Month
    december: Month
    now: Array
    before: Array

    def to(self, month: Month) -> Array:
        """The areas' values in the 12 months to one; NaN where they reach back too far."""
        end = self.counts.shape[1] - (self.as_at.ordinal - month.ordinal)
        if end <= 0:
            return np.full(len(self.counts), np.nan)
        factor = self.now if month == self.as_at else self.before
        return last(self.counts[:, :end], MONTHS_IN_YEAR) * factor


def _limits(values: _Values) -> tuple[tuple[float, ...], Month | None]:
    """The limits of a measure, from the two calendar years before where they are there."""
    measure, december, as_at = values.measure, values.december, values.as_at
    if measure is MapMeasure.EXCEPTION:
        return (), None
    if measure is MapMeasure.CHANGE:
        return CHANGE_LIMITS, None
    if measure is MapMeasure.DIFFERENCE:
        found = [(difference_limits(values.to(to)), to) for to in (december, as_at)]
    else:
        step, now = SMALLEST_STEP[measure], values.to(as_at)
        before = [values.to(december - MONTHS_IN_YEAR * back) for back in range(YEARS_BEFORE)]
        found = [
            (natural_breaks(np.concatenate(before), step), december),
            (natural_breaks(now, step), as_at),
        ]
        if largest_share(found[0][0], now, step) > MOST_IN_A_CLASS:
            found.reverse()
    return next((one for one in found if one[0]), ((), None))


def _why_absent(before: float, percent: float, *, broken: bool) -> WhyAbsent | None:
    if broken:
        return WhyAbsent.NOT_COMPARABLE
    if np.isnan(before):
        return WhyAbsent.NO_DATA
    return WhyAbsent.TOO_FEW if np.isnan(percent) else None
