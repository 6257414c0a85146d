"""The public edition on paper: its pages, its tags, and its figures beside the workbook's.

One print for all; this file comes after those that publish, and takes what they made.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.support.libreoffice import needs_libreoffice
from tests.support.printed_pdf import NUMBER, Printed, cells_of, read_back
from workbook.build.build import shipped_settings
from workbook.layout.sheet import Group
from workbook.package.archive import Archive
from workbook.package.structure import structure
from workbook.publish.pdf import board_pdf
from workbook.publish.pdf_tags.printed_sheet import printed_book
from workbook.sheets.cover.layout import COLUMNS_PX, LEFT, PAGE
from workbook.sheets.registry import sheets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from tests.support.libreoffice import PrintedPage

pytestmark = [pytest.mark.slow, needs_libreoffice]

TITLE = "Safer Communities: Barnet, December 2025"
SMALLEST_PRINT = 8.0
OF_SET = [sheet for sheet in sheets(shipped_settings()) if sheet.group is Group.BOARD]
TOTAL = sum(sheet.pages for sheet in OF_SET)
_HEADINGS = re.compile(r"^H(\d)$")
_PAGE = re.compile(r"Page (\d+) of (\d+)$")


@pytest.fixture(scope="module")
def printed(public_edition: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Printed]:
    path = tmp_path_factory.mktemp("board") / "Barnet.pdf"
    assert board_pdf(public_edition, path, title=TITLE)
    with pikepdf.open(path) as pdf:
        yield read_back(path, pdf)


@pytest.fixture(scope="module")
def book(public_edition: Path) -> Workbook:
    archive = Archive.read(public_edition)
    return printed_book(archive, structure(archive))


def number_of(page: PrintedPage) -> tuple[str, ...]:
    found = _PAGE.search(page.text.split("\n")[-1])
    return found.groups() if found else ()


def test_the_pages_are_numbered_in_order(printed: Printed) -> None:
    wanted = [(str(page), str(TOTAL)) for page in range(1, TOTAL + 1)]

    assert [number_of(page) for page in printed.pages] == wanted
    assert [page.label for page in printed.pdf.pages] == [number for number, _ in wanted]


def test_every_page_says_for_whom_it_is(printed: Printed) -> None:
    footers = [page.text.split("\n")[-1] for page in printed.pages]

    assert [footer for footer in footers if not footer.startswith("PUBLIC · Barnet · ")] == []


def test_the_contents_name_the_page_of_each_sheet_and_lead_there(
    printed: Printed, book: Workbook
) -> None:
    cells = [
        (str(row[LEFT].value), str(row[PAGE].value))
        for row in book["Cover"].iter_rows(max_col=len(COLUMNS_PX))
        if row[LEFT].hyperlink and row[PAGE].value
    ]
    of_sheets = {
        name: "–".join(dict.fromkeys(str(at + 1) for at in (pages[0], pages[-1])))
        for name, pages in printed.sheets().items()
    }
    del of_sheets["Cover"]
    places = {page.obj.objgen: at for at, page in enumerate(printed.pdf.pages)}
    links = [annotation for page in printed.pdf.pages for annotation in page.obj.get("/Annots", [])]

    assert dict(cells) == of_sheets
    assert {str(link.Contents): places[link.Dest[0].objgen] for link in links} == {
        name: pages[0] for name, pages in printed.sheets().items() if name != "Cover"
    }


def test_nothing_is_printed_smaller_than_8_points(printed: Printed) -> None:
    assert [page.number for page in printed.pages if page.smallest < SMALLEST_PRINT] == []


def test_the_pdf_says_what_it_is(printed: Printed) -> None:
    root = printed.pdf.Root

    assert root.MarkInfo.Marked
    assert str(root.Lang) == "en-GB"
    assert root.ViewerPreferences.DisplayDocTitle
    assert str(printed.pdf.docinfo["/Title"]) == TITLE
    assert root.PageLayout == pikepdf.Name.SinglePage
    assert root.OpenAction[0].objgen == printed.pdf.pages[0].obj.objgen
    assert root.OpenAction[1] == pikepdf.Name.Fit
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
    assert [text for text in said if not text or "The figures are in $" in text] == []
    assert sum("The figures are in the workbook, on the sheet" in text for text in said) > TOTAL


def test_headings_begin_at_the_top_and_skip_no_level(printed: Printed) -> None:
    levels = [int(found[1]) for part in printed.parts if (found := _HEADINGS.match(part.tag))]

    assert levels.count(1) == len(OF_SET)
    assert levels[0] == 1
    assert [pair for pair in itertools.pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_each_sheets_first_words_are_its_title(printed: Printed, book: Workbook) -> None:
    titles = [printed.said(part) for part in printed.parts if part.tag == "H1"]

    cells = [str(book[sheet.name]["A1"].value) for sheet in OF_SET]
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
    lines = [part.element for part in printed.parts if part.tag == "TR"]
    rows = [[printed.said(printed.find(cell)) for cell in line.K] for line in lines]
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


def test_a_sparkline_is_a_figure_in_its_cell(printed: Printed) -> None:
    cells = [part.element for part in printed.parts if part.tag == "TD"]
    kids = [kid for cell in cells for kid in cell.K if not isinstance(kid, int) and "/S" in kid]
    figures = [kid for kid in kids if pikepdf.Name.Figure == kid.S]

    said = [str(figure.Alt) for figure in figures]
    assert len(said) > len(OF_SET)
    assert said[0] == "24 months: the lowest is 82 % of the highest, the last 92 %."
    assert "18 of 24 months: the lowest is 45 % of the highest, the last not known." in said


def test_signs_are_read_where_they_stand(printed: Printed) -> None:
    texts = [str(part.element.ActualText) for part in printed.parts if part.tag == "Span"]

    assert texts[0].startswith("▲ Worse ▼ Better ● Steady ◆ Context")
    assert sum("lies outside. ◆ newly outside" in text for text in texts) > 1


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
    printed: Printed, book: Workbook, proof: Callable[[str], None]
) -> None:
    """Both ways but for charts, whose axes have figures of their own; of the map, one way."""
    count = of_map = 0
    for name, pages in printed.sheets().items():
        texts = {at: text for at, text in printed.texts.items() if at[0] in pages}
        on_paper, drawn = (
            Counter(
                number
                for at, text in texts.items()
                if (at in printed.drawn) is is_drawn
                for number in NUMBER.findall(text)
            )
            for is_drawn in (False, True)
        )
        of_sheet = Counter(
            number for text in cells_of(book[name]) for number in NUMBER.findall(text)
        )
        assert on_paper == of_sheet, name
        count += on_paper.total()
        if name == "Map":
            assert not drawn.keys() - of_sheet.keys()
            of_map = drawn.total()
    assert of_map
    proof(
        f"Public PDF: {count:,} numbers on {TOTAL} pages, each the workbook's, and no other; "
        f"the {of_map} on the map are in the table beside it"
    )


def test_no_text_of_a_cell_is_cut_off(printed: Printed, book: Workbook) -> None:
    for name, pages in printed.sheets().items():
        on_paper = Counter(
            letter
            for (page, number), text in printed.texts.items()
            if page in pages and (page, number) not in printed.drawn
            for letter in text
        )
        of_sheet = Counter("".join(cells_of(book[name])))
        lacking = {letter: n for letter, n in (of_sheet - on_paper).items() if letter.isalnum()}
        assert lacking == {}, name
