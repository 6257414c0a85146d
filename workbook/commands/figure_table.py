"""The figures of an area as a table that fits a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.commands.console import show_table
from workbook.house.wording import illustrative_note
from xlsrc.domain import wording
from xlsrc.words.verdicts import is_it_real

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.month import Month

HEADINGS: Final = (
    "indicator",
    "last 3",
    "last 12",
    "year before",
    "change",
    "%",
    "status",
    "is the change real?",
)
SPARE: Final = ("last 3", "change", "status", "year before")
"""Left out in this order where a terminal is too narrow for all."""

NAME_WRAPS_AT: Final = 34
"""Letters of an indicator's name on a line."""


def show_figures(dashboard: Dashboard) -> None:
    """Print a row for each indicator, and below what ‡ means and what had no room."""
    left_out = show_table(
        f"{dashboard.area.name}, 12 months to {dashboard.as_at.name}",
        HEADINGS,
        [_row(one, dashboard.as_at) for one in dashboard.assessments],
        spare=SPARE,
        first_wraps_at=NAME_WRAPS_AT,
    )
    note = illustrative_note(dashboard)
    if note:
        print(note)
    if left_out:
        print(f"No room for: {', '.join(left_out)}. All figures: --format csv or json.")


def _row(one: Assessment, as_at: Month) -> tuple[object, ...]:
    points = " pt" if one.indicator.is_share else ""
    difference = one.change.difference
    late = ", late" if one.late else ""
    to = "" if one.as_at in (None, as_at) else f" (to {one.as_at.short}{late})"
    return (
        f"{one.label}{to}",
        one.volume.last_3,
        one.volume.last_12,
        one.volume.last_12_before,
        None if difference is None else f"{wording.signed(difference, 1 if points else 0)}{points}",
        None if one.change.percent is None else wording.percent(one.change.percent),
        one.status.value,
        is_it_real(one),
    )
