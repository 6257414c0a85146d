"""The sheets of a workbook while it is saved: what is written to them, and their new parts."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from workbook.package.beside import Beside
from workbook.package.dates import date_styles
from workbook.package.edit import RowEdit, row_contents
from workbook.package.filters import filter_names
from workbook.package.footers import with_footers
from workbook.package.grown_rules import with_grown_rules
from workbook.package.own_cells import calculated_columns
from workbook.package.sheet import SheetXml
from workbook.package.sheet_edits import SheetEdits
from workbook.package.shown import Shown
from workbook.package.splice import spliced_pieces
from workbook.package.strings import shared_texts
from workbook.package.table import TableRows
from workbook.package.table_part import resized_table
from workbook.package.zip_entry import Entry
from xlsrc.domain.workbook_errors import MissingTableError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Sequence

    from workbook.block import Block, FooterWords, Row, TableBlock
    from workbook.package.archive import Archive
    from workbook.package.reference import Rectangle
    from workbook.package.structure import SheetPart, Structure, TablePart

    Put = Callable[[SheetEdits], None]

_FORMULA_TAG: Final = re.compile(rb"<(?:\w+:)?f[\s>/]")


class SheetWriter:
    """Writes the sheets of one save.

    What is written is gathered first, and written sheet by sheet, so that of large sheets only
    one lies open at a time. ``parts`` are the new parts, ``edits`` the sheets that were written
    or looked into, by part; ``resized`` are the new ranges of tables that change theirs.
    """

    def __init__(self, archive: Archive, structure: Structure) -> None:
        self.archive = archive
        self.structure = structure
        self.parts: dict[str, str | bytes | Entry | None] = {}
        self.edits: dict[str, SheetEdits] = {}
        self.resized: dict[str, Rectangle] = {}
        self._waiting: dict[str, list[Put]] = {}
        self._tables: list[str] = []
        self._beside = Beside(archive, structure)
        self._shown = Shown()

    @cached_property
    def shared_texts(self) -> tuple[str, ...]:
        """The shared strings, read once."""
        return shared_texts(self.archive, self.structure.shared_strings)

    def put_block(self, block: Block) -> None:
        """Write a block to the range of its name, which must have exactly its shape."""
        part, area = self.structure.named_range(block.name)
        block.refuse_unless_it_fits(area.shape, f"{part.name}!{area.address}")
        self._waiting.setdefault(part.part, []).append(
            lambda sheet: _put_block(sheet, area, block.values)
        )

    def put_table(self, block: TableBlock) -> None:
        """Write a table's rows and resize it to them."""
        table = self.structure.table(block.table)
        if table.name in self._tables:
            message = f"one save takes one block for table {table.name}; found two"
            raise ValueError(message)
        number = len(self._tables)
        self._tables.append(table.name)
        part = self.structure.sheet(table.sheet)
        if part is None:
            message = f"Table {block.table} is on no worksheet; run `safer build`."
            raise MissingTableError(message)
        self._waiting.setdefault(part.part, []).append(
            lambda sheet: self._put_rows(sheet, table, block, number)
        )

    def _put_rows(
        self, sheet: SheetEdits, table: TablePart, block: TableBlock, number: int
    ) -> None:
        part = sheet.part
        change = TableRows(
            table=table,
            sheet=sheet.xml,
            formulas=sheet.formulas,
            others=[t for t in self.structure.tables if t.sheet == table.sheet],
            shared_texts=self.shared_texts,
            date_1904=self.structure.date_1904,
            calculated=calculated_columns(self.archive.text(table.part), table.area.first_column),
            dates=self._dates,
            hangs=self._beside.hangs(part, sheet.xml, table),
        ).change(block)
        for row, edit in change.edits.items():
            sheet.edit(row, edit)
        rows = table.area.around(change.area)
        sheet.changed.append(rows)
        if not block.keys:
            self._beside.table_moved(part, table, change, number)
            # The headings stay as they are, hidden by hand or not.
            sheet.whole[table.name] = replace(rows, first_row=table.data.first_row)
        if change.area != table.area:
            self.resized[table.name] = change.area
            self.parts[table.part] = resized_table(
                self.archive.text(table.part), table.area, change.area
            )

    @cached_property
    def _dates(self) -> frozenset[int]:
        return date_styles(self.archive, self.structure.styles)

    def sentences(self) -> tuple[str, ...]:
        """What the workbook's people should hear of, a sentence for each kind of thing."""
        return self._shown.sentences() + self._beside.sentences()

    def write(self, footers: Sequence[FooterWords], as_at: datetime.date) -> None:
        """Splice every sheet that is written to, and look into those that have formulas.

        Notes and links move with their rows. The sheet with the table for the answers of rows
        that are gone comes last, when they are known.
        """
        names = filter_names(self.archive.text(self.structure.workbook_part))
        kept_on = self._beside.kept_on
        for part in sorted(self.structure.sheets, key=lambda part: part.name == kept_on):
            if self._is_concerned(part, kept_on):
                sheet = SheetEdits(part, partial(self._before, part))
                self.edits[part.part] = sheet
                self._put(sheet)
                self.parts |= self._beside.moved_parts(part.part)
                if part.name == kept_on:
                    self._keep_answers(as_at)
                    self._put(sheet)
                self._splice(sheet, footers, names.get(part.name.casefold(), ""))
                sheet.finish()
                self.archive.forget(part.part)
            else:
                text = self.archive.text(part.part)
                renewed = with_footers(text, footers)
                if renewed != text:
                    self.parts[part.part] = renewed
        if kept_on is None:
            self._keep_answers(as_at)
        self.parts |= self._shown.parts

    def _before(self, part: SheetPart) -> SheetXml:
        text = self.archive.text(part.part)
        return SheetXml(text, where=part.name, date_1904=self.structure.date_1904)

    def _put(self, sheet: SheetEdits) -> None:
        for put in self._waiting.pop(sheet.part.part, ()):
            put(sheet)

    def _keep_answers(self, as_at: datetime.date) -> None:
        kept = self._beside.kept(as_at)
        if kept is not None:
            self.put_table(kept)

    def _splice(self, sheet: SheetEdits, footers: Sequence[FooterWords], advanced: str) -> None:
        """Write one sheet: what is around its cells first, since that is the least of it."""
        part, xml = sheet.part, sheet.xml
        shown = self._shown.sheet(
            xml,
            xml.text,
            [table for table in self.structure.tables if table.sheet == part.name],
            self.text,
            written=tuple(sheet.changed),
            whole=sheet.whole,
            advanced=advanced,
        )
        if shown is not xml.text and shown != xml.text:
            xml = SheetXml(shown, where=part.name, date_1904=self.structure.date_1904)
        end = xml.text[xml.data_end :]
        new_end = with_footers(
            with_grown_rules(self._beside.with_links(part, end), self._grown(part)), footers
        )
        if new_end != end:
            xml = xml.with_end(new_end)
        pieces = spliced_pieces(
            xml,
            sheet.edits,
            sheet.formulas,
            date_1904=self.structure.date_1904,
            others=sheet.others,
        )
        if pieces is not None:
            self.put_pieces(part.part, pieces)
        elif xml is not sheet.xml:
            self.put_pieces(part.part, (xml.text,))

    def _grown(self, part: SheetPart) -> list[tuple[Rectangle, Rectangle]]:
        """The data rows of the sheet's tables that have more of them now, before and after."""
        return [
            (table.data, self.resized[table.name])
            for table in self.structure.tables
            if table.sheet == part.name
            and table.name in self.resized
            and self.resized[table.name].last_row > table.area.last_row
        ]

    def text(self, part: str) -> str:
        """A part as it is written now."""
        text = self.parts.get(part)
        if isinstance(text, Entry):
            return text.content().decode()
        return text if isinstance(text, str) else self.archive.text(part)

    def put_pieces(self, part: str, pieces: Iterable[str]) -> None:
        """Take a sheet's new text packed: it is large, and seldom asked for again."""
        self.parts[part] = Entry.of_text(part, pieces)

    def _is_concerned(self, part: SheetPart, kept_on: str | None) -> bool:
        """Whether anything is written to a sheet, or its formulas may be out of date."""
        if not part.is_worksheet:
            return False
        if part.part in self._waiting or (part.name == kept_on and self._beside.has_answers):
            return True
        return _FORMULA_TAG.search(self.archive.content(part.part)) is not None


def _put_block(sheet: SheetEdits, area: Rectangle, rows: Sequence[Row]) -> None:
    columns = range(area.first_column, area.last_column + 1)
    for number, values in enumerate(rows, area.first_row):
        cells = row_contents(columns, values)
        if cells:
            sheet.edit(number, RowEdit(cells))
    sheet.changed.append(area)
