"""The tables of a new workbook: of any force, of London, and with what is fed alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.new_areas import LONDON
from workbook.build.area_tables import tables_without_extracts
from workbook.tables.defaults import default_rows
from workbook.tables.new_tables import OBJECTIVE, starting_tables, with_fed
from workbook.tables.plan_layout import (
    COMMENTARY_TABLE,
    EVIDENCE_TABLE,
    PLAN_TABLES,
    RETURNS_TABLE,
)
from workbook.tables.settings import settings
from workbook.tables.settings_layout import (
    DEFINITIONS_TABLE,
    KNOWN_CHANGES_TABLE,
    SECTIONS_TABLE,
    TARGETS_TABLE,
)
from xlsrc.defaults import NATIONAL, default_indicators
from xlsrc.domain.errors import TableError
from xlsrc.domain.indicator import Source
from xlsrc.extracts.offences import shipped_offences
from xlsrc.extracts.places import shipped_places

if TYPE_CHECKING:
    from workbook.block import TableData

PEERS = {"Id": "nobody", "Peer group": "Nobody", "Members": "", "Note": "None is there."}
RETURNS = {"emergency_assaults", "ambulance_assaults", "landlord_asb", "abuse_homelessness"}


def tables_of(area: str) -> dict[str, TableData]:
    known = shipped_places().known(area)
    assert known is not None
    return tables_without_extracts(known)


def begun(*, of_london: bool) -> dict[str, TableData]:
    return starting_tables("Anywhere", of_london=of_london, peer_groups=[PEERS])


def ids(table: TableData) -> list[object]:
    return [row[0] for row in table.rows]


@pytest.mark.parametrize("table", ["Definitions", "Sections", "KnownChanges", "Returns"])
def test_no_default_of_any_force_speaks_of_london(table: str) -> None:
    cells = [str(cell) for row in default_rows(table, NATIONAL) for cell in row]

    assert not [cell for cell in cells if LONDON.search(cell)]


def test_street_figures_make_no_basket_of_seven_crimes() -> None:
    assert not any(
        "mopac" in f"{one.id} {one.name} {one.definition}".casefold()
        for one in default_indicators(NATIONAL)
    )


def test_health_fire_housing_and_probation_are_each_asked_for_a_return() -> None:
    agencies = {str(row[0]): str(row[1]) for row in default_rows(RETURNS_TABLE.name, NATIONAL)}
    returned = {
        name for one in default_indicators(NATIONAL) if one.may_be_returned for name in (one.id,)
    }

    assert {"Hospitals", "Ambulance service", "Fire and rescue service"} <= set(agencies)
    assert {"Housing", "Probation service"} <= set(agencies)
    assert {name for cell in agencies.values() for name in cell.split("; ")} == returned


def test_returns_that_partners_anywhere_send_are_asked_of_london_too() -> None:
    read = settings(tables_of("Camden"), shipped_offences().names)

    assert {one.id for one in read.asked} >= RETURNS
    assert "Hospitals" in [agency.name for agency in read.agencies]
    assert [agency.name for agency in read.agencies].count("Fire brigade") == 1


@pytest.mark.parametrize("area", ["Camden", "Sheffield"])
def test_the_plan_and_the_words_of_people_are_empty(area: str) -> None:
    tables = tables_of(area)

    assert not any(tables[table.name].rows for table in (*PLAN_TABLES, EVIDENCE_TABLE))
    assert not any(cell for row in tables[COMMENTARY_TABLE.name].rows for cell in row[1:])


@pytest.mark.parametrize("area", ["Camden", "Sheffield"])
def test_the_objective_of_a_priority_is_asked_for_in_plain_words(area: str) -> None:
    sections = settings(tables_of(area), shipped_offences().names).sections

    assert {one.objective for one in sections if one.is_priority} == {OBJECTIVE}


def test_what_nothing_feeds_is_left_out_with_all_that_belongs_to_it() -> None:
    tables = with_fed(begun(of_london=True), {"burglary", "robbery"})

    shown = [row for row in tables[DEFINITIONS_TABLE.name].rows if row[2]]
    assert [row[0] for row in shown] == ["robbery", "burglary"]
    # The town centres hold robbery as well, once somebody switches them on.
    assert ids(tables[SECTIONS_TABLE.name]) == ["mopac7", "tc"]
    assert ids(tables[TARGETS_TABLE.name]) == []
    # The new system of flags touches neither of them.
    assert ids(tables[KNOWN_CHANGES_TABLE.name]) == ["lockdown_2020", "lockdown_2021"]
    assert ids(tables[COMMENTARY_TABLE.name]) == ["robbery", "burglary"]
    settings(tables, shipped_offences().names)


def test_known_changes_name_only_sources_that_are_used() -> None:
    tables = with_fed(begun(of_london=True), {"burglary"})

    applies = KNOWN_CHANGES_TABLE.headers.index("Applies to")
    assert {row[applies] for row in tables[KNOWN_CHANGES_TABLE.name].rows} == {"MPS recorded crime"}


def test_a_return_that_has_come_keeps_its_section_and_others_wait_for_theirs() -> None:
    tables = with_fed(begun(of_london=False), {"emergency_assaults"})

    read = settings(tables, shipped_offences().names)

    assert [one.id for one in read.indicators] == ["emergency_assaults"]
    assert "ambulance_assaults" in [one.id for one in read.asked]


def test_only_a_return_may_wait_for_its_section() -> None:
    tables = tables_of("Sheffield")
    definitions = tables[DEFINITIONS_TABLE.name]
    at = definitions.columns.index("Sections")
    burglary = ids(definitions).index("burglary")
    rows = list(definitions.rows)
    rows[burglary] = (*rows[burglary][:at], None, *rows[burglary][at + 1 :])
    cut = tables | {DEFINITIONS_TABLE.name: replace(definitions, rows=tuple(rows))}

    with pytest.raises(TableError) as error:
        settings(cut, shipped_offences().names)

    (fault,) = error.value.faults
    assert fault.startswith(f"Definitions!C{definitions.first_row + burglary}: sections must be of")


def test_every_default_of_any_force_has_a_month_or_a_quarter_behind_it() -> None:
    lags = {
        choice.source: choice.lag_months
        for one in default_indicators(NATIONAL)
        for choice in one.choices
    }

    assert lags[Source.POLICE_UK] == 2
    assert lags[Source.HOME_OFFICE] == 4
