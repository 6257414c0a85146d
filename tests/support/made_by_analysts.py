"""What analysts put into a workbook, one kind at a time, as Excel writes it into the package."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tests.support.package_edits import OFFICE, Package
from workbook.package.reference import Rectangle
from workbook.package.structure import structure

if TYPE_CHECKING:
    from collections.abc import Callable

BOX: Final = '<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>'
FRAME: Final = (
    '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="90" name="{name}"/>'
    '<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="{uri}">{inside}'
    "</a:graphicData></a:graphic></xdr:graphicFrame>"
)
ALTERNATIVES: Final = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="x"{declared}>{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
    "</mc:AlternateContent>"
)
MAIN_NS: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def before(sheet: str, element: str, xml: str) -> Callable[[Package], None]:
    """Put an element of a sheet before another one, by the schema's order."""
    return lambda book: book.put(book.part(sheet), f"(?=<{element}[ >/])", xml)


def replaced(sheet: str, pattern: str, new: str) -> Callable[[Package], None]:
    return lambda book: book.put(book.part(sheet), pattern, new)


def columns(sheet: str, first: int, last: int, **said: str) -> Callable[[Package], None]:
    return lambda book: book.columns(sheet, first, last, **said)


def of_workbook(pattern: str, new: str) -> Callable[[Package], None]:
    return lambda book: book.put("xl/workbook.xml", pattern, new)


def print_area(sheet: str, cells: str) -> Callable[[Package], None]:
    """A print area of a sheet; the workbook names the sheet by its place."""

    def put_in(book: Package) -> None:
        names = [one.name for one in structure(book.archive).sheets]
        name = f'<definedName name="_xlnm.Print_Area" localSheetId="{names.index(sheet)}">'
        put = of_workbook("</definedNames>", f"{name}{sheet}!{cells}</definedName></definedNames>")
        put(book)

    return put_in


def drawn(sheet: str, xml: str) -> Callable[[Package], None]:
    def draw(book: Package) -> None:
        book.draw(sheet, xml)

    return draw


def one_part(part: str, content: str | bytes, kind: str) -> Callable[[Package], None]:
    return lambda book: book.add(part, content, kind)


def shape(name: str, attributes: str = "") -> str:
    return (
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="91" name="{name}"/>'
        f"<xdr:cNvSpPr{attributes}/></xdr:nvSpPr>{BOX}</xdr:sp>"
    )


def picture(name: str) -> str:
    return (
        f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="92" name="{name}"/><xdr:cNvPicPr/></xdr:nvPicPr>'
        f"<xdr:blipFill/>{BOX}</xdr:pic>"
    )


