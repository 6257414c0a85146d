"""A delimited text file as a header and rows, whatever program saved it."""

from __future__ import annotations

import codecs
import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.errors import (
    DamagedFileError,
    EmptyFileError,
    ExtractError,
    OtherKindError,
    WrongCellError,
)
from xlsrc.extracts.limits import MAX_COUNT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

MISSING: Final = frozenset(
    {"", "-", "–", ".", "..", "null", "*", "na", "n/a", "nan", "none", "[c]"}
)
_DELIMITERS: Final = (",", ";", "\t")
_FEWEST_DELIMITERS: Final = 3  # every known layout has four columns or more
HEADER_LINES: Final = 30
"""Among so many filled lines the header is looked for: titles and notes may stand above it."""
_GROUPED: Final = re.compile(r"^[+-]?\d{1,3}([,\u00a0\u202f ]\d{3})+(\.\d+)?$")
_SEPARATORS: Final = re.compile("[,\u00a0\u202f ]")
_MARKUP: Final = re.compile(r"^\s*<(!doctype|html|head|body|\?xml|script|!--)", re.IGNORECASE)
_LONGEST_LINE: Final = 1_000_000
_ZIP: Final = b"PK\x03\x04"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTable:
    """A header and the rows below it, each as long as the header, as text without outer spaces.

    ``lines`` are the rows' line numbers in the file, for messages; ``ended`` is false when the
    last line has no line end, which a whole download has. ``odd`` are rows of another length,
    which are left out of ``rows``: their line, the cells they have.
    """

    file: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    ended: bool = True
    odd: tuple[tuple[int, tuple[str, ...]], ...] = ()

    def column(self, index: int) -> list[str]:
        """One column's texts, in row order."""
        return [row[index] for row in self.rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The filled lines of a file or sheet, with their line numbers, before a header is chosen."""

    file: str
    rows: Sequence[tuple[int, Sequence[str]]]
    ended: bool = True

    def headed(self, at: int = 0, *, row_by_row: bool = False) -> TextTable:
        """The table whose header is the filled line ``at``; what stands above is left out.

        A row of another length than the header is left out and listed in ``odd`` where the table
        is read ``row_by_row``; else it is :class:`~xlsrc.domain.errors.ExtractError`.
        """
        header = tuple(cell.strip() for cell in self.rows[at][1])
        below = [(line, _trimmed(row, len(header))) for line, row in self.rows[at + 1 :]]
        odd = []
        if row_by_row:
            odd = [(line, tuple(row)) for line, row in below if len(row) != len(header)]
            below = [(line, row) for line, row in below if len(row) == len(header)]
        return TextTable(
            file=self.file,
            header=header,
            rows=_rows(below, len(header), self.file),
            lines=tuple(line for line, _ in below),
            ended=self.ended,
            odd=tuple(odd),
        )


def text_table(content: bytes, file: str) -> TextTable:
    """The table of a delimited file whose first filled line is its header: see :func:`text_lines`.

    :class:`~xlsrc.domain.errors.ExtractError` also for a row of another length.
    """
    return text_lines(content, file).headed()


def text_lines(content: bytes, file: str) -> Lines:
    """The lines of a delimited file: comma, semicolon or tab; UTF-8 or UTF-16, marked or not.

    Empty lines are passed over. :class:`~xlsrc.domain.errors.ExtractError` for an empty file, a
    web page or workbook under a false name, and what is no delimited text.
    """
    text = _text(content, file)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        lines = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        message = f"{file}: a delimited text was wanted; found {error}: download or save it again"
        raise DamagedFileError(message) from error
    if not lines:  # blanks of all kinds
        raise _empty(file)
    return Lines(file=file, rows=lines, ended=text.endswith(("\n", "\r")))


def _empty(file: str) -> ExtractError:
    return EmptyFileError(f"{file}: an extract was wanted; found an empty file: download it again")


def _delimiter(text: str) -> str:
    """What parts the cells of the first line that has some; a title above the header has none."""
    first_lines = text.lstrip().split("\n", HEADER_LINES)[:HEADER_LINES]
    parted = (
        line for line in first_lines if max(map(line.count, _DELIMITERS)) >= _FEWEST_DELIMITERS
    )
    return max(_DELIMITERS, key=next(parted, first_lines[0]).count)


def _rows(
    lines: Sequence[tuple[int, Sequence[str]]], width: int, file: str
) -> tuple[tuple[str, ...], ...]:
    rows = []
    for position, (number, cells) in enumerate(lines):
        if len(cells) != width:
            cut = position == len(lines) - 1 and len(cells) < width
            advice = (
                "the file was cut off: download it again" if cut else "mend that line or save again"
            )
            message = (
                f"{file}, line {number}: {width} columns were wanted, as in the header; "
                f"found {len(cells)}: {advice}"
            )
            raise WrongCellError(message)
        rows.append(tuple(cell.strip() for cell in cells))
    return tuple(rows)


def _trimmed(row: Sequence[str], width: int) -> Sequence[str]:
    """The row without the empty cells that spreadsheets append beyond the header."""
    while len(row) > width and not row[-1].strip():
        row = row[:-1]
    return row


def _text(content: bytes, file: str) -> str:
    if not content.strip(b"\x00\xef\xbb\xbf\xff\xfe \r\n\t"):
        raise _empty(file)
    if content.startswith(_ZIP):
        message = (
            f"{file}: a text file was wanted; found a workbook or archive: give it its true suffix "
            f"(.xlsx or .zip)"
        )
        raise OtherKindError(message)
    if _is_endless(content):
        message = (
            f"{file}: a table of lines was wanted; found a line of more than a million letters: "
            f"download or save it again"
        )
        raise DamagedFileError(message)
    text = decoded(content)
    if _MARKUP.match(text):
        message = (
            f"{file}: an extract was wanted; found a web page, often an error message saved under "
            f"the extract's name: download it again"
        )
        raise OtherKindError(message)
    return text


def _is_endless(content: bytes) -> bool:
    """Whether it has a line that no table has, which would be laid out in memory as a whole."""
    at = 0
    while len(content) - at > _LONGEST_LINE:
        ends = (content.rfind(end, at, at + _LONGEST_LINE) for end in (b"\n", b"\r"))
        last = next((end for end in ends if end >= 0), -1)
        if last < 0:
            return True
        at = last + 1
    return False


def decoded(content: bytes) -> str:
    """The text of a file in whatever encoding an office computer saved it."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace")
    if content[1:2] == b"\x00":  # UTF-16 without its mark: ASCII text has a zero every second byte
        return content.decode("utf-16-le", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def numbers(texts: Sequence[str], table: TextTable, column: str) -> NDArray[np.float64]:
    """The figures of a column's texts; ``nan`` where the file says missing or suppressed.

    Thousands separators and a closing ``%`` are understood. ``texts`` are the whole column in row
    order; :class:`~xlsrc.domain.errors.ExtractError` names the first cell that is no figure.
    """
    try:
        quick = np.array(texts, dtype=np.float64)
    except ValueError:
        quick = None
    if quick is not None and not np.isinf(quick).any():
        return quick
    figures = [_number(text) for text in texts]
    for line, text, figure in zip(table.lines, texts, figures, strict=True):
        if figure is None:
            message = (
                f"{table.file}, row {line}, column {column}: a number was wanted; "
                f"found {text!r}: correct the cell or leave it empty"
            )
            raise WrongCellError(message)
    return np.array(figures, dtype=np.float64)


def counts(texts: Sequence[str], table: TextTable, column: str) -> NDArray[np.float64]:
    """The figures of a column that counts: as :func:`numbers`, none below 0 or beyond belief.

    :class:`~xlsrc.domain.errors.ExtractError` names the first cell that is no such figure.
    """
    figures = numbers(texts, table, column)
    negative = np.flatnonzero(figures < 0)
    if negative.size:
        at = int(negative[0])
        message = (
            f"{table.file}, row {table.lines[at]}, column {column}: a count of 0 or more was "
            f"wanted; found {texts[at]!r}: correct the cell, or ask the publisher for the count "
            f"itself and not its adjustment"
        )
        raise WrongCellError(message)
    beyond = np.flatnonzero(figures > MAX_COUNT)
    if beyond.size:
        at = int(beyond[0])
        message = (
            f"{table.file}, row {table.lines[at]}, column {column}: a count of at most "
            f"{MAX_COUNT:,.0f} was wanted; found {texts[at]!r}: correct the cell or leave it empty"
        )
        raise WrongCellError(message)
    return figures


def _number(text: str) -> float | None:
    """The figure of one cell, ``nan`` for missing, ``None`` for anything else."""
    cleaned = text.strip().removesuffix("%").strip()
    if cleaned.casefold() in MISSING:
        return float("nan")
    if _GROUPED.match(cleaned):
        cleaned = _SEPARATORS.sub("", cleaned)
    try:
        figure = float(cleaned)
    except ValueError:
        return None
    return figure if np.isfinite(figure) else None
