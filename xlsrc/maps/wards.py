"""Ward figures: the series that the workbook keeps, and the wards outside their usual range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.area import place_name
from xlsrc.measures import special
from xlsrc.measures.false_discovery import false_discovery
from xlsrc.measures.missing import each_or_none
from xlsrc.measures.outlook import FIRM
from xlsrc.measures.unusual import ENDS, standing
from xlsrc.series.measured import changed_months
from xlsrc.series.outside import outside, told
from xlsrc.series.past import past_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.month import Month
    from xlsrc.domain.published import Listing
    from xlsrc.extracts.offences import Offences
    from xlsrc.scope import Scope
    from xlsrc.series.outside import Outside
    from xlsrc.series.ward_panel import WardPanel

WARD_MONTHS: Final = 36
"""Months of ward figures that a workbook keeps."""

JUDGED_MONTHS: Final = 12
"""Months of ward series in which the beginning of an exception is looked for."""

FALSE_FINDINGS: Final = 0.10
"""Of the wards and indicators that are listed, the share that may be false on average."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WardSeries:
    """Monthly counts of one indicator in the wards of the area, for the last 36 months.

    ``counts[w][m]`` belongs to ``wards[w]`` and ``months[m]``; ``None`` marks a gap. Ward
    figures do not add up to the borough's: a share of offences has no ward.
    """

    indicator: Indicator
    wards: tuple[Area, ...]
    months: tuple[Month, ...]
    counts: tuple[tuple[float | None, ...], ...]
    vintages: tuple[str, ...]


def ward_series(found: WardPanel) -> tuple[WardSeries, ...]:
    """The last 36 months per indicator, without the months that no release has.

    An indicator that none of the area's wards has a count of is left out.
    """
    if found.panel is None:
        return ()
    counts = found.panel.counts[:, :, -WARD_MONTHS:]
    vintage = found.panel.vintage[:, :, -WARD_MONTHS:].max(axis=(0, 1))
    known = np.flatnonzero(vintage >= 0).tolist()
    months = [found.as_at - (counts.shape[2] - 1 - column) for column in known]
    return tuple(
        WardSeries(
            indicator=indicator,
            wards=found.wards,
            months=tuple(months),
            counts=tuple(map(each_or_none, counts[:, at][:, known])),
            vintages=tuple(found.panel.vintages[vintage[column]] for column in known),
        )
        for at, indicator in enumerate(found.indicators)
        if not np.isnan(counts[:, at]).all()
    )


def ward_exceptions(
    scope: Scope, found: WardPanel, listing: Listing | None = None
) -> tuple[tuple[Indicator, Area, Outside], ...]:
    """The wards outside their usual range, with chance kept in check over all of them.

    An indicator that contains another of the list whole (all burglary has residential burglary
    in it) is not looked at: one event is listed once, where it says most.
    An exception of a ward begins in a month when its p, adjusted over all wards and indicators of
    that month (Benjamini-Hochberg), is at most 10 %. ``listing`` is what the edition before
    listed, where that is known.
    """
    if found.panel is None:
        return ()
    settings = scope.settings
    indicators = judged_indicators(scope, found)
    columns = [found.indicators.index(i) for i in indicators]
    looked_into = found.panel.counts[:, columns]
    wards, _, width = looked_into.shape
    counts = looked_into.reshape(-1, width)
    steps, masked = (
        np.tile(months, (wards, 1))
        for months in changed_months(indicators, settings, [found.as_at] * len(indicators), width)
    )
    no_whole = np.full(counts.shape, np.nan)
    if found.panel.unsure is not None:
        masked = masked | found.panel.unsure[:, columns].reshape(-1, width)
    judged = np.where(masked, np.nan, counts)
    past = past_of(judged, no_whole, steps, months=JUDGED_MONTHS, cache=scope.store.cache)
    p = ward_p(past.z1, past.z6)
    begins = np.column_stack([false_discovery(month) for month in p.T]) <= FALSE_FINDINGS
    force, _ = standing(past.z1, past.z6, may_begin=begins)
    force = told(counts, no_whole, past, force, ENDS)
    last_months = (found.as_at,) * len(counts)
    listed = None
    if listing is not None:
        places = map(place_name, found.wards)
        listed = [listing.known(one.id, place) for place in places for one in indicators]
    flagged = outside(counts, no_whole, past, force, last_months, settings.last_published, listed)
    return tuple(
        (indicators[row % len(indicators)], found.wards[row // len(indicators)], one)
        for row, one in enumerate(flagged)
        if one is not None
    )


def ward_p(z1: NDArray[np.float64], z6: NDArray[np.float64]) -> NDArray[np.float64]:
    """The two-sided p of the larger of two looks, at most 1; NaN where both are."""
    larger = np.fmax(np.abs(z1), np.abs(z6))
    p: NDArray[np.float64] = np.minimum(1, 4 * special.ndtr(-larger))
    return p


def judged_indicators(scope: Scope, found: WardPanel) -> tuple[Indicator, ...]:
    """The indicators whose wards are looked at: those that hold no other of the list whole."""
    return _without_totals(found.indicators, scope.store.offences)


def judged_pairs(wards: Sequence[WardSeries], known: Offences) -> int:
    """How many pairs of a ward and an indicator are looked at: those with two years of figures."""
    judged = _without_totals(tuple(one.indicator for one in wards), known)
    return sum(
        sum(count is not None for count in counts) >= FIRM
        for one in wards
        if one.indicator in judged
        for counts in one.counts
    )


def _without_totals(indicators: tuple[Indicator, ...], known: Offences) -> tuple[Indicator, ...]:
    """Those whose offences hold no other's whole and more besides."""
    behind = [known.behind(indicator) for indicator in indicators]
    return tuple(
        indicator
        for indicator, offences in zip(indicators, behind, strict=True)
        if not any(other < offences for other in behind)
    )
