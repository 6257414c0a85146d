"""A table of three wards with an analyst's column between refresh's two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import openpyxl
import xlsxwriter

from tests.support.rich_workbook import AS_AT
from workbook.block import TableBlock
from workbook.package.archive import Archive
from workbook.surfaces.headless import HeadlessWorkbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workbook.block import Row

COLUMNS = ("Ward", "Seen")
TURNED = (("Colindale", 9), ("Abbey", 8), ("Barnhill", 7))


def made(
    path: Path,
    own: Callable[[xlsxwriter.Workbook, Any], None],
    *,
    kept: bool = True,
    table: dict[str, Any] | None = None,
) -> Path:
    """A table of three wards at B3 with the columns Ward, Answer, Seen, filled by ``own``."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Page")
    headings = [{"header": "Ward"}, {"header": "Answer"}, {"header": "Seen"}]
    sheet.add_table("B3:D6", {"name": "Wards", "columns": headings, **(table or {})})
    for row, (ward, seen) in enumerate((("Abbey", 1), ("Barnhill", 2), ("Colindale", 3)), start=3):
        sheet.write(row, 1, ward)
        sheet.write(row, 3, seen)
    own(book, sheet)
    if kept:
        names = ("Table", "Row", "Column", "Answer", "Kept at")
        book.add_worksheet("Kept answers").add_table(
            "A4:E5", {"name": "KeptAnswers", "columns": [{"header": name} for name in names]}
        )
    book.close()
    return path


def written(source: Path, *rows: Row) -> Path:
    """The table with the given rows in the place of its own."""
    target = source.with_name("out.xlsx")
    block = TableBlock("Wards", COLUMNS, rows, identity=("Ward",))
    HeadlessWorkbook.open(source).write([block], target, as_at=AS_AT)
    return target


def sheet_text(path: Path) -> str:
    return Archive.read(path).text("xl/worksheets/sheet1.xml")


def cell(path: Path, address: str) -> str:
    found = re.search(rf'<c r="{address}"[^>]*?(?:/>|>.*?</c>)', sheet_text(path))
    return found[0] if found else ""


def values(path: Path, area: str, sheet: str = "Page") -> list[tuple[object, ...]]:
    return [tuple(one.value for one in row) for row in openpyxl.load_workbook(path)[sheet][area]]
