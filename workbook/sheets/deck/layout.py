"""What stands where on Deck: the words of each slide, and the figures of its chart and tables.

Whether a slide, a row or a mark is there is told by a number, never by words, which an analyst may
change.
"""

from __future__ import annotations

from typing import Final

from workbook.layout.named_block import cell, numbered, rows
from workbook.layout.sheet import Group, Sheet
from workbook.sheets.map.parts import CLASS_FILLS
from xlsrc.words.deck.findings import MOST_ESTIMATES, MOST_FORETOLD, MOST_RANKED
from xlsrc.words.deck.findings import MOST_TARGETS as MOST_AIMS
from xlsrc.words.deck.opening import MOST_KEYS as MOST_FIGURES
from xlsrc.words.deck.opening import MOST_MOVED
from xlsrc.words.deck.slide import MOST_KEYS, MOST_LEADS
from xlsrc.words.deck.slides import SLIDES

DECK: Final = Sheet(
    name="Deck",
    group=Group.EVIDENCE,
    purpose="What the ten slides say",
    mark="deck.as_at",
)

LEVEL_MONTHS: Final = 48
YEAR_MONTHS: Final = 12
OUTLOOK_MONTHS: Final = 24
AHEAD_MONTHS: Final = 3
MOST_WARDS: Final = 6
MOST_PRIORITIES: Final = 9
MOST_ACTIONS: Final = 7
MOST_OUTPUTS: Final = 6
MOST_EVIDENCE: Final = 6

KEYS: Final = numbered("key", MOST_KEYS)
KEY_LABELS: Final = numbered("label", MOST_KEYS)
LEADS: Final = numbered("lead", MOST_LEADS)
LEAD_TEXTS: Final = numbered("text", MOST_LEADS)

AS_AT: Final = cell("deck.as_at")
WORDS: Final = rows(
    "deck.words",
    (
        "slide",
        "invented",
        "title",
        "subtitle",
        *(key for pair in zip(KEYS, KEY_LABELS, strict=True) for key in pair),
        *(key for pair in zip(LEADS, LEAD_TEXTS, strict=True) for key in pair),
        "foot",
        "source",
    ),
    SLIDES,
)
"""A row a slide; ``slide`` is its number, empty where there is nothing to show, and ``invented``
is 1 where anything that it says is illustrative.
"""

CHANGE_KEYS: Final = (
    "indicator",
    "last_12",
    "year_before",
    "difference",
    "change",
    "is_it_real",
    "is_share",
    "invented",
)
"""An indicator's year: ``change`` is a fraction, or points of a share; the last two are 1 or 0."""

FIGURES: Final = rows("deck.figures", CHANGE_KEYS, MOST_FIGURES)
MOVED: Final = rows("deck.moved", CHANGE_KEYS, MOST_MOVED + 1)

LEVEL_KEYS: Final = ("month", "low", "width", "level", "recorded", "flagged")
RISE: Final = rows("deck.rise", LEVEL_KEYS, LEVEL_MONTHS + 1)
FALL: Final = rows("deck.fall", ("month", "this_year", "year_before"), YEAR_MONTHS + 1)
OUTLOOK: Final = rows(
    "deck.outlook",
    ("month", "low", "width", "recorded", "outlook"),
    OUTLOOK_MONTHS + AHEAD_MONTHS + 1,
)
"""Charts: a heading row, then a row a month."""

WARDS: Final = rows("deck.wards", ("code", "ward", "class", "now", "stands_out"))
"""A row for each ward that the map draws, in its order; classes count from 0."""

LEGEND: Final = rows("deck.legend", numbered("class", len(CLASS_FILLS)), 1)
WARD_TABLE: Final = rows(
    "deck.ward_table", ("ward", "now", "before", "seen", "stands_out"), MOST_WARDS + 1
)
"""A heading row, then the wards with the highest counts."""

RANKS: Final = rows(
    "deck.ranks", ("indicator", "rank", "low", "high", "of", "words", "stands_out"), MOST_RANKED
)
STATES: Final = rows(
    "deck.states",
    ("priority", "complete", "on_track", "not_started", "at_risk", "overdue"),
    MOST_PRIORITIES,
)
ACTIONS: Final = rows(
    "deck.actions", ("ref", "action", "lead", "due", "status", "late", "invented"), MOST_ACTIONS
)
ESTIMATES: Final = rows(
    "deck.estimates", ("what", "estimate", "low", "high", "is_clear"), MOST_ESTIMATES
)
"""Offences more than expected, so that fewer are below 0."""

OUTPUTS: Final = rows("deck.outputs", ("output", "to_date", "behind", "invented"), MOST_OUTPUTS)
NEXT: Final = rows(
    "deck.next", ("indicator", "last_3", "low", "high", "is_share", "months"), MOST_FORETOLD
)
TARGETS: Final = rows(
    "deck.targets",
    ("indicator", "target", "low", "high", "is_share", "met", "invented"),
    MOST_AIMS,
)
EVIDENCE: Final = rows(
    "deck.evidence", ("place", "before", "now", "difference", "is_whole"), MOST_EVIDENCE
)

HEADINGS: Final = {
    WORDS: "The words of each slide",
    FIGURES: "1  Figures under the answer",
    MOVED: "2  What moved",
    RISE: "3  The biggest rise, by month",
    FALL: "4  The biggest fall, by month",
    LEGEND: "5  The map's classes",
    WARD_TABLE: "5  The wards beside the map",
    RANKS: "6  Ranks",
    STATES: "7  Actions by priority",
    ACTIONS: "7  Actions, the overdue first",
    ESTIMATES: "8  Impact estimates",
    OUTPUTS: "8  Outputs, those behind first",
    OUTLOOK: "9  The outlook, by month",
    NEXT: "9  Next three months",
    TARGETS: "9  Targets",
    EVIDENCE: "10  Figures behind the decision",
    WARDS: "5  The wards on the map",
}
"""What each block is called on the sheet, from the top; the one whose rows differ comes last."""
