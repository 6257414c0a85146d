"""The monthly counts of every indicator in every ward of an area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Source
from xlsrc.extracts.panel import Selection

if TYPE_CHECKING:
    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import Settings
    from xlsrc.extracts.panel import Panel
    from xlsrc.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WardPanel:
    """The counts of indicators in the wards of an area, to the as-at month; no wards, no panel."""

    wards: tuple[Area, ...]
    indicators: tuple[Indicator, ...]
    as_at: Month
    panel: Panel | None


def ward_panel(scope: Scope) -> WardPanel:
    """Ward figures of what recorded crime counts; a share or a homicide is not for wards."""
    source = Source.MPS_RECORDED_CRIME
    wards = scope.store.areas(Level.WARD, borough=scope.area.name, source=source)
    indicators = mapped_indicators(scope.settings)
    selections = [Selection(offences=i.offences) for i in indicators]
    panel = (
        scope.store.panel(source, Level.WARD, wards, selections, scope.as_at)
        if wards and indicators
        else None
    )
    return WardPanel(wards=wards, indicators=indicators, as_at=scope.as_at, panel=panel)


def mapped_indicators(settings: Settings) -> tuple[Indicator, ...]:
    """The indicators that have figures for parts of an area: what recorded crime counts."""
    source = Source.MPS_RECORDED_CRIME
    return tuple(
        i for i in settings.indicators if i.source is source and not (i.is_share or i.count_only)
    )
