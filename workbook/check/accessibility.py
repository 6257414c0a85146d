"""Accessibility of a workbook, rule by rule, as the Government Analysis Function asks.

WCAG 2.2 AA, as far as a file shows it. Merged cells in tables are among the faults of
:mod:`workbook.check.lint`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.check.colour_rules import conditional_colours, filled_cells, series_of_charts
from workbook.check.looks import LEAST_CONTRAST, LEAST_POINTS, conditional_looks
from workbook.check.opened import OpenedWorkbook
from workbook.package.alt_texts import undescribed
from workbook.package.archive import Archive
from workbook.package.reference import Rectangle, cell_address
from workbook.package.shape import EDGE_SUFFIX, LABEL_SUFFIX
from workbook.package.structure import parsed, structure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from workbook.package.structure import SheetPart

_TYPE_SIZE: Final = re.compile(r'<(?:\w+:)?(?:rPr|defRPr|endParaRPr)\b[^>]*\ssz="(\d+)"')
_PAGE_NUMBER: Final = re.compile(r"<(?:\w+:)?oddFooter\b[^>]*>[^<]*&amp;P")
_PROVISIONAL_TABLE: Final = re.compile(r"^(?:Table|Tabelle)_?\d+$", re.IGNORECASE)
_PROVISIONAL_SHEET: Final = re.compile(r"^Sheet\d+$", re.IGNORECASE)
_PROVISIONAL_COLUMN: Final = re.compile(r"^Column\d+$", re.IGNORECASE)
NOTES: Final = Rectangle(1, 1, 60, 60)
"""Where a sheet's notes are looked for."""

