"""Single rows of a worksheet part, new or with some of their cells changed."""

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
from workbook.package.formula_cell import SHARED_INDEX
from workbook.package.reference import cell_address, column_letters, column_number
from workbook.package.sheet import STYLE, sheet_grammar
from xlsrc.domain.workbook_errors import UnwritableCellError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from workbook.block import Cell
    from workbook.package.edit import Content, Edit
    from workbook.package.formula_cell import FormulaCell
    from workbook.package.sheet import RowPlace, SheetXml

_VALUE_ATTRIBUTES: Final = re.compile(r"""\s(?:t|cm|vm)\s*=\s*(?:"[^"]*"|'[^']*')""")
_RESULT_ATTRIBUTES: Final = re.compile(r"""\s(?:t|vm)\s*=\s*(?:"[^"]*"|'[^']*')""")
_SPANS: Final = re.compile(r'\sspans="(\d+):(\d+)"')


class RowWriter:
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
            rows = edit.rows
            cells, attributes = rows.line(edit.at), rows.attributes
        else:
            attributes = edit.attributes
            cells = "".join(
                self._new_cell(number, column, content, edit)
                for column, content in sorted(edit.cells.items())
            )
        return f'<{p}row r="{number}"{attributes}>{cells}</{p}row>' if cells else ""

    def merged_row(self, number: int, place: RowPlace, edit: Edit) -> str | None:
        """A row of the sheet with its edited cells changed or put in between; None if it stays."""
        if not isinstance(edit, LineEdit):
            return self._merged_cells(number, place, edit)
        text, line = self.sheet.text, edit.line
        if place.body + len(line) == place.body_end and text.startswith(line, place.body):
            return None
        if edit.rows.plain.match(text, place.body, place.body_end):
            return f"{text[place.start : place.body]}{line}</{self.prefix}row>"
        return self._merged_cells(number, place, edit.row_edit())

    def _merged_cells(self, number: int, place: RowPlace, edit: RowEdit) -> str | None:
        text = self.sheet.text
        cells, styles = edit.cells, edit.styles
        found = {
            column_number(match[2]): match
            for match in self._grammar.cell.finditer(text, place.body, place.body_end)
        }
        held = list(found)
        end_of_cells = found[held[-1]].end() if held else place.body
        pieces: list[str] = []
        position = place.body
        for column in sorted(cells):
            content = cells[column]
            match = found.get(column)
            if match is None:
                if content is None and column not in styles:
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
        lacking = cells.keys() - found.keys()
        if not pieces and len(lacking) == len(cells):
            return None
        old_tag = text[place.start : place.body]
        tag = _with_spans(old_tag, lacking)
        if not pieces and tag == old_tag:
            return None
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
        head: str = match[1]
        if column in edit.styles and STYLE.search(head) is None:
            head += edit.styles[column]
        if type(content) is float or type(content) is str or content is None:  # nearly all
            if " t=" in head or "m=" in head:
                head = _VALUE_ATTRIBUTES.sub("", head)
            return head + self._checked(row, column, content)
        if isinstance(content, Moved):
            return self._moved_cell(row, column, content)
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
            if type(content) is float or type(content) is str:  # most of them
                return self._known[content]
            if isinstance(content, Formula):
                return formula_tail(content, self.prefix, date_1904=self._date_1904)
            # True is 1 to a dictionary, but not to Excel.
            return self._tail(content) if isinstance(content, bool) else self._known[content]
        except ValueError as error:
            message = f"{self.sheet.where}!{cell_address(row, column)}: {error}."
            raise UnwritableCellError(message) from error


def _with_spans(tag: str, columns: AbstractSet[int]) -> str:
    """A row's tag whose hint of first and last column takes in the new columns."""
    if not columns:
        return tag

    def wider(match: re.Match[str]) -> str:
        first, last = min(int(match[1]), *columns), max(int(match[2]), *columns)
        return f' spans="{first}:{last}"'

    return _SPANS.sub(wider, tag)
