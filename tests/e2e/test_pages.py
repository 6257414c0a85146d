"""The printed pages: what LibreOffice makes of the workbook, measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.libreoffice import needs_libreoffice

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_libreoffice

SMALLEST_PRINT = 8.0
FEWEST_WORDS = 250


@pytest.fixture(scope="module")
def words(sample_pdf: Path) -> list[tuple[int, float, str]]:
    """(page, size, text) of every printed line."""
    import pdfplumber

    found: list[tuple[int, float, str]] = []
    with pdfplumber.open(sample_pdf) as document:
        for number, page in enumerate(document.pages, start=1):
            found.extend(
                (number, round(float(char["size"]), 2), str(char["text"])) for char in page.chars
            )
            page.close()
    return found


@pytest.fixture(scope="module")
def texts(sample_pdf: Path) -> list[str]:
    import pdfplumber

    with pdfplumber.open(sample_pdf) as document:
        return [page.extract_text() for page in document.pages]


def test_nothing_is_printed_smaller_than_8_points(words: list[tuple[int, float, str]]) -> None:
    small = {(page, size) for page, size, text in words if text.strip() and size < SMALLEST_PRINT}

    assert small == set()


def test_no_cell_is_too_narrow_for_its_number(texts: list[str]) -> None:
    assert [number for number, text in enumerate(texts, start=1) if "###" in text] == []


def test_no_page_shows_an_error_value(texts: list[str]) -> None:
    errors = ("#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "Err:")
    shown = [n for n, text in enumerate(texts, start=1) if any(e in text for e in errors)]

    assert shown == []


def test_the_summary_is_one_page(texts: list[str]) -> None:
    assert sum("crime and community safety summary" in text for text in texts) == 1


def test_every_page_of_exceptions_has_headings(texts: list[str]) -> None:
    pages = [text for text in texts if text.startswith("Exceptions: ")]

    assert [text for text in pages if "How unusual, in words" not in text] == []


def test_no_page_of_a_section_is_nearly_blank(texts: list[str]) -> None:
    words = {
        number: len(text.split())
        for number, text in enumerate(texts, start=1)
        if "What it shows" in text and "12 months to" in text.splitlines()[0]
    }

    assert {number: count for number, count in words.items() if count < FEWEST_WORDS} == {}
