"""A tagged PDF read back: its parts in the order of reading, and the texts of cells beside it."""

from __future__ import annotations

import decimal
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from openpyxl.utils import range_boundaries

from tests.support.libreoffice import PrintedPage, printed_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pikepdf
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

NUMBER = re.compile(r"\d(?:[\d,.]*\d)?")


@dataclass(frozen=True)
class Part:
    """An element of the structure tree, those above it, and the numbers of its content."""

    element: Any
    above: tuple[str, ...]
    content: tuple[tuple[int, int], ...]

    @property
    def tag(self) -> str:
        return str(self.element.S)[1:]


@dataclass(frozen=True)
class Printed:
    """The PDF, its parts in the order of reading, and the text of each content by page."""

    path: Path
    pdf: pikepdf.Pdf
    parts: list[Part]
    texts: dict[tuple[int, int], str]
    unmarked: int
    pages: list[PrintedPage]

    def said(self, part: Part) -> str:
        words = " ".join(self.texts.get(content, "") for content in part.content)
        return " ".join(words.split())

    def find(self, element: pikepdf.Object) -> Part:
        """The part that an element of the tree is."""
        return self._by_object[element.objgen]

    @cached_property
    def _by_object(self) -> dict[tuple[int, int], Part]:
        return {part.element.objgen: part for part in self.parts}

    @cached_property
    def drawn(self) -> set[tuple[int, int]]:
        """The contents of charts and maps, by page."""
        return {content for part in self.parts if part.tag == "Figure" for content in part.content}

    def sheets(self) -> dict[str, range]:
        """The pages of each sheet, by its bookmark, counted from 0."""
        places = {page.obj.objgen: at for at, page in enumerate(self.pdf.pages)}
        with self.pdf.open_outline() as outline:
            targets: list[Any] = [item.destination for item in outline.root]
            names = [str(item.title) for item in outline.root]
        firsts = [places[target[0].objgen] for target in targets]
        ends = [*firsts[1:], len(places)]
        return {
            name: range(first, end) for name, first, end in zip(names, firsts, ends, strict=True)
        }


def read_back(path: Path, pdf: pikepdf.Pdf) -> Printed:
    """A PDF, open, with its parts and texts."""
    texts, unmarked, printed = texts_of(path)
    pages = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
    parts = list(parts_of(pdf.Root.StructTreeRoot, (), pages))
    return Printed(path, pdf, parts, texts, unmarked, printed)


def parts_of(
    element: Any,  # noqa: ANN401 - an object of a PDF is anything
    above: tuple[str, ...],
    pages: dict[Any, int],
) -> Iterator[Part]:
    for kid in element.K:
        if isinstance(kid, int) or "/S" not in kid:
            continue
        page = pages[kid.Pg.objgen] if "/Pg" in kid else -1
        content = tuple((page, int(number)) for number in kid.K if isinstance(number, int))
        yield Part(kid, above, content)
        yield from parts_of(kid, (*above, str(kid.S)[1:]), pages)


def texts_of(path: Path) -> tuple[dict[tuple[int, int], str], int, list[PrintedPage]]:
    """The text of each content, how many letters are in no content and no artifact, the pages."""
    import pdfplumber

    texts: dict[tuple[int, int], str] = {}
    unmarked = 0
    pages = []
    with pdfplumber.open(path) as document:
        for at, page in enumerate(document.pages):
            before: dict[str, Any] = {}
            for char in page.chars:
                number = char["mcid"]
                if number is None:
                    unmarked += char["tag"] != "Artifact"
                    continue
                is_next = before and before["mcid"] == number
                is_line = is_next and abs(before["bottom"] - char["bottom"]) > 1
                texts[at, number] = (
                    texts.get((at, number), "") + " " * bool(is_line) + str(char["text"])
                )
                before = char
            pages.append(printed_page(page))
            page.close()
    return texts, unmarked, pages


def cells_of(sheet: Worksheet) -> Iterator[str]:
    """What the cells that are printed show."""
    area = str(sheet.print_area).rpartition("!")[2].replace("$", "")
    left, top, right, bottom = range_boundaries(area)
    for row in sheet.iter_rows(top, bottom, left, right):
        yield from map(shown, row)


def shown(cell: Cell | MergedCell) -> str:
    code = str(cell.number_format)
    link = cell.hyperlink
    # openpyxl puts where a link leads into an empty cell.
    is_place = link is not None and cell.value == link.location
    if ";;;" in code or cell.value is None or is_place:
        return ""
    if not isinstance(cell.value, (int, float)):
        return str(cell.value)
    if code in {"General", "@"}:
        return f"{cell.value:g}"
    first = code.partition(";")[0]
    decimals = len(found[1]) if (found := re.search(r"0\.(0+)", first)) else 0
    value = decimal.Decimal(repr(cell.value)) * (100 if "%" in re.sub(r'"[^"]*"', "", first) else 1)
    rounded = value.quantize(decimal.Decimal(1).scaleb(-decimals), decimal.ROUND_HALF_UP)
    return f"{abs(rounded):,}" if "," in first else f"{abs(rounded)}"
