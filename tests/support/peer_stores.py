"""Made-up street files of partnerships anywhere, and everybody's people, for comparisons."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tests.support.made_up import AS_AT, made_up_settings
from tests.support.recorded_crime import MONTHS, indicator
from xlsrc.comparison.peers import comparisons
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.settings import PeerGroup
from xlsrc.extracts.extract import Extract
from xlsrc.extracts.label import Label
from xlsrc.extracts.peer_words import all_partnerships, named_peers
from xlsrc.extracts.places import shipped_places
from xlsrc.extracts.population import Populations, populations_for
from xlsrc.extracts.store import Store
from xlsrc.resources import data_folder
from xlsrc.scope import Scope
from xlsrc.series.series import series_set

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsrc.comparison.comparison import Comparison
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.month import Month

BURGLARY = indicator("Burglary", source=Source.POLICE_UK)


def known(name: str) -> Area:
    area = shipped_places().known(name)
    assert area is not None
    return area


ARSON = indicator("Arson")
_LABELS = {
    Source.POLICE_UK: Label(group="Burglary", offence="Burglary"),
    Source.MPS_RECORDED_CRIME: Label(group="ARSON AND CRIMINAL DAMAGE", offence="ARSON"),
}


def street(counts: Mapping[str, float], source: Source = Source.POLICE_UK) -> Extract:
    """24 months of so many burglaries (or arsons) each, in areas by name or code."""
    areas = tuple(known(name) for name in counts)
    area, month = np.indices((len(areas), len(MONTHS)))
    each = np.array(list(counts.values()), dtype=np.float64)
    return Extract(
        source=source,
        layout="made up",
        level=Level.BOROUGH,
        vintage="2026-01",
        file="street.csv",
        sha256="",
        sparse=True,
        illustrative=False,
        months=MONTHS,
        areas=areas,
        labels=(_LABELS[source],),
        area=area.ravel().astype(np.int32),
        label=np.zeros(area.size, dtype=np.int32),
        month=np.array(MONTHS, dtype=np.int32)[month.ravel()],
        count=each[area.ravel()],
        denominator=np.full(area.size, np.nan),
    )


def store(*extracts: Extract) -> Store:
    return Store(folder=Path(), extracts=extracts, faults=())


def group(*names: str) -> PeerGroup:
    """A peer group as the PeerGroups table has it."""
    named = named_peers(names, shipped_places())
    assert named.faults == ()
    return PeerGroup(id="made_up", name="Made-up group", members=named.members, among=named.among)


def compared(
    held: Store,
    area: Area,
    peers: PeerGroup,
    *indicators: Indicator,
    as_at: Month = AS_AT,
) -> tuple[Comparison, ...]:
    """The comparisons of an area by burglary, or by some indicators."""
    shown = indicators or (BURGLARY,)
    settings = replace(made_up_settings(), indicators=shown, peer_group=peers, known_changes=())
    held = held.holding([area])
    scope = Scope(
        store=held,
        settings=settings,
        area=area,
        leading=shown[0].source,
        as_at=as_at,
        people=everybody(),
    )
    return comparisons(scope, series_set(held, shown, area, Level.BOROUGH, as_at))


@cache
def everybody() -> Populations:
    """The people of every area, by year, as they come with the program."""
    return populations_for(data_folder(), shipped_places())


def every_partnership(per_month: float = 9.0) -> dict[str, float]:
    """Every partnership by its code, each with its own number of burglaries a month."""
    return {area.code: per_month + at for at, area in enumerate(all_partnerships())}
