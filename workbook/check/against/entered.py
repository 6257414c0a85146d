"""The rows of the analysts' tables that decide what is shown, as things to compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.check.against.compared import compared
from workbook.check.against.difference import Kind
from workbook.check.against.thing import Asked, Thing
from workbook.tables.settings_layout import (
    DEFINITIONS_TABLE,
    HARM_WEIGHTS_TABLE,
    KNOWN_CHANGES_TABLE,
    PEER_GROUPS_TABLE,
    SECTIONS_TABLE,
    SETTINGS_TABLE,
    TARGETS_TABLE,
)
from xlsrc.domain.settings import ALL_SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbook.check.against.book import Book
    from workbook.check.against.compared import Compared
    from workbook.layout.table import Table

IN_SECTION: Final = Asked(
    kind=Kind.ORDER, noun="indicator", of="section", ordered=True, counted=False
)

PASSING: Final = frozenset(
    ALL_SETTINGS[field].name
    for field in ("as_at", "last_published", "map_indicator", "map_measure")
)
"""Settings that move with the quarter, and those of the map, whose sheet says what it shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A table whose rows are compared: what a row is called, and which columns tell it apart.

    ``called`` is the column that sentences name it by; ``beside`` are those that decide nothing.
    """

    asked: Asked
    table: Table
    keys: tuple[str, ...]
    called: str
    beside: tuple[str, ...] = ()


def _rows(
    kind: Kind, noun: str, table: Table, *keys: str, called: str = "", beside: tuple[str, ...] = ()
) -> Rows:
    asked = Asked(kind=kind, noun=noun, of="sheet")
    return Rows(asked=asked, table=table, keys=keys, called=called or keys[0], beside=beside)


ROWS: Final = (
    _rows(Kind.INDICATOR, "indicator", DEFINITIONS_TABLE, "Id", called="Indicator"),
    # The sheet's name is compared as the sheet's.
    _rows(Kind.SECTION, "section", SECTIONS_TABLE, "Id", called="Section", beside=("Sheet",)),
    _rows(Kind.SETTING, "setting", SETTINGS_TABLE, "Setting", beside=("Meaning",)),
    _rows(Kind.PEERS, "peer group", PEER_GROUPS_TABLE, "Id", called="Peer group"),
    _rows(Kind.TARGET, "target of", TARGETS_TABLE, "Indicator id", "From month"),
    _rows(Kind.WEIGHT, "harm weight of", HARM_WEIGHTS_TABLE, "Subgroup"),
    _rows(Kind.CHANGE, "known change", KNOWN_CHANGES_TABLE, "Id", called="What changed"),
)
"""What of Definitions and Settings decides what is shown, and how."""


def entered(old: Book, new: Book, columns: Mapping[tuple[str, str], str]) -> Iterator[Compared]:
    """Row by row what was entered otherwise, of the tables that both have.

    ``columns`` are the headings of now, by table and heading in the old one, of renamed ones.
    """
    for rows in ROWS:
        name = rows.table.name
        now = {was: header for (table, was), header in columns.items() if table == name}
        before = [{now.get(key, key): cell for key, cell in row.items()} for row in old.rows(name)]
        after = new.rows(name)
        if before and after:
            yield compared(rows.asked, list(_things(rows, before)), list(_things(rows, after)))


def orders(old: Book, new: Book) -> Compared:
    """The order of the indicators in each section, as Definitions has them."""
    return compared(IN_SECTION, list(_in_sections(old)), list(_in_sections(new)))


def _things(rows: Rows, table: list[dict[str, str]]) -> Iterator[Thing]:
    for row in table:
        name = " · ".join(filter(None, (row.get(key, "") for key in rows.keys)))
        if rows.table is SETTINGS_TABLE and name in PASSING:
            continue
        beside = {*rows.keys, *rows.beside}
        yield Thing(
            name=name,
            place=rows.table.sheet,
            called=row.get(rows.called, "") or name,
            says={header: cell for header, cell in row.items() if header not in beside},
        )


def _in_sections(book: Book) -> Iterator[Thing]:
    for row in book.rows(DEFINITIONS_TABLE.name):
        for section in row.get("Sections", "").split(";"):
            if section.strip():
                yield Thing(
                    name=row.get("Id", ""),
                    place=section.strip(),
                    called=row.get("Indicator", ""),
                )
