"""The ward map: one indicator, ward by ward, and the classes that its colours stand for."""

from __future__ import annotations

import dataclasses
import math
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.settings import MapMeasure
from xlsrc.measures.change import change_on_year
from xlsrc.measures.exceptions import Standing
from xlsrc.measures.rates import PER_THOUSAND
from xlsrc.measures.rolling import MONTHS_IN_YEAR, last
from xlsrc.status import known_change
from xlsrc.wording import NO_DATA, NOT_COMPARABLE, TOO_FEW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import Settings
    from xlsrc.extracts.population import Populations
    from xlsrc.outside import Outside
    from xlsrc.wards import WardPanel

    Array = NDArray[np.float64]

CLASSES: Final = 5
CHANGE_LIMITS: Final = (-20.0, -5.0, 5.0, 20.0)
"""Per cent; the same for every indicator, so that maps of change can be compared."""

SMALLEST_STEP: Final = {MapMeasure.VOLUME: 1.0, MapMeasure.RATE: 0.1}
DECIMALS: Final = {MapMeasure.VOLUME: 0, MapMeasure.RATE: 1, MapMeasure.CHANGE: 0}
NICE_STEPS: Final = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class WardFigure:
    """One ward over the last 12 months; ``None`` where there is no figure.

    ``change_pct`` is per cent, its absence in words in ``change_absent``. ``outside`` is a
    current exception of the ward.
    """

    ward: Area
    volume: float | None
    before: float | None
    change_pct: float | None
    change_absent: str
    rate: float | None
    outside: Outside | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WardMap:
    """One indicator in every ward, and the limits between the five classes of its measure.

    A value equal to a limit is in the class above it; limits are ``()`` where the measure has
    no classes of numbers. ``limits_to`` is the last of the 12 months that they were set by:
    the December before, so that they stay while the year lasts. ``judged`` says whether wards
    were looked at for exceptions. ``reason`` says why there are no figures, '' where there are.
    """

    indicator: Indicator | None
    measure: MapMeasure
    as_at: Month
    figures: tuple[WardFigure, ...] = ()
    limits: tuple[float, ...] = ()
    limits_to: Month | None = None
    population_year: int | None = None
    judged: bool = False
    reason: str = ""

    def shown(self, figure: WardFigure) -> float | None:
        """The value that the map prints and colours by, rounded as printed."""
        value = {
            MapMeasure.VOLUME: figure.volume,
            MapMeasure.RATE: figure.rate,
            MapMeasure.CHANGE: figure.change_pct,
            MapMeasure.EXCEPTION: figure.volume,
        }[self.measure]
        return None if value is None else round(value, DECIMALS.get(self.measure, 0))

    def class_of(self, figure: WardFigure) -> int | None:
        """The class from 0, the palest, to 4; ``None`` for a ward without a value.

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


def ward_map(
    found: WardPanel,
    exceptions: Sequence[tuple[Indicator, Area, Outside]],
    judged: Sequence[Indicator],
    settings: Settings,
    populations: Populations,
) -> WardMap:
    """The map that Settings asks for.

    ``exceptions`` are those of wards, ``judged`` the indicators that were looked at for them.
    An indicator without ward figures (borough-only sources, shares) gives the reason.
    """
    chosen = next(
        (i for i in settings.indicators if i.id == settings.map_indicator),
        next(iter(found.indicators), None),
    )
    empty = WardMap(indicator=chosen, measure=settings.map_measure, as_at=found.as_at)
    if found.panel is None or chosen not in found.indicators:
        name = "Recorded crime" if chosen is None else chosen.name
        return dataclasses.replace(
            empty, reason=f"{name} has no figures by ward: choose another on Settings."
        )
    counts = found.panel.counts[:, found.indicators.index(chosen)]
    population = populations.of(found.wards, found.as_at - (MONTHS_IN_YEAR - 1))
    change = change_on_year(counts)
    volume = last(counts, MONTHS_IN_YEAR)
    with np.errstate(divide="ignore", invalid="ignore"):
        per_head = np.where(population.people > 0, PER_THOUSAND / population.people, np.nan)
    rate = volume * per_head
    broken = known_change(chosen, settings, found.as_at) is not None
    current = {
        ward: one
        for indicator, ward, one in exceptions
        if indicator is chosen and one.standing is not Standing.ENDED
    }
    limits, limits_to = _limits(settings.map_measure, counts, per_head, found.as_at)
    return dataclasses.replace(
        empty,
        figures=tuple(
            WardFigure(
                ward=ward,
                volume=_number(volume[row]),
                before=None if broken else _number(change.before[row]),
                change_pct=None if broken else _number(change.percent[row]),
                change_absent=_absent(change.before[row], change.percent[row], broken=broken),
                rate=_number(rate[row]),
                outside=current.get(ward),
            )
            for row, ward in enumerate(found.wards)
        ),
        limits=limits,
        limits_to=limits_to,
        population_year=population.year,
        judged=chosen in judged,
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
    first = max(1, round(low / step))
    return tuple(round((first + at) * step, 6) for at in range(CLASSES - 1))


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
        values = volume * per_head if measure is MapMeasure.RATE else volume
        limits = class_limits(values, SMALLEST_STEP[measure])
        if limits:
            return limits, to
    return (), None


def _nice(step: float) -> float:
    """The nearest of 1, 2, 5, 10 times a power of ten."""
    if step <= 0:
        return 0.0
    power: float = 10.0 ** math.floor(math.log10(step))
    return power * min(NICE_STEPS, key=lambda nice: abs(math.log(step / power / nice)))


def _absent(before: float, percent: float, *, broken: bool) -> str:
    if broken:
        return NOT_COMPARABLE
    if np.isnan(before):
        return NO_DATA
    return TOO_FEW if np.isnan(percent) else ""


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
