"""The table AcceptedDifferences: what is otherwise than in the edition before, on purpose."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Final

from workbook.tables.settings_layout import ACCEPTED_DIFFERENCES_TABLE
from xlsrc.domain.accepted import AcceptedDifference

if TYPE_CHECKING:
    from workbook.tables.table_reader import Reader, Record

KEY: Final = re.compile(r"[a-z]+-[0-9a-f]{8}")
"""The reference of a difference: its kind, so that Excel takes it for no number, and a digest."""


def accepted_differences(reader: Reader) -> tuple[AcceptedDifference, ...]:
    """Every row of the table.

    A wrong one is no fault of the workbook, which would stop the refresh: it accepts nothing, and
    says why itself.
    """
    return tuple(map(_accepted, reader.records(ACCEPTED_DIFFERENCES_TABLE.name)))


def _accepted(record: Record) -> AcceptedDifference:
    key, reason = record.text("Difference").casefold(), record.text("Reason")
    since, is_day = _day(record.text("Since"))
    fault = ""
    if not KEY.fullmatch(key):
        wanted = "a reference that safer check --against prints was wanted, as column-3f9a1c20"
        fault = record.sentence("Difference", wanted)
    elif not reason:
        fault = record.sentence("Reason", "why it is accepted was wanted, in words for the Cover")
    elif not is_day:
        fault = record.sentence("Since", "a date, or an empty cell, was wanted")
    return AcceptedDifference(
        key=key,
        reason=reason,
        who=record.text("Who"),
        since=since,
        cell=record.address("Difference"),
        fault=f"{fault} The row accepts nothing." if fault else "",
    )


def _day(text: str) -> tuple[datetime.date | None, bool]:
    """The day, None for none; and whether the text is one or empty."""
    try:
        return (datetime.date.fromisoformat(text) if text else None), True
    except ValueError:
        return None, False
