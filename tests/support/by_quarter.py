"""Dashboards of made-up Home Office tables of a few London boroughs; no figure is a true one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from tests.support.home_office import BURGLARY, COVER, HEADER, SHOPLIFTING, as_xlsx, row
from xlsrc.assess import dashboard
from xlsrc.defaults import default_settings
from xlsrc.domain.indicator import Indicator, Polarity, Source, SourceChoice
from xlsrc.extracts.store import Store
from xlsrc.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

    from tests.support.home_office import Cell
    from xlsrc.assessment import Assessment, Dashboard

SEED: Final = 15
BOROUGHS: Final = ("Barnet", "Brent", "Camden", "Ealing", "Enfield", "Harrow", "Kingston")
FORCE: Final = "Metropolitan Police"
YEARS: Final = range(2021, 2025)
"""The financial years of the tables, each by its first calendar year."""

Rows = list[tuple["Cell", ...]]


def made_up_rows(boroughs: Sequence[str] = BOROUGHS, years: range = YEARS) -> Rows:
    """Four quarters a year, drawn by chance: 100 to 199 burglaries, 300 to 399 of shops."""
    drawn = np.random.default_rng(SEED)
    return [
        row(
            f"{year}/{(year + 1) % 100}",
            quarter,
            borough,
            what,
            int(drawn.integers(low, low + 100)),
            force=FORCE,
        )
        for year in years
        for quarter in (1, 2, 3, 4)
        for borough in boroughs
        for what, low in ((BURGLARY, 100), (SHOPLIFTING, 300))
    ]


def indicator(name: str, *offences: str, source: Source = Source.HOME_OFFICE) -> Indicator:
    """An indicator of one source."""
    return Indicator(
        id=name.lower(),
        name=name,
        sections=("overall",),
        headline=True,
        polarity=Polarity.LOWER,
        source=source,
        offences=offences or (name,),
        lag_months=4,
        choices=(SourceChoice(source=source, offences=offences or (name,), lag_months=4),),
    )


QUARTERLY: Final = (indicator("Burglary"), indicator("Shoplifting"))


def saved(folder: Path, rows: Sequence[Sequence[Cell]], name: str = "2025-07/made up.xlsx") -> None:
    """The rows as a workbook of Home Office tables."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(as_xlsx({"Cover": COVER, "CSP": [HEADER, *rows]}))


def shown(
    folder: Path,
    indicators: Sequence[Indicator] = QUARTERLY,
    **settings: Any,
) -> Dashboard:
    """The figures of Barnet that a folder gives, without targets and known changes."""
    chosen = replace(
        default_settings(),
        indicators=tuple(indicators),
        known_changes=(),
        **{"targets": (), **settings},
    )
    return dashboard(Scope.of(Store.open(folder, cache=None), chosen))


def of(found: Dashboard, name: str) -> Assessment:
    """The assessment of an indicator by its name."""
    return next(one for one in found.assessments if one.indicator.name == name)
