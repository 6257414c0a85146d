"""The analysts' tables of Definitions and Settings."""

from __future__ import annotations

from typing import Final

from workbook.layout.sheets import DEFINITIONS, SETTINGS
from workbook.layout.table import Table, analyst

DEFINITIONS_TABLE: Final = Table(
    name="Definitions",
    sheet=DEFINITIONS.name,
    columns=(
        analyst("Id", 21),
        analyst("Indicator", 31),
        analyst("Sections", 9),
        analyst("Headline", 9),
        analyst("Polarity", 15),
        analyst("Source", 19),
        analyst("Offences", 32, wraps=True),
        analyst("Per 100 of", 16, wraps=True),
        analyst("Count only", 7),
        analyst("Normal lag, months", 9, "count"),
        analyst("Definition", 36, wraps=True),
        analyst("What good looks like", 24, wraps=True),
        analyst("Caveats", 40, wraps=True),
    ),
)

SETTINGS_TABLE: Final = Table(
    name="Settings",
    sheet=SETTINGS.name,
    columns=(
        analyst("Setting", 18),
        analyst("Value", 28, wraps=True),
        analyst("Meaning", 30, wraps=True),
    ),
)

SECTIONS_TABLE: Final = Table(
    name="Sections",
    sheet=SETTINGS.name,
    columns=(
        analyst("Id", 18),
        analyst("Section", 28, wraps=True),
        analyst("Sheet", 30),
        analyst("Kind", 9),
        analyst("Objective", 27, wraps=True),
        analyst("Lead role", 24, wraps=True),
        analyst("Action plan", 16, wraps=True),
    ),
)

KNOWN_CHANGES_TABLE: Final = Table(
    name="KnownChanges",
    sheet=SETTINGS.name,
    columns=(
        analyst("Id", 18),
        analyst("What changed", 28, wraps=True),
        analyst("Effect", 30),
        analyst("First month", 9, "month"),
        analyst("Last month", 27, "month"),
        analyst("Applies to", 24, wraps=True),
        analyst("Approved by", 16, wraps=True),
    ),
)

PEER_GROUPS_TABLE: Final = Table(
    name="PeerGroups",
    sheet=SETTINGS.name,
    columns=(
        analyst("Id", 18),
        analyst("Peer group", 28, wraps=True),
        analyst("Members", 30, wraps=True),
        analyst("Note", 9),
    ),
)

TARGETS_TABLE: Final = Table(
    name="Targets",
    sheet=SETTINGS.name,
    columns=(
        analyst("Indicator id", 18),
        analyst("Kind", 28),
        analyst("Note", 30, wraps=True),
        analyst("Amount", 9, "general"),
        analyst("Baseline year", 27),
        analyst("From month", 24, "month"),
        analyst("To month", 16, "month"),
    ),
)
