from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from tests.support.made_up import AS_AT, WARDS, made_up_settings
from tests.support.scopes import scope
from xlsrc.defaults import default_settings
from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.domain.settings import MapMeasure
from xlsrc.extracts.store import Store
from xlsrc.maps.area_map import AreaFigure, AreaMap, WhyAbsent
from xlsrc.maps.class_limits import difference_limits, thirds
from xlsrc.maps.ward_map import ward_map
from xlsrc.resources import data_folder
from xlsrc.series.outside import Kind, Outside, Standing
from xlsrc.series.ward_panel import ward_panel

INDICATOR = made_up_settings().indicators[0]


def figure(rate: float | None = None, outside: Outside | None = None) -> AreaFigure:
    return AreaFigure(
        area=WARDS[0],
        volume=10.0,
        before=12.0,
        change=-2.0,
        change_pct=None,
        why_absent=WhyAbsent.TOO_FEW,
        rate=rate,
        outside=outside,
    )


def shown(measure: MapMeasure, *, judged: bool = True) -> AreaMap:
    return AreaMap(
        indicator=INDICATOR,
        measure=measure,
        as_at=AS_AT,
        limits=(3.0, 4.0, 5.0, 6.0),
        judged=judged,
    )


def above() -> Outside:
    return Outside(
        kind=Kind.ONE_MONTH,
        standing=Standing.NEW,
        since=AS_AT,
        until=AS_AT,
        back=None,
        first=AS_AT,
        last=AS_AT,
        seen=9.0,
        low=1.0,
        high=5.0,
        z=4.0,
    )


def sample_map(as_at: Month, **settings: Any) -> AreaMap:
    store = Store.open(data_folder())
    chosen = dataclasses.replace(made_up_settings(), **settings)
    here = scope(store, chosen, as_at=as_at)
    return ward_map(here, ward_panel(here), (), ())


@pytest.mark.parametrize(("rate", "expected"), [(2.94, 0), (2.96, 1), (3.0, 1), (5.99, 4)])
def test_the_rounded_rate_is_classified(rate: float, expected: int) -> None:
    assert shown(MapMeasure.RATE).class_of(figure(rate)) == expected


def test_a_ward_without_a_figure_has_no_class() -> None:
    assert shown(MapMeasure.RATE).class_of(figure(None)) is None


def test_zero_is_a_value() -> None:
    assert shown(MapMeasure.RATE).class_of(figure(0.0)) == 0


def test_an_exception_above_is_in_the_darkest_class() -> None:
    assert shown(MapMeasure.EXCEPTION).class_of(figure(outside=above())) == 4


def test_a_ward_that_nobody_judged_is_not_called_usual() -> None:
    assert shown(MapMeasure.EXCEPTION, judged=False).class_of(figure()) is None


def test_a_difference_is_large_when_it_is_twice_what_chance_gives() -> None:
    # Counts of 8 differ by 4 on average (the root of 16).
    assert difference_limits(np.array([6.0, 8.0, 10.0, np.nan])) == (-7.0, -3.0, 4.0, 8.0)


def test_thirds_are_by_how_far_areas_moved_either_way() -> None:
    moved = np.array([0.0, 1.0, -1.0, -5.0, 6.0, -6.0, -20.0, 30.0, -25.0, np.nan])

    assert thirds(moved) == (-10.0, -3.0, 4.0, 11.0)


def test_limits_stay_the_same_within_a_year() -> None:
    months = [Month.parse(text) for text in ("2025-03", "2025-06", "2025-12")]

    limits = {sample_map(month, map_indicator="residential_burglary").limits for month in months}
    assert len(limits) == 1


def test_limits_are_set_by_the_december_before() -> None:
    found = sample_map(Month.parse("2025-06"), map_indicator="residential_burglary")

    assert found.limits_to == Month.parse("2024-12")


def test_the_wards_of_every_class_and_those_without_one_are_counted() -> None:
    rates = (2.0, 3.0, 3.4, 5.0, 9.0, None)
    figures = tuple(figure(rate) for rate in rates)

    found = dataclasses.replace(shown(MapMeasure.RATE), figures=figures)
    assert found.in_classes == (1, 2, 0, 1, 1, 1)


def test_classes_of_vehicle_theft_are_natural_breaks_of_two_years() -> None:
    found = sample_map(Month.parse("2025-12"), map_indicator="theft_of_vehicle")

    assert (found.limits, found.limits_to) == ((3.3, 4.3, 5.2, 6.2), Month.parse("2024-12"))
    assert found.in_classes == (4, 8, 3, 5, 4, 0)


def test_years_that_put_most_wards_in_one_class_give_way_to_these_12_months() -> None:
    store = Store.open(data_folder())
    islington = next(a for a in store.areas(Level.BOROUGH) if a.name == "Islington")
    chosen = dataclasses.replace(
        default_settings(), map_indicator="drug_trafficking", map_measure=MapMeasure.VOLUME
    )
    here = scope(store, chosen, area=islington)
    found = ward_map(here, ward_panel(here), (), ())

    assert found.limits_to == found.as_at
    assert max(found.in_classes[:5]) <= 2 / 3 * sum(found.in_classes[:5])


@pytest.mark.parametrize(
    ("measure", "indicator", "in_classes"),
    [
        (MapMeasure.CHANGE, "personal_robbery", True),
        (MapMeasure.DIFFERENCE, "bicycle_theft", True),
        (MapMeasure.CHANGE, "residential_burglary", False),
        (MapMeasure.DIFFERENCE, "residential_burglary", False),
    ],
)
def test_a_map_of_changes_tells_wards_apart(
    measure: MapMeasure, indicator: str, *, in_classes: bool
) -> None:
    found = sample_map(AS_AT, map_indicator=indicator, map_measure=measure)

    assert found.in_thirds is in_classes
    assert max(found.in_classes[:5]) <= 2 / 3 * sum(found.in_classes[:5])


def test_an_indicator_of_the_borough_alone_says_so() -> None:
    found = sample_map(AS_AT, map_indicator="asb_incidents")

    assert found.reason == "ASB incidents has no figures by ward: choose another on Settings."


def test_an_indicator_of_files_that_are_not_there_says_so() -> None:
    asb = next(one for one in default_settings().indicators if one.id == "asb_incidents")
    assert asb.source is Source.POLICE_UK

    found = sample_map(AS_AT, map_indicator=asb.id, indicators=(asb,))

    assert found.reason == "ASB incidents has no figures by ward: choose another on Settings."


def test_rates_are_of_the_wards_own_people() -> None:
    found = sample_map(AS_AT, map_indicator="residential_burglary")

    # 93 offences among 10,679 residents.
    garden_suburb = next(f for f in found.figures if f.area.name == "Garden Suburb")
    assert garden_suburb.rate == pytest.approx(8.7, abs=0.05)
