"""Names and sizes of the parts of sheets: panels, sections, Summary, Impact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xlsrc.domain.indicator import Indicator, Section
    from xlsrc.domain.settings import Settings


PANEL_MONTHS: Final = 60
"""Months in a panel's long-term chart: five years."""

SPARK_MONTHS: Final = 24
"""Months in a Summary sparkline."""


def panel_name(section_id: str, indicator_id: str, part: str) -> str:
    """The defined name of one block of a panel: ``panel.5.burglary.keys``."""
    return f"panel.{section_id}.{indicator_id}.{part}"


def section_name(section_id: str, part: str) -> str:
    """The defined name of one block of a section sheet: ``section.5.boxes``."""
    return f"section.{section_id}.{part}"


MOST_HEADLINES: Final = 18
"""Headline indicators that Summary's one page has room for."""

MOST_SENTENCES: Final = 5
"""Sentences at the top of Summary."""


def summary_rows(settings: Settings) -> tuple[Section | Indicator, ...]:
    """The rows of Summary's table: each section, then its headline indicators.

    An indicator of several sections stands under the first; ``MOST_HEADLINES`` at most.
    """
    rows: list[Section | Indicator] = []
    shown: set[str] = set()
    for section in settings.sections:
        rows.append(section)
        for indicator in settings.of_section(section):
            wanted = indicator.headline and indicator.id not in shown
            if wanted and len(shown) < MOST_HEADLINES:
                rows.append(indicator)
                shown.add(indicator.id)
    return tuple(rows)


MOST_EXCEPTIONS: Final = 10
"""Rows that Exceptions shows before it says how many more there are."""

MOST_OUTPUTS: Final = 16

MOST_LINKS: Final = 30

MOST_ESTIMATES: Final = 8

MOST_ORPHANS: Final = 12
"""Rows of the tables of Impact, each on its page, before they say how many more there are."""

CHAIN_GROUP: Final = "›"  # noqa: RUF001 - as on the house style's buttons
"""Stands before a priority's name in the chain on Impact, where a new group of rows begins."""

BURN_UP_MONTHS: Final = 19
"""Months of Impact's chart of actions: the as-at month, a year before it, half a year after."""

FOOT_ROWS: Final = 4
"""Actions, and outputs, that the foot of a section's first page has room for."""
