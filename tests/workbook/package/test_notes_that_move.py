"""Notes, conversations and links go with their rows, and the texts of objects are found."""

from __future__ import annotations

import datetime

import pytest

from workbook.block import ChartText, ShapeText
from workbook.layout.kept_answers import CONVERSATION, NOTE
from workbook.package.alt_texts import Given, texts_lacking, undescribed, with_texts
from workbook.package.archive import Archive
from workbook.package.moved_notes import (
    LINK,
    Hanging,
    MovedArea,
    hanging_cells,
    moved_links,
    moved_notes,
)
from workbook.package.orders import with_orders
from workbook.package.pivot import PivotCache, pivot_caches
from workbook.package.reference import LAST_COLUMN, LAST_ROW, Rectangle
from workbook.package.structure import structure
from workbook.package.zip_entry import Entry

NS = 'xmlns:r="http://o/relationships"'
AREA = MovedArea(Rectangle(3, 1, 5, 2), (2, None, 0))


def _links(*links: tuple[str, str, str]) -> str:
    found = "".join(
        f'<Relationship Id="{at}" Type="http://o/{kind}" Target="{target}"/>'
        for at, kind, target in links
    )
    return f"<Relationships>{found}</Relationships>"


def _note(cell: str, text: str) -> str:
    return f'<comment ref="{cell}" authorId="0"><text><t>{text}</t></text></comment>'


def _shape(row: int, column: int, anchor: str, kind: str = "Note") -> str:
    return (
        f'<v:shape><x:ClientData ObjectType="{kind}"><x:Anchor>{anchor}</x:Anchor>'
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )


def _drawing(*objects: str) -> str:
    return f"<xdr:wsDr>{''.join(objects)}</xdr:wsDr>"


def _frame(at: str, descr: str = "") -> str:
    return (
        f'<xdr:graphicFrame macro=""><xdr:cNvPr id="2" name="Chart &amp; 1"{descr}/>'
        f'<c:chart r:id="{at}"/></xdr:graphicFrame>'
    )


SERIES = (
    "<c:chartSpace><c:val><c:numRef><c:f>Data!$B$3:$B$5</c:f></c:numRef></c:val>"
    "<c:val><c:numRef><c:f>Data!$C$3:$C$5</c:f></c:numRef></c:val></c:chartSpace>"
)
SP = '<xdr:sp macro=""><xdr:cNvPr id="3" name="Map"/></xdr:sp>'
GROUP = '<xdr:grpSp><xdr:cNvPr id="4" name="Map"></xdr:cNvPr></xdr:grpSp>'
PARTS = {
    "[Content_Types].xml": (
        '<Types><Override PartName="/xl/c1.xml" ContentType="a/drawingml.chart+xml"/>'
        '<Override PartName="/xl/d.xml" ContentType="a/officedocument.drawing+xml"/>'
        '<Override PartName="/xl/chain.xml" ContentType="chain"/>'
        '<Override PartName="/xl/p.xml" ContentType="a/pivotCacheDefinition+xml"/></Types>'
    ),
    "_rels/.rels": _links(
        ("a", "officeDocument", "xl/workbook.xml"), ("b", "core-properties", "core.xml")
    ),
    "core.xml": "<c><modified>2020-01-01T00:00:00Z</modified></c>",
    "xl/workbook.xml": (
        f'<workbook {NS}><sheets><sheet name="Data" r:id="s1"/></sheets><definedNames>'
        '<definedName name="one">Data!$B$3:$B$5</definedName>'
        '<definedName name="two">Data!$C$3:$C$5</definedName></definedNames></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": _links(
        ("s1", "worksheet", "s1.xml"),
        ("s2", "calcChain", "chain.xml"),
        ("s3", "pivotCacheDefinition", "p.xml"),
        ("s4", "pivotCacheDefinition", "lost.xml"),
    ),
    "xl/chain.xml": "<chain/>",
    "xl/s1.xml": "<worksheet><sheetData/></worksheet>",
    "xl/_rels/s1.xml.rels": _links(
        ("v", "vmlDrawing", "v.xml"),
        ("n", "comments", "n.xml"),
        ("t", "threadedComment", "t.xml"),
        ("l", "hyperlink", "http://a"),
        ("d", "drawing", "d.xml"),
        ("p", "pivotTable", "pt.xml"),
        ("q", "comments", "lost.xml"),
    ),
    "xl/n.xml": _note("A3", "one")
    + _note("A4", "copy")
    + _note("B4", "a &lt; _x000A_b")
    + _note("C4", "out"),
    "xl/t.xml": (
        '<threadedComment ref="A4" id="1"><text>first</text></threadedComment>'
        '<threadedComment ref="A4" id="2"><text>second</text></threadedComment>'
    ),
    "xl/v.xml": (
        _shape(2, 0, "1,2,2,4,5,6,7,8")
        + _shape(3, 0, "1,2,3,4,5,6,7,8")
        + _shape(4, 1, "1,2,1,4,5,6,7,8")
        + _shape(3, 0, "1", "Drop")
        + _shape(3, 2, "1")
    ),
    "xl/d.xml": _drawing(_frame("rc"), _frame("rx"), SP, GROUP),
    "xl/_rels/d.xml.rels": _links(("rc", "chart", "c1.xml"), ("ro", "image", "i.png")),
    "xl/c1.xml": SERIES,
    "xl/p.xml": (
        '<pivotCacheDefinition><cacheSource><worksheetSource ref="A1:B2" sheet="Data"/>'
        "</cacheSource></pivotCacheDefinition>"
    ),
    "xl/pt.xml": '<pivotTable><location ref="D9:E12" rowPageCount="2"/></pivotTable>',
    "xl/_rels/pt.xml.rels": _links(("a", "pivotCacheDefinition", "p.xml"), ("b", "x", "y.xml")),
}


