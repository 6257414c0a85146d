"""The table Acknowledged: which findings the partnership knows of, and for how long."""

from __future__ import annotations

import calendar
import datetime
import math
from typing import TYPE_CHECKING, Final

from workbook.tables.settings_layout import ACKNOWLEDGED_TABLE
from xlsrc.domain.acknowledgement import Acknowledgement
from xlsrc.domain.month import Month
from xlsrc.extracts.gate.acknowledged import reference_parts

if TYPE_CHECKING:
    from workbook.tables.table_reader import Reader, Record

ALWAYS: Final = "always"
"""What stands under Until where an acknowledgement has no end."""


def acknowledgements(reader: Reader) -> tuple[Acknowledgement, ...]:
    """Every row of the table.

    A wrong one is no fault of the workbook, which would stop the refresh: it acknowledges
    nothing, and says why itself.
    """
    return tuple(map(_acknowledgement, reader.records(ACKNOWLEDGED_TABLE.name)))


def _acknowledgement(record: Record) -> Acknowledgement:
    reference, who, why = (record.text(column) for column in ("Finding", "Who", "Why"))
    if reference.isdigit():
        reference = reference.zfill(10)  # Excel takes an id of digits for a number
    parts = reference_parts(reference)
    until, is_until = _until(record)
    fault = ""
    if parts is None:
        wanted = "a reference from Data quality, such as 3f9a1c20b7-1200, was wanted"
        fault = record.sentence("Finding", wanted)
    elif not who:
        fault = record.sentence("Who", "who acknowledges it was wanted")
    elif not why:
        fault = record.sentence("Why", "why it is acknowledged was wanted")
    elif not is_until:
        wanted = f"a date, a month as YYYY-MM, or '{ALWAYS}' was wanted"
        fault = record.sentence("Until", wanted)
    finding, size = parts or ("", math.nan)
    return Acknowledgement(
        reference=reference,
        finding=finding,
        size=size,
        who=who,
        why=why,
        until=until,
        cell=record.address("Finding"),
        fault=f"{fault} The row acknowledges nothing." if fault else "",
    )


def _until(record: Record) -> tuple[datetime.date | None, bool]:
    """The last day, None for no end; and whether the cell says one at all."""
    value = record.raw("Until")
    if isinstance(value, datetime.datetime):
        return value.date(), True
    if isinstance(value, datetime.date):
        return value, True
    text = record.text("Until")
    if text.casefold() == ALWAYS:
        return None, True
    try:
        return datetime.date.fromisoformat(text), True
    except ValueError:
        pass
    try:
        month = Month.parse(text)
    except ValueError:
        return None, False
    last = calendar.monthrange(month.year, month.number)[1]
    return month.first_day.replace(day=last), True
