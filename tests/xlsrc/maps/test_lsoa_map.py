from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.made_up import made_up_settings
from tests.support.scopes import scope
from xlsrc.domain.month import Month
from xlsrc.domain.settings import MapMeasure
from xlsrc.extracts.store import Store
from xlsrc.maps.lsoa_map import lsoa_map
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from xlsrc.maps.area_map import AreaFigure, AreaMap

LATEST = Month.parse("2025-12")


def shown(borough: str = "Barnet", **settings: Any) -> AreaMap:
    chosen = dataclasses.replace(
        made_up_settings(),
        **{"map_indicator": "residential_burglary", **settings},
    )
    store = Store.open(data_folder())
    return lsoa_map(scope(store, chosen, store.area(borough), LATEST))


def barnet_009a(found: AreaMap) -> AreaFigure:
    return next(figure for figure in found.figures if figure.area.name == "Barnet 009A")


def test_all_lsoas_of_the_borough_have_figures() -> None:
    assert len(shown().figures) == 220


def test_lsoas_run_to_the_last_month_of_their_own_extract() -> None:
    assert shown().as_at == Month.parse("2026-02")


def test_an_as_at_month_that_somebody_set_holds_for_lsoas_too() -> None:
    assert shown(as_at=LATEST).as_at == LATEST


def test_figures_are_those_of_the_extract() -> None:
    one = barnet_009a(shown())

    # March 2025 to February 2026: eight homes and one outbuilding; nine in the 12 months before.
    assert (one.volume, one.before, one.change) == (9.0, 9.0, 0.0)


def test_rates_are_of_the_lsoas_own_people() -> None:
    assert barnet_009a(shown()).rate == pytest.approx(1000 * 9 / 1376)


@pytest.mark.parametrize(
    ("wanted", "instead"),
    [
        (MapMeasure.CHANGE, MapMeasure.DIFFERENCE),
        (MapMeasure.EXCEPTION, MapMeasure.VOLUME),
        (MapMeasure.RATE, MapMeasure.RATE),
    ],
)
def test_what_few_offences_cannot_bear_is_replaced(wanted: MapMeasure, instead: MapMeasure) -> None:
    assert shown(map_measure=wanted).measure is instead


def test_classes_are_set_by_the_calendar_year_before() -> None:
    assert shown().limits_to == Month.parse("2025-12")


def test_an_indicator_that_the_extract_leaves_out_says_so() -> None:
    reason = shown(map_indicator="rape").reason

    assert reason == "Rape has no figures by LSOA: choose another on Settings."


def test_an_area_without_an_extract_of_lsoas_says_so() -> None:
    reason = shown("Camden").reason

    assert reason.startswith("No extract has figures by LSOA for Camden")
