"""The analysts' tables of Definitions and Settings."""

from __future__ import annotations

from typing import Final

from workbook.layout.table import Column, Owner, Seen, Table, analyst
from xlsrc.domain.harm import HARM_WEIGHTS

DEFINITIONS: Final = "Definitions"
SETTINGS: Final = "Settings"
"""The sheets that they stand on."""

DEFINITIONS_TABLE: Final = Table(
    name="Definitions",
    sheet=DEFINITIONS,
    columns=(
        analyst("Id", 19),
        analyst("Indicator", 21, wraps=True),
        analyst("Sections", 10),
        analyst("Headline", 8.5),
        analyst("Polarity", 14),
        analyst("Source", 19, wraps=True),
        analyst("Offences", 27, wraps=True),
        analyst("Per 100 of", 15, wraps=True),
        analyst("Count only", 7),
        analyst("Sensitive", 9),
        analyst("Normal lag, months", 9, "count"),
        analyst("Definition", 38, wraps=True),
        analyst("What good looks like", 30, wraps=True),
        analyst("Caveats", 45, wraps=True),
    ),
)

SETTINGS_TABLE: Final = Table(
    name="Settings",
    sheet=SETTINGS,
    columns=(
        analyst("Setting", 19),
        analyst("Value", 24, wraps=True),
        analyst("Meaning", 26, wraps=True),
    ),
)

SECTIONS_TABLE: Final = Table(
    name="Sections",
    sheet=SETTINGS,
    columns=(
        analyst("Id", 19),
        analyst("Section", 24, wraps=True),
        analyst("Sheet", 26),
        analyst("Kind", 16),
        analyst("Objective", 26.5, wraps=True),
        analyst("Lead role", 20, wraps=True),
        analyst("Action plan", 14, wraps=True),
        Column(header="Shown", owner=Owner.ANALYST, width=6.5, is_new=True),
    ),
)

KNOWN_CHANGES_TABLE: Final = Table(
    name="KnownChanges",
    sheet=SETTINGS,
    columns=(
        analyst("Id", 19),
        analyst("What changed", 24, wraps=True),
        analyst("Effect", 26),
        analyst("First month", 16, "month"),
        analyst("Last month", 26.5, "month"),
        analyst("Applies to", 20, wraps=True),
        analyst("Approved by", 14, wraps=True),
    ),
)

PEER_GROUPS_TABLE: Final = Table(
    name="PeerGroups",
    sheet=SETTINGS,
    columns=(
        analyst("Id", 19),
        analyst("Peer group", 24, wraps=True),
        analyst("Members", 26, wraps=True),
        analyst("Note", 16, wraps=True),
    ),
)

TARGETS_TABLE: Final = Table(
    name="Targets",
    sheet=SETTINGS,
    columns=(
        analyst("Indicator id", 19),
        analyst("Kind", 24, wraps=True),
        analyst("Note", 26, wraps=True),
        analyst("Amount", 16, "general"),
        analyst("Baseline year", 26.5),
        analyst("From month", 20, "month"),
        analyst("To month", 14, "month"),
    ),
)

HARM_WEIGHTS_TABLE: Final = Table(
    name=HARM_WEIGHTS,
    sheet=SETTINGS,
    columns=(
        analyst("Subgroup", 19, wraps=True),
        analyst("Counts", 24, wraps=True),
        analyst("Source", 29, wraps=True),
        analyst("Edition", 22),
        analyst("Basis", 25, wraps=True),
        analyst("Days", 20, "general"),
        analyst("Victim-reported", 14),
    ),
)

ACKNOWLEDGED_TABLE: Final = Table(
    name="Acknowledged",
    sheet=SETTINGS,
    columns=(
        analyst("Finding", 19),
        analyst("Who", 24, wraps=True),
        analyst("Why", 26, wraps=True),
        analyst("Until", 16, "day"),
    ),
)

ACCEPTED_DIFFERENCES_TABLE: Final = Table(
    name="AcceptedDifferences",
    sheet=SETTINGS,
    columns=(
        analyst("Difference", 19, seen=Seen.PUBLIC),
        analyst("Reason", 24, wraps=True, seen=Seen.PUBLIC),
        analyst("Who", 26, wraps=True, seen=Seen.NEVER),
        analyst("Since", 16, "day", seen=Seen.PUBLIC),
    ),
    is_new=True,
)
