"""The lossless save: the written Blocks spliced into the package, all else byte for byte."""

from __future__ import annotations

import re
from functools import cached_property, partial
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from workbook.block import Block, FooterWords, ShapeStyle, TableBlock
from workbook.package.alt_texts import texts_lacking, with_texts
from workbook.package.beside import Beside
from workbook.package.chart import with_lines_apart
from workbook.package.chart_caches import ChartCaches
from workbook.package.dates import date_styles
from workbook.package.edit import RowEdit, row_contents
from workbook.package.filters import filter_names
from workbook.package.footers import with_footers
from workbook.package.grown_rules import with_grown_rules
from workbook.package.map_shapes import styled_drawings
from workbook.package.orders import with_orders
from workbook.package.own_cells import calculated_columns
from workbook.package.pivot import refreshed_on_load
from workbook.package.sheet import SheetXml
from workbook.package.sheet_edits import SheetEdits, without_values
from workbook.package.shown import Shown
from workbook.package.splice import spliced_pieces
from workbook.package.stale_values import WrittenSheet, out_of_date
from workbook.package.strings import shared_texts
from workbook.package.table import TableRows, resized_table
from workbook.package.zip_entry import Entry
from xlsrc.domain.errors import TemplateError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from workbook.block import AltText, Row, Write
    from workbook.package.archive import Archive
    from workbook.package.reference import Rectangle
    from workbook.package.structure import SheetPart, Structure, TablePart

    _Waiting = Callable[[SheetEdits], None]

_FORMULA_TAG: Final = re.compile(rb"<(?:\w+:)?f[\s>/]")


class Saved(NamedTuple):
    """The bytes of a workbook, and a sentence for each thing that its people should hear of."""

    content: bytes
    notes: tuple[str, ...]


def saved(
    archive: Archive, structure: Structure, writes: Iterable[Write], *, as_at: datetime.date
) -> Saved:
    """The workbook with the writes in it.

    Changed are only: the written cells, formula values that are now out of date, the size of
    refilled tables, caches of charts on changed cells, named shapes, the workbook's orders to
    recalculate and to renew pivot tables, the words of the house's footers, filters over written
    cells, the alternative texts of
    charts and shapes that have none, and, where a row of a table
    moves that is refresh's whole, what analysts wrote beside it. `TemplateError` where the
    workbook has no such block, table, column or shape.
    """
    splice = _Splice(archive, structure)
    styles: dict[str, ShapeStyle] = {}
    alt_texts: list[AltText] = []
    footers: list[FooterWords] = []
    for write in writes:
        if isinstance(write, Block):
            splice.put_block(write)
        elif isinstance(write, TableBlock):
            splice.put_table(write)
        elif isinstance(write, ShapeStyle):
            styles[write.name] = write
        elif isinstance(write, FooterWords):
            footers.append(write)
        else:
            alt_texts.append(write)
    splice.write_sheets(footers, as_at)
    splice.drop_stale_values()
    splice.refresh_charts()
    notes = splice.style_shapes(styles)
    splice.describe(alt_texts)
    splice.parts |= with_orders(archive, structure, as_at)
    return Saved(archive.replaced(splice.parts), (*splice.sentences(), *notes))


