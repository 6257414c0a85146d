"""What hangs at a table's rows when it gets more or fewer: its filter, its order, its charts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from tests.support.rich_workbook import AS_AT
from workbook.block import TableBlock
from workbook.package.archive import Archive
from workbook.package.reference import Rectangle
from workbook.package.table_part import resized_table
from workbook.surfaces.headless import HeadlessWorkbook

if TYPE_CHECKING:
    from pathlib import Path

HELD = 5


def written(path: Path, rows: int) -> Archive:
    """The table Left (A1:B6) with a chart of both its columns and one of ten rows; refilled."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Page")
    headings = [{"header": "a"}, {"header": "b"}]
    sheet.add_table(0, 0, HELD, 1, {"name": "Left", "columns": headings})
    for row in range(1, HELD + 1):
        sheet.write_row(row, 0, [f"old {row}", 100 + row])
    for last in (6, 11):
        chart = book.add_chart({"type": "column"})
        chart.add_series({"categories": f"=Page!$A$2:$A${last}", "values": f"=Page!$B$2:$B${last}"})
        sheet.insert_chart(5 + last, 4, chart)
    book.close()
    new = tuple((f"new {row}", row + 0.5) for row in range(rows))
    block = TableBlock("Left", ("a", "b"), new, identity=("a",))
    target = path.with_name("out.xlsx")
    HeadlessWorkbook.open(path).write([block], target, as_at=AS_AT)
    return Archive.read(target)


def points(text: str) -> list[tuple[str, dict[str, str]]]:
    """Of each cache: the number of its points, and those that have something."""
    caches = re.findall(r"<c:((?:num|str)Cache)>(.*?)</c:\1>", text)
    return [
        (
            re.findall(r'<c:ptCount val="(\d+)"/>', cache)[0],
            dict(re.findall(r'<c:pt idx="(\d+)"><c:v>([^<]*)</c:v>', cache)),
        )
        for _, cache in caches
    ]


@pytest.mark.parametrize("rows", [0, 1, 3, 5, 6, 9])
def test_charts_of_a_table_show_its_rows_and_no_more(tmp_path: Path, rows: int) -> None:
    archive = written(tmp_path / "a.xlsx", rows)

    for part, drawn in (("xl/charts/chart1.xml", 5), ("xl/charts/chart2.xml", 10)):
        shown = range(min(rows, drawn))
        assert points(archive.text(part)) == [
            (str(drawn), {str(row): f"new {row}" for row in shown}),
            (str(drawn), {str(row): f"{row}.5" for row in shown}),
        ]


@pytest.mark.parametrize(
    ("rows", "area"), [(0, "A1:B2"), (1, "A1:B2"), (2, "A1:B3"), (5, "A1:B6"), (6, "A1:B7")]
)
def test_a_table_and_its_filter_end_at_its_last_row(tmp_path: Path, rows: int, area: str) -> None:
    part = written(tmp_path / "a.xlsx", rows).text("xl/tables/table1.xml")

    assert re.findall(r' ref="([^"]+)"', part) == [area, area]


@pytest.mark.parametrize(
    ("after", "areas"),
    [
        ("B3:D9", ["B3:D9", "B3:D9", "B4:D9", "C4:C9", "B3:D4"]),
        ("B3:D4", ["B3:D4", "B3:D4", "B4:D4", "C4", "B3:D4"]),
        ("B3:D3", ["B3:D3", "B3:D3", "B4:D4", "C4", "B3:D4"]),
        ("B3:D6", ["B3:D6", "B3:D6", "B4:D6", "C4:C6", "B3:D4"]),
    ],
)
def test_each_range_that_ended_with_the_table_ends_with_it_again(
    after: str, areas: list[str]
) -> None:
    """The table, its filter, its order and what it is ordered by; not a range that ended above."""
    text = (
        '<table ref="B3:D6"><autoFilter ref="B3:D6"/><sortState ref="B4:D6">'
        '<sortCondition ref="C4:C6"/></sortState><x ref="B3:D4"/><y ref="#REF!" href="B3:D6"/>'
    )
    new = resized_table(text, Rectangle.parse("B3:D6"), Rectangle.parse(after))

    assert re.findall(r' ref="([^"]+)"', new) == [*areas, "#REF!"]
    assert new.endswith('<y ref="#REF!" href="B3:D6"/>')
    assert new.startswith("<table ref=")
