"""A made-up release of recorded crime: any counts by offence, and by ward, as a Store."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tests.support.made_up import AREA, AS_AT, WARDS, made_up_settings
from tests.support.scopes import scope
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Indicator, Polarity, Source
from xlsrc.drivers.drivers import Breakdown, breakdowns
from xlsrc.extracts.extract import Extract
from xlsrc.extracts.label import Label
from xlsrc.extracts.store import Store
from xlsrc.series.series import series_set
from xlsrc.series.ward_panel import ward_panel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsrc.domain.settings import Settings

MONTHS = tuple(AS_AT.ordinal - back for back in range(23, -1, -1))
VINTAGE = "2026-01"


def indicator(*offences: str, **fields: Any) -> Indicator:
    """A count of recorded crime."""
    plain = Indicator(
        id="made_up",
        name="Made-up",
        sections=(),
        headline=False,
        polarity=Polarity.LOWER,
        source=Source.MPS_RECORDED_CRIME,
        offences=offences,
    )
    return replace(plain, **fields)


def settings_with(*indicators: Indicator) -> Settings:
    """The shipped settings with these indicators and no known change."""
    return replace(made_up_settings(), indicators=indicators, known_changes=())


def store_of(
    by_offence: Mapping[tuple[str, str], Sequence[float]],
    by_ward: Sequence[Sequence[float]] = (),
    *,
    months: Sequence[int] = MONTHS,
    ward_vintage: str = VINTAGE,
) -> Store:
    """24 months of release labels (group, label) in Barnet, and of the first label in wards."""
    labels = tuple(Label(group=group, offence=offence) for group, offence in by_offence)
    extracts = [_extract(Level.BOROUGH, (AREA,), labels, [list(by_offence.values())], months)]
    if by_ward:
        wards = WARDS[: len(by_ward)]
        cube = [[counts] for counts in by_ward]
        extract = _extract(Level.WARD, wards, labels[:1], cube, months)
        extracts.append(replace(extract, vintage=ward_vintage))
    return Store(folder=Path(), extracts=tuple(extracts), faults=())


def _extract(
    level: Level,
    areas: tuple[Area, ...],
    labels: tuple[Label, ...],
    cube: Sequence[Sequence[Sequence[float]]],
    months: Sequence[int],
) -> Extract:
    counts = np.array(cube, dtype=np.float64)
    area, label, month = np.indices(counts.shape)
    return Extract(
        source=Source.MPS_RECORDED_CRIME,
        layout="made up",
        level=level,
        vintage=VINTAGE,
        file=f"{level}.csv",
        sha256="",
        sparse=True,
        illustrative=False,
        months=tuple(months),
        areas=areas,
        labels=labels,
        area=area.ravel().astype(np.int32),
        label=label.ravel().astype(np.int32),
        month=np.array(months, dtype=np.int32)[month.ravel()],
        count=counts.ravel(),
        denominator=np.full(counts.size, np.nan),
    )


def broken_down(store: Store, settings: Settings, *, months: int = 12) -> tuple[Breakdown, ...]:
    """The breakdowns of the first indicator: by offence, by ward."""
    series = series_set(store, settings.indicators, AREA, Level.BOROUGH, AS_AT)
    here = scope(store, settings)
    return breakdowns(here, series, ward_panel(here), months=months)[0]
