"""The lossless save: the written Blocks spliced into the package, all else byte for byte."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from workbook.block import Block, ShapeStyle, TableBlock
from workbook.package.beside import Beside
from workbook.package.chart import refreshed_chart
from workbook.package.chart_axis import with_steps
from workbook.package.dates import date_styles
from workbook.package.edit import RowEdit, row_contents
from workbook.package.filters import filter_names
from workbook.package.own_cells import calculated_columns
from workbook.package.properties import (
    dated,
    recalculated,
    without_content_type,
    without_relationship,
)
from workbook.package.shape import EDGE_SUFFIX, LABEL_SUFFIX, styled_drawing
from workbook.package.sheet import SheetXml
from workbook.package.sheet_edits import SheetEdits
from workbook.package.shown import Shown
from workbook.package.splice import spliced_sheet
from workbook.package.strings import shared_texts
from workbook.package.structure import CONTENT_TYPES, relationships_part
from workbook.package.table import TableRows, resized_table
from xlsrc.domain.errors import TemplateError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from workbook.block import Write
    from workbook.package.archive import Archive
    from workbook.package.cell import Value
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
    recalculate, filters over written cells, and, where a row of a table moves that is refresh's
    whole, what analysts wrote beside it. `TemplateError` where the workbook has no such block,
    table, column or shape.
    """
    splice = _Splice(archive, structure)
    styles: dict[str, ShapeStyle] = {}
    for write in writes:
        if isinstance(write, Block):
            splice.put_block(write)
        elif isinstance(write, TableBlock):
            splice.put_table(write)
        else:
            styles[write.name] = write
    splice.keep_answers(as_at)
    splice.write_sheets()
    splice.refresh_charts()
    splice.style_shapes(styles)
    splice.order_recalculation(as_at)
    return Saved(archive.replaced(splice.parts), splice.sentences())


class _Splice:
    """Collects the new parts of one save."""

    def __init__(self, archive: Archive, structure: Structure) -> None:
        self.archive = archive
        self.structure = structure
        self.parts: dict[str, str | bytes | None] = {}
        self._sheets: dict[str, SheetEdits] = {}
        self._written: dict[str, SheetXml] = {}
        self._filled: set[str] = set()
        self._grids: dict[tuple[str, Rectangle], list[list[Value]] | None] = {}
        self._beside = Beside(archive, structure)
        self._shown = Shown()

    @cached_property
    def shared_texts(self) -> tuple[str, ...]:
        """The shared strings, read once."""
        return shared_texts(self.archive, self.structure.shared_strings)

    def sheet(self, part: SheetPart) -> SheetEdits:
        """A worksheet, read once."""
        if part.part not in self._sheets:
            xml = SheetXml(self.archive.text(part.part), where=part.name)
            self._sheets[part.part] = SheetEdits(part, xml)
        return self._sheets[part.part]

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
            hangs=self._beside.hangs(part, sheet.xml),
        ).change(block)
        for row, edit in change.edits.items():
            sheet.edit(row, edit)
        rows = table.area.around(change.area)
        sheet.changed.append(rows)
        if not block.keys:
            self._beside.table_moved(part, table, change)
            sheet.whole[table.name] = rows
        if change.area != table.area:
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
        """Splice every sheet that has edits or formulas."""
        names = filter_names(self.archive.text(self.structure.workbook_part))
        for part in self.structure.sheets:
            if not part.is_worksheet:
                continue
            if part.part not in self._sheets and not self._has_formulas(part):
                continue
            sheet = self.sheet(part)
            written = tuple(sheet.changed)
            sheet.drop_stale_values()
            text = spliced_sheet(
                sheet.xml, sheet.edits, sheet.formulas, date_1904=self.structure.date_1904
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
            if text != sheet.xml.text:
                self.parts[part.part] = text
        self.parts |= self._shown.parts

    def _text(self, part: str) -> str:
        """A part as it is written now."""
        text = self.parts.get(part)
        return text if isinstance(text, str) else self.archive.text(part)

    def _has_formulas(self, part: SheetPart) -> bool:
        return _FORMULA_TAG.search(self.archive.content(part.part)) is not None

    def refresh_charts(self) -> None:
        """Bring the caches of charts on changed cells up to date."""
        changed = {
            sheet.part.name.casefold(): sheet.changed
            for sheet in self._sheets.values()
            if sheet.changed
        }
        if not changed:
            return

        def is_changed(place: tuple[str, Rectangle]) -> bool:
            return any(place[1].meets(area) for area in changed.get(place[0].casefold(), ()))

        for part in self.structure.charts:
            text = self.archive.text(part)
            new = refreshed_chart(
                text, names=self.structure.names, is_changed=is_changed, values=self._values
            )
            if new != text:
                self.parts[part] = with_steps(text, new, self._written_values)

    def _written_values(self, place: tuple[str, Rectangle]) -> list[list[Value]] | None:
        """The values of a range where this save gives each of its cells a plain one."""
        if place not in self._grids:
            part = self.structure.sheet(place[0])
            sheet = None if part is None else self._sheets.get(part.part)
            date_1904 = self.structure.date_1904
            grid = None if sheet is None else sheet.written(place[1], date_1904=date_1904)
            self._grids[place] = grid
        return self._grids[place]

    def _values(self, place: tuple[str, Rectangle]) -> list[list[Value]]:
        part = self.structure.sheet(place[0])
        if part is None:
            return [[None] * place[1].shape[1] for _ in range(place[1].shape[0])]
        written = self._written_values(place)
        if written:
            return written
        if part.part not in self._written:
            text = self.parts.get(part.part)
            self._written[part.part] = (
                SheetXml(text, where=part.name) if isinstance(text, str) else self.sheet(part).xml
            )
        xml = self._written[part.part]
        return xml.values(place[1], self.shared_texts)

    def style_shapes(self, styles: dict[str, ShapeStyle]) -> None:
        """Colour and describe the map's shapes; `TemplateError` for one that is not there."""
        if not styles:
            return
        found: set[str] = set()
        for part in self.structure.drawings:
            text = self.archive.text(part)
            new, names = styled_drawing(text, styles)
            found |= names
            if new != text:
                self.parts[part] = new
        labels = {name + LABEL_SUFFIX for name, style in styles.items() if style.label}
        edges = {name + EDGE_SUFFIX for name, style in styles.items() if style.edge is not None}
        missing = sorted((styles.keys() | labels | edges) - found)
        if missing:
            message = (
                f"{self.structure.source} lacks {len(missing)} of the map's shapes "
                f"({', '.join(missing[:3])}); run `safer build`."
            )
            raise TemplateError(message)

    def order_recalculation(self, as_at: datetime.date) -> None:
        """Have Excel recalculate on opening, without its old chain; date the document."""
        part = self.structure.workbook_part
        self.parts[part] = recalculated(self.archive.text(part))
        chain = self.structure.calculation_chain
        if chain is not None:
            links = self.archive.part_name(relationships_part(part)) or ""
            self.parts[links] = without_relationship(self.archive.text(links), "calcChain")
            self.parts[CONTENT_TYPES] = without_content_type(
                self.archive.text(CONTENT_TYPES), chain
            )
            self.parts[chain] = None
        core = self.structure.core_properties
        if core is not None and self.archive.part_name(core) is not None:
            self.parts[core] = dated(self.archive.text(core), as_at)
