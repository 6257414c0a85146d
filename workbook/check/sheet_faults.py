"""Faults of a worksheet part: order, merges, ranges, lengths, functions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbook.package.cell import TEXT_LIMIT, unescaped_xml
from workbook.package.new_functions import NEW_FUNCTIONS
from workbook.package.reference import Rectangle, cell_address, column_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbook.package.sheet import SheetXml

FORMULA_LIMIT: Final = 8_192  # Excel specifications and limits: length of formula contents
LIST_LIMIT: Final = 255  # characters of a validation's list typed in place
EDGE_LIMIT: Final = 255  # characters of a header or footer, its codes among them

_QUOTED: Final = re.compile(r'"[^"]*"|\'[^\']*\'|\[[^\]]*\]')
_FUNCTION: Final = re.compile(r"(?<![\w.])([A-Z][A-Z0-9.]*)\(", re.IGNORECASE)
_MERGE: Final = re.compile(r'<(?:\w+:)?mergeCell\s+ref="([^"]+)"')
_SQREF: Final = re.compile(r'\ssqref="([^"]*)"|<(?:\w+:)?sqref>([^<]*)</(?:\w+:)?sqref>')
_LIST: Final = re.compile(r"<(?:\w+:)?formula1>([^<]*)</(?:\w+:)?formula1>")
_LINES: Final = re.compile(r"\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?\d+:\$?\d+")
_EDGE: Final = re.compile(r"<(?:\w+:)?(?:odd|even|first)(Header|Footer)\b[^>]*>([^<]+)<")
_OTHER_FORMULAS: Final = re.compile(r"<(?:\w+:)?formula[12]?>([^<]*)</(?:\w+:)?formula[12]?>")


def merged_ranges(sheet: SheetXml) -> list[Rectangle]:
    """The merged ranges of a sheet; what is no range is left out."""
    found = []
    for text in _MERGE.findall(sheet.text, sheet.data_end):
        try:
            found.append(Rectangle.parse(text))
        except ValueError:
            continue
    return found


def sheet_faults(sheet: SheetXml, texts: Sequence[str]) -> Iterator[str]:
    """What is wrong on one sheet, tables aside; ``texts`` are the shared strings."""
    yield from _cell_faults(sheet, texts)
    yield from _merge_faults(sheet)
    outside = sheet.text[: sheet.data_start] + sheet.text[sheet.data_end :]
    for plain, extended in _SQREF.findall(outside):
        for text in (plain or extended).split():
            if not _is_range(text):
                yield f"sheet {sheet.where} has a rule or validation for {text!r}, no valid range"
    for text in _LIST.findall(outside):
        values = unescaped_xml(text)
        if values.startswith('"') and len(values) - 2 > LIST_LIMIT:
            yield (
                f"sheet {sheet.where} has a validation list of {len(values) - 2} characters "
                f"({values[1:30]}…); Excel takes {LIST_LIMIT}"
            )
    for edge, text in _EDGE.findall(outside):
        length = len(unescaped_xml(text))
        if length > EDGE_LIMIT:
            yield (
                f"sheet {sheet.where} has a {edge.lower()} of {length} characters; Excel takes "
                f"{EDGE_LIMIT}"
            )
    for formula in sheet.formulas():
        where = f"{sheet.where}!{cell_address(formula.row, formula.column)}"
        yield from formula_faults(where, formula.text)
    for text in _OTHER_FORMULAS.findall(outside):
        yield from formula_faults(f"a rule of sheet {sheet.where}", unescaped_xml(text))


def _cell_faults(sheet: SheetXml, texts: Sequence[str]) -> Iterator[str]:
    for row in sheet.rows:
        last = 0
        for match in sheet.cells(row):
            column = column_number(match[2])
            said = []
            if f"{match[2]}{row}" not in match[1]:
                said.append(f"stands in row {row} under another address")
            if column <= last:
                said.append("is out of order in its row")
            last = column
            length = sheet.text_length(match, texts)
            if length > TEXT_LIMIT:
                said.append(f"has {length:,} characters; a cell holds {TEXT_LIMIT:,}")
            for one in said:
                yield f"{sheet.where}!{cell_address(row, column)} {one}"


def _merge_faults(sheet: SheetXml) -> Iterator[str]:
    merged = sorted(merged_ranges(sheet), key=lambda area: (area.first_row, area.first_column))
    for index, area in enumerate(merged):
        for other in merged[index + 1 :]:
            if other.first_row > area.last_row:
                break
            if other.meets(area):
                yield f"{sheet.where}!{area.address} and {other.address} are merged and overlap"


def formula_faults(where: str, formula: str) -> Iterator[str]:
    """What is wrong with a formula as the file has it: its length, functions without prefix."""
    if len(formula) > FORMULA_LIMIT:
        yield f"{where} has a formula of {len(formula):,} characters; Excel takes {FORMULA_LIMIT:,}"
    for name in dict.fromkeys(_FUNCTION.findall(_QUOTED.sub("", formula))):
        if name.upper() in NEW_FUNCTIONS:
            yield f"{where} uses {name} without the prefix _xlfn. that the file needs"


def _is_range(text: str) -> bool:
    if _LINES.fullmatch(text):
        return True
    try:
        Rectangle.parse(text)
    except ValueError:
        return False
    return True
