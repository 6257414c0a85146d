"""Every figure of the published page, wherever it stands, is one of the published workbook."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.support.html_page import read_page, words
from workbook.package.archive import Archive
from workbook.package.structure import structure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lxml.html import HtmlElement

    from tests.support.publishing import Publishing

FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?(?<!,)")
OF_YEAR = re.compile(r"[A-Z][a-z]{2,8}\s(?:19|20)\d\d")
"""A month, which is no figure."""
LISTS = ("Data", "Ward data", "Peers", "All indicators", "Small areas")


@pytest.fixture(scope="module")
def page(publishing: Publishing) -> HtmlElement:
    return read_page(publishing.files["Barnet 2025-12 public.html"].decode())


@pytest.fixture(scope="module")
def book(publishing: Publishing) -> bytes:
    return publishing.files["Barnet 2025-12 public.xlsx"]


@pytest.fixture(scope="module")
def sheets(book: bytes) -> dict[str, str]:
    """The markup of every sheet, its shared texts in place."""
    archive = Archive.of(book, source="Edition.xlsx")
    shared = re.findall(r"<si>(.*?)</si>", archive.text("xl/sharedStrings.xml"), re.DOTALL)
    return {
        one.name: re.sub(
            r't="s"><v>(\d+)</v>',
            lambda found: f't="inlineStr"><is>{shared[int(found[1])]}</is>',
            archive.text(one.part),
        )
        for one in structure(archive).sheets
    }


@pytest.fixture(scope="module")
def texts(sheets: Mapping[str, str]) -> set[str]:
    """Every text of a cell, on one line."""
    found = (
        one for sheet in sheets.values() for one in re.findall(r"<t(?: [^>]*)?>([^<]*)</t>", sheet)
    )
    return {words(read_page(f"<p>{one}</p>")) for one in set(found) if one.strip()}


def _forms(sheets: Mapping[str, str], texts: set[str]) -> set[str]:
    """Every figure of the workbook, as a format or a sentence can show it."""
    numbers: set[float] = set()
    for name, sheet in sheets.items():
        kept = [float(one) for one in re.findall(r"<v>(-?[\d.]+(?:E-?\d+)?)</v>", sheet)]
        numbers.update(kept)
        # Under a chart a range is its lower end and its width, side by side.
        if name not in LISTS:
            numbers.update(low + width for low, width in pairwise(kept))
    known = {one for text in texts for one in FIGURE.findall(text)}
    for number in numbers:
        for scaled in (abs(number), abs(100 * number), abs(number) / 1000):
            known.update((f"{scaled:,.0f}", f"{scaled:.1f}", f"{scaled:,.1f}"))
    return known


def _places(page: HtmlElement) -> Iterator[str]:
    """What each cell, sentence and drawing says; the ends of axes are the drawing's own."""
    for one in page.xpath(
        "//main//td|//main//th|//main//dd|//main//p[not(contains(@class, 'hint'))]|//figcaption"
        "|//main//h4|//*[local-name()='desc']|//*[local-name()='title']"
        "|//*[local-name()='text'][not(@class='s-label')]"
    ):
        yield OF_YEAR.sub("", "".join(one.itertext()))


def test_every_figure_of_the_page_is_one_of_the_workbook(
    page: HtmlElement, sheets: Mapping[str, str], texts: set[str], proof: Callable[[str], None]
) -> None:
    known = _forms(sheets, texts)
    read = [(one, place) for place in _places(page) for one in FIGURE.findall(place)]

    unknown = [one for one in read if one[0] not in known]
    assert unknown == []
    proof(f"HTML: {len(read):,} figures in its tables, sentences and drawings are the workbook's")


def test_sentences_with_figures_are_the_workbooks(
    page: HtmlElement, texts: set[str], proof: Callable[[str], None]
) -> None:
    said = " | ".join(texts)
    found = [
        sentence
        for one in page.xpath("//*[@class='indicator']/p[1]|//*[@class='indicator']//dd")
        for sentence in re.split(r"(?<=[.;?]) ", words(one))
        if FIGURE.search(sentence)
    ]

    assert [one for one in found if one.rstrip(".") not in said] == []
    proof(f"HTML: {len(found)} sentences and key figures of indicators stand in the workbook so")


def test_the_sentences_for_the_board_are_those_of_summary(
    page: HtmlElement, texts: set[str]
) -> None:
    pairs = page.xpath("//dl[contains(@class, 'points')]/div")
    found = {words(one) for pair in pairs for one in pair}

    assert len(pairs) > 4
    assert found <= texts
