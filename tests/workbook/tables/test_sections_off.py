"""Sections that are ready to be switched on: what is shown of them while they are off, and on."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from workbook.build.area_tables import tables_without_extracts
from workbook.sheets.registry import sheets
from workbook.sheets.summary.layout import summary_rows
from workbook.tables.defaults import default_tables
from workbook.tables.plan_layout import ACTIONS_TABLE, COMMENTARY_TABLE
from workbook.tables.settings import settings as table_settings
from workbook.tables.settings_layout import DEFINITIONS_TABLE, SECTIONS_TABLE
from xlsrc.defaults import default_settings
from xlsrc.domain.errors import TableError
from xlsrc.extracts.offences import shipped_offences
from xlsrc.extracts.places import shipped_places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.block import TableData
    from xlsrc.domain.settings import Settings

LONDON_PLAN = {"p1", "p2", "p3", "p4"}
BASKET = ["town_centre_total", "robbery", "theft_from_person", "shoplifting"]


def settings(tables: Mapping[str, TableData]) -> Settings:
    return table_settings(tables, shipped_offences().names)


def with_shown(words: Mapping[str, object], tables: dict[str, TableData]) -> dict[str, TableData]:
    """The tables with other words under Shown, by the section's id."""
    table = tables[SECTIONS_TABLE.name]
    rows = tuple((*row[:-1], words.get(str(row[0]), row[-1])) for row in table.rows)
    return tables | {table.name: dataclasses.replace(table, rows=rows)}


def of_area(name: str) -> dict[str, TableData]:
    known = shipped_places().known(name)
    assert known is not None
    return tables_without_extracts(known)


def off_ids(tables: Mapping[str, TableData]) -> set[object]:
    return {row[0] for row in tables[SECTIONS_TABLE.name].rows if row[-1] == "no"}


def test_londons_plan_and_the_town_centres_are_ready_and_off() -> None:
    assert off_ids(default_tables()) == LONDON_PLAN | {"tc"}


def test_what_is_off_has_no_sheet_and_no_indicator() -> None:
    shown = settings(default_tables())

    assert not {one.id for one in shown.sections} & (LONDON_PLAN | {"tc"})
    assert not any({"tc", *LONDON_PLAN} & set(one.sections) for one in shown.indicators)
    assert "town_centre_total" not in [one.id for one in (*shown.indicators, *shown.asked)]


def test_the_figures_without_a_workbook_are_those_of_the_tables() -> None:
    of_tables, of_files = settings(default_tables()), default_settings()

    assert of_files.indicators == of_tables.indicators
    assert of_files.sections == of_tables.sections


def test_yes_gives_the_sheet_its_indicators_and_the_row_on_summary() -> None:
    on = settings(with_shown({"tc": "yes"}, default_tables()))

    section = next(one for one in on.sections if one.id == "tc")
    assert [one.id for one in on.of_section(section)] == BASKET
    assert "Town centres" in [one.name for one in sheets(on)]
    rows = [one.id for one in summary_rows(on)]
    assert rows[rows.index("tc") + 1] == "town_centre_total"


def test_londons_plan_can_take_the_place_of_the_priorities() -> None:
    off = dict.fromkeys("1234567", "no")
    on = settings(with_shown(off | dict.fromkeys(LONDON_PLAN, "yes"), default_tables()))

    assert [one.id for one in on.sections if one.is_priority] == ["p1", "p2", "p3", "p4"]
    assert all(on.of_section(one) for one in on.sections)
    # Nothing of the seven is left that the four do not hold.
    assert "public_order" not in [one.id for one in on.indicators]


def test_a_priority_that_is_switched_off_keeps_its_actions_and_stops_nothing() -> None:
    off = settings(with_shown({"5": "no"}, default_tables()))

    assert "5" not in [one.id for one in off.sections]
    assert [one for one in off.plan.actions if one.priority == "5"]


@pytest.mark.parametrize("word", [None, "", "yes", "Yes"])
def test_empty_and_yes_are_shown(word: object) -> None:
    assert "tc" in [one.id for one in settings(with_shown({"tc": word}, default_tables())).sections]


def test_another_word_is_a_fault_of_its_cell() -> None:
    with pytest.raises(TableError) as caught:
        settings(with_shown({"tc": "perhaps"}, default_tables()))

    assert caught.value.faults == ("Settings!H8: shown must be yes or no; found 'perhaps'.",)


def test_a_workbook_without_the_column_shows_all_its_sections() -> None:
    tables = default_tables()
    table = tables[SECTIONS_TABLE.name]
    kept = [row[:-1] for row in table.rows if row[-1] != "no"]
    older = dataclasses.replace(table, columns=table.columns[:-1], rows=tuple(kept))
    definitions = tables[DEFINITIONS_TABLE.name]
    at = definitions.columns.index("Sections")
    known = {str(row[0]) for row in kept}
    rows = (
        (*row[:at], "; ".join(n for n in str(row[at]).split("; ") if n in known), *row[at + 1 :])
        for row in definitions.rows
    )
    narrowed = tuple(row for row in rows if row[at])

    read = settings(
        tables
        | {table.name: older, definitions.name: dataclasses.replace(definitions, rows=narrowed)}
    )

    assert [one.id for one in read.sections] == [row[0] for row in kept]


def test_elsewhere_there_are_town_centres_and_no_plan_of_london() -> None:
    sheffield = of_area("Sheffield")

    assert off_ids(sheffield) == {"tc"}
    on = settings(with_shown({"tc": "yes"}, sheffield))
    basket = next(one for one in on.indicators if one.id == "town_centre_total")
    assert [choice.source.value for choice in basket.choices] == [
        "data.police.uk",
        "Home Office CSP tables",
    ]


def test_a_new_workbook_in_london_has_the_published_objectives() -> None:
    camden = of_area("Camden")

    ready = [row for row in camden[SECTIONS_TABLE.name].rows if row[-1] == "no"]
    # The third is about confidence, which nobody there has returned yet.
    assert {row[0] for row in ready} == {"p1", "p2", "p4", "tc"}
    assert all("check London's published plan" in str(r[4]) for r in ready if r[0] != "tc")


def test_what_is_off_has_no_row_for_commentary() -> None:
    camden = of_area("Camden")

    assert "town_centre_total" not in [row[0] for row in camden[COMMENTARY_TABLE.name].rows]


def test_actions_may_name_a_priority_that_is_off() -> None:
    tables = default_tables()
    table = tables[ACTIONS_TABLE.name]
    first = (table.rows[0][0], "p2", *table.rows[0][2:])
    changed = dataclasses.replace(table, rows=(first, *table.rows[1:]))

    assert settings(tables | {table.name: changed}).plan.actions[0].priority == "p2"
