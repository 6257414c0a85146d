"""A calendar month."""

from __future__ import annotations

import datetime
import functools
import re
from dataclasses import dataclass
from typing import Final, Self

MONTH_NAMES: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# No other thousand of years: a month before and after such a one is still a date.
_ISO: Final = re.compile(r"^([12]\d{3})-?(\d{2})$")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One calendar month, ordered, with whole-month arithmetic.

    ``ordinal`` counts months since January of year 0 (year × 12 + month − 1), the form in
    which arrays hold months.
    """

    ordinal: int

    @classmethod
    def of(cls, year: int, month: int) -> Self:
        """The month of a year and a month number 1 to 12."""
        if not 1 <= month <= len(MONTH_NAMES):
            message = f"a month number must be 1 to 12; found {month}"
            raise ValueError(message)
        return cls(year * 12 + month - 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The month of ``2025-12`` or ``202512``; ``ValueError`` for anything else."""
        match = _ISO.match(text.strip())
        if match is None:
            message = f"a month is written YYYY-MM; found {text!r}"
            raise ValueError(message)
        return cls.of(int(match[1]), int(match[2]))

    @property
    def year(self) -> int:
        """The calendar year."""
        return self.ordinal // 12

    @property
    def number(self) -> int:
        """The month of the year, 1 to 12."""
        return self.ordinal % 12 + 1

    @property
    def first_day(self) -> datetime.date:
        """The first day of the month: what a date cell holds."""
        return _first_day(self.ordinal)

    @property
    def month_name(self) -> str:
        """``December``."""
        return MONTH_NAMES[self.number - 1]

    @property
    def name(self) -> str:
        """``December 2025``."""
        return f"{self.month_name} {self.year}"

    @property
    def short(self) -> str:
        """``Dec 25``."""
        return f"{self.abbreviation} {self.year % 100:02d}"

    @property
    def abbreviation(self) -> str:
        """``Dec``."""
        return self.month_name[:3]

    def __str__(self) -> str:
        """``2025-12``."""
        return f"{self.year:04d}-{self.number:02d}"

    def __add__(self, months: int) -> Month:
        return Month(self.ordinal + months)

    def __sub__(self, months: int) -> Month:
        return Month(self.ordinal - months)


@functools.lru_cache(maxsize=1 << 12)
def _first_day(ordinal: int) -> datetime.date:
    return datetime.date(ordinal // 12, ordinal % 12 + 1, 1)
