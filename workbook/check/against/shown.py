"""What the sheets show of indicators and maps, as things to compare: an edition has no settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.check.against.book import text
from workbook.check.against.compared import compared
from workbook.check.against.difference import Kind
from workbook.check.against.indicators import panels
from workbook.check.against.thing import Asked, Thing
from workbook.sheets.all_indicators.layout import ALL_INDICATORS_TABLE
from workbook.sheets.map import layout as map_layout
from workbook.sheets.map.words import are_of_shown_months
from workbook.sheets.small_areas import layout as small_areas_layout
from workbook.sheets.small_areas.layout import SMALL_AREAS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbook.check.against.book import Book
    from workbook.check.against.compared import Compared
    from workbook.check.against.indicators import Indicators

MAPS: Final = Asked(kind=Kind.MAP, noun="map of the sheet", counted=False)
PANELS: Final = Asked(kind=Kind.INDICATOR, noun="indicator", of="sheet", ordered=True)
LISTED: Final = Asked(kind=Kind.INDICATOR, noun="indicator", of="table", counted=False)

_LISTED: Final = ("Section", "Unit", "Polarity", "Source", "Peer group")
"""The columns of All indicators that say what an indicator is."""

_SHOWN: Final = ("title", "measure")
_LIMITS: Final = "class limits"


def maps(old: Book, new: Book) -> Compared:
    """What the maps show, and the limits of their classes where they show the same.

    Limits that the shown months set are figures, and no differences.
    """
    before, after = _maps(old), _maps(new)
    for name in before.keys() & after.keys():
        is_same = all(before[name][key] == after[name][key] for key in _SHOWN)
        if not is_same:  # another indicator has other limits: one cause is one difference
            before[name].pop(_LIMITS, None)
    old_maps, new_maps = (
        [Thing(name=name, says=says) for name, says in one.items()] for one in (before, after)
    )
    return compared(MAPS, old_maps, new_maps)


def on_sheets(old: Book, new: Book, now: Mapping[str, str]) -> Compared:
    """The indicators that the sections' sheets show, in their order."""
    return compared(PANELS, list(_panels(old, now)), list(_panels(new, {})), _both(now))


def listed(old: Book, new: Book, named: Indicators) -> Compared:
    """What All indicators says of each."""
    return compared(LISTED, list(_listed(old, named)), list(_listed(new, named)))


def _both(now: Mapping[str, str]) -> dict[str, str]:
    return {name: name for name in now.values()}


def _maps(book: Book) -> dict[str, dict[str, str]]:
    found = {}
    for layout, sheet in ((map_layout, map_layout.MAP), (small_areas_layout, SMALL_AREAS)):
        title, limits = book.values(layout.TITLE), book.values(layout.LIMITS)
        if title and limits and limits[0][0]:
            measure, *numbers = limits[0]
            says = {"title": text(title[0][0]), "measure": text(measure)}
            how = (text(row[0]) for row in book.values(layout.FOOT))
            if not any(map(are_of_shown_months, how)):
                says[_LIMITS] = ", ".join(map(text, numbers))
            found[sheet.name] = says
    return found


def _panels(book: Book, now: Mapping[str, str]) -> Iterator[Thing]:
    for panel in panels(book):
        yield Thing(
            name=panel.indicator,
            place=now.get(panel.sheet, panel.sheet),
            called=panel.called,
            says={"name": panel.called},
        )


def _listed(book: Book, named: Indicators) -> Iterator[Thing]:
    for row in book.rows(ALL_INDICATORS_TABLE.name):
        called = row.get("Indicator", "")
        yield Thing(
            name=named.ids.get(called, called),
            place=ALL_INDICATORS_TABLE.name,
            called=called,
            says={header: row[header] for header in _LISTED if header in row},
        )