def _archive(**parts: str) -> Archive:
    new = {f"xl/{name}.xml": text for name, text in parts.items()}
    return Archive(
        "A.xlsx", {name: Entry.of(name, text.encode()) for name, text in {**PARTS, **new}.items()}
    )


def test_notes_go_with_their_rows_and_those_of_gone_rows_are_told() -> None:
    parts, gone = moved_notes(_archive(), "xl/s1.xml", [AREA])
    assert gone == [
        Hanging(4, 1, CONVERSATION, "first\nsecond"),
        Hanging(4, 2, NOTE, "a < \nb"),
    ]
    assert parts == {
        "xl/n.xml": _note("A5", "one") + _note("C4", "out"),
        "xl/t.xml": "",
        "xl/v.xml": (
            _shape(4, 0, "1,2,4,4,5,6,9,8")
            + _shape(2, 1, "1,2,0,4,5,6,5,8")
            + _shape(3, 0, "1", "Drop")
            + _shape(3, 2, "1")
        ),
    }
    assert moved_notes(_archive(), "xl/s1.xml", []) == ({}, [])


def test_links_go_with_their_rows() -> None:
    kept = '<hyperlink ref="C3" r:id="l"/>'
    text = (
        f'<x/><hyperlinks><hyperlink ref="A3" r:id="l"/><hyperlink ref="B4" r:id="l" '
        f'location="S!A1"/><hyperlink ref="A4" location="a&amp;b"/>{kept}</hyperlinks><y/>'
    )
    new, gone = moved_links(text, [AREA], _archive(), "xl/s1.xml")
    assert new == f'<x/><hyperlinks><hyperlink ref="A5" r:id="l"/>{kept}</hyperlinks><y/>'
    assert gone == [Hanging(4, 2, LINK, "xl/http:/a#S!A1"), Hanging(4, 1, LINK, "a&b")]
    only = '<hyperlinks><hyperlink ref="B4" location="x"/></hyperlinks><y/>'
    assert moved_links(only, [AREA], _archive(), "xl/s1.xml")[0] == "<y/>"
    assert moved_links(text, [], _archive(), "xl/s1.xml") == (text, [])


def test_the_cells_at_which_something_hangs() -> None:
    end = '<hyperlinks><hyperlink ref="D9" location="x"/></hyperlinks>'
    assert hanging_cells(_archive(), "xl/s1.xml", end) == {
        (3, 1), (4, 1), (4, 2), (4, 3), (5, 2), (9, 4),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (SP, [("sp", "Map")]),
        (GROUP, [("grpSp", "Map")]),
        (_frame("a"), [("graphicFrame", "Chart & 1")]),
        (_frame("a", ' descr=" "'), [("graphicFrame", "Chart & 1")]),
        (_frame("a", ' descr="said"'), []),
        ('<pic a=""><cNvPr id="1"/></pic>', [("pic", "")]),
        ('<pic a=""><cNvPr id="1"><adec:decorative val="1"/></cNvPr></pic>', []),
        ('<pic a=""><cNvPr id="1"><adec:decorative val="0"/></cNvPr></pic>', [("pic", "")]),
        ('<pic a=""><cNvPr id="1"></cNvPr><d:decorative val="1"/></pic>', [("pic", "")]),
    ],
)
def test_what_lacks_an_alternative_text(text: str, kinds: list[tuple[str, str]]) -> None:
    assert [(one.kind, one.name) for one in undescribed(text)] == kinds


