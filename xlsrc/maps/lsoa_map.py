"""The map of LSOAs: the indicator of the ward map in areas of about 1,700 people."""

from __future__ import annotations

import dataclasses
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.area import Level
from xlsrc.domain.settings import MapMeasure
from xlsrc.extracts.panel import Selection
from xlsrc.maps.area_map import AreaMap, chosen_indicator, with_figures, without_figures
from xlsrc.series.ward_panel import mapped_indicators

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsrc.domain.area import Area
    from xlsrc.scope import Scope
    from xlsrc.series.outside import Outside

MEASURES: Final = {
    MapMeasure.CHANGE: MapMeasure.DIFFERENCE,
    MapMeasure.EXCEPTION: MapMeasure.VOLUME,
}
"""What LSOAs show instead: their counts are too few for a percentage, and 24 months of them too
few for a usual range."""

NO_EXCEPTIONS: Final[Mapping[Area, Outside]] = MappingProxyType({})


def lsoa_map(scope: Scope) -> AreaMap:
    """The map of the area's LSOAs, to the last month that their own extracts have.

    These run ahead of the borough's or behind them; with an as-at month in Settings they are
    never shown beyond it. An indicator without figures for them gives the reason, as does an
    area for which no extract has any.
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
    to = latest if settings.as_at is None else min(latest, settings.as_at)
    empty = dataclasses.replace(empty, as_at=to)
    if empty.indicator is None or empty.indicator not in mapped:
        return without_figures(empty)
    selections = [Selection(offences=empty.indicator.offences)]
    counts = store.panel(source, Level.LSOA, lsoas, selections, to).counts[:, 0]
    if not np.isfinite(counts).any():
        return without_figures(empty)
    return with_figures(scope, empty, lsoas, counts, NO_EXCEPTIONS)
