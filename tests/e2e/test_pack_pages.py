"""The meeting pack as programs read it: Microsoft's validator, and LibreOffice's pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pdfplumber
import pptx
import pytest

from tests.support import office_templates
from tests.support.libreoffice import needs_impress_and_writer, pdf
from tests.support.ooxml import needs_validator, schema_errors
from workbook.pack.report.report import report
from workbook.pack.said.reading import pack_of
from workbook.pack.slides.placeholders import placeholders
from workbook.pack.slides.slides import slides

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.refresh import Refreshed

SMALLEST_ON_SLIDES = 9.0
SMALLEST_IN_PRINT = 8.0
NAMES = ("slides-house.pptx", "slides-theirs.pptx", "report-house.docx", "report-theirs.docx")


@pytest.fixture(scope="module")
def packs(sample: Refreshed, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Slides and a report in the house style, and in a partnership's 4 : 3 and portrait own."""
    folder = tmp_path_factory.mktemp("packs")
    pack = pack_of(sample.path)
    fewer = replace(pack, sections=pack.sections[:3])
    contents = {
        "slides-house.pptx": slides(pack, full=True),
        "slides-theirs.pptx": slides(
            fewer, office_templates.presentation(folder / "t.potx"), full=True
        ),
        "report-house.docx": report(pack),
        "report-theirs.docx": report(fewer, office_templates.document(folder / "t.dotx")),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return {name: folder / name for name in contents}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as LibreOffice prints it: its size, its words' places and its letters' sizes."""

    number: int
    width: float
    height: float
    words: tuple[tuple[str, float, float, float, float], ...]
    sizes: frozenset[float]


@pytest.fixture(scope="module")
def pages(
    packs: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[Page, ...]]:
    folder = tmp_path_factory.mktemp("pages")
    found = {}
    for name, path in packs.items():
        with pdfplumber.open(pdf(path, folder)) as printed:
            found[name] = tuple(map(read, printed.pages))
    return found


def read(page: pdfplumber.page.Page) -> Page:
    keys = ("text", "x0", "x1", "top", "bottom")
    return Page(
        number=page.page_number,
        width=page.width,
        height=page.height,
        words=tuple(tuple(word[key] for key in keys) for word in page.extract_words()),
        sizes=frozenset(round(char["size"], 1) for char in page.chars if char["text"].strip()),
    )


@needs_validator
@pytest.mark.parametrize("name", NAMES)
def test_microsofts_validator_finds_no_fault(packs: dict[str, Path], name: str) -> None:
    assert schema_errors(packs[name], "Microsoft365") == []


@needs_impress_and_writer
@pytest.mark.parametrize("name", NAMES[:2])
def test_every_slide_is_a_page(
    packs: dict[str, Path], pages: dict[str, tuple[Page, ...]], name: str
) -> None:
    assert len(pages[name]) == len(pptx.Presentation(str(packs[name])).slides)


@needs_impress_and_writer
@pytest.mark.parametrize("name", NAMES)
def test_nothing_lies_beyond_its_page(pages: dict[str, tuple[Page, ...]], name: str) -> None:
    beyond = [
        (page.number, text)
        for page in pages[name]
        for text, left, right, top, bottom in page.words
        if left < 0 or right > page.width or top < 0 or bottom > page.height
    ]

    assert beyond == []


@needs_impress_and_writer
@pytest.mark.parametrize(
    ("name", "smallest"),
    [*((name, SMALLEST_ON_SLIDES) for name in NAMES[:2]),
     *((name, SMALLEST_IN_PRINT) for name in NAMES[2:])],
)  # fmt: skip
def test_nothing_is_set_too_small_to_read(
    pages: dict[str, tuple[Page, ...]], name: str, smallest: float
) -> None:
    small = {(page.number, size) for page in pages[name] for size in page.sizes if size < smallest}

    assert small == set()


@needs_impress_and_writer
@pytest.mark.parametrize("name", NAMES[:2])
def test_content_stays_clear_of_the_footer(
    packs: dict[str, Path], pages: dict[str, tuple[Page, ...]], name: str
) -> None:
    layouts = pptx.Presentation(str(packs[name])).slide_layouts
    footers = [s for one in layouts for s in placeholders(one) if s.placeholder_format.idx == 11]
    top = min(shape.top for shape in footers) / 12700

    crossing = [
        (page.number, text)
        for page in pages[name]
        for text, _, _, start, end in page.words
        if start < top - 1 < end - 1
    ]
    assert crossing == []
