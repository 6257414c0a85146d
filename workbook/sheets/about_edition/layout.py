"""What stands where on About this edition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.layout.sheet import Group, Sheet
from workbook.layout.table import Seen, Table, refresh

if TYPE_CHECKING:
    from collections.abc import Iterable

ABOUT_EDITION: Final = Sheet(
    name="About this edition",
    group=Group.EVIDENCE,
    purpose="What it leaves out; wards by year",
)

WARD_YEARS: Final = "WardYears"
"""The table of wards by whole calendar years."""


def ward_years_table(years: Iterable[int]) -> Table:
    """The table of the wards of sensitive offences, a column for each of these years."""
    return Table(
        name=WARD_YEARS,
        sheet=ABOUT_EDITION.name,
        columns=(
            refresh("Indicator", 34, seen=Seen.PUBLIC),
            refresh("Ward", 26, seen=Seen.PUBLIC),
            refresh("Ward code", 12, seen=Seen.PUBLIC),
            *(refresh(f"{year}", 10, "count", seen=Seen.PUBLIC) for year in sorted(set(years))),
        ),
    )
