"""Parts of a package that no sheet shows are named by themselves; joints that are at fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from workbook.check.lint import faults
from workbook.check.opened import NOT_CALCULATED, OpenedWorkbook
from workbook.package.archive import Archive
from workbook.package.structure import CONTENT_TYPES, structure

if TYPE_CHECKING:
    from pathlib import Path

SHEET_LINKS = "xl/worksheets/_rels/sheet1.xml.rels"
DRAWING_LINKS = "xl/drawings/_rels/drawing1.xml.rels"
DRAWING, CHART = "xl/drawings/drawing1.xml", "xl/charts/chart1.xml"
BOOK = "xl/workbook.xml"
THEME = '<Override PartName="/xl/theme/theme1.xml" ContentType="a"/>'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "Board.xlsx"
    with xlsxwriter.Workbook(found) as book:
        sheet = book.add_worksheet("Board")
        columns = [{"header": "Ward"}, {"header": "Twice"}]
        sheet.add_table("B2:C4", {"name": "Wards", "columns": columns})
        sheet.write_column("B3", ("Hendon", "Edgware"))
        sheet.write_formula("C3", "=1+1", None, 2)
        sheet.write_formula("C4", "=2+2", None, 4)
        sheet.write_formula("C9", "=3+3", None, 6)
        for at in ("E1", "E20"):
            chart = book.add_chart({"type": "line"})
            chart.add_series({"values": "=Board!$C$3:$C$4"})
            sheet.insert_chart(at, chart)
        book.add_worksheet("Plain")
        book.define_name("total", "=Board!$C$9")
        book.define_name("Board!own", "=Board!$C$9")
    return found


def changed(path: Path, part: str, old: str, new: str) -> Archive:
    archive = Archive.read(path)
    assert old in archive.text(part), archive.text(part)
    text = archive.text(part).replace(old, new, 1)
    return Archive.of(archive.replaced({part: text}), source=path.name)


def opened(archive: Archive) -> OpenedWorkbook:
    return OpenedWorkbook(archive, structure(archive))


def test_a_drawing_and_a_chart_are_named_by_their_sheet(path: Path) -> None:
    found = opened(Archive.read(path))

    assert (found.sheet_of_drawing(DRAWING), found.sheet_of_chart(CHART)) == ("Board", "Board")


@pytest.mark.parametrize(
    ("links", "drawing", "chart"),
    [
        (SHEET_LINKS, DRAWING, DRAWING),
        (DRAWING_LINKS, "Board", CHART),
    ],
    ids=["a drawing of no sheet", "a chart of no drawing"],
)
def test_what_no_sheet_shows_is_named_by_its_part(
    path: Path, links: str, drawing: str, chart: str
) -> None:
    target = "../drawings/drawing1.xml" if links == SHEET_LINKS else "../charts/chart1.xml"

    found = opened(changed(path, links, target, f"{target}.old"))

    assert (found.sheet_of_drawing(DRAWING), found.sheet_of_chart(CHART)) == (drawing, chart)


def test_a_formula_of_a_table_that_waits_is_no_blank_cell(path: Path) -> None:
    sheet = "xl/worksheets/sheet1.xml"
    one = changed(path, sheet, "<f>2+2</f><v>4</v>", "<f>2+2</f>")
    path.write_bytes(one.replaced({}))
    both = opened(changed(path, sheet, "<f>3+3</f><v>6</v>", "<f>3+3</f>"))

    ((part, table, rows),) = both.tables
    assert (part.name, table.name, rows) == (
        "Board",
        "Wards",
        [["Hendon", 2.0], ["Edgware", NOT_CALCULATED]],
    )


@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        (BOOK, '<definedName name="total">', '<definedName name="own" localSheetId="0">',
         "'own' is defined twice"),
        (CONTENT_TYPES, '<Override PartName="/xl/styles.xml"',
         f'{THEME}<Override PartName="/xl/styles.xml"',
         "xl/theme/theme1.xml has two content types"),
        (CONTENT_TYPES, '<Override PartName="/xl/styles.xml"', '<Override PartName="/xl/other.xml"',
         "xl/other.xml has a content type but is not there"),
        (CONTENT_TYPES, '<Default Extension="rels"', '<Default Extension="other"',
         "_rels/.rels has no content type"),
    ],
)  # fmt: skip
def test_a_joint_at_fault_is_named(path: Path, part: str, old: str, new: str, said: str) -> None:
    path.write_bytes(changed(path, part, old, new).replaced({}))

    assert [one for one in faults(path) if said in one]


def test_a_name_of_a_sheet_and_one_of_the_whole_workbook_may_be_alike(path: Path) -> None:
    path.write_bytes(changed(path, BOOK, 'name="total"', 'name="own"').replaced({}))

    assert faults(path) == ()
