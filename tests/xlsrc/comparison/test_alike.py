"""Authorities that are alike, as a suggestion for a peer group."""

from __future__ import annotations

import pytest

from xlsrc.comparison.alike import records, suggestion
from xlsrc.comparison.features import FEATURES
from xlsrc.domain.area import Area
from xlsrc.domain.errors import AreaError
from xlsrc.extracts.places import shipped_places
from xlsrc.extracts.population import authority_features
from xlsrc.measures.benchmark import nearest
from xlsrc.national.areas import shipped_areas
from xlsrc.resources import data_folder

FEATURES_FILE = data_folder() / "population" / "lad_features_england.csv"

LONDON = tuple(borough.area for borough in shipped_places().boroughs if borough.has_mps_data)


def test_the_nearest_of_all_england_come_first() -> None:
    # z-scored Euclidean distance over the five features, worked out in plain Python.
    found = suggestion("Barnet", 3, LONDON)

    assert [(one.area.name, round(one.distance, 4)) for one in found.others[:3]] == [
        ("Croydon", 0.4040),
        ("Redbridge", 0.9197),
        ("Bristol", 0.9217),
    ]


def test_members_are_those_with_figures() -> None:
    assert suggestion("Barnet", 3, LONDON).members_cell == "Barnet; Croydon; Redbridge; Harrow"


def test_areas_without_figures_are_listed_and_marked() -> None:
    bristol = suggestion("Barnet", 3, LONDON).others[2]

    assert (bristol.area.name, bristol.has_figures) == ("Bristol", False)


def test_members_run_on_where_the_nearest_have_no_figures() -> None:
    harrow = shipped_places().known("Harrow")

    assert suggestion("Liverpool", 2, [harrow] if harrow else []).members_cell == (
        "Liverpool; Harrow"
    )


def test_without_any_figures_the_nearest_are_still_listed() -> None:
    assert len(suggestion("Barnet", 4, []).others) == 4


def test_an_area_of_england_is_set_beside_the_others_of_england() -> None:
    assert suggestion("E06000001", 1, LONDON).chosen_from == "292 other partnerships of England"


def test_an_unknown_area_gets_the_nearest_names() -> None:
    with pytest.raises(AreaError, match="did you mean Liverpool"):
        suggestion("Livverpool", 3, LONDON)


@pytest.mark.slow
def test_the_order_of_england_is_that_of_the_published_features() -> None:
    # What authorities are alike does not depend on how the features of others are made.
    published = authority_features(FEATURES_FILE, FEATURES)
    own = {one.code for one in shipped_areas().partnerships} & set(published.codes)

    assert len(own) == 262
    for here in sorted(own):
        known = nearest(published.values, published.codes.index(here))
        wanted = [published.codes[at] for at in known.order.tolist()]
        found = suggestion(here, 400, []).others
        assert [one.area.code for one in found if one.area.code in own] == [
            code for code in wanted if code in own
        ]


def test_wales_is_suggested_without_a_rank_and_says_so() -> None:
    found = suggestion("Cardiff", 3, LONDON)

    assert found.chosen_from == "313 other partnerships of England and Wales"
    assert found.note.startswith("Wales has no deprivation rank")
    assert "mean_imd_rank_weighted" not in records(found)[0]


def test_england_says_nothing_of_a_rank() -> None:
    assert suggestion("Barnet", 3, LONDON).note == ""


def test_a_partnership_of_several_authorities_is_what_these_are_together() -> None:
    # Stratford-on-Avon and Warwick.
    values = suggestion("South Warwickshire", 3, []).area.values
    published = authority_features(FEATURES_FILE, FEATURES)
    parts = published.values[[published.codes.index(code) for code in ("E07000221", "E07000222")]]
    people, _, density, crowding, rank = parts.T

    assert values[0] == pytest.approx(people.sum())
    assert values[2] == pytest.approx(people.sum() / (people / density).sum())
    assert values[3:] == pytest.approx(
        ((people * crowding).sum() / people.sum(), (people * rank).sum() / people.sum())
    )


def test_no_part_of_an_area_is_among_those_like_it() -> None:
    found = suggestion("South Yorkshire Police", 400, [])

    assert not {"Barnsley", "Doncaster", "Rotherham", "Sheffield"} & {
        one.area.name for one in found.others
    }


def test_those_without_figures_are_named() -> None:
    assert suggestion("Barnet", 3, LONDON).without_figures == ("Bristol",)


def test_records_begin_with_the_authority_itself() -> None:
    first = records(suggestion("Barnet", 1, [Area(code="E09000003", name="Barnet")]))[0]

    assert (first["name"], first["distance"], first["population_2022"]) == ("Barnet", 0, 390_346)
