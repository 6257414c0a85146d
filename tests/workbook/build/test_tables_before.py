"""The tables that a workbook's sheets were made from are told by its blocks."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from workbook.build.tables_before import tables_before
from workbook.package.archive import Archive
from workbook.package.structure import Structure, structure
from workbook.tables.defaults import default_tables
from workbook.tables.settings import settings
from workbook.tables.settings_layout import DEFINITIONS_TABLE, SECTIONS_TABLE
from xlsrc.extracts.offences import shipped_offences
from xlsrc.resources import shipped_template

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.block import TableData

Edit = tuple[str, "Callable[[list[dict[str, object]]], list[dict[str, object]]]"]
DEFINITIONS, SECTIONS = DEFINITIONS_TABLE.name, SECTIONS_TABLE.name
SHIPPED = default_tables()


def said(ident: str, header: str, value: object) -> Callable[..., list[dict[str, object]]]:
    """An analyst's entry in the row of an id."""
    return lambda rows: [row | ({header: value} if row["Id"] == ident else {}) for row in rows]


EDITS: dict[str, Edit] = {
    "a section switched off": (SECTIONS, said("6", "Shown", "no")),
    "one switched on": (SECTIONS, said("tc", "Shown", "yes")),
    "its sheet named anew": (SECTIONS, said("5", "Sheet", "5 Of every day")),
    "an indicator moved": (DEFINITIONS, said("theft_from_vehicle", "Sections", "6")),
    "one in two sections": (DEFINITIONS, said("racist", "Sections", "5; 6")),
    "one taken out": (DEFINITIONS, lambda rows: [r for r in rows if r["Id"] != "bicycle_theft"]),
    "sorted": (DEFINITIONS, lambda rows: sorted(rows, key=lambda row: str(row["Indicator"]))),
}


@pytest.fixture(scope="module")
def template() -> Structure:
    """The template, which the shipped tables give."""
    return structure(Archive.read(shipped_template()))


def before(tables: dict[str, TableData], template: Structure) -> dict[str, TableData]:
    known = settings(tables, shipped_offences().names)
    return tables_before(tables, {section.id for section in known.sections}, template)


def edited(*edits: Edit) -> dict[str, TableData]:
    tables = dict(SHIPPED)
    for name, change in edits:
        tables[name] = tables[name].with_records(change(list(tables[name].records())))
    return tables


def as_seen(tables: dict[str, TableData]) -> dict[str, TableData]:
    """The tables with that indicator last which no sheet shows, and whose place nobody knows."""
    rows = sorted(tables[DEFINITIONS].records(), key=lambda row: row["Id"] == "town_centre_total")
    return tables | {DEFINITIONS: tables[DEFINITIONS].with_records(rows)}


def test_where_nothing_was_changed_they_are_the_same(template: Structure) -> None:
    assert before(SHIPPED, template) == SHIPPED


@pytest.mark.parametrize("edit", EDITS)
def test_what_was_changed_since_is_undone(template: Structure, edit: str) -> None:
    tables = edited(EDITS[edit])

    assert tables != SHIPPED
    assert as_seen(before(tables, template)) == as_seen(SHIPPED)


def test_all_of_it_at_once(template: Structure) -> None:
    assert as_seen(before(edited(*EDITS.values()), template)) == as_seen(SHIPPED)


def test_words_are_no_change(template: Structure) -> None:
    tables = edited((DEFINITIONS, said("robbery", "Caveats", "Ours.")))

    assert before(tables, template) == tables


def test_a_number_that_excel_made_of_an_id_is_the_id(template: Structure) -> None:
    tables = edited((SECTIONS, said("5", "Id", 5.0)), (SECTIONS, said("6", "Shown", "no")))

    assert before(tables, template) == edited((SECTIONS, said("5", "Id", 5.0)))


def test_one_of_our_own_that_is_gone_is_like_another(template: Structure) -> None:
    names = dict(template.names)
    for name in [one for one in names if ".bicycle_theft." in one]:
        names[name.replace("bicycle_theft", "our_own")] = names[name]
    with_own = dataclasses.replace(template, names=names)

    *_, last = before(SHIPPED, with_own)[DEFINITIONS].records()

    assert last["Id"] == "our_own"
    assert last["Sections"] == "5"
    settings(before(SHIPPED, with_own), shipped_offences().names)
