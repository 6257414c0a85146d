"""All tables of the workbook, and those that analysts fill."""

from __future__ import annotations

from typing import Final

from workbook.layout.figure_tables import (
    ALL_INDICATORS_TABLE,
    CHECKS_TABLE,
    DATA_TABLE,
    EXCEPTIONS_TABLE,
    PEERS_TABLE,
    REVISIONS_TABLE,
    SOURCES_TABLE,
    WARD_DATA_TABLE,
    WARD_MAP_TABLE,
)
from workbook.layout.plan_tables import (
    COMMENTARY_TABLE,
    EVIDENCE_TABLE,
    PLAN_TABLES,
    RESILIENCE_TABLE,
    RETURNS_TABLE,
)
from workbook.layout.settings_tables import (
    DEFINITIONS_TABLE,
    KNOWN_CHANGES_TABLE,
    PEER_GROUPS_TABLE,
    SECTIONS_TABLE,
    SETTINGS_TABLE,
    TARGETS_TABLE,
)

ANALYST_TABLES: Final = (
    DEFINITIONS_TABLE,
    SETTINGS_TABLE,
    SECTIONS_TABLE,
    PEER_GROUPS_TABLE,
    TARGETS_TABLE,
    KNOWN_CHANGES_TABLE,
    *PLAN_TABLES,
    COMMENTARY_TABLE,
    EVIDENCE_TABLE,
    RESILIENCE_TABLE,
    RETURNS_TABLE,
)

TABLES: Final = (
    *ANALYST_TABLES,
    EXCEPTIONS_TABLE,
    WARD_MAP_TABLE,
    ALL_INDICATORS_TABLE,
    PEERS_TABLE,
    DATA_TABLE,
    WARD_DATA_TABLE,
    SOURCES_TABLE,
    REVISIONS_TABLE,
    CHECKS_TABLE,
)
