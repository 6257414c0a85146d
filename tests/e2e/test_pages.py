"""The printed pages: what LibreOffice makes of the workbook, measured."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.support.libreoffice import PrintedPage, needs_libreoffice, pdf, printed_pages
from workbook.layout.kept_answers import KEPT_ANSWERS
from workbook.package.archive import Archive
from workbook.package.structure import structure
from workbook.sheets.all_indicators.template import GROUPS

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.refresh import Refreshed

pytestmark = needs_libreoffice

WIDER = 1.05
SMALLEST_PRINT = 8.0
FEWEST_WORDS = 60
"""A page with fewer is a table's tail that should have fitted on the page before."""

FEWEST_WORDS_OF_A_SECTION = 250

FEWEST_LINES_BELOW_A_TITLE = 4
"""Its headings, two rows and the footer."""


@pytest.fixture(scope="module")
def pages(sample_pages: list[PrintedPage]) -> list[PrintedPage]:
    return sample_pages


def of_sheet(pages: list[PrintedPage], sheet: str) -> list[PrintedPage]:
    """The pages whose footer names the sheet."""
    return [page for page in pages if re.search(rf"{sheet} Page \d+", page.text)]


def test_nothing_is_printed_smaller_than_8_points(pages: list[PrintedPage]) -> None:
    small = {page.number for page in pages if page.smallest < SMALLEST_PRINT}

    assert small == set()


def test_no_cell_is_too_narrow_for_its_number(pages: list[PrintedPage]) -> None:
    assert [page.number for page in pages if "###" in page.text] == []


def test_no_page_shows_an_error_value(pages: list[PrintedPage]) -> None:
    errors = ("#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "Err:")

    assert [p.number for p in pages if any(error in p.text for error in errors)] == []


def test_the_summary_is_one_page(pages: list[PrintedPage]) -> None:
    assert sum("crime and community safety summary" in page.text for page in pages) == 1


def test_no_page_holds_only_a_few_words(pages: list[PrintedPage]) -> None:
    begins_empty = of_sheet(pages, KEPT_ANSWERS)

    few = [page for page in pages if len(page.text.split()) < FEWEST_WORDS]
    assert [page.number for page in few if page not in begins_empty] == []


@pytest.mark.parametrize("sheet", ["Peers", "Indicator", "Data", "Ward data", "Checks"])
def test_a_sheet_that_is_looked_up_prints_one_page(pages: list[PrintedPage], sheet: str) -> None:
    assert len(of_sheet(pages, sheet)) == 1


def test_all_indicators_prints_a_page_for_each_group_of_figures(pages: list[PrintedPage]) -> None:
    *figures, _words = (label for label, _ in GROUPS)
    third_lines = [page.text.split("\n")[2] for page in of_sheet(pages, "All indicators")]

    assert third_lines == [f"Data to December 2025 {group}" for group in figures]


def test_each_page_of_all_indicators_has_every_row(pages: list[PrintedPage]) -> None:
    ends = ("Total notifiable offences", "Confidence in the police, % ‡")
    without = [
        page.number
        for page in of_sheet(pages, "All indicators")
        if not all(row in page.text for row in ends)
    ]

    assert without == []


@pytest.mark.parametrize("sheet", ["Commentary", "Definitions"])
def test_each_page_of_a_wide_table_begins_with_its_title_and_first_columns(
    pages: list[PrintedPage], sheet: str
) -> None:
    first = "Indicator id Indicator" if sheet == "Commentary" else "Id Indicator"
    without = [
        page.number
        for page in of_sheet(pages, sheet)
        if not (page.text.startswith(sheet) and f"\n{first} " in page.text)
    ]

    assert without == []


@pytest.mark.parametrize("title", ["Sections", "Peer groups", "Targets", "Known changes"])
def test_no_table_of_settings_begins_at_the_foot_of_a_page(
    pages: list[PrintedPage], title: str
) -> None:
    (below,) = (
        page.text.split("\n")[at + 1 :]
        for page in of_sheet(pages, "Settings")
        for at, line in enumerate(page.text.split("\n"))
        if line.startswith(f"{title} ")
    )

    assert len(below) >= FEWEST_LINES_BELOW_A_TITLE


def test_every_page_of_exceptions_has_headings(pages: list[PrintedPage]) -> None:
    texts = [page.text for page in of_sheet(pages, "Exceptions")]

    assert [text for text in texts if "Usual range" not in text] == []


def test_no_page_of_a_section_is_nearly_blank(pages: list[PrintedPage]) -> None:
    words = {
        page.number: len(page.text.split())
        for page in pages
        if "What it shows" in page.text and "12 months to" in page.text.splitlines()[0]
    }

    assert {n: count for n, count in words.items() if count < FEWEST_WORDS_OF_A_SECTION} == {}


def last_line(page: PrintedPage) -> str:
    return page.text.split("\n")[-1]


def test_the_sets_pages_come_first_with_their_own_numbers(pages: list[PrintedPage]) -> None:
    """As when the set alone is printed (`test_board_set`)."""
    numbers = [re.search(r"Page (\d+) of (\d+)$", last_line(page)) for page in pages]
    counted = [found.groups() for found in numbers if found]

    total = len(counted)
    assert counted == [(str(page), str(total)) for page in range(1, total + 1)]
    assert [bool(found) for found in numbers] == [True] * total + [False] * (len(pages) - total)


def test_no_page_spills_a_column_with_columns_5_per_cent_wider(
    sample: Refreshed, pages: list[PrintedPage], tmp_path: Path
) -> None:
    archive = Archive.read(sample.path)
    parts = {
        sheet.part: re.sub(
            r'(<col [^>]*?width=")([\d.]+)',
            lambda found: f"{found[1]}{WIDER * float(found[2]):.4f}",
            archive.text(sheet.part),
        )
        for sheet in structure(archive).sheets
    }
    wide = tmp_path / "wide.xlsx"
    wide.write_bytes(archive.replaced(parts))

    wider = printed_pages(pdf(wide, tmp_path))
    assert [last_line(page) for page in wider] == [last_line(page) for page in pages]
