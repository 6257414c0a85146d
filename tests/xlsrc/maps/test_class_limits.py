"""Natural breaks against every way of cutting the values, and on every borough's wards."""

from __future__ import annotations

import dataclasses
from functools import cache
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.scopes import scope
from xlsrc.defaults import default_settings
from xlsrc.domain.area import Area, Level
from xlsrc.domain.settings import MapMeasure
from xlsrc.extracts.store import Store
from xlsrc.maps.class_limits import natural_breaks
from xlsrc.maps.ward_map import ward_map
from xlsrc.resources import data_folder
from xlsrc.series.ward_panel import ward_panel


@cache
def store() -> Store:
    return Store.open(data_folder())


def boroughs() -> tuple[Area, ...]:
    return tuple(sorted(store().areas(Level.BOROUGH), key=lambda area: area.name))


@pytest.mark.parametrize(
    ("values", "limits"),
    [
        ([2.0, 3.0, 4.0, 5.0, 6.0, 7.0], (3.0, 4.0, 5.0, 6.0)),
        ([1.0, 2.0, 11.0, 12.0, 21.0, 22.0, 31.0, 32.0, 41.0, 42.0], (11.0, 21.0, 31.0, 41.0)),
        ([0.0, 0.0, 0.0], (1.0, 2.0, 3.0, 4.0)),
        ([0.0, 0.0, 5.0, 5.0], (5.0, 6.0, 7.0, 8.0)),
        ([7.0, np.nan], (8.0, 9.0, 10.0, 11.0)),
        ([np.nan, np.nan], ()),
    ],
)
def test_limits_are_the_least_values_of_their_classes(
    values: list[float], limits: tuple[float, ...]
) -> None:
    assert natural_breaks(np.array(values), 1.0) == limits


def test_rates_are_classified_as_printed() -> None:
    rates = np.array([2.44, 2.46, 2.54, 3.0, 3.1, 4.0, 4.1, 5.0, 5.1, 6.0])

    assert all(round(one, 1) == one for one in natural_breaks(rates, 0.1))


def test_one_outlier_is_no_class_of_its_own() -> None:
    values = np.array([*np.arange(2.0, 25.0), 900.0])

    assert sum(values >= natural_breaks(values, 1.0)[-1]) >= 4


def within(values: list[float], limits: tuple[float, ...]) -> float:
    """The squared distances of the values from the means of their classes."""
    at = np.searchsorted(np.array(limits), values, side="right")
    groups = [np.array(values)[at == one] for one in range(5)]
    return float(sum(((one - one.mean()) ** 2).sum() for one in groups if one.size))


def sizes(values: list[float], limits: tuple[float, ...]) -> np.ndarray:
    return np.bincount(np.searchsorted(np.array(limits), values, side="right"), minlength=5)


@pytest.mark.slow
@given(st.lists(st.integers(0, 40).map(float), min_size=20, max_size=26))
def test_no_other_classes_within_the_bounds_lie_closer_together(values: list[float]) -> None:
    different = sorted(set(values))
    others = [
        cut
        for cut in combinations(different[1:], 4)
        if sizes(values, cut).min() >= 4 and sizes(values, cut).max() <= int(0.4 * len(values))
    ]
    if not others:
        return
    limits = natural_breaks(np.array(values), 1.0)
    best = min(within(values, cut) for cut in others)
    assert within(values, limits) == pytest.approx(best, abs=1e-6)
    assert limits in others


@pytest.mark.slow
@pytest.mark.parametrize("measure", [MapMeasure.RATE, MapMeasure.VOLUME])
@pytest.mark.parametrize("borough", boroughs(), ids=lambda area: area.name)
def test_no_class_has_two_thirds_of_a_boroughs_wards(borough: Area, measure: MapMeasure) -> None:
    settings = dataclasses.replace(default_settings(), area=borough.name, map_measure=measure)
    here = scope(store(), settings, area=borough)
    panel = ward_panel(here)
    full = []
    for indicator in panel.indicators:
        chosen = dataclasses.replace(settings, map_indicator=indicator.id)
        shown = ward_map(dataclasses.replace(here, settings=chosen), panel, (), ())
        *classes, _ = shown.in_classes
        if max(classes) > 2 / 3 * sum(classes):
            full.append((indicator.id, classes))
    assert (len(panel.indicators) > 15, full) == (True, [])