def own_table(book: Package) -> None:
    book.cell("Settings", 2, '<c r="P2" t="inlineStr"><is><t>Mine</t></is></c>')
    book.cell("Settings", 4, '<c r="P4"><v>12</v></c>')
    table = (
        f'<table xmlns="{MAIN_NS}" id="900" name="Mine" displayName="Mine" ref="P2:P4">'
        '<autoFilter ref="P2:P4"/><tableColumns count="1"><tableColumn id="1" name="Mine"/>'
        '</tableColumns><tableStyleInfo name="TableStyleMedium2"/></table>'
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
    book.add("xl/tables/table900.xml", table, kind)
    book.link(book.part("Settings"), "table", "../tables/table900.xml")


def table_part(book: Package, name: str) -> str:
    return structure(book.archive).table(name).part


def own_column(book: Package) -> None:
    part, area = table_part(book, "Exceptions"), structure(book.archive).table("Exceptions").area
    wider = replace(area, last_column=area.last_column + 1)
    for kind in ("<table ", "<autoFilter "):
        book.put(part, f'({kind}[^>]*?ref=)"{area.address}"', rf'\g<1>"{wider.address}"')
    book.put(part, "</tableColumns>", '<tableColumn id="90" name="Owner"/></tableColumns>')
    for row, said in enumerate(("Owner", "PC Khan"), area.first_row):
        at = Rectangle(row, wider.last_column, row, wider.last_column).address
        cell = f'<c r="{at}" t="inlineStr"><is><t>{said}</t></is></c>'
        book.cell("Exceptions", row, cell)


def totals_row(book: Package) -> None:
    part = table_part(book, "Files")
    area = structure(book.archive).table("Files").area
    last = area.last_row + 1
    new = f"AO{area.first_row}:AQ{last}"
    book.put(part, f'(<table [^>]*?ref=")AO{area.first_row}:AQ{area.last_row}"',
             rf'\g<1>{new}" totalsRowCount="1"')  # fmt: skip
    row = f'<row r="{last}"><c r="AO{last}" t="inlineStr"><is><t>Total</t></is></c></row>'
    text = book.text(book.part("Data quality"))
    if f'<row r="{last}"' in text:
        book.cell("Data quality", last, row.partition(">")[2].removesuffix("</row>"))
    else:
        book.put(book.part("Data quality"), "</sheetData>", f"{row}</sheetData>")


def styled(book: Package, look: str) -> int:
    """A new cell format; its number."""
    count = len(re.findall(r"<xf ", re.findall(r"<cellXfs.*?</cellXfs>", book.text("xl/styles.xml"),
                                               re.DOTALL)[0]))  # fmt: skip
    book.put("xl/styles.xml", "</cellXfs>", f"{look}</cellXfs>")
    return count


def formatted(book: Package) -> None:
    number = styled(
        book, '<xf numFmtId="9" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    )
    book.cell("Settings", 2, f'<c r="P2" s="{number}"/>')


def checkboxes(book: Package) -> None:
    namespace = "http://schemas.microsoft.com/office/spreadsheetml/2022/featurepropertybag"
    extension = (
        f'<extLst><ext xmlns:xfpb="{namespace}" uri="{{C7286773-470A-42A8-94C5-96B5CB345126}}">'
        '<xfpb:xfComplement i="0"/></ext></extLst>'
    )
    number = styled(
        book, f'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0">{extension}</xf>'
    )
    book.cell("Settings", 2, f'<c r="P2" s="{number}" t="b"><v>1</v></c>')
    content = (
        f'<FeaturePropertyBags xmlns="{namespace}"><bag type="Checkbox"/></FeaturePropertyBags>'
    )
    kind = "application/vnd.ms-excel.featurepropertybag+xml"
    book.add("xl/featurePropertyBag/featurePropertyBag.xml", content, kind)


def picture_in_cell(book: Package) -> None:
    rich = "http://schemas.microsoft.com/office/spreadsheetml/2017/richdata"
    for name, content in {
        "rdrichvalue": f'<rvData xmlns="{rich}" count="1"><rv s="0"><v>0</v><v>5</v></rv></rvData>',
        "rdrichvaluestructure": f'<rvStructures xmlns="{rich}" count="1"><s t="_localImage">'
        '<k n="_rvRel:LocalImageIdentifier" t="i"/><k n="CalcOrigin" t="i"/></s></rvStructures>',
        "rdRichValueTypes": f'<rvTypesInfo xmlns="{rich}2"/>',
        "richValueRel": f'<richValueRels xmlns="{rich}3"/>',
    }.items():
        book.add(f"xl/richData/{name}.xml", content, f"application/vnd.ms-excel.{name.lower()}+xml")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheetMetadata+xml"
    book.add("xl/metadata.xml", f'<metadata xmlns="{MAIN_NS}"/>', kind)
    book.changed["xl/media/image900.png"] = b"\x89PNG"
    book.cell("Settings", 2, '<c r="P2" t="e" vm="1"><v>#VALUE!</v></c>')


def conversation(book: Package) -> None:
    at = structure(book.archive).table("Commentary").data
    threads = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    content = (
        f'<ThreadedComments xmlns="{threads}"><threadedComment ref="F{at.first_row}" '
        'personId="{P}" id="{I}"><text>Is this right?</text></threadedComment></ThreadedComments>'
    )
    kind = "application/vnd.ms-excel.threadedcomments+xml"
    book.add("xl/threadedComments/threadedComment1.xml", content, kind)
    book.add(
        "xl/persons/person.xml",
        f'<personList xmlns="{threads}"/>',
        "application/vnd.ms-excel.person+xml",
    )
    relation = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    book.link(book.part("Commentary"), relation, "../threadedComments/threadedComment1.xml")


def note(book: Package) -> None:
    content = (
        f'<comments xmlns="{MAIN_NS}"><authors><author>AK</author></authors><commentList>'
        '<comment ref="P2" authorId="0"><text><t>look here</t></text></comment></commentList>'
        "</comments>"
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
    book.add("xl/comments900.xml", content, kind)
    book.link(book.part("Settings"), "comments", "../comments900.xml")


def web_link(book: Package) -> None:
    id_ = book.link(book.part("Summary"), "hyperlink", "https://example.org/", outside=True)
    one = f'<hyperlinks><hyperlink xmlns:r="{OFFICE}" ref="A2" r:id="{id_}"/></hyperlinks>'
    book.put(book.part("Summary"), "(?=<printOptions )", one)


def pivot_table(book: Package) -> None:
    content = f'<pivotTableDefinition xmlns="{MAIN_NS}" name="PivotTable1" cacheId="1"/>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotTable+xml"
    book.add("xl/pivotTables/pivotTable1.xml", content, kind)
    book.add(
        "xl/pivotCache/pivotCacheDefinition1.xml",
        f'<pivotCacheDefinition xmlns="{MAIN_NS}"/>',
        "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml",
    )
    book.link(book.part("Summary"), "pivotTable", "../pivotTables/pivotTable1.xml")


def signature(book: Package) -> None:
    package = "application/vnd.openxmlformats-package.digital-signature"
    book.add("_xmlsignatures/origin.sigs", b"", f"{package}-origin")
    book.add("_xmlsignatures/sig1.xml", "<Signature/>", f"{package}-xmlsignature+xml")


def python_in_excel(book: Package) -> None:
    book.add("xl/python.xml", "<python/>", "application/vnd.ms-excel.python+xml")
    book.cell("Settings", 2, '<c r="P2"><f>_xlfn._xlws.PY(0,1)</f><v>3</v></c>')


def outside_workbook(book: Package) -> None:
    part = "xl/externalLinks/externalLink1.xml"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
    book.add(part, f'<externalLink xmlns="{MAIN_NS}"/>', kind)
    book.link(part, "externalLinkPath", "Budget.xlsx", outside=True)


def document_property(name: str) -> Callable[[Package], None]:
    """A property beside the format mark, which every working workbook has."""
    one = f'<property pid="90" name="{name}"/>'
    return lambda book: book.put("docProps/custom.xml", "</Properties>", f"{one}</Properties>")


def extension(sheet: str, uri: str, xml: str) -> Callable[[Package], None]:
    one = f'<ext uri="{uri}" {X14}>{xml}</ext>'
    return lambda book: book.put(
        book.part(sheet), "</worksheet>", f"<extLst>{one}</extLst></worksheet>"
    )


X14: Final = (
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"'
)
INK: Final = (
    '<xdr14:contentPart xmlns:xdr14="http://schemas.microsoft.com/office/excel/2010/'
    'spreadsheetDrawing"><xdr14:nvContentPartPr><xdr14:cNvPr id="93" name="Ink 3"/>'
    "</xdr14:nvContentPartPr></xdr14:contentPart>"
)
CONTROL: Final = (
    '<a:extLst><a:ext uri="{63B3BB69-23CF-44E3-9099-C40C66FF867C}"><a14:compatExt xmlns:a14="http:'
    '//schemas.microsoft.com/office/drawing/2010/main" spid="_x0000_s1025"/></a:ext></a:extLst>'
)


def form_control(book: Package) -> None:
    kind = "application/vnd.ms-excel.controlproperties+xml"
    book.add("xl/ctrlProps/ctrlProp1.xml", "<formControlPr/>", kind)
    drawn_so = shape("Button 1").replace(
        'name="Button 1"/>', f'name="Button 1">{CONTROL}</xdr:cNvPr>'
    )
    book.draw("Map", drawn_so)


def moved_tab(book: Package) -> None:
    """Cover and Summary change places; names of a sheet go by its place, and move with it."""
    part = "xl/workbook.xml"
    book.put(part, r'(<sheet name="Cover"[^>]*>)(<sheet name="Summary"[^>]*>)', r"\2\1")
    places = {"0": "1", "1": "0"}
    book.changed[part] = re.sub(
        r'localSheetId="([01])"', lambda at: f'localSheetId="{places[at[1]]}"', book.text(part)
    )
