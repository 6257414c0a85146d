"""A workbook as other programs write it: LibreOffice, openpyxl, Strict OOXML, 1904 dates."""

from __future__ import annotations

import datetime
import re
import warnings
import zipfile
from typing import TYPE_CHECKING, Final

import openpyxl

from tests.support.libreoffice import converted
from workbook.package.archive import Archive
from workbook.package.dates import date_styles, moment
from workbook.package.reference import Rectangle, cell_address
from workbook.package.sheet import SheetXml
from workbook.package.strings import shared_texts
from workbook.package.structure import structure

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STRICT: Final = (
    ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "spreadsheetml/main"),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "officeDocument/relationships",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
        "officeDocument/extendedProperties",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
        "officeDocument/docPropsVTypes",
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
        "officeDocument/customProperties",
    ),
    ("http://schemas.openxmlformats.org/drawingml/2006/main", "drawingml/main"),
    ("http://schemas.openxmlformats.org/drawingml/2006/chart", "drawingml/chart"),
    (
        "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
        "drawingml/spreadsheetDrawing",
    ),
)
"""ISO/IEC 29500-4: the namespaces of Transitional, and what those of Strict end in."""

CELL: Final = re.compile(r'<c r="[A-Z]+\d+"(?: s="(\d+)")?>(?:<f>[^<]*</f>)?<v>([^<]+)</v></c>')
DAYS_TO_1904: Final = 1462
CHART_DATES: Final = re.compile(
    r"<c:formatCode>(?:mmm|d |yyyy)[^<]*</c:formatCode>.*?</c:numCache>", re.DOTALL
)
POINT: Final = re.compile(r"(?<=<c:v>)\d+(?=</c:v>)")


def by_libreoffice(path: Path, folder: Path) -> Path:
    """The workbook opened and saved by LibreOffice."""
    return converted(path, folder / "by libreoffice", "xlsx:Calc MS Excel 2007 XML")


def by_openpyxl(path: Path, folder: Path) -> Path:
    """The workbook loaded and saved by openpyxl: without shapes, sparklines, formulas' values."""
    target = folder / f"{path.stem} by openpyxl.xlsx"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it names what it will lose
        openpyxl.load_workbook(path, rich_text=True).save(target)
    return target


def as_strict(path: Path, folder: Path) -> Path:
    """The workbook as Excel's "Strict Open XML Spreadsheet": its namespaces, and ISO dates."""
    archive = Archive.read(path)
    dates = date_styles(archive, structure(archive).styles)

    def strict(name: str, text: str) -> str:
        for transitional, ending in STRICT:
            text = text.replace(transitional, f"http://purl.oclc.org/ooxml/{ending}")
        if name == "xl/workbook.xml":
            return text.replace("<workbook ", '<workbook conformance="strict" ', 1)
        return CELL.sub(lambda cell: _as_iso(cell, dates), text) if "/worksheets/" in name else text

    return _rewritten(path, folder / f"{path.stem} strict.xlsx", strict)


def _as_iso(cell: re.Match[str], dates: frozenset[int]) -> str:
    if int(cell[1] or 0) not in dates:
        return cell[0]
    day = moment(float(cell[2]), date_1904=False)
    assert isinstance(day, datetime.datetime)
    head, _, rest = cell[0].partition(">")
    return f'{head} t="d">{rest.replace(f"<v>{cell[2]}</v>", f"<v>{day.isoformat()}</v>")}'


def with_1904(path: Path, folder: Path) -> Path:
    """The workbook with the dates of an old Mac: they count from 1904."""
    archive = Archive.read(path)
    dates = date_styles(archive, structure(archive).styles)

    def counted(cell: re.Match[str]) -> str:
        if int(cell[1] or 0) not in dates:
            return cell[0]
        return cell[0].replace(f"<v>{cell[2]}<", f"<v>{float(cell[2]) - DAYS_TO_1904!r}<")

    def in_cache(cache: re.Match[str]) -> str:
        return POINT.sub(lambda point: str(int(point[0]) - DAYS_TO_1904), cache[0])

    def since_1904(name: str, text: str) -> str:
        if name == "xl/workbook.xml":
            return text.replace("<workbookPr ", '<workbookPr date1904="1" ', 1)
        if "/charts/" in name:
            return CHART_DATES.sub(in_cache, text)
        return CELL.sub(counted, text) if "/worksheets/" in name else text

    return _rewritten(path, folder / f"{path.stem} 1904.xlsx", since_1904)


def _rewritten(path: Path, target: Path, rewrite: Callable[[str, str], str]) -> Path:
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in before.namelist():
            content = before.read(name)
            if name.endswith((".xml", ".rels")):
                content = rewrite(name, content.decode()).encode()
            new.writestr(name, content)
    return target


def every_cell(path: Path) -> dict[tuple[str, str], object]:
    """What each filled cell of a workbook holds, by sheet and address; dates are dates."""
    archive = Archive.read(path)
    found = structure(archive)
    texts = shared_texts(archive, found.shared_strings)
    dates = date_styles(archive, found.styles)
    cells: dict[tuple[str, str], object] = {}
    for part in found.sheets:
        sheet = SheetXml(archive.text(part.part), where=part.name, date_1904=found.date_1904)
        for row in sheet.rows:
            styles = sheet.style_numbers(row)
            if not styles:
                continue
            area = Rectangle(row, 1, row, max(styles))
            for column, value in enumerate(sheet.values(area, texts)[0], 1):
                if value is None:
                    continue
                is_date = isinstance(value, float) and styles[column] in dates
                cells[part.name, cell_address(row, column)] = (
                    moment(float(value), date_1904=found.date_1904) if is_date else value
                )
    return cells
