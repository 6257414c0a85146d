"""A monthly file of data.police.uk as columns: read at once where it is as published."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.errors import ExtractError
from xlsrc.extracts.columns import columns_of
from xlsrc.extracts.dates import month_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl
    from numpy.typing import NDArray

    from xlsrc.extracts.text_table import TextTable

    Whole = NDArray[np.int64]

_LONGEST_HEADER: Final = 4096
_COMMA, _QUOTE = ord(","), ord('"')


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Columns:
    """What a layout has by role: ``needed`` tell it, ``others`` may be absent.

    ``repeating`` are those of a few different texts.
    """

    needed: Mapping[str, frozenset[str]]
    others: Mapping[str, frozenset[str]]
    repeating: frozenset[str]

    def recognised(self, header: Sequence[str]) -> bool:
        """Whether a header has all that are needed."""
        return columns_of(header, self.needed).keys() == self.needed.keys()

    def found(self, header: Sequence[str]) -> dict[str, int]:
        """Role → column of a header."""
        return columns_of(header, {**self.needed, **self.others})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StreetTable:
    """A file's rows by role, ``null`` for an empty cell."""

    file: str
    frame: pl.DataFrame

    @property
    def size(self) -> int:
        """How many rows it has."""
        return self.frame.height

    def coded(self, role: str) -> tuple[tuple[str, ...], Whole]:
        """A column's different texts, sorted, and the place of each row's among them, [rows].

        '' for an empty cell, and in all rows where the file has no such column.
        """
        import polars as pl

        if role not in self.frame.columns:
            return ("",), np.zeros(self.size, dtype=np.int64)
        column = self.frame[role].cast(pl.Categorical)
        seen = column.unique()
        texts = [text.strip() for text in seen.cast(pl.String).fill_null("")]
        different = sorted(set(texts))
        place = {text: at for at, text in enumerate(different)}
        number, numbers = (_numbers(one) for one in (seen, column))
        table = np.zeros(int(number.max(initial=0)) + 2, dtype=np.int64)
        table[number] = [place[text] for text in texts]  # −1, for no text, is the last of the table
        return tuple(different), table[numbers]

    def months(self, role: str, heading: str, letters: int | None = None) -> Whole:
        """The ordinal of each row's month, [rows], by the first ``letters`` of its text.

        :class:`~xlsrc.domain.errors.ExtractError` for one that is none.
        """
        import polars as pl

        table = self
        if letters is not None:
            cut = self.frame.with_columns(pl.col(role).cast(pl.String).str.head(letters))
            table = StreetTable(file=self.file, frame=cut)
        texts, at = table.coded(role)
        ordinals = [self._month(text, heading) for text in texts]
        return np.array(ordinals, dtype=np.int64)[at]

    def _month(self, text: str, heading: str) -> int:
        month = month_of(text)
        if month is None:
            message = (
                f"{self.file}, column {heading}: a month such as 2025-04 was wanted; found "
                f"{text!r}: correct the cell"
            )
            raise ExtractError(message)
        return month.ordinal

    def degrees(self, role: str, rows: Whole) -> NDArray[np.float64]:
        """The figures of some rows; ``nan`` for an empty cell and for what is no figure."""
        import polars as pl

        if role not in self.frame.columns:
            return np.full(rows.size, np.nan)
        column = self.frame[role].gather(rows).cast(pl.String).str.strip_chars()
        return column.cast(pl.Float64, strict=False).fill_null(np.nan).to_numpy()

    def texts(self, role: str) -> pl.Series:
        """A column's texts without outer spaces, ``null`` where there is nothing."""
        column = self.frame[role]
        outer = column.str.starts_with(" ") | column.str.ends_with(" ")
        if outer.any():
            column = column.str.strip_chars()
            column = column.set(column == "", None)
        return column


def _numbers(column: pl.Series) -> Whole:
    """The texts of a column as its categories' numbers, −1 for none."""
    import polars as pl

    return column.to_physical().cast(pl.Int64).fill_null(-1).to_numpy()


def street_table(table: TextTable, columns: Columns) -> StreetTable:
    """The columns of a table that was read line by line.

    :class:`~xlsrc.domain.errors.ExtractError` for one without rows.
    """
    import polars as pl

    found = columns.found(table.header)
    frame = pl.DataFrame(
        {role: table.column(at) for role, at in found.items()},
        schema=dict.fromkeys(found, pl.String),
    )
    filled = frame.with_columns(pl.all().replace("", None))
    return _not_empty(StreetTable(file=table.file, frame=filled))


def quick_table(content: bytes, file: str, columns: Columns) -> StreetTable | None:
    """The columns of a file that is as published; None for any other, which is read line by line.

    As published: the header first, UTF-8, commas, no quotes, no line of another length.
    :class:`~xlsrc.domain.errors.ExtractError` for a header without rows.
    """
    import polars as pl

    first, end, _ = content[:_LONGEST_HEADER].partition(b"\n")
    header = _header(first)
    if not end or not columns.recognised(header):
        return None
    signs = np.frombuffer(content, dtype=np.uint8)
    if (signs == _QUOTE).any():
        return None
    found = {at: role for role, at in sorted(columns.found(header).items(), key=lambda one: one[1])}
    try:
        frame = pl.read_csv(
            content,
            columns=list(found),
            infer_schema=False,
            quote_char=None,
            schema_overrides={
                header[at]: pl.Categorical
                for at, role in found.items()
                if role in columns.repeating
            },
        )
    except pl.exceptions.PolarsError:
        return None
    if np.count_nonzero(signs == _COMMA) != (frame.height + 1) * (len(header) - 1):
        return None
    frame.columns = list(found.values())
    return _not_empty(StreetTable(file=file, frame=frame))


def _header(line: bytes) -> list[str]:
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return []
    return next(csv.reader([text.rstrip("\r")]), [])


def _not_empty(table: StreetTable) -> StreetTable:
    if table.size:
        return table
    message = (
        f"{table.file}: rows of incidents were wanted; found the header alone: download the file "
        f"again"
    )
    raise ExtractError(message)

