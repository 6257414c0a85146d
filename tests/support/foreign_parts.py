"""Parts that a refresh has never heard of, put into a workbook as Excel keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from tests.support.excel_package import MAIN, OFFICE, element
from workbook.excel.addin.project import vba_project
from workbook.excel.addin.sources import modules

if TYPE_CHECKING:
    from tests.support.excel_package import ExcelPackage

_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_MS: Final = "application/vnd.ms-excel."
_MAIN: Final = MAIN.strip("{}")
_RICH: Final = "http://schemas.microsoft.com/office/spreadsheetml/2017/richdata"
_THREADS: Final = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"


def add_foreign_parts(book: ExcelPackage, sheet: str) -> list[str]:
    """An external link, a slicer, threads, a picture in a cell, a form control and macros.

    The parts' names; the picture stands in the cell Z1 of the sheet.
    """
    part = book.sheet_part(sheet)
    before = set(book.parts)
    _external_link(book)
    _add(book, "xl/slicerCaches/slicerCache1.xml", f"{_MS}slicerCache+xml", "<slicerCache/>")
    _add(book, "xl/slicers/slicer1.xml", f"{_MS}slicer+xml", "<slicers/>", of=part)
    _add(
        book,
        "xl/threadedComments/threadedComment1.xml",
        f"{_MS}threadedcomments+xml",
        f'<ThreadedComments xmlns="{_THREADS}"><threadedComment ref="B2" id="{{1}}" '
        'personId="{2}"><text>Is this &#163;5?</text></threadedComment></ThreadedComments>',
        of=part,
    )
    _add(
        book,
        "xl/persons/person.xml",
        f"{_MS}person+xml",
        f'<personList xmlns="{_THREADS}"><person displayName="A" id="{{2}}"/></personList>',
        of="xl/workbook.xml",
    )
    _add(
        book,
        "xl/richData/rdrichvalue.xml",
        f"{_MS}rdrichvalue+xml",
        f'<rvData xmlns="{_RICH}" count="1"><rv s="0"><v>0</v><v>5</v></rv></rvData>',
        of="xl/workbook.xml",
    )
    _add(
        book,
        "xl/ctrlProps/ctrlProp1.xml",
        f"{_MS}controlproperties+xml",
        "<formControlPr/>",
        of=part,
    )
    book.add_part(
        "xl/vbaProject.bin",
        vba_project("VBAProject", modules()),
        "application/vnd.ms-office.vbaProject",
    )
    book.relate("xl/workbook.xml", "vbaProject", "xl/vbaProject.bin")
    _picture(book, sheet)
    return sorted(set(book.parts) - before)


def _add(book: ExcelPackage, part: str, content_type: str, content: str, *, of: str = "") -> None:
    book.add_part(part, content, content_type)
    if of:
        book.relate(of, part.rpartition("/")[2].removesuffix(".xml").rstrip("1"), part)


def _external_link(book: ExcelPackage) -> None:
    part = "xl/externalLinks/externalLink1.xml"
    book.add_part(
        part,
        f'<externalLink xmlns="{_MAIN}"><externalBook xmlns:r="{OFFICE}" r:id="rId1"><sheetNames>'
        '<sheetName val="Fed"/></sheetNames><sheetDataSet><sheetData sheetId="0"><row r="1">'
        '<cell r="A1"><v>5</v></cell></row></sheetData></sheetDataSet></externalBook>'
        "</externalLink>",
        f"{_SHEET}externalLink+xml",
    )
    link = book.relate("xl/workbook.xml", "externalLink", part)
    holder = element(f'<externalReferences><externalReference r:id="{link}"/></externalReferences>')
    book.workbook.find(f"{MAIN}definedNames").addprevious(holder)


def _picture(book: ExcelPackage, sheet: str) -> None:
    """A picture in a cell is an error value with an index of value metadata."""
    row = next(iter(book.sheet(sheet).iter(f"{MAIN}row")))
    cell = etree.SubElement(row, f"{MAIN}c", r=f"Z{row.get('r')}", t="e", vm="1")
    etree.SubElement(cell, f"{MAIN}v").text = "#VALUE!"
