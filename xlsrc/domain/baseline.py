"""The years that the last 12 months are compared with, beside the one before them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from xlsrc.domain.month import Month

if TYPE_CHECKING:
    from xlsrc.domain.setting import Nameable

# "2011/12", "2011-12" or "2011/2012" is April to March; "2019" is January to December.
_FINANCIAL_YEAR: Final = re.compile(r"^(\d{4})\s*[/\u2013-]\s*(?:\d{2})?(\d{2})$")
_CALENDAR_YEAR: Final = re.compile(r"^\d{4}$")
_APRIL: Final = 4
_MONTHS: Final = 12

THREE_YEARS: Final = "three years before"
NO_BASELINE: Final = "none"


def baseline_months(year: str) -> tuple[Month, Month]:
    """The first and last month of a named year: ``2011/12`` from April to March, or ``2019``.

    Raises ``ValueError`` for any other wording.
    """
    text = year.strip()
    if financial := _FINANCIAL_YEAR.match(text):
        first = Month.of(int(financial[1]), _APRIL)
        if (first.year + 1) % 100 == int(financial[2]):
            return first, first + (_MONTHS - 1)
    elif _CALENDAR_YEAR.match(text):
        first = Month.of(int(text), 1)
        return first, first + (_MONTHS - 1)
    message = f"a baseline year is written 2011/12 or 2019; found {year!r}"
    raise ValueError(message)


def baseline_or_none(text: str, _nameable: Nameable) -> str:
    """The baseline that a setting names: a year, or the three before; '' for none.

    ``ValueError`` for any other wording.
    """
    if text.casefold() in ("", NO_BASELINE):
        return ""
    if text.casefold() == THREE_YEARS:
        return THREE_YEARS
    try:
        baseline_months(text)
    except ValueError:
        message = f"value must be {NO_BASELINE}, a year as 2019 or 2018/19, or {THREE_YEARS}"
        raise ValueError(message) from None
    return text
