"""The map of LSOAs: the indicator of the ward map in areas of about 1,700 people."""

from __future__ import annotations

import dataclasses
from itertools import takewhile
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.area import Level
from xlsrc.domain.settings import MapMeasure
from xlsrc.extracts.panel import Selection
from xlsrc.maps.area_map import (
    AreaMap,
    WhyAbsent,
    chosen_indicator,
    with_figures,
    without_figures,
)
from xlsrc.maps.class_limits import difference_limits, limits_of_moves
from xlsrc.measures.missing import or_none
from xlsrc.measures.rolling import MONTHS_IN_YEAR
from xlsrc.series.ward_panel import mapped_indicators

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.scope import Scope
    from xlsrc.series.outside import Outside

MEASURES: Final = {
    MapMeasure.CHANGE: MapMeasure.DIFFERENCE,
    MapMeasure.EXCEPTION: MapMeasure.VOLUME,
}
"""What LSOAs show instead: their counts are too few for a percentage, and 24 months of them too
few for a usual range."""

FEWEST_LIKE_MONTHS: Final = 6
"""Of the 12, that both years must have to be compared by the others alone."""

NO_EXCEPTIONS: Final[Mapping[Area, Outside]] = MappingProxyType({})


def lsoa_map(scope: Scope) -> AreaMap:
    """The map of the area's LSOAs, to the month of the other sheets, or the last that they have.

    Their extracts hold 24 months and run ahead of the borough's or behind them. Where they begin
    within the year before, the two years are compared by the months that both have. An indicator
    without figures for them gives the reason, as does an area for which no extract has any.
    """
    store, settings, area = scope.store, scope.settings, scope.area
    mapped = mapped_indicators(settings)
    indicator = chosen_indicator(settings, mapped)
    source = scope.leading if indicator is None else indicator.source
    lsoas = scope.parts(Level.LSOA, source)
    empty = AreaMap(
        indicator=indicator,
        measure=MEASURES.get(settings.map_measure, settings.map_measure),
        as_at=scope.as_at,
        level=Level.LSOA,
    )
    if not lsoas:
        reason = (
            f"No extract has figures by LSOA for {area.name}: add the one that the police publish."
        )
        return dataclasses.replace(empty, reason=reason)
    offences = () if indicator is None else indicator.offences
    latest = store.latest_month(source, Level.LSOA, lsoas[0], offences)
    to = min(latest, scope.as_at)
    empty = dataclasses.replace(empty, as_at=to)
    if empty.indicator is None or empty.indicator not in mapped:
        return without_figures(empty)
    selections = [Selection(offences=empty.indicator.offences)]
    counts = store.panel(source, Level.LSOA, lsoas, selections, to).counts[:, 0]
    if not np.isfinite(counts).any():
        return without_figures(empty)
    return _compared(with_figures(scope, empty, lsoas, counts, NO_EXCEPTIONS), counts)


def _compared(found: AreaMap, counts: NDArray[np.float64]) -> AreaMap:
    """The map with the change over the months that both years have, where they lack some.

    ``counts`` are areas × months to the map's month, in the order of its figures.
    """
    if any(one.before is not None or one.is_incomparable for one in found.figures):
        return found
    known = [bool(np.isfinite(month).any()) for month in reversed(counts.T)]
    # Counted back from the last month, to the first that either year lacks.
    both = zip(known[:MONTHS_IN_YEAR], known[MONTHS_IN_YEAR:], strict=False)
    months = sum(1 for _ in takewhile(all, both))
    if not FEWEST_LIKE_MONTHS <= months < MONTHS_IN_YEAR:
        return found
    now = counts[:, -months:].sum(axis=1)
    end = counts.shape[1] - MONTHS_IN_YEAR
    before = counts[:, end - months : end].sum(axis=1)
    figures = tuple(
        dataclasses.replace(
            figure,
            before=or_none(before[row]),
            change=or_none(now[row] - before[row]),
            why_absent=WhyAbsent.TOO_FEW,
        )
        for row, figure in enumerate(found.figures)
    )
    compared = dataclasses.replace(found, figures=figures, like_months=months)
    if found.measure is not MapMeasure.DIFFERENCE:
        return compared
    limits, in_thirds = limits_of_moves(difference_limits(now), now - before)
    return dataclasses.replace(compared, limits=limits, limits_to=found.as_at, in_thirds=in_thirds)
