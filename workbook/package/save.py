"""The lossless save: the written Blocks spliced into the package, all else byte for byte."""

from __future__ import annotations

import re
from functools import cached_property
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
from workbook.package.footers import with_footer_words
from workbook.package.grown_rules import with_grown_rules
from workbook.package.map_shapes import styled_drawings
from workbook.package.orders import with_orders
from workbook.package.own_cells import calculated_columns
from workbook.package.pivot import refreshed_on_load
from workbook.package.sheet import SheetXml
from workbook.package.sheet_edits import SheetEdits, without_values
from workbook.package.shown import Shown
from workbook.package.splice import spliced_sheet
from workbook.package.stale_values import WrittenSheet, out_of_date
from workbook.package.strings import shared_texts
from workbook.package.table import TableRows, resized_table
from xlsrc.domain.errors import TemplateError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping

    from workbook.block import AltText, Write
    from workbook.package.archive import Archive
    from workbook.package.reference import Rectangle
    from workbook.package.structure import SheetPart, Structure

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
    splice.keep_answers(as_at)
    splice.write_sheets()
    splice.drop_stale_values()
    splice.put_footers(footers)
    splice.refresh_charts()
    notes = splice.style_shapes(styles)
    splice.describe(alt_texts)
    splice.parts |= with_orders(archive, structure, as_at)
    return Saved(archive.replaced(splice.parts), (*splice.sentences(), *notes))


class _Splice:
    """Collects the new parts of one save."""

    def __init__(self, archive: Archive, structure: Structure) -> None:
        self.archive = archive
        self.structure = structure
        self.parts: dict[str, str | bytes | None] = {}
        self._sheets: dict[str, SheetEdits] = {}
        self._filled: set[str] = set()
        self._resized: dict[str, Rectangle] = {}
        self._beside = Beside(archive, structure)
        self._shown = Shown()

    @cached_property
    def shared_texts(self) -> tuple[str, ...]:
        """The shared strings, read once."""
        return shared_texts(self.archive, self.structure.shared_strings)

    def sheet(self, part: SheetPart) -> SheetEdits:
        """A worksheet, read once."""
        if part.part not in self._sheets:
            xml = self._xml(self.archive.text(part.part), part)
            self._sheets[part.part] = SheetEdits(part, xml)
        return self._sheets[part.part]

    def _xml(self, text: str, part: SheetPart) -> SheetXml:
        return SheetXml(text, where=part.name, date_1904=self.structure.date_1904)

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
        sheet = self.sheet(part)
        columns = range(area.first_column, area.last_column + 1)
        for row, values in enumerate(block.values, area.first_row):
            cells = row_contents(columns, values)
            if cells:
                sheet.edit(row, RowEdit(cells))
        sheet.changed.append(area)

    def put_table(self, block: TableBlock) -> None:
        """Write a table's rows and resize it to them."""
        table = self.structure.table(block.table)
        if table.name in self._filled:
            message = f"one save takes one block for table {table.name}; found two"
            raise ValueError(message)
        self._filled.add(table.name)
        part = self.structure.sheet(table.sheet)
        if part is None:
            message = f"Table {block.table} is on no worksheet; run `safer build`."
            raise TemplateError(message)
        sheet = self.sheet(part)
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
            self._beside.table_moved(part, table, change)
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

    def keep_answers(self, as_at: datetime.date) -> None:
        """Move notes and links with their rows; keep the answers of rows that are gone."""
        self.parts |= self._beside.moved_parts()
        kept = self._beside.kept(as_at)
        if kept is not None:
            self.put_table(kept)

    def write_sheets(self) -> None:
        """Splice every sheet that has edits, and look into those that have formulas."""
        names = filter_names(self.archive.text(self.structure.workbook_part))
        for part in self.structure.sheets:
            if not part.is_worksheet:
                continue
            if part.part not in self._sheets and not self._has_formulas(part):
                continue
            sheet = self.sheet(part)
            written = tuple(sheet.changed)
            text = spliced_sheet(
                sheet.xml,
                sheet.edits,
                sheet.formulas,
                date_1904=self.structure.date_1904,
                others=sheet.others,
            )
            text = self._shown.sheet(
                sheet.xml,
                self._beside.with_links(part, text),
                [table for table in self.structure.tables if table.sheet == part.name],
                self._text,
                written=written,
                whole=sheet.whole,
                advanced=names.get(part.name.casefold(), ""),
            )
            text = with_grown_rules(text, sheet.xml.data_start, self._grown(part))
            if text != sheet.xml.text:
                self.parts[part.part] = text
        self.parts |= self._shown.parts

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
        return text if isinstance(text, str) else self.archive.text(part)

    def drop_stale_values(self) -> None:
        """Take the values from formulas that are out of date now; order pivots to be renewed."""
        sheets = {
            part: WrittenSheet(sheet.xml, self._text(part), sheet.formulas, sheet.is_written)
            for part, sheet in self._sheets.items()
        }
        stale = out_of_date(
            self.archive, self.structure, sheets, self._resized, lambda: self.shared_texts
        )
        for part, areas in stale.values.items():
            after = sheets[part].after
            self._sheets[part].changed += areas
            self.parts[part] = spliced_sheet(
                after, without_values(areas), (), date_1904=self.structure.date_1904
            )
        for part in stale.pivots:
            self.parts[part] = refreshed_on_load(self.archive.text(part))

    def put_footers(self, footers: Iterable[FooterWords]) -> None:
        """Renew the words of the house's own footers."""
        for footer in footers:
            for part in self.structure.sheets:
                text = self._text(part.part)
                renewed = with_footer_words(text, footer.words)
                if renewed != text:
                    self.parts[part.part] = renewed

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
