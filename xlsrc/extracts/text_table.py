"""A delimited text file as a header and rows, whatever program saved it."""

from __future__ import annotations

import codecs
import csv
import io
import re
from dataclasses import dataclass
from itertools import dropwhile, islice
from typing import TYPE_CHECKING, Final

from xlsrc.domain.errors import (
    DamagedFileError,
    EmptyFileError,
    ExtractError,
    OtherKindError,
    WrongCellError,
)
from xlsrc.extracts.limits import MAX_CELLS, too_large

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


_DELIMITERS: Final = (",", ";", "\t")
_FEWEST_DELIMITERS: Final = 3  # every known layout has four columns or more
HEADER_LINES: Final = 30
"""Among so many filled lines the header is looked for: titles and notes may stand above it."""
_MARKUP: Final = re.compile(r"^\s*<(!doctype|html|head|body|\?xml|script|!--)", re.IGNORECASE)
_LONGEST_LINE: Final = 1_000_000
_IN_PARTS: Final = "keep the areas and months that are needed, in several files"
_PIECE: Final = 1024**2
_BLANKS: Final = b"\x00\xef\xbb\xbf\xff\xfe \r\n\t"
_LINE_ENDS: Final = (b"\n", b"\r", b"\n\0", b"\r\0")
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
    """The table under the first filled line: see :func:`text_lines` and :meth:`Lines.headed`."""
    return text_lines(content, file).headed()


def text_lines(
    content: bytes, file: str, is_header: Callable[[Sequence[str]], bool] = bool
) -> Lines:
    """The lines of a delimited file: comma, semicolon or tab; UTF-8 or UTF-16, marked or not.

    Empty lines are passed over. Where none of the first :data:`HEADER_LINES` filled ones
    ``is_header``, the lines are those alone: what nobody knows is not laid out in memory.
    :class:`~xlsrc.domain.errors.ExtractError` for an empty file, a web page or workbook under a
    false name, what is no delimited text, and more cells than fit into memory.
    """
    _refuse_no_table(content, file)
    encoding = _encoding(content)
    reader = csv.reader(_opened(content, encoding), delimiter=_delimiter(content, encoding))
    lines, cells = [], 0
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                lines.append((reader.line_num, row))
                cells += len(row)
                if cells > MAX_CELLS:
                    found = f"at least {cells:,}"
                    raise too_large(
                        file, f"a table of at most {MAX_CELLS:,} cells", found, _IN_PARTS
                    )
                if len(lines) == HEADER_LINES and not any(is_header(one) for _, one in lines):
                    break
    except csv.Error as error:
        message = f"{file}: a delimited text was wanted; found {error}: download or save it again"
        raise DamagedFileError(message) from error
    if not lines:  # blanks of all kinds
        raise _empty(file)
    return Lines(file=file, rows=lines, ended=content.endswith(_LINE_ENDS))


def _empty(file: str) -> ExtractError:
    return EmptyFileError(f"{file}: an extract was wanted; found an empty file: download it again")


def _delimiter(content: bytes, encoding: str) -> str:
    """What parts the cells of the first line that has some; a title above the header has none."""
    filled = dropwhile(str.isspace, _opened(content, encoding))
    first_lines = "".join(islice(filled, HEADER_LINES)).lstrip().split("\n")
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


def _refuse_no_table(content: bytes, file: str) -> None:
    # Stripped whole it would be there twice.
    if not content[:_PIECE].strip(_BLANKS) and not content.strip(_BLANKS):
        raise _empty(file)
    if content.startswith(_ZIP):
        message = (
            f"{file}: a text file was wanted; found a workbook or archive: give it its true suffix "
            f"(.xlsx or .zip)"
        )
        raise OtherKindError(message)
    if is_endless(content):
        raise endless(file)
    if _MARKUP.match(decoded(content[:_LONGEST_LINE])):
        message = (
            f"{file}: an extract was wanted; found a web page, often an error message saved under "
            f"the extract's name: download it again"
        )
        raise OtherKindError(message)


def endless(file: str) -> ExtractError:
    """The sentence for a line that no table has."""
    return DamagedFileError(
        f"{file}: a table of lines was wanted; found a line of more than a million letters: "
        "download or save it again"
    )


def is_endless(content: bytes) -> bool:
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
    return content.decode(_encoding(content), errors="replace")


def _encoding(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if content[1:2] == b"\x00":  # UTF-16 without its mark: ASCII text has a zero every second byte
        return "utf-16-le"
    reading = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        for at in range(0, len(content), _PIECE):
            reading.decode(content[at : at + _PIECE])
        reading.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _opened(content: bytes, encoding: str) -> io.TextIOWrapper:
    """The text, to be read line by line: as a whole it takes four times its size of memory."""
    return io.TextIOWrapper(io.BytesIO(content), encoding, errors="replace", newline="")
