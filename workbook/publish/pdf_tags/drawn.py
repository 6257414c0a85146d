"""What is drawn over a sheet, and in its cells: charts, the map, sparklines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.package.cell import unescaped_xml
from workbook.package.structure import relationships

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from workbook.package.archive import Archive

_EMU: Final = 12700
_ROW: Final = 15.0
"""What a row without a height of its own has, in points."""

_ANCHOR: Final = re.compile(r"<((?:\w+:)?(?:two|one)CellAnchor)\b.*?</\1>", re.DOTALL)
_PLACE: Final = re.compile(
    r"<(?:\w+:)?(from|to)>\s*<(?:\w+:)?col>(\d+)</(?:\w+:)?col>\s*<(?:\w+:)?colOff>(-?\d+)<"
    r".*?<(?:\w+:)?row>(\d+)</(?:\w+:)?row>\s*<(?:\w+:)?rowOff>(-?\d+)<",
    re.DOTALL,
)
_EXTENT: Final = re.compile(r'<(?:\w+:)?ext\s+cx="(\d+)"\s+cy="(\d+)"')
_NAMED: Final = re.compile(r'<(?:\w+:)?cNvPr\b(?:[^>"]|"[^"]*")*>')
_SAID: Final = re.compile(r'\sdescr="([^"]*)"')
_SPARKLINE: Final = re.compile(
    r"<(?:\w+:)?sparkline>\s*<(?:\w+:)?f>([^<]+)</(?:\w+:)?f>"
    r"\s*<(?:\w+:)?sqref>\s*(\$?[A-Z]+\$?\d+)\s*<"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Something drawn: its alternative text, and its sides from the sheet's upper left in columns
    and rows with parts of points: ``(column, points)`` and ``(row, points)``.

    ``cell`` is the row and column of the one cell that a sparkline is drawn in.
    """

    said: str
    start: tuple[int, float, int, float]
    end: tuple[int, float, int, float] | None
    extent: tuple[float, float]
    cell: tuple[int, int] | None = None


def drawings(archive: Archive, part: str) -> Iterator[Drawn]:
    """The charts and pictures of a sheet, in the order of drawing."""
    for link in relationships(archive, part):
        if link.kind == "drawing":
            for anchor in _ANCHOR.finditer(archive.text(link.target)):
                yield from _anchored(anchor[0])


def _anchored(anchor: str) -> Iterator[Drawn]:
    places = {
        found[1]: (
            int(found[2]) + 1,
            int(found[3]) / _EMU,
            int(found[4]) + 1,
            int(found[5]) / _EMU,
        )
        for found in _PLACE.finditer(anchor)
    }
    named = _NAMED.search(anchor)
    said = _SAID.search(named[0]) if named else None
    extent = _EXTENT.search(anchor)
    if "from" in places:
        yield Drawn(
            said=unescaped_xml(said[1]) if said else "",
            start=places["from"],
            end=places.get("to"),
            extent=(int(extent[1]) / _EMU, int(extent[2]) / _EMU) if extent else (0.0, 0.0),
        )


def sparklines(text: str, sheet: Worksheet) -> Iterator[Drawn]:
    """The sparklines of a sheet, of which ``text`` is its part, with what each shows in words.

    One without a single value draws nothing, and is left out.
    """
    for found in _SPARKLINE.finditer(text):
        name, _, area = unescaped_xml(found[1]).rpartition("!")
        values = _values(sheet, area) if name.strip("'").replace("''", "'") == sheet.title else []
        cell = sheet[found[2].replace("$", "")]
        if any(value is not None for value in values):
            row, column = cell.row, cell.column
            height = sheet.row_dimensions[row].height
            yield Drawn(
                said=spark_words(values),
                start=(column, 0.0, row, 0.0),
                end=(column + 1, 0.0, row, float(height or _ROW)),
                extent=(0.0, 0.0),
                cell=(row, column),
            )


def _values(sheet: Worksheet, area: str) -> list[float | None]:
    cells = sheet[area.replace("$", "")]
    rows = cells if isinstance(cells, tuple) else ((cells,),)
    return [
        float(cell.value) if isinstance(cell.value, (int, float)) else None
        for row in rows
        for cell in row
    ]


def spark_words(values: Sequence[float | None]) -> str:
    """In words: ``24 months: the lowest is 71 % of the highest, the last 88 %``.

    A sparkline shows shares of its highest value alone. Some value is known.
    """
    known = [value for value in values if value is not None]
    count = f"{len(known)} of {len(values)}" if len(known) < len(values) else str(len(values))
    top = max(known)
    if top <= 0:
        return f"{count} months: none above 0."
    low = f"the lowest is {_share(min(known), top)} of the highest"
    last = _share(values[-1], top) if values[-1] is not None else "not known"
    return f"{count} months: {low}, the last {last}."


def _share(value: float, top: float) -> str:
    return f"{100 * value / top:.0f} %"
