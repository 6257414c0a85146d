"""All tables that analysts fill, wholly or in some columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.layout.kept_answers import KEPT_ANSWERS_TABLE
from workbook.tables.duties_layout import DUTY_TABLES
from workbook.tables.plan_layout import (
    COMMENTARY_TABLE,
    EVIDENCE_TABLE,
    PLAN_TABLES,
    RESILIENCE_TABLE,
    RETURNS_TABLE,
)
from workbook.tables.published_layout import EDITIONS_TABLE, PUBLISHED_TABLE
from workbook.tables.settings_layout import (
    ACCEPTED_DIFFERENCES_TABLE,
    ACKNOWLEDGED_TABLE,
    DEFINITIONS_TABLE,
    HARM_WEIGHTS_TABLE,
    KNOWN_CHANGES_TABLE,
    PEER_GROUPS_TABLE,
    SECTIONS_TABLE,
    SETTINGS_TABLE,
    TARGETS_TABLE,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

READ_TABLES: Final = (
    DEFINITIONS_TABLE,
    SETTINGS_TABLE,
    SECTIONS_TABLE,
    PEER_GROUPS_TABLE,
    TARGETS_TABLE,
    HARM_WEIGHTS_TABLE,
    KNOWN_CHANGES_TABLE,
    ACKNOWLEDGED_TABLE,
    ACCEPTED_DIFFERENCES_TABLE,
    *PLAN_TABLES,
    *DUTY_TABLES,
    COMMENTARY_TABLE,
    EVIDENCE_TABLE,
    RESILIENCE_TABLE,
    RETURNS_TABLE,
    EDITIONS_TABLE,
    PUBLISHED_TABLE,
)
"""The tables that a refresh reads: without one of them there is no refresh, unless it is new."""

ANALYST_TABLES: Final = (*READ_TABLES, KEPT_ANSWERS_TABLE)
"""All tables with analysts' entries."""


def read_tables(there: Iterable[str]) -> tuple[str, ...]:
    """The names of the tables to read of a workbook that has those ``there``.

    One that is new and not there is left out; any other is asked for, and missed if it is gone.
    """
    known = {name.casefold() for name in there}
    return tuple(
        table.name for table in READ_TABLES if not table.is_new or table.name.casefold() in known
    )
