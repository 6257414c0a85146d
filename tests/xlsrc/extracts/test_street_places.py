"""Where a row of data.police.uk lies: by its LSOA's code, else its point, else its LSOA's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.street import ASB, Incidents, lsoa_of, months, name, rows, street_file
from xlsrc.domain.area import Area, Level
from xlsrc.extracts.gate.finding import Severity
from xlsrc.extracts.places import shipped_places

if TYPE_CHECKING:
    from collections.abc import Callable

    from xlsrc.extracts.store import Store

SOMERSET = "Avon and Somerset Constabulary"
USUAL = [
    Incidents(place="Bristol", kind="Burglary", number=40),
    Incidents(place="Somerset", kind="Burglary", number=30),
    Incidents(place="Somerset", kind=ASB, number=30),
]


def held(store: Store, level: Level = Level.BOROUGH) -> dict[str, int]:
    found: dict[str, int] = {}
    for extract in store.extracts:
        if extract.level is level:
            for area, count in zip(extract.area.tolist(), extract.count, strict=True):
                key = extract.areas[area].name
                found[key] = found.get(key, 0) + int(count)
    return found


def without_codes(text: str, place: str, *, name_too: bool = True) -> str:
    where = lsoa_of(place)
    return text.replace(f",{where.code},{where.name},", ",,," if name_too else f",,{where.name},")


@pytest.mark.parametrize(
    ("named", "area"),
    [
        ("Bristol", Area(code="E06000023", name="Bristol")),
        ("Mendip", Area(code="E06000066", name="Somerset")),
        ("Hull", Area(code="E06000010", name="Kingston upon Hull")),
        ("Wrexham", Area(code="W06000006", name="Wrexham")),
        ("Westminster", shipped_places().area_of("Westminster")),
        ("Barnet", Area(code="E09000003", name="Barnet")),
    ],
)
def test_a_row_lies_in_the_authority_of_2024(
    store_of: Callable[..., Store], named: str, area: Area
) -> None:
    """Whatever the LSOA is called: 'Mendip 001A' is in Somerset now."""
    store = store_of({"a.csv": street_file(rows("F", "2024-05", [one_in(named)]))})

    assert store.areas(Level.BOROUGH) == (area,)
    assert {one.borough for one in store.areas(Level.LSOA)} == {area.name}
    assert {one.borough for one in store.areas(Level.WARD)} == {area.name}
    assert [one.code for one in store.areas(Level.LSOA)] == [lsoa_of(named).code]


def one_in(place: str) -> Incidents:
    return Incidents(place=place, kind="Burglary", number=1)


def test_every_borough_of_london_is_called_as_in_all_other_extracts(
    store_of: Callable[..., Store],
) -> None:
    london = [one.area for one in shipped_places().boroughs]
    found = rows("F", "2024-05", [one_in(one.name) for one in london])
    store = store_of({"a.csv": street_file(found)})

    assert set(store.areas(Level.BOROUGH)) == set(london)


def test_a_code_of_2011_lies_in_the_lsoa_that_it_became(store_of: Callable[..., Store]) -> None:
    """E01007853 and three others of Sheffield were joined or split; without a point it is one."""
    from xlsrc.national.bundle import bundle

    code, at = bundle().before[0].decode(), int(bundle().before_lsoa[0])
    where = lsoa_of("Barnet")
    text = street_file(rows("F", "2024-05", [one_in("Barnet")]))
    point = f",{where.longitude},{where.latitude},"
    store = store_of({"a.csv": text.replace(where.code, code).replace(point, ",,,")})

    assert [one.code for one in store.areas(Level.LSOA)] == [bundle().lsoas[at].decode()]
    assert "1 rows have an LSOA code of 2011 that is none of 2021" in store.extracts[0].notes


def test_a_row_without_a_code_lies_where_its_point_is(store_of: Callable[..., Store]) -> None:
    text = street_file(rows(SOMERSET, "2024-05", USUAL))
    store = store_of({"a.csv": without_codes(text, "Bristol")})

    assert held(store) == {"Bristol": 40, "Somerset": 60}
    assert store.extracts[0].notes == (
        "40 rows without the code of an LSOA lie where their point is",
    )


def test_a_point_that_all_rows_have_tells_nothing(store_of: Callable[..., Store]) -> None:
    """A police station's, in whose LSOA the rows with a code are not."""
    text = street_file(rows(SOMERSET, "2024-05", USUAL))
    for place in ("Bristol", "Somerset"):
        where = lsoa_of(place)
        text = text.replace(f",{where.longitude},{where.latitude},", ",-1.0,53.0,")
    store = store_of({"a.csv": without_codes(text, "Bristol")})

    assert held(store) == {"Somerset": 60, f"Unknown ({SOMERSET})": 40}


def test_a_row_without_code_or_point_lies_where_its_lsoa_s_name_is(
    store_of: Callable[..., Store],
) -> None:
    where = lsoa_of("Bristol")
    text = street_file(rows(SOMERSET, "2024-05", USUAL))
    text = text.replace(f",{where.longitude},{where.latitude},", ",,,")
    store = store_of({"a.csv": without_codes(text, "Bristol", name_too=False)})

    assert held(store) == {"Bristol": 40, "Somerset": 60}


def test_a_row_in_scotland_has_no_place(store_of: Callable[..., Store]) -> None:
    where = lsoa_of("Bristol")
    text = street_file(rows(SOMERSET, "2024-05", USUAL))
    text = text.replace(f",{where.longitude},{where.latitude},", ",-3.19,55.95,")
    store = store_of({"a.csv": without_codes(text, "Bristol")})

    assert held(store) == {"Somerset": 60, f"Unknown ({SOMERSET})": 40}
    assert held(store, Level.LSOA) == {lsoa_of("Somerset").name: 60}


def test_codes_that_are_lost_while_points_stay_are_noted_and_counted(
    store_of: Callable[..., Store],
) -> None:
    over = months("2023-04", "2025-03")
    files = {name(month, SOMERSET): street_file(rows(SOMERSET, month, USUAL)) for month in over}
    for month in over[18:]:
        at = name(month, SOMERSET)
        files[at] = without_codes(files[at], "Bristol")
    store = store_of(files)

    (finding,) = store.findings

    assert (finding.rule, finding.severity) == ("street-pointed", Severity.NOTES)
    assert held(store) == {"Bristol": 40 * 24, "Somerset": 60 * 24}


def test_a_list_of_areas_beside_the_extracts_names_its_own(store_of: Callable[..., Store]) -> None:
    own = "code,name,aliases,group,has_mps_data\nE06000023,Bristol City,Bristol,,no\n"
    store = store_of({"areas.csv": own, "a.csv": street_file(rows(SOMERSET, "2024-05", USUAL))})

    assert {one.name for one in store.areas(Level.BOROUGH)} == {"Bristol City", "Somerset"}
