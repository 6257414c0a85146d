from __future__ import annotations

import csv
import hashlib
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.paths import ROOT
from xlsrc.domain.area import Area, Level
from xlsrc.domain.errors import ExtractError
from xlsrc.domain.month import Month
from xlsrc.extracts.places import places_for, shipped_places
from xlsrc.extracts.population import (
    Populations,
    authority_features,
    populations,
    populations_for,
)
from xlsrc.measures.benchmark import nearest
from xlsrc.national.areas import lsoa_codes, shipped_areas
from xlsrc.national.bundle import BUNDLE

if TYPE_CHECKING:
    from pathlib import Path

DATA = ROOT / "data" / "population"
PUBLISHED = ROOT / "tests" / "data" / "london_borough_population_2011_2022.csv"
SHEFFIELD = Area(code="E08000019", name="Sheffield")
BARNET = Area(code="E09000003", name="Barnet")


@pytest.fixture(scope="module")
def bundled() -> Populations:
    return populations_for(ROOT / "data", shipped_places())


def ward(code: str, name: str, borough: str) -> Area:
    return Area(code=code, name=name, level=Level.WARD, borough=borough)


def file_of(folder: Path, text: str) -> Path:
    (folder / "population.csv").write_text(text, encoding="utf-8")
    return folder


def own_folder(extracts: Path, text: str) -> None:
    (extracts / "population").mkdir()
    file_of(extracts / "population", text)


def test_a_borough_has_its_mid_year_estimate(bundled: Populations) -> None:
    dagenham = Area(code="E09000002", name="Barking and Dagenham")

    assert bundled.of([dagenham], Month.of(2015, 6)).people.tolist() == [206_450]


def test_the_latest_estimate_before_the_months_is_used_and_told(bundled: Populations) -> None:
    assert bundled.of([BARNET], Month.of(2025, 1)).year == 2022


def test_months_before_every_estimate_have_no_population(bundled: Populations) -> None:
    assert np.isnan(bundled.of([BARNET], Month.of(2010, 4)).people).all()


def test_a_borough_without_a_code_is_found_by_its_name(bundled: Populations) -> None:
    named = bundled.of([Area(code="", name="Barking & Dagenham")], Month.of(2015, 1))

    assert named.people.tolist() == [206_450]


def test_an_unknown_area_is_a_gap_and_not_nobody(bundled: Populations) -> None:
    unknown = Area(code="", name="Aviation Security (SO18)")

    people = bundled.of([BARNET, unknown], Month.of(2022, 1)).people

    assert np.isnan(people).tolist() == [False, True]


def test_a_ward_has_its_estimate(bundled: Populations) -> None:
    aldersgate = ward("E05009288", "Aldersgate", "City of London")

    assert bundled.of([aldersgate], Month.of(2013, 1)).people.tolist() == [1_624]


def test_a_ward_under_another_borough_is_not_that_ward(bundled: Populations) -> None:
    # The release lists some of Heathrow Villages' offences under Aviation Security.
    twins = [
        ward("E05013570", "Heathrow Villages", "Hillingdon"),
        ward("E05013570", "Heathrow Villages", "Aviation Security (SO18)"),
    ]

    assert np.isnan(bundled.of(twins, Month.of(2022, 1)).people).tolist() == [False, True]


def test_wards_of_one_name_are_told_apart_by_their_borough(bundled: Populations) -> None:
    abbeys = [ward("", "Abbey", "Barking and Dagenham"), ward("", "Abbey", "Merton")]

    people = bundled.of(abbeys, Month.of(2022, 1)).people

    assert people[0] != people[1]


def test_an_lsoa_has_its_estimate(bundled: Populations) -> None:
    lsoa = Area(code="E01000115", name="Barnet 009A", level=Level.LSOA, borough="Barnet")

    assert bundled.of([lsoa], Month.of(2011, 1)).people.tolist() == [1_480]


def test_wards_sum_to_their_borough(bundled: Populations) -> None:
    wards = [ward(f"E050136{number}", "", "Barnet") for number in range(28, 52)]

    whole = bundled.of([BARNET], Month.of(2022, 1)).people[0]

    assert bundled.of(wards, Month.of(2022, 1)).people.sum() == whole