_PROMPT: Final = re.compile(r'\sprompt="([^"]*)"')
_ON_BLANKS: Final = re.compile(r"\b(?:blank|empty)\b", re.IGNORECASE)
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
    faults: Callable[[OpenedWorkbook], Iterator[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """One rule, and a sentence for each fault; none where the workbook keeps it."""

    rule: str
    faults: tuple[str, ...]


def accessibility(path: Path) -> tuple[RuleResult, ...]:
    """Every rule with its faults; `WorkbookError` when the file cannot be opened at all."""
    archive = Archive.read(path)
    found = structure(archive)
    opened = OpenedWorkbook(archive, found)
    return tuple(RuleResult(rule=rule.name, faults=tuple(rule.faults(opened))) for rule in RULES)


def _alternative_texts(opened: OpenedWorkbook) -> Iterator[str]:
    for drawing in opened.structure.drawings:
        silent: dict[str, list[str]] = {}
        for kind, name in _without_text(opened.archive.text(drawing)):
            silent.setdefault(kind, []).append(name)
        sheet = opened.sheet_of_drawing(drawing)
        for kind, names in silent.items():
            more = f" and {len(names) - 1} more of its kind" if len(names) > 1 else ""
            yield (
                f"{sheet}: the {kind} '{names[0]}'{more} {'have' if more else 'has'} no "
                f"alternative text; give {'them' if more else 'it'} one in Excel (View Alt Text) "
                "or run `safer build`."
            )


def _without_text(drawing: str) -> Iterator[tuple[str, str]]:
    """The kind and name of what a drawing shows without a word for those who cannot see it."""
    for drawn in undescribed(drawing):
        # The label and the outline of a map's shape are its own, and said by its text.
        if not drawn.name.endswith((LABEL_SUFFIX, EDGE_SUFFIX)):
            yield _SHAPES[drawn.kind], drawn.name or "without a name"


def _title(opened: OpenedWorkbook) -> Iterator[str]:
    if not _core_property(opened, "title"):
        yield "The document has no title; give it one under File, Info."


def _language(opened: OpenedWorkbook) -> Iterator[str]:
    if not _core_property(opened, "language"):
        yield "The document names no language; set it under File, Info, Advanced Properties."


def _core_property(opened: OpenedWorkbook, name: str) -> str:
    part = opened.structure.core_properties
    if part is None or opened.archive.part_name(part) is None:
        return ""
    root = parsed(opened.archive, part)
    found = next((one for one in root if one.tag.rpartition("}")[2] == name), None)
    return "" if found is None or found.text is None else found.text.strip()


def _sheet_names(opened: OpenedWorkbook) -> Iterator[str]:
    for part in opened.structure.sheets:
        if _PROVISIONAL_SHEET.match(part.name):
            yield f"The sheet '{part.name}' must have a name that says what it holds; rename it."


def _hidden_sheets(opened: OpenedWorkbook) -> Iterator[str]:
    root = parsed(opened.archive, opened.structure.workbook_part)
    for element in root.iter():
        if element.tag.rpartition("}")[2] == "sheet" and element.get("state", "") in (
            "hidden",
            "veryHidden",
        ):
            yield f"The sheet '{element.get('name')}' is hidden; show it, or remove it."


def _table_headings(opened: OpenedWorkbook) -> Iterator[str]:
    for table in opened.structure.tables:
        if not table.header_rows:
            yield f"{table.sheet}: the table {table.name} has no header row; switch it on."
        for column in table.columns:
            if not column.strip() or _PROVISIONAL_COLUMN.match(column):
                yield (
                    f"{table.sheet}: the table {table.name} has a column called '{column}'; say "
                    "in its heading what it holds."
                )


def _table_names(opened: OpenedWorkbook) -> Iterator[str]:
    for table in opened.structure.tables:
        if _PROVISIONAL_TABLE.match(table.name):
            yield f"{table.sheet}: the table {table.name} must have a name that says what it holds."


def _blank_rows(opened: OpenedWorkbook) -> Iterator[str]:
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


def _blank_columns(opened: OpenedWorkbook) -> Iterator[str]:
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


def _blank_cells(opened: OpenedWorkbook) -> Iterator[str]:
    for sheet, table, values in opened.tables:
        blank = [
            heading
            for heading, column in zip(table.columns, zip(*values, strict=True), strict=True)
            if any(value in (None, "") for value in column)
        ]
        is_empty = all(row[0] in (None, "") for row in values)
        if is_empty or not blank or _says_what_a_blank_means(opened, sheet):
            continue
        yield (
            f"{sheet.name}: the table {table.name} has blank cells, first under '{blank[0]}', and "
            "no note on the sheet says what a blank cell means; write one above the table."
        )


def _says_what_a_blank_means(opened: OpenedWorkbook, part: SheetPart) -> bool:
    """Whether a cell near the sheet's top, outside its tables, or a prompt speaks of blanks."""
    sheet = next(sheet for known, sheet in opened.sheets if known is part)
    if any(_ON_BLANKS.search(prompt) for prompt in _PROMPT.findall(sheet.text)):
        return True
    tables = [table.area for table in opened.structure.tables if table.sheet == part.name]
    rows = sheet.values(NOTES, opened.shared_texts)
    return any(
        isinstance(value, str) and _ON_BLANKS.search(value) and not any(map(place.meets, tables))
        for row, values in enumerate(rows, NOTES.first_row)
        for column, value in enumerate(values, NOTES.first_column)
        for place in (Rectangle(row, column, row, column),)
    )


def _contrast(opened: OpenedWorkbook) -> Iterator[str]:
    for place, look in opened.used_looks:
        if look.contrast < LEAST_CONTRAST:
            yield (
                f"{place}: text in {look.text or 'black'} on {look.fill or 'white'} has a contrast "
                f"of {look.contrast:.1f} : 1; {LEAST_CONTRAST} : 1 is the least that is readable."
            )
    formats = () if opened.styles is None else conditional_looks(opened.styles, opened.palette)
    for look in formats:
        if look.text and look.fill and look.contrast < LEAST_CONTRAST:
            yield (
                f"A conditional format: text in {look.text} on {look.fill} has a contrast of "
                f"{look.contrast:.1f} : 1; {LEAST_CONTRAST} : 1 is the least that is readable."
            )


def _small_cells(opened: OpenedWorkbook) -> Iterator[str]:
    for place, look in opened.used_looks:
        if look.points is not None and look.points < LEAST_POINTS:
            yield f"{place}: text of {look.points:g} pt; {LEAST_POINTS:g} pt is the least."


def _small_shapes(opened: OpenedWorkbook) -> Iterator[str]:
    for part in (*opened.structure.charts, *opened.structure.drawings):
        sizes = [int(match[1]) / 100 for match in _TYPE_SIZE.finditer(opened.archive.text(part))]
        small = min(sizes, default=LEAST_POINTS)
        if small < LEAST_POINTS:
            yield f"{part}: text of {small:g} pt; {LEAST_POINTS:g} pt is the least."


def _page_numbers(opened: OpenedWorkbook) -> Iterator[str]:
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
    Rule(
        name="No conditional format says by colour alone what no word says",
        faults=conditional_colours,
    ),
    Rule(name="No cell of a table is marked by its fill alone", faults=filled_cells),
    Rule(name="Series of charts differ by more than colour", faults=series_of_charts),
    Rule(name="Blank cells of a table are explained", faults=_blank_cells),
    Rule(name="Text in cells is 8 pt or larger", faults=_small_cells),
    Rule(name="Text in charts and maps is 8 pt or larger", faults=_small_shapes),
    Rule(name="Every sheet prints with a page number", faults=_page_numbers),
)
