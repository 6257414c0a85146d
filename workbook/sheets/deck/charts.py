"""The months that the slides' charts draw, each under its heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.sheets.deck.layout import LEVEL_MONTHS, OUTLOOK_MONTHS, YEAR_MONTHS
from workbook.sheets.section.chart_values import months_to, year_names
from workbook.sheets.section.fan_values import band, to_come

if TYPE_CHECKING:
    import datetime

    from workbook.block import Row
    from xlsrc.assessment import Assessment
    from xlsrc.domain.month import Month


def level_rows(one: Assessment | None) -> tuple[Row, ...]:
    """Range, level and recorded figure month by month; () of no indicator."""
    if one is None or one.as_at is None:
        return ()
    end, monthly = one.as_at, one.monthly
    low, high, level, recorded, flagged = (
        months_to(end, LEVEL_MONTHS, monthly, values)
        for values in (
            monthly.lower, monthly.upper, monthly.level, monthly.recorded, monthly.flagged,
        )
    )  # fmt: skip
    heading: Row = ("Month", "Range low", "Usual range", "Level", "Recorded", "Flagged")
    marks = (int(bool(flag)) for flag in flagged)
    low, width = band(low, high)
    rows = zip(_months(end, LEVEL_MONTHS), low, width, level, recorded, marks, strict=True)
    return (heading, *rows)


def outlook_rows(one: Assessment | None) -> tuple[Row, ...]:
    """Range and recorded figure month by month, then the range alone of the months to come; () of
    no indicator.
    """
    if one is None or one.as_at is None:
        return ()
    end, monthly, coming = one.as_at, one.monthly, to_come(one)
    low, high, recorded = (
        months_to(end, OUTLOOK_MONTHS, monthly, values)
        for values in (monthly.lower, monthly.upper, monthly.recorded)
    )
    heading: Row = ("Month", "Range low", "Usual range", "Recorded")
    low, width = band(
        (*low, *(least for least, _ in coming)), (*high, *(most for _, most in coming))
    )
    count = len(coming)
    recorded = (*recorded, *(None,) * count)
    months = _months(end + count, OUTLOOK_MONTHS + count)
    return (heading, *zip(months, low, width, recorded, strict=True))


def year_rows(one: Assessment | None) -> tuple[Row, ...]:
    """The 12 months beside the 12 before; () of no indicator."""
    if one is None or one.as_at is None:
        return ()
    end, monthly = one.as_at, one.monthly
    this, before = (
        months_to(last, YEAR_MONTHS, monthly, monthly.recorded) for last in (end, end - YEAR_MONTHS)
    )
    names = [(end - back).abbreviation for back in range(YEAR_MONTHS - 1, -1, -1)]
    return (("Month", *year_names(end)), *zip(names, this, before, strict=True))


def _months(end: Month, count: int) -> list[datetime.date]:
    return [(end - back).first_day for back in range(count - 1, -1, -1)]
