"""South Yorkshire's street files of 2018 to 2021 and of 2025: every figure counted twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from tests.support.paths import SHARED
from tests.support.second_count import ALL, ASB, incidents, months_to, people, placed, places_in
from tests.support.second_figures import FOUR, KINDS, Second, shown
from xlsrc.extracts.store import Store

if TYPE_CHECKING:
    from xlsrc.assessment import Dashboard

FOLDER = SHARED / "data" / "police-uk"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="needs South Yorkshire's street files"),
]
OLDER, NEWER, BOTH = "2018-2021", "2025", ""
ENDS = [
    (OLDER, "2021-09"),
    (OLDER, "2021-06"),  # July 2019 is among the year before
    (OLDER, "2020-06"),  # and among the year
    (OLDER, "2019-06"),
    (NEWER, "2025-12"),
    (BOTH, "2025-12"),
    (BOTH, "2021-09"),
]
CASES = [(folder, end, code) for folder, end in ENDS for code in FOUR]


@pytest.fixture(scope="module")
def rows() -> dict[str, pd.DataFrame]:
    found = {one: placed(incidents((FOLDER / one).glob("*.zip"))) for one in (OLDER, NEWER)}
    return {**found, BOTH: pd.concat(found.values(), ignore_index=True)}


@pytest.fixture(scope="module")
def second(rows: dict[str, pd.DataFrame]) -> dict[str, Second]:
    return {name: Second(one) for name, one in rows.items()}


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Store]:
    cache = tmp_path_factory.mktemp("cache")
    return {one: Store.open(FOLDER / one, cache=cache) for one in (OLDER, NEWER, BOTH)}


@pytest.fixture(
    scope="module", params=CASES, ids=lambda case: "-".join((case[0] or "both", *case[1:]))
)
def case(
    request: pytest.FixtureRequest, stores: dict[str, Store]
) -> tuple[str, str, str, Dashboard]:
    folder, end, code = request.param
    return folder, end, code, shown(stores[folder], code, end)


Case = tuple[str, str, str, "Dashboard"]


def test_volumes_and_changes_are_as_counted(case: Case, second: dict[str, Second]) -> None:
    folder, end, code, dashboard = case
    for one in dashboard.assessments:
        kind = one.indicator.id
        now, before = (second[folder].volume(code, kind, end, 12, back) for back in (0, 12))
        assert one.volume.last_12 == now, kind
        assert one.volume.last_12_before == before, kind
        assert one.volume.last_3 == second[folder].volume(code, kind, end, 3), kind
        assert one.volume.last_3_before == second[folder].volume(code, kind, end, 3, 12), kind
        moved = None if now is None or before is None else now - before
        assert one.change.difference == moved, kind
        if moved is not None and before and one.change.percent is not None:
            assert one.change.percent == pytest.approx(100 * moved / before), kind


def test_rates_and_peers_are_as_counted(case: Case, second: dict[str, Second]) -> None:
    folder, end, code, dashboard = case
    year = min(int(months_to(end, 12)[0][:4]), 2022)
    residents = people("authority")[year]
    for one in dashboard.assessments:
        kind = one.indicator.id
        counts = {area: second[folder].volume(area, kind, end, 12) for area in FOUR}
        if counts[code] is None:
            assert (one.peers.rate, one.peers.rank) == (None, None), kind
            continue
        rates = {area: 1000 * (count or 0) / residents[area] for area, count in counts.items()}
        places = pd.Series(rates).rank(method="min")
        assert one.peers.population_year == year
        assert one.peers.rate == pytest.approx(rates[code]), kind
        assert (one.peers.rank, one.peers.rank_of) == (places[code], 4), kind
        assert {row.area.code: row.count for row in one.peers.rows} == counts, kind
        assert {row.area.code: row.residents for row in one.peers.rows} == {
            area: residents[area] for area in FOUR
        }
        assert {row.area.code: row.rank for row in one.peers.rows} == places.to_dict(), kind


def test_wards_are_as_counted(case: Case, second: dict[str, Second]) -> None:
    folder, end, code, dashboard = case
    assert {one.indicator.id for one in dashboard.wards} == set(KINDS)
    for one in dashboard.wards:
        sure = second[folder].monthly("ward", code, one.indicator.id)
        perhaps = second[folder].perhaps("ward", code, one.indicator.id)
        there = [month for month in months_to(end, 36) if month in second[folder].months]
        assert [str(month) for month in one.months] == there
        for ward, counts in zip(one.wards, one.counts, strict=True):
            for month, count in zip(one.months, counts, strict=True):
                at = ward.code, str(month)
                assert count is not None, (one.indicator.id, at)
                assert sure[at] <= count <= sure[at] + perhaps[at], (one.indicator.id, at)


@pytest.mark.parametrize("kind", [ALL, ASB, "Burglary"])
@pytest.mark.parametrize(("folder", "end"), [(OLDER, "2021-09"), (NEWER, "2025-12")])
@pytest.mark.parametrize("code", FOUR)
def test_small_areas_are_as_counted(
    folder: str, end: str, kind: str, code: str, stores: dict[str, Store], second: dict[str, Second]
) -> None:
    dashboard = shown(stores[folder], code, end, mapped=kind)
    year = months_to(end, 12)
    for level, area_map in (("ward", dashboard.ward_map), ("lsoa", dashboard.lsoa_map)):
        assert area_map is not None
        residents = people(level)[area_map.population_year]
        sure = second[folder].monthly(level, code, kind)
        perhaps = second[folder].perhaps(level, code, kind)
        assert {one.area.code for one in area_map.figures} == places_in(code, level)
        for figure in area_map.figures:
            place = figure.area.code
            least = sum(sure[place, month] for month in year)
            most = least + sum(perhaps[place, month] for month in year)
            assert figure.volume is not None, place
            assert least <= figure.volume <= most, place
            assert figure.rate == pytest.approx(1000 * figure.volume / residents[place]), place
