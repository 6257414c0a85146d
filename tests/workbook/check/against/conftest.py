"""The shipped template, and one in which much is otherwise, as people change a workbook."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.support.analyst import Analyst
from tests.support.package_edits import ANCHOR, Package
from workbook.check.against.report import Report, report
from workbook.package.archive import Archive
from workbook.package.structure import relationships, structure
from xlsrc.resources import templates_folder

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def before() -> Path:
    return templates_folder() / "Dashboard.xlsx"


@pytest.fixture(scope="module")
def after(before: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One change of each kind."""
    path = tmp_path_factory.mktemp("against") / "After.xlsx"
    shutil.copy(before, path)
    enter(path)
    package = Package.of(Archive.read(path))
    draw(package)
    lay_out(package)
    path.write_bytes(package.archive.replaced(package.changed))
    return path


@pytest.fixture(scope="module")
def found(before: Path, after: Path) -> Report:
    return report(after, before)


def enter(path: Path) -> None:
    """What analysts enter otherwise in Definitions and on Settings."""
    with Analyst(path) as analyst:
        analyst.type("Definitions", "shoplifting", "Indicator", "Theft from shops")
        analyst.type("Definitions", "shoplifting", "Offences", "Shoplifting; Theft from the person")
        analyst.delete_row("Definitions", "bicycle_theft")
        analyst.type("Sections", "5", "Section", "Crime in numbers")
        analyst.type("Settings", "Baseline", "Value", "2019")
        analyst.type("Settings", "As-at month", "Value", "2025-09")
        analyst.type("PeerGroups", "london", "Members", "Enfield; Haringey")
        analyst.type("Definitions", "arson", "Id", "fires_set")
        analyst.put("Kept answers", 3, 9, "a sum of one's own")


def draw(package: Package) -> None:
    """A chart of another kind, one that is gone, a rule that is gone, a format, a page, a look."""
    chart = _part(package, "Exceptions", "drawing", "chart")
    package.changed[chart] = package.text(chart).replace("scatterChart>", "lineChart>")
    logo = (
        '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="99" name="Picture 1" descr="Council logo"/>'
        "<xdr:cNvPicPr/></xdr:nvPicPr></xdr:pic>"
    )
    first_page = _part(package, "Overall", "drawing")
    package.put(first_page, "</xdr:wsDr>", f"{ANCHOR.format(object=logo)}</xdr:wsDr>")
    drawing = _part(package, "Impact", "drawing")
    package.put(drawing, "(?s)<xdr:twoCellAnchor.*</xdr:twoCellAnchor>", "")
    lines = _part(package, "Overall", "drawing", "chart")
    series = re.findall("(?s)<c:ser>.*?</c:ser>", package.text(lines))
    first, second, *_ = series
    package.changed[lines] = package.text(lines).replace(first + second, second + first)
    package.put("xl/styles.xml", r'(?s)(<dxfs.*?<bgColor rgb=")\w+', r"\g<1>FF123456")
    rule = "(?s)<conditionalFormatting.*?</conditionalFormatting>"
    package.put(package.part("Commentary"), rule, "")
    package.put(package.part("Cover"), r'(<pageSetup[^>]*orientation=")\w+', r"\1portrait")
    package.put(package.part("Summary"), r'(<c r="A1" s=")\d+', r"\g<1>1")


def lay_out(package: Package) -> None:
    """Columns renamed, moved and gone, a column's format; a sheet renamed, and two that swapped."""
    tables = {table.name: table.part for table in structure(package.archive).tables}
    package.put(tables["Peers"], 'name="Rank"', 'name="Place"')
    first, second = '(<tableColumn id="1" [^>]*/>)', '(<tableColumn id="2" [^>]*/>)'
    package.put(tables["Files"], first + second, r"\2\1")
    package.put(
        tables["Checks"],
        r"(?s)<tableColumn (?:(?!<tableColumn ).)*</tableColumns>",
        "</tableColumns>",
    )
    part = tables["SmallAreas"]
    package.put(part, r'( name=")Change"', r'\1Difference"')
    sheet = package.part("Ward data")
    text = package.text(sheet)
    package.changed[sheet] = re.sub(r'(<c r="D\d+" s=")\d+', r"\g<1>1", text)
    book = package.text("xl/workbook.xml")
    book = book.replace("Summary!$A$1:$M$", "Summary!$A$1:$H$")
    book = book.replace('name="Heat tables"', 'name="Heat"').replace("'Heat tables'!", "Heat!")
    package.changed["xl/workbook.xml"] = _swapped(book, "Commentary", "What we heard")


def _swapped(book: str, one: str, other: str) -> str:
    """The workbook's part with two sheets that follow one another the other way round."""
    names = re.findall(r'<sheet name="([^"]*)"', book)
    first, second = names.index(one), names.index(other)
    elements = [re.search(rf'<sheet name="{name}"[^>]*/>', book) for name in (one, other)]
    assert all(elements)
    texts = [element[0] for element in elements if element]
    book = book.replace("".join(texts), "".join(reversed(texts)))
    ids = {str(first): str(second), str(second): str(first)}
    return re.sub(
        r'localSheetId="(\d+)"',
        lambda found: f'localSheetId="{ids.get(found[1], found[1])}"',
        book,
    )


def _part(package: Package, sheet: str, *kinds: str) -> str:
    """The part that a sheet leads to by the first relationship of each kind."""
    part = package.part(sheet)
    for kind in kinds:
        part = next(one.target for one in relationships(package.archive, part) if one.kind == kind)
    return part
