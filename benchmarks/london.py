"""The series that ranges and flags are measured on: London's boroughs, the shipped release."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.defaults import default_settings
from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.panel import Selection
from xlsrc.library import open_extracts
from xlsrc.series.measured import changed_columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

LAST: Final = Month.of(2025, 12)
JUDGED: Final = 48
"""Months that forecasts are held against: 2022 to 2025."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Series:
    """Counts, series × months; months that the settings leave out are NaN.

    ``steps`` marks the first month of a new way of recording; ``first_month`` is the calendar
    month of the first column, 0 = January.
    """

    names: tuple[str, ...]
    counts: Array
    steps: NDArray[np.bool_]
    first_month: int

    @property
    def mean(self) -> Array:
        """Of each series over the months judged."""
        mean: Array = np.nanmean(self.counts[:, -JUDGED:], axis=1)
        return mean


@cache
def london() -> Series:
    """What recorded crime counts of the shipped indicators, in each borough to December 2025."""
    settings, store, source = default_settings(), open_extracts(), Source.MPS_RECORDED_CRIME
    indicators = [
        i for i in settings.indicators if i.source is source and not (i.is_share or i.count_only)
    ]
    areas = store.areas(Level.BOROUGH, source=source)
    selections = [Selection(offences=indicator.offences) for indicator in indicators]
    panel = store.panel(source, Level.BOROUGH, areas, selections, LAST)
    months = panel.counts.shape[2]
    counts = panel.counts.copy()
    steps = np.zeros(counts.shape, dtype=bool)
    for at, indicator in enumerate(indicators):
        begun, left_out = changed_columns(indicator, settings, LAST, months)
        counts[:, at, list(left_out)] = np.nan
        steps[:, at, list(begun)] = True
    return Series(
        names=tuple(f"{area.name}, {i.name}" for area in areas for i in indicators),
        counts=counts.reshape(-1, months),
        steps=steps.reshape(-1, months),
        first_month=(LAST - (months - 1)).ordinal % 12,
    )
