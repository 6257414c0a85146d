"""A quarter of a financial year: April to June is the first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

from xlsrc.domain.month import Month

_MONTHS: Final = 3
_QUARTERS: Final = 4


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months that are known together and never one by one.

    ``ordinal`` counts quarters since January to March of year 0, the form in which arrays hold
    quarters.
    """

    ordinal: int

    @classmethod
    def of_financial_year(cls, year: int, number: int) -> Self:
        """Quarter 1 to 4 of the financial year that begins in April of ``year``."""
        if not 1 <= number <= _QUARTERS:
            message = f"a quarter's number must be 1 to 4; found {number}"
            raise ValueError(message)
        return cls(year * _QUARTERS + number)

    @property
    def first_month(self) -> Month:
        """The first of its months."""
        return Month(self.ordinal * _MONTHS)

    @property
    def last_month(self) -> Month:
        """The last of its months."""
        return self.first_month + (_MONTHS - 1)

    @property
    def name(self) -> str:
        """As a sentence has it: ``April to June 2019``."""
        return f"{self.first_month.month_name} to {self.last_month.name}"
