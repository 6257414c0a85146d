"""How a peer group moved over some months against the same months a year before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from xlsrc.comparison.peers import FEWEST
from xlsrc.domain.area import Level
from xlsrc.extracts.panel import Selection
from xlsrc.extracts.peer_members import peer_members
from xlsrc.measures.change import SMALLEST_BASE_FOR_PERCENT
from xlsrc.measures.doubt import TOO_SMALL_TO_SAY
from xlsrc.measures.rolling import MONTHS_IN_YEAR, PER_CENT
from xlsrc.series.comparable import known_change

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.month import Month
    from xlsrc.extracts.panel import Panel
    from xlsrc.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """The months of an indicator that are looked at, ``first`` to ``last``."""

    indicator: Indicator
    first: Month
    last: Month

    @property
    def months(self) -> int:
        """How many they are."""
        return self.last.ordinal - self.first.ordinal + 1


def peer_moves(scope: Scope, spells: Sequence[Spell]) -> tuple[float | None, ...]:
    """The change of the whole peer group over each spell, in per cent of the same a year before.

    It is the sum of the members that have both spells whole, the area itself among them where it
    is one. ``None`` for shares, for sources without figures of others, where a known change parts
    the two spells, and where too little was counted to give a per cent of.
    """
    members = peer_members(scope.store, scope.settings.peer_group, scope.area)
    found: dict[int, float | None] = {}
    for source, areas in members.by_source.items():
        rows = [at for at, one in enumerate(spells) if _is_compared(scope, one, source)]
        selections = list(
            dict.fromkeys(Selection(offences=spells[at].indicator.offences) for at in rows)
        )
        if rows:
            panel = members.store.panel(source, Level.BOROUGH, areas, selections, scope.as_at)
            for at in rows:
                column = selections.index(Selection(offences=spells[at].indicator.offences))
                found[at] = _moved(panel, column, spells[at])
    return tuple(found.get(at) for at in range(len(spells)))


def _is_compared(scope: Scope, one: Spell, source: object) -> bool:
    indicator = one.indicator
    return (
        indicator.source is source
        and not indicator.is_share
        and not indicator.count_only
        and known_change(indicator, scope.settings, one.last, months=one.months) is None
    )


def _moved(panel: Panel, column: int, spell: Spell) -> float | None:
    end = spell.last.ordinal - panel.first_month.ordinal + 1
    now, before = (_total(panel, column, end - back, spell.months) for back in (0, MONTHS_IN_YEAR))
    both = np.isfinite(now) & np.isfinite(before)
    base = float(before[both].sum())
    if both.sum() < FEWEST or base < SMALLEST_BASE_FOR_PERCENT:
        return None
    return PER_CENT * (float(now[both].sum()) / base - 1)


def _total(panel: Panel, column: int, end: int, months: int) -> NDArray[np.float64]:
    """Each area's count of the months before ``end``; ``nan`` where one is missing or hidden."""
    if end - months < 0 or end > panel.counts.shape[2]:
        return np.full(panel.counts.shape[0], np.nan)
    span = slice(end - months, end)
    counts: NDArray[np.float64] = panel.counts[:, column, span].sum(axis=1)
    if panel.more is None:
        return counts
    hidden = panel.more[:, column, span].sum(axis=1)
    return np.where(hidden > TOO_SMALL_TO_SAY * counts, np.nan, counts)
