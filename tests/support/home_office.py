"""Made-up Home Office tables by Community Safety Partnership, as .ods and .xlsx, of small tables.

No figure in them is a true one: the cover sheet says so.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Cell = str | float | None
    Table = Sequence[Sequence[Cell]]

HEADER: Final = (
    "Financial Year",
    "Financial Quarter",
    "Force Name",
    "CSP Name",
    "Offence Description",
    "Offence Group",
    "Offence Subgroup",
    "Offence Code",
    "Number of Offences",
)
COVER: Final = (
    ("MADE UP: no figure in this workbook is a true one",),
    ("Police recorded crime and outcomes open data tables: Community Safety Partnerships",),
    ("Publication date:", "24 July 2025"),
    ("Next release: 22 January 2026",),
)
BURGLARY: Final = ("Residential burglary", "Burglary", "Residential burglary", "28E")
SHOPLIFTING: Final = ("Shoplifting", "Theft offences", "Shoplifting", "46")
OFFENCES: Final = (BURGLARY, SHOPLIFTING)
_MANIFEST: Final = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_NAMESPACES: Final = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
    for prefix in ("office", "table", "text")
)


def row(
    year: str, quarter: Cell, partnership: str, offence: Sequence[str], count: Cell, **other: str
) -> tuple[Cell, ...]:
    """One row of a table; ``force`` is South Yorkshire unless another is given."""
    return year, quarter, other.get("force", "South Yorkshire"), partnership, *offence, count


def year_table(first: int, partnerships: Sequence[str], start: int = 10) -> list[tuple[Cell, ...]]:
    """A header and a financial year of rows, counts ``start``, ``start`` + 1 and so on."""
    year = f"{first}/{(first + 1) % 100:02d}"
    keys = [(q, name, what) for q in range(1, 5) for name in partnerships for what in OFFENCES]
    rows = [row(year, *key, count) for count, key in enumerate(keys, start)]
    return [HEADER, *rows]


def as_xlsx(sheets: Mapping[str, Table]) -> bytes:
    """The sheets as .xlsx."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, table in sheets.items():
        sheet = book.create_sheet(name)
        for cells in table:
            sheet.append(list(cells))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def as_ods(sheets: Mapping[str, Table]) -> bytes:
    """The sheets as .ods, each with the million empty rows below that LibreOffice writes."""
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>{''.join(map(_ods_row, table))}"
        f'<table:table-row table:number-rows-repeated="1048000">'
        f'<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        f"</table:table>"
        for name, table in sheets.items()
    )
    content = io.BytesIO()
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{_MANIFEST}" manifest:version="1.2">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
            f'<manifest:file-entry manifest:full-path="content.xml" '
            f'manifest:media-type="text/xml"/></manifest:manifest>',
        )
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?>'
            f'<office:document-content {_NAMESPACES} office:version="1.2">'
            f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
            f"</office:document-content>",
        )
    return content.getvalue()


def _ods_row(cells: Sequence[Cell]) -> str:
    return f"<table:table-row>{''.join(map(_ods_cell, cells))}</table:table-row>"


def _ods_cell(cell: Cell) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, str):
        return (
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p>'
            f"</table:table-cell>"
        )
    return (
        f'<table:table-cell office:value-type="float" office:value="{cell}">'
        f"<text:p>{cell:,}</text:p></table:table-cell>"
    )
