"""The meeting pack as programs read it: Microsoft's validator, and LibreOffice's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pdfplumber
import pptx
import pytest

from tests import office_templates
from tests.libreoffice import needs_libreoffice, pdf
from tests.ooxml import needs_validator, schema_errors
from workbook.pack.reading import pack_of
from workbook.pack.report import report
from workbook.pack.slides import slides

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.refresh import Refreshed

SMALLEST_ON_SLIDES = 9.0
SMALLEST_IN_PRINT = 8.0
NAMES = ("house.pptx", "theirs.pptx", "house.docx", "theirs.docx")


@pytest.fixture(scope="module")
def packs(sample: Refreshed, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Slides and a report in the house style, and in a partnership's 4 : 3 and portrait own."""
    folder = tmp_path_factory.mktemp("packs")
    pack = pack_of(sample.path)
    contents = {
        "house.pptx": slides(pack),
        "theirs.pptx": slides(pack, office_templates.presentation(folder / "t.potx")),
        "house.docx": report(pack),
        "theirs.docx": report(pack, office_templates.document(folder / "t.dotx")),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return {name: folder / name for name in contents}


@pytest.fixture(scope="module")
def pages(
    packs: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[pdfplumber.page.Page]]:
    """Each pack's pages as LibreOffice prints them."""
    folder = tmp_path_factory.mktemp("pages")
    return {
        name: pdfplumber.open(pdf(path, folder / path.stem / path.suffix[1:])).pages
        for name, path in packs.items()
    }


@needs_validator
@pytest.mark.parametrize("name", NAMES)
def test_microsofts_validator_finds_no_fault(packs: dict[str, Path], name: str) -> None:
    assert schema_errors(packs[name], "Microsoft365") == []


@needs_libreoffice
@pytest.mark.parametrize("name", NAMES[:2])
def test_every_slide_is_a_page(
    packs: dict[str, Path], pages: dict[str, list[pdfplumber.page.Page]], name: str
) -> None:
    assert len(pages[name]) == len(pptx.Presentation(str(packs[name])).slides)


@needs_libreoffice
@pytest.mark.parametrize("name", NAMES)
def test_nothing_lies_beyond_its_page(
    pages: dict[str, list[pdfplumber.page.Page]], name: str
) -> None:
    beyond = [
        (page.page_number, word["text"])
        for page in pages[name]
        for word in page.extract_words()
        if word["x0"] < 0
        or word["x1"] > page.width
        or word["top"] < 0
        or word["bottom"] > page.height
    ]

    assert beyond == []


@needs_libreoffice
@pytest.mark.parametrize(
    ("name", "smallest"),
    [*((name, SMALLEST_ON_SLIDES) for name in NAMES[:2]),
     *((name, SMALLEST_IN_PRINT) for name in NAMES[2:])],
)  # fmt: skip
def test_nothing_is_set_too_small_to_read(
    pages: dict[str, list[pdfplumber.page.Page]], name: str, smallest: float
) -> None:
    small = {
        (page.page_number, round(char["size"], 1))
        for page in pages[name]
        for char in page.chars
        if char["text"].strip() and char["size"] < smallest - 0.3
    }

    assert small == set()


@needs_libreoffice
@pytest.mark.parametrize("name", NAMES[:2])
def test_content_stays_clear_of_the_footer(
    packs: dict[str, Path], pages: dict[str, list[pdfplumber.page.Page]], name: str
) -> None:
    layouts = pptx.Presentation(str(packs[name])).slide_layouts
    footers = [s for one in layouts for s in one.placeholders if s.placeholder_format.idx == 11]
    top = min(shape.top for shape in footers) / 12700

    crossing = [
        (page.page_number, word["text"])
        for page in pages[name]
        for word in page.extract_words()
        if word["top"] < top - 1 < word["bottom"] - 1
    ]
    assert crossing == []
