"""A small workbook with everything that a refresh meets, made with XlsxWriter."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final

import xlsxwriter

from workbook.package.archive import Archive

if TYPE_CHECKING:
    from pathlib import Path

MONTHS: Final = tuple(f"M{number}" for number in range(1, 7))
DATA_COLUMNS: Final = ("Indicator", "Month", "Count")
AS_AT: Final = datetime.date(2025, 12, 1)
MAP_GROUP: Final = (
    '<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="10" name="Wards"/><xdr:cNvGrpSpPr/>'
    "</xdr:nvGrpSpPr><xdr:grpSpPr/>"
    '<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="11" name="Inner"/><xdr:cNvGrpSpPr/>'
    "</xdr:nvGrpSpPr><xdr:grpSpPr/>"
    '<xdr:sp macro="" textlink=""><xdr:nvSpPr>'
    '<xdr:cNvPr id="12" name="E05013628" descr="Barnet Vale: old &amp; stale"/><xdr:cNvSpPr/>'
    '</xdr:nvSpPr><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    '<a:solidFill><a:srgbClr val="F4F6F8"/></a:solidFill>'
    '<a:ln w="12700"><a:solidFill><a:srgbClr val="7B8794"/></a:solidFill></a:ln></xdr:spPr>'
    "</xdr:sp></xdr:grpSp>"
    '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="13" name="E05013628 label"/>'
    '<xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr><a:prstGeom prst="rect"><a:avLst/>'
    "</a:prstGeom><a:noFill/></xdr:spPr><xdr:txBody><a:bodyPr/><a:lstStyle/>"
    '<a:p><a:r><a:rPr lang="en-GB" b="1"/><a:t>Barnet Vale</a:t></a:r></a:p>'
    '<a:p><a:r><a:rPr lang="en-GB"/><a:t>0.0</a:t></a:r></a:p></xdr:txBody></xdr:sp>'
    "</xdr:grpSp>"
)


def make_rich_workbook(path: Path) -> Path:
    """Panels with charts and formulas, a refresh-owned table, an analysts' table, a map."""
    book = xlsxwriter.Workbook(path, {"in_memory": True})
    book.set_properties({"created": datetime.datetime(2020, 1, 1)})  # noqa: DTZ001 - naive by API
    bold = book.add_format({"bold": True})
    month = book.add_format({"num_format": "mmm yy"})
    board = book.add_worksheet("Board's page")
    data = book.add_worksheet("Data")
    actions = book.add_worksheet("Actions")
    picture = book.add_worksheet("Map")

    board.write_row("A1", ("Month", "Count", "Doubled"), bold)
    for row, name in enumerate(MONTHS, 1):
        board.write(row, 0, name)
        board.write(row, 1, row * 10)
        board.write_formula(row, 2, f"=B{row + 1}*2", None, row * 20)
    board.write_formula("E1", "=SUM(B2:B7)", None, 210)
    board.write_rich_string("G1", "an ", bold, "analyst's", " words")
    board.merge_range("A20:C21", "merged", bold)
    board.conditional_format("B2:B7", {"type": "data_bar"})
    board.add_sparkline("F2", {"range": "'Board''s page'!B2:B7", "type": "column"})
    chart = book.add_chart({"type": "line"})
    chart.add_series(
        {
            "name": "='Board''s page'!$B$1",
            "categories": "='Board''s page'!$A$2:$A$7",
            "values": "='Board''s page'!$B$2:$B$7",
        }
    )
    chart.add_series({"values": "='Board''s page'!$C$2:$C$7"})
    board.insert_chart("H2", chart, {"description": "Count by month"})
    book.define_name("panel.one", "='Board''s page'!$A$2:$C$7")
    book.define_name("Choice", "=Actions!$H$1")
    book.define_name("month", "=Actions!$C$4")
    book.define_name("broken", "=Gone!#REF!")

    data.write_blank("B2", None, month)
    headings = [{"header": name} for name in DATA_COLUMNS]
    data.add_table("A1:C2", {"name": "Data", "columns": headings, "style": None})
    data.write("B2", None, month)
    data.write("E5", "beside the table")

    actions.add_table(
        "A3:F6",
        {
            "name": "Actions",
            "columns": [
                {"header": "Reference"},
                {"header": "Action"},
                {"header": "Due"},
                {"header": "Status"},
                {"header": "Progress"},
                {"header": "Left", "formula": "=1-[@Progress]"},
            ],
        },
    )
    for row, (reference, action, progress) in enumerate(
        (("A1", "Patrols", 0.5), ("A2", "Lighting", 0.25), ("A3", "Visits", 1)), 3
    ):
        actions.write_row(row, 0, (reference, action))
        actions.write_datetime(row, 2, datetime.datetime(2025, 3 + row, 1), month)  # noqa: DTZ001
        actions.write(row, 4, progress)
        actions.write_formula(row, 5, "=1-Actions[[#This Row],[Progress]]", None, 1 - progress)
    actions.write_comment("B4", "ask the ward panel")
    actions.data_validation("D4:D60", {"validate": "list", "source": ["On track", "Overdue"]})
    actions.write("H1", "Burglary")

    picture.insert_textbox("A1", "the map")
    book.close()
    _put_map(path)
    return path


def _put_map(path: Path) -> None:
    archive = Archive.read(path)
    part = next(name for name in archive.names if "drawing2" in name and name.endswith(".xml"))
    text = archive.text(part)
    start, end = text.index("<xdr:sp "), text.index("</xdr:sp>") + len("</xdr:sp>")
    path.write_bytes(archive.replaced({part: text[:start] + MAP_GROUP + text[end:]}))
