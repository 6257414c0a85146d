"""Scopes of made-up stores, with the bundled populations."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tests.support.made_up import AREA, AS_AT
from xlsrc.extracts.chosen_source import leading_indicator
from xlsrc.extracts.places import shipped_places
from xlsrc.extracts.population import Populations, populations_for
from xlsrc.resources import data_folder
from xlsrc.scope import Scope

if TYPE_CHECKING:
    from xlsrc.domain.area import Area
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import Settings
    from xlsrc.extracts.store import Store


def scope(store: Store, settings: Settings, area: Area = AREA, as_at: Month = AS_AT) -> Scope:
    return Scope(
        store=store,
        settings=settings,
        area=area,
        leading=leading_indicator(settings.indicators, store, area).source,
        as_at=as_at,
        people=_people(),
    )


@cache
def _people() -> Populations:
    return populations_for(data_folder(), shipped_places())
