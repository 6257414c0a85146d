from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from tests.support.rich_workbook import AS_AT, make_rich_workbook
from workbook.block import KEEP, Block, Cell, Formula
from workbook.package.archive import Archive
from workbook.surfaces.headless import HeadlessWorkbook

if TYPE_CHECKING:
    from pathlib import Path

CHART = "xl/charts/chart1.xml"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make_rich_workbook(tmp_path / "rich.xlsx")


def chart(source: Path, block: Block) -> str:
    target = source.with_name("out.xlsx")
    HeadlessWorkbook.open(source).write([block], target, as_at=AS_AT)
    return Archive.read(target).text(CHART)


def cached(text: str, formula: str) -> dict[str, str]:
    """The points of the first cache that stands behind a formula."""
    start = text.index(f"<c:f>{formula}</c:f>")
    cache = re.search(r"<c:(\w+Cache)>(.*?)</c:\1>", text[start:], re.DOTALL)
    assert cache is not None
    return dict(re.findall(r'<c:pt idx="(\d+)"><c:v>([^<]*)</c:v>', cache[2]))


def panel(counts: tuple[Cell, ...]) -> Block:
    return Block(
        "panel.one",
        tuple(
            (f"<{row}>", count, Formula(f"B{row}*2", row * 1.5))
            for row, count in enumerate(counts, 2)
        ),
    )


def test_a_cache_holds_the_written_numbers(source: Path) -> None:
    text = chart(source, panel((5, 6.5, 7, 8, 9, 10)))

    assert cached(text, "'Board''s page'!$B$2:$B$7") == {
        "0": "5",
        "1": "6.5",
        "2": "7",
        "3": "8",
        "4": "9",
        "5": "10",
    }


def test_a_cache_holds_the_written_words(source: Path) -> None:
    text = chart(source, panel((5, 6, 7, 8, 9, 10)))

    assert cached(text, "'Board''s page'!$A$2:$A$7")["0"] == "&lt;2&gt;"


def test_a_cache_holds_the_values_of_formulas(source: Path) -> None:
    text = chart(source, panel((5, 6, 7, 8, 9, 10)))

    assert cached(text, "'Board''s page'!$C$2:$C$7")["1"] == "4.5"


@pytest.mark.parametrize("absent", [None, "too few"])
def test_a_cell_without_a_figure_is_no_point(source: Path, absent: Cell) -> None:
    text = chart(source, panel((5, absent, 7, 8, 9, 10)))

    assert "1" not in cached(text, "'Board''s page'!$B$2:$B$7")


def test_a_cache_counts_blank_points(source: Path) -> None:
    text = chart(source, panel((5, None, 7, 8, 9, None)))

    assert text.count('<c:ptCount val="6"/>') == 3


def test_a_chart_on_other_cells_stays_byte_for_byte(source: Path) -> None:
    text = chart(source, Block("Choice", (("Robbery",),)))

    # Its second series shows formulas that nobody worked out here; the first is as it was.
    end = text.index('<c:order val="1"/>')
    assert text[:end] == Archive.read(source).text(CHART)[:end]


def test_a_cell_kept_in_a_written_block_keeps_its_point(source: Path) -> None:
    rows = tuple((KEEP, KEEP, Formula(f"B{row}*2", row * 20.0 - 20)) for row in range(2, 8))

    assert chart(source, Block("panel.one", rows)) == Archive.read(source).text(CHART)


def test_a_series_name_follows_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "named.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("S")
    sheet.write_row("A1", ("old name", 1, 2))
    drawn = book.add_chart({"type": "column"})
    drawn.add_series({"name": "=S!$A$1", "values": "=S!$B$1:$C$1"})
    sheet.insert_chart("A3", drawn)
    book.define_name("all", "=S!$A$1:$C$1")
    book.close()

    text = chart(path, Block("all", (("new name", 1, 2),)))

    assert cached(text, "S!$A$1") == {"0": "new name"}


def test_blank_categories_that_become_words_are_words(tmp_path: Path) -> None:
    path = tmp_path / "blank.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("S")
    drawn = book.add_chart({"type": "column"})
    drawn.add_series({"categories": "=S!$A$1:$A$2", "values": "=S!$B$1:$B$2"})
    sheet.insert_chart("D3", drawn)
    sheet.write_column("A1", (1, 2))
    book.define_name("all", "=S!$A$1:$B$2")
    book.close()

    text = chart(path, Block("all", (("Jan", 1), ("Feb", 2))))

    assert (
        '<c:cat><c:strRef><c:f>S!$A$1:$A$2</c:f><c:strCache><c:ptCount val="2"/>'
        '<c:pt idx="0"><c:v>Jan</c:v></c:pt><c:pt idx="1"><c:v>Feb</c:v></c:pt>'
        "</c:strCache></c:strRef></c:cat>"
    ) in text


def test_categories_of_two_columns_are_cached_level_by_level(tmp_path: Path) -> None:
    path = tmp_path / "levels.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("S")
    sheet.write_column("A1", ("2024", None, "2025"))
    sheet.write_column("B1", ("Nov", "Dec", "Jan"))
    drawn = book.add_chart({"type": "column"})
    drawn.add_series({"categories": "=S!$A$1:$B$3", "values": "=S!$C$1:$C$3"})
    sheet.insert_chart("E3", drawn)
    book.define_name("all", "=S!$A$1:$C$3")
    book.close()

    text = chart(path, Block("all", (("2025", "Nov", 1), (None, "Dec", 2), ("2026", "Jan", 3))))

    assert (
        '<c:multiLvlStrCache><c:ptCount val="3"/><c:lvl><c:pt idx="0"><c:v>Nov</c:v></c:pt>'
        '<c:pt idx="1"><c:v>Dec</c:v></c:pt><c:pt idx="2"><c:v>Jan</c:v></c:pt></c:lvl>'
        '<c:lvl><c:pt idx="0"><c:v>2025</c:v></c:pt><c:pt idx="2"><c:v>2026</c:v></c:pt></c:lvl>'
        "</c:multiLvlStrCache>"
    ) in text


def test_a_reference_without_a_cache_gets_one(source: Path) -> None:
    archive = Archive.read(source)
    bare = re.sub(r"<c:numCache>.*?</c:numCache>", "", archive.text(CHART))
    source.write_bytes(archive.replaced({CHART: bare}))

    text = chart(source, panel((5, 6, 7, 8, 9, 10)))

    assert cached(text, "'Board''s page'!$B$2:$B$7")["5"] == "10"
