from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.paths import ROOT
from xlsrc.domain.area import Area, Level
from xlsrc.domain.errors import ExtractError
from xlsrc.domain.month import Month
from xlsrc.extracts.population import Populations, authority_features, populations
from xlsrc.measures.benchmark import nearest

if TYPE_CHECKING:
    from pathlib import Path

DATA = ROOT / "data" / "population"
BARNET = Area(code="E09000003", name="Barnet")


@pytest.fixture(scope="module")
def bundled() -> Populations:
    return populations(DATA)


def ward(code: str, name: str, borough: str) -> Area:
    return Area(code=code, name=name, level=Level.WARD, borough=borough)


def file_of(folder: Path, text: str) -> Path:
    (folder / "population.csv").write_text(text, encoding="utf-8")
    return folder


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
    wards = [
        ward(code, "", "Barnet")
        for _, borough, code in bundled.estimates
        if borough == "barnet" and code.startswith("e05")
    ]

    whole = bundled.of([BARNET], Month.of(2022, 1)).people[0]

    assert bundled.of(wards, Month.of(2022, 1)).people.sum() == whole


def test_areas_that_are_compared_share_one_year(tmp_path: Path) -> None:
    file_of(tmp_path, "LAD24CD,LAD24NM,2021,2022\nE1,North,100,110\nE2,South,200,\n")
    areas = [Area(code="E1", name="North"), Area(code="E2", name="South")]

    assert populations(tmp_path).of(areas, Month.of(2025, 1)).year == 2021


def test_figures_may_have_thousands_separators(tmp_path: Path) -> None:
    file_of(tmp_path, 'LAD23CD,LAD23NM,2022\nE1,North,"389,344"\n')

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
