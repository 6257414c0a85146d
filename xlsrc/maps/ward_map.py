"""The ward map that Settings asks for."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np

from xlsrc.maps.area_map import AreaMap, chosen_indicator, with_figures, without_figures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Indicator
    from xlsrc.scope import Scope
    from xlsrc.series.outside import Outside
    from xlsrc.series.ward_panel import WardPanel


def ward_map(
    scope: Scope,
    found: WardPanel,
    exceptions: Sequence[tuple[Indicator, Area, Outside]],
    judged: Sequence[Indicator],
) -> AreaMap:
    """The map of the wards.

    ``exceptions`` are those of wards, ``judged`` the indicators that were looked at for them.
    An indicator without ward figures (borough-only sources, shares) gives the reason.
    """
    settings = scope.settings
    chosen = chosen_indicator(settings, found.indicators)
    empty = AreaMap(indicator=chosen, measure=settings.map_measure, as_at=found.as_at)
    if found.panel is None or chosen not in found.indicators:
        return without_figures(empty)
    counts = found.panel.counts[:, found.indicators.index(chosen)]
    if not np.isfinite(counts).any():
        return without_figures(empty)
    current = {
        ward: one for indicator, ward, one in exceptions if indicator is chosen and one.in_force
    }
    shown = with_figures(scope, empty, found.wards, counts, current)
    return dataclasses.replace(shown, judged=chosen in judged)
