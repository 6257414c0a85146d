from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from scipy import stats

from tests.support.made_up import AS_AT
from tests.support.recorded_crime import indicator, settings_with, store_of
from tests.support.scopes import scope
from workbook.tables.defaults import default_tables
from workbook.tables.settings import settings
from xlsrc.extracts.offences import shipped_offences
from xlsrc.extracts.store import Store
from xlsrc.maps.wards import ward_exceptions, ward_p, ward_series
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


@pytest.mark.parametrize(
    ("z1", "z6", "larger"),
    [
        (-3.5, 2.0, 3.5),
        (2.0, 3.5, 3.5),
        (3.5, np.nan, 3.5),
        (np.nan, -2.2, 2.2),
        (0.1, 0.2, np.inf),
    ],
)
def test_a_wards_p_is_that_of_two_looks_from_two_sides(z1: float, z6: float, larger: float) -> None:
    wanted = 1.0 if np.isinf(larger) else 4 * stats.norm.sf(larger)

    assert ward_p(np.array([z1]), np.array([z6]))[0] == pytest.approx(wanted, rel=1e-9)


def test_a_ward_of_which_nothing_is_known_has_no_p() -> None:
    assert np.isnan(ward_p(np.array([np.nan]), np.array([np.nan]))[0])
