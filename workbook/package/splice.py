"""Changed cells spliced into a worksheet part: all other bytes stay as they were."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from workbook.block import Formula
from workbook.package.cell import (
    cell_tails,
    formula_result,
    formula_tail,
    same_formula,
    translated,
    unescaped_xml,
)
from workbook.package.edit import Known, LineEdit, Moved, RowEdit, Stale
from workbook.package.reference import (
    Rectangle,
    cell_address,
    column_letters,
    column_number,
)
from workbook.package.sheet import SHARED_INDEX, STYLE, sheet_grammar
from xlsrc.domain.errors import TemplateError, WorkbookError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from workbook.block import Cell
    from workbook.package.edit import Content, Edit
    from workbook.package.sheet import FormulaCell, RowPlace, SheetXml

_VALUE_ATTRIBUTES: Final = re.compile(r"""\s(?:t|cm|vm)\s*=\s*(?:"[^"]*"|'[^']*')""")
_RESULT_ATTRIBUTES: Final = re.compile(r"""\s(?:t|vm)\s*=\s*(?:"[^"]*"|'[^']*')""")
_SPANS: Final = re.compile(r'\sspans="(\d+):(\d+)"')
_DIMENSION: Final = re.compile(r'(<(?:\w+:)?dimension\s+ref=")([^"]+)(")')


def spliced_sheet(
    sheet: SheetXml,
    edits: Mapping[int, Edit],
    formulas: Sequence[FormulaCell],
    *,
    date_1904: bool,
    others: set[tuple[int, int]] | None = None,
) -> str:
    """The text of a part with the edited cells changed and everything else as it was.

    A cell that is to get a formula's value and holds another formula stays as it is; its row
    and column are added to ``others``.
    `TemplateError` where an edit would overwrite a cell that holds an array formula or from
    which others take theirs; `WorkbookError` for a value that no cell can hold.
    """
    if not edits:
        return sheet.text
    _refuse_broken_formulas(sheet, edits, formulas)
    writer = _RowWriter(sheet, formulas, others, date_1904=date_1904)
    text = sheet.text
    pieces: list[str] = []
    position = sheet.data_start
    waiting = iter(sorted(edits))
    wanted = next(waiting, None)
    for number, place in sheet.rows.items():
        if wanted is None:
            break
        if number < wanted:
            continue
        while wanted is not None and wanted < number:
            if new := writer.new_row(wanted, edits[wanted]):
                pieces += (text[position : place.start], new)
                position = place.start
            wanted = next(waiting, None)
        if wanted == number:
            merged = writer.merged_row(number, place, edits[number])
            if merged is not None:
                pieces += (text[position : place.start], merged)
                position = place.end
            wanted = next(waiting, None)
    if wanted is not None:
        pieces.append(text[position : sheet.data_end])
        position = sheet.data_end
        pieces.append(writer.new_row(wanted, edits[wanted]))
        pieces += (writer.new_row(number, edits[number]) for number in waiting)
    old_head = text[: sheet.data_start]
    head = _with_dimension(old_head, edits)
    if not pieces and head == old_head and not sheet.is_empty:
        return text
    if sheet.is_empty:
        head = f"{head.removesuffix('/>').rstrip()}>"
        pieces.append(f"</{sheet.prefix}sheetData>")
    return "".join((head, *pieces, text[position:]))


def _refuse_broken_formulas(
    sheet: SheetXml, edits: Mapping[int, Edit], formulas: Sequence[FormulaCell]
) -> None:
    for formula in formulas:
        area = formula.area
        if area is None or (area.shape == (1, 1) and not formula.is_array):
            continue
        if not formula.is_array:
            area = Rectangle(formula.row, formula.column, formula.row, formula.column)
        for row in range(area.first_row, area.last_row + 1):
            edit = edits.get(row)
            for column, content in _cells(edit).items() if edit else ():
                if isinstance(content, (Formula, Stale, Moved)) or not area.contains(row, column):
                    continue
                message = (
                    f"{sheet.where}!{cell_address(row, column)} is written by a refresh but "
                    f"holds an array or shared formula ({formula.text[:40]}); clear it there."
                )
                raise TemplateError(message)


def _cells(edit: Edit) -> Mapping[int, Content]:
    return (edit.row_edit() if isinstance(edit, LineEdit) else edit).cells


def _with_dimension(head: str, edits: Mapping[int, Edit]) -> str:
    columns: set[int] = set()
    known: Sequence[int] = ()
    for edit in edits.values():
        if not isinstance(edit, LineEdit):
            columns.update(edit.cells)
        elif edit.columns is not known:  # the rows of a table have theirs in common
            known = edit.columns
            columns.update(known)
    touched = Rectangle(min(edits), min(columns), max(edits), max(columns))

    def grown(match: re.Match[str]) -> str:
        try:
            area = Rectangle.parse(match[2]).around(touched)
        except ValueError:
            return match[0]
        return f"{match[1]}{area.address}{match[3]}"

    return _DIMENSION.sub(grown, head, count=1)


