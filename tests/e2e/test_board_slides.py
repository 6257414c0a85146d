"""The ten slides, read back: the workbook's own titles, figures and months, none too small."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any

import pptx
import pytest
from lxml import etree
from openpyxl.utils import range_boundaries

from tests.support.pack_files import plain, rounded, slide_charts
from workbook.new_workbook import new
from workbook.pack.packing import POWERPOINT, packed
from workbook.refresh import silent
from workbook.sheets.deck import layout
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook
    from pptx.presentation import Presentation
    from pptx.slide import Slide

    from workbook.layout.named_block import NamedBlock
    from workbook.refresh import Refreshed

SMALLEST = 14
LOWEST = 6.85 * 72
POINT = 12700


@pytest.fixture(scope="module")
def slides(sample: Refreshed, tmp_path_factory: pytest.TempPathFactory) -> Presentation:
    out = tmp_path_factory.mktemp("board")
    path = packed(sample.path, kinds=[POWERPOINT], out=out, progress=silent)[0]
    return pptx.Presentation(str(path))


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Presentation:
    """A partnership with an empty plan."""
    folder = tmp_path_factory.mktemp("other")
    out = folder / "Westminster.xlsx"
    path = new("Westminster", extracts=data_folder(), out=out, progress=silent).path
    return pptx.Presentation(str(packed(path, kinds=[POWERPOINT], out=folder, progress=silent)[0]))


def cells(book: Workbook, block: NamedBlock) -> list[dict[str, Any]]:
    ((sheet, area),) = book.defined_names[block.name].destinations
    left, top, right, bottom = (int(edge or 0) for edge in range_boundaries(area))
    rows = book[sheet].iter_rows(top, bottom, left, right, values_only=True)
    return [dict(zip(block.columns, row, strict=True)) for row in rows]


def titles(deck: Presentation) -> list[str]:
    return [plain(slide.shapes.title.text_frame.text) for slide in deck.slides]


def texts_of(slide: Slide) -> list[Any]:
    """The runs of a slide but its footer's."""
    return [
        run
        for shape in slide.shapes
        if not shape.name.startswith(("Footer", "Slide Number"))
        for run in shape.element.iter("{*}r")
    ]


def test_there_are_ten_slides_with_the_titles_of_the_workbook(
    slides: Presentation, sample_book: Workbook
) -> None:
    wanted = [row["title"] for row in cells(sample_book, layout.WORDS)]

    assert titles(slides) == wanted
    assert len(wanted) == 10


def test_each_title_is_a_sentence_with_its_figure(slides: Presentation) -> None:
    words = r"\d|none|one|two|three|four|five|six|seven|eight|nine|ten"
    without = [title for title in titles(slides)[:9] if not re.search(words, title, re.IGNORECASE)]

    assert without == []


def table_rows(slide: Slide) -> list[list[str]]:
    tables: list[Any] = [shape for shape in slide.shapes if shape.has_table]
    return [
        [plain(cell.text_frame.text) for cell in row.cells]
        for shape in tables
        for row in list(shape.table.rows)[1:]
    ]


def test_what_moved_has_the_cells_figures(slides: Presentation, sample_book: Workbook) -> None:
    rows = [row for row in cells(sample_book, layout.MOVED) if row["indicator"]]

    wanted = [[row["indicator"], f"{row['last_12']:,}", f"{row['year_before']:,}"] for row in rows]
    assert [row[:3] for row in table_rows(slides.slides[1])] == wanted


def test_the_wards_have_the_cells_figures(slides: Presentation, sample_book: Workbook) -> None:
    rows = [row for row in cells(sample_book, layout.WARD_TABLE)[1:] if row["ward"]]

    wanted = [[row["ward"], f"{row['now']:,}", f"{row['before']:,}"] for row in rows]
    assert [row[:3] for row in table_rows(slides.slides[4])] == wanted


@pytest.mark.parametrize(
    ("at", "block", "key"),
    [(0, layout.RISE, "recorded"), (1, layout.FALL, "this_year"), (5, layout.OUTLOOK, "recorded")],
)
def test_a_chart_draws_the_cells_of_the_workbook(
    at: int, block: NamedBlock, key: str, slides: Presentation, sample_book: Workbook
) -> None:
    column = [rounded(row[key]) for row in cells(sample_book, block)[1:]]

    assert column in list(slide_charts(slides))[at].drawn


