"""Rows inserted into a worksheet, and a sheet renamed, with all that Excel rewrites for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from openpyxl.formula import Tokenizer

from tests.support.excel_package import CELL_FORMULAS, MAIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml import etree

    from tests.support.excel_package import ExcelPackage

_REFERENCE: Final = re.compile(
    r"\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?|\$?\d+:\$?\d+"  # A1, A1:B2, 1:1
)
_ROW: Final = re.compile(r"(?<=[A-Z$:])\d+|^\d+")
_ANCHOR_ROW: Final = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}row"
_NOTE_ROW: Final = "{urn:schemas-microsoft-com:office:excel}Row"


def insert_rows(book: ExcelPackage, sheet: str, at: int, count: int) -> None:
    """Put ``count`` blank rows above row ``at``: everything from there on moves down."""

    def moved(reference: str) -> str:
        return _ROW.sub(
            lambda match: str(int(match[0]) + count) if int(match[0]) >= at else match[0],
            reference,
        )

    part = book.sheet_part(sheet)
    _move_within_sheet(book.root(part), moved, at, count)
    for table in book.related(part, "table"):
        _move(book.root(table).iter(), "ref", moved)
    for comments in book.related(part, "comments"):
        _move(book.root(comments).iter(), "ref", moved)
    for drawing in (*book.related(part, "drawing"), *book.related(part, "vmlDrawing")):
        for row in book.root(drawing).iter(_ANCHOR_ROW, _NOTE_ROW):
            if int(row.text) >= at - 1:  # anchors count rows from 0
                row.text = str(int(row.text) + count)
    _rewrite(book, lambda own, place: moved(place) if own == sheet else place, about=sheet)


def _move_within_sheet(
    root: etree._Element, moved: Callable[[str], str], at: int, count: int
) -> None:
    for tags, attribute in (
        (("row", "c"), "r"),
        (("dimension", "mergeCell", "hyperlink", "f"), "ref"),
        (("conditionalFormatting", "dataValidation", "selection"), "sqref"),
        (("selection",), "activeCell"),
        (("pane",), "topLeftCell"),
    ):
        _move(root.iter(*(MAIN + tag for tag in tags)), attribute, moved)
    for element in root.iter(f"{CELL_FORMULAS}sqref"):
        element.text = " ".join(map(moved, element.text.split()))
    for pane in root.iter(f"{MAIN}pane"):
        if int(pane.get("ySplit", "0")) >= at:
            pane.set("ySplit", str(int(pane.get("ySplit")) + count))
    for break_ in root.iterfind(f"{MAIN}rowBreaks/{MAIN}brk"):
        if int(break_.get("id")) >= at - 1:
            break_.set("id", str(int(break_.get("id")) + count))


def rename_sheet(book: ExcelPackage, old: str, new: str) -> None:
    """Give a sheet another name, wherever the workbook speaks of it."""
    quoted_old, quoted_new = ("'" + name.replace("'", "''") + "'!" for name in (old, new))
    spoken = re.compile(rf"{re.escape(quoted_old)}|(?<![\w'.]){re.escape(old)}!")

    def renamed(text: str) -> str:
        return spoken.sub(lambda _: quoted_new, text)

    next(s for s in book.workbook.iter(f"{MAIN}sheet") if s.get("name") == old).set("name", new)
    for name in book.sheet_names:
        for link in book.sheet(name).iter(f"{MAIN}hyperlink"):
            link.set("location", renamed(link.get("location")))
    titles = [title for title in book.root("docProps/app.xml").iter() if title.text]
    for element in (*(formula for _, formula in book.formulas() if formula.text), *titles):
        element.text = new if element.text == old else renamed(element.text)


def _move(elements: Iterable[etree._Element], attribute: str, moved: Callable[[str], str]) -> None:
    for element in elements:
        if element.get(attribute) is not None:
            places = element.get(attribute).split()
            element.set(attribute, " ".join(map(moved, places)))


def _rewrite(book: ExcelPackage, changed: Callable[[str, str], str], *, about: str) -> None:
    """Change every reference of every formula; ``changed`` takes its sheet and its cells."""
    for own, element in book.formulas():
        if not element.text or (own != about and about not in element.text):
            continue
        tokens = Tokenizer(f"={element.text}").items
        for token in tokens:
            if token.subtype != "RANGE":
                continue
            sheet, mark, cells = token.value.rpartition("!")
            if _REFERENCE.fullmatch(cells):
                named = sheet.strip("'").replace("''", "'") or own
                token.value = sheet + mark + changed(named, cells)
        element.text = "".join(token.value for token in tokens)
