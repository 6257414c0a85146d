from __future__ import annotations

from itertools import chain

import numpy as np
import pytest

from xlsrc.domain.errors import AreaError
from xlsrc.extracts.places import shipped_places
from xlsrc.national.area_list import forces, former_districts
from xlsrc.national.areas import (
    authority_codes,
    lsoa_codes,
    people,
    shipped_areas,
    ward_codes,
)
from xlsrc.national.bundle import bundle
from xlsrc.national.named_area import Kind

AREAS = shipped_areas()


@pytest.mark.parametrize(
    ("asked", "code", "word"),
    [
        ("Sheffield", "E08000019", "city"),
        ("sheffield city council", "E08000019", "city"),
        ("E08000019", "E08000019", "city"),
        ("E08000039", "E08000019", "city"),  # its code since April 2025
        ("E22000262", "E08000019", "city"),  # its partnership's
        ("Sheffield Community Safety Partnership", "E08000019", "city"),
        ("Dorset CSP", "E22000367", "partnership"),
        ("Folkestone & Hythe", "E07000112", "district"),
        ("St Helens", "E08000013", "borough"),
        ("City of London Council", "E09000001", "city"),
        ("City of London Corporation", "E09000001", "city"),
        ("The London Borough of Barnet", "E09000003", "borough"),
        ("Barnsley", "E08000016", "borough"),
        ("LB Barnet", "E09000003", "borough"),
        ("Westminster", "E09000033", "borough"),
        ("City of London", "E09000001", "city"),
        ("Hull", "E06000010", "city"),
        ("Bristol, City of", "E06000023", "city"),
        ("City of York", "E06000014", "city"),
        ("Cornwall", "E06000052", "county"),
        ("Wealden District Council", "E07000065", "district"),
        ("Shepway", "E07000112", "district"),
        ("Caerdydd", "W06000015", "city"),
        ("Ynys Môn", "W06000001", "county"),
        ("Rhondda Cynon Taff", "W06000016", "borough"),
        ("Rhondda", "W06000016", "borough"),
        ("Hammersmith", "E09000013", "borough"),
        ("Bath", "E06000022", "district"),
        ("Folkestone", "E07000112", "district"),
        ("E06000048", "E06000057", "county"),  # Northumberland until 2013
        ("E07000097", "E07000242", "district"),  # East Hertfordshire until 2012
        ("E08000020", "E08000037", "borough"),  # Gateshead until 2013
        ("Cwm Taf", "W14000023", "partnership"),
        ("South Devon & Dartmoor", "E22000364", "partnership"),
    ],
)
def test_an_area_is_found_by_what_people_call_it(asked: str, code: str, word: str) -> None:
    found = AREAS.named(asked)

    assert (found.code, found.word) == (code, word)


def test_dorset_is_a_partnership_a_council_and_a_force() -> None:
    """The partnership holds the county and Christchurch, the force Bournemouth and Poole too."""
    found = [AREAS.named(asked) for asked in ("Dorset", "Dorset Council", "Dorset Police")]

    assert [area.kind for area in found] == [Kind.PARTNERSHIP, Kind.AUTHORITY, Kind.FORCE]
    assert [len(area.lsoas) for area in found] == [254, 223, 254 + 114 + 95]
    assert authority_codes(found[0]) == ("E06000058", "E06000059")


def test_a_former_district_says_what_became_of_it() -> None:
    mendip = AREAS.named("Mendip")

    assert (mendip.code, mendip.became) == ("E07000187", "E06000066")
    assert mendip.note == "Mendip is part of Somerset since 2023."
    assert {bundle().lsoa_names[lsoa].split()[0] for lsoa in mendip.lsoas} == {"Mendip"}


def test_a_former_district_that_has_its_partnership_still_is_that_partnership() -> None:
    carlisle = AREAS.named("Carlisle")

    assert carlisle is AREAS.named("E07000028") is AREAS.named("E22000033")
    assert (carlisle.kind, carlisle.word) == (Kind.PARTNERSHIP, "city")
    assert carlisle.note == "Carlisle is part of Cumberland since 2023."


def test_every_former_district_lies_in_what_it_is_said_to_have_become() -> None:
    """One LSOA of South Northamptonshire went to Cherwell when LSOAs were redrawn in 2021."""
    elsewhere = {
        area.name: [code for code in authority_codes(area) if code != area.became]
        for area in former_districts()
    }

    assert len(elsewhere) == 42
    assert {k: v for k, v in elsewhere.items() if v} == {"South Northamptonshire": ["E07000177"]}


