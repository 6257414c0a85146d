"""Which indicators two workbooks have, by id: under which names, and on which sheets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.check.against.book import text
from workbook.tables.settings_layout import DEFINITIONS_TABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbook.check.against.book import Book

PANEL: Final = re.compile(r"panel\.([^.]+)\.([^.]+)\.head")
"""The name of a panel's head: its section and its indicator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """An indicator's panel: on which sheet, of which indicator by id, and by the name it has."""

    sheet: str
    indicator: str
    called: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicators:
    """The ids of the indicators of both workbooks by each name that one has had in them.

    ``passing`` are those, by id, that are not on the same sheets in both.
    """

    ids: Mapping[str, str]
    passing: frozenset[str]

    def by_id(self, words: str) -> tuple[str, frozenset[str]]:
        """Words with ids for the names of indicators, and which ids these are."""
        found = set()

        def ident(match: re.Match[str]) -> str:
            found.add(self.ids[match[0]])
            return self.ids[match[0]]

        names = sorted(filter(None, self.ids), key=len, reverse=True)
        if not names:
            return words, frozenset()
        pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)"
        return re.sub(pattern, ident, words), frozenset(found)


def indicators(old: Book, new: Book, now: Mapping[str, str]) -> Indicators:
    """Those of two workbooks; ``now`` is what the old one's sheets are called."""
    ids: dict[str, str] = {}
    places: tuple[dict[str, set[str]], dict[str, set[str]]] = ({}, {})
    for book, names, places_of in ((old, now, places[0]), (new, {}, places[1])):
        for panel in panels(book):
            ids[panel.called] = panel.indicator
            sheet = names.get(panel.sheet, panel.sheet)
            places_of.setdefault(panel.indicator, set()).add(sheet)
        for row in book.rows(DEFINITIONS_TABLE.name):
            ids[row.get("Indicator", "")] = row.get("Id", "")
    known = places[0].keys() | places[1].keys()
    return Indicators(
        ids=ids,
        passing=frozenset(one for one in known if places[0].get(one) != places[1].get(one)),
    )


def panels(book: Book) -> Iterator[Panel]:
    """The panels of a workbook, sheet by sheet, in the order in which they stand there."""
    for sheet, side in book.sides.items():
        heads = [
            (area.first_row, area.first_column, match[2], block)
            for block, area in side.names.items()
            if (match := PANEL.fullmatch(block))
        ]
        for _, _, indicator, block in sorted(heads):
            called = text(book.values(block)[0][0])
            yield Panel(sheet=sheet, indicator=indicator, called=called)
