"""A workbook on disk, read and written without Excel."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Self

from workbook.block import TableData
from workbook.package.archive import Archive
from workbook.package.dates import date_styles, moment
from workbook.package.extras import table_extras
from workbook.package.kind import refuse_suffix, suffix_of
from workbook.package.reference import Rectangle, cell_address
from workbook.package.replace_file import refuse_locked, replace_file
from workbook.package.save import saved
from workbook.package.sheet import SheetXml
from workbook.package.strings import shared_texts
from workbook.package.structure import CONTENT_TYPES, structure
from xlsrc.domain.errors import TableError, TemplateError
from xlsrc.domain.workbook_errors import DamagedWorkbookError, MissingSheetError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from workbook.block import Write
    from workbook.layout.carried import TableExtras
    from workbook.layout.table import Table
    from workbook.package.cell import Value
    from workbook.package.file_state import FileState
    from workbook.package.save import Saved
    from workbook.package.structure import Structure, TablePart


class HeadlessWorkbook:
    """An .xlsx file as a surface: its tables and blocks are read, its Blocks written.

    The file is read once, on opening; addresses are those it has then, so that inserted rows
    and moved or renamed sheets are harmless.
    """

    def __init__(self, archive: Archive, found: Structure) -> None:
        self._archive = archive
        self._structure = found
        self._sheets: dict[str, SheetXml] = {}

    @classmethod
    def open(cls, path: Path) -> Self:
        """The workbook of a file; `WorkbookError` when it cannot be read or trusted."""
        archive = Archive.read(path)
        return cls(archive, structure(archive))

    @classmethod
    def of(cls, content: bytes, source: str) -> Self:
        """The workbook of a file's bytes; ``source`` names it in messages."""
        archive = Archive.of(content, source=source)
        return cls(archive, structure(archive))

    @property
    def state(self) -> FileState:
        """The state of the file whose bytes were read."""
        return self._archive.state

    @property
    def suffix(self) -> str:
        """How the name of a file that this is written to ends: ``.xlsm`` for one with macros."""
        return suffix_of(self._archive.text(CONTENT_TYPES))

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """The names of all sheets in tab order, chart sheets included."""
        return tuple(sheet.name for sheet in self._structure.sheets)

    @property
    def table_names(self) -> tuple[str, ...]:
        """The names of all Excel tables."""
        return tuple(table.name for table in self._structure.tables)

    def sheets_with(self, *beginnings: str) -> frozenset[str]:
        """The sheets with a range whose defined name begins in one of these ways.

        A name that is broken has none.
        """
        found = set()
        for name in self._structure.names:
            if name.startswith(beginnings):
                with suppress(TemplateError):
                    found.add(self._structure.named_range(name)[0].name)
        return frozenset(found)

    def columns_of(self, table: str) -> tuple[str, ...]:
        """The headings of a table; `TemplateError` when it is missing."""
        return self._structure.table(table).columns

    def formula_cells(self, table: str) -> frozenset[tuple[int, str]]:
        """Data row (from 0) and heading of each cell of a table that holds a formula."""
        part = self._structure.table(table)
        area = part.data
        return frozenset(
            (formula.row - area.first_row, part.columns[formula.column - area.first_column])
            for formula in self._sheet(part.sheet).formulas()
            if area.contains(formula.row, formula.column)
        )

    def tables(self, names: Collection[str]) -> dict[str, TableData]:
        """The named tables with their rows, by the names asked for.

        `TemplateError` when one is missing; `TableError` listing each filled cell just below a
        table, which its owner meant to be in it.
        """
        parts = {name: self._structure.table(name) for name in names}
        read = {name: self._read_table(part) for name, part in parts.items()}
        faults = tuple(fault for _, fault in read.values() if fault)
        if faults:
            raise TableError(faults)
        return {name: data for name, (data, _) in read.items()}

    def table_extras(self, tables: Collection[Table]) -> dict[str, TableExtras]:
        """Formatted runs, notes, links, added columns and widths of tables, by the name."""
        return {
            t.name: table_extras(self._archive, self._structure, t, self._sheet) for t in tables
        }

    def holds_as(self, other: HeadlessWorkbook, table: str) -> bool:
        """Whether a table's entries stand in the same bytes in both workbooks.

        Then they are the same; in other bytes they may be. `TemplateError` when one of the
        workbooks has no such table.
        """
        ours, theirs = self._table_parts(table), other._table_parts(table)
        return len(ours) == len(theirs) and all(
            self._archive.holds_as(mine, other._archive, its)
            for mine, its in zip(ours, theirs, strict=True)
        )

    def _table_parts(self, name: str) -> tuple[str, ...]:
        table = self._structure.table(name)
        sheet = self._structure.sheet(table.sheet)
        parts = (table.part, sheet.part if sheet else None, self._structure.shared_strings)
        return tuple(filter(None, parts))

    def block_place(self, name: str) -> tuple[str, int, int]:
        """The sheet and the first row and column (from 1) of the cells of a defined name;
        `TemplateError` for a lost or broken one.
        """
        sheet, area = self._structure.named_range(name)
        return sheet.name, area.first_row, area.first_column

    def block_values(self, name: str) -> tuple[tuple[object, ...], ...]:
        """The values that the cells of a defined name hold now (of formulas, as last saved)."""
        sheet, area = self._structure.named_range(name)
        return self._values(sheet.name, area)

    def not_calculated(self, name: str) -> str:
        """The first cell of a defined name with a formula that no program has calculated, or ''."""
        sheet, area = self._structure.named_range(name)
        for formula in self._sheet(sheet.name).formulas():
            if area.contains(formula.row, formula.column) and not formula.has_value:
                return f"{sheet.name}!{cell_address(formula.row, formula.column)}"
        return ""

    def write(
        self,
        writes: Sequence[Write],
        target: Path,
        *,
        as_at: datetime.date,
        replacing: FileState | Callable[[HeadlessWorkbook], FileState] | None = None,
    ) -> tuple[str, ...]:
        """Write the Blocks into a copy of the opened workbook, and put that at ``target``.

        Gives a sentence for each thing that its people should hear of: filters cleared, rows
        shown again, answers kept of rows that are gone. ``replacing`` is the state of the file
        that may be replaced (None: as it is now), or tells it from the new workbook.

        Nothing is written when that raises, when a block does not fit (`TemplateError`), when
        the target is open elsewhere (`WorkbookLockedError`), or when its name ends otherwise than
        ``suffix`` or it has changed meanwhile (`WorkbookError`). A template (.xltx, .xltm)
        becomes a workbook. The document is dated ``as_at``.
        """
        refuse_suffix(target, self.suffix)
        refuse_locked(target)
        content, notes = self.written(writes, as_at=as_at)
        if callable(replacing):
            replacing = replacing(HeadlessWorkbook.of(content, self._archive.source))
        replace_file(target, content, read=replacing)
        return notes

    def written(self, writes: Sequence[Write], *, as_at: datetime.date) -> Saved:
        """The bytes that :meth:`write` puts into a file, and its sentences; no file is written."""
        return saved(self._archive, self._structure, writes, as_at=as_at)

    @cached_property
    def _shared_texts(self) -> tuple[str, ...]:
        return shared_texts(self._archive, self._structure.shared_strings)

    @cached_property
    def _date_styles(self) -> frozenset[int]:
        return date_styles(self._archive, self._structure.styles)

    def _sheet(self, name: str) -> SheetXml:
        if name not in self._sheets:
            part = self._structure.sheet(name)
            if part is None:
                message = f"{self._archive.source} has no worksheet {name!r}; run `safer build`."
                raise MissingSheetError(message)
            self._sheets[name] = SheetXml(
                self._archive.text(part.part), where=name, date_1904=self._structure.date_1904
            )
        return self._sheets[name]

    def _values(self, sheet: str, area: Rectangle) -> tuple[tuple[object, ...], ...]:
        xml = self._sheet(sheet)
        rows = enumerate(xml.values(area, self._shared_texts), area.first_row)
        return tuple(self._dated(values, xml.style_numbers(row), area) for row, values in rows)

    def _dated(
        self, values: Sequence[Value], styles: Mapping[int, int], area: Rectangle
    ) -> tuple[object, ...]:
        """A row's values, the numbers that are shown as dates as such."""
        is_1904 = self._structure.date_1904
        return tuple(
            moment(value, date_1904=is_1904)
            if isinstance(value, float) and styles[column] in self._date_styles
            else value
            for column, value in enumerate(values, area.first_column)
        )

    def _read_table(self, part: TablePart) -> tuple[TableData, str]:
        """A table with its rows, and the fault of a row that stands just below it, or ``""``."""
        if not part.is_whole:
            message = (
                f"{self._archive.source} is damaged: the table {part.name} names "
                f"{len(part.columns):,} columns of the {part.area.shape[1]:,} that its range has; "
                "restore it from a copy."
            )
            raise DamagedWorkbookError(message)
        data = part.data
        below = Rectangle(
            part.area.last_row + 1, data.first_column, part.area.last_row + 1, data.last_column
        )
        rows = self._values(part.sheet, data.around(below))
        found = TableData(
            name=part.name,
            sheet=part.sheet,
            columns=part.columns,
            first_row=data.first_row,
            first_column=data.first_column,
            rows=rows[: data.shape[0]],
        )
        if any(t.sheet == part.sheet and t.area.meets(below) for t in self._structure.tables):
            return found, ""
        for column, value in enumerate(rows[-1], below.first_column):
            if value is not None:
                return found, (
                    f"{part.sheet}!{cell_address(below.first_row, column)}: stands just below "
                    f"the table {part.name} but is not in it (found {value!r}); drag the table's "
                    "corner over that row, or clear it"
                )
        return found, ""
