"""Accessibility of a workbook, rule by rule, as the Government Analysis Function asks.

WCAG 2.2 AA, as far as a file shows it. Merged cells in tables are among the faults of
:mod:`workbook.lint`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from workbook.package.archive import Archive
from workbook.package.looks import (
    LEAST_CONTRAST,
    LEAST_POINTS,
    cell_looks,
    conditional_looks,
)
from workbook.package.reference import cell_address
from workbook.package.sheet import SheetXml
from workbook.package.strings import shared_texts
from workbook.package.structure import Structure, parsed, relationships, structure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from workbook.package.looks import Look
    from workbook.package.sheet import Value
    from workbook.package.structure import SheetPart, TablePart

_DRAWN: Final = re.compile(
    r"<(?:\w+:)?(graphicFrame|pic|sp|grpSp)\b[^>]*>.*?(<(?:\w+:)?cNvPr\b(?:[^>\"]|\"[^\"]*\")*>)",
    re.DOTALL,
)
_DECORATIVE: Final = re.compile(r"<(?:\w+:)?decorative\b[^>]*val=\"1\"")
_DESCRIPTION: Final = re.compile(r'\sdescr="([^"]*)"')
_NAME: Final = re.compile(r'\sname="([^"]*)"')
_TYPE_SIZE: Final = re.compile(r'<(?:\w+:)?(?:rPr|defRPr|endParaRPr)\b[^>]*\ssz="(\d+)"')
_STYLED_CELL: Final = re.compile(r'<(?:\w+:)?c\s+r="([A-Z]+\d+)"\s+s="(\d+)"')
_PAGE_NUMBER: Final = re.compile(r"<(?:\w+:)?oddFooter\b[^>]*>[^<]*&amp;P")
_PROVISIONAL_TABLE: Final = re.compile(r"^(?:Table|Tabelle)_?\d+$", re.IGNORECASE)
_PROVISIONAL_SHEET: Final = re.compile(r"^Sheet\d+$", re.IGNORECASE)
_PROVISIONAL_COLUMN: Final = re.compile(r"^Column\d+$", re.IGNORECASE)
_SHAPES: Final = {
    "graphicFrame": "chart",
    "pic": "picture",
    "sp": "shape",
    "grpSp": "group of shapes",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule in words, and what is at fault by it in an opened workbook."""

    name: str
    faults: Callable[[_Opened], Iterator[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """One rule, and a sentence for each fault; none where the workbook keeps it."""

    rule: str
    faults: tuple[str, ...]


def accessibility(path: Path) -> tuple[RuleResult, ...]:
    """Every rule with its faults; `WorkbookError` when the file cannot be opened at all."""
    archive = Archive.read(path)
    found = structure(archive)
    opened = _Opened(archive, found)
    return tuple(RuleResult(rule=rule.name, faults=tuple(rule.faults(opened))) for rule in RULES)


class _Opened:
    """A workbook's parts, each read once for all rules."""

    def __init__(self, archive: Archive, found: Structure) -> None:
        self.archive = archive
        self.structure = found
        self.shared_texts = shared_texts(archive, found.shared_strings)
        self.sheets = [
            (part, SheetXml(archive.text(part.part), where=part.name))
            for part in found.sheets
            if part.is_worksheet and archive.part_name(part.part) is not None
        ]

    @cached_property
    def tables(self) -> list[tuple[SheetPart, TablePart, list[list[Value]]]]:
        """Every table with its sheet and the values of its rows."""
        return [
            (part, table, sheet.values(table.data, self.shared_texts))
            for part, sheet in self.sheets
            for table in self.structure.tables
            if table.sheet == part.name
        ]

    def sheet_of_drawing(self, drawing: str) -> str:
        """The sheet that shows a drawing part, or the part itself where none does."""
        for part, _ in self.sheets:
            if any(link.target == drawing for link in relationships(self.archive, part.part)):
                return part.name
        return drawing


def _alternative_texts(opened: _Opened) -> Iterator[str]:
    for drawing in opened.structure.drawings:
        text = opened.archive.text(drawing)
        for match in _DRAWN.finditer(text):
            description = _DESCRIPTION.search(match[2])
            named = _NAME.search(match[2])
            end = text.find(f"</xdr:{match[1]}>", match.end())
            is_decorative = _DECORATIVE.search(text, match.end(), max(end, match.end()))
            if (description is None or not description[1].strip()) and not is_decorative:
                yield (
                    f"{opened.sheet_of_drawing(drawing)}: the {_SHAPES[match[1]]} "
                    f"'{named[1] if named else 'without a name'}' has no alternative text; give "
                    "it one in Excel (View Alt Text) or run `safer build`."
                )


def _title(opened: _Opened) -> Iterator[str]:
    if not _core_property(opened, "title"):
        yield "The document has no title; give it one under File, Info."


def _language(opened: _Opened) -> Iterator[str]:
    if not _core_property(opened, "language"):
        yield "The document names no language; set it under File, Info, Advanced Properties."


def _core_property(opened: _Opened, name: str) -> str:
    part = opened.structure.core_properties
    if part is None or opened.archive.part_name(part) is None:
        return ""
    root = parsed(opened.archive, part)
    found = next((one for one in root if one.tag.rpartition("}")[2] == name), None)
    return "" if found is None or found.text is None else found.text.strip()


def _sheet_names(opened: _Opened) -> Iterator[str]:
    for part in opened.structure.sheets:
        if _PROVISIONAL_SHEET.match(part.name):
            yield f"The sheet '{part.name}' must have a name that says what it holds; rename it."


def _hidden_sheets(opened: _Opened) -> Iterator[str]:
    root = parsed(opened.archive, opened.structure.workbook_part)
    for element in root.iter():
        if element.tag.rpartition("}")[2] == "sheet" and element.get("state", "") in (
            "hidden",
            "veryHidden",
        ):
            yield f"The sheet '{element.get('name')}' is hidden; show it, or remove it."


def _table_headings(opened: _Opened) -> Iterator[str]:
    for table in opened.structure.tables:
        if not table.header_rows:
            yield f"{table.sheet}: the table {table.name} has no header row; switch it on."
        for column in table.columns:
            if not column.strip() or _PROVISIONAL_COLUMN.match(column):
                yield (
                    f"{table.sheet}: the table {table.name} has a column called '{column}'; say "
                    "in its heading what it holds."
                )


def _table_names(opened: _Opened) -> Iterator[str]:
    for table in opened.structure.tables:
        if _PROVISIONAL_TABLE.match(table.name):
            yield f"{table.sheet}: the table {table.name} must have a name that says what it holds."


def _blank_rows(opened: _Opened) -> Iterator[str]:
    for sheet, table, values in opened.tables:
        first = table.data.first_row
        empty = [not any(value not in (None, "") for value in row) for row in values]
        if all(empty):
            continue
        for at, is_empty in enumerate(empty):
            if is_empty:
                yield (
                    f"{sheet.name}!{first + at}: the table {table.name} has a blank row; remove it."
                )


def _blank_columns(opened: _Opened) -> Iterator[str]:
    for sheet, table, values in opened.tables:
        if not any(value not in (None, "") for row in values for value in row):
            continue
        for at, column in enumerate(zip(*values, strict=True)):
            heading = table.columns[at]
            is_named = heading.strip() and not _PROVISIONAL_COLUMN.match(heading)
            if is_named or any(value not in (None, "") for value in column):
                continue
            address = cell_address(table.area.first_row, table.area.first_column + at)
            yield f"{sheet.name}!{address}: the table {table.name} has a blank column; remove it."


def _contrast(opened: _Opened) -> Iterator[str]:
    for place, look in _used_looks(opened):
        if look.contrast < LEAST_CONTRAST:
            yield (
                f"{place}: text in {look.text or 'black'} on {look.fill or 'white'} has a contrast "
                f"of {look.contrast:.1f} : 1; {LEAST_CONTRAST} : 1 is the least that is readable."
            )
    styles = opened.structure.styles
    for look in conditional_looks(parsed(opened.archive, styles)) if styles else ():
        if look.text and look.fill and look.contrast < LEAST_CONTRAST:
            yield (
                f"A conditional format: text in {look.text} on {look.fill} has a contrast of "
                f"{look.contrast:.1f} : 1; {LEAST_CONTRAST} : 1 is the least that is readable."
            )


def _small_cells(opened: _Opened) -> Iterator[str]:
    for place, look in _used_looks(opened):
        if look.points is not None and look.points < LEAST_POINTS:
            yield f"{place}: text of {look.points:g} pt; {LEAST_POINTS:g} pt is the least."


def _small_shapes(opened: _Opened) -> Iterator[str]:
    for part in (*opened.structure.charts, *opened.structure.drawings):
        sizes = [int(match[1]) / 100 for match in _TYPE_SIZE.finditer(opened.archive.text(part))]
        small = min(sizes, default=LEAST_POINTS)
        if small < LEAST_POINTS:
            yield f"{part}: text of {small:g} pt; {LEAST_POINTS:g} pt is the least."


def _used_looks(opened: _Opened) -> Iterator[tuple[str, Look]]:
    """Every look of a sheet's cells, once, with the first cell that has it."""
    styles = opened.structure.styles
    looks = cell_looks(parsed(opened.archive, styles)) if styles else ()
    for part, sheet in opened.sheets:
        seen: set[int] = set()
        for cell in _STYLED_CELL.finditer(sheet.text):
            number = int(cell[2])
            if number not in seen and number < len(looks):
                seen.add(number)
                yield f"{part.name}!{cell[1]}", looks[number]


def _page_numbers(opened: _Opened) -> Iterator[str]:
    for part, sheet in opened.sheets:
        if not _PAGE_NUMBER.search(sheet.text):
            yield f"The sheet '{part.name}' prints without a page number; add &P to its footer."


RULES: Final = (
    Rule(name="Every chart, map and picture has an alternative text", faults=_alternative_texts),
    Rule(name="The document has a title", faults=_title),
    Rule(name="The document names its language", faults=_language),
    Rule(name="Sheets have names that say what they hold", faults=_sheet_names),
    Rule(name="No sheet is hidden", faults=_hidden_sheets),
    Rule(name="Tables have a header row with words", faults=_table_headings),
    Rule(name="Tables have names that say what they hold", faults=_table_names),
    Rule(name="No table has a blank row", faults=_blank_rows),
    Rule(name="No table has a blank column", faults=_blank_columns),
    Rule(name="Text stands out from its fill by 4.5 : 1", faults=_contrast),
    Rule(name="Text in cells is 8 pt or larger", faults=_small_cells),
    Rule(name="Text in charts and maps is 8 pt or larger", faults=_small_shapes),
    Rule(name="Every sheet prints with a page number", faults=_page_numbers),
)
