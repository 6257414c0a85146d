"""What the months of one source hold of the indicators it has: a panel, read row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xlsrc.extracts.panel import Selection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.area import Area, Level
    from xlsrc.domain.indicator import Indicator, Source
    from xlsrc.domain.month import Month
    from xlsrc.extracts.panel import Panel
    from xlsrc.extracts.store import Store


def panel_of(
    store: Store,
    source: Source,
    indicators: Sequence[Indicator],
    area: Area,
    level: Level,
    as_at: Month,
) -> Panel:
    """The counts of those of ``indicators`` that ``source`` has, in their order: of each as many
    rows as :func:`rows_of` says, a weighted sum's squares or a share's offences after its own.
    """
    selections: list[Selection] = []
    for indicator in indicators:
        if indicator.source is source:
            selections.append(Selection.of(indicator))
            if indicator.is_weighted:
                selections.append(Selection.of(indicator).squared)
            elif indicator.per_offences:
                selections.append(Selection(offences=indicator.per_offences))
    return store.panel(source, level, [area], selections, as_at)


def rows_of(indicator: Indicator) -> int:
    """How many selections of a panel are an indicator's: see :func:`panel_of`."""
    return 2 if indicator.per_offences or indicator.is_weighted else 1


def out_of(panel: Panel, column: int, indicator: Indicator) -> NDArray[np.float64]:
    """The denominators of a share; ``nan`` of what is none."""
    if indicator.per_offences:
        return np.asarray(panel.counts[0, column + 1])
    if indicator.is_share:
        return np.asarray(panel.denominators[0, column])
    return np.full(panel.counts.shape[2], np.nan)


def squares_of(panel: Panel, column: int, indicator: Indicator) -> NDArray[np.float64]:
    """The sums with the squares of the weights; where only these are withheld, at their most."""
    sums, squares = panel.counts[0, column], panel.counts[0, column + 1]
    most = np.asarray(max(indicator.weights) * sums)
    return np.where(np.isnan(squares), most, squares)


def vintages_of(panel: Panel, column: int) -> tuple[str, ...]:
    """The release of each month's figure, '' for a gap."""
    names = (*panel.vintages, "")
    return tuple(names[at] for at in panel.vintage[0, column].tolist())
