"""A workbook of a few sheets in a few lines: cells, tables, names, and what a test adds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tests.support.little_workbook import NS, archive_of, link, links
from workbook.build.sheet_pair import OneSide, SheetPair
from workbook.package.structure import structure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.package.archive import Archive

SHEETS, TABLES = "xl/worksheets", "xl/tables"
NO_INDICATOR = re.compile("$^")


class Leaf(NamedTuple):
    """A sheet: its rows, what stands before and after its cells, its tables and links."""

    rows: str = ""
    before: str = ""
    after: str = ""
    tables: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    kind: str = "worksheet"


def row(number: int, *texts: str, first: str = "A") -> str:
    """A row of texts side by side, from a column on."""
    cells = "".join(
        f'<c r="{chr(ord(first) + at)}{number}" t="str"><v>{text}</v></c>'
        for at, text in enumerate(texts)
    )
    return f'<row r="{number}">{cells}</row>'


def table(name: str, ref: str, *columns: str, inside: str = "", more: str = "") -> str:
    named = "".join(f'<tableColumn id="{at}" name="{c}"/>' for at, c in enumerate(columns, 1))
    return (
        f'<table xmlns="main" name="{name}" displayName="{name}" ref="{ref}"{more}>'
        f"<tableColumns>{named}</tableColumns>{inside}</table>"
    )


def little_book(
    leaves: Mapping[str, Leaf],
    names: Mapping[str, str] | None = None,
    *,
    more: str = "",
    parts: Mapping[str, str] | None = None,
) -> Archive:
    """A workbook of these sheets; ``more`` stands in its own part after the names of ranges."""
    sheets, book_links, made = "", [link("st", "styles", "styles.xml")], {}
    for at, (name, leaf) in enumerate(leaves.items(), 1):
        sheets += f'<sheet name="{name}" sheetId="{at}" r:id="s{at}"/>'
        book_links.append(link(f"s{at}", leaf.kind, f"{SHEETS}/sheet{at}.xml"))
        made[f"{SHEETS}/sheet{at}.xml"] = (
            f"<worksheet {NS}>{leaf.before}<sheetData>{leaf.rows}</sheetData>{leaf.after}"
            "</worksheet>"
        )
        hung = [link(f"t{n}", "table", f"/{TABLES}/t{at}{n}.xml") for n in range(len(leaf.tables))]
        made[f"{SHEETS}/_rels/sheet{at}.xml.rels"] = links(*hung, *leaf.links)
        made |= {f"{TABLES}/t{at}{n}.xml": text for n, text in enumerate(leaf.tables)}
    defined = "".join(
        f'<definedName name="{name}">{place}</definedName>' for name, place in (names or {}).items()
    )
    made["book.xml"] = (
        f"<workbook {NS}><sheets>{sheets}</sheets><definedNames>{defined}</definedNames>"
        f"{more}</workbook>"
    )
    made["_rels/book.xml.rels"] = links(*book_links)
    made["styles.xml"] = STYLES
    return archive_of(made | dict(parts or {}))


STYLES = (
    '<styleSheet xmlns="main"><fonts><font/></fonts><fills><fill/></fills><borders><border/>'
    '</borders><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="10"/></cellXfs>'
    "</styleSheet>"
)
"""Three formats: the first is no look of its own, the others are two."""


def side(book: Archive, sheet: str, printed: Mapping[str, str] | None = None) -> OneSide:
    found = structure(book)
    there = found.sheet(sheet)
    assert there is not None
    return OneSide(book, found, there, printed or {})


def pair(
    old: Archive, new: Archive, sheet: str = "Map", indicators: re.Pattern[str] = NO_INDICATOR
) -> SheetPair:
    """A sheet of the two workbooks, that an analyst has and that is made again."""
    return SheetPair(side(old, sheet), side(new, sheet), indicators)
