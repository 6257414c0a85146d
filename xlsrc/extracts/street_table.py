"""A monthly file of data.police.uk as columns: read at once where it is as published."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.errors import EmptyFileError, WrongCellError
from xlsrc.extracts.columns import columns_of
from xlsrc.extracts.dates import month_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl
    from numpy.typing import NDArray

    from xlsrc.extracts.text_table import TextTable

    Whole = NDArray[np.int64]

_LONGEST_HEADER: Final = 4096
_BLOCK: Final = 1 << 18
_COMMA, _QUOTE = ord(","), b'"'
_BEFORE, _BEHIND = (b",", b"\n"), (b",", b"\n", b"\r")
_QUOTED: Final = re.compile(rb'"[^"\r\n]+"')


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
    """The rows of one file or more by role, ``null`` for an empty cell.

    ``file`` is each row's among ``files``, [rows]. ``repeating`` has for some roles the different
    texts, sorted, '' for an empty cell, and the place of each row's among them, [rows].
    """

    files: tuple[str, ...]
    file: Whole
    frame: pl.DataFrame
    repeating: Mapping[str, tuple[tuple[str, ...], Whole]]

    @classmethod
    def of(cls, frames: Mapping[str, pl.DataFrame], columns: Columns) -> StreetTable:
        """The table of files' frames, which have the same roles; repeating ones are categories.

        :class:`~xlsrc.domain.errors.ExtractError` for a file without rows.
        """
        import polars as pl

        for file, frame in frames.items():
            if not frame.height:
                message = (
                    f"{file}: rows of incidents were wanted; found the header alone: download "
                    f"the file again"
                )
                raise EmptyFileError(message)
        together = pl.concat(frames.values())
        roles = [role for role in together.columns if role in columns.repeating]
        rows = [frame.height for frame in frames.values()]
        return cls(
            files=tuple(frames),
            file=np.repeat(np.arange(len(rows)), rows),
            frame=together,
            repeating=_repeating(together, roles),
        )

    @property
    def size(self) -> int:
        """How many rows it has."""
        return self.frame.height

    def coded(self, role: str) -> tuple[tuple[str, ...], Whole]:
        """What ``repeating`` has of a column; '' in all rows where the file has no such column."""
        return self.repeating.get(role) or (("",), np.zeros(self.size, dtype=np.int64))

    def texts(self, role: str, rows: Whole) -> list[str]:
        """A column's texts of some rows, without outer spaces; '' where there is none."""
        import polars as pl

        if role not in self.frame.columns:
            return [""] * rows.size
        text = pl.col(role).gather(rows).cast(pl.String).fill_null("").str.strip_chars()
        return self.frame.select(text).to_series().to_list()

    def months(self, role: str, heading: str) -> Whole:
        """The ordinal of each row's month, [rows].

        :class:`~xlsrc.domain.errors.ExtractError` for a text that is none.
        """
        texts, at = self.coded(role)
        ordinals = []
        for place, text in enumerate(texts):
            month = month_of(text)
            if month is None:
                file = self.files[self.file[np.flatnonzero(at == place)[0]]]
                message = (
                    f"{file}, column {heading}: a month such as 2025-04 was wanted; found "
                    f"{text!r}: correct the cell"
                )
                raise WrongCellError(message)
            ordinals.append(month.ordinal)
        return np.array(ordinals, dtype=np.int64)[at]

    def points(self, rows: Whole) -> tuple[Whole, NDArray[np.float64], NDArray[np.float64]]:
        """Those of some rows that have a point, and its longitude and latitude in degrees."""
        import polars as pl

        axes = ("longitude", "latitude")
        if not rows.size or not set(axes) <= set(self.frame.columns):
            none = np.zeros(0)
            return rows[:0], none, none
        degrees = self.frame.select(
            pl.col(axes).gather(rows).str.strip_chars().cast(pl.Float64, strict=False)
        )
        found = np.column_stack([degrees[axis].to_numpy() for axis in axes])
        is_there = np.isfinite(found).all(axis=1)
        longitude, latitude = found[is_there].T
        return rows[is_there], longitude, latitude

    def names(self, role: str) -> tuple[pl.Series, NDArray[np.bool_]]:
        """A column's texts without outer spaces, ``null`` where there is nothing; where is some."""
        import polars as pl

        column = pl.col(role)
        outer = column.str.starts_with(" ") | column.str.ends_with(" ")
        found = self.frame.select(column, outer.any().alias("outer"), column.is_null().alias("no"))
        if found["outer"][0]:
            stripped = self.frame.select(column.str.strip_chars().replace("", None))
            found = stripped.with_columns(column.is_null().alias("no"))
        return found[role], ~found["no"].to_numpy()


