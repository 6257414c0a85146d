"""Months and days as extracts write them."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import Final

from xlsrc.domain.month import MONTH_NAMES, Month

EXCEL_EPOCH: Final = datetime.date(1899, 12, 30)
"""Day 0 of the serial numbers of the 1900 date system, from March 1900 on: number 60 is a
29 February 1900 that never was."""

_YEAR_FIRST: Final = re.compile(r"^((?:19|20)\d{2})[-/.]?(\d{1,2})(?:[-/.]?(\d{1,2}))?(?:[ T].*)?$")
_DAY_FIRST: Final = re.compile(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[ T].*)?$")
_NAMED: Final = re.compile(r"^(?:\d{1,2}[- ])?([A-Za-z]{3,9})\.?[-, ]*((?:19|20)?\d{2})$")
_SERIAL: Final = re.compile(r"^\d{5}(?:\.0)?$")
_CENTURY: Final = 2000
_ABBREVIATIONS: Final = {name[:3].casefold(): number for number, name in enumerate(MONTH_NAMES, 1)}


@lru_cache(maxsize=4096)
def month_of(text: str) -> Month | None:
    """The month of ``2025-04``, ``2025-04-01``, ``202504``, ``01.04.25``, ``01/04/2025`` (day
    first), ``Apr-25``, ``April 2025`` or an Excel date number; ``None`` for anything else.
    """
    text = text.strip()
    if _SERIAL.match(text):
        date = EXCEL_EPOCH + datetime.timedelta(days=int(float(text)))
        return Month.of(date.year, date.month)
    for pattern, year, month in ((_YEAR_FIRST, 1, 2), (_DAY_FIRST, 3, 2)):
        if match := pattern.match(text):
            return _month(int(match[year]), int(match[month]))
    if match := _NAMED.match(text):
        number = _ABBREVIATIONS.get(match[1][:3].casefold())
        spelled = number is not None and MONTH_NAMES[number - 1].casefold().startswith(
            match[1].casefold()
        )
        return _month(int(match[2]), number or 0) if spelled else None
    return None


def _month(year: int, number: int) -> Month | None:
    full_year = year if year >= 100 else _CENTURY + year  # noqa: PLR2004 - two digits or four
    return Month.of(full_year, number) if 1 <= number <= len(MONTH_NAMES) else None
