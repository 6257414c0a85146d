from __future__ import annotations

import re
import struct
import zlib
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from workbook.check.accessibility import RULES, accessibility
from workbook.check.lint import faults as lint_faults
from workbook.check.palette import contrast, tinted
from workbook.package.archive import Archive

if TYPE_CHECKING:
    from pathlib import Path

SHEET = "xl/worksheets/sheet1.xml"
NOTES = "xl/worksheets/sheet2.xml"
TABLE = "xl/tables/table1.xml"
DRAWING = "xl/drawings/drawing1.xml"
CHART = "xl/charts/chart1.xml"
STYLES = "xl/styles.xml"
TEXTS = "xl/sharedStrings.xml"
BOOK = "xl/workbook.xml"
CORE = "docProps/core.xml"
GROUP = (
    "<xdr:oneCellAnchor><xdr:from><xdr:col>9</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>9"
    '</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="9" cy="9"/><xdr:grpSp>'
    '<xdr:nvGrpSpPr><xdr:cNvPr id="90" name="Map" descr="Map of wards"/><xdr:cNvGrpSpPr/>'
    "</xdr:nvGrpSpPr><xdr:grpSpPr/></xdr:grpSp><xdr:clientData/></xdr:oneCellAnchor>"
)


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\x00\xff"))
        + chunk(b"IEND", b"")
    )


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "sound.xlsx"
    picture = tmp_path / "crest.png"
    picture.write_bytes(png())
    book = xlsxwriter.Workbook(path)
    book.set_properties({"title": "Dashboard"})
    sheet = book.add_worksheet("Figures")
    columns = [{"header": "Ward"}, {"header": "Count"}]
    rows = [["Edgware", 3], ["Hendon", 4], ["Underhill", 5]]
    sheet.add_table("A3:B6", {"name": "Wards", "columns": columns, "data": rows})
    sheet.write("A1", "Title", book.add_format({"font_color": "#1F2933", "font_size": 17}))
    sheet.write("D1", "Worse", book.add_format({"font_color": "#FFFFFF", "bg_color": "#8E2A0B"}))
    sheet.write("A2", "Blank: not counted in that ward")
    chip = book.add_format({"font_color": "#064A45", "bg_color": "#D5ECE9", "bold": True})
    sheet.conditional_format("B4:B6", {"type": "cell", "criteria": ">", "value": 1, "format": chip})
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Figures!$B$4:$B$6", "line": {"color": "#12436D", "width": 2}})
    dashed = {"color": "#AA3300", "width": 2, "dash_type": "dash"}
    chart.add_series({"values": "=Figures!$B$4:$B$6", "line": dashed})
    chart.set_x_axis({"num_font": {"size": 9}})
    sheet.insert_chart("D3", chart, {"description": "Line chart of counts"})
    sheet.insert_image("D20", str(picture), {"description": "The borough's crest"})
    sheet.insert_textbox("J3", "Refresh", {"description": "Button: refresh", "font": {"size": 9}})
    notes = book.add_worksheet("Notes")
    notes.write("A1", "Notes")
    for one in (sheet, notes):
        one.set_footer("&CPage &P of &N")
    book.close()
    archive = Archive.read(path)
    core = archive.text(CORE).replace("</cp:core", "<dc:language>en-GB</dc:language></cp:core")
    drawing = archive.text(DRAWING).replace("</xdr:wsDr>", GROUP + "</xdr:wsDr>")
    path.write_bytes(archive.replaced({CORE: core, DRAWING: drawing}))
    return path


def found(path: Path) -> tuple[str, ...]:
    rules = (fault for rule in accessibility(path) for fault in rule.faults)
    return (*rules, *lint_faults(path))


def test_a_sound_workbook_keeps_every_rule(sound: Path) -> None:
    assert found(sound) == ()


def test_every_rule_is_reported(sound: Path) -> None:
    assert [rule.rule for rule in accessibility(sound)] == [rule.name for rule in RULES]


