"""The rich text, notes, links, extra columns and widths of a table, read from the package."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbook.layout.carried import CellExtras, Link, Note, TableExtras
from workbook.layout.table import Column, Owner
from workbook.package.cell import plain_text, truth, unescaped_xml
from workbook.package.reference import Rectangle, column_number
from workbook.package.strings import PHONETIC
from workbook.package.structure import ESCAPE, children, parsed, relationships, unescaped
from workbook.package.xml_text import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from xml.etree.ElementTree import Element

    from workbook.layout.table import Table
    from workbook.package.archive import Archive
    from workbook.package.sheet import SheetXml
    from workbook.package.structure import Structure, TablePart

_ITEM: Final = re.compile(r"<((?:\w+:)?)si\b[^>]*?(?:/>|>(.*?)</\1si>)", re.DOTALL)
_ESCAPES: Final = re.compile(f"(?:{ESCAPE.pattern})+")
"""Together: two of them can be one character."""
_RUN: Final = re.compile(r"<((?:\w+:)?)r(?:\s[^>]*)?>(.*?)</\1r>", re.DOTALL)
_SHARED: Final = re.compile(r"""\st=["']s["']""")
_INLINE: Final = re.compile(r"""\st=["']inlineStr["']""")
_INDEX: Final = re.compile(r"<(?:\w+:)?v\b[^>]*>\s*(\d+)\s*</")
_WIDTH: Final = re.compile(r"<(?:\w+:)?col\b[^>]*>")
_ATTRIBUTE: Final = re.compile(r"""\s([\w:]+)\s*=\s*"([^"]*)\"""")
DIGIT_PIXELS: Final = 7
CELL_PADDING: Final = 5
"""Pixels of the default font's digit and of a cell's sides, in which Excel stores widths."""

WIDTH_STEP: Final = 0.1
"""Characters by which a width differs from the layout's when somebody has drawn it."""


def table_extras(
    archive: Archive, structure: Structure, table: Table, read: Callable[[str], SheetXml]
) -> TableExtras:
    """What the workbook's table holds beyond its values; headings as the workbook has them.

    ``read`` gives a worksheet by its name: many tables stand on one.
    """
    part = structure.table(table.name)
    sheet = structure.sheet(part.sheet)
    if sheet is None:
        return TableExtras()
    xml = read(sheet.name)
    widths = _widths(xml.text)
    runs = _runs_by_cell(archive, structure, xml, part.data)
    notes = sheet_notes(archive, sheet.part)
    links = dict(sheet_links(archive, sheet.part, xml))
    cells = {}
    for row in range(part.data.first_row, part.data.last_row + 1):
        for offset, header in enumerate(part.columns):
            at = (row, part.area.first_column + offset)
            if at in runs or at in notes or at in links:
                cells[row - part.data.first_row, header] = CellExtras(
                    runs=runs.get(at, ""), note=notes.get(at), link=links.get(at)
                )
    return TableExtras(
        extra_columns=tuple(_extra_columns(part, table, widths)),
        cells=cells,
        widths=_drawn_widths(part, table, widths),
    )


def _extra_columns(part: TablePart, table: Table, widths: Mapping[int, float]) -> Iterator[Column]:
    for offset, header in enumerate(part.columns):
        if header not in table.headers:
            yield Column(
                header=header,
                owner=Owner.ANALYST,
                width=widths.get(part.area.first_column + offset, 12),
                number="general",
                wraps=True,
            )


def _drawn_widths(part: TablePart, table: Table, widths: Mapping[int, float]) -> dict[str, float]:
    expected = {column.header: column.width for column in table.columns}
    found = {
        header: widths[part.area.first_column + offset]
        for offset, header in enumerate(part.columns)
        if part.area.first_column + offset in widths
    }
    return {
        header: width
        for header, width in found.items()
        if abs(width - expected.get(header, width)) > WIDTH_STEP
    }


def _widths(text: str) -> dict[int, float]:
    """Widths in characters by column, for columns that have one of their own."""
    widths: dict[int, float] = {}
    for tag in _WIDTH.findall(text):
        found = dict(_ATTRIBUTE.findall(tag))
        if "width" not in found or truth(found.get("hidden", "")):
            continue
        pixels = round(float(found["width"]) * DIGIT_PIXELS)
        width = max(pixels - CELL_PADDING, 0) / DIGIT_PIXELS
        last = min(int(found["max"]), int(found["min"]) + 200)
        widths |= dict.fromkeys(range(int(found["min"]), last + 1), round(width, 2))
    return widths


def _runs_by_cell(
    archive: Archive, structure: Structure, xml: SheetXml, area: Rectangle
) -> dict[tuple[int, int], str]:
    """The formatted runs of the texts of an area; plain texts are left out."""
    shared = structure.shared_strings
    items = archive.once(shared, _shared_runs) if shared and archive.part_name(shared) else []
    found = {}
    for row in range(area.first_row, area.last_row + 1):
        for match in xml.cells(row):
            content = match[3] or ""
            index = _INDEX.search(content) if _SHARED.search(match[1]) else None
            runs = items[int(index[1])] if index else ""
            if _INLINE.search(match[1]):
                runs = _runs(content)
            if runs:
                found[row, column_number(match[2])] = runs
    return found


def _shared_runs(archive: Archive, part: str) -> list[str]:
    return [_runs(match[2] or "") for match in _ITEM.finditer(archive.text(part))]


def _runs(content: str) -> str:
    """The runs of a text without namespace prefixes, ``""`` for a text without formats."""
    runs = [(match[1], match[2]) for match in _RUN.finditer(PHONETIC.sub("", content))]
    plain = [body.replace(f"<{p}", "<").replace(f"</{p}", "</") if p else body for p, body in runs]
    # XlsxWriter escapes what Excel has escaped already.
    return _ESCAPES.sub(
        lambda one: escape(plain_text(unescaped(one[0]))),
        "".join(f"<r>{body}</r>" for body in plain),
    )


def sheet_notes(archive: Archive, part: str) -> dict[tuple[int, int], Note]:
    """The notes of a sheet by row and column."""
    notes = {}
    for link in relationships(archive, part):
        if link.kind != "comments" or archive.part_name(link.target) is None:
            continue
        root = parsed(archive, link.target)
        authors = [a.text or "" for holder in children(root, "authors") for a in holder]
        for holder in children(root, "commentList"):
            for comment in holder:
                area = Rectangle.parse(comment.get("ref", ""))
                text = "".join(_texts(comment))
                author = authors[int(comment.get("authorId", "0"))] if authors else ""
                notes[area.first_row, area.first_column] = Note(author=author, text=text)
    return notes


def _texts(element: Element) -> Iterator[str]:
    for part in element:
        name = part.tag.rpartition("}")[2]
        if name == "t":
            yield unescaped(part.text or "")
        elif name != "rPh":
            yield from _texts(part)


def sheet_links(
    archive: Archive, part: str, xml: SheetXml
) -> Iterator[tuple[tuple[int, int], Link]]:
    """The hyperlinks of a sheet by row and column, each cell of a range by itself."""
    targets = {link.id: link.target for link in relationships(archive, part)}
    for tag in re.findall(r"<(?:\w+:)?hyperlink\b[^>]*>", xml.text[xml.data_end :]):
        found = {
            key.rpartition(":")[2]: unescaped_xml(value) for key, value in _ATTRIBUTE.findall(tag)
        }
        area = Rectangle.parse(found.get("ref", ""))
        link = Link(
            address=targets.get(found.get("id", ""), ""),
            place=found.get("location", ""),
            tip=found.get("tooltip", ""),
        )
        for row in range(area.first_row, area.last_row + 1):
            for column in range(area.first_column, area.last_column + 1):
                yield (row, column), link
