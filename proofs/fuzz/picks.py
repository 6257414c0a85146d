"""Choices made by bytes, so that whoever changes the bytes changes what is tried."""

from __future__ import annotations

import datetime
import math
import struct
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

One = TypeVar("One")

ODD_TEXTS: Final = (
    "", " ", "=1+1", "-", "..", "*", "NULL", "#REF!", "1e999", "nan", "inf", "0", "-1", "1.5",
    "1,234", "12 %", "2025-12", "0000-01", "9999-12", "2025-13", "31/12/2025", "99999", "Barnet",
    "E09000003", "yes", "no", "²", "١٢", "_x0041_", "\ud800", "\x00", "\r\n", "]]>", "&#x110000;",
    "a;b;;c", "x" * 400, "İ", "ß", "\u2028", "5", "TRUE", "1e308", "٣", "\U0001d7d7", "0" * 5000,
)  # fmt: skip
"""Words on which programs have stumbled."""

ODD_NUMBERS: Final = (
    0.0, -0.0, 1.0, -1.0, 0.5, 1e15, 1e16, 1e308, -1e308, 5e-324, math.inf, -math.inf, math.nan,
    60.0, 45992.0, 2958465.0, 2958466.0, 1e300, 4294967296.0, 123456789.123456789,
)  # fmt: skip

_LAST_DAY: Final = datetime.date.max.toordinal()


class Picks:
    """What is picked by bytes, one after another; after the last byte always the first choice."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def are_left(self) -> bool:
        """Whether any byte was not used yet."""
        return self._at < len(self._data)

    def take(self, count: int) -> bytes:
        """The next bytes, with zeros after the last."""
        found = self._data[self._at : self._at + count]
        self._at += count
        return found + bytes(count - len(found))

    def rest(self) -> bytes:
        """All bytes that were not used."""
        found = self._data[self._at :]
        self._at = len(self._data)
        return found

    def below(self, limit: int) -> int:
        """A whole number from 0 to below a limit."""
        return int.from_bytes(self.take(1 if limit <= 256 else 4)) % limit

    def one(self, choices: Sequence[One]) -> One:
        """One of some choices."""
        return choices[self.below(len(choices))]

    def text(self) -> str:
        """A text: an odd one, or letters of the bytes."""
        length = self.below(64)
        if length < 24:
            return self.one(ODD_TEXTS)
        return self.take(length - 24).decode("utf-8", errors="surrogateescape")

    def number(self) -> float:
        """A number: an odd one, a small one, or any that eight bytes can be."""
        kind = self.below(3)
        if kind == 0:
            return self.one(ODD_NUMBERS)
        if kind == 1:
            return float(self.below(65536)) / (1 + self.below(4))
        return float(struct.unpack("<d", self.take(8))[0])

    def day(self) -> datetime.date:
        """Any day that there is, mostly of our time."""
        if self.below(4):
            return datetime.date(2015 + self.below(15), 1 + self.below(12), 1 + self.below(28))
        return datetime.date.fromordinal(1 + self.below(_LAST_DAY))

    def value(self) -> str | float | bool | datetime.date | None:
        """What a cell may hold when it is read."""
        kind = self.below(6)
        if kind == 0:
            return None
        if kind == 1:
            return self.number()
        if kind == 2:
            return self.below(2) == 1
        if kind == 3:
            day = self.day()
            return datetime.datetime(day.year, day.month, day.day, self.below(24))  # noqa: DTZ001
        return self.text()
