"""What the text of a formula refers to: cells, names, tables; and whether it is beyond reading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from workbook.package.reference import LAST_COLUMN, LAST_ROW, Rectangle, column_number

# What a name of a sheet, table or cells is written with; `?` only inside.
_WORD: Final = r"[^\W\d][\w.\\?]*|\\[\w.\\?]*"
_TOKEN: Final = re.compile(
    r"""
      (?P<text>"(?:[^"]|"")*")
    | (?P<error>\#[A-Z0-9/_]+[!?]?)
    | (?P<sheet>'(?:[^']|'')+'!|(?:\[[^\[\]]+\])?[\w.\\?]+(?::[\w.\\?]+)?!|\[[^\[\]]+\]!)
    | (?P<cells>\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?
        |\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?\d{1,7}:\$?\d{1,7})(?![\w.\\?(\[!])
    | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<word>"""
    + _WORD
    + r""")
    | (?P<columns>\[)
    | (?P<sign>[-+*/^&=<>%(),;{}@\s])
    """,
    re.VERBOSE,
)
_CELL: Final = re.compile(r"(\$?)([A-Za-z]{0,3})(\$?)(\d{0,7})")
_SHEETS: Final = re.compile(r"(?:.*\[([^\[\]]*)\])?(.*)", re.DOTALL)
_PREFIX: Final = re.compile(r"^(?:_xlfn\.|_xlws\.|_xll\.|_xludf\.|__xludf\.)+", re.IGNORECASE)
_OWN_FUNCTION: Final = re.compile(r"^SC_\w+$", re.IGNORECASE)
_VOLATILE: Final = frozenset(
    {"NOW", "TODAY", "RAND", "RANDBETWEEN", "RANDARRAY"}
    | {"OFFSET", "INDIRECT", "CELL", "INFO", "RTD"}
)
_THIS_FILE: Final = {"", "0"}
_PARAMETER: Final = "_xlpm."
_CONSTANTS: Final = frozenset({"TRUE", "FALSE"})


@dataclass(frozen=True, slots=True)
class Cells:
    """A range as written: its sheets and ends, and which ends move with the formula's cell.

    ``sheets`` is empty for the formula's own sheet; two names are a range of sheets. Ends are
    first row, first column, last row, last column; ``fixed`` says which have a ``$``.
    """

    sheets: tuple[str, ...]
    ends: tuple[int, int, int, int]
    fixed: tuple[bool, bool, bool, bool]

    def seen_from(self, rows: int, columns: int) -> Rectangle:
        """The range for a formula that stands so many rows and columns further on.

        As in Excel, what moves over the edge of the sheet comes back at the other side.
        """
        top, left, bottom, right = (
            end if fixed else (end - 1 + step) % size + 1
            for end, fixed, step, size in zip(
                self.ends,
                self.fixed,
                (rows, columns) * 2,
                (LAST_ROW, LAST_COLUMN) * 2,
                strict=True,
            )
        )
        return Rectangle(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


@dataclass(frozen=True, slots=True)
class Name:
    """A defined name or a table without its columns; ``sheet`` is the one written before it."""

    sheet: str
    name: str


@dataclass(frozen=True, slots=True)
class Columns:
    """A structured reference: the table and, of what stands in its brackets, items and columns.

    ``table`` is empty for the one that the formula stands in.
    """

    table: str
    items: tuple[str, ...]
    columns: tuple[str, ...]


@dataclass(slots=True)
class References:
    """All that one formula text refers to.

    ``unknown`` is set where its value may change without any of these: a volatile function, a
    range that is only worked out, or text that cannot be read. ``own_function`` is set where it
    calls one of the ``SC_`` functions, which only an Excel with the add-in works out.
    """

    cells: list[Cells] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    columns: list[Columns] = field(default_factory=list)
    unknown: bool = False
    own_function: bool = False


@cache
def references(formula: str) -> References:
    """What a formula's text (without ``=``, as files hold it) refers to."""
    found = References()
    position, sheets, abroad = 0, "", False
    while position < len(formula):
        match = _TOKEN.match(formula, position)
        if match is None:
            found.unknown = True  # among others a `:` between what is no plain cell
            position += 1
            continue
        kind, text, position = match.lastgroup, match[0], match.end()
        if kind == "sheet":
            workbook, sheets = _sheets(text)
            abroad = workbook not in _THIS_FILE
            continue
        if kind == "cells" and not abroad:
            cells = _cells(sheets, text)
            found.cells.append(cells)
            found.unknown |= max(cells.ends[::2]) > LAST_ROW or max(cells.ends[1::2]) > LAST_COLUMN
        elif kind == "word":
            position = _read_word(found, formula, position, text, sheets, abroad=abroad)
        elif kind == "columns":
            # Of the table that the formula stands in, whose name other programs leave out.
            position = _read_word(found, formula, position - 1, "", sheets, abroad=abroad)
        sheets, abroad = "", False
    return found


def _read_word(
    found: References, formula: str, position: int, word: str, sheets: str, *, abroad: bool
) -> int:
    """Take in a table, a function or a name; where the text goes on behind it."""
    if formula.startswith("[", position):
        end = _bracket_end(formula, position)
        if not abroad:
            items, columns = _bracket(formula[position:end])
            found.columns.append(Columns(word, items, columns))
        return end
    if formula.startswith("(", position):
        name = _PREFIX.sub("", word)
        if _OWN_FUNCTION.match(name):
            found.own_function = True
        elif name.upper() in _VOLATILE:
            found.unknown = True
        elif not abroad and not word.lower().startswith(_PARAMETER):
            # It may be a LAMBDA that has a name; a function of Excel's is no name.
            found.names.append(Name(sheets, f"{name}("))
    elif not (abroad or word.upper() in _CONSTANTS or word.lower().startswith(_PARAMETER)):
        found.names.append(Name(sheets, word))
    return position


def _sheets(text: str) -> tuple[str, str]:
    """The workbook (empty for this one) and the sheet or sheets of ``'[1]My sheet'!``."""
    text = text.removesuffix("!")
    if text.startswith("'"):
        text = text[1:-1].replace("''", "'")
    match = _SHEETS.fullmatch(text)
    return (match[1] or "", match[2]) if match else ("", text)


def _cells(sheets: str, text: str) -> Cells:
    first, _, last = text.partition(":")
    ends: list[int] = []
    fixed: list[bool] = []
    for end, row_limit, column_limit in ((first, 1, 1), (last or first, LAST_ROW, LAST_COLUMN)):
        match = _CELL.fullmatch(end)
        # `$1` reads as the `$` of a column without letters.
        holds_column, holds_row = ("", "") if match is None else (match[1], match[3])
        letters, digits = ("", "") if match is None else (match[2].upper(), match[4])
        ends += [
            int(digits) if digits else row_limit,
            column_number(letters) if letters else column_limit,
        ]
        fixed += [
            not digits or bool(holds_row if letters else holds_column),
            not letters or bool(holds_column),
        ]
    names = tuple(sheets.split(":")) if sheets else ()
    return Cells(names, (ends[0], ends[1], ends[2], ends[3]), tuple(fixed))  # type: ignore[arg-type]  # four


def _bracket_end(formula: str, start: int) -> int:
    """Where the bracket that opens at ``start`` is closed; an apostrophe keeps the next sign."""
    depth, position = 0, start
    while position < len(formula):
        sign = formula[position]
        if sign == "'":
            position += 1
        elif sign == "[":
            depth += 1
        elif sign == "]":
            depth -= 1
            if depth == 0:
                return position + 1
        position += 1
    return len(formula)


def _bracket(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The items (``#All``) and the columns of ``[[#All],[Year]:[Month]]``, ``[@Year]``, ``[Year]``.

    A range of columns comes as its first and its last column with ``:`` between them.
    """
    inner = text[1:-1].strip()
    items: list[str] = []
    if inner.startswith("@"):
        items.append("#This Row")
        inner = inner[1:].strip()
    if "[" not in re.sub(r"'.", "", inner):
        inner = f"[{inner}]" if inner else ""
    columns: list[str] = []
    position = 0
    while position < len(inner):
        if inner[position] == "[":
            end = _bracket_end(inner, position)
            word = inner[position + 1 : end - 1]
            if word.startswith("#"):
                items.append(word)
            else:
                columns.append(re.sub(r"'(.)", r"\1", word, flags=re.DOTALL))
            position = end
        else:
            if inner[position] == ":":
                columns.append(":")
            position += 1
    return (tuple(items), tuple(columns))
