from __future__ import annotations

from functools import cache

import numpy as np

from tests.support.made_up import AS_AT
from tests.support.recorded_crime import indicator, settings_with, store_of
from tests.support.scopes import scope
from workbook.tables.defaults import default_tables
from workbook.tables.settings import settings
from xlsrc.extracts.offences import shipped_offences
from xlsrc.extracts.store import Store
from xlsrc.maps.wards import ward_exceptions, ward_series
from xlsrc.resources import data_folder
from xlsrc.series.ward_panel import ward_panel

SHIPPED = settings(default_tables(), shipped_offences().names)
TOTALS = {"total_notifiable", "mopac7_total", "burglary", "robbery"}


@cache
def sample_exceptions() -> tuple[tuple[str, str], ...]:
    store = Store.open(data_folder())
    here = scope(store, SHIPPED)
    return tuple((i.id, ward.name) for i, ward, _ in ward_exceptions(here, ward_panel(here)))


def test_totals_of_other_indicators_are_no_ward_exceptions() -> None:
    assert not TOTALS & {name for name, _ in sample_exceptions()}


def test_what_is_part_of_a_total_still_is_one() -> None:
    assert "theft_from_vehicle" in {name for name, _ in sample_exceptions()}


def test_two_indicators_of_the_same_offences_are_both_looked_at() -> None:
    rng = np.random.default_rng(11)
    series = rng.poisson(40, 84).astype(float)
    series[-1] = 400
    months = [AS_AT.ordinal - back for back in range(83, -1, -1)]
    label = ("ROBBERY", "ROBBERY OF PERSONAL PROPERTY")
    store = store_of({label: series.tolist()}, [series.tolist()], months=months)
    twice = settings_with(
        indicator("Personal robbery", id="one"), indicator("Personal robbery", id="two")
    )

    here = scope(store, twice)

    found = ward_exceptions(here, ward_panel(here))

    assert {i.id for i, _, _ in found} == {"one", "two"}


def test_totals_keep_their_ward_series() -> None:
    store = Store.open(data_folder())
    found = ward_series(ward_panel(scope(store, SHIPPED)))

    assert {series.indicator.id for series in found} >= TOTALS
