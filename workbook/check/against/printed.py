"""How the sheets print, and how the cells of the board's pages look, as things to compare."""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import TYPE_CHECKING, Final

from workbook.build.left_print import A3, A4, MM_PER_INCH, YES, breaks, header
from workbook.check.against.compared import Compared, compared
from workbook.check.against.difference import Kind
from workbook.check.against.thing import Asked, Thing
from workbook.layout.footer import total_of
from workbook.package.formats import cell_formats
from workbook.package.structure import children

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping

    from workbook.build.sheet_pair import OneSide
    from workbook.check.against.book import Book
    from workbook.package.formats import Look

PAGES: Final = Asked(kind=Kind.PAGE, noun="printed page of", counted=False)
SET: Final = Asked(kind=Kind.PAGE, noun="set of the board's pages as", counted=False)
LOOKS: Final = Asked(
    kind=Kind.LOOK, noun="look of the cells on the sheet", counted=False, tells=False
)

_COLUMNS: Final = re.compile(r"(?<![A-Z])\$?([A-Z]{1,3})\$?\d+")
"""Of a print area: how many rows it has follows the figures."""

_PAPERS: Final = {A4: "A4", A3: "A3"}
_MARGINS: Final = ("left", "right", "top", "bottom")
_PARTS: Final = ("font", "fill", "border", "number format", "alignment")
"""What a look consists of, in its order."""


def pages(old: Book, new: Book, now: Mapping[str, str]) -> Compared:
    """The set-up of the pages of sheets that both have."""
    return compared(
        PAGES,
        [_page(now[name], side) for name, side in old.sides.items() if name in now],
        [_page(name, side) for name, side in new.sides.items() if name in now.values()],
    )


def board_set(old: Book, new: Book) -> Compared:
    """How many pages the board's set has, where both say it."""
    return compared(SET, list(_set(old)), list(_set(new)))


def looks(old: Book, new: Book, now: Mapping[str, str]) -> Compared:
    """How the cells of the board's pages look: of the blocks that both have, in as many cells."""
    return compared(
        LOOKS,
        [
            _look(old, now[name], side)
            for name, side in old.sides.items()
            if name in now and _total(side) is not None
        ],
        [_look(new, name, side) for name, side in new.sides.items() if _total(side) is not None],
    )


def _page(name: str, side: OneSide) -> Thing:
    setup, properties = side.child("pageSetup"), side.child("sheetPr")
    margins = side.child("pageMargins")
    said = {} if setup is None else setup.attrib
    fit = None if properties is None else next(children(properties, "pageSetUpPr"), None)
    fits = fit is not None and fit.get("fitToPage") in YES
    size = said.get("paperSize", "")
    says = {
        "paper": _PAPERS.get(size, size),
        "orientation": said.get("orientation", "default"),
        "fit to pages": f"{_pages(said, 'Width')} × {_pages(said, 'Height')}" if fits else "no",
        "margins": ", ".join(
            str(round(MM_PER_INCH * float(margins.get(key, "0")))) + " mm" for key in _MARGINS
        )
        if margins is not None
        else "",
        "columns": " to ".join(_COLUMNS.findall(side.printed.get("_xlnm.print_area", ""))),
        "repeated": side.printed.get("_xlnm.print_titles", "").rpartition("!")[2].replace("$", ""),
        "header and footer": "; ".join(sorted(header(side).values())),
    }
    if _total(side) is not None:
        says["page breaks"] = str(len(breaks(side)[0]))
    return Thing(name=name, says=says)


def _pages(said: Mapping[str, str], way: str) -> str:
    number = said.get(f"fitTo{way}", "1")
    return "any" if number == "0" else number


def _total(side: OneSide) -> int | None:
    """How many pages the board's set has by a sheet's footer; None of a sheet beside the set."""
    holder = side.child("headerFooter")
    totals = (total_of(part.text or "") for part in (() if holder is None else holder))
    return next((total for total in totals if total is not None), None)


def _set(book: Book) -> Iterator[Thing]:
    totals = {total for side in book.sides.values() if (total := _total(side)) is not None}
    if totals:
        yield Thing(name="set", called="printed", says={"pages": str(max(totals))})


def _look(book: Book, name: str, side: OneSide) -> Thing:
    formats = cell_formats(book.archive, book.found.styles, side.xml)
    says = {}
    for block, area in side.names.items():
        rows, columns = area.shape
        looks: list[Look | None] = [
            formats.get((area.first_row + row, area.first_column + column))
            for row in range(rows)
            for column in range(columns)
        ]
        for at, part in enumerate(_PARTS):
            # A block of another size is no other look.
            key = f"{part} of {block}, {rows} × {columns} cells"
            says[key] = _digest(look and look[at] for look in looks)
    return Thing(name=name, says=says)


def _digest(parts: Iterable[Hashable]) -> str:
    return hashlib.sha256("\n".join(map(_in_order, parts)).encode()).hexdigest()


@cache
def _in_order(part: Hashable) -> str:
    """A look as a text, which sets do not give in the same order twice."""
    if isinstance(part, frozenset):
        return f"{{{', '.join(sorted(map(_in_order, part)))}}}"
    return f"({', '.join(map(_in_order, part))})" if isinstance(part, tuple) else repr(part)
