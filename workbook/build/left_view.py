"""How a sheet is set up that the new template lacks: columns, rows, panes, protection."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbook.build import left_print
from workbook.build.left_print import YES
from workbook.build.sheet_pair import listed
from workbook.package.extras import WIDTH_STEP
from workbook.package.reference import Rectangle, column_letters
from workbook.package.structure import children
from workbook.sheets.heat_tables import layout as heat_tables_layout
from workbook.sheets.heat_tables.layout import HEAT_TABLES
from workbook.sheets.map import layout as map_layout
from workbook.sheets.map.layout import MAP
from workbook.sheets.small_areas import layout as small_areas_layout
from workbook.sheets.small_areas.layout import SMALL_AREAS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from xml.etree.ElementTree import Element

    from workbook.build.sheet_pair import OneSide, SheetPair

HEIGHT_STEP: Final = 0.8
"""Points by which a height differs when somebody has drawn it; programs round to pixels."""

MANY_COLUMNS: Final = 1000
_ATTRIBUTE: Final = re.compile(r"""\s([\w:]+)\s*=\s*["']([^"']*)["']""")
_EXTENSIONS: Final = frozenset(
    {
        "{78C0D931-6437-407D-A8EE-F0AAD7539E65}",  # conditional formats
        "{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}",  # validations
        "{05C60535-1F16-4FD2-B633-F4F36F0B64E0}",  # sparklines
        "{01252117-D84E-4E92-8308-4BE1C098FCBB}",  # errors that are not marked
        "{A8765BA9-456A-4DAB-B4F3-ACF838C121DE}",  # slicers, named as what is drawn
        "{3A4CF648-6AED-40F4-86FF-DC5316D8AED3}",  # slicers of tables
        "{7E03D99C-DC04-49D9-9315-930204A7B6E9}",  # timelines
        "{FC87AEE6-9EDD-4A0A-B7FB-166176984837}",  # ranges that protection leaves free
    }
)
"""What a sheet holds in an extension (ECMA-376 extLst; [MS-XLSX] 2.3) that others look at."""


def lines(pair: SheetPair) -> Iterator[str]:
    """One line for each kind of setting of a sheet that is left behind."""
    yield from _columns(pair)
    yield from _rows(pair)
    yield from _merged(pair)
    for noun, of in (
        ("tab colour", _tab_colour),
        ("protection", _protection),
        ("filter", _filter),
        ("scenarios", _scenarios),
        ("background picture", _background),
    ):
        found = of(pair.old)
        if found and found != of(pair.new):
            yield f"the {noun} of {pair.name}"
    panes = _panes(pair.old)
    row, column = panes
    if panes not in {(0, 0), _panes(pair.new)} and (
        pair.row_now(row) if row else 0,
        pair.column_now(column) if column else 0,
    ) != _panes(pair.new):
        yield f"the frozen panes of {pair.name}"
    yield from left_print.lines(pair)
    known = _EXTENSIONS | {e.get("uri", "").upper() for e in _extensions(pair.new)}
    for element in _extensions(pair.old):
        if element.get("uri", "").upper() not in known:
            what = next((child.tag.rpartition("}")[2] for child in element), element.get("uri"))
            yield f"something of {pair.name} that this version does not know ({what})"


_AS_WIDE_AS_NAMES: Final = {
    MAP.name: map_layout.NAME_COLUMNS,
    SMALL_AREAS.name: small_areas_layout.NAME_COLUMNS,
    HEAT_TABLES.name: heat_tables_layout.NAME_COLUMNS,
}
"""By sheet the columns whose widths follow the area's names: another area has others."""


def _columns(pair: SheetPair) -> Iterator[str]:
    theirs, ours = _column_looks(pair.old), _column_looks(pair.new)
    tables = [t.area for t in pair.ours if t.data in pair.entry_areas]
    carried = {c for area in tables for c in range(area.first_column, area.last_column + 1)}
    own = {
        c
        for t in pair.old.tables
        for c, header in enumerate(t.columns, t.area.first_column)
        if t in pair.ours and header not in pair.new.found.table(t.name).columns
    }
    named = _AS_WIDE_AS_NAMES.get(pair.name, ())
    wide, hidden, grouped = [], [], []
    for column, (width, is_hidden, level) in theirs.items():
        made = ours.get(pair.column_now(column), (None, False, 0))
        if is_hidden and not made[1]:
            hidden.append(column)
        elif column in carried | own or pair.column_now(column) in named or width is None:
            pass
        elif not _near(width, made[0]):
            wide.append(column)
        if level > made[2]:
            grouped.append(column)
    yield from _listed("column widths of", "column width of", pair, _spans(wide, column_letters))
    yield from _listed("hidden columns", "hidden column", pair, _spans(hidden, column_letters))
    yield from _listed("grouped columns", "grouped column", pair, _spans(grouped, column_letters))


