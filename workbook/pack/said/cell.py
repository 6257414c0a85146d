"""A cell as words."""

from __future__ import annotations

import datetime

from workbook.package.cell import number_text, plain_text
from workbook.sheets.plan.words import day


def words(value: object) -> str:
    """What a cell says, as one line; '' for an empty one.

    A number or a day that an analyst typed where words stood is written as a reader would.
    """
    if isinstance(value, datetime.date):
        return day(value)
    if isinstance(value, float):
        return number_text(value)
    return "" if value is None else " ".join(plain_text(str(value)).split())
