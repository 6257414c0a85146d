"""A pack reads values and no prose: whatever words an analyst puts into a refreshed workbook's
cells, every number of the pack stays, and it says those words and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import docx
import pptx
import pytest

from tests.support.pack_files import (
    plain,
    report_charts,
    report_tables,
    slide_charts,
    slide_tables,
)
from tests.support.reworded import reworded, texts_written
from workbook.pack.packing import packed
from workbook.pack.said.map_reading import NUMBERS
from workbook.refresh import silent
from workbook.sheets.exceptions.layout import HEADINGS
from workbook.sheets.summary.layout import TABLE

if TYPE_CHECKING:
    from pathlib import Path

    import openpyxl
    from docx.document import Document
    from pptx.presentation import Presentation

    from workbook.refresh import Refreshed

OTHER_WORDS = {
    "digits": "12 of 16 shown; also 99 more",
    "marks and letters": "▲ Red ‡ … → “Größe” 日本語 🙂 (to Nov 25): ‡",
    "a word of ours": "For decision",
    "a question": "Ask",
    "long": f"{'Many words that no cell has room for. ' * 12}{'x' * 200}",
    "nothing to see": "\N{ZERO WIDTH SPACE}",
}


@dataclass(frozen=True, kw_only=True)
class Packs:
    slides: Presentation
    report: Document

    @cached_property
    def charts(self) -> dict[str, list[tuple[object, object]]]:
        """Of each chart the numbers that it draws, and those of its own workbook."""
        found = {"slides": slide_charts(self.slides), "report": report_charts(self.report)}
        return {
            kind: [(chart.drawn, numbers(chart.cells)) for chart in charts]
            for kind, charts in found.items()
        }

    @cached_property
    def tables(self) -> dict[str, list[list[list[str]]]]:
        """The cells of each table, as they are read: to look at."""
        return {
            "slides": list(slide_tables(self.slides)),
            "report": list(report_tables(self.report)),
        }


def packs_of(workbook: Path, out: Path) -> Packs:
    slides, report = packed(workbook, full=True, out=out, progress=silent)
    assert (slides.name, report.name) == (
        "Board pack Barnet 2025-12.pptx",
        "Board pack Barnet 2025-12.docx",
    )
    return Packs(slides=pptx.Presentation(str(slides)), report=docx.Document(str(report)))


@pytest.fixture(scope="module")
def original(sample: Refreshed, tmp_path_factory: pytest.TempPathFactory) -> Packs:
    return packs_of(sample.path, tmp_path_factory.mktemp("original"))


@pytest.fixture(scope="module", params=OTHER_WORDS)
def words(request: pytest.FixtureRequest) -> str:
    return OTHER_WORDS[request.param]


@pytest.fixture(scope="module")
def other(words: str, sample: Refreshed, tmp_path_factory: pytest.TempPathFactory) -> Packs:
    folder = tmp_path_factory.mktemp("other")
    return packs_of(reworded(sample, words, folder / sample.path.name), folder)


@pytest.fixture(scope="module")
def figures(sample_book: openpyxl.Workbook) -> openpyxl.Workbook:
    """The sample's cells, as openpyxl reads them."""
    return sample_book


def rows_of(packs: Packs, kind: str) -> list[list[str]]:
    """The rows of every table; the headings, which each slide repeats, are left out."""
    return [row for table in packs.tables[kind] for row in table[1:]]


def said_in(report: Document) -> list[str]:
    return [plain(paragraph.text) for paragraph in report.paragraphs]


def says_no_more(text: str, words: str, original: str) -> bool:
    """Whether a text is made of the analyst's words and parts of what stood there, in order."""
    at = 0
    for part in text.split(" ".join(words.split())):
        found = original.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


def test_a_hundred_thousand_cells_are_put_in_other_words(sample: Refreshed) -> None:
    assert texts_written(sample) > 100_000


@pytest.mark.parametrize("kind", ["slides", "report"])
def test_no_number_of_a_chart_changes(kind: str, other: Packs, original: Packs) -> None:
    assert len(original.charts[kind]) == {"slides": 45, "report": 39}[kind]
    assert other.charts[kind] == original.charts[kind]


def numbers(rows: list[list[object]]) -> list[list[object]]:
    return [[None if isinstance(cell, str) else cell for cell in row] for row in rows]


@pytest.mark.parametrize("kind", ["slides", "report"])
def test_every_figure_of_summary_stands_in_its_row(
    kind: str, other: Packs, figures: openpyxl.Workbook
) -> None:
    shown = [row for row in rows_of(other, kind) if len(row) == 9]

    assert len(shown) == 19
    wanted = map(figures_of, (row for row in named(figures, TABLE.name) if row[1]))
    assert [(row, one) for row, one in zip(shown, wanted, strict=True) if not holds(row, one)] == []


