"""What drives a change: its parts by offence and by ward, each breakdown adding up exactly."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.indicator import BY_PLACE
from xlsrc.drivers.parts import BY_OFFENCE, TWO_YEARS, counted_parts
from xlsrc.measures.drivers import part_changes
from xlsrc.measures.missing import or_none
from xlsrc.measures.rolling import MONTHS_IN_YEAR, last
from xlsrc.series.comparable import known_change

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.area import Level
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import KnownChange
    from xlsrc.drivers.parts import Counted
    from xlsrc.measures.drivers import PartChanges
    from xlsrc.scope import Scope
    from xlsrc.series.series import SeriesSet
    from xlsrc.series.ward_panel import WardPanel

POLICE_ACTIVITY: Final = "mostly police activity"
"""What has to be said of an offence whenever it is named, when its caveats begin with it."""

GAP: Final = "a gap in these months, so that the parts do not add up"
FEWER_MONTHS: Final = "not tested: the release has fewer than 24 months"


def is_police_activity(indicator: Indicator) -> bool:
    """Whether its counts are what the police do rather than what is done."""
    return indicator.caveats.casefold().startswith(POLICE_ACTIVITY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One offence or ward of a breakdown; ``before`` is of the same months a year earlier.

    The counts are always there and add up. ``difference`` is ``None`` where the years cannot be
    compared. ``more_than_noise`` is the part's own test, its ``p`` adjusted over the parts of the
    breakdown; ``None`` where there is none: ``broken_by`` is the known change that keeps the
    years from being compared, else ``note`` has the reason. ``aside`` belongs in every sentence
    that names the part.
    """

    name: str
    now: float
    before: float
    difference: float | None
    p: float | None
    more_than_noise: bool | None
    note: str = ""
    broken_by: KnownChange | None = None
    aside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """The last ``months`` to ``last``, and the same a year before, in parts of one level.

    ``parts``, the largest difference first, add up to the totals and are of one vintage. Wards'
    totals are the ward level's; ``borough_now`` and ``borough_before`` are the borough's by the
    same vintage, ``None`` where it has none. A breakdown without parts has its reason in
    ``note``; a total that no single release gives is ``None``, and so is the ``difference`` of
    years that cannot be compared.
    """

    by: str
    level: Level
    vintage: str
    months: int
    last: Month
    total_now: float | None
    total_before: float | None
    difference: float | None
    borough_now: float | None
    borough_before: float | None
    parts: tuple[Part, ...]
    note: str = ""


def breakdowns(
    scope: Scope, series: SeriesSet, wards: WardPanel, *, months: int = MONTHS_IN_YEAR
) -> tuple[tuple[Breakdown, ...], ...]:
    """Per series its breakdown by offence and by ward; () for shares and weighted sums,
    and for other sources.

    ``months`` are compared with the same months a year before: 12, or 3 for the quarter.
    """
    counted = counted_parts(scope, series, wards, months)
    every = [one for of_series in counted for one in of_series]
    sizes = [len(one.names) for one in every]
    changes = part_changes(
        np.concatenate([np.empty((0, TWO_YEARS)), *(one.counts for one in every)]),
        np.repeat(np.arange(len(every)), sizes),
        months=months,
    )
    places = pairwise(np.cumsum([0, *sizes]).tolist())
    compared = _Compared(scope=scope, same=_by_offences(scope), months=months)
    made = iter(
        [
            _breakdown(one, compared, changes, start)
            for one, (start, _) in zip(every, places, strict=True)
        ]
    )
    return tuple(tuple(next(made) for _ in of_series) for of_series in counted)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """How many months are compared, and what may keep them from being.

    ``same`` has the indicators that count the same offences, by those offences.
    """

    scope: Scope
    same: Mapping[frozenset[str], tuple[Indicator, ...]]
    months: int

    def change(self, indicators: Sequence[Indicator], last: Month) -> KnownChange | None:
        """The first known change that keeps any of the indicators from being compared."""
        changes = (
            known_change(indicator, self.scope.settings, last, months=self.months)
            for indicator in indicators
        )
        return next((change for change in changes if change is not None), None)


def _by_offences(scope: Scope) -> dict[frozenset[str], tuple[Indicator, ...]]:
    found: dict[frozenset[str], tuple[Indicator, ...]] = {}
    for indicator in scope.settings.indicators:
        if indicator.source in BY_PLACE and not (indicator.is_share or indicator.is_weighted):
            key = scope.store.offences.behind(indicator)
            found[key] = (*found.get(key, ()), indicator)
    return found


def _breakdown(
    counted: Counted, compared: _Compared, changes: PartChanges, start: int
) -> Breakdown:
    """The breakdown whose parts stand from ``start`` on among the ``changes``."""
    total_now, total_before = _sums(counted.total, compared.months)
    borough_now, borough_before = _sums(counted.borough, compared.months)
    of_all = compared.change([counted.indicator], counted.last)
    parts = []
    for at, name in enumerate(counted.names, start):
        by_offence = counted.by == BY_OFFENCE
        counted_by = compared.scope.store.offences.of(counted.indicator.source, name)
        same = compared.same.get(counted_by, ()) if by_offence else ()
        change = of_all or compared.change(same, counted.last)
        parts.append(_part(name, changes, at, change, same))
    adds_up = (
        sum(part.now for part in parts) == total_now
        and sum(part.before for part in parts) == total_before
    )
    difference = None
    if of_all is None and total_now is not None and total_before is not None:
        difference = total_now - total_before
    return Breakdown(
        by=counted.by,
        level=counted.level,
        vintage=counted.vintage,
        months=compared.months,
        last=counted.last,
        total_now=total_now,
        total_before=total_before,
        difference=difference,
        borough_now=borough_now,
        borough_before=borough_before,
        parts=tuple(sorted(parts, key=_by_size)) if adds_up else (),
        note=counted.note or ("" if adds_up else GAP),
    )


def _sums(counts: NDArray[np.float64], months: int) -> tuple[float | None, float | None]:
    """The months to the last, and the same a year before; ``None`` over a gap."""
    now, before = (last(counts[np.newaxis], months, years_ago=ago).item() for ago in (0, 1))
    return or_none(now), or_none(before)


def _part(
    name: str,
    changes: PartChanges,
    at: int,
    change: KnownChange | None,
    same: Sequence[Indicator],
) -> Part:
    now, before = changes.now.item(at), changes.before.item(at)
    p = or_none(changes.p.item(at)) if change is None else None
    says = any(is_police_activity(one) for one in same)
    return Part(
        name=name,
        now=now,
        before=before,
        difference=now - before if change is None else None,
        p=p,
        more_than_noise=None if p is None else changes.more_than_noise.item(at),
        note=FEWER_MONTHS if p is None and change is None else "",
        broken_by=change,
        aside=POLICE_ACTIVITY if says else "",
    )


def _by_size(part: Part) -> tuple[bool, float, float, str]:
    """The largest difference first, those without one by their count; then by name."""
    return part.difference is None, -abs(part.difference or 0), -part.now, part.name