class _Splice:
    """Collects the new parts of one save.

    What is written is gathered first, and written sheet by sheet, so that of large sheets only
    one lies open at a time.
    """

    def __init__(self, archive: Archive, structure: Structure) -> None:
        self.archive = archive
        self.structure = structure
        self.parts: dict[str, str | bytes | Entry | None] = {}
        self._waiting: dict[str, list[_Waiting]] = {}
        self._sheets: dict[str, SheetEdits] = {}
        self._tables: list[str] = []
        self._resized: dict[str, Rectangle] = {}
        self._beside = Beside(archive, structure)
        self._shown = Shown()

    @cached_property
    def shared_texts(self) -> tuple[str, ...]:
        """The shared strings, read once."""
        return shared_texts(self.archive, self.structure.shared_strings)

    def put_block(self, block: Block) -> None:
        """Write a block to the range of its name, which must have exactly its shape."""
        part, area = self.structure.named_range(block.name)
        widths = {len(row) for row in block.values}
        found = (len(block.values), *widths) if len(widths) == 1 else (len(block.values), 0)
        if found != area.shape:
            message = (
                f"The cells named {block.name!r} ({part.name}!{area.address}) must be "
                f"{found[0]} × {found[1]} to take this refresh; they are {area.shape[0]} × "
                f"{area.shape[1]}. Run `safer build`."
            )
            raise TemplateError(message)
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
            raise TemplateError(message)
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
            sheet.whole[table.name] = rows
        if change.area != table.area:
            self._resized[table.name] = change.area
            self.parts[table.part] = resized_table(
                self.archive.text(table.part), table.area, change.area
            )

    @cached_property
    def _dates(self) -> frozenset[int]:
        return date_styles(self.archive, self.structure.styles)

    def sentences(self) -> tuple[str, ...]:
        """What the workbook's people should hear of, a sentence for each kind of thing."""
        return self._shown.sentences() + self._beside.sentences()

    def write_sheets(self, footers: Sequence[FooterWords], as_at: datetime.date) -> None:
        """Splice every sheet that is written to, and look into those that have formulas.

        Notes and links move with their rows. The sheet with the table for the answers of rows
        that are gone comes last, when they are known.
        """
        names = filter_names(self.archive.text(self.structure.workbook_part))
        kept_on = self._beside.kept_on
        for part in sorted(self.structure.sheets, key=lambda part: part.name == kept_on):
            if part.is_worksheet and (part.part in self._waiting or self._has_formulas(part)):
                sheet = SheetEdits(part, partial(self._before, part))
                self._sheets[part.part] = sheet
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
            self._text,
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
            self._put_pieces(part.part, pieces)
        elif xml is not sheet.xml:
            self._put_pieces(part.part, (xml.text,))

    def _grown(self, part: SheetPart) -> list[tuple[Rectangle, Rectangle]]:
        """The data rows of the sheet's tables that have more of them now, before and after."""
        return [
            (table.data, self._resized[table.name])
            for table in self.structure.tables
            if table.sheet == part.name
            and table.name in self._resized
            and self._resized[table.name].last_row > table.area.last_row
        ]

    def _text(self, part: str) -> str:
        """A part as it is written now."""
        text = self.parts.get(part)
        if isinstance(text, Entry):
            return text.content().decode()
        return text if isinstance(text, str) else self.archive.text(part)

    def _put_pieces(self, part: str, pieces: Iterable[str]) -> None:
        """Take a sheet's new text packed: it is large, and seldom asked for again."""
        self.parts[part] = Entry.of_text(part, pieces)

    def drop_stale_values(self) -> None:
        """Take the values from formulas that are out of date now; order pivots to be renewed."""
        sheets = {
            part: WrittenSheet(
                lambda sheet=sheet: sheet.xml,
                partial(self._text, part) if part in self.parts else None,
                sheet.formulas,
                sheet.is_written,
            )
            for part, sheet in self._sheets.items()
        }
        stale = out_of_date(
            self.archive, self.structure, sheets, self._resized, lambda: self.shared_texts
        )
        for part, areas in stale.values.items():
            after = sheets[part].after
            self._sheets[part].changed += areas
            edits = without_values(areas)
            pieces = spliced_pieces(after, edits, (), date_1904=self.structure.date_1904)
            if pieces is not None:
                self._put_pieces(part, pieces)
        for part in stale.pivots:
            self.parts[part] = refreshed_on_load(self.archive.text(part))

    def _has_formulas(self, part: SheetPart) -> bool:
        return _FORMULA_TAG.search(self.archive.content(part.part)) is not None

    def refresh_charts(self) -> None:
        """Bring the caches of charts on changed cells up to date."""
        caches = ChartCaches(
            archive=self.archive,
            structure=self.structure,
            sheets=self._sheets,
            text=self._text,
            shared_texts=lambda: self.shared_texts,
        )
        self.parts |= caches.refreshed()

    def style_shapes(self, styles: Mapping[str, ShapeStyle]) -> tuple[str, ...]:
        """Colour and describe the maps' shapes; a sentence where whole maps are gone."""
        drawings, notes = styled_drawings(self.archive, self.structure, styles)
        self.parts |= drawings
        return notes

    def describe(self, texts: Iterable[AltText]) -> None:
        """Give charts and shapes without alternative text the one that is theirs.

        A chart that lost its text was saved by another program, which may have stacked its lines.
        """
        lacking = texts_lacking(self.archive, self.structure, texts, self._text)
        for part, given in groupby(lacking, key=lambda one: one.part):
            found = tuple(given)
            self.parts[part] = with_texts(self._text(part), found)
            for chart in filter(None, (one.chart for one in found)):
                self.parts[chart] = with_lines_apart(self._text(chart))


def _put_block(sheet: SheetEdits, area: Rectangle, rows: Sequence[Row]) -> None:
    columns = range(area.first_column, area.last_column + 1)
    for number, values in enumerate(rows, area.first_row):
        cells = row_contents(columns, values)
        if cells:
            sheet.edit(number, RowEdit(cells))
    sheet.changed.append(area)
