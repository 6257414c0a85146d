"""How the cells of a sheet look, comparable between workbooks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbook.package.reference import column_number
from workbook.package.sheet import STYLE
from workbook.package.structure import children, parsed

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from workbook.package.archive import Archive
    from workbook.package.sheet import SheetXml

Look = tuple[object, ...]
"""Font, fill, border, number format, alignment and protection of a cell."""

_TEXT: Final = "49"
"""The number of the format ``@``, which Excel knows without a code (ECMA-376 part 1, 18.8.30)."""

_OF_NO_LOOK: Final = frozenset({"charset", "family", "scheme"})
"""Parts of a font that programs add and leave out, and nobody sees."""

_LITERAL: Final = re.compile(r'"([^"]*)"|\\(.)')
_CODE: Final = re.compile(r'[A-Za-z0-9#?.,%@*_/:;\[\]"\\]')


def cell_formats(
    archive: Archive, styles: str | None, sheet: SheetXml
) -> dict[tuple[int, int], Look]:
    """The looks of the cells that have one of their own, by row and column."""
    if styles is None:
        return {}
    looks = _looks(parsed(archive, styles))
    return {
        (row, column_number(match[2])): looks[number]
        for row in sheet.rows
        for match in sheet.cells(row)
        if (style := STYLE.search(match[1])) and 0 < (number := int(style[1])) < len(looks)
    }


def number_format(code: str) -> str:
    """A number format written in one way: programs put quotes around what is shown as
    it is, or a backslash before it, or leave it bare, and all mean the same.
    """
    return _LITERAL.sub(lambda found: _CODE.sub(r"\\\g<0>", found[1] or found[2] or ""), code)


def text_styles(archive: Archive, styles: str | None) -> frozenset[int]:
    """The cell formats (as a cell's ``s`` counts them) in which every entry is a text."""
    if styles is None or archive.part_name(styles) is None:
        return frozenset()
    root = parsed(archive, styles)
    texts = {_TEXT} | {
        number.get("numFmtId")
        for holder in children(root, "numFmts")
        for number in holder
        if number.get("formatCode") == "@"
    }
    formats = (style for holder in children(root, "cellXfs") for style in holder)
    return frozenset(i for i, style in enumerate(formats) if style.get("numFmtId") in texts)


def _looks(root: Element) -> list[Look]:
    def listed(name: str) -> list[Element]:
        return [element for holder in children(root, name) for element in holder]

    fonts, fills, borders = (
        [_signature(element) for element in listed(name)] for name in ("fonts", "fills", "borders")
    )
    codes = {e.get("numFmtId", ""): e.get("formatCode", "") for e in listed("numFmts")}
    return [
        (
            fonts[int(xf.get("fontId", "0"))],
            fills[int(xf.get("fillId", "0"))],
            borders[int(xf.get("borderId", "0"))],
            number_format(codes.get(xf.get("numFmtId", "0"), xf.get("numFmtId", "0"))),
            *(_signature(element) for element in xf),
        )
        for xf in listed("cellXfs")
    ]


def _signature(element: Element) -> Look:
    name = element.tag.rpartition("}")[2]
    inner = (_signature(child) for child in element)
    return (
        name,
        tuple(sorted(element.attrib.items())),
        frozenset(part for part in inner if part[0] not in _OF_NO_LOOK),
    )
