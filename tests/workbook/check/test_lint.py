from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from tests.support.paths import EXCEL_FILES
from workbook.check.lint import faults
from workbook.package.archive import Archive
from workbook.package.structure import CONTENT_TYPES

if TYPE_CHECKING:
    from pathlib import Path

REAL_FILES = sorted(EXCEL_FILES.glob("*.xlsx"))
SHEET = "xl/worksheets/sheet1.xml"
TABLE = "xl/tables/table1.xml"


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "sound.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Sheet1")
    for name, area in (("First", "A1:B4"), ("Second", "D1:E4")):
        columns = [{"header": f"{name} a"}, {"header": f"{name} b"}]
        sheet.add_table(area, {"name": name, "columns": columns})
    sheet.write("A2", "text")
    sheet.write_formula("G1", "=SUM(B2:B4)")
    sheet.merge_range("A10:B11", "merged")
    sheet.merge_range("D10:E11", "merged too")
    sheet.conditional_format("B2:B4", {"type": "cell", "criteria": ">", "value": 1})
    sheet.data_validation("B2:B4", {"validate": "list", "source": ["yes", "no"]})
    sheet.set_footer("x" * 255)
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Sheet1!$B$2:$B$4"})
    sheet.insert_chart("G3", chart)
    book.define_name("total", "=Sheet1!$G$1")
    book.close()
    return path


def injected(path: Path, part: str, old: str, new: str) -> tuple[str, ...]:
    """The faults after one text of one part was replaced."""
    archive = Archive.read(path)
    text = archive.text(part)
    assert old in text
    path.write_bytes(archive.replaced({part: text.replace(old, new, 1)}))
    return faults(path)


def test_a_sound_workbook_has_no_fault(sound: Path) -> None:
    assert faults(sound) == ()


@pytest.mark.parametrize("path", REAL_FILES, ids=lambda path: path.stem)
def test_what_excel_saved_has_no_fault(path: Path) -> None:
    assert faults(path) == ()


@pytest.mark.parametrize(
    ("part", "old", "new", "fault"),
    [
        (TABLE, 'displayName="First"', 'displayName="Second"', "'Second'.*taken twice"),
        (TABLE, 'displayName="First"', 'displayName="total"', "'total'.*taken twice"),
        (TABLE, 'displayName="First"', 'displayName="R1C1"', "'R1C1'.*no valid name"),
        (TABLE, 'displayName="First"', 'displayName="My table"', "no valid name"),
        (TABLE, ' id="1" name="First"', ' id="2" name="First"', "2 tables have the id 2"),
        (TABLE, 'name="First a"', 'name="Other"', "Sheet1!A1.*must be the text 'Other'"),
        (TABLE, 'name="First a"', 'name="First b"', "2 columns 'first b'"),
        (TABLE, 'ref="A1:B4" ', 'ref="A1:C4" ', "2 columns, but its range A1:C4 has 3"),
        (TABLE, 'ref="A1:B4" ', 'ref="A1:D4" ', "First and Second overlap"),
        (TABLE, '<autoFilter ref="A1:B4"/>', '<autoFilter ref="A1:B9"/>', "filter .* covers A1:B9"),
        (SHEET, 'ref="D10:E11"', 'ref="B11:E12"', "A10:B11 and B11:E12 are merged and overlap"),
        (SHEET, 'ref="D10:E11"', 'ref="D3:E4"', "D3:E4 is merged inside table Second"),
        (SHEET, 'sqref="B2:B4"', 'sqref="B2:B"', "'B2:B', no valid range"),
        (SHEET, "SUM(B2:B4)", "SUM(B2:B4)" + "+1" * 4_096, "formula of 8,202 characters"),
        (SHEET, "SUM(B2:B4)", "XLOOKUP(1,B2:B4,B2:B4)", "uses XLOOKUP without the prefix"),
        (SHEET, "SUM(B2:B4)", "LET(x,1,x)", "uses LET without the prefix"),
        (SHEET, "xx", "x&amp;P", "Sheet1 has a footer of 256 characters"),
        (SHEET, '"yes,no"', f'"{"yes," * 70}"', "validation list of 280 characters"),
        (SHEET, '<c r="A2"', '<c r="E2"/><c r="A2"', "Sheet1!A2 is out of order"),
        (SHEET, '<c r="A2"', '<c r="A3"', "Sheet1!A2 stands in row 2 under another address"),
        (SHEET, '<row r="2"', '<row r="1"', "rows are not numbered in order"),
        (SHEET, "SUM(B2:B4)", "\x07SUM(B2:B4)", r"sheet1.xml is no XML \(not well-formed"),
        ("docProps/app.xml", "</Properties>", "", r"app.xml is no XML \(no element found"),
        (
            SHEET,
            '<drawing r:id="rId1"/>',
            '<drawing r:id="rId9"/>',
            "relationship rId9, which is not",
        ),
        (
            "xl/sharedStrings.xml",
            "<t>text</t>",
            f"<t>{'x' * 32_768}</t>",
            "A2 has 32,768 characters",
        ),
        ("xl/workbook.xml", "Sheet1!$G$1", "Sheet1!#REF!", "'total' has lost its cells"),
        ("xl/workbook.xml", "Sheet1!$G$1", "Gone!$G$1", "sheet 'Gone', which is not there"),
        ("xl/charts/chart1.xml", "Sheet1!$B$2", "Gone!$B$2", "chart1.xml means cells .* 'Gone'"),
        (
            CONTENT_TYPES,
            "/xl/tables/table1.xml",
            "/xl/tables/table9.xml",
            "table9.xml has a content",
        ),
        (
            "xl/worksheets/_rels/sheet1.xml.rels",
            "../drawings/drawing1.xml",
            "../drawings/drawing7.xml",
            "linked to xl/drawings/drawing7.xml, which is not there",
        ),
    ],
    ids=lambda value: value[-40:],
)
def test_an_injected_fault_is_found(sound: Path, part: str, old: str, new: str, fault: str) -> None:
    found = injected(sound, part, old, new)

    assert any(re.search(fault, text) for text in found), found


def test_a_prefixed_function_is_no_fault(sound: Path) -> None:
    assert injected(sound, SHEET, "SUM(B2:B4)", "_xlfn.XLOOKUP(1,B2:B4,B2:B4)") == ()


def test_a_function_named_in_a_text_is_no_fault(sound: Path) -> None:
    assert injected(sound, SHEET, "SUM(B2:B4)", '"use LET(x)"') == ()
