"""How the cells of a sheet look, comparable between workbooks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeVar

from workbook.package.reference import column_number
from workbook.package.sheet import STYLE
from workbook.package.structure import children, parsed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from workbook.package.archive import Archive
    from workbook.package.sheet import SheetXml

_Known = TypeVar("_Known")

Look = tuple[object, ...]
"""Font, fill, border, number format, alignment and protection of a cell."""

_TEXT: Final = "49"
"""The number of the format ``@``, which Excel knows without a code (ECMA-376 part 1, 18.8.30)."""

_OF_NO_LOOK: Final = frozenset({"charset", "family", "scheme"})
"""Parts of a font that programs add and leave out, and nobody sees."""

_TRUTHS: Final = {"true": "1", "false": "0"}

_FLAGS: Final = frozenset({"b", "i", "strike", "outline", "shadow", "condense", "extend"})
"""Parts of a font that say yes by being there."""

_UNSAID: Final = {
    **dict.fromkeys(
        ("textRotation", "indent", "relativeIndent", "wrapText", "shrinkToFit", "readingOrder",
         "justifyLastLine", "diagonalUp", "diagonalDown", "hidden"), "0",
    ),
    "outline": "1", "locked": "1", "vertical": "bottom", "horizontal": "general", "style": "none",
    "patternType": "none",
}  # fmt: skip
"""What attributes mean that are not there (ECMA-376 part 1, 18.8.1, 18.8.4, 18.8.33)."""

_EMPTY: Final = frozenset(
    {"alignment", "protection", "left", "right", "top", "bottom", "diagonal", "start", "end"}
)
"""Parts that say nothing when they hold nothing."""

_BUILT_IN: Final = {
    "General": "0", "0": "1", "0.00": "2", "#,##0": "3", "#,##0.00": "4", "0%": "9",
    "0.00%": "10", "@": "49",
}  # fmt: skip
"""The numbers of formats that programs write with their code or without."""

_AUTOMATIC: Final = "64"
"""The colour of the system's text, as an index (18.8.27)."""

_LITERAL: Final = re.compile(r'"([^"]*)"|\\(.)')
_CODE: Final = re.compile(r'[A-Za-z0-9#?.,%@*_/:;\[\]"\\]')


def cell_formats(
    archive: Archive, styles: str | None, sheet: SheetXml
) -> dict[tuple[int, int], Look]:
    """The looks of the cells that have one of their own, by row and column."""
    return {} if styles is None else _by_place(sheet, archive.once(styles, _looks))


def numbered_formats(
    archive: Archive, styles: str | None, sheet: SheetXml, numbers: dict[Look, int]
) -> dict[tuple[int, int], int]:
    """As `cell_formats`, each look by its number: those of two workbooks are compared the sooner.

    Looks that ``numbers`` does not know yet join it.
    """
    if styles is None:
        return {}
    known = [numbers.setdefault(look, len(numbers)) for look in archive.once(styles, _looks)]
    return _by_place(sheet, known)


def _by_place(sheet: SheetXml, known: Sequence[_Known]) -> dict[tuple[int, int], _Known]:
    return {
        (row, column_number(match[2])): known[number]
        for row in sheet.rows
        for match in sheet.cells(row)
        if (style := STYLE.search(match[1])) and 0 < (number := int(style[1])) < len(known)
    }


def _looks(archive: Archive, styles: str) -> list[Look]:
    return looks(parsed(archive, styles))


def number_format(code: str) -> str:
    """A number format written in one way: programs put quotes around what is shown as
    it is, or a backslash before it, or leave it bare, and all mean the same.
    """
    return _LITERAL.sub(lambda found: _CODE.sub(r"\\\g<0>", found[1] or found[2] or ""), code)


def format_code(number: str) -> str:
    """The code of a look's number format, where programs write those of Excel's own by number."""
    codes = {ours: code for code, ours in _BUILT_IN.items()}
    return codes.get(number, number)


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


def looks(root: Element) -> list[Look]:
    """How cells of each format look, as a cell's ``s`` counts them; ``root`` is of the styles."""

    def listed(name: str) -> list[Element]:
        return [element for holder in children(root, name) for element in holder]

    fonts, fills, borders = (
        [_signature(element) for element in listed(name)] for name in ("fonts", "fills", "borders")
    )
    codes = {e.get("numFmtId", ""): e.get("formatCode", "") for e in listed("numFmts")}
    found: list[Look] = []
    for xf in listed("cellXfs"):
        number = xf.get("numFmtId", "0")
        code = codes.get(number, number)
        found.append(
            (
                fonts[int(xf.get("fontId", "0"))],
                fills[int(xf.get("fillId", "0"))],
                borders[int(xf.get("borderId", "0"))],
                _BUILT_IN.get(code, number_format(code)) if number in codes else number,
                frozenset(_said(xf)),
            )
        )
    return found


def _signature(element: Element) -> Look:
    name = element.tag.rpartition("}")[2]
    attributes = {
        key: said
        for key, value in element.attrib.items()
        if (said := _TRUTHS.get(value, value)) != _UNSAID.get(key)
    }
    if name in _FLAGS or (name, attributes.get("val")) == ("u", "single"):
        attributes.pop("val", None)
    if "rgb" in attributes:
        attributes["rgb"] = attributes["rgb"].upper()[-6:]  # its opacity is not shown
    if attributes.get("indexed") == _AUTOMATIC:
        attributes = {"auto": "1"}
    inner = _said(element)
    if name == "patternFill":
        kind = attributes.get("patternType", "none")
        shown = {"none": (), "solid": ("fgColor",)}.get(kind, ("fgColor", "bgColor"))
        inner = [part for part in inner if part[0] in shown]
    return (name, tuple(sorted(attributes.items())), frozenset(inner))


def _said(element: Element) -> list[Look]:
    """What the parts of an element say, without those that say nothing."""
    found: list[Look] = []
    for child in element:
        part = _signature(child)
        is_off = part[0] in _FLAGS and _TRUTHS.get(child.get("val", ""), child.get("val")) == "0"
        says_nothing = part[0] in _EMPTY and not any(part[1:])
        if not (is_off or says_nothing or part[0] in _OF_NO_LOOK):
            found.append(part)
    return found
