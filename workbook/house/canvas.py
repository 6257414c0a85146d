"""The workbook being authored: sheets, formats and defined names over XlsxWriter."""

from __future__ import annotations

import dataclasses
import io
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast

import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from workbook.house.extras import as_written, write_extras
from workbook.house.finish import LOOK, finish_sheets, inches, properties_of, unfixed, written
from workbook.house.formulas import AsTyped
from workbook.house.named_functions import define_named_functions, with_help
from workbook.house.paper import on_a3
from workbook.house.style import BODY_SIZE, FONT, HEADING, INK, NUMBERS, TABLE_CELL
from workbook.layout.carried import NOTHING_EXTRA
from workbook.layout.sheet import TAB_COLOURS, Group, SetPages, Sheet, set_pages
from workbook.layout.table import Column, Owner, Table
from workbook.package.format_mark import FORMAT, FORMAT_PROPERTY
from xlsrc.domain.settings import Paper
from xlsrc.extracts.places import places_beside

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from workbook.block import Cell
    from workbook.layout.carried import TableExtras
    from workbook.layout.edition import Edition
    from workbook.layout.named_block import NamedBlock
    from xlsrc.disclosure.ward_years import WardYears
    from xlsrc.domain.settings import Settings

A4: Final = 9
MARGINS_MM: Final = {"left": 8, "right": 8, "top": 8, "bottom": 11}
CORE_PROPERTIES: Final = "docProps/core.xml"
WORKBOOK: Final = "xl/workbook.xml"
LANGUAGE: Final = "<dc:language>en-GB</dc:language>"


