"""How a sheet prints that the new template lacks: paper, header and footer, page breaks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbook.layout.footer import is_house_footer
from workbook.package.reference import column_number
from workbook.package.structure import children

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workbook.build.sheet_pair import OneSide, SheetPair

YES: Final = frozenset({"1", "true"})
A4, A3 = "9", "8"
"""The numbers of papers in a workbook's file (ECMA-376 part 1, 18.3.1.63)."""

MM_PER_INCH: Final = 25.4
_PRINT: Final = {
    "orientation": "default",
    "pageOrder": "downThenOver",
    "blackAndWhite": "false",
    "draft": "false",
}
"""Settings of a page, and what they are when nothing says so."""

_FITS: Final = ("fitToWidth", "fitToHeight")
_MARGINS: Final = ("left", "right", "top", "bottom")


def lines(pair: SheetPair) -> Iterator[str]:
    """One line for each kind of setting of a sheet's pages that is left behind."""
    if _print(pair.old, pair) != _print(pair.new, pair):
        yield f"the print settings of {pair.name}"
    if header(pair.old) != header(pair.new):
        yield f"the header or footer of {pair.name}"
    if pair.is_settled and breaks(pair.old, pair.row_now, pair.column_now) != breaks(pair.new):
        yield f"the page breaks of {pair.name}"


def _print(side: OneSide, pair: SheetPair) -> object:
    """What paper shows of a sheet; its scale and margins only while both are for A4.

    A3 is Settings' choice, and its scale follows from what the sheet holds.
    """
    sizes = [_size(pair.old), _size(pair.new)]
    setup, margins = side.child("pageSetup"), side.child("pageMargins")
    options, properties = side.child("printOptions"), side.child("sheetPr")
    found: list[object] = [_printed(side, pair)]
    if setup is not None:
        found += [setup.get(key, default) for key, default in _PRINT.items()]
    if options is not None:
        found.append(sorted(k for k, v in options.attrib.items() if v in YES and "Set" not in k))
    if sizes[0] not in {A4, A3}:
        found.append(_size(side))
    elif sizes == [A4, A4]:
        fit = None if properties is None else next(children(properties, "pageSetUpPr"), None)
        fits = fit is not None and fit.get("fitToPage") in YES
        scaled = _FITS if fits else ("scale",)
        found += [fits, *(None if setup is None else setup.get(key, "1") for key in scaled)]
        if margins is not None:
            found += [round(MM_PER_INCH * float(margins.get(key, "0"))) for key in _MARGINS]
    return found


def _size(side: OneSide) -> str:
    setup = side.child("pageSetup")
    return "" if setup is None else setup.get("paperSize", "")


def _printed(side: OneSide, pair: SheetPair) -> object:
    """Print area and repeated rows, where the new sheet has them."""
    if not pair.is_settled:
        return sorted(side.printed)
    now = (pair.row_now, pair.column_now) if side is pair.old else (int, int)
    found = []
    for name, text in sorted(side.printed.items()):
        places = text.rpartition("!")[2].replace("$", "")
        rows = [now[0](int(number)) for number in re.findall(r"\d+", places)]
        columns = [now[1](column_number(letters)) for letters in re.findall(r"[A-Z]+", places)]
        found.append((name, rows, columns))
    return found


def header(side: OneSide) -> dict[str, str]:
    """Headers and footers by the part of the file; any of the house's own is the same."""
    holder = side.child("headerFooter")
    found: dict[str, str] = {}
    for part in () if holder is None else holder:
        if part.text:
            name = part.tag.rpartition("}")[2]
            found[name] = "the house's" if is_house_footer(part.text) else part.text
    return found


def breaks(
    side: OneSide,
    row_now: Callable[[int], int] = int,
    column_now: Callable[[int], int] = int,
) -> list[list[int]]:
    """The manual breaks between pages: the rows, then the columns, that they stand after."""
    found = []
    for name, now in (("rowBreaks", row_now), ("colBreaks", column_now)):
        holder = side.child(name)
        numbers = [] if holder is None else [e for e in holder if e.get("man", "0") in YES]
        found.append(sorted(now(int(e.get("id", "0"))) for e in numbers))
    return found
