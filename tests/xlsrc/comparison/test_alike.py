"""Authorities that are alike, as a suggestion for a peer group."""

from __future__ import annotations

import pytest

from xlsrc.comparison.alike import records, suggestion
from xlsrc.domain.area import Area
from xlsrc.domain.errors import AreaError
from xlsrc.extracts.places import shipped_places

LONDON = tuple(borough.area for borough in shipped_places().boroughs if borough.has_mps_data)


def test_the_nearest_of_all_england_come_first() -> None:
    # z-scored Euclidean distance over the five features, worked out in plain Python.
    found = suggestion("Barnet", 3, LONDON)

    assert [(one.area.name, round(one.distance, 4)) for one in found.others[:3]] == [
        ("Croydon", 0.4040),
        ("Redbridge", 0.9197),
        ("Bristol, City of", 0.9217),
    ]


def test_members_are_those_with_figures() -> None:
    assert suggestion("Barnet", 3, LONDON).members_cell == "Barnet; Croydon; Redbridge; Harrow"


def test_areas_without_figures_are_listed_and_marked() -> None:
    bristol = suggestion("Barnet", 3, LONDON).others[2]

    assert (bristol.area.name, bristol.has_figures) == ("Bristol, City of", False)


def test_members_run_on_where_the_nearest_have_no_figures() -> None:
    harrow = shipped_places().known("Harrow")

    assert suggestion("Liverpool", 2, [harrow] if harrow else []).members_cell == (
        "Liverpool; Harrow"
    )


def test_without_any_figures_the_nearest_are_still_listed() -> None:
    assert len(suggestion("Barnet", 4, []).others) == 4


def test_all_authorities_of_england_can_be_asked_for() -> None:
    assert suggestion("E06000001", 1, LONDON).authorities == 296


def test_an_unknown_authority_gets_the_nearest_names() -> None:
    with pytest.raises(AreaError, match="give Liverpool or Hartlepool"):
        suggestion("Livverpool", 3, LONDON)


def test_records_begin_with_the_authority_itself() -> None:
    first = records(suggestion("Barnet", 1, [Area(code="E09000003", name="Barnet")]))[0]

    assert (first["name"], first["distance"], first["population_2022"]) == ("Barnet", 0, 390_346)
