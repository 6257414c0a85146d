"""The board's pages as a PDF: its tags, its descriptions, and its figures beside the workbook's."""

from __future__ import annotations

import decimal
import itertools
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from openpyxl.utils import range_boundaries

from tests.support.libreoffice import needs_libreoffice
from workbook.build.build import shipped_settings
from workbook.layout.sheet import Group
from workbook.publish.pdf import board_pdf
from workbook.sheets.registry import sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from workbook.refresh import Refreshed

pytestmark = [pytest.mark.slow, needs_libreoffice]

TITLE = "Safer Communities: Barnet, December 2025"
OF_SET = [sheet for sheet in sheets(shipped_settings()) if sheet.group is Group.BOARD]
_NUMBER = re.compile(r"\d(?:[\d,.]*\d)?")
_HEADINGS = re.compile(r"^H(\d)$")


@dataclass(frozen=True)
class Part:
    """An element of the structure tree, those above it, and the numbers of its content."""

    element: Any
    above: tuple[str, ...]
    content: tuple[tuple[int, int], ...]

    @property
    def tag(self) -> str:
        return str(self.element.S)[1:]


@dataclass(frozen=True)
class Printed:
    """The PDF, its parts in the order of reading, and the text of each content by page."""

    path: Path
    pdf: pikepdf.Pdf
    parts: list[Part]
    texts: dict[tuple[int, int], str]
    unmarked: int

    def said(self, part: Part) -> str:
        words = " ".join(self.texts.get(content, "") for content in part.content)
        return " ".join(words.split())


@pytest.fixture(scope="module")
def printed(sample: Refreshed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Printed]:
    path = tmp_path_factory.mktemp("board") / "Barnet.pdf"
    assert board_pdf(sample.path, path, title=TITLE)
    texts, unmarked = texts_of(path)
    with pikepdf.open(path) as pdf:
        pages = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        yield Printed(
            path, pdf, list(parts_of(pdf.Root.StructTreeRoot, (), pages)), texts, unmarked
        )


def parts_of(
    element: Any,  # noqa: ANN401 - an object of a PDF is anything
    above: tuple[str, ...],
    pages: dict[Any, int],
) -> Iterator[Part]:
    for kid in element.K:
        if isinstance(kid, int) or "/S" not in kid:
            continue
        page = pages[kid.Pg.objgen] if "/Pg" in kid else -1
        content = tuple((page, int(number)) for number in kid.K if isinstance(number, int))
        yield Part(kid, above, content)
        yield from parts_of(kid, (*above, str(kid.S)[1:]), pages)


def texts_of(path: Path) -> tuple[dict[tuple[int, int], str], int]:
    """The text of each content, and how many letters are in no content and no artifact."""
    import pdfplumber

    texts: dict[tuple[int, int], str] = {}
    unmarked = 0
    with pdfplumber.open(path) as document:
        for at, page in enumerate(document.pages):
            before: dict[str, Any] = {}
            for char in page.chars:
                number = char["mcid"]
                if number is None:
                    unmarked += char["tag"] != "Artifact"
                    continue
                is_next = before and before["mcid"] == number
                is_line = is_next and abs(before["bottom"] - char["bottom"]) > 1
                texts[at, number] = (
                    texts.get((at, number), "") + " " * bool(is_line) + str(char["text"])
                )
                before = char
            page.close()
    return texts, unmarked


def test_the_pdf_says_what_it_is(printed: Printed) -> None:
    root = printed.pdf.Root

    assert root.MarkInfo.Marked
    assert str(root.Lang) == "en-GB"
    assert root.ViewerPreferences.DisplayDocTitle
    assert str(printed.pdf.docinfo["/Title"]) == TITLE
    assert b"<pdfuaid:part>1<" in root.Metadata.read_bytes()


def test_the_pdf_names_no_day_no_person_and_no_file(printed: Printed) -> None:
    assert {*printed.pdf.docinfo.keys()} == {"/Title", "/Creator"}
    objects = [
        one.read_bytes() if isinstance(one, pikepdf.Stream) else one.unparse(resolved=True)
        for one in printed.pdf.objects
        if isinstance(one, (pikepdf.Stream, pikepdf.Dictionary))
    ]
    words = (b"file:", b"CreateDate", b"ModDate", b"Author", b".xlsx")
    assert [word for word in words for one in objects if word in one] == []


def test_each_sheet_has_its_bookmark_and_those_of_two_pages_one_a_page(printed: Printed) -> None:
    with printed.pdf.open_outline() as outline:
        found = [(str(item.title), len(item.children)) for item in outline.root]

    assert found == [(sheet.name, sheet.pages if sheet.pages > 1 else 0) for sheet in OF_SET]


def test_all_that_is_drawn_is_in_the_tree_once_or_decoration(printed: Printed) -> None:
    held = Counter(content for part in printed.parts for content in part.content)

    assert printed.unmarked == 0
    assert {*printed.texts} <= held.keys()
    assert set(held.values()) == {1}


def test_the_tree_finds_the_parent_of_each_content(printed: Printed) -> None:
    root = printed.pdf.Root.StructTreeRoot
    numbers = list(root.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))

    for at, page in enumerate(printed.pdf.pages):
        assert page.obj.Tabs == pikepdf.Name.S
        of_page = parents[int(page.obj.StructParents)]
        held = {
            number: part.element.objgen
            for part in printed.parts
            for where, number in part.content
            if where == at
        }
        assert [one.objgen for one in of_page] == [held[number] for number in range(len(held))]
        for annotation in page.obj.get("/Annots", []):
            assert pikepdf.Name.Link == parents[int(annotation.StructParent)].S


