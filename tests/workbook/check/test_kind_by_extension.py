"""The kind of a workbook that its package says of all parts of an extension, not of this one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from workbook.check.lint import faults
from workbook.package.archive import Archive
from workbook.package.structure import CONTENT_TYPES

if TYPE_CHECKING:
    from pathlib import Path

MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


@pytest.mark.parametrize(
    ("default", "said"),
    [
        (MAIN, []),
        (MACROS, ["Board.xlsx must end in .xlsm, as what it holds is of that kind; found .xlsx."]),
        (
            "application/xml",
            ["Board.xlsx must hold a workbook; found content of the type 'application/xml'."],
        ),
    ],
    ids=["a workbook", "one with macros", "none"],
)
def test_the_kind_said_of_an_extension_is_that_of_its_workbook(
    tmp_path: Path, default: str, said: list[str]
) -> None:
    path = tmp_path / "Board.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Board")
    archive = Archive.read(path)
    types = re.sub(r'<Override PartName="/xl/workbook.xml"[^>]*/>', "", archive.text(CONTENT_TYPES))
    types = re.sub(r'(<Default Extension="xml" ContentType=")[^"]*', rf"\g<1>{default}", types)
    path.write_bytes(archive.replaced({CONTENT_TYPES: types}))

    assert [f"{one.partition('. ')[0]}." for one in faults(path)] == said
