"""The analysts' tables of Definitions and Settings."""

from __future__ import annotations

from typing import Final

from workbook.layout.table import Column, Owner, Seen, Table, analyst
from xlsrc.domain.harm import HARM_WEIGHTS

DEFINITIONS: Final = "Definitions"
SETTINGS: Final = "Settings"
"""The sheets that they stand on."""

DISCLOSURE: Final = "Disclosure"
SENSITIVE: Final = "Sensitive"
"""The column of Definitions that says what may be public, and the one that it was before."""

OLDER_NAMES: Final = {DISCLOSURE: SENSITIVE}
"""Headings that an older workbook has another name for, which `safer build` knows."""

DEFINITIONS_TABLE: Final = Table(
    name="Definitions",
    sheet=DEFINITIONS,
    columns=(
        analyst("Id", 19, seen=Seen.PUBLIC),
        analyst("Indicator", 21, wraps=True, seen=Seen.PUBLIC),
        analyst("Sections", 10, seen=Seen.PUBLIC),
        analyst("Headline", 8.5, seen=Seen.PUBLIC),
        analyst("Polarity", 14, seen=Seen.PUBLIC),
        analyst("Source", 19, wraps=True, seen=Seen.PUBLIC),
        analyst("Offences", 27, wraps=True, seen=Seen.PUBLIC),
        analyst("Per 100 of", 15, wraps=True, seen=Seen.PUBLIC),
        analyst("Count only", 7, seen=Seen.PUBLIC),
        analyst(DISCLOSURE, 9, is_new=True, seen=Seen.PUBLIC),
        analyst("Normal lag, months", 9, "count", seen=Seen.PUBLIC),
        analyst("Definition", 38, wraps=True, seen=Seen.PUBLIC),
        analyst("What good looks like", 30, wraps=True, seen=Seen.PUBLIC),
        analyst("Caveats", 45, wraps=True, seen=Seen.PUBLIC),
    ),
)

SETTINGS_TABLE: Final = Table(
    name="Settings",
    sheet=SETTINGS,
    columns=(
        analyst("Setting", 19, seen=Seen.PUBLIC),
        analyst("Value", 24, wraps=True, seen=Seen.PUBLIC),
        analyst("Meaning", 26, wraps=True, seen=Seen.PUBLIC),
    ),
)

SECTIONS_TABLE: Final = Table(
    name="Sections",
    sheet=SETTINGS,
    columns=(
        analyst("Id", 19, seen=Seen.PUBLIC),
        analyst("Section", 24, wraps=True, seen=Seen.PUBLIC),
        analyst("Sheet", 26, seen=Seen.PUBLIC),
        analyst("Kind", 16, seen=Seen.PUBLIC),
        analyst("Objective", 26.5, wraps=True, seen=Seen.PUBLIC),
        analyst("Lead role", 20, wraps=True, seen=Seen.PUBLIC),
        analyst("Action plan", 14, wraps=True, seen=Seen.PUBLIC),
        Column(header="Shown", owner=Owner.ANALYST, width=6.5, is_new=True, seen=Seen.PUBLIC),
    ),
)

KNOWN_CHANGES_TABLE: Final = Table(
    name="KnownChanges",
    sheet=SETTINGS,
    columns=(
        analyst("Id", 19, seen=Seen.PUBLIC),
        analyst("What changed", 24, wraps=True, seen=Seen.PUBLIC),
        analyst("Effect", 26, seen=Seen.PUBLIC),
        analyst("First month", 16, "month", seen=Seen.PUBLIC),
        analyst("Last month", 26.5, "month", seen=Seen.PUBLIC),
        analyst("Applies to", 20, wraps=True, seen=Seen.PUBLIC),
        analyst("Approved by", 14, wraps=True, seen=Seen.NEVER),
    ),
)

PEER_GROUPS_TABLE: Final = Table(
    name="PeerGroups",
    sheet=SETTINGS,
    columns=(
        analyst("Id", 19, seen=Seen.PUBLIC),
        analyst("Peer group", 24, wraps=True, seen=Seen.PUBLIC),
        analyst("Members", 26, wraps=True, seen=Seen.PUBLIC),
        analyst("Note", 16, wraps=True, seen=Seen.RESTRICTED),
    ),
)

TARGETS_TABLE: Final = Table(
    name="Targets",
    sheet=SETTINGS,
    columns=(
        analyst("Indicator id", 19, seen=Seen.PUBLIC),
        analyst("Kind", 24, wraps=True, seen=Seen.PUBLIC),
        analyst("Note", 26, wraps=True, seen=Seen.RESTRICTED),
        analyst("Amount", 16, "general", seen=Seen.PUBLIC),
        analyst("Baseline year", 26.5, seen=Seen.PUBLIC),
        analyst("From month", 20, "month", seen=Seen.PUBLIC),
        analyst("To month", 14, "month", seen=Seen.PUBLIC),
    ),
)

HARM_WEIGHTS_TABLE: Final = Table(
    name=HARM_WEIGHTS,
    sheet=SETTINGS,
    columns=(
        analyst("Subgroup", 19, wraps=True, seen=Seen.PUBLIC),
        analyst("Counts", 24, wraps=True, seen=Seen.PUBLIC),
        analyst("Source", 29, wraps=True, seen=Seen.PUBLIC),
        analyst("Edition", 22, seen=Seen.PUBLIC),
        analyst("Basis", 25, wraps=True, seen=Seen.PUBLIC),
        analyst("Days", 20, "general", seen=Seen.PUBLIC),
        analyst("Victim-reported", 14, seen=Seen.PUBLIC),
    ),
)

ACKNOWLEDGED_TABLE: Final = Table(
    name="Acknowledged",
    sheet=SETTINGS,
    columns=(
        analyst("Finding", 19, seen=Seen.PUBLIC),
        analyst("Who", 24, wraps=True, seen=Seen.NEVER),
        analyst("Why", 26, wraps=True, seen=Seen.RESTRICTED),
        analyst("Until", 16, "day", seen=Seen.PUBLIC),
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
