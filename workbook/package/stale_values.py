"""Which values that formulas show would be out of date after a save: those go, all others stay.

A value is kept unless its formula depends, through any chain, on a cell whose value changes in
the save, or on what cannot be followed. A formula that calls an ``SC_`` function keeps its value
always: an Excel without the add-in could not work it out again.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from workbook.package.changed_cells import ChangedCells, SheetChanges, compared
from workbook.package.formula_places import Standing, Words
from workbook.package.formula_references import references
from workbook.package.pivot import pivot_caches
from workbook.package.reference import LAST_COLUMN, LAST_ROW, Rectangle, column_number
from workbook.package.sheet import SheetXml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from workbook.package.archive import Archive
    from workbook.package.formula_cell import FormulaCell
    from workbook.package.formula_places import Place
    from workbook.package.sheet_edits import SheetEdits
    from workbook.package.structure import SheetPart, Structure


@dataclass
class WrittenSheet:
    """A sheet before and after the save, read when it is asked for, which mostly nothing does."""

    edits: SheetEdits
    read_after: Callable[[], str] | None
    """None for a sheet that the save leaves as it was."""

    @property
    def formulas(self) -> Sequence[FormulaCell]:
        """The formulas before the save."""
        return self.edits.formulas

    @cached_property
    def before(self) -> SheetXml:
        """The sheet before the save."""
        return self.edits.xml

    def is_written(self, row: int, column: int) -> bool:
        """Whether a cell has Python's value."""
        return self.edits.is_written(row, column)

    @cached_property
    def after(self) -> SheetXml:
        """The sheet after the save."""
        if self.read_after is None:
            return self.before
        before = self.before
        return SheetXml(self.read_after(), where=before.where, date_1904=before.date_1904)

    @property
    def has_own_formulas(self) -> bool:
        """Whether there are formulas of which Python gives no value."""
        return not all(self.is_written(f.row, f.column) for f in self.formulas)


class OutOfDate(NamedTuple):
    """The ranges by sheet part of values to drop, and the pivot caches to be read again."""

    values: Mapping[str, Sequence[Rectangle]]
    pivots: Sequence[str]


@dataclass(slots=True)
class _Dependent:
    """A formula or a pivot cache: what it depends on, and which cells change with it."""

    needs: tuple[Place, ...] | None
    changes: tuple[Place, ...]
    part: str
    drops: Rectangle | None


def out_of_date(
    archive: Archive,
    structure: Structure,
    sheets: Mapping[str, WrittenSheet],
    resized: Mapping[str, Rectangle],
    shared_texts: Callable[[], Sequence[str]],
) -> OutOfDate:
    """What of a workbook's values a save leaves out of date; ``sheets`` are by part.

    ``resized`` holds the new ranges of tables that change their size, by name. Nothing is
    looked at where every formula has its value from Python and there is no pivot table.
    """
    words = Words(archive, structure, resized)
    dependents = [
        _Dependent(cache.source, cache.tables, cache.part, None)
        for cache in pivot_caches(archive, structure, words)
    ]
    pivots = {one.part for one in dependents}
    for place in structure.sheets:
        sheet = sheets.get(place.part)
        if sheet is not None and sheet.has_own_formulas:
            dependents += _formulas(place, sheet, words)
    if not dependents:
        return OutOfDate({}, ())
    by_name = {place.name.casefold(): sheets.get(place.part) for place in structure.sheets}

    def changes(name: str) -> SheetChanges:
        sheet = by_name.get(name)
        if sheet is None or sheet.after is sheet.before:
            return SheetChanges()
        return compared(sheet.before, sheet.after, shared_texts())

    stale = _reached(dependents, ChangedCells(changes))
    values: dict[str, list[Rectangle]] = {}
    for one in stale:
        if one.drops is not None:
            values.setdefault(one.part, []).append(one.drops)
    return OutOfDate(values, [one.part for one in stale if one.part in pivots])


def _reached(dependents: Sequence[_Dependent], changed: ChangedCells) -> list[_Dependent]:
    """Those that changed cells reach through any chain, and those of which it is not known.

    Most chains run down or up a sheet, so that a look in each direction finds the whole of one.
    """
    found = [one for one in dependents if one.needs is None]
    for one in found:
        _count(changed, one)
    waiting = [one for one in dependents if one.needs is not None]
    known = -1
    while known < len(found):
        known = len(found)
        still: list[_Dependent] = []
        for one in waiting:
            if any(changed[sheet].meet(area) for sheet, area in one.needs or ()):
                _count(changed, one)
                found.append(one)
            else:
                still.append(one)
        waiting = still[::-1]
    return found


def _count(changed: ChangedCells, one: _Dependent) -> None:
    for sheet, area in one.changes:
        changed[sheet].add(area)


def _formulas(place: SheetPart, sheet: WrittenSheet, words: Words) -> Iterator[_Dependent]:
    """The formulas of a sheet after the save of which Python gives no value."""
    name = place.name.casefold()
    formulas = sheet.formulas if sheet.after is sheet.before else sheet.after.formulas()
    before = {(f.row, f.column): f.text for f in sheet.formulas}
    masters = {f.shared_index: f for f in formulas if f.shared_index is not None and f.text}
    for formula in formulas:
        row, column = formula.row, formula.column
        if sheet.is_written(row, column):
            continue
        master = formula
        if not formula.text and formula.shared_index is not None:
            master = masters.get(formula.shared_index, formula)
        at = Standing(name, row, column, row - master.row, column - master.column)
        found = references(master.text)
        if words.calls_own_function(found, at):
            continue
        needs = words.places(found, at)
        is_read = bool(master.text) and 't="dataTable"' not in formula.attributes
        has_moved = before.get((row, column)) != formula.text
        if not formula.has_value or not is_read or has_moved:
            needs = None
        area = Rectangle(row, column, row, column)
        if formula.is_array and formula.area is not None:
            area = formula.area
        reach = _spilling(sheet.after, formula, area)
        is_shown = formula.has_value or area.shape != (1, 1)
        yield _Dependent(needs, ((name, reach),), place.part, area if is_shown else None)


def _spilling(sheet: SheetXml, formula: FormulaCell, area: Rectangle) -> Rectangle:
    """The cells that may change with a formula: of one that spills, as far as it may spill."""
    if not formula.is_array:
        return area
    cells = sheet.cells(formula.row)
    head = next((c[1] for c in cells if column_number(c[2]) == formula.column), "")
    if " cm=" not in head:
        return area
    return Rectangle(area.first_row, area.first_column, LAST_ROW, LAST_COLUMN)