def test_the_authorities_of_2011_are_those_of_today_and_the_former_ones() -> None:
    """But for Somerset West and Taunton, which was none yet, and what is no authority of 2011."""
    joined = {area.became for area in former_districts()}
    then = {AREAS.named(f"{name} Council").code for name in bundle().district_names}
    now = {area.code for area in AREAS.authorities} - joined
    gone = {AREAS.named(area.code).code for area in former_districts()} - {"E07000246"}

    assert then == now | gone


def test_there_are_four_words_for_an_authority() -> None:
    words = {area.word for area in (*AREAS.authorities, *former_districts())}

    assert words == {"borough", "city", "county", "district"}


def test_a_district_of_two_former_ones_has_the_lsoas_of_both() -> None:
    both = AREAS.named("Taunton Deane").lsoas, AREAS.named("West Somerset").lsoas

    assert set(AREAS.named("E07000246").lsoas) == set(chain(*both))


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("Sheffeild", "Sheffield"),
        ("Newcastle", "Newcastle-under-Lyme"),
        ("Newcastle", "Newcastle upon Tyne"),
        ("Rotheram", "Rotherham"),
        ("Glamorgan", "Vale of Glamorgan"),
        ("Medip", "Mendip"),
        ("Camarthenshire", "Carmarthenshire"),
    ],
)
def test_a_name_that_nobody_has_is_answered_with_those_like_it(asked: str, offered: str) -> None:
    with pytest.raises(AreaError, match=rf"none called '{asked}'.*did you mean.*{offered}"):
        AREAS.named(asked)


def test_a_code_that_nobody_has_is_not_answered_with_names() -> None:
    with pytest.raises(AreaError, match=r"none called 'E06000999': give its name or its ONS code"):
        AREAS.named("E06000999")


def test_the_partnerships_share_out_every_lsoa_once() -> None:
    lsoas = np.concatenate([area.lsoas for area in AREAS.partnerships])

    assert len(AREAS.partnerships) == 314
    assert np.array_equal(np.sort(lsoas), np.arange(35_672))


def test_every_partnership_authority_and_former_district_is_found_by_its_codes_and_name() -> None:
    for area in (*AREAS.partnerships, *AREAS.authorities, *former_districts(), *forces()):
        assert np.array_equal(AREAS.named(area.code).lsoas, area.lsoas)
        assert AREAS.find(area.name) is not None
    for area in AREAS.partnerships:
        assert AREAS.named(area.name) is AREAS.named(area.partnership) is area


def test_the_names_of_2011_are_all_known() -> None:
    assert [name for name in bundle().district_names if AREAS.find(name) is None] == []


def test_the_published_names_of_partnerships_and_authorities_are_all_known() -> None:
    names = (*bundle().partnership_names, *bundle().authority_names, *bundle().force_names)

    assert [name for name in names if AREAS.find(name) is None] == []


def test_a_name_of_london_means_the_same_borough_as_on_its_own_list() -> None:
    for borough in shipped_places().boroughs:
        for name in (borough.area.name, borough.area.code, *borough.aliases):
            found = AREAS.find(name)
            assert found is None or found.code == borough.area.code, name


def test_an_area_knows_its_wards_lsoas_and_people() -> None:
    """Of its 28 wards and its mid-2022 estimate the ONS has tables of their own."""
    sheffield = AREAS.named("Sheffield")

    assert len(ward_codes(sheffield)) == 28
    assert len(lsoa_codes(sheffield)) == 343
    assert people(sheffield)[2022] == 564_702
    assert authority_codes(sheffield) == ("E08000019",)


def test_a_force_area_is_the_authorities_that_its_force_serves() -> None:
    assert authority_codes(AREAS.named("South Yorkshire")) == (
        "E08000016", "E08000017", "E08000018", "E08000019",
    )  # fmt: skip


def test_areas_are_joined_under_a_title() -> None:
    joined = AREAS.group("The two moors", ["Barnsley", "E08000019", "Sheffield"])

    assert (joined.name, joined.word, joined.kind) == ("The two moors", "partnership", Kind.GROUP)
    assert authority_codes(joined) == ("E08000016", "E08000019")
    assert AREAS.group("North Hants", ["Hart", "Rushmoor", "E07000084"]).partnership == "E22000374"


def test_a_member_that_nobody_knows_is_told() -> None:
    with pytest.raises(AreaError, match=r"'Harrt'.*Hart"):
        AREAS.group("North Hants", ["Harrt", "Rushmoor"])
