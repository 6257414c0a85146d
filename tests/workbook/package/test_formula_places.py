"""Where references lie: names of a sheet and of the workbook, tables and their items, sheets."""

from __future__ import annotations

import pytest

from tests.support.little_workbook import NS, archive_of, link, links
from workbook.package.formula_places import Standing, Words
from workbook.package.formula_references import references
from workbook.package.reference import LAST_COLUMN, LAST_ROW, Rectangle
from workbook.package.structure import structure

NAMES = "".join(
    f"<definedName{said}>{text}</definedName>"
    for said, text in (
        ("", "One!$Z$1"),
        (' name="Total" localSheetId="x"', "One!$Z$1"),
        (' name="Total" localSheetId="9"', "One!$Z$1"),
        (' name="TOTAL"', "One!$A$1"),
        (' name="total" localSheetId="1"', " Two!$B$2 "),
        (' name="Both"', "SUM(Total,Last)"),
        (' name="Last"', "Three!$C$3"),
        (' name="Above"', "One!XFD1048576"),
        (' name="Round"', "Round+One!$A$9"),
        (' name="Odd"', "NOW()"),
        (' name="Empty"', ""),
        (' name="Mine"', "_xlfn.LAMBDA(_xlpm.x,SC_RATE(_xlpm.x))"),
        (' name="Fun"', "_xlfn.LAMBDA(_xlpm.x,_xlpm.x+One!$D$4)"),
    )
)
COLUMNS = "".join(f'<tableColumn name="{name}"/>' for name in ("Key", "Jan", "Feb", "Mar"))
PARTS = {
    "book.xml": (
        f'<workbook {NS}><sheets><sheet name="One" r:id="a"/><sheet name="Two" r:id="b"/>'
        '<sheet name="Three" r:id="c"/></sheets>'
        f"<definedNames>{NAMES}</definedNames></workbook>"
    ),
    "_rels/book.xml.rels": links(
        link("a", "worksheet", "a.xml"),
        link("b", "worksheet", "b.xml"),
        link("c", "worksheet", "c.xml"),
    ),
    "_rels/a.xml.rels": links(link("t", "table", "t.xml"), link("u", "table", "u.xml")),
    "t.xml": (
        '<table displayName="Sold" ref="B3:E9" totalsRowCount="1">'
        f"<tableColumns>{COLUMNS}</tableColumns></table>"
    ),
    "u.xml": (
        '<table displayName="Bare" ref="G3:G5" headerRowCount="0">'
        '<tableColumns><tableColumn name="x"/></tableColumns></table>'
    ),
}


def _words(**resized: Rectangle) -> Words:
    archive = archive_of(PARTS)
    return Words(archive, structure(archive), resized)


def _found(formula: str, at: Standing, **resized: Rectangle) -> list[str] | None:
    """The ranges of a formula as one writes them."""
    places = _words(**resized).places(references(formula), at)
    return None if places is None else [f"{sheet}!{area.address}" for sheet, area in places]


HERE = Standing("two", 5, 3)
IN_TABLE = Standing("one", 5, 3)


@pytest.mark.parametrize(
    ("formula", "at", "found"),
    [
        ("A1+B2:C3", HERE, ["two!A1", "two!B2:C3"]),
        ("A1+$A$1", Standing("two", 5, 3, 2, 1), ["two!B3", "two!A1"]),
        ("one!A1", HERE, ["one!A1"]),
        ("SUM(One:Three!A1)", HERE, ["one!A1", "two!A1", "three!A1"]),
        ("SUM(Three:Two!A1)", HERE, ["two!A1", "three!A1"]),
        ("No!A1", HERE, None),
        ("SUM(One:No!A1)", HERE, None),
        ("Total", HERE, ["two!B2"]),
        ("Total", IN_TABLE, ["one!A1"]),
        ("One!Total", HERE, ["one!A1"]),
        ("Two!total", IN_TABLE, ["two!B2"]),
        ("Both", HERE, ["two!B2", "three!C3"]),
        ("Both", IN_TABLE, ["one!A1", "three!C3"]),
        ("Above", HERE, ["one!B4"]),
        ("Above", Standing("two", 2, 2), ["one!A1"]),
        ("Round", HERE, ["one!A9"]),
        ("Round+Round", HERE, ["one!A9", "one!A9"]),
        ("Odd", HERE, None),
        ("Empty", HERE, []),
        ("NoName", HERE, None),
        ("Fun(1)", HERE, ["one!D4"]),
        ("SUM(1)", HERE, []),
        ("NOW()", HERE, None),
    ],
)
def test_cells_and_names(formula: str, at: Standing, found: list[str] | None) -> None:
    assert _found(formula, at) == found


