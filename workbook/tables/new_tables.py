"""The tables that a partnership's new workbook begins with: its indicators, and an empty plan."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Final

from workbook.tables.analyst_tables import ANALYST_TABLES
from workbook.tables.defaults import default_rows, tables_of_rows
from workbook.tables.duties_layout import DUTIES_TABLE
from workbook.tables.duties_tables import undated
from workbook.tables.plan_layout import COMMENTARY_TABLE, RETURNS_TABLE
from workbook.tables.setting_rows import with_value
from workbook.tables.settings_layout import (
    DEFINITIONS_TABLE,
    HARM_WEIGHTS_TABLE,
    KNOWN_CHANGES_TABLE,
    PEER_GROUPS_TABLE,
    SECTIONS_TABLE,
    SETTINGS_TABLE,
    TARGETS_TABLE,
)
from workbook.tables.table_reader import as_names
from xlsrc.defaults import NATIONAL, NO, SEPARATOR
from xlsrc.domain.indicator import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from workbook.block import Cell, TableData

BOARD: Final = "Community Safety Partnership Board"
"""What a board is called until the partnership names its own."""

OBJECTIVE: Final = (
    "Write your strategy's objective here (an example priority: rename or replace it on Settings)"
)

_SHIPPED: Final = (DEFINITIONS_TABLE, SECTIONS_TABLE, KNOWN_CHANGES_TABLE, RETURNS_TABLE)
"""The tables that begin with rows; all others, which hold what people do and say, are empty."""

_INVENTED: Final = "ILLUSTRATIVE"
"""What the note of a target that nobody has set begins with."""


def starting_tables(
    area: str, *, of_london: bool, peer_groups: Sequence[Mapping[str, str]]
) -> dict[str, TableData]:
    """The tables of an area, by its name, with every default indicator, as they are read.

    ``of_london`` takes the indicators that the Metropolitan Police's own files feed, else those
    of any force's. The plan, what was heard and what analysts write are empty; of the duties
    nobody has recorded a date. What only a
    partner can return has no section: see :func:`with_fed`. ``peer_groups`` are the rows of
    PeerGroups by heading.
    """
    folder = "" if of_london else NATIONAL
    rows: dict[str, Sequence[Sequence[Cell]]] = {table.name: () for table in ANALYST_TABLES}
    rows |= {table.name: default_rows(table.name, folder) for table in _SHIPPED}
    rows[DUTIES_TABLE.name] = default_rows(DUTIES_TABLE.name)
    rows[HARM_WEIGHTS_TABLE.name] = default_rows(HARM_WEIGHTS_TABLE.name)
    rows[SETTINGS_TABLE.name] = default_rows(SETTINGS_TABLE.name)
    rows[PEER_GROUPS_TABLE.name] = [
        [group[header] or None for header in PEER_GROUPS_TABLE.headers] for group in peer_groups
    ]
    if of_london:
        note = TARGETS_TABLE.headers.index("Note")
        rows[TARGETS_TABLE.name] = [
            row
            for row in default_rows(TARGETS_TABLE.name)
            if not str(row[note]).startswith(_INVENTED)
        ]
        _add_returns(rows)
    tables = tables_of_rows(rows)
    tables[SECTIONS_TABLE.name] = _uninvented(tables[SECTIONS_TABLE.name])
    tables[DUTIES_TABLE.name] = undated(tables[DUTIES_TABLE.name])
    for field, value in {
        "board": BOARD,
        "area": area,
        "last_published": "none",
        "peer_group": str(peer_groups[0]["Id"]),
        "map_indicator": "",
    }.items():
        tables[SETTINGS_TABLE.name] = with_value(tables[SETTINGS_TABLE.name], field, value)
    return tables


def _add_returns(rows: dict[str, Sequence[Sequence[Cell]]]) -> None:
    """Add the indicators that partners anywhere return, and whoever returns them."""
    ident = DEFINITIONS_TABLE.headers.index("Id")
    source = DEFINITIONS_TABLE.headers.index("Source")
    there = {row[ident] for row in rows[DEFINITIONS_TABLE.name]}
    new = [
        row
        for row in default_rows(DEFINITIONS_TABLE.name, NATIONAL)
        if row[source] == Source.PARTNER_RETURN.value and row[ident] not in there
    ]
    added = {str(row[ident]) for row in new}
    returned = RETURNS_TABLE.headers.index("Indicators")
    agencies = [
        row
        for row in default_rows(RETURNS_TABLE.name, NATIONAL)
        if added.issuperset(as_names(row[returned]))
    ]
    rows[DEFINITIONS_TABLE.name] = [*rows[DEFINITIONS_TABLE.name], *new]
    rows[RETURNS_TABLE.name] = [*rows[RETURNS_TABLE.name], *agencies]


def with_fed(tables: Mapping[str, TableData], fed: Collection[str] | None) -> dict[str, TableData]:
    """The tables with the indicators that are ``fed``, by id, and what belongs to these alone.

    What only a partner can return and has not is kept without a section, so that its return is
    asked for. Other indicators that nothing feeds, the sections that are then empty, and the
    known changes and targets of what is gone are left out. ``None``: nobody knows yet, and all
    but the returns are kept.
    """
    definitions = _filtered(
        tables[DEFINITIONS_TABLE.name],
        lambda row: _is_return(row) or fed is None or str(row["Id"]) in fed,
    )
    definitions = _changed(
        definitions,
        lambda row: (
            {"Sections": None} if _is_return(row) and str(row["Id"]) not in (fed or ()) else {}
        ),
    )
    rows = list(definitions.records())
    sections = {name for row in rows for name in as_names(row["Sections"])}
    off = {str(row["Id"]) for row in tables[SECTIONS_TABLE.name].records() if row["Shown"] == NO}
    shown = [str(row["Id"]) for row in rows if set(as_names(row["Sections"])) - off]
    sources = {name for row in rows if row["Sections"] for name in as_names(row["Source"])}
    defined = {str(row["Id"]) for row in rows}
    commentary = tables[COMMENTARY_TABLE.name]
    blank = (None,) * (len(commentary.columns) - 1)
    return {
        **tables,
        DEFINITIONS_TABLE.name: definitions,
        SECTIONS_TABLE.name: _filtered(
            tables[SECTIONS_TABLE.name], lambda row: str(row["Id"]) in sections
        ),
        KNOWN_CHANGES_TABLE.name: _filtered(
            _changed(
                tables[KNOWN_CHANGES_TABLE.name],
                lambda row: {
                    "Applies to": f"{SEPARATOR} ".join(
                        name for name in as_names(row["Applies to"]) if name in sources | defined
                    )
                },
            ),
            lambda row: bool(row["Applies to"]),
        ),
        TARGETS_TABLE.name: _filtered(
            tables[TARGETS_TABLE.name], lambda row: row["Indicator id"] in defined
        ),
        COMMENTARY_TABLE.name: dataclasses.replace(
            commentary, rows=tuple((ident, *blank) for ident in shown)
        ),
    }


def _uninvented(sections: TableData) -> TableData:
    """The sections without the objectives, leads and plans of the example's priorities.

    Those that are ready to be switched on are of nobody's example.
    """
    return _changed(
        sections,
        lambda row: (
            {}
            if row["Shown"] == NO
            else {"Lead role": None, "Action plan": None}
            | ({"Objective": OBJECTIVE} if row["Kind"] == "priority" else {})
        ),
    )


def _is_return(row: Mapping[str, object]) -> bool:
    """Whether an indicator's only source is a partner's return."""
    return set(as_names(row["Source"])) == {Source.PARTNER_RETURN.value}


def _filtered(table: TableData, kept: Callable[[Mapping[str, object]], bool]) -> TableData:
    return table.with_records(record for record in table.records() if kept(record))


def _changed(
    table: TableData, change: Callable[[Mapping[str, object]], Mapping[str, object]]
) -> TableData:
    """The table with some cells of each row otherwise, by heading."""
    return table.with_records({**record, **change(record)} for record in table.records())
