"""What newer versions of Excel keep in a workbook, put into its package a kind at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from tests.support.excel_package import LINK, MAIN, OFFICE, ExcelPackage, element

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_MS: Final = "application/vnd.ms-excel."
_OFFICE_TYPE: Final = "application/vnd.openxmlformats-officedocument."
_MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_AC: Final = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"
_REVISION: Final = "http://schemas.microsoft.com/office/spreadsheetml/2014/revision"
_X15: Final = "http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"
_MAIN: Final = MAIN.strip("{}")


def put_cell(book: ExcelPackage, sheet: str, column: str, cell: str) -> None:
    """A cell in the first row of a sheet; ``cell`` is what follows its address.

    No table or block reaches so far to the right as the columns that are used here.
    """
    row = next(iter(book.sheet(sheet).iter(f"{MAIN}row")))
    row.append(element(f'<c r="{column}{row.get("r")}"{cell}'))


def add_part(book: ExcelPackage, part: str, kind: str, content: str, of: str) -> None:
    book.add_part(part, content, f"{_MS}{kind}+xml")
    book.relate(of, kind, part)


def phonetic_runs(book: ExcelPackage, sheet: str) -> None:
    words = '<t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="0"/>'
    put_cell(book, sheet, "ZA", f' t="inlineStr"><is>{words}</is></c>')


def heights_of_text(book: ExcelPackage, sheet: str) -> None:
    """Excel says of each row how far its text goes down, in a namespace that others ignore."""
    part = book.sheet_part(sheet)
    old = book.root(part)
    spaces = {**old.nsmap, "mc": _MC, "x14ac": _AC, "xr": _REVISION}
    new = etree.Element(old.tag, attrib=dict(old.attrib), nsmap=spaces)
    new.set(f"{{{_MC}}}Ignorable", "x14ac xr")
    new.set(f"{{{_REVISION}}}uid", "{00000000-0001-0000-0000-000000000000}")
    new.extend(list(old))
    for row in new.iter(f"{MAIN}row"):
        row.set(f"{{{_AC}}}dyDescent", "0.25")
    book.put(part, new)


def saved_where(book: ExcelPackage, _: str) -> None:
    """The folder that Excel saved the workbook in, for those versions that ask."""
    choice = (
        f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice Requires="x15"><x15ac:absPath '
        'xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" '
        'url="C:\\Board\\"/></mc:Choice></mc:AlternateContent>'
    )
    book.workbook.find(f"{MAIN}bookViews").addprevious(element(choice))


def data_model(book: ExcelPackage, _: str) -> None:
    book.add_part(
        "xl/model/item.data",
        b"\x00" * 99,
        "application/vnd.openxmlformats-officedocument.model+data",
    )
    book.relate("xl/workbook.xml", "powerPivotData", "xl/model/item.data")
    book.workbook.append(element(
        f'<extLst><ext xmlns:x15="{_X15}" uri="{{FCE2AD5D-F65C-4FA6-A056-5C36A1767C68}}">'
        '<x15:dataModel><x15:modelTables><x15:modelTable id="T" name="T" '
        'connection="C"/></x15:modelTables></x15:dataModel></ext></extLst>'
    ))  # fmt: skip


def timeline(book: ExcelPackage, sheet: str) -> None:
    part = book.sheet_part(sheet)
    add_part(book, "xl/timelines/timeline1.xml", "timeline", f'<timelines xmlns="{_X15}"/>', part)
    add_part(
        book, "xl/timelineCaches/timelineCache1.xml", "timelineCache",
        f'<timelineCacheDefinition xmlns="{_X15}" name="M" sourceName="M"/>', "xl/workbook.xml",
    )  # fmt: skip


def smart_art(book: ExcelPackage, sheet: str) -> None:
    (drawing,) = book.related(book.sheet_part(sheet), "drawing")
    for kind in ("data", "layout", "quickStyle", "colors", "drawing"):
        name = kind.capitalize()
        content = (
            f'<dgm:{kind} xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"/>'
        )
        book.add_part(
            f"xl/diagrams/{kind}1.xml", content, f"{_OFFICE_TYPE}drawingml.diagram{name}+xml"
        )
        book.relate(drawing, f"diagram{name}", f"xl/diagrams/{kind}1.xml")


def embedded_object(book: ExcelPackage, sheet: str) -> None:
    book.add_part("xl/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0", f"{_OFFICE_TYPE}oleObject")
    id_ = book.relate(book.sheet_part(sheet), "oleObject", "xl/embeddings/oleObject1.bin")
    holder = (
        f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice Requires="x14"><oleObjects><oleObject '
        f'progId="Word.Document.12" shapeId="1025" r:id="{id_}"/></oleObjects></mc:Choice>'
        "</mc:AlternateContent>"
    )
    root = book.sheet(sheet)
    below = root.find(f"{MAIN}tableParts")
    root.append(element(holder)) if below is None else below.addprevious(element(holder))


def chart_looks(book: ExcelPackage, _: str) -> None:
    """The style and the colours that Excel keeps beside each chart that it draws."""
    charts = [part for part in book.parts if part.startswith("xl/charts/chart")]
    for number, chart in enumerate(sorted(charts)[:5], 1):
        for kind in ("style", "colors"):
            part = f"xl/charts/{kind}{number}.xml"
            spaces = 'xmlns:cs="http://schemas.microsoft.com/office/drawing/2012/chartStyle"'
            book.add_part(part, f'<cs:{kind} {spaces} id="201"/>', f"{_MS}chart{kind}+xml")
            book.relate(chart, f"chart{kind.capitalize()}", part)


def shared_formulas(book: ExcelPackage, sheet: str) -> None:
    """One formula for a range of cells, as filling down leaves it."""
    rows = list(book.sheet(sheet).iter(f"{MAIN}row"))[:5]
    first, last = rows[0].get("r"), rows[-1].get("r")
    for row in rows:
        said = f' ref="ZB{first}:ZB{last}">ROW(A{first})*2</f>' if row is rows[0] else "/>"
        number = row.get("r")
        row.append(element(
            f'<c r="ZB{number}"><f t="shared" si="900"{said}<v>{int(number) * 2}</v></c>'
        ))  # fmt: skip


def array_formula(book: ExcelPackage, sheet: str) -> None:
    row = next(iter(book.sheet(sheet).iter(f"{MAIN}row"))).get("r")
    formula = f'<f t="array" ref="ZC{row}">SUM(AllIndicators[Last 12 months]*2)</f>'
    put_cell(book, sheet, "ZC", f">{formula}<v>8</v></c>")


def error_and_logical(book: ExcelPackage, sheet: str) -> None:
    put_cell(book, sheet, "ZD", ' t="e"><v>#N/A</v></c>')
    put_cell(book, sheet, "ZE", ' t="b"><v>1</v></c>')
    put_cell(book, sheet, "ZF", ' t="str"><f>"a"&amp;"b"</f><v>ab</v></c>')


def kept_blanks(book: ExcelPackage, sheet: str) -> None:
    put_cell(
        book, sheet, "ZG", ' t="inlineStr"><is><t xml:space="preserve">  two  \n </t></is></c>'
    )
    put_cell(book, sheet, "ZH", ' t="inlineStr"><is><t/></is></c>')


def local_name(book: ExcelPackage, _: str) -> None:
    name = (
        '<definedName name="Ours" localSheetId="0" comment="a &lt;b&gt;">Summary!$A$1</definedName>'
    )
    book.workbook.find(f"{MAIN}definedNames").append(element(name))


def very_hidden_sheet(book: ExcelPackage, _: str) -> None:
    part = "xl/worksheets/sheet777.xml"
    book.add_part(
        part,
        f'<worksheet xmlns="{_MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
        "</worksheet>",
        f"{_OFFICE_TYPE}spreadsheetml.worksheet+xml",
    )
    said = {"name": "Lists", "sheetId": "777", "state": "veryHidden"}
    said[f"{LINK}id"] = book.relate("xl/workbook.xml", "worksheet", part)
    etree.SubElement(book.workbook.find(f"{MAIN}sheets"), f"{MAIN}sheet", said)


def label_info(book: ExcelPackage, _: str) -> None:
    """The label of a document's sensitivity, as newer versions keep it."""
    spaces = 'xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata"'
    book.add_part(
        "docMetadata/LabelInfo.xml",
        f'<clbl:labelList {spaces}><clbl:label id="{{1}}" enabled="1" method="Privileged" '
        'siteId="{2}" removed="0"/></clbl:labelList>',
        "application/vnd.ms-office.classificationlabels+xml",
    )
    book.relate("xl/workbook.xml", "classificationlabels", "docMetadata/LabelInfo.xml")