def _near(width: float, made: float | None) -> bool:
    return made is not None and abs(width - made) <= WIDTH_STEP


def _column_looks(side: OneSide) -> dict[int, tuple[float | None, bool, int]]:
    """Width where it was given, hidden, and depth of grouping, by column."""
    holder = side.child("cols")
    looks: dict[int, tuple[float | None, bool, int]] = {}
    for one in () if holder is None else holder:
        given = one.get("customWidth") in YES
        width = float(one.get("width", "0")) if given else None
        look = (width, one.get("hidden") in YES, int(one.get("outlineLevel", "0")))
        first, last = int(one.get("min", "1")), int(one.get("max", "1"))
        if last - first < MANY_COLUMNS:  # a width for all the rest is the sheet's default
            looks |= dict.fromkeys(range(first, last + 1), look)
    return looks


def _rows(pair: SheetPair) -> Iterator[str]:
    theirs, ours = _row_looks(pair.old), _row_looks(pair.new)
    heights = {height for height, _, _ in ours.values() if height is not None}
    filtered = [t.area for t in pair.old.tables if "filterColumn" in pair.old.archive.text(t.part)]
    tall, hidden, grouped = [], [], []
    for row, (height, is_hidden, level) in theirs.items():
        made = ours.get(pair.row_now(row), (None, False, 0))
        in_filter = any(area.first_row <= row <= area.last_row for area in filtered)
        if is_hidden and not made[1] and not in_filter and _filter(pair.old) is None:
            hidden.append(row)
        elif height is not None and not any(abs(height - h) <= HEIGHT_STEP for h in heights):
            tall.append(row)
        if level > made[2]:
            grouped.append(row)
    yield from _listed("row heights of", "row height of", pair, _spans(tall, str))
    yield from _listed("hidden rows", "hidden row", pair, _spans(hidden, str))
    yield from _listed("grouped rows", "grouped row", pair, _spans(grouped, str))


def _row_looks(side: OneSide) -> dict[int, tuple[float | None, bool, int]]:
    """Height where somebody gave it, hidden, and depth of grouping, by row."""
    looks = {}
    for number, place in side.xml.rows.items():
        found = dict(_ATTRIBUTE.findall(side.xml.text[place.start : place.body]))
        height = float(found["ht"]) if found.get("customHeight") in YES and "ht" in found else None
        looks[number] = (height, found.get("hidden") in YES, int(found.get("outlineLevel", "0")))
    return looks


def _spans(numbers: Sequence[int], text: Callable[[int], str]) -> list[str]:
    """Numbers that follow one another as ``B:D``."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return [text(a) if a == b else f"{text(a)}:{text(b)}" for a, b in spans]


def _listed(plural: str, noun: str, pair: SheetPair, names: list[str]) -> Iterator[str]:
    if names:
        one = len(names) == 1 and ":" not in names[0]
        yield f"the {noun if one else plural} {pair.name}!{listed(names)}"


def _merged(pair: SheetPair) -> Iterator[str]:
    def ranges(side: OneSide) -> dict[tuple[int, int], tuple[int, int]]:
        holder = side.child("mergeCells")
        areas = [Rectangle.parse(e.get("ref", "")) for e in (() if holder is None else holder)]
        return {(a.first_row, a.first_column): a.shape for a in areas}

    theirs = ranges(pair.old)
    lost = pair.unmatched(theirs, ranges(pair.new))
    names = [
        Rectangle(
            row, column, row + theirs[row, column][0] - 1, column + theirs[row, column][1] - 1
        )
        for row, column in lost
    ]
    if names:
        yield f"the merged cells {pair.name}!{listed([a.address for a in names])}"


def _tab_colour(side: OneSide) -> object:
    properties = side.child("sheetPr")
    colour = None if properties is None else next(children(properties, "tabColor"), None)
    return None if colour is None else tuple(sorted(colour.attrib.items()))


def _protection(side: OneSide) -> object:
    found = side.child("sheetProtection")
    return None if found is None else found.get("sheet", "0") in YES


def _filter(side: OneSide) -> object:
    return None if side.child("autoFilter") is None else True


def _scenarios(side: OneSide) -> object:
    return None if side.child("scenarios") is None else True


def _background(side: OneSide) -> object:
    return None if side.child("picture") is None else True


def _panes(side: OneSide) -> tuple[int, int]:
    views = side.child("sheetViews")
    for view in () if views is None else views:
        for pane in children(view, "pane"):
            if "frozen" in pane.get("state", "").casefold():
                return int(float(pane.get("ySplit", "0"))), int(float(pane.get("xSplit", "0")))
    return (0, 0)


def _extensions(side: OneSide) -> Iterator[Element]:
    holder = side.child("extLst")
    yield from () if holder is None else holder
