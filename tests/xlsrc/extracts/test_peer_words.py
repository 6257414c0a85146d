"""Peers by name, by code and in words, and what a list says that means nothing."""

from __future__ import annotations

import pytest

from xlsrc.domain.area import Area
from xlsrc.extracts.peer_words import all_partnerships, force_of, named_peers
from xlsrc.extracts.places import shipped_places

PLACES = shipped_places()
SOUTH_YORKSHIRE = ("Barnsley", "Doncaster", "Rotherham", "Sheffield")


def members(*names: str) -> tuple[str, ...]:
    found = named_peers(names, PLACES)
    assert found.faults == ()
    return tuple(area.name for area in found.members)


def fault(name: str) -> str:
    found = named_peers([name], PLACES)
    assert (found.members, found.among) == ((), ())
    return found.faults[0]


@pytest.mark.parametrize(
    "words",
    [
        "all of South Yorkshire",
        "South Yorkshire partnerships",
        "all partnerships of South Yorkshire Police",
        "  ALL  of south yorkshire ",
    ],
)
def test_the_partnerships_of_a_police_force(words: str) -> None:
    assert members(words) == SOUTH_YORKSHIRE


def test_a_force_whose_name_has_an_ampersand() -> None:
    # Cornwall, the Isles of Scilly, Plymouth, Torbay, Exeter, and three of Devon's districts.
    assert len(members("all of Devon and Cornwall")) == len(members("all of Devon & Cornwall")) == 8


def test_partnerships_of_several_authorities_stand_for_these() -> None:
    found = named_peers(["all of South Wales"], PLACES).members

    assert Area(code="W14000023", name="Cwm Taf") in found
    assert "Merthyr Tydfil" not in {area.name for area in found}


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("all that have data", 314),
        ("England and Wales", 314),
        ("England", 293),
        ("wales", 21),
    ],
)
def test_a_part_of_the_country_is_of_those_with_data(words: str, number: int) -> None:
    found = named_peers([words], PLACES)

    assert (len(found.members), len(found.among)) == (0, number)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("all London boroughs", 32),
        ("London boroughs", 32),
        ("all of London", 32),
        ("London", 32),
        ("outer London", 20),
        ("inner  London", 12),
    ],
)
def test_groups_of_london(words: str, number: int) -> None:
    assert len(members(words)) == number


def test_each_area_counts_once() -> None:
    assert members("Sheffield", "all of South Yorkshire", "E08000019") == (
        "Sheffield",
        "Barnsley",
        "Doncaster",
        "Rotherham",
    )


@pytest.mark.parametrize("area", all_partnerships(), ids=lambda area: area.code)
def test_each_partnership_goes_by_its_name_and_its_code(area: Area) -> None:
    for name in (area.name, area.code):
        assert [one.code for one in named_peers([name], PLACES).members] == [area.code]


def test_a_force_by_its_name_alone_is_asked_back() -> None:
    assert fault("South Yorkshire") == (
        "'South Yorkshire' is a police force area: write 'all of South Yorkshire' for its "
        "partnerships"
    )


def test_a_former_district_leads_to_what_it_is_part_of() -> None:
    assert fault("Mendip") == (
        "'Mendip' is no area any more: Mendip is part of Somerset since 2023; write 'Somerset'"
    )


def test_an_unknown_force_gets_the_nearest() -> None:
    assert fault("all of South Yorkshir").startswith(
        "'all of South Yorkshir' names no police force area (perhaps all of South Yorkshire"
    )


def test_an_unknown_area_gets_the_nearest_and_the_words() -> None:
    found = fault("Shefield")

    assert found.startswith("'Shefield' is no area of England and Wales (perhaps ")
    assert "Sheffield" in found
    assert found.endswith("England and Wales, all of (a police force area)")


def test_a_list_keeps_what_it_says_beside_a_fault() -> None:
    found = named_peers(["Sheffield", "Nowhere at all"], PLACES)

    assert ([area.name for area in found.members], len(found.faults)) == (["Sheffield"], 1)


@pytest.mark.parametrize(
    ("name", "force"),
    [
        ("Sheffield", "South Yorkshire"),
        ("Cwm Taf", "South Wales"),
        ("Barnet", "Metropolitan Police"),
    ],
)
def test_the_force_of_an_area(name: str, force: str) -> None:
    area = PLACES.known(name)

    assert area is not None
    assert force_of(area) == force
