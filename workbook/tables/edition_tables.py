"""The analysts' tables as the readers of an edition may see them."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Final

from workbook.layout.edition import Audience
from workbook.layout.edition_words import in_edition
from workbook.layout.table import Owner
from workbook.tables.analyst_tables import ANALYST_TABLES
from workbook.tables.plan_layout import COMMENTARY_TABLE, EVIDENCE_TABLE, PUBLIC_WORDS
from workbook.tables.published_layout import EDITIONS_TABLE, PUBLISHED_TABLE
from workbook.tables.settings_layout import (
    ACKNOWLEDGED_TABLE,
    DEFINITIONS_TABLE,
    KNOWN_CHANGES_TABLE,
    PEER_GROUPS_TABLE,
    SENSITIVE,
    TARGETS_TABLE,
)
from xlsrc.domain.action import ILLUSTRATIVE_MARK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.block import TableData
    from workbook.layout.table import Column, Table

NEUTRAL: Final = {
    (KNOWN_CHANGES_TABLE.name, "Approved by"): "the board",
    (ACKNOWLEDGED_TABLE.name, "Who"): "the partnership",
    (ACKNOWLEDGED_TABLE.name, "Why"): "known",
    (PEER_GROUPS_TABLE.name, "Note"): "No comparison is made.",
}
"""What stands in a cell that may not be seen where a row means nothing without any."""

NEEDED: Final = {EVIDENCE_TABLE.name: "Words"}
"""The column without which a row of a table says nothing: it goes whole."""

INVENTED: Final = "ILLUSTRATIVE"
"""How a target's note begins that is invented."""

READ_AGAIN: Final = {
    COMMENTARY_TABLE.name: ("Indicator id", "Indicator", "Data to", "Speaks of"),
    EDITIONS_TABLE.name: EDITIONS_TABLE.headers,
    PUBLISHED_TABLE.name: PUBLISHED_TABLE.headers,
}
"""Columns that no analyst fills and that are read again. No other goes to a public edition: a
refresh wrote them from figures that are not the public's.
"""

OLDER: Final = {DEFINITIONS_TABLE.name: (SENSITIVE,)}
"""Columns that workbooks had before, and that their settings are still read from."""

_ROW = dict[str, object]


def tables_for(tables: Mapping[str, TableData], audience: Audience) -> dict[str, TableData]:
    """The analysts' tables as an audience may see them: every cell of other columns is empty.

    A cell without which its row is at fault, or would no longer be known as invented, says as
    much and no more. Rows that say nothing without what is not seen are not there, nor are the
    columns that analysts have added. In a public edition the words for the public stand for the
    analyst's view.
    """
    found = {}
    for table in ANALYST_TABLES:
        if table.name in tables:
            given = tables[table.name]
            older = tuple(one for one in OLDER.get(table.name, ()) if one in given.columns)
            seen = [
                _seen(table, row, audience) | {header: row[header] for header in older}
                for row in given.records()
            ]
            found[table.name] = dataclasses.replace(
                given,
                columns=table.headers + older,
                rows=tuple(
                    tuple(row.values())
                    for row in seen
                    if any(value not in (None, "") for value in row.values())
                ),
            )
    return found


def _seen(table: Table, row: _ROW, audience: Audience) -> _ROW:
    """A row in the layout's columns; all empty where it says nothing without what is not seen."""
    nothing: _ROW = dict.fromkeys(table.headers)
    if not table.shown_to(audience).columns:
        return nothing
    needed = NEEDED.get(table.name)
    if needed and not table.columns[table.column(needed)].is_seen_by(audience):
        return nothing
    seen = {column.header: _cell(table, column, row, audience) for column in table.columns}
    if table is COMMENTARY_TABLE and audience is Audience.PUBLIC:
        seen["Analyst's view"] = seen[PUBLIC_WORDS]
        seen["Confirmed for"] = seen["Confirmed for"] or seen["Speaks of"]
    return seen


def _cell(table: Table, column: Column, row: _ROW, audience: Audience) -> object:
    value = row.get(column.header)
    if value in (None, ""):
        return None
    if not column.is_seen_by(audience):
        return _instead(table, column, row)
    is_public = audience is Audience.PUBLIC
    if column.owner is Owner.REFRESH and is_public:
        return value if column.header in READ_AGAIN.get(table.name, ()) else None
    return in_edition(value, audience) if isinstance(value, str) else value


def _instead(table: Table, column: Column, row: _ROW) -> str | None:
    """What stands in a filled cell that may not be seen."""
    text = str(row[column.header])
    if table is PEER_GROUPS_TABLE and row.get("Members"):
        return None
    if (neutral := NEUTRAL.get((table.name, column.header))) is not None:
        return neutral
    if table is TARGETS_TABLE:
        return INVENTED if text.startswith(INVENTED) else None
    return ILLUSTRATIVE_MARK if text.endswith(ILLUSTRATIVE_MARK) else None