def named(book: openpyxl.Workbook, name: str) -> list[list[Any]]:
    ((sheet, area),) = book.defined_names[name].destinations
    return [[cell.value for cell in row] for row in book[sheet][area.replace("$", "")]]


def figures_of(row: list[Any]) -> dict[int, tuple[str, ...]]:
    """The figures of a row of Summary, in its number formats, by the columns of the pack."""
    label, _, quarter, _, year, before, change = row[:7]
    is_share = "%" in label

    def shown(value: object) -> str:
        if not isinstance(value, int | float):
            return ""
        return f"{value:.1f} %" if is_share else f"{value:,.0f}"

    moved = ""
    if isinstance(change, int | float):
        moved = f"{abs(change):.1f} pt" if is_share else f"{abs(change):.0%}".replace("%", " %")
    return {3: (shown(year), shown(before)), 4: (moved,), 6: (shown(quarter),)}


def holds(row: list[str], wanted: dict[int, tuple[str, ...]]) -> bool:
    return all(figure in row[column] for column, found in wanted.items() for figure in found)


@pytest.mark.parametrize("kind", ["slides", "report"])
def test_the_wards_with_the_highest_rates_keep_their_figures(
    kind: str, other: Packs, figures: openpyxl.Workbook
) -> None:
    sheet = figures["Map"]
    wards = [[cell.value for cell in row] for row in sheet[sheet.tables["WardMap"].ref]][1:]
    highest = sorted(wards, key=lambda ward: -ward[5])[:6]

    wanted = [[f"{ward[2]:,}", f"{ward[3]:,}", f"{ward[5]:.1f}"] for ward in highest]
    # Words without end take the table over several slides.
    rows = [row for table in other.tables[kind] if "Per 1,000" in table[0] for row in table[1:]]
    assert [[row[1], row[2], row[4]] for row in rows][:6] == wanted


def test_every_row_of_exceptions_is_in_a_list_of_the_pack(
    other: Packs, figures: openpyxl.Workbook
) -> None:
    sheet = figures["Exceptions"]
    rows = len(sheet[sheet.tables["Exceptions"].ref]) - 1
    lists = [table for table in other.tables["report"] if table[0][0] == HEADINGS["standing"]]

    assert sum(len(table) - 1 for table in lists) == rows > 0


def test_the_month_is_that_of_the_figures(other: Packs) -> None:
    footer = other.report.sections[-1].footer.paragraphs[0].text

    assert footer.startswith("Data to December 2025 · page")


@pytest.mark.parametrize("kind", ["slides", "report"])
def test_a_table_says_the_analysts_words_and_nothing_new(
    kind: str, words: str, other: Packs, original: Packs
) -> None:
    pairs = list(zip(rows_of(other, kind), rows_of(original, kind), strict=True))

    assert [
        (text, before)
        for row, row_before in pairs
        for text, before in zip(row, row_before, strict=True)
        if not says_no_more(text, words, before)
    ] == []


def test_a_report_says_the_analysts_words_and_nothing_new(
    words: str, other: Packs, original: Packs
) -> None:
    said = said_in(original.report)
    # A view in the line below what is shown is known by its text; in other words it is one with it.
    # What the map's numbers stand for is said of the labels that are numbers still.
    wanted = [text for text in said if not text.startswith(("Analyst's view", NUMBERS))]

    pairs = zip(said_in(other.report), wanted, strict=True)
    assert [pair for pair in pairs if not says_no_more(pair[0], words, pair[1])] == []


def test_other_words_keep_the_colour_of_a_status(
    sample: Refreshed, original: Packs, tmp_path: Path
) -> None:
    path = reworded(sample, "▲ Red ‡", tmp_path / sample.path.name, tables=False)

    other = packs_of(path, tmp_path)
    assert fills(other) == fills(original)


def fills(packs: Packs) -> list[str]:
    """The grounds of the cells of all tables of the slides, in order: where a table goes on to
    another slide depends on its words. The rows of Exceptions are told by their words alone, so
    that one in other words is plain.
    """
    return [
        fill.find("{*}srgbClr").get("val")
        for slide in packs.slides.slides
        for shape in slide.shapes
        if shape.has_table and shape.table.cell(0, 0).text_frame.text != "New or known"
        for cell in shape.table.iter_cells()
        for fill in cell._tc.iterfind("{*}tcPr/{*}solidFill")  # noqa: SLF001 - no other way in
    ]


def test_a_workbook_without_any_words_makes_a_pack(
    sample: Refreshed, original: Packs, tmp_path: Path
) -> None:
    path = reworded(sample, None, tmp_path / sample.path.name)

    drawn, wanted = (
        [numbers for numbers, _ in packs.charts["slides"]]
        for packs in (packs_of(path, tmp_path), original)
    )
    assert drawn == wanted
