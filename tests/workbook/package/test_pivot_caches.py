"""Pivot tables of several caches on several sheets, and sources of each kind."""

from __future__ import annotations

import pytest

from tests.support.little_workbook import NS, archive_of, link, links
from workbook.package.formula_places import Place, Words
from workbook.package.pivot import PivotCache, pivot_caches, refreshed_on_load
from workbook.package.reference import LAST_COLUMN, LAST_ROW, Rectangle
from workbook.package.structure import structure


def _definition(*sources: str) -> str:
    each = "".join(f"<cacheSource>{source}</cacheSource>" for source in sources)
    return f"<pivotCacheDefinition {NS}>{each}</pivotCacheDefinition>"


PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="t"><Override PartName="/p1.xml" ContentType="a/pivotCacheDefinition+xml"/>'
        "</Types>"
    ),
    "book.xml": (
        f'<workbook {NS}><sheets><sheet name="C" r:id="c"/><sheet name="One" r:id="a"/>'
        '<sheet name="Two" r:id="b"/></sheets><definedNames>'
        '<definedName name="n">One!$B$2</definedName>'
        '<definedName name="n" localSheetId="2">Two!$C$3</definedName></definedNames></workbook>'
    ),
    "_rels/book.xml.rels": links(
        link("a", "worksheet", "a.xml"),
        link("l", "pivotCacheDefinition", "lost.xml"),
        link("p1", "pivotCacheDefinition", "p1.xml"),
        link("b", "worksheet", "b.xml"),
        link("c", "chartsheet", "c.xml"),
        link("p2", "pivotCacheDefinition", "p2.xml"),
    ),
    "_rels/c.xml.rels": links(link("x", "pivotTable", "t1.xml")),
    "_rels/a.xml.rels": links(
        link("o", "drawing", "t1.xml"), link("l", "pivotTable", "lost.xml"),
        link("x", "pivotTable", "t1.xml"), link("y", "pivotTable", "t2.xml"),
    ),
    "_rels/b.xml.rels": links(link("z", "pivotTable", "t3.xml")),
    "t1.xml": '<x:pivotTable xmlns:x="m"><x:location ref="D9:E12"/></x:pivotTable>',
    "t2.xml": '<pivotTable><location ref="B3:C4" rowPageCount="1"/></pivotTable>',
    "t3.xml": '<pivotTable><location/><location ref="A7"/></pivotTable>',
    "_rels/t1.xml.rels": links(
        link("o", "other", "p2.xml"), link("p", "pivotCacheDefinition", "p1.xml")
    ),
    "_rels/t2.xml.rels": links(link("p", "pivotCacheDefinition", "p2.xml")),
    "_rels/t3.xml.rels": links(link("p", "pivotCacheDefinition", "p1.xml")),
    "p1.xml": _definition('<worksheetSource ref="A1:B2" sheet="One"/>'),
    "p2.xml": _definition(
        '<worksheetSource name="n"/><worksheetSource name="n" sheet="Two"/>',
        '<worksheetSource ref="C1"/>',
    ),
}  # fmt: skip


def _caches(**parts: str) -> list[PivotCache]:
    archive = archive_of(PARTS | {f"{name}.xml": text for name, text in parts.items()})
    found = structure(archive)
    return pivot_caches(archive, found, Words(archive, found, {}))


def _to_the_end(sheet: str, row: int, column: int) -> Place:
    return (sheet, Rectangle(row, column, LAST_ROW, LAST_COLUMN))


def test_each_cache_knows_its_tables_and_its_source() -> None:
    assert _caches() == [
        PivotCache(
            part="p1.xml",
            source=(("one", Rectangle(1, 1, 2, 2)),),
            tables=(_to_the_end("one", 9, 4), _to_the_end("two", 7, 1)),
        ),
        PivotCache(
            part="p2.xml",
            source=(
                ("one", Rectangle(2, 2, 2, 2)),
                ("two", Rectangle(3, 3, 3, 3)),
                ("", Rectangle(1, 3, 1, 3)),
            ),
            tables=(_to_the_end("one", 1, 2),),
        ),
    ]


