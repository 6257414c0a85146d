"""A refreshed workbook after an analyst's afternoon with it, as Excel would leave the file."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from lxml import etree
from openpyxl.utils import get_column_letter, range_boundaries

from tests.support.excel_package import (
    CHART,
    LINK,
    MAIN,
    OFFICE,
    ExcelPackage,
    element,
    put_below_cells,
)
from tests.support.inserted_rows import insert_rows, rename_sheet
from workbook.tables.settings_layout import DEFINITIONS_TABLE

if TYPE_CHECKING:
    from pathlib import Path

SECTION: Final = "5 High-volume"
RENAMED: Final = ("MOPAC 7", "MOPAC's 7 & more")
MOVED: Final = "1 ASB"
OWN_SHEET: Final = "Working"
OWN_COLUMN: Final = "Analyst's note"
LOGO: Final = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfz0AEYBxVSF+FAAhKDveksOjmAAAAAElFTkSuQmCC"
)
_SHEET_TYPES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_DRAWING_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawing+xml"
_DRAWING_SPACES: Final = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_X14: Final = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XM: Final = "http://schemas.microsoft.com/office/excel/2006/main"


def restyled(source: Path, target: Path) -> Path:
    """The workbook with a bit of everything that analysts do to a board's workbook."""
    book = ExcelPackage(source)
    save_texts_as_shared_strings(book)
    recolour_a_series(book)
    set_column_widths(book)
    add_a_logo(book)
    add_a_text_box(book)
    set_header_and_footer(book)
    add_a_colour_scale(book)
    add_a_sparkline(book)
    add_a_comment(book)
    make_a_caveat_rich(book)
    add_a_column(book)
    insert_rows(book, SECTION, at=second_panel_row(book), count=2)
    insert_rows(book, "Summary", at=3, count=2)
    insert_rows(book, "Definitions", at=3, count=2)
    rename_sheet(book, *RENAMED)
    move_to_the_end(book, MOVED)
    add_a_sheet(book)
    leave_as_calculated(book)
    return book.save(target)


def save_texts_as_shared_strings(book: ExcelPackage) -> None:
    """Excel keeps no text in its cell: each goes to the shared strings, once."""
    known: dict[str, str] = {}
    for name in book.sheet_names:
        for cell in book.sheet(name).iter(f"{MAIN}c"):
            if cell.get("t") == "inlineStr":
                item = cell.find(f"{MAIN}is")
                item.tag = f"{MAIN}si"
                text = "".join(item.itertext())
                cell.remove(item)
                cell.set("t", "s")
                if text not in known:
                    known[text] = book.shared_string(item)
                etree.SubElement(cell, f"{MAIN}v").text = known[text]


def recolour_a_series(book: ExcelPackage) -> None:
    chart = book.root(panel_chart(book))
    for fill in chart.find(f".//{CHART}ser/{CHART}spPr").iter("{*}srgbClr"):
        fill.set("val", "C00000")


def set_column_widths(book: ExcelPackage) -> None:
    for column in book.sheet(SECTION).find(f"{MAIN}cols")[:2]:
        column.set("width", "31.7109375")


def add_a_logo(book: ExcelPackage) -> None:
    """A picture on Cover, which had no drawing."""
    book.add_extension("png", "image/png")
    book.parts["xl/media/image1.png"] = LOGO
    drawing, cover = "xl/drawings/drawing99.xml", book.sheet_part("Cover")
    picture = (
        '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Logo" descr="The board\'s logo"/>'
        '<xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId101" '
        f'xmlns:r="{OFFICE}"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>'
        f"<xdr:spPr>{_BOX}</xdr:spPr></xdr:pic>"
    )
    text = f"<xdr:wsDr {_DRAWING_SPACES}>{_anchored(picture)}</xdr:wsDr>"
    book.add_part(drawing, text.replace("rId101", "rId100"), _DRAWING_TYPE)
    book.relate(drawing, "image", "xl/media/image1.png")
    id_ = book.relate(cover, "drawing", drawing)
    put_below_cells(book.sheet("Cover"), f'<drawing r:id="{id_}"/>')


