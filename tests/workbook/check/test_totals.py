"""Truth values and totals rows that say something else than they should."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from workbook.check.lint import faults
from workbook.package.archive import Archive

if TYPE_CHECKING:
    from pathlib import Path

SHEET = "xl/worksheets/sheet1.xml"
TABLE = "xl/tables/table1.xml"


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "sound.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Sheet1")
    columns = [
        {"header": "What", "total_string": "Total"},
        {"header": "Count", "total_function": "sum", "total_value": 6},
    ]
    sheet.add_table("A1:B5", {"name": "First", "columns": columns, "total_row": True})
    for row, count in enumerate((1, 2, 3), 1):
        sheet.write_row(row, 0, (f"row {row}", count))
    sheet.write_column("D1", (True, False))
    book.close()
    return path


def injected(path: Path, part: str, old: str, new: str) -> tuple[str, ...]:
    archive = Archive.read(path)
    text = archive.text(part)
    assert old in text, text
    path.write_bytes(archive.replaced({part: text.replace(old, new, 1)}))
    return faults(path)


def test_a_sound_totals_row_and_truths_are_no_fault(sound: Path) -> None:
    assert faults(sound) == ()


@pytest.mark.parametrize("word", ["true", "false", "0"])
def test_every_spelling_of_a_truth_is_read(sound: Path, word: str) -> None:
    assert injected(sound, SHEET, 't="b"><v>1</v>', f't="b"><v>{word}</v>') == ()


@pytest.mark.parametrize(
    ("part", "old", "new", "fault"),
    [
        (SHEET, 't="b"><v>1</v>', 't="b"><v>TRUE</v>', r"^Sheet1!D1 must be true or .*'TRUE'"),
        (SHEET, 't="b"><v>1</v>', 't="b"><v>2</v>', r"^Sheet1!D1 must be true or false .*'2'"),
        (TABLE, 'totalsRowLabel="Total"', 'totalsRowLabel="Sum"', r"^Sheet1!A5 .* text 'Sum'"),
        (TABLE, 'totalsRowFunction="sum"', 'totalsRowFunction="average"', r"^Sheet1!B5 .*\(101,"),
        (SHEET, "SUBTOTAL(109,", "SUBTOTAL(103,", r"^Sheet1!B5 .* SUBTOTAL\(109,"),
        (TABLE, 'ref="A1:B5" totalsRowCount', 'ref="A1:B1" totalsRowCount', r"no other row"),
    ],
)  # fmt: skip
def test_what_differs_is_named(sound: Path, part: str, old: str, new: str, fault: str) -> None:
    found = injected(sound, part, old, new)

    assert any(re.search(fault, text) for text in found), found
    assert len(found) == 1 or "no other row" in fault


def test_labels_of_a_row_that_is_switched_off_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "off.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Sheet1")
    sheet.add_table("A1:A3", {"name": "First", "columns": [{"header": "What"}]})
    book.close()

    assert injected(path, TABLE, 'name="What"', 'name="What" totalsRowLabel="Total"') == ()