ICONS = (
    '<conditionalFormatting sqref="B4:B6"><cfRule type="iconSet" priority="2"><iconSet '
    'showValue="0"><cfvo type="percent" val="0"/><cfvo type="percent" val="33"/>'
    '<cfvo type="percent" val="67"/></iconSet></cfRule></conditionalFormatting>'
)
MERGED = '<mergeCells><mergeCell ref="A4:A5"/></mergeCells>'
INJECTED = [
    (DRAWING, ' descr="Line chart of counts"', "", "the chart 'Chart 2' has no alternative text"),
    (DRAWING, 'descr="Line chart of counts"', 'descr=""', "the chart .* has no alternative"),
    (DRAWING, 'descr="Line chart of counts"', 'descr="  "', "the chart .* has no alternative"),
    (DRAWING, """ descr="The borough's crest\"""", "", "the picture .* has no alternative text"),
    (DRAWING, ' descr="Button: refresh"', "", "the shape .* has no alternative text"),
    (DRAWING, ' descr="Map of wards"', "", "the group of shapes 'Map' has no alternative text"),
    (CORE, "<dc:title>Dashboard</dc:title>", "", "has no title"),
    (CORE, "<dc:title>Dashboard</dc:title>", "<dc:title> </dc:title>", "has no title"),
    (CORE, "<dc:language>en-GB</dc:language>", "", "names no language"),
    (CORE, "<dc:language>en-GB</dc:language>", "<dc:language/>", "names no language"),
    (BOOK, 'name="Notes"', 'name="Sheet2"', "'Sheet2' must have a name"),
    (BOOK, 'name="Notes"', 'name="Notes" state="hidden"', "'Notes' is hidden"),
    (BOOK, 'name="Notes"', 'name="Notes" state="veryHidden"', "'Notes' is hidden"),
    (TABLE, ' totalsRowShown="0"', ' headerRowCount="0" totalsRowShown="0"', "has no header row"),
    (TABLE, 'name="Count"', 'name="Column2"', "has a column called 'Column2'"),
    (TABLE, 'name="Count"', 'name=" "', "has a column called ' '"),
    (TABLE, 'displayName="Wards"', 'displayName="Table1"', "the table Table1 must have a name"),
    (SHEET, "</sheetData>", f"</sheetData>{MERGED}", "is merged inside table"),
    (STYLES, "FF1F2933", "FFB0B0B0", "Figures!A1: text in B0B0B0 on white has a contrast of 2.2"),
    (STYLES, "FF8E2A0B", "FFF0E68C", "Figures!D1: text in FFFFFF on F0E68C"),
    (STYLES, "FF064A45", "FFAAD0CC", "A conditional format: text in AAD0CC on D5ECE9"),
    (STYLES, '<color rgb="FF1F2933"/>', '<color theme="0"/>', "A1: text in FFFFFF on white"),
    (STYLES, '<color rgb="FF1F2933"/>', '<color theme="1" tint="0.6"/>', "A1: text in 999999 on"),
    (STYLES, '<color rgb="FF1F2933"/>', '<color indexed="22"/>', "A1: text in C0C0C0 on white"),
    (STYLES, "<dxf><font><b/>", "<dxf><font>", "Figures!B4:B6: a conditional format says"),
    (STYLES, "<dxf><font><b/>", '<dxf><font><b val="0"/>', "says by colour alone what no word"),
    (SHEET, "</sheetData>", f"</sheetData>{ICONS}", "B4:B6: icons that differ by colour"),
    (SHEET, '<c r="B5"><v>4</v>', '<c r="B5" s="2"><v>3</v>', "Figures!B5: the fill alone tells"),
    (SHEET, '<c r="B5"><v>4</v></c>', '<c r="B5" s="2"/>', "Figures!B5: the fill alone tells"),
    (CHART, '<a:prstDash val="dash"/>', "", "Figures: series 1 and 2 of the chart chart1"),
    (CHART, '<a:prstDash val="dash"/>', '<a:prstDash val="solid"/>', "differ by colour alone"),
    (STYLES, '<sz val="17"/>', '<sz val="7"/>', "Figures!A1: text of 7 pt"),
    (CHART, 'sz="900"', 'sz="700"', r"chart1\.xml: text of 7 pt"),
    (DRAWING, 'sz="900"', 'sz="600"', r"drawing1\.xml: text of 6 pt"),
    (SHEET, "Page &amp;P of &amp;N", "Figures", "'Figures' prints without a page number"),
    (NOTES, "<oddFooter>&amp;CPage &amp;P of &amp;N</oddFooter>", "", "'Notes' prints without"),
]  # fmt: skip