def add_a_text_box(book: ExcelPackage) -> None:
    """Words in a box among the charts of a section."""
    box = (
        '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="99" name="TextBox 98"/>'
        f'<xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr>{_BOX}</xdr:spPr>'
        '<xdr:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r><a:rPr b="1"/><a:t>New CCTV since '
        "August &amp; more patrols</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    )
    (drawing,) = book.related(book.sheet_part(SECTION), "drawing")
    root = book.root(drawing)
    root.append(etree.fromstring(f"<_ {_DRAWING_SPACES}>{_anchored(box)}</_>")[0])


def set_header_and_footer(book: ExcelPackage) -> None:
    holder = book.sheet(SECTION).find(f"{MAIN}headerFooter")
    holder.find(f"{MAIN}oddFooter").text = "&LRestricted until the meeting&R&P"
    holder.insert(0, element('<oddHeader>&amp;C&amp;"Calibri,Bold"OFFICIAL</oddHeader>'))


def add_a_colour_scale(book: ExcelPackage) -> None:
    put_below_cells(
        book.sheet("All indicators"),
        '<conditionalFormatting sqref="J5:J60"><cfRule type="colorScale" priority="99">'
        '<colorScale><cfvo type="min"/><cfvo type="max"/><color rgb="FFFFFFFF"/>'
        '<color rgb="FFF8696B"/></colorScale></cfRule></conditionalFormatting>',
    )


def add_a_sparkline(book: ExcelPackage) -> None:
    put_below_cells(
        book.sheet(SECTION),
        '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}" '
        f'xmlns:x14="{_X14}"><x14:sparklineGroups xmlns:xm="{_XM}">'
        '<x14:sparklineGroup type="column" displayEmptyCellsAs="gap">'
        '<x14:colorSeries rgb="FFC00000"/><x14:sparklines><x14:sparkline>'
        f"<xm:f>'{SECTION}'!N66:N77</xm:f><xm:sqref>L40</xm:sqref></x14:sparkline>"
        "</x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>",
    )


def add_a_comment(book: ExcelPackage) -> None:
    """A note on Definitions: its words, and the old drawing that places its box."""
    sheet = book.sheet_part("Definitions")
    book.add_part(
        "xl/comments1.xml",
        f'<comments xmlns="{MAIN.strip("{}")}"><authors><author>Analyst</author></authors>'
        '<commentList><comment ref="B9" authorId="0"><text><r><rPr><b/></rPr><t>Ask:</t></r>'
        '<r><t xml:space="preserve"> the ward panel</t></r></text></comment></commentList>'
        "</comments>",
        f"{_SHEET_TYPES}comments+xml",
    )
    book.add_extension("vml", "application/vnd.openxmlformats-officedocument.vmlDrawing")
    book.parts["xl/drawings/vmlDrawing1.vml"] = _NOTE_BOX.encode()
    book.relate(sheet, "comments", "xl/comments1.xml")
    id_ = book.relate(sheet, "vmlDrawing", "xl/drawings/vmlDrawing1.vml")
    put_below_cells(book.sheet("Definitions"), f'<legacyDrawing r:id="{id_}"/>')


def make_a_caveat_rich(book: ExcelPackage) -> None:
    """The first word of a caveat in bold: same words, two runs."""
    column = get_column_letter(1 + DEFINITIONS_TABLE.headers.index("Caveats"))
    cells = book.sheet("Definitions").iter(f"{MAIN}c")
    cell = next(c for c in cells if c.get("r") == f"{column}5")
    texts = book.root("xl/sharedStrings.xml")
    words = "".join(texts[int(cell.find(f"{MAIN}v").text)].itertext())
    cell.find(f"{MAIN}v").text = book.shared_string(_rich(words))


def add_a_column(book: ExcelPackage) -> None:
    """A column of the analyst's own at the right of Definitions, with a word in each row."""
    sheet = book.sheet_part("Definitions")
    (part,) = book.related(sheet, "table")
    table = book.root(part)
    columns = table.find(f"{MAIN}tableColumns")
    columns.set("count", str(len(columns) + 1))
    etree.SubElement(columns, f"{MAIN}tableColumn", id=str(len(columns) + 1), name=OWN_COLUMN)
    _, first, right, last = (int(edge or 0) for edge in range_boundaries(table.get("ref")))
    own = get_column_letter(right + 1)
    for part_of in (table, table.find(f"{MAIN}autoFilter")):
        part_of.set("ref", f"A{first}:{own}{last}")
    for row in book.root(sheet).iter(f"{MAIN}row"):
        if first <= int(row.get("r")) <= last:
            words = OWN_COLUMN if int(row.get("r")) == first else f"checked: {row.get('r')}"
            index = book.shared_string(element(f"<si><t>{words}</t></si>"))
            row.append(element(f'<c r="{own}{row.get("r")}" t="s"><v>{index}</v></c>'))


def move_to_the_end(book: ExcelPackage, name: str) -> None:
    """A sheet dragged behind all others; names of one sheet count sheets in tab order."""
    before = book.sheet_names
    sheets = book.workbook.find(f"{MAIN}sheets")
    sheets.append(next(sheet for sheet in sheets if sheet.get("name") == name))
    after = book.sheet_names
    for defined in book.workbook.iter(f"{MAIN}definedName"):
        if defined.get("localSheetId"):
            index = after.index(before[int(defined.get("localSheetId"))])
            defined.set("localSheetId", str(index))


def add_a_sheet(book: ExcelPackage) -> None:
    """The analyst's own sheet: rich text, and formulas on the board's figures."""
    part = "xl/worksheets/sheet99.xml"
    formulas = ("SUM(AllIndicators[Last 12 months])", f"'{SECTION}'!A1&\" again\"")
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><f>{escape(formula)}</f><v>{row}</v></c></row>'
        for row, formula in enumerate(formulas, 2)
    )
    index = book.shared_string(_rich("Working for the next meeting"))
    book.add_part(
        part,
        f'<worksheet xmlns="{MAIN.strip("{}")}"><dimension ref="A1:A3"/><sheetData>'
        f'<row r="1"><c r="A1" t="s"><v>{index}</v></c></row>{rows}</sheetData></worksheet>',
        f"{_SHEET_TYPES}worksheet+xml",
    )
    id_ = book.relate("xl/workbook.xml", "worksheet", part)
    etree.SubElement(
        book.workbook.find(f"{MAIN}sheets"),
        f"{MAIN}sheet",
        {"name": OWN_SHEET, "sheetId": "99", f"{LINK}id": id_},
    )


