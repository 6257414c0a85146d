"""The lossless save: the written Blocks spliced into the package, all else byte for byte."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from workbook.block import Block, FooterWords, ShapeStyle, TableBlock
from workbook.package.alt_texts import texts_lacking, with_texts
from workbook.package.chart import with_lines_apart
from workbook.package.chart_caches import ChartCaches
from workbook.package.map_shapes import styled_drawings
from workbook.package.orders import with_orders
from workbook.package.pivot import refreshed_on_load
from workbook.package.sheet_edits import without_values
from workbook.package.sheet_writer import SheetWriter
from workbook.package.splice import spliced_pieces
from workbook.package.stale_values import WrittenSheet, out_of_date

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping

    from workbook.block import AltText, Write
    from workbook.package.archive import Archive
    from workbook.package.structure import Structure


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
    sheets = SheetWriter(archive, structure)
    styles: dict[str, ShapeStyle] = {}
    alt_texts: list[AltText] = []
    footers: list[FooterWords] = []
    for write in writes:
        if isinstance(write, Block):
            sheets.put_block(write)
        elif isinstance(write, TableBlock):
            sheets.put_table(write)
        elif isinstance(write, ShapeStyle):
            styles[write.name] = write
        elif isinstance(write, FooterWords):
            footers.append(write)
        else:
            alt_texts.append(write)
    sheets.write(footers, as_at)
    splice = _Splice(archive, structure, sheets)
    splice.drop_stale_values()
    splice.refresh_charts()
    notes = splice.style_shapes(styles)
    splice.describe(alt_texts)
    splice.parts |= with_orders(archive, structure, as_at)
    return Saved(archive.replaced(splice.parts), (*sheets.sentences(), *notes))


class _Splice:
    """Collects the new parts of one save."""

    def __init__(self, archive: Archive, structure: Structure, sheets: SheetWriter) -> None:
        self.archive = archive
        self.structure = structure
        self.sheets = sheets
        self.parts = sheets.parts

    def drop_stale_values(self) -> None:
        """Take the values from formulas that are out of date now; order pivots to be renewed."""
        sheets = {
            part: WrittenSheet(
                sheet, partial(self.sheets.text, part) if part in self.parts else None
            )
            for part, sheet in self.sheets.edits.items()
        }
        stale = out_of_date(
            self.archive,
            self.structure,
            sheets,
            self.sheets.resized,
            lambda: self.sheets.shared_texts,
        )
        for part, areas in stale.values.items():
            after = sheets[part].after
            self.sheets.edits[part].changed += areas
            edits = without_values(areas)
            pieces = spliced_pieces(after, edits, (), date_1904=self.structure.date_1904)
            if pieces is not None:
                self.sheets.put_pieces(part, pieces)
        for part in stale.pivots:
            self.parts[part] = refreshed_on_load(self.archive.text(part))

    def refresh_charts(self) -> None:
        """Bring the caches of charts on changed cells up to date."""
        caches = ChartCaches(
            archive=self.archive,
            structure=self.structure,
            sheets=self.sheets.edits,
            text=self.sheets.text,
            shared_texts=lambda: self.sheets.shared_texts,
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
        lacking = texts_lacking(self.archive, self.structure, texts, self.sheets.text)
        for part, given in groupby(lacking, key=lambda one: one.part):
            found = tuple(given)
            self.parts[part] = with_texts(self.sheets.text(part), found)
            for chart in filter(None, (one.chart for one in found)):
                self.parts[chart] = with_lines_apart(self.sheets.text(chart))