@pytest.mark.parametrize(("part", "old", "new", "fault"), INJECTED)
def test_an_injected_fault_is_found(sound: Path, part: str, old: str, new: str, fault: str) -> None:
    archive = Archive.read(sound)
    text = archive.text(part)
    assert old in text, text
    sound.write_bytes(archive.replaced({part: text.replace(old, new, 1)}))

    assert any(re.search(fault, sentence) for sentence in found(sound)), found(sound)


def emptied(path: Path, *cells: str) -> tuple[str, ...]:
    archive = Archive.read(path)
    text = archive.text(SHEET)
    for cell in cells:
        text = re.sub(rf'<c r="{cell}"[^>]*>.*?</c>', "", text)
    path.write_bytes(archive.replaced({SHEET: text}))
    return found(path)


def test_a_blank_row_in_a_table_is_found(sound: Path) -> None:
    assert any(
        "Figures!5: the table Wards has a blank row" in one for one in emptied(sound, "A5", "B5")
    )


def test_a_blank_column_in_a_table_is_found(sound: Path) -> None:
    archive = Archive.read(sound)
    table = archive.text(TABLE).replace('name="Count"', 'name="Column2"')
    sound.write_bytes(archive.replaced({TABLE: table}))

    sentences = emptied(sound, "B4", "B5", "B6")
    assert any("Figures!B3: the table Wards has a blank column" in one for one in sentences)


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ('ref="A3:B6"', 'ref="A3:ZZ6"', "2 columns, but its range A3:ZZ6 has 702"),
        ("</tableColumns>", '<tableColumn id="9" name="More"/></tableColumns>', "3 columns, but"),
    ],
)
def test_a_table_of_other_columns_than_it_names_is_a_fault_and_is_not_looked_into(
    sound: Path, old: str, new: str, names: str
) -> None:
    archive = Archive.read(sound)
    assert old in archive.text(TABLE)
    sound.write_bytes(archive.replaced({TABLE: archive.text(TABLE).replace(old, new, 1)}))

    assert any(f"table Wards has {names}" in one for one in found(sound))
    assert [one.faults for one in accessibility(sound)] == [()] * len(RULES)


@pytest.mark.parametrize(("cell", "heading"), [("A5", "Ward"), ("B5", "Count")])
def test_a_blank_cell_that_no_note_explains_is_found(sound: Path, cell: str, heading: str) -> None:
    archive = Archive.read(sound)
    texts = archive.text(TEXTS).replace("Blank: not counted in that ward", "Counts")
    sound.write_bytes(archive.replaced({TEXTS: texts}))

    assert any(f"has blank cells, first under '{heading}'" in one for one in emptied(sound, cell))


def test_a_note_explains_blank_cells(sound: Path) -> None:
    assert emptied(sound, "B5") == ()


def test_a_row_of_bands_is_no_mark(sound: Path) -> None:
    archive = Archive.read(sound)
    text = archive.text(SHEET)
    for cell in ("B4", "B6"):
        text = text.replace(f'<c r="{cell}">', f'<c r="{cell}" s="2">')
    sound.write_bytes(archive.replaced({SHEET: text}))

    assert found(sound) == ()


def test_series_of_one_colour_are_not_told_apart_by_it(sound: Path) -> None:
    archive = Archive.read(sound)
    text = archive.text(CHART).replace('<a:prstDash val="dash"/>', "").replace("AA3300", "12436D")
    sound.write_bytes(archive.replaced({CHART: text}))

    assert found(sound) == ()


@pytest.mark.parametrize(
    ("colour", "tint", "shown"),
    [("4472C4", 0.4, "8FAADC"), ("4472C4", -0.25, "2F5597"), ("000000", 0.5, "808080")],
)
def test_a_tint_is_what_excel_shows(colour: str, tint: float, shown: str) -> None:
    off = [
        abs(int(tinted(colour, tint)[at : at + 2], 16) - int(shown[at : at + 2], 16))
        for at in (0, 2, 4)
    ]

    assert max(off) <= 1  # Excel rounds by way of whole HLS units


def test_a_decorative_shape_needs_no_text(sound: Path) -> None:
    archive = Archive.read(sound)
    decorative = (
        '><a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
        "</a:ext></a:extLst></xdr:cNvPr>"
    )
    text = archive.text(DRAWING).replace(' descr="Button: refresh"/>', decorative)
    sound.write_bytes(archive.replaced({DRAWING: text}))

    assert found(sound) == ()


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("000000", "FFFFFF", 21.0), ("777777", "FFFFFF", 4.48), ("767676", "FFFFFF", 4.54)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
