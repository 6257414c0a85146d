"""The rows of a partner return, whether its months go down or across."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsrc.extracts.columns import aliases, columns_of
from xlsrc.extracts.dates import month_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xlsrc.extracts.text_table import TextTable

WANTED: Final = aliases(
    indicator="indicator|indicator id",
    area="area|area name|borough",
    month="month|period",
    value="value|count",
    numerator="numerator",
    denominator="denominator",
    note="note|notes",
)
_LONG: Final = frozenset({"indicator", "area", "month", "value"})
_WIDE: Final = frozenset({"indicator", "area"})
_TOTAL: Final = re.compile(
    r"^(?:(?:grand|sub|year|annual|overall|all)?[- ]?totals?|sum|overall|all|average|mean)$"
    r"|^all (?:areas|boroughs|months|indicators)$",
    re.IGNORECASE,
)
# What stands where a month should, and is none: "Total 2024/25", "Year to date", "2024/25".
_SPELL: Final = re.compile(
    r"^(?:grand |sub[- ]?)?total\b|\btotals?$|^(?:ytd|fytd|year to date|rolling|last|past|q[1-4])\b"
    r"|\b(?:average|mean|sum)$",
    re.IGNORECASE,
)
# "2024", "FY 2024/25": the second year follows the first, or it is no year but a mistyped month.
_YEARS: Final = re.compile(
    r"^(?:fy ?)?(?P<first>(?:19|20)\d{2})(?:\s*[/-]\s*(?P<next>\d{2}|\d{4}))?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRow:
    """One figure's cells as text; ``column`` is the heading over its value, ``line`` its row."""

    line: int
    indicator: str
    area: str
    month: str
    value: str
    numerator: str = ""
    denominator: str = ""
    note: str = ""
    column: str = "value"

    @property
    def says_nothing(self) -> bool:
        """Whether no figure is given: a form's row that nobody filled in, a line of notes."""
        return not (self.value or self.numerator or self.denominator)

    @property
    def total(self) -> str:
        """The text by which the row is a total of others, '' where it is none."""
        if month_of(self.month) is None and _is_total_of_months(self.month):
            return self.month
        return next((cell for cell in (self.indicator, self.area) if _TOTAL.match(cell)), "")


def _is_total_of_months(text: str) -> bool:
    years = _YEARS.match(text)
    if years is not None:
        follows = str(int(years["first"]) + 1)
        return years["next"] is None or years["next"] in {follows, follows[-2:]}
    return bool(_TOTAL.match(text) or _SPELL.search(text))


def recognised(header: Sequence[str]) -> bool:
    """Whether the header is of a return: indicator, area, month and value, or months across."""
    roles = columns_of(header, WANTED).keys()
    return roles >= _LONG or (
        roles >= _WIDE and "month" not in roles and bool(month_columns(header))
    )


def month_columns(header: Sequence[str]) -> dict[int, str]:
    """Column index → heading of the columns that are months."""
    return {index: name for index, name in enumerate(header) if month_of(name) is not None}


def totals_across(header: Sequence[str]) -> tuple[str, ...]:
    """The headings of a return with months across that are totals of its months."""
    return tuple(name for name in header if month_of(name) is None and _is_total_of_months(name))


def return_rows(table: TextTable) -> Iterator[ReturnRow]:
    """The table's rows, one a figure; those that give no figure are passed over."""
    columns = columns_of(table.header, WANTED)
    is_long = columns.keys() >= _LONG
    months = {} if is_long else month_columns(table.header)
    for line, cells in zip(table.lines, table.rows, strict=True):
        named = {role: cells[index] for role, index in columns.items()}
        if is_long:
            rows = [ReturnRow(line=line, **named)]
        else:
            named = {role: named[role] for role in ("indicator", "area", "note") if role in named}
            rows = [
                ReturnRow(line=line, **named, month=name, value=cells[index], column=name)
                for index, name in months.items()
            ]
        for row in rows:
            if not row.says_nothing:
                yield row