def test_the_bundled_people_of_london_are_those_of_the_published_boroughs(
    bundled: Populations,
) -> None:
    with PUBLISHED.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    boroughs = [Area(code=row["LAD24CD"], name=row["LAD24NM"]) for row in rows]

    for year in range(2011, 2023):
        known = bundled.of(boroughs, Month.of(year, 1))
        assert known.people.tolist() == [float(row[str(year)]) for row in rows], year


@pytest.mark.parametrize(
    ("name", "people"),
    [
        # Sums of the published estimates of mid-2022, worked out with another tool.
        ("Cwm Taf", 239_235 + 58_881),  # a partnership of two whole authorities
        ("Dorset Council", 383_373),
        ("South Yorkshire Police", 246_448 + 310_964 + 268_267 + 564_702),
        ("Sheffield", 564_702),
        ("Mendip", 116_924),  # the 67 LSOAs of a former district
    ],
)
def test_a_whole_area_has_the_people_of_all_that_lies_in_it(
    bundled: Populations, name: str, people: int
) -> None:
    area = shipped_places().area_of(name)

    assert bundled.of([area], Month.of(2022, 1)).people.tolist() == [people]


def test_a_group_of_areas_has_the_people_of_its_members(tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text(
        "code,name,aliases,group,has_mps_data,members\n"
        # Two authorities, a ward of Sheffield, and an LSOA of another of its wards.
        ",North and Barnet,,,,E08000016|E09000003|E05010873|E01007913\n",
        encoding="utf-8",
    )
    places = places_for(tmp_path)
    both = places.area_of("North and Barnet")
    alone = populations_for(tmp_path, places).of(
        [
            Area(code="E08000016", name="Barnsley"),
            BARNET,
            ward("E05010873", "Manor Castle", "Sheffield"),
            Area(code="E01007913", name="", level=Level.LSOA),
        ],
        Month.of(2022, 1),
    )

    joined = populations_for(tmp_path, places).of([both], Month.of(2022, 1))

    assert np.isfinite(alone.people).all()
    assert joined.people.tolist() == [alone.people.sum()]


def test_a_folders_own_people_go_before_the_bundled_ones_area_by_area(tmp_path: Path) -> None:
    own_folder(tmp_path, "LAD24CD,LAD24NM,2022\nE08000019,Sheffield,600000\n")
    known = populations_for(tmp_path, shipped_places())

    cities = known.of([SHEFFIELD, BARNET], Month.of(2022, 1))
    force = known.of([shipped_places().area_of("South Yorkshire Police")], Month.of(2022, 1))

    assert cities.people.tolist() == [600_000, 390_346]
    # The other three authorities have no people of the folder's own, so that no sum has any.
    assert force.people.tolist() == [246_448 + 310_964 + 268_267 + 564_702]


def test_authorities_of_a_folder_add_up_to_a_partnership_of_several(tmp_path: Path) -> None:
    own_folder(
        tmp_path,
        "LAD24CD,LAD24NM,2024\nW06000016,Rhondda Cynon Taf,400\nW06000024,Merthyr Tydfil,500\n",
    )
    known = populations_for(tmp_path, shipped_places())
    partnership = shipped_places().area_of("Cwm Taf")

    found = known.of([partnership], Month.of(2025, 1))

    assert (found.year, found.people.tolist()) == (2024, [900])


def test_authorities_of_a_folder_say_nothing_of_a_part_of_one(tmp_path: Path) -> None:
    # The partnership Dorset is Dorset and Christchurch, without Bournemouth and Poole.
    own_folder(tmp_path, "LAD24CD,LAD24NM,2024\nE06000058,Bournemouth,400\nE06000059,Dorset,500\n")
    known = populations_for(tmp_path, shipped_places())

    assert known.of([shipped_places().area_of("Dorset")], Month.of(2025, 1)).year == 2022


def test_lsoas_of_a_folder_add_up_to_wards_and_authorities(tmp_path: Path) -> None:
    city = shipped_areas().named("Sheffield")
    rows = "".join(f"{code},{10}\n" for code in lsoa_codes(city))
    own_folder(tmp_path, f"LSOA21CD,2024\n{rows}")
    known = populations_for(tmp_path, shipped_places())
    manor = ward("E05010873", "Manor Castle", "Sheffield")

    found = [known.of([one], Month.of(2025, 1)) for one in (SHEFFIELD, manor)]

    assert [one.year for one in found] == [2024, 2024]
    assert found[0].people.tolist() == [10 * len(lsoa_codes(city))]
    assert 0 < found[1].people[0] < found[0].people[0]


def test_the_bundled_people_are_named_with_their_checksum(bundled: Populations) -> None:
    (file,) = bundled.files

    assert file.file == "England and Wales, mid-year estimates 2011 to 2022, by LSOA"
    assert (file.areas, file.first_year, file.last_year) == (35_672, 2011, 2022)
    assert file.sha256 == hashlib.sha256(BUNDLE.read_bytes()).hexdigest()


def test_areas_that_are_compared_share_one_year(tmp_path: Path) -> None:
    file_of(tmp_path, "LAD24CD,LAD24NM,2021,2022\nE1,North,100,110\nE2,South,200,\n")
    areas = [Area(code="E1", name="North"), Area(code="E2", name="South")]

    assert populations(tmp_path).of(areas, Month.of(2025, 1)).year == 2021


def test_figures_may_have_thousands_separators(tmp_path: Path) -> None:
    file_of(tmp_path, 'LAD23CD,LAD23NM,2022\nE1,North,"389,344"\n')

    known = populations(tmp_path).of([Area(code="E1", name="North")], Month.of(2022, 1))

    assert known.people.tolist() == [389_344]


@pytest.mark.parametrize("blank", [" ", "\t", "\x1f", "\x85", "\u2003"])
def test_headings_may_have_blanks_around_them(tmp_path: Path, blank: str) -> None:
    file_of(tmp_path, f"{blank}LAD23CD{blank},LAD23NM,{blank}2022{blank}\nE1,North,389344\n")

    known = populations(tmp_path).of([Area(code="E1", name="North")], Month.of(2022, 1))

    assert known.people.tolist() == [389_344]


def test_a_file_without_years_is_passed_over(tmp_path: Path) -> None:
    file_of(tmp_path, "LSOA21CD,LSOA21NM,WD24CD\nE01000001,City of London 001A,E05009288\n")

    assert not populations(tmp_path).estimates


def test_a_folder_without_files_has_no_population(tmp_path: Path) -> None:
    assert populations(tmp_path).of([BARNET], Month.of(2022, 1)).year is None


def test_a_cell_that_is_no_number_is_named(tmp_path: Path) -> None:
    file_of(tmp_path, "LAD24CD,LAD24NM,2021,2022\nE1,North,100,about 110\n")

    with pytest.raises(ExtractError, match=r"population\.csv, line 2, 2022: .*'about 110'"):
        populations(tmp_path)


def test_a_truncated_line_is_named(tmp_path: Path) -> None:
    file_of(tmp_path, "LAD24CD,LAD24NM,2021,2022\nE1,North\n")

    with pytest.raises(ExtractError, match=r"population\.csv, line 2: .*2 columns"):
        populations(tmp_path)


def test_authorities_have_their_features() -> None:
    known = authority_features(DATA / "lad_features_england.csv", ["population_2022"])

    assert known.values[known.names.index("Hartlepool")].tolist() == [93_847]


def test_all_features_are_read_where_none_is_named() -> None:
    assert authority_features(DATA / "lad_features_england.csv").values.shape == (296, 7)


def test_a_feature_that_is_not_there_is_named() -> None:
    with pytest.raises(ExtractError, match="the feature rainfall was wanted"):
        authority_features(DATA / "lad_features_england.csv", ["rainfall"])


def test_the_areas_most_like_barnet_are_its_neighbours_and_outer_london() -> None:
    known = authority_features(DATA / "lad_features_england.csv")

    order = nearest(known.values, known.names.index("Barnet")).order[:4]

    assert {known.names[i] for i in order} == {"Croydon", "Harrow", "Hillingdon", "Redbridge"}
