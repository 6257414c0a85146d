"""Dates in cells: day numbers, the dates that they are, and the formats that show them so."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Final

from workbook.package.structure import children, parsed
from xlsrc.extracts.dates import EXCEL_EPOCH

if TYPE_CHECKING:
    from workbook.package.archive import Archive

# ECMA-376 part 1, 18.8.30 numFmt: the formats without a code of their own. 27–36 and 50–58 are
# dates in East Asian editions.
_BUILT_IN: Final = frozenset((*range(14, 23), *range(27, 37), *range(50, 59)))
# What stands in a code without being a place for digits: "text", \x, _x, *x, [Red], [$-809].
_LITERAL: Final = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]')
_DATE_LETTER: Final = re.compile(r"[dmyhs]", re.IGNORECASE)
_ELAPSED: Final = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_EPOCH_1900: Final = datetime.datetime.combine(EXCEL_EPOCH, datetime.time())
_EPOCH_1904: Final = datetime.datetime(1904, 1, 1)  # noqa: DTZ001 - Excel's dates have no zone
_DAY: Final = datetime.timedelta(days=1)
_FICTIONAL_LEAP_DAY: Final = 60  # Excel's 1900 calendar has a 29 February
_AFTER_LAST_DAY: Final = 2_958_466  # 1 January 10000
_DAYS_TO_1904: Final = 1_462
_MILLISECONDS: Final = 86_400_000  # a day's; Excel's moments are no finer


def date_styles(archive: Archive, part: str | None) -> frozenset[int]:
    """The cell formats (as a cell's ``s`` counts them) that show a number as a date or time.

    ``part`` holds the styles; without one there are no dates. Elapsed time (``[h]:mm``) is none.
    """
    if part is None or archive.part_name(part) is None:
        return frozenset()
    root = parsed(archive, part)
    codes = {
        int(number.get("numFmtId", "0")): number.get("formatCode", "")
        for holder in children(root, "numFmts")
        for number in holder
    }
    formats = (style for holder in children(root, "cellXfs") for style in holder)
    return frozenset(
        index
        for index, style in enumerate(formats)
        if _is_date(int(style.get("numFmtId", "0")), codes)
    )


def _is_date(number: int, codes: dict[int, str]) -> bool:
    if number not in codes:
        return number in _BUILT_IN
    positive = codes[number].partition(";")[0]
    if _ELAPSED.search(positive):
        return False
    return _DATE_LETTER.search(_LITERAL.sub("", positive)) is not None


def serial(date: datetime.date, *, date_1904: bool) -> float:
    """A date as Excel's day number; ``ValueError`` for one before the workbook's calendar."""
    full = (
        date.replace(tzinfo=None)
        if isinstance(date, datetime.datetime)
        else datetime.datetime(date.year, date.month, date.day)  # noqa: DTZ001 - see the epochs
    )
    days = (full - (_EPOCH_1904 if date_1904 else _EPOCH_1900)) / _DAY
    if not date_1904 and days < _FICTIONAL_LEAP_DAY + 1:
        days -= 1
    if days < (0 if date_1904 else 1):
        message = f"Excel has no date before its calendar begins; found {date}"
        raise ValueError(message)
    return days


def iso_date(date: datetime.date) -> str:
    """A date as a cell of the type ``d`` holds it (ISO 8601, as Excel writes it)."""
    time = date.replace(tzinfo=None) if isinstance(date, datetime.datetime) else None
    return (time or datetime.datetime.combine(date, datetime.time())).isoformat()


def iso_serial(text: str, *, date_1904: bool) -> float:
    """The day number of a date or time as a cell of the type ``d`` holds it (ISO 8601).

    A time of day is its part of a day. ``ValueError`` for anything else.
    """
    written = text.strip()
    if ":" in written and "-" not in written:
        time = datetime.time.fromisoformat(written).replace(tzinfo=None)
        return (datetime.datetime.combine(EXCEL_EPOCH, time) - _EPOCH_1900) / _DAY
    return serial(datetime.datetime.fromisoformat(written), date_1904=date_1904)


def moment(number: float, *, date_1904: bool) -> datetime.datetime | float:
    """The moment of Excel's day number; the number itself where the calendar has no such day."""
    last = _AFTER_LAST_DAY - (_DAYS_TO_1904 if date_1904 else 0)
    if not (0 if date_1904 else 1) <= number < last:
        return number
    if not date_1904 and number < _FICTIONAL_LEAP_DAY:
        number += 1
    since = datetime.timedelta(milliseconds=round(number * _MILLISECONDS))
    return (_EPOCH_1904 if date_1904 else _EPOCH_1900) + since