@pytest.mark.parametrize(
    ("formula", "at", "found"),
    [
        ("Sold", HERE, ["one!B4:E8"]),
        ("sold[]", HERE, ["one!B4:E8"]),
        ("Sold[Jan]", HERE, ["one!C4:C8"]),
        ("Sold[[Jan]:[mar]]", HERE, ["one!C4:E8"]),
        ("Sold[[Mar]:[Jan]]", HERE, ["one!C4:E8"]),
        ("Sold[[Key]:[Gone]]", HERE, ["one!B4:E8"]),
        ("Sold[Gone]", HERE, ["one!B4:E8"]),
        ("Sold[#All]", HERE, ["one!B3:E9"]),
        ("Sold[[#all],[Feb]]", HERE, ["one!D3:D9"]),
        ("Sold[[#Headers],[Feb]]", HERE, ["one!D3"]),
        ("Sold[[#Totals],[Feb]]", HERE, ["one!D9"]),
        ("Sold[[#Headers],[#Data],[Feb]]", HERE, ["one!D3:D8"]),
        ("Sold[[#Data],[#Totals],[Feb]]", HERE, ["one!D4:D9"]),
        ("Sold[[#Data],[Feb]]", HERE, ["one!D4:D8"]),
        ("Sold[@Jan]", IN_TABLE, ["one!C5"]),
        ("Sold[@]", IN_TABLE, ["one!B5:E5"]),
        ("[Jan]", IN_TABLE, ["one!C4:C8"]),
        ("[@Jan]", Standing("one", 8, 5), ["one!C8"]),
        ("[x]", Standing("one", 3, 7), ["one!G3:G5"]),
        ("[Jan]", Standing("one", 5, 6), None),
        ("[Jan]", Standing("one", 10, 3), None),
        ("[Jan]", HERE, None),
        ("Bare[[#Headers],[x]]", HERE, None),
        ("Bare[[#Totals],[x]]", HERE, None),
        ("Bare[[#Headers],[#Data],[x]]", HERE, ["one!G3:G5"]),
        ("Lost[Jan]", HERE, None),
    ],
)
def test_tables(formula: str, at: Standing, found: list[str] | None) -> None:
    assert _found(formula, at) == found


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        ("Sold[Jan]", None),
        ("Sold", None),
        ("Sold[#All]", None),
        ("Sold[[#Totals],[Jan]]", None),
        ("Sold[[#Headers],[#Data],[Jan]]", None),
        ("Sold[[#Headers],[Jan]]", ["one!C3"]),
        ("Sold[@Jan]", ["one!C5"]),
        ("Sold[[#Headers],[#This Row],[Jan]]", ["one!C3:C5"]),
        ("Bare[x]", ["one!G3:G5"]),
    ],
)
def test_a_table_that_changes_its_size_keeps_its_heading_and_its_row(
    formula: str, found: list[str] | None
) -> None:
    assert _found(formula, IN_TABLE, SOLD=Rectangle(3, 2, 20, 5)) == found


@pytest.mark.parametrize(
    ("formula", "at", "calls"),
    [
        ("SC_RATE(1)", HERE, True),
        ("Mine(1)", HERE, True),
        ("mine", HERE, True),
        ("Two!Mine(1)", HERE, True),
        ("Fun(1)+Total+NoName", HERE, False),
        ("Empty+Mine(1)", HERE, True),
    ],
)
def test_an_own_function_is_known_through_a_name(
    formula: str, at: Standing, *, calls: bool
) -> None:
    assert _words().calls_own_function(references(formula), at) is calls


def test_the_source_of_a_pivot_table_is_a_name_or_a_table() -> None:
    words = _words()
    assert Standing("", 1, 1) == ("", 1, 1, 0, 0)
    assert words.source("Total", "") == (("one", Rectangle(1, 1, 1, 1)),)
    assert words.source("Total", "Two") == (("two", Rectangle(2, 2, 2, 2)),)
    assert words.source("Sold", "") == (("one", Rectangle(4, 2, 8, 5)),)
    assert words.source("Above", "") == (
        ("one", Rectangle(LAST_ROW, LAST_COLUMN, LAST_ROW, LAST_COLUMN)),
    )
    assert words.source("Lost", "") is None
    assert words.source("Odd", "One") is None
