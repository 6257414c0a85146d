"""The monthly counts of every indicator in every ward of an area."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from xlsrc.domain.area import Level
from xlsrc.domain.indicator import BY_PLACE
from xlsrc.domain.names import told_apart
from xlsrc.extracts.panel import Panel, Selection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import Settings
    from xlsrc.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WardPanel:
    """The counts of indicators in the wards of an area, to the as-at month; no wards, no panel.

    Wards of one name have their authority's beside it, so that a name is of one ward.
    """

    wards: tuple[Area, ...]
    indicators: tuple[Indicator, ...]
    as_at: Month
    panel: Panel | None


def ward_panel(scope: Scope) -> WardPanel:
    """Ward figures of what is counted by place; a share or a homicide is not for wards.

    The wards are those of the first source that has any; another source's figures are of the same
    wards.
    """
    mapped = mapped_indicators(scope.settings)
    sources = [source for source in BY_PLACE if any(i.source is source for i in mapped)]
    parts = (scope.parts(Level.WARD, source) for source in sources)
    wards = next((found for found in parts if found), ())
    # A panel for each source, and the indicators in the order of the panels.
    indicators = tuple(i for source in sources for i in mapped if i.source is source)
    panels = [
        scope.store.panel(
            source,
            Level.WARD,
            wards,
            [Selection(offences=i.offences) for i in indicators if i.source is source],
            scope.as_at,
        )
        for source in sources
        if wards
    ]
    names = told_apart([ward.name for ward in wards], [ward.borough for ward in wards])
    return WardPanel(
        wards=tuple(replace(ward, name=name) for ward, name in zip(wards, names, strict=True)),
        indicators=indicators,
        as_at=scope.as_at,
        panel=_beside(panels) if panels else None,
    )


def mapped_indicators(settings: Settings) -> tuple[Indicator, ...]:
    """The indicators that have figures for parts of an area: what is counted by place."""
    return tuple(one for one in settings.indicators if one.has_wards)


def _beside(panels: Sequence[Panel]) -> Panel:
    """Panels of the same areas to the same month as one, the selections one after another."""
    if len(panels) == 1:
        return panels[0]
    months = max(one.counts.shape[2] for one in panels)
    vintages = tuple(sorted({name for one in panels for name in one.vintages}))
    number = [
        np.array([*(vintages.index(name) for name in one.vintages), -1], dtype=np.int16)
        for one in panels
    ]

    def joined(values: Sequence[NDArray[np.float64]], fill: float) -> NDArray[np.float64]:
        return np.concatenate(
            [
                np.pad(one, ((0, 0), (0, 0), (months - one.shape[2], 0)), constant_values=fill)
                for one in values
            ],
            axis=1,
        )

    more = [np.zeros_like(one.counts) if one.more is None else one.more for one in panels]
    unsure = [np.zeros(one.counts.shape) if one.unsure is None else one.unsure for one in panels]
    vintage = [of[one.vintage].astype(np.float64) for one, of in zip(panels, number, strict=True)]
    return replace(
        panels[0],
        first_month=min((one.first_month for one in panels), key=lambda month: month.ordinal),
        counts=joined([one.counts for one in panels], np.nan),
        denominators=joined([one.denominators for one in panels], np.nan),
        vintage=joined(vintage, -1.0).astype(np.int16),
        vintages=vintages,
        illustrative=np.concatenate([one.illustrative for one in panels]),
        notes=tuple(dict.fromkeys(note for one in panels for note in one.notes)),
        more=joined(more, 0.0),
        unsure=joined([one.astype(np.float64) for one in unsure], 0.0) > 0,
    )
