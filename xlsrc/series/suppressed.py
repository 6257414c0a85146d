"""Months of returns that are not shown because their counts are small: what is known of them.

They are missing because they are small: what is learnt from the others alone is too high.

Source: docs/decisions/suppressed-months.md.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Source
from xlsrc.extracts.limits import MAX_FIGURE
from xlsrc.measures.outlook import FIRM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.indicator import Indicator
    from xlsrc.extracts.panel import Panel
    from xlsrc.extracts.store import Store

    Numbers = NDArray[np.float64]
    Flags = NDArray[np.bool_]


def filled(store: Store) -> tuple[Store, ...]:
    """The store with its suppressed counts as small and as large as they may be; () without any."""
    returns = store.select(Source.PARTNER_RETURN, Level.BOROUGH)
    if not any(np.isfinite(one.most).any() for one in returns):
        return ()
    return (
        replace(store, extracts=tuple(one.filled(one.least) for one in returns)),
        replace(store, extracts=tuple(one.filled(one.most) for one in returns)),
    )


def as_sent(panel: Panel, end: Panel) -> Panel:
    """The panel of returns, of which ``end`` has the suppressed counts, too.

    A return of which every count is suppressed is a return: no invented figure fills its place.
    """
    is_hidden = panel.illustrative & ~end.illustrative
    nothing = np.where(is_hidden[np.newaxis, :, np.newaxis], np.nan, 0.0)
    return replace(
        panel,
        counts=panel.counts + nothing,
        denominators=panel.denominators + nothing,
        vintage=np.where(is_hidden[np.newaxis, :, np.newaxis], end.vintage, panel.vintage),
        illustrative=end.illustrative,
    )


def bounds_of(
    panel: Panel, ends: Sequence[Panel], column: int, indicator: Indicator
) -> tuple[Numbers, Numbers]:
    """What the suppressed months of a series are at least and at most; ``nan`` in all others.

    ``column`` is the series' in ``panel``, before that of its denominators where it has one. Of a
    share nothing is known; nor is anything without ``ends``, the panel at its least and its most.
    """
    nothing = np.full(panel.counts.shape[2], np.nan)
    if not ends:
        return nothing, nothing
    low, high = (end.counts[0, column] for end in ends)
    own = slice(column, column + (2 if indicator.per_offences else 1))
    hidden = np.isnan(panel.counts[0, own]) & np.isfinite(ends[1].counts[0, own])
    if indicator.is_share:
        is_hidden = hidden.any(axis=0)
        return np.where(is_hidden, 0.0, np.nan), np.where(is_hidden, MAX_FIGURE, np.nan)
    return np.where(hidden[0], low, np.nan), np.where(hidden[0], high, np.nan)


def after_the_last(values: Numbers, is_suppressed: Flags) -> Numbers:
    """The months of each series after its last suppressed one, where these are two years or more.

    Both series × months. What is missing is ``nan``: of a series of which a month of the last two
    years is suppressed, everything.
    """
    found = values.copy()
    for row in np.flatnonzero(is_suppressed.any(axis=1)).tolist():
        begin = int(np.flatnonzero(is_suppressed[row])[-1]) + 1
        found[row, : begin if values.shape[1] - begin >= FIRM else None] = np.nan
    return found
