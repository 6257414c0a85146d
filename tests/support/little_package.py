"""The parts of a small workbook written by hand: two sheets with charts, one with a table."""

from __future__ import annotations

NS = 'xmlns:r="o/r"'
OURS = "&amp;L&amp;8 Board · Barnet · {}&amp;C&amp;8 &amp;A&amp;R&amp;8 Page &amp;P"
OLD, NEW = OURS.format("data to Dec 2025"), OURS.format("data to Mar 2026")


def footers(footer: str, p: str = "") -> str:
    return f"<{p}headerFooter><{p}oddFooter>{footer}</{p}oddFooter></{p}headerFooter>"


def links(*links: tuple[str, str, str]) -> str:
    found = "".join(
        f'<Relationship Id="{at}" Type="o/{kind}" Target="{target}"/>' for at, kind, target in links
    )
    return f"<Relationships>{found}</Relationships>"


def point(at: int, value: str) -> str:
    return f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>'


def cache(place: str, *values: str, count: int = 0) -> str:
    points = "".join(point(at, value) for at, value in enumerate(values))
    return (
        f"<c:val><c:numRef><c:f>{place}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{count or len(values)}"/>{points}</c:numCache></c:numRef></c:val>'
    )


def chart(*caches: str, grouping: str = "stacked") -> str:
    return (
        f'<c:chartSpace><c:lineChart><c:grouping val="{grouping}"/>{"".join(caches)}</c:lineChart>'
        "</c:chartSpace>"
    )


def drawing(chart: str = "", shape: str = "", fill: str = "FFFFFF") -> str:
    return (
        f'<xdr:wsDr><xdr:graphicFrame><xdr:cNvPr id="1" name="C"{chart}/>'
        '<c:chart r:id="c"/></xdr:graphicFrame>'
        f'<xdr:sp><xdr:cNvPr id="2" name="Ward"{shape}/><xdr:spPr><a:solidFill>'
        f'<a:srgbClr val="{fill}"/></a:solidFill></xdr:spPr></xdr:sp></xdr:wsDr>'
    )


ONE = (
    '<worksheet><dimension ref="A1:C3"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    '<row r="2"><c r="A2"><v>2</v></c><c r="C2"><f>A1*2</f><v>2</v></c>'
    '<c r="D2"><f>Two!B2</f><v>5</v></c></row></sheetData>'
    f"{footers(OLD)}</worksheet>"
)
TWO = (
    '<x:worksheet><x:sheetData><x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row>'
    '<x:row r="2"><x:c r="B2"><x:v>5</x:v></x:c></x:row></x:sheetData>'
    f"{footers(OLD, 'x:')}</x:worksheet>"
)
TABLED = (
    '<worksheet><sheetData><row r="2"><c r="A2" t="str"><v>Key</v></c></row>'
    '<row r="3"><c r="A3" t="str"><v>a</v></c><c r="B3"><v>1</v></c></row>'
    '<row r="4" hidden="1"><c r="A4" t="str"><v>b</v></c><c r="B4"><v>2</v></c></row></sheetData>'
    '<dataValidations><dataValidation sqref="B3:B4"/><dataValidation sqref="D3:D4"/>'
    f"</dataValidations>{footers('Mine')}</worksheet>"
)
PARTS = {
    "[Content_Types].xml": "<Types>"
    + "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="a/{kind}"/>'
        for name, kind in (
            ("c1", "drawingml.chart+xml"),
            ("c2", "drawingml.chart+xml"),
            ("d1", "officedocument.drawing+xml"),
            ("d2", "officedocument.drawing+xml"),
            ("p", "pivotCacheDefinition+xml"),
        )
    )
    + "</Types>",
    "_rels/.rels": links(
        ("a", "officeDocument", "xl/workbook.xml"), ("b", "core-properties", "core.xml")
    ),
    "core.xml": "<c><modified>2020-01-01T00:00:00Z</modified></c>",
    "xl/workbook.xml": (
        f'<workbook {NS}><sheets><sheet name="One" r:id="s1"/><sheet name="Drawn" r:id="s4"/>'
        '<sheet name="Two" r:id="s2"/><sheet name="Tabled" r:id="s3"/></sheets><definedNames>'
        '<definedName name="one">One!$A$1:$A$2</definedName>'
        '<definedName name="two">Two!$A$1</definedName></definedNames>'
        '<calcPr fullCalcOnLoad="1"/></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": links(
        ("s1", "worksheet", "s1.xml"),
        ("s2", "worksheet", "s2.xml"),
        ("s3", "worksheet", "s3.xml"),
        ("s4", "chartsheet", "s4.xml"),
        ("p", "pivotCacheDefinition", "p.xml"),
    ),
    "xl/s1.xml": ONE,
    "xl/s2.xml": TWO,
    "xl/s3.xml": TABLED,
    "xl/s4.xml": f"<chartsheet>{footers(OLD)}</chartsheet>",
    "xl/_rels/s1.xml.rels": links(("d", "drawing", "d1.xml")),
    "xl/_rels/s2.xml.rels": links(("d", "drawing", "d2.xml")),
    "xl/_rels/s3.xml.rels": links(("t", "table", "t.xml")),
    "xl/t.xml": (
        '<table name="T" displayName="T" ref="A2:B4"><autoFilter ref="A2:B4"/><tableColumns>'
        '<tableColumn name="Key"/><tableColumn name="Count"/></tableColumns></table>'
    ),
    "xl/d1.xml": drawing(),
    "xl/d2.xml": drawing(' descr="said"', ' descr="said"'),
    "xl/_rels/d1.xml.rels": links(("c", "chart", "c1.xml")),
    "xl/_rels/d2.xml.rels": links(("c", "chart", "c2.xml")),
    "xl/c1.xml": chart(cache("One!$A$1:$A$2", "1", "2"), cache("Tabled!$B$3:$B$4", "1", "2")),
    "xl/c2.xml": chart(cache("Two!$A$1:$B$1", "7", count=2)),
    "xl/p.xml": (
        '<pivotCacheDefinition><cacheSource><worksheetSource ref="A1:B2" sheet="Two"/>'
        "</cacheSource></pivotCacheDefinition>"
    ),
}
