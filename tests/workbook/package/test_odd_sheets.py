"""Sheets that no Excel wrote: each is refused with one sentence, and none is written broken."""

from __future__ import annotations

import pytest

from tests.workbook.package.test_splice import sheet_xml
from workbook.package.sheet import SheetXml
from xlsrc.domain.errors import WorkbookError


def read(data: str) -> None:
    sheet = SheetXml(sheet_xml(data), where="S")
    sheet.formulas()
    assert sheet.rows


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ('<row r="1"><c r="12 %"/></row>', 'a row or cell of it says r="12 %"'),
        ('<row r="1"><c/><c r="3"/></row>', 'a row or cell of it says r="3"'),
        ('<row r="one"/>', 'a row or cell of it says r="one"'),
        ('<row r="0"/>', 'a row or cell of it says r="0"'),
        ('<row r="1"><c r="A1"><f t="array" ref="?">1</f></c></row>', "in A1 fills no range"),
        ("<f>1</f>", "a formula of it is in no cell with an address"),
        ('<row r="1"><c r="A1"/>', "its row 1 has no end"),
    ],
)
def test_a_sheet_that_no_excel_wrote_is_one_sentence(data: str, why: str) -> None:
    with pytest.raises(WorkbookError) as raised:
        read(data)

    assert str(raised.value).startswith("Sheet S was not written by Excel (")
    assert why in str(raised.value)


def test_cells_without_an_end_are_one_sentence() -> None:
    with pytest.raises(WorkbookError, match="its cells have no end"):
        SheetXml(sheet_xml("").replace("</sheetData>", ""), where="S")