def test_the_ranks_drawn_are_the_cells(slides: Presentation, sample_book: Workbook) -> None:
    rows = [row for row in cells(sample_book, layout.RANKS) if row["rank"]]
    chart = list(slide_charts(slides))[2]

    blank, better, _, worse = chart.drawn
    drawn = [
        (int(a or 0) + 1, int((a or 0) + (b or 0)) + 1, int((a or 0) + (b or 0) + (c or 0)) + 1)
        for a, b, c in zip(blank, better, worse, strict=True)
    ]
    assert drawn == [(row["low"], row["rank"], row["high"]) for row in rows]


def test_the_map_has_every_wards_count(slides: Presentation, sample_book: Workbook) -> None:
    group = next(s for s in slides.slides[4].shapes if s.element.tag.endswith("grpSp"))
    said = group.element.xpath("./p:nvGrpSpPr/p:cNvPr/@descr")[0]

    rows = [row for row in cells(sample_book, layout.WARDS) if row["now"] is not None]
    assert [row["ward"] for row in rows if f"{row['ward']} {row['now']:,}" not in said] == []


@pytest.mark.parametrize("which", ["slides", "other"])
def test_nothing_but_the_footer_is_smaller_than_14_points(
    which: str, request: pytest.FixtureRequest
) -> None:
    deck: Presentation = request.getfixturevalue(which)
    small = {
        (number, run.findtext("{*}t"), int(look.get("sz")) / 100)
        for number, slide in enumerate(deck.slides, start=1)
        for run in texts_of(slide)
        if (look := run.find("{*}rPr")) is not None and look.get("sz")
        if int(look.get("sz")) < SMALLEST * 100
    }
    in_charts = {
        size for chart in slide_charts(deck) for size in map(int, chart.xml.xpath("//@sz"))
    }

    assert small == set()
    assert min(in_charts) >= SMALLEST * 100


@pytest.mark.parametrize("which", ["slides", "other"])
def test_nothing_reaches_into_the_footer(which: str, request: pytest.FixtureRequest) -> None:
    deck: Presentation = request.getfixturevalue(which)
    low = [
        (number, shape.name, (shape.top + shape.height) / POINT)
        for number, slide in enumerate(deck.slides, start=1)
        for shape in slide.shapes
        if not shape.name.startswith(("Footer", "Slide Number"))
        if (shape.top + shape.height) / POINT > LOWEST
    ]

    assert low == []


@pytest.mark.parametrize("which", ["slides", "other"])
def test_there_are_no_pictures_and_every_slide_says_its_number(
    which: str, request: pytest.FixtureRequest
) -> None:
    deck: Presentation = request.getfixturevalue(which)
    total = len(deck.slides)
    numbers = []
    for slide in deck.slides:
        assert not list(slide.element.iter("{*}pic"))
        (holder,) = (s for s in slide.placeholders if s.name.startswith("Slide Number"))
        numbers.append("".join(etree.XPath(".//*[local-name()='t']/text()")(holder.element)))

    assert numbers == [f"{at} of {total}" for at in range(1, total + 1)]


def test_a_deck_without_a_plan_is_shorter_and_says_that_there_is_none(other: Presentation) -> None:
    said = titles(other)

    assert 5 <= len(said) <= 10
    assert any(title.startswith("No action is recorded") for title in said)


def test_a_days_cell_is_a_day(sample_book: Workbook) -> None:
    months = [row["month"] for row in cells(sample_book, layout.RISE)[1:]]

    assert all(isinstance(month, datetime.date) for month in months)


def test_the_slides_in_a_template_of_another_shape_keep_their_titles(
    sample: Refreshed, sample_book: Workbook, tmp_path: Path
) -> None:
    from tests.support import office_templates

    template = office_templates.presentation(tmp_path / "t.potx")
    path = packed(
        sample.path, kinds=[POWERPOINT], templates=[template], out=tmp_path, progress=silent
    )[0]

    wanted = [row["title"] for row in cells(sample_book, layout.WORDS)]
    assert titles(pptx.Presentation(str(path))) == wanted