class Canvas:
    """An XlsxWriter workbook with the house style's formats, print set-up and defined names."""

    def __init__(
        self,
        path: Path,
        settings: Settings,
        rows: Mapping[str, Sequence[Sequence[Cell]]] = MappingProxyType({}),
        extras: Mapping[str, TableExtras] = MappingProxyType({}),
        boundaries: Path | None = None,
        lsoa_boundaries: Path | None = None,
        boundaries_beside: Path | None = None,
    ) -> None:
        self.path = path
        self.settings = settings
        self.edition: Edition | None = None
        """The edition that is made; None is for the working workbook."""
        self.ward_years: Sequence[WardYears] = ()
        """The wards of sensitive offences by whole years, which a public edition shows."""
        self._extras = extras
        self._widths: list[tuple[Worksheet, int, float]] = []
        self._fitted: dict[str, set[int]] = {}
        self._ways_back: dict[str, tuple[int, int] | None] = {}
        # The one blank row of a table in which nothing has been entered yet is no row.
        self.rows = {
            name: records if any(cell is not None for one in records for cell in one) else ()
            for name, records in rows.items()
        }
        """The rows that seed the analysts' tables, by table name."""
        self.boundaries = boundaries
        """The GeoJSON of the map's wards that somebody gave."""
        self.lsoa_boundaries = lsoa_boundaries
        """The same of its LSOAs."""
        self.boundaries_beside = boundaries_beside
        """A folder of extracts whose boundaries go before the bundled."""
        self.area = places_beside(boundaries_beside).area_of(settings.area)
        """The area of the settings, as far as the lists know it."""
        self.contents: tuple[Sheet, ...] = ()  # all that the workbook will have, in tab order
        self.last_words: list[Callable[[Mapping[str, SetPages]], None]] = []
        """What is written when every sheet is there, given the pages of the board's set."""
        self._added: dict[str, tuple[Worksheet, Sheet]] = {}
        self.redrawn: list[Callable[[str], str | None]] = []
        """What XlsxWriter cannot draw: each gives a part with its own put in, or None."""
        self.wards_drawn: tuple[str, ...] = ()
        """The names of the wards that the map draws, which other sheets have rows for."""
        self._content = io.BytesIO()
        self.book = xlsxwriter.Workbook(
            self._content,
            {
                "default_date_format": NUMBERS["month"],
                # A text is a text, also an analyst's that begins with = or http.
                "strings_to_formulas": False,
                "strings_to_urls": False,
                # Else a file of a while for each part, whose end alone takes a third of a build.
                "in_memory": True,
            },
        )
        # The default stays at 11 pt: column widths are counted in its digits, and XlsxWriter
        # places charts by them. Every cell the house writes names its own size.
        self.book.formats[0].set_font_name(FONT)
        self.book.formats[0].set_font_color(INK)
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def format(self, *styles: dict[str, Any], **properties: Any) -> Format:
        """The one cell format with these properties; later ones win."""
        merged: dict[str, Any] = {
            "font_name": FONT,
            "font_size": BODY_SIZE,
            "font_color": INK,
            "valign": "vcenter",
        }
        for style in styles:
            merged |= style
        merged |= properties
        key = tuple(sorted(merged.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(merged)
        return self._formats[key]

    def add_sheet(self, sheet: Sheet) -> Worksheet:
        """A new sheet with its tab colour, no gridlines, and landscape print set-up for A4, which
        closing makes larger for A3.
        """
        worksheet = cast("Worksheet", self.book.add_worksheet(sheet.name, AsTyped))
        self._added[sheet.name] = (worksheet, sheet)
        worksheet.set_tab_color(TAB_COLOURS[sheet.group])
        worksheet.hide_gridlines(2)
        worksheet.set_landscape()
        worksheet.set_paper(A4)
        worksheet.set_margins(**{side: inches(mm) for side, mm in MARGINS_MM.items()})
        worksheet.center_horizontally()
        if sheet.group in (Group.BOARD, Group.EXPLORE):
            worksheet.fit_to_pages(1, 1)
        else:
            worksheet.fit_to_pages(1, 0)
        return worksheet

    def takes_pages(self, name: str, pages: int) -> None:
        """Have the board's set count more pages of a sheet than it declares."""
        worksheet, sheet = self._added[name]
        self._added[name] = worksheet, (more := dataclasses.replace(sheet, pages=pages))
        self.contents = tuple(more if one.name == name else one for one in self.contents)

    def way_back(self, name: str, place: tuple[int, int] | None) -> None:
        """Place a sheet's link to the contents, else right of its title; None is for no link."""
        self._ways_back[name] = place

    def place(self, block: NamedBlock, sheet: str, row: int, column: int) -> None:
        """Name the cells of a declared block from this corner (from 0) on."""
        if block.rows is None:
            message = f"the block {block.name} was declared without rows; wanted their number"
            raise ValueError(message)
        last = (row + block.rows - 1, column + block.width - 1)
        area = xl_range_abs(row, column, *last)
        quoted = sheet.replace("'", "''")
        self.book.define_name(block.name, f"='{quoted}'!{area}")

    def add_table(
        self,
        worksheet: Worksheet,
        table: Table,
        row: int,
        column: int,
        rows: Sequence[Sequence[Any]] = (),
        *,
        formulas: dict[str, str] | None = None,
        body: dict[str, Any] | None = None,
        heading: dict[str, Any] | None = None,
    ) -> None:
        """An Excel table with its heading at (row, column), seeded with ``rows`` (at least one
        empty row), column widths and number formats from the layout. ``formulas`` gives the
        calculated columns by heading (with the leading ``=``); ``body`` and ``heading`` add to
        the cells' house style.
        """
        formulas = formulas or {}
        seeded = list(rows) or [[None] * len(self.columns(table))]
        extras = self._extras.get(table.name, NOTHING_EXTRA)
        columns = []
        for offset, spec in enumerate(self.columns(table)):
            columns.append(self._table_column(spec, formulas.get(spec.header), body, heading))
            worksheet.set_column(column + offset, column + offset, spec.width)
            if spec.header in extras.widths:
                width = extras.widths[spec.header]
                self._widths.append((worksheet, column + offset, width))
        worksheet.add_table(
            row,
            column,
            row + len(seeded),
            column + len(columns) - 1,
            {
                "name": table.name,
                "columns": columns,
                "data": [list(map(as_written, record)) for record in seeded],
                "style": None,
                "autofilter": True,
            },
        )

        headers = [spec.header for spec in self.columns(table)]
        for (record, header), cell in extras.cells.items():
            at = (row + 1 + record, column + headers.index(header))
            shown = columns[headers.index(header)]["format"]
            value = as_written(seeded[record][headers.index(header)])
            write_extras(worksheet, at, value, shown, cell)

    def _table_column(
        self,
        spec: Column,
        formula: str | None,
        body: dict[str, Any] | None,
        heading: dict[str, Any] | None,
    ) -> dict[str, Any]:
        """A table's column as XlsxWriter takes it: words left, figures right."""
        is_text = spec.number == "text"
        # LibreOffice misplaces indented numbers.
        side: dict[str, Any] = {"align": "left" if is_text else "right", "indent": int(is_text)}
        column: dict[str, Any] = {
            "header": spec.header,
            "header_format": self.format(HEADING, heading or {}, side),
            "format": self.format(
                TABLE_CELL,
                _body_of(spec, body or {}),
                side,
                # A cell of the text format shows more than 255 characters as hashes.
                num_format=NUMBERS["general" if spec.wraps else spec.number],
                text_wrap=spec.wraps,
            ),
        }
        return column if formula is None else column | {"formula": formula}

    def fit_row(self, worksheet: Worksheet, row: int, height: float) -> None:
        """Give a row (from 0) the height that its text needs now; unlike one that is set, Excel
        fits it again when somebody types more.
        """
        worksheet.set_row(row, height)
        part = f"xl/worksheets/sheet{worksheet.index + 1}.xml"
        self._fitted.setdefault(part, set()).add(row + 1)

    def shown(self, table: Table) -> Table:
        """A table with the columns that this workbook shows: all, or those of its edition."""
        return table if self.edition is None else table.shown_to(self.edition.audience)

    def columns(self, table: Table) -> tuple[Column, ...]:
        """The columns of a table: the layout's, then those that analysts have added."""
        return self.shown(table).columns + self._extras.get(table.name, NOTHING_EXTRA).extra_columns

    def close(self) -> None:
        """Write the file, then put into it what XlsxWriter cannot: its language, drawings, help for
        the functions of its own, and rows whose height Excel may fit again.
        """
        pages = set_pages(self.contents or [sheet for _, sheet in self._added.values()])
        look = self.format(LOOK)
        finish_sheets(self.settings, self._added, pages, self._ways_back, look, self.edition)
        self.book.set_properties(properties_of(self.settings, self.edition))
        for write in self.last_words:
            write(pages)
        # Tables above one another share their columns; what somebody has drawn goes before all.
        for worksheet, column, width in self._widths:
            worksheet.set_column(column, column, width)
        if self.edition is None:
            self.book.set_custom_property(FORMAT_PROPERTY, FORMAT)
            define_named_functions(self.book)
        archive = written(self.book, self._content, self.path.name)
        properties = archive.text(CORE_PROPERTIES)
        parts = {
            CORE_PROPERTIES: properties.replace("</cp:coreProp", f"{LANGUAGE}</cp:coreProp"),
            WORKBOOK: with_help(archive.text(WORKBOOK)),
        }
        for part, rows in self._fitted.items():
            parts[part] = unfixed(archive.text(part), rows)
        for redrawn in self.redrawn:
            for part in archive.names:
                if part.startswith("xl/drawings/drawing"):
                    text = redrawn(parts.get(part) or archive.text(part))
                    if text is not None:
                        parts[part] = text
        if self.settings.paper is Paper.A3:
            parts |= on_a3(archive, parts)
        self.path.write_bytes(archive.replaced(parts))


def _body_of(column: Column, body: dict[str, Any]) -> dict[str, Any]:
    """A table's own look, without the input fill in columns that are not the analyst's."""
    if column.owner is Owner.ANALYST:
        return body
    return {name: value for name, value in body.items() if name != "bg_color"}