def test_without_a_cache_among_the_content_types_nothing_is_read() -> None:
    archive = archive_of(PARTS | {"[Content_Types].xml": '<Types xmlns="t"/>'})
    found = structure(archive)
    assert pivot_caches(archive, found, Words(archive, found, {})) == []


@pytest.mark.parametrize(
    ("sources", "places"),
    [
        ((), ()),
        (('<worksheetSource ref="C1" sheet="One"/>', "<worksheetSource/>"), None),
        (('<worksheetSource ref="C1" sheet="One" r:id="x"/>', ""), ()),
        (
            (
                (
                    '<worksheetSource ref="C1" sheet="One" r:id="x"/>'
                    '<worksheetSource ref="D1" sheet="Two"/>'
                ),
            ),
            (("two", Rectangle(1, 4, 1, 4)),),
        ),
        (
            (
                (
                    '<consolidation><pages/><rangeSets><rangeSet ref="A1" sheet="One"/><rangeSet '
                    'name="n" r:id="x"/><rangeSet name="n"/></rangeSets></consolidation>'
                ),
                '<worksheetSource ref="B1" sheet="Two"/>',
            ),
            (
                ("one", Rectangle(1, 1, 1, 1)),
                ("one", Rectangle(2, 2, 2, 2)),
                ("two", Rectangle(1, 2, 1, 2)),
            ),
        ),
        (('<worksheetSource name="lost"/>', '<worksheetSource ref="B1" sheet="Two"/>'), None),
        (('<worksheetSource name="n" ref="B1" sheet=""/>',), (("one", Rectangle(2, 2, 2, 2)),)),
    ],
)
def test_what_a_cache_is_made_from(
    sources: tuple[str, ...], places: tuple[Place, ...] | None
) -> None:
    assert _caches(p1=_definition(*sources))[0].source == places


@pytest.mark.parametrize(
    ("location", "top"),
    [
        ('<location ref="D9:E12" rowPageCount="0"/>', (9, 4)),
        ('<location ref="D9:E12" rowPageCount="1"/>', (7, 4)),
        ('<location ref="D9:E12" rowPageCount="7"/>', (1, 4)),
        ('<location ref="D9:E12" rowPageCount="8"/>', (1, 4)),
        ('<location ref="#REF!"/><location ref="D9"/>', (9, 4)),
        ('<other ref="D9"/>', (1, 1)),
    ],
)
def test_a_pivot_table_reaches_from_its_filters_to_the_end_of_its_sheet(
    location: str, top: tuple[int, int]
) -> None:
    (cache, _) = _caches(t1=f"<pivotTable>{location}</pivotTable>")
    assert cache.tables == (_to_the_end("one", *top), _to_the_end("two", 7, 1))


@pytest.mark.parametrize("p", ["", "x:"])
@pytest.mark.parametrize(
    ("said", "says"),
    [
        (' a="1"', ' a="1" refreshOnLoad="1"'),
        ("", ' refreshOnLoad="1"'),
        (' refreshOnLoad = "0" a="1"', ' a="1" refreshOnLoad="1"'),
        (" refreshOnLoad='false'", ' refreshOnLoad="1"'),
        (' refreshOnLoad="1"', ' refreshOnLoad="1"'),
        (' refreshOnLoad="true"', ' refreshOnLoad="true"'),
    ],
)
@pytest.mark.parametrize("end", [">", "/>", " />"])
def test_the_order_to_read_again_is_given_to_the_first_of_its_name(
    p: str, said: str, says: str, end: str
) -> None:
    text = f"<?xml?><{p}pivotCacheDefinition{{}}{end}<{p}pivotCacheDefinition/>"
    assert refreshed_on_load(text.format(said)) == text.format(says)