def leave_as_calculated(book: ExcelPackage) -> None:
    """Having calculated, Excel drops the order to do so and notes in which order it did."""
    book.workbook.find(f"{MAIN}calcPr").attrib.pop("fullCalcOnLoad", None)
    order = "".join(
        f'<c r="{cell.get("r")}" i="{sheet.get("sheetId")}"/>'
        for sheet in book.workbook.find(f"{MAIN}sheets")
        for cell in book.sheet(sheet.get("name")).iter(f"{MAIN}c")
        if cell.find(f"{MAIN}f") is not None
    )
    book.add_part(
        "xl/calcChain.xml",
        f'<calcChain xmlns="{MAIN.strip("{}")}">{order}</calcChain>',
        f"{_SHEET_TYPES}calcChain+xml",
    )
    book.relate("xl/workbook.xml", "calcChain", "xl/calcChain.xml")


def panel_chart(book: ExcelPackage) -> str:
    """The first chart of a section sheet."""
    (drawing,) = book.related(book.sheet_part(SECTION), "drawing")
    return book.related(drawing, "chart")[0]


def second_panel_row(book: ExcelPackage) -> int:
    """The row of the second panel's heading, as its defined name has it."""
    rows = sorted(
        int(name.text.rpartition("$")[2])
        for name in book.workbook.iter(f"{MAIN}definedName")
        if name.get("name").startswith("panel.")
        and name.get("name").endswith(".head")
        and name.text.startswith(f"'{SECTION}'")
    )
    return rows[1]


def _rich(words: str) -> etree._Element:
    first, _, rest = words.partition(" ")
    return element(
        f'<si><r><rPr><b/><sz val="10"/></rPr><t>{escape(first)}</t></r>'
        f'<r><t xml:space="preserve"> {escape(rest)}</t></r></si>'
    )


def _anchored(shape: str) -> str:
    corners = "".join(
        f"<xdr:{end}><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}"
        f"</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:{end}>"
        for end, column, row in (("from", 1, 40), ("to", 3, 43))
    )
    return f"<xdr:twoCellAnchor>{corners}{shape}<xdr:clientData/></xdr:twoCellAnchor>"


_BOX: Final = (
    '<a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="500000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
)
_NOTE_BOX: Final = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202"'
    ' coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>'
    '<v:shape id="_x0000_s1025" type="#_x0000_t202" style="position:absolute;visibility:hidden"'
    ' fillcolor="#ffffe1" o:insetmode="auto"><v:textbox/><x:ClientData ObjectType="Note">'
    "<x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill><x:Row>8</x:Row>"
    "<x:Column>1</x:Column></x:ClientData></v:shape></xml>"
)
