"""All tables that analysts fill, wholly or in some columns."""

from __future__ import annotations

from typing import Final

from workbook.layout.kept_answers import KEPT_ANSWERS_TABLE
from workbook.tables.duties_layout import DUTY_TABLES
from workbook.tables.plan_layout import (
    COMMENTARY_TABLE,
    EVIDENCE_TABLE,
    PLAN_TABLES,
    RESILIENCE_TABLE,
    RETURNS_TABLE,
)
from workbook.tables.settings_layout import (
    ACKNOWLEDGED_TABLE,
    DEFINITIONS_TABLE,
    HARM_WEIGHTS_TABLE,
    KNOWN_CHANGES_TABLE,
    PEER_GROUPS_TABLE,
    SECTIONS_TABLE,
    SETTINGS_TABLE,
    TARGETS_TABLE,
)

READ_TABLES: Final = (
    DEFINITIONS_TABLE,
    SETTINGS_TABLE,
    SECTIONS_TABLE,
    PEER_GROUPS_TABLE,
    TARGETS_TABLE,
    HARM_WEIGHTS_TABLE,
    KNOWN_CHANGES_TABLE,
    ACKNOWLEDGED_TABLE,
    *PLAN_TABLES,
    *DUTY_TABLES,
    COMMENTARY_TABLE,
    EVIDENCE_TABLE,
    RESILIENCE_TABLE,
    RETURNS_TABLE,
)
"""The tables that a refresh reads: without one of them there is no refresh."""

ANALYST_TABLES: Final = (*READ_TABLES, KEPT_ANSWERS_TABLE)
"""All tables with analysts' entries."""
