"""The analysts' tables row by row: each cell as what it should be, and a fault where it is not."""

from __future__ import annotations

import datetime
import math
import re
from typing import TYPE_CHECKING, Final

from workbook.tables.analyst_tables import READ_TABLES
from xlsrc.defaults import listed_names
from xlsrc.domain.errors import TableError
from xlsrc.domain.month import Month
from xlsrc.domain.setting import word_of
from xlsrc.domain.wording import MINUS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from workbook.block import TableData
    from workbook.layout.table import Table
    from xlsrc.domain.setting import Word

ID_PATTERN: Final = re.compile(r"^[a-z0-9][a-z0-9_]*$")
ID_WANTED: Final = "Id must be made of small letters, digits and underscores"


class Reader:
    """Rows of the tables as records, and the faults found on the way."""

    def __init__(
        self, tables: Mapping[str, TableData], wanted: Iterable[Table] = READ_TABLES
    ) -> None:
        self.tables = tables
        self.faults: list[str] = []
        wanted = tuple(wanted)
        self._headers = {table.name: table.headers for table in wanted}
        for table in wanted:
            found = tables.get(table.name)
            if found is None and table.is_new:
                continue
            missing = [
                column.header
                for column in table.columns
                if found and not column.is_new and column.header not in found.columns
            ]
            if found is None:
                self.faults.append(f"The table {table.name} is missing; run `safer build`.")
            for column in missing:
                self.faults.append(
                    f"{table.sheet}: the table {table.name} must have a column '{column}'; found "
                    f"{', '.join(found.columns) if found else 'none'}."
                )
        if self.faults:
            raise TableError(tuple(self.faults))

    def records(self, table_name: str) -> list[Record]:
        """The rows that hold anything at all; of a table younger than the workbook, none.

        A row with nothing but what stands in a column of the analysts' own is none of the table's.
        """
        table = self.tables.get(table_name)
        if table is None:
            return []
        headers = self._headers.get(table_name, table.columns)
        known = [at for at, column in enumerate(table.columns) if column in headers]
        return [
            Record(self, table, index)
            for index, row in enumerate(table.rows)
            if any(row[at] not in (None, "") for at in known)
        ]


def as_text(value: object) -> str:
    """A cell's value as text without surrounding blanks: a day as YYYY-MM-DD, 5.0 as 5."""
    if isinstance(value, datetime.datetime):
        value = value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def as_names(value: object) -> tuple[str, ...]:
    """The parts of a cell that lists several, separated by semicolons."""
    return listed_names(as_text(value))


class Record:
    """One row of a table; asking for a value notes a fault where it does not fit."""

    def __init__(self, reader: Reader, table: TableData, index: int) -> None:
        self._reader = reader
        self._table = table
        self._index = index

    def fault(self, column: str, wanted: str) -> None:
        """Note that a cell is not what was wanted."""
        self._reader.faults.append(self.sentence(column, wanted))

    def sentence(self, column: str, wanted: str) -> str:
        """That a cell is not what was wanted, without noting a fault."""
        found = self.raw(column)
        shown = "an empty cell" if found in (None, "") else f"'{found}'"
        return f"{self.address(column)}: {wanted}; found {shown}."

    def address(self, column: str) -> str:
        """The cell of a column, as ``Definitions!D12``."""
        return self._table.address(self._index, column)

    def raw(self, column: str) -> object:
        """The cell as it was read; that of a column younger than the workbook is empty."""
        if column not in self._table.columns:
            return None
        return self._table.rows[self._index][self._table.columns.index(column)]

    def text(self, column: str, *, required: bool = False) -> str:
        """The cell as text without surrounding blanks."""
        text = as_text(self.raw(column))
        if required and not text:
            self.fault(column, f"{column} must not be empty")
        return text

    def names(self, column: str) -> tuple[str, ...]:
        """The parts of a cell that lists several, separated by semicolons."""
        return as_names(self.raw(column))

    def choice(self, column: str, words: Iterable[Word]) -> Word | None:
        """One of a fixed list of words."""
        try:
            return word_of(self.text(column), words, column.lower())
        except ValueError as error:
            self.fault(column, str(error))
            return None

    def yes(self, column: str, *, empty: bool = False) -> bool:
        """A yes or no; ``empty`` is what an empty cell says."""
        text = self.text(column).casefold()
        if text not in ("yes", "no", ""):
            self.fault(column, f"{column.lower()} must be yes or no")
        return text == "yes" or (empty and text != "no")

    def whole(self, column: str, *, default: int) -> int:
        """A whole number of at least 0; empty is the default."""
        value = self.raw(column)
        if value in (None, ""):
            return default
        try:
            number = float(str(value))
        except ValueError:
            number = -1.0
        if number < 0 or not number.is_integer():
            self.fault(column, f"{column.lower()} must be a whole number of at least 0")
            return default
        return int(number)

    def number(self, column: str) -> float | None:
        """A number; None for an empty cell."""
        value = self.raw(column)
        if value in (None, ""):
            return None
        try:
            # An analyst may type a true minus and a per cent sign.
            number = float(str(value).replace(MINUS, "-").removesuffix("%"))
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            self.fault(column, f"{column.lower()} must be a number")
            return None
        return number

    def month(self, column: str) -> Month | None:
        """A month: a date cell, or a text YYYY-MM; None for an empty cell."""
        value = self.raw(column)
        if value in (None, ""):
            return None
        if isinstance(value, datetime.date):
            return Month.of(value.year, value.month)
        try:
            return Month.parse(str(value))
        except ValueError:
            self.fault(column, f"{column.lower()} must be a date or YYYY-MM")
            return None


def unique(
    records: list[Record], column: str, *, check: Callable[[str], bool], wanted: str
) -> None:
    """Note a fault for each cell of a column that is empty, repeated, or fails ``check``."""
    seen: set[str] = set()
    for record in records:
        text = record.text(column, required=True)
        if not text:
            continue
        if text.casefold() in seen:
            record.fault(column, f"{column} must be different in every row")
        elif not check(text):
            record.fault(column, wanted)
        seen.add(text.casefold())


def is_id(text: str) -> bool:
    """Whether a text can be an id."""
    return ID_PATTERN.match(text) is not None
