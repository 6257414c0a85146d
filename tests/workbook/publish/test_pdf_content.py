"""What pages draw in ways that LibreOffice's seldom do, and tags of pages not as expected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from tests.workbook.publish.test_pdf_tags import grid, look, sheet
from workbook.publish.pdf_tags import tagged as tagging
from workbook.publish.pdf_tags.box import Box
from workbook.publish.pdf_tags.content import Content, Piece, content, marked
from workbook.publish.pdf_tags.owners import owners
from workbook.publish.pdf_tags.tagged import pages_of_sheets, tagged

if TYPE_CHECKING:
    from workbook.publish.pdf_tags.owners import Owner


def drawn(stream: bytes) -> Content:
    """A page of 300 by 500 points, whose letters of the font F1 are half an em wide."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 500))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, FirstChar=65, Widths=[500] * 26)
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = pdf.make_stream(stream)
    return content(page)


@pytest.mark.parametrize(
    ("stream", "box"),
    [
        (b"q 20 0 0 10 5 400 cm /Im1 Do Q", (5, 400, 25, 410)),
        (b"/Sh1 sh", (0, 0, 300, 500)),
        (b"q 4 0 0 4 9 9 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q", (9, 9, 13, 13)),
    ],
    ids=["picture", "shading", "picture in the stream"],
)
def test_a_picture_fills_its_unit_square_and_a_shading_the_page(
    stream: bytes, box: tuple[float, ...]
) -> None:
    found = drawn(stream)

    (piece,) = found.pieces
    assert piece.box == pytest.approx(box)
    assert not piece.is_text
    text = marked(found, [""])
    assert text.count(b"BMC") == text.count(b"EMC") == 1
    again = drawn(text)
    assert [one for _, one in again.instructions] == [one for _, one in found.instructions]
    assert again.pieces == found.pieces


@pytest.mark.parametrize(
    "lines",
    [
        b"12 TL 0 -12 Td (AB) Tj T* (CD) Tj",
        b"12 TL T* (AB) Tj (CD) '",
        b"12 TL (AB) ' 0 0 (CD) \"",
        b"0 -12 TD (AB) Tj T* (CD) Tj",
    ],
)
def test_each_way_to_a_texts_next_line_leads_below_the_one_before(lines: bytes) -> None:
    (piece,) = drawn(b"BT 2 485 Td /F1 10 Tf " + lines + b" ET").pieces

    assert piece.box == pytest.approx((2, 461, 12, 480.5))


def test_a_page_that_draws_nothing_stays_as_it_is() -> None:
    found = drawn(b"q 1 0 0 1 5 5 cm Q")

    assert marked(found, []).split() == b"q 1 0 0 1 5 5 cm Q".split()


@pytest.mark.parametrize(
    ("left", "bottom", "owner"),
    [(2.0, 463.0, (1, 1)), (70.0, 463.0, ""), (2.0, 490.0, "")],
    ids=["below a cell", "below none", "above all"],
)
def test_a_text_in_a_row_without_texts_hangs_down_from_the_cell_above(
    left: float, bottom: float, owner: Owner
) -> None:
    page = sheet(look(1, 1, "Title"), look(2, 1, ""))
    box = Box(left, bottom, left + 10, bottom + 7)
    piece = Piece(first=0, last=0, box=box, is_text=True)
    where = grid(page)
    rows = {1: where.rows[1], 2: where.rows[2]} if bottom < 480 else {2: where.rows[1]}
    where = type(where)(rows=rows, columns=where.columns, scale=1.0, body=where.body)

    assert owners(page, where, Content(instructions=(), pieces=(piece,)), is_first=True) == (owner,)


def a_pdf(*bookmarks: tuple[str, int], pages: int = 2) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(300, 500))
    with pdf.open_outline() as outline:
        outline.root += [pikepdf.OutlineItem(name, page) for name, page in bookmarks]
        outline.root.append(pikepdf.OutlineItem("Without a page"))
    return pdf


def test_a_bookmark_without_a_page_is_no_sheets() -> None:
    pdf = a_pdf(("Cover", 0), ("Help", 1), pages=3)

    assert pages_of_sheets(pdf) == {"Cover": (0, 1), "Help": (1, 3)}


@pytest.mark.parametrize(
    ("bookmarks", "lies"),
    [((("Another", 0),), True), ((("A sheet", 0),), False), ((("A sheet", 1),), True)],
    ids=["a sheet that is not known", "not as its sheet says", "a page of no sheet"],
)
def test_pages_that_are_not_as_their_sheets_say_keep_their_own_tags(
    monkeypatch: pytest.MonkeyPatch, bookmarks: tuple[tuple[str, int], ...], *, lies: bool
) -> None:
    page = sheet(look(1, 1, "Title"))
    monkeypatch.setattr(tagging, "grids", lambda *_: (grid(page),) if lies else None)
    pdf = a_pdf(*bookmarks)

    assert not tagged(pdf, [page])
    assert "/StructTreeRoot" not in pdf.Root


def test_a_link_on_no_cells_text_is_taken_out_and_one_on_a_text_is_its() -> None:
    pdf = a_pdf()
    page = pdf.pages[0]
    rectangles: list[list[int]] = [[2, 485, 12, 492], [200, 100, 210, 110], [0, 8, 9, 12]]
    page.obj.Annots = pikepdf.Array(
        [pdf.make_indirect(pikepdf.Dictionary(Rect=one)) for one in rectangles]
    )
    where: dict[Any, Box] = {(1, 1): Box(2, 485, 12, 492), "Footer": Box(0, 8, 9, 12)}

    found = tagging._links(page, where)  # noqa: SLF001 - what a whole printed workbook would show

    assert list(found) == [(1, 1)]
    assert [list(map(int, one.Rect)) for one in page.obj.Annots] == [rectangles[0]]
