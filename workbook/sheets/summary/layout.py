"""What stands where on Summary: its blocks, their cells by key, and how many rows there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.layout.named_block import cell, ends, form, numbered, rows
from workbook.layout.sheet import Group, Sheet

if TYPE_CHECKING:
    from xlsrc.domain.indicator import Indicator, Section
    from xlsrc.domain.settings import Settings

SUMMARY: Final = Sheet(
    name="Summary",
    group=Group.BOARD,
    purpose="One page: what changed and the headline indicators",
    footer_size=10,
    mark="summary.head",
)

SPARK_MONTHS: Final = 24
"""Months in a sparkline."""

MOST_HEADLINES: Final = 20
"""Headline indicators that the one page has room for."""

MOST_SENTENCES: Final = 6
"""Sentences at the top."""

HEADINGS: Final = {
    "indicator": "Indicator",
    "status": "Status",
    "last_3": "Last 3 months",
    "usual_range": "Usual range",
    "last_12": "Last 12 months",
    "year_before": "Year before",
    "change": "Change",
    "is_it_real": "Is the change real?",
    "trend": "Trend of\nthe level",
    "sparkline": f"{SPARK_MONTHS} months",
    "peers": "Peers,\nrank",
    "target": "Target",
    "by": "By the end\nof the year",
}
"""Those of the peers and of the year's end are made anew by each refresh."""

HEAD: Final = form(
    "summary.head",
    ends("title", "period", len(HEADINGS)),
    ends("note", "illustrative", len(HEADINGS)),
)
SENTENCES: Final = rows("summary.sentences", ("topic", "sentence"), MOST_SENTENCES)
TABLE: Final = rows("summary.table", tuple(HEADINGS))
"""A row for each of `summary_rows`; a section's has its name, and its state under Usual range."""

PEERS_HEADING: Final = cell("summary.peers_heading", "heading")
BY_HEADING: Final = cell("summary.by_heading", "heading")

SPARK: Final = rows("summary.spark", numbered("month", SPARK_MONTHS))
"""Beside the table, what its sparklines are drawn from."""

CHANCE: Final = cell("summary.chance", "by_chance")
SOURCES: Final = cell("summary.sources", "sources")


READING: Final = cell("summary.reading", "how_to_read")

KEY: Final = (
    "▲ Worse   ▼ Better   ● Steady   ◆ Context: no good or bad direction   "
    "? Cannot say: reason in “Is the change real?”   n/c: not comparable   "
    "↑ ↓ an exception now: see Exceptions"
)
"""What the symbols of the table mean, below it."""

USUAL: Final = "Usual range: 19 quarters in 20 fall inside, as this series has behaved."
TOO_VARIABLE: Final = "Too variable: its ends differ by over 4 times."
TREND: Final = "Trend: the level, season taken out, on a year ago."
BOTH_HOLD: Final = "Status is of the change, Red of the level: Steady and Red can both hold."
IN_THOUSANDS: Final = ", 1,000 days"
HARM: Final = "Harm: Cambridge index, victim-reported."


def summary_rows(settings: Settings) -> tuple[Section | Indicator, ...]:
    """The rows of the table: each section, then its headline indicators.

    An indicator of several sections stands under the first; ``MOST_HEADLINES`` at most.
    """
    found: list[Section | Indicator] = []
    shown: set[str] = set()
    for section in settings.sections:
        found.append(section)
        for indicator in settings.of_section(section):
            wanted = indicator.headline and indicator.id not in shown
            if wanted and len(shown) < MOST_HEADLINES:
                found.append(indicator)
                shown.add(indicator.id)
    return tuple(found)
