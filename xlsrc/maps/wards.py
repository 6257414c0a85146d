"""Ward figures: the series that the workbook keeps, and the wards outside their usual range."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.measures import expected as usual
from xlsrc.measures.exceptions import FALSE_DISCOVERY_RATE, false_discovery, ward_p
from xlsrc.measures.missing import each_or_none
from xlsrc.series.measured import changed_columns
from xlsrc.series.outside import outside

if TYPE_CHECKING:
    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.month import Month
    from xlsrc.extracts.offences import Offences
    from xlsrc.scope import Scope
    from xlsrc.series.outside import Outside
    from xlsrc.series.ward_panel import WardPanel

WARD_MONTHS: Final = 36
"""Months of ward figures that a workbook keeps."""

JUDGED_MONTHS: Final = 12
"""Months of ward series that are looked at for the beginning of a run of flags."""


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
    """The last 36 months per indicator, without the months that no release has."""
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
    )


def ward_exceptions(scope: Scope, found: WardPanel) -> tuple[tuple[Indicator, Area, Outside], ...]:
    """The wards outside their usual range, with chance kept in check over all of them.

    An indicator that contains another of the list whole (all burglary has residential burglary
    in it) is not looked at: one event is listed once, where it says most.
    A ward and indicator is an exception when its flag is up and its p, adjusted over all wards,
    indicators and months looked at (Benjamini-Hochberg), is at most 5 %.
    """
    if found.panel is None:
        return ()
    settings = scope.settings
    indicators = judged_indicators(scope, found)
    looked_into = found.panel.counts[:, [found.indicators.index(i) for i in indicators]]
    wards, _, width = looked_into.shape
    counts = looked_into.reshape(-1, width)
    columns = [changed_columns(i, settings, found.as_at, width) for i in indicators]
    changes = usual.KnownChanges(
        steps=tuple(steps for steps, _ in columns) * wards,
        masked=tuple(masked for _, masked in columns) * wards,
    )
    history = usual.history(counts, JUDGED_MONTHS, known_changes=changes)
    published = settings.last_published
    looked_at = max(1, 3 if published is None else found.as_at.ordinal - published.ordinal)
    p = ward_p(history.z1, history.z6)[:, -min(looked_at + 1, JUDGED_MONTHS) :]
    discovered = (
        np.nanmin(np.nan_to_num(false_discovery(p), nan=1.0), axis=1) <= FALSE_DISCOVERY_RATE
    )
    last = tuple(found.as_at if one else None for one in discovered.tolist())
    flagged = outside(counts, history, last, changes, published)
    return tuple(
        (indicators[row % len(indicators)], found.wards[row // len(indicators)], one)
        for row, several in enumerate(flagged)
        for one in several[:1]
    )


def judged_indicators(scope: Scope, found: WardPanel) -> tuple[Indicator, ...]:
    """The indicators whose wards are looked at: those that hold no other of the list whole."""
    return _without_totals(found.indicators, scope.store.offences)


def _without_totals(indicators: tuple[Indicator, ...], known: Offences) -> tuple[Indicator, ...]:
    """Those whose offences hold no other's whole and more besides."""
    behind = [known.behind(indicator) for indicator in indicators]
    return tuple(
        indicator
        for indicator, offences in zip(indicators, behind, strict=True)
        if not any(other < offences for other in behind)
    )
