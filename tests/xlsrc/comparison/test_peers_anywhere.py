"""Peers of any partnership, from whatever source holds several areas."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.peer_stores import (
    ARSON,
    BURGLARY,
    compared,
    every_partnership,
    group,
    known,
    store,
    street,
)
from tests.support.recorded_crime import indicator
from workbook.tables.comparison_tables import MOST_MEMBERS
from xlsrc.comparison.default_groups import default_peer_groups
from xlsrc.comparison.listed import MOST_LISTED
from xlsrc.domain.indicator import Source
from xlsrc.extracts.peer_members import comparable_areas, peer_members
from xlsrc.extracts.peer_words import all_partnerships, force_of
from xlsrc.words.notes import peer_notes

if TYPE_CHECKING:
    from xlsrc.domain.area import Area

SOUTH_YORKSHIRE = {"Barnsley": 10.0, "Doncaster": 20.0, "Rotherham": 30.0, "Sheffield": 40.0}
SHEFFIELD = known("Sheffield")


def test_the_files_of_one_force_give_its_other_partnerships() -> None:
    (found,) = compared(store(street(SOUTH_YORKSHIRE)), SHEFFIELD, group("all of South Yorkshire"))

    # People of mid-2022 by ONS: 246,448, 310,964, 268,267 and 564,702; 12 months of burglaries.
    assert {row.area.name: (row.count, row.rank) for row in found.rows} == {
        "Barnsley": (120.0, 1),
        "Doncaster": (240.0, 2),
        "Rotherham": (360.0, 4),
        "Sheffield": (480.0, 3),
    }
    assert found.rate == pytest.approx(480 / 564.702)
    assert (found.verdict, found.z) == (None, None)


def test_all_that_have_data_are_those_of_every_force() -> None:
    several = {**SOUTH_YORKSHIRE, "Leeds": 50.0, "Cardiff": 15.0}
    (found,) = compared(store(street(several)), SHEFFIELD, group("all that have data"))

    assert sorted(row.area.name for row in found.rows) == sorted(several)
    assert peer_notes(found) == ()


def test_a_whole_is_not_compared_with_its_own_parts() -> None:
    several = {**SOUTH_YORKSHIRE, "Leeds": 50.0, "Cardiff": 15.0}
    whole = known("South Yorkshire")
    (found,) = compared(store(street(several)).holding([whole]), whole, group("England"))

    assert {row.area.name: row.count for row in found.rows} == {
        "South Yorkshire": 1200.0,
        "Leeds": 600.0,
    }


def test_a_part_of_the_country_leaves_the_rest_out() -> None:
    several = {**SOUTH_YORKSHIRE, "Leeds": 50.0, "Cardiff": 15.0}
    (found,) = compared(store(street(several)), SHEFFIELD, group("England"))

    assert "Cardiff" not in {row.area.name for row in found.rows}
    assert found.rank_of == 5


def test_an_area_that_is_named_and_has_no_figures_is_said_to_be_left_out() -> None:
    (found,) = compared(store(street(SOUTH_YORKSHIRE)), SHEFFIELD, group("Leeds", "Doncaster"))

    assert [str(note) for note in peer_notes(found)] == [
        "peer_rate: without Leeds (no whole year of figures)"
    ]


def test_a_peer_counts_only_if_its_own_figures_cover_the_12_months() -> None:
    whole = street({"Sheffield": 40.0, "Doncaster": 20.0})
    other = street({"Leeds": 50.0})
    short = replace(other, months=other.months[-11:], file="leeds.csv")
    kept = other.month >= short.months[0]
    short = replace(
        short,
        area=other.area[kept],
        label=other.label[kept],
        month=other.month[kept],
        count=other.count[kept],
        denominator=other.denominator[kept],
    )
    (found,) = compared(store(whole, short), SHEFFIELD, group("all that have data"))

    assert (found.rank_of, found.left_out) == (2, ("Leeds",))


def test_each_indicator_has_the_peers_of_its_own_source() -> None:
    held = store(
        street(SOUTH_YORKSHIRE),
        street({"Sheffield": 7.0, "Leeds": 8.0}, Source.MPS_RECORDED_CRIME),
    )
    members = peer_members(held, group("all that have data"), SHEFFIELD).by_source

    assert {one.name for one in members[Source.POLICE_UK]} == set(SOUTH_YORKSHIRE)
    assert {one.name for one in members[Source.MPS_RECORDED_CRIME]} == {"Sheffield", "Leeds"}


def test_a_partner_return_alone_has_no_peers() -> None:
    returned = indicator("homes_burgled", source=Source.PARTNER_RETURN)
    members = peer_members(store(street(SOUTH_YORKSHIRE)), group("Leeds"), SHEFFIELD).by_source

    assert returned.source not in members
    assert set(members) == set(Source) - {Source.PARTNER_RETURN}


def test_peers_of_a_partnership_of_several_authorities_are_partnerships() -> None:
    # Cwm Taf is Merthyr Tydfil and Rhondda Cynon Taf.
    authorities = {"Merthyr Tydfil": 1.0, "Rhondda Cynon Taf": 4.0, "Cardiff": 6.0, "Swansea": 5.0}
    held = store(street(authorities))
    (found,) = compared(held, known("Cwm Taf"), group("Wales"))

    assert {row.area.name: row.count for row in found.rows} == {
        "Cwm Taf": 60.0,
        "Cardiff": 72.0,
        "Swansea": 60.0,
    }
    assert found.rate == pytest.approx(60 / 298.116, rel=0.002)


def test_of_a_whole_country_the_area_and_those_most_like_it_are_listed() -> None:
    (found,) = compared(store(street(every_partnership())), SHEFFIELD, group("England and Wales"))
    names = [row.area.name for row in found.rows]

    assert (found.rank_of, len(names)) == (314, MOST_LISTED)
    assert {"Sheffield", "Bradford", "Kirklees", "County Durham"} <= set(names)
    assert {row.rank_of for row in found.rows} == {314}
    assert found.verdict is not None


def test_every_indicator_lists_the_same_areas() -> None:
    everywhere = every_partnership()
    few = {code: everywhere[code] for code in list(everywhere)[100:120]}
    held = store(
        street(everywhere), street({**few, SHEFFIELD.code: 9.0}, Source.MPS_RECORDED_CRIME)
    )
    large, small = compared(held, SHEFFIELD, group("England and Wales"), BURGLARY, ARSON)

    assert (len(large.rows), len(small.rows)) == (MOST_LISTED, 21)
    assert {row.area for row in small.rows} <= {row.area for row in large.rows}


def test_those_with_figures_are_partnerships_of_several_authorities_too() -> None:
    held = store(street({"Merthyr Tydfil": 1.0, "Rhondda Cynon Taf": 4.0}))

    assert known("Cwm Taf") in comparable_areas(held)


def test_a_partnership_half_of_which_is_there_has_no_figures() -> None:
    assert known("Cwm Taf") not in comparable_areas(store(street({"Merthyr Tydfil": 1.0})))


def test_a_new_workbook_is_compared_with_the_nearest_that_have_data() -> None:
    first, second, third, last = default_peer_groups(SHEFFIELD, store(street(SOUTH_YORKSHIRE)))

    # In the order of likeness: 2.2, 2.4 and 2.8 standard deviations.
    assert (first["Peer group"], first["Members"], first["Note"]) == (
        "Nearest areas that have data",
        "Sheffield; Doncaster; Rotherham; Barnsley",
        "Under 8 areas: rates and ranks only.",
    )
    assert (second["Peer group"], second["Members"]) == (
        "South Yorkshire partnerships",
        "all of South Yorkshire",
    )
    assert third["Members"] == "all that have data"
    assert (last["Id"], last["Members"]) == ("most_similar", "")
    assert "iQuanta" in last["Note"]


def test_without_figures_of_others_the_nearest_are_nobody_and_it_says_so() -> None:
    first = default_peer_groups(SHEFFIELD, store(street({"Sheffield": 40.0})))[0]

    assert (first["Members"], first["Note"]) == (
        "",
        "No extracts have figures of other areas: add some that do.",
    )


def test_a_borough_of_london_has_londons_groups() -> None:
    held = store(street({"Camden": 40.0, "Brent": 3.0}))

    assert [row["Members"] for row in default_peer_groups(known("Camden"), held)] == [
        "Camden; Brent",
        "all London boroughs",
        "inner London",
        "all that have data",
        "",
    ]


MIDLANDS = ("Coventry", "Walsall", "Birmingham", "Dudley", "Sandwell", "Solihull", "Wolverhampton")


@pytest.mark.parametrize(
    ("others", "all_by_both"), [((*MIDLANDS, "Derby"), True), (MIDLANDS[:3], False)]
)
def test_the_nearest_are_those_that_every_source_of_the_area_has_if_enough(
    others: tuple[str, ...], *, all_by_both: bool
) -> None:
    """Of a source that few of them have, an area beside all of the country's stands alone."""
    by_month = dict.fromkeys(("Sheffield", *others), 9.0)
    everywhere = replace(street(every_partnership()), source=Source.HOME_OFFICE)

    first = default_peer_groups(SHEFFIELD, store(street(by_month), everywhere))[0]

    members = set(first["Members"].split("; "))
    assert (members == set(by_month)) is all_by_both
    assert len(members) == (9 if all_by_both else 11)


@pytest.mark.slow
@pytest.mark.parametrize("area", all_partnerships(), ids=lambda area: area.code)
def test_every_partnership_has_default_groups_that_can_be_read(area: Area) -> None:
    rows = default_peer_groups(area, store(street({area.code: 5.0, **SOUTH_YORKSHIRE})))
    groups = [group(*filter(None, row["Members"].split("; "))) for row in rows]

    assert all(row["Members"] or row["Note"] for row in rows)
    assert area in groups[0].members
    assert max(len(one.members) for one in groups) <= MOST_MEMBERS
    if force_of(area) not in {"Metropolitan Police", "London, City of"}:
        assert "London" not in " ".join(value for row in rows for value in row.values())