def printer_settings(book: ExcelPackage, sheet: str) -> None:
    book.add_part("xl/printerSettings/printerSettings1.bin", b"\x00P\x00r" * 20,
                  f"{_OFFICE_TYPE}spreadsheetml.printerSettings")  # fmt: skip
    part = book.sheet_part(sheet)
    id_ = book.relate(part, "printerSettings", "xl/printerSettings/printerSettings1.bin")
    setup = book.root(part).find(f"{MAIN}pageSetup")
    if setup is not None:
        setup.set(f"{{{OFFICE}}}id", id_)


def alternative_in_drawing(book: ExcelPackage, sheet: str) -> None:
    """A shape of a newer version, with what older ones show in its place."""
    (drawing,) = book.related(book.sheet_part(sheet), "drawing")
    root = book.root(drawing)
    anchor = next(one for one in root if len(one) > 1)
    holder = etree.fromstring(
        f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice xmlns:cx1="http://schemas.microsoft.com/'
        'office/drawing/2015/9/8/chartex" Requires="cx1"/><mc:Fallback/></mc:AlternateContent>'
    )
    anchor.addprevious(holder)


ANYWHERE: Final[dict[str, Callable[[ExcelPackage, str], None]]] = {
    "phonetic runs": phonetic_runs,
    "heights of text and ids of revisions": heights_of_text,
    "the folder it was saved in": saved_where,
    "data model": data_model,
    "timeline and its cache": timeline,
    "OLE object": embedded_object,
    "chart styles and colours": chart_looks,
    "shared formulas": shared_formulas,
    "array formula": array_formula,
    "errors and truth values": error_and_logical,
    "kept blanks": kept_blanks,
    "a sheet's own name": local_name,
    "a sheet that only macros show": very_hidden_sheet,
    "newer sensitivity label": label_info,
    "printer settings": printer_settings,
}
"""Each kind by its name; it takes a sheet."""

ON_DRAWINGS: Final[dict[str, Callable[[ExcelPackage, str], None]]] = {
    "SmartArt parts": smart_art,
    "a choice in a drawing": alternative_in_drawing,
}
"""Each kind that takes a sheet with a drawing."""


def put(book: ExcelPackage, kind: str, random: Random) -> None:
    """Put a kind into one of the sheets that can hold it."""
    if kind in ANYWHERE:
        ANYWHERE[kind](book, random.choice(["Summary", "Cover", "Exceptions", "Definitions"]))
    else:
        ON_DRAWINGS[kind](book, random.choice(["Overall", "Map"]))