def test_each_chart_and_map_is_one_figure_that_is_described(printed: Printed) -> None:
    figures = [part for part in printed.parts if part.tag == "Figure"]

    said = [str(part.element.get("/Alt", "")) for part in figures]
    assert len(figures) > len(OF_SET)
    assert [text for text in said if not text or "The figures are in" in text] == []


def test_headings_begin_at_the_top_and_skip_no_level(printed: Printed) -> None:
    levels = [int(found[1]) for part in printed.parts if (found := _HEADINGS.match(part.tag))]

    assert levels.count(1) == len(OF_SET)
    assert levels[0] == 1
    assert [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_each_sheets_first_words_are_its_title(printed: Printed, sample_book: Workbook) -> None:
    titles = [printed.said(part) for part in printed.parts if part.tag == "H1"]

    cells = [str(sample_book[sheet.name]["A1"].value) for sheet in OF_SET]
    assert titles == [" ".join(cell.split()) for cell in cells]


def test_each_table_is_rows_of_as_many_cells_with_headings(printed: Printed) -> None:
    tables = [part.element for part in printed.parts if part.tag == "Table"]

    assert len(tables) > 2 * len(OF_SET)
    for table in tables:
        rows = list(table.K)
        assert {str(row.S) for row in rows} == {"/TR"}
        assert len({len(row.K) for row in rows}) == 1
        cells = [cell for row in rows for cell in row.K]
        assert {str(cell.S) for cell in cells} <= {"/TH", "/TD"}
        scopes = [cell.A.get("/Scope") for cell in cells if cell.S == pikepdf.Name.TH]
        assert scopes
        assert None not in scopes


def test_the_summarys_table_reads_as_it_is_printed(printed: Printed) -> None:
    rows = [
        [printed.said(find(printed, cell)) for cell in part.element.K]
        for part in printed.parts
        if part.tag == "TR"
    ]
    heads = next(row for row in rows if row[:2] == ["Indicator", "Status"])
    row = next(row for row in rows if row[0] == "MOPAC 7 total")

    assert heads[2:4] == ["Last 3 months", "Usual range"]
    assert row[:7] == [
        "MOPAC 7 total",
        "▼ Better",
        "2,845",
        "2,560–3,218",
        "11,058",
        "11,898",
        "−7 %",
    ]


def test_panels_are_read_one_after_another(printed: Printed) -> None:
    said = [printed.said(part) for part in printed.parts if part.content]

    panel = said.index("Robbery")
    assert said[panel : panel + 3] == ["Robbery", "● Steady", "723"]


def test_fonts_are_in_the_file_and_say_their_letters(printed: Printed) -> None:
    fonts = [font for page in printed.pdf.pages for font in page.Resources.Font.values()]

    assert fonts
    for font in fonts:
        assert "/ToUnicode" in font
        assert "/FontFile2" in font.FontDescriptor
        assert re.match(r"/[A-Z]{6}\+", str(font.BaseFont))


def test_every_figure_on_the_pages_is_the_workbooks(
    printed: Printed, sample_book: Workbook, proof: Callable[[str], None]
) -> None:
    drawn = {content for part in printed.parts if part.tag == "Figure" for content in part.content}
    with printed.pdf.open_outline() as outline:
        places = {page.obj.objgen: at for at, page in enumerate(printed.pdf.pages)}
        targets: list[Any] = [item.destination for item in outline.root]
        firsts = [places[target[0].objgen] for target in targets]
    count = 0
    for sheet, first, end in zip(OF_SET, firsts, [*firsts[1:], len(places)], strict=True):
        on_paper = Counter(
            number
            for (page, content), text in printed.texts.items()
            if first <= page < end and (page, content) not in drawn
            for number in _NUMBER.findall(text)
        )
        of_sheet = Counter(numbers_of(sample_book[sheet.name]))
        assert on_paper == of_sheet, sheet.name
        count += on_paper.total()
    proof(f"{count:,} numbers on {len(places)} pages, each the workbook's, and no other")


def find(printed: Printed, element: pikepdf.Object) -> Part:
    return next(part for part in printed.parts if part.element.objgen == element.objgen)


def numbers_of(sheet: Worksheet) -> Iterator[str]:
    """The numbers in the cells that are printed, as they are shown."""
    area = str(sheet.print_area).rpartition("!")[2].replace("$", "")
    left, top, right, bottom = range_boundaries(area)
    for row in sheet.iter_rows(top, bottom, left, right):
        for cell in row:
            yield from _NUMBER.findall(shown(cell))


def shown(cell: Cell | MergedCell) -> str:
    code = str(cell.number_format)
    link = cell.hyperlink
    # openpyxl puts where a link leads into an empty cell.
    is_place = link is not None and cell.value == link.location
    if ";;;" in code or cell.value is None or is_place:
        return ""
    if not isinstance(cell.value, (int, float)):
        return str(cell.value)
    if code in {"General", "@"}:
        return f"{cell.value:g}"
    first = code.partition(";")[0]
    decimals = len(found[1]) if (found := re.search(r"0\.(0+)", first)) else 0
    value = decimal.Decimal(repr(cell.value)) * (100 if "%" in re.sub(r'"[^"]*"', "", first) else 1)
    rounded = value.quantize(decimal.Decimal(1).scaleb(-decimals), decimal.ROUND_HALF_UP)
    return f"{abs(rounded):,}" if "," in first else f"{abs(rounded)}"