class _RowWriter:
    """Writes single rows of one sheet."""

    def __init__(
        self,
        sheet: SheetXml,
        formulas: Sequence[FormulaCell],
        others: set[tuple[int, int]] | None,
        *,
        date_1904: bool,
    ) -> None:
        self.sheet = sheet
        self.others = set() if others is None else others
        self.prefix = sheet.prefix
        self._tail: Callable[[Cell], str] = cell_tails(
            sheet.prefix, date_1904=date_1904, iso_dates=sheet.iso_dates
        )
        self._known = Known(self._tail)
        self._date_1904 = date_1904
        self._grammar = sheet_grammar(sheet.prefix)
        self._masters = {
            formula.shared_index: formula
            for formula in formulas
            if formula.shared_index is not None and formula.text
        }

    def new_row(self, number: int, edit: Edit) -> str:
        """A row that the sheet does not hold yet; empty text when nothing is in it."""
        p = self.prefix
        if isinstance(edit, LineEdit):
            cells = edit.line
        else:
            cells = "".join(
                self._new_cell(number, column, content, edit)
                for column, content in sorted(edit.cells.items())
            )
        return f'<{p}row r="{number}"{edit.attributes}>{cells}</{p}row>' if cells else ""

    def merged_row(self, number: int, place: RowPlace, edit: Edit) -> str | None:
        """A row of the sheet with its edited cells changed or put in between; None if it stays."""
        text = self.sheet.text
        if isinstance(edit, LineEdit):
            if text.startswith(edit.line, place.body) and (
                place.body + len(edit.line) == place.body_end
            ):
                return None
            if edit.plain.match(text, place.body, place.body_end):
                return f"{text[place.start : place.body]}{edit.line}</{self.prefix}row>"
            edit = edit.row_edit()
        found = {column_number(match[2]): match for match in self.sheet.cells(number)}
        held = list(found)
        end_of_cells = found[held[-1]].end() if held else place.body
        pieces: list[str] = []
        position = place.body
        for column, content in sorted(edit.cells.items()):
            match = found.get(column)
            if match is None:
                if content is None and column not in edit.styles:
                    continue
                new = self._new_cell(number, column, content, edit)
                if not new:
                    continue
                after = bisect_right(held, column)
                start = end = found[held[after]].start() if after < len(held) else end_of_cells
            else:
                new = self._changed_cell(number, column, match, edit)
                if new == match[0]:
                    continue
                start, end = match.span()
            pieces += (text[position:start], new)
            position = end
        if not any(pieces):
            return None
        tag = _with_spans(text[place.start : place.body], edit.cells.keys() - found.keys())
        if tag.endswith("/>"):
            return f"{tag[:-2].rstrip()}>{''.join(pieces)}</{self.prefix}row>"
        return "".join((tag, *pieces, text[position : place.end]))

    def _moved_cell(self, row: int, column: int, content: Moved) -> str:
        p = self.prefix
        tag = f'<{p}c r="{cell_address(row, column)}"{content.attributes}'
        return f"{tag}>{content.content}</{p}c>" if content.content else f"{tag}/>"

    def _new_cell(self, row: int, column: int, content: Content, edit: RowEdit) -> str:
        if isinstance(content, Moved):
            is_blank = not (content.attributes or content.content)
            return "" if is_blank else self._moved_cell(row, column, content)
        style = edit.styles.get(column, "")
        if content is None and not style:
            return ""
        if isinstance(content, Formula):
            tail = self._checked(row, column, content) if edit.new_formulas else ""
        else:
            tail = self._checked(row, column, None if isinstance(content, Stale) else content)
        if not style and tail in {"", "/>"}:
            return ""
        return f'<{self.prefix}c r="{column_letters(column)}{row}"{style}{tail or "/>"}'

    def _changed_cell(self, row: int, column: int, match: re.Match[str], edit: RowEdit) -> str:
        content = edit.cells[column]
        if isinstance(content, Moved):
            return self._moved_cell(row, column, content)
        head: str = match[1]
        if column in edit.styles and STYLE.search(head) is None:
            head += edit.styles[column]
        if isinstance(content, (Formula, Stale)):
            formula = self._grammar.formula.search(match[3] or "")
            if formula is not None:
                return self._result_cell((row, column), match, head, formula, content)
            if isinstance(content, Formula) and not edit.new_formulas:
                # Somebody typed a value over the formula: it is theirs.
                return match[0]
        if " t=" in head or "m=" in head:
            head = _VALUE_ATTRIBUTES.sub("", head)
        return head + self._checked(row, column, None if isinstance(content, Stale) else content)

    def _result_cell(
        self,
        at: tuple[int, int],
        cell: re.Match[str],
        head: str,
        formula: re.Match[str],
        content: Formula | Stale,
    ) -> str:
        kind = result = ""
        if isinstance(content, Formula):
            if not same_formula(self._formula_text(*at, formula), content.text):
                self.others.add(at)
                return cell[0]
            kind, result = formula_result(content, self.prefix, date_1904=self._date_1904)
        head = _RESULT_ATTRIBUTES.sub("", head)
        return f"{head}{kind}>{formula[0]}{result}</{self.prefix}c>"

    def _formula_text(self, row: int, column: int, formula: re.Match[str]) -> str:
        if formula[2]:
            return unescaped_xml(formula[2])
        shared = SHARED_INDEX.search(formula[1])
        master = self._masters.get(shared[1]) if shared else None
        if master is None:
            return ""
        return translated(master.text, cell_address(master.row, master.column), row, column)

    def _checked(self, row: int, column: int, content: Cell) -> str:
        try:
            if isinstance(content, Formula):
                return formula_tail(content, self.prefix, date_1904=self._date_1904)
            # True is 1 to a dictionary, but not to Excel.
            return self._tail(content) if isinstance(content, bool) else self._known[content]
        except ValueError as error:
            message = f"{self.sheet.where}!{cell_address(row, column)}: {error}."
            raise WorkbookError(message) from error


def _with_spans(tag: str, columns: AbstractSet[int]) -> str:
    """A row's tag whose hint of first and last column takes in the new columns."""
    if not columns:
        return tag

    def wider(match: re.Match[str]) -> str:
        first, last = min(int(match[1]), *columns), max(int(match[2]), *columns)
        return f' spans="{first}:{last}"'

    return _SPANS.sub(wider, tag)