CHART = ChartText(blocks=("one", "two"), text="Rates.", series=2, columns=1)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        (CHART, [("graphicFrame", "Rates. The figures are in B3:B5.", "xl/c1.xml")]),
        (
            ChartText(blocks=("one", "two"), text="Rates.", series=2),
            [("graphicFrame", "Rates.", "xl/c1.xml")],
        ),
        (ChartText(blocks=("one", "two"), text="Rates.", series=1), []),
        (ChartText(blocks=("one",), text="Rates.", series=2), []),
        (ShapeText(name="Map", text="A map.", block="one"), [("sp", "A map.", "")]),
        (
            ShapeText(name="Map", text="A map.", block="one", is_group=True),
            [("grpSp", "A map.", "")],
        ),
        (ShapeText(name="Other", text="A map.", block="one"), []),
    ],
)
def test_the_text_that_an_object_gets(
    text: ChartText | ShapeText, given: list[tuple[str, str, str]]
) -> None:
    archive = _archive()
    found = list(texts_lacking(archive, structure(archive), [text]))
    assert [(one.drawn.kind, one.text, one.chart) for one in found] == given
    assert {(one.part, one.sheet) for one in found} <= {("xl/d.xml", "Data")}


def test_texts_stand_in_the_drawing() -> None:
    text = f"<a>{SP}{GROUP}</a>"
    first, second = undescribed(text)
    given = [Given("d", "S", first, "one"), Given("d", "S", second, "two")]
    assert with_texts(text, given) == text.replace(
        'id="3" name="Map"', 'id="3" name="Map" descr="one"'
    ).replace('id="4" name="Map"', 'id="4" name="Map" descr="two"')
    assert with_texts(text, []) == text


def test_the_orders_of_a_save() -> None:
    archive = _archive()
    parts = with_orders(archive, structure(archive), datetime.date(2026, 3, 31))
    assert parts == {
        "xl/workbook.xml": PARTS["xl/workbook.xml"].replace(
            "</definedNames>", '</definedNames><calcPr fullCalcOnLoad="1"/>'
        ),
        "xl/_rels/workbook.xml.rels": PARTS["xl/_rels/workbook.xml.rels"].replace(
            '<Relationship Id="s2" Type="http://o/calcChain" Target="chain.xml"/>', ""
        ),
        "[Content_Types].xml": PARTS["[Content_Types].xml"].replace(
            '<Override PartName="/xl/chain.xml" ContentType="chain"/>', ""
        ),
        "xl/chain.xml": None,
        "core.xml": "<c><modified>2026-03-31T00:00:00Z</modified></c>",
    }


class _Words:
    """The names of a workbook as a pivot table asks for them."""

    def source(self, name: str, sheet: str) -> tuple[tuple[str, Rectangle], ...] | None:
        return ((f"{name} of {sheet!r}", Rectangle(1, 1, 1, 1)),) if name != "lost" else None


@pytest.mark.parametrize(
    ("location", "top"),
    [
        ('ref="D9:E12" rowPageCount="2"', (6, 4)),
        ('ref="D9:E12" rowPageCount="9"', (1, 4)),
        ('ref="D9:E12"', (9, 4)),
        ('ref="x"', (1, 1)),
        ("", (1, 1)),
    ],
)
def test_where_a_pivot_table_stands(location: str, top: tuple[int, int]) -> None:
    archive = _archive(pt=f"<pivotTable><location {location}/></pivotTable>")
    (cache,) = pivot_caches(archive, structure(archive), _Words())  # type: ignore[arg-type]  # a stand-in
    assert cache == PivotCache(
        part="xl/p.xml",
        source=(("data", Rectangle(1, 1, 2, 2)),),
        tables=(("data", Rectangle(*top, LAST_ROW, LAST_COLUMN)),),
    )


@pytest.mark.parametrize(
    ("source", "places"),
    [
        ('<worksheetSource name="N"/>', (("N of ''", Rectangle(1, 1, 1, 1)),)),
        ('<worksheetSource name="N" sheet="S"/>', (("N of 'S'", Rectangle(1, 1, 1, 1)),)),
        ('<worksheetSource name="lost"/>', None),
        ('<worksheetSource ref="x" sheet="S"/>', None),
        (f'<worksheetSource {NS} ref="A1" sheet="S" r:id="a"/>', ()),
        ("<other/>", ()),
    ],
)
def test_what_a_pivot_table_is_made_from(
    source: str, places: tuple[tuple[str, Rectangle], ...] | None
) -> None:
    text = f"<pivotCacheDefinition><cacheSource>{source}</cacheSource></pivotCacheDefinition>"
    archive = _archive(p=text)
    (cache,) = pivot_caches(archive, structure(archive), _Words())  # type: ignore[arg-type]  # a stand-in
    assert cache.source == places