def _repeating(
    frame: pl.DataFrame, roles: Sequence[str]
) -> dict[str, tuple[tuple[str, ...], Whole]]:
    import polars as pl

    columns = [pl.col(role) for role in roles]
    physical = frame.select(column.to_physical().cast(pl.Int64).fill_null(-1) for column in columns)
    numbers = {role: physical[role].to_numpy() for role in roles}
    first = {role: _first_of_each(number) for role, number in numbers.items()}
    several = [role for role, rows in first.items() if rows.size > 1]
    texts = frame.select(
        pl.col(role).gather(first[role]).cast(pl.String).implode() for role in several
    )
    found = {}
    for role, number in numbers.items():
        listed = texts[role][0].to_list() if role in several else [frame[role][0]]
        own = [(text or "").strip() for text in listed]
        different = sorted(set(own))
        if len(different) == 1:
            found[role] = (tuple(different), np.zeros(number.size, dtype=np.int64))
            continue
        place = {text: at for at, text in enumerate(different)}
        table = np.zeros(int(number.max()) + 2, dtype=np.int64)
        # −1, for no text, is the last of the table
        table[number[first[role]]] = [place[text] for text in own]
        found[role] = (tuple(different), table[number])
    return found


def _first_of_each(number: Whole) -> Whole:
    """A row of each different number, [different]; the numbers are small, or −1."""
    if number.min() == number.max():
        return np.zeros(1, dtype=np.int64)
    row = np.full(int(number.max()) + 2, -1, dtype=np.int64)
    row[number] = np.arange(number.size)
    return row[row >= 0]


def frame_of(table: TextTable, columns: Columns) -> pl.DataFrame:
    """The columns of a table that was read line by line."""
    import polars as pl

    found = columns.found(table.header)
    frame = pl.DataFrame(
        {role: table.column(at) for role, at in found.items()},
        schema=dict.fromkeys(found, pl.String),
    )
    filled = frame.with_columns(pl.all().replace("", None))
    repeating = [role for role in found if role in columns.repeating]
    return filled.with_columns(pl.col(repeating).cast(pl.Categorical))


def quick_frame(content: bytes, columns: Columns) -> pl.DataFrame | None:
    """The columns of a file that is as published; None for any other, which is read line by line.

    As published: the header first, UTF-8, commas, no line of another length; quotes around whole
    cells alone, as of "Bournemouth, Christchurch and Poole 024C".
    """
    first, end, _ = content[:_LONGEST_HEADER].partition(b"\n")
    header = _header(first)
    if not end or not columns.recognised(header):
        return None
    import polars as pl

    within = _commas_in_quotes(content)
    if within is None:
        return None
    found = {at: role for role, at in sorted(columns.found(header).items(), key=lambda one: one[1])}
    try:
        frame = pl.read_csv(
            content,
            columns=list(found),
            infer_schema=False,
            quote_char='"' if within else None,
            schema_overrides={
                header[at]: pl.Categorical
                for at, role in found.items()
                if role in columns.repeating
            },
        )
    except pl.exceptions.PolarsError:
        return None
    between = _commas(content) - within
    if between != (frame.height + 1) * (len(header) - 1):
        return None
    frame.columns = list(found.values())
    return frame


def _commas(content: bytes) -> int:
    """How many there are; in blocks, of which each stays in the processor's own memory."""
    signs = np.frombuffer(content, dtype=np.uint8)
    blocks = range(0, signs.size, _BLOCK)
    return sum(int(np.count_nonzero(signs[at : at + _BLOCK] == _COMMA)) for at in blocks)


def _commas_in_quotes(content: bytes) -> int | None:
    """How many commas part nothing; None where a quote is no end of a cell."""
    if _QUOTE not in content:
        return 0
    quotes = content.count(_QUOTE)
    commas = 0
    for cell in _QUOTED.finditer(content):
        start, end = cell.span()
        if content[start - 1 : start] not in _BEFORE or content[end : end + 1] not in _BEHIND:
            return None
        quotes -= 2
        commas += cell[0].count(b",")
    return None if quotes else commas


def _header(line: bytes) -> list[str]:
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return []
    try:
        return next(csv.reader([text.rstrip("\r")]), [])
    except csv.Error:  # as of a line end within: the reader of texts says what is wrong with it
        return []
