"""Changed cells spliced into a worksheet part: all other bytes stay as they were."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from workbook.block import Formula
from workbook.package.edit import LineEdit, Moved, Stale
from workbook.package.reference import LAST_ROW, Rectangle, cell_address
from workbook.package.row_writer import RowWriter
from workbook.package.sheet import RowPlace
from xlsrc.domain.workbook_errors import FormulaInTheWayError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from workbook.package.edit import Content, Edit, LineRows
    from workbook.package.formula_cell import FormulaCell
    from workbook.package.sheet import SheetXml

_NO_PLACE: Final = RowPlace(0, 0, 0, 0)
_BATCH: Final = 64
_NO_ROW: Final = (LAST_ROW + 1, _NO_PLACE)
_DIMENSION: Final = re.compile(r'(<(?:\w+:)?dimension\s+ref=")([^"]+)(")')


def spliced_pieces(
    sheet: SheetXml,
    edits: Mapping[int, Edit],
    formulas: Sequence[FormulaCell],
    *,
    date_1904: bool,
    others: set[tuple[int, int]] | None = None,
) -> Iterator[str] | None:
    """The text of a part, piece by piece, with the edited cells changed and all else as it was.

    None where the edits change nothing. A cell that is to get a formula's value and holds
    another formula stays as it is; its row and column are added to ``others``, when its piece
    is asked for. `TemplateError` where an edit would overwrite a cell that holds an array formula
    or from which others take theirs; `WorkbookError` for a value that no cell can hold.
    """
    if not edits:
        return None
    _refuse_broken_formulas(sheet, edits, formulas)
    changes = _changes(sheet, edits, RowWriter(sheet, formulas, others, date_1904=date_1904))
    first = next(changes, None)
    old_head = sheet.text[: sheet.data_start]
    head = _with_dimension(old_head, edits)
    if first is None and head == old_head and not sheet.is_empty:
        return None
    return _pieces(sheet, head, changes if first is None else chain((first,), changes))


def _pieces(sheet: SheetXml, head: str, changes: Iterable[tuple[int, int, str]]) -> Iterator[str]:
    text, position = sheet.text, sheet.data_start
    yield f"{head.removesuffix('/>').rstrip()}>" if sheet.is_empty else head
    for start, end, new in changes:
        if start > position:
            yield text[position:start]
        yield new
        position = end
    if sheet.is_empty:
        yield f"</{sheet.prefix}sheetData>"
    yield text[position:]


def _changes(
    sheet: SheetXml, edits: Mapping[int, Edit], writer: RowWriter
) -> Iterator[tuple[int, int, str]]:
    """Where the text changes, in order: from where to where it gives way to which one."""
    there = iter(sheet.rows.items())
    number, place = next(there, _NO_ROW)
    wanted_rows = iter(sorted(edits))
    for wanted in wanted_rows:
        while number < wanted:
            number, place = next(there, _NO_ROW)
        if place is _NO_PLACE:
            break
        edit = edits[wanted]
        if number == wanted:
            merged = writer.merged_row(number, place, edit)
            if merged is not None:
                yield place.start, place.end, merged
        elif new := writer.new_row(wanted, edit):
            yield place.start, place.start, new
    else:
        return
    # The rows below all others, which may be tens of thousands, are handed on in batches.
    below = chain((wanted,), wanted_rows)
    while batch := list(islice(below, _BATCH)):
        new = "".join([writer.new_row(row, edits[row]) for row in batch])
        if new:
            yield sheet.data_end, sheet.data_end, new


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
                raise FormulaInTheWayError(message)


def _cells(edit: Edit) -> Mapping[int, Content]:
    return (edit.row_edit() if isinstance(edit, LineEdit) else edit).cells


def _with_dimension(head: str, edits: Mapping[int, Edit]) -> str:
    columns: set[int] = set()
    known: LineRows | None = None
    for edit in edits.values():
        if not isinstance(edit, LineEdit):
            columns.update(edit.cells)
        elif edit.rows is not known:
            known = edit.rows
            columns.update(known.columns)
    touched = Rectangle(min(edits), min(columns), max(edits), max(columns))

    def grown(match: re.Match[str]) -> str:
        try:
            area = Rectangle.parse(match[2]).around(touched)
        except ValueError:
            return match[0]
        return f"{match[1]}{area.address}{match[3]}"

    return _DIMENSION.sub(grown, head, count=1)
