from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.made_up import made_up_settings
from tests.support.scopes import scope
from xlsrc.domain.area import Level
from xlsrc.domain.month import Month
from xlsrc.domain.settings import MapMeasure
from xlsrc.extracts.panel import Selection
from xlsrc.extracts.store import Store
from xlsrc.maps.class_limits import difference_limits
from xlsrc.maps.lsoa_map import lsoa_map
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from xlsrc.maps.area_map import AreaFigure, AreaMap

LATEST = Month.parse("2025-12")


def lsoa_counts(to: Month) -> NDArray[np.float64]:
    store = Store.open(data_folder())
    here = scope(store, made_up_settings(), store.area("Barnet"), to)
    burglary = next(i for i in here.settings.indicators if i.id == "residential_burglary")
    lsoas = here.parts(Level.LSOA, burglary.source)
    panel = store.panel(
        burglary.source, Level.LSOA, lsoas, [Selection(offences=burglary.offences)], to
    )
    return panel.counts[:, 0]


def shown(borough: str = "Barnet", to: Month = LATEST, **settings: Any) -> AreaMap:
    chosen = dataclasses.replace(
        made_up_settings(),
        **{"map_indicator": "residential_burglary", **settings},
    )
    store = Store.open(data_folder())
    return lsoa_map(scope(store, chosen, store.area(borough), to))


def barnet_009a(found: AreaMap) -> AreaFigure:
    return next(figure for figure in found.figures if figure.area.name == "Barnet 009A")


def test_all_lsoas_of_the_borough_have_figures() -> None:
    assert len(shown().figures) == 220


def test_lsoas_run_to_the_month_of_the_other_sheets() -> None:
    assert shown().as_at == LATEST


def test_lsoas_that_end_earlier_keep_their_own_last_month() -> None:
    assert shown(to=Month.parse("2026-04")).as_at == Month.parse("2026-02")


def test_years_are_compared_by_the_months_that_both_have() -> None:
    found = shown()
    counts = lsoa_counts(LATEST)

    # The extract begins in February 2024.
    assert found.like_months == 11
    now, before = counts[:, -11:].sum(axis=1), counts[:, -23:-12].sum(axis=1)
    assert [one.before for one in found.figures] == before.tolist()
    assert [one.change for one in found.figures] == (now - before).tolist()
    assert {one.change_pct for one in found.figures} == {None}


def test_classes_of_differences_are_of_the_months_that_are_compared() -> None:
    found = shown(map_measure=MapMeasure.DIFFERENCE)
    counts = lsoa_counts(LATEST)

    assert found.limits == difference_limits(counts[:, -11:].sum(axis=1))
    assert not found.in_thirds


def test_whole_years_are_compared_as_they_are() -> None:
    assert shown(to=Month.parse("2026-02")).like_months == 12


def test_figures_are_those_of_the_extract() -> None:
    one = barnet_009a(shown(to=Month.parse("2026-02")))

    # March 2025 to February 2026: eight homes and one outbuilding; nine in the 12 months before.
    assert (one.volume, one.before, one.change) == (9.0, 9.0, 0.0)


def test_rates_are_of_the_lsoas_own_people() -> None:
    assert barnet_009a(shown(to=Month.parse("2026-02"))).rate == pytest.approx(1000 * 9 / 1376)


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


def test_classes_are_set_by_the_calendar_years_before_where_there_are_any() -> None:
    assert shown(to=Month.parse("2026-02")).limits_to == Month.parse("2025-12")
    assert shown().limits_to == LATEST


def test_an_indicator_that_the_extract_leaves_out_says_so() -> None:
    reason = shown(map_indicator="rape").reason

    assert reason == "Rape has no figures by LSOA: choose another on Settings."


def test_an_area_without_an_extract_of_lsoas_says_so() -> None:
    reason = shown("Camden").reason

    assert reason.startswith("No extract has figures by LSOA for Camden")
