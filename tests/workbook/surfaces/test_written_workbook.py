"""A whole refresh of the rich workbook, seen by validators and other readers."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from tests.support.ooxml import OLDEST_AND_NEWEST, needs_validator, schema_errors
from tests.support.rich_workbook import AS_AT, DATA_COLUMNS, make_rich_workbook
from workbook.block import Block, Formula, ShapeStyle, TableBlock
from workbook.check.lint import faults
from workbook.package.archive import Archive
from workbook.surfaces.headless import HeadlessWorkbook

if TYPE_CHECKING:
    from pathlib import Path

WRITES = (
    Block(
        "panel.one",
        tuple(
            (f"M{row}", row if row != 4 else None, Formula(f"B{row}*2", 2.0 * row))
            for row in range(2, 8)
        ),
    ),
    TableBlock(
        "Data",
        DATA_COLUMNS,
        tuple((f"Burglary – {n}", datetime.date(2025, 1 + n % 12, 1), n) for n in range(40)),
    ),
    TableBlock(
        "Actions", ("Reference", "Status"), (("A1", "Late"), ("A9", "New")), keys=("Reference",)
    ),
    ShapeStyle("E05013628", "6C98C0", 'Barnet Vale: "2.5"', "Barnet Vale\n2.5"),
)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_rich_workbook(tmp_path_factory.mktemp("rich") / "rich.xlsx")


@pytest.fixture(scope="module")
def target(source: Path) -> Path:
    path = source.with_name("refreshed.xlsx")
    HeadlessWorkbook.open(source).write(WRITES, path, as_at=AS_AT)
    return path


@pytest.mark.slow
@needs_validator
@pytest.mark.parametrize("office_version", OLDEST_AND_NEWEST)
def test_the_written_workbook_is_valid(source: Path, target: Path, office_version: str) -> None:
    found = schema_errors(target, office_version)

    assert not found or set(found) <= set(schema_errors(source, office_version))


def test_the_written_workbook_has_no_new_fault(source: Path, target: Path) -> None:
    assert faults(target) == faults(source)


def test_what_openpyxl_would_lose_is_still_there(target: Path) -> None:
    parts = Archive.read(target)
    board, actions = (parts.text(f"xl/worksheets/sheet{number}.xml") for number in (1, 3))

    features = {
        "sparkline": "x14:sparkline" in board,
        "data bar": "<dataBar" in board,
        "merge": "<mergeCell " in board,
        "chart alt text": "Count by month" in parts.text("xl/drawings/drawing1.xml"),
        "map": "<xdr:grpSp>" in parts.text("xl/drawings/drawing2.xml"),
        "note": "ask the ward panel" in parts.text("xl/comments1.xml"),
        "validation": "<dataValidation " in actions,
        "rich text": re.search(r"<r><rPr><b/>.*analyst", parts.text("xl/sharedStrings.xml"))
        is not None,
    }
    assert [name for name, is_there in features.items() if not is_there] == []


def test_calamine_reads_the_written_rows(target: Path) -> None:
    rows = CalamineWorkbook.from_path(target).get_sheet_by_name("Data").to_python()

    assert rows[40][:3] == ["Burglary – 39", datetime.date(2025, 4, 1), 39.0]


def test_pandas_reads_the_values_of_formulas(target: Path) -> None:
    frame = pd.read_excel(target, sheet_name="Board's page", engine="calamine")

    assert frame["Doubled"].head(6).tolist() == [4, 6, 8, 10, 12, 14]
