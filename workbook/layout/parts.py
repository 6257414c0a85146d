"""Names and sizes of the parts of sheets: panels, sections, Summary, Impact."""

from __future__ import annotations

from typing import Final

WARD_MONTHS: Final = 36
"""Months of ward figures kept in the workbook."""


MOST_OUTPUTS: Final = 16

MOST_LINKS: Final = 30

MOST_ESTIMATES: Final = 8

MOST_ORPHANS: Final = 12
"""Rows of the tables of Impact, each on its page, before they say how many more there are."""

CHAIN_GROUP: Final = "›"  # noqa: RUF001 - as on the house style's buttons
"""Stands before a priority's name in the chain on Impact, where a new group of rows begins."""

BURN_UP_MONTHS: Final = 19
"""Months of Impact's chart of actions: the as-at month, a year before it, half a year after."""
