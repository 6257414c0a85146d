from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest
import xlsxwriter

from tests.support.libreoffice import needs_libreoffice
from workbook.publish.pdf import board_pdf
from xlsrc.domain.errors import DashboardError

if TYPE_CHECKING:
    from pathlib import Path

FOOTER = "&L&9 A board · Barnet · data to Dec 2025&C&9 &A&R&9 Page &P of {total}"


def workbook(path: Path, *, total: int = 1, is_house: bool = True) -> Path:
    """A sheet of the board's set with a title, a table and a link to a sheet that is not."""
    book = xlsxwriter.Workbook(path)
    title = book.add_format({"bg_color": "#12436D", "bold": True, "font_size": 17})
    head = book.add_format({"bold": True, "top": 2, "bottom": 1})
    one, other = book.add_worksheet("One"), book.add_worksheet("Other")
    one.set_column(0, 2, 26)
    one.set_row(0, 24.75)
    for row, values in enumerate((("Title", "", ""), ("Ward", "Last 12", "Before"), ("A", 12, 34))):
        look = {0: title if is_house else None, 1: head}.get(row)
        for column, value in enumerate(values):
            one.write(row, column, value, look)
    one.add_sparkline("C4", {"range": "One!F4:I4", "type": "column"})
    one.write_row("A4", ["B", "◆ Context"])
    one.write_row("F4", [4, 1, None, 2])
    one.write_url("A6", "internal:'Other'!A1", string="Other sheet")
    one.print_area("A1:C6")
    if total:
        one.set_footer(FOOTER.format(total=total))
    other.write("A1", "Not printed")
    book.close()
    return path


@pytest.mark.slow
@needs_libreoffice
def test_the_same_workbook_gives_the_same_bytes_wherever_it_lies(tmp_path: Path) -> None:
    made = []
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
        path = workbook(tmp_path / folder / "Book.xlsx")
        assert board_pdf(path, path.with_suffix(".pdf"), title="A title")
        made.append(path.with_suffix(".pdf").read_bytes())

    assert made[0] == made[1]
    with pikepdf.open(io.BytesIO(made[0])) as pdf:
        tags = [str(one.S) for one in pdf.Root.StructTreeRoot.K[0].K[0].K]
        assert tags == ["/H1", "/Table", "/P"]
        (figure,) = pdf.Root.StructTreeRoot.K[0].K[0].K[1].K[2].K[2].K
        assert figure.Alt == "3 of 4 months: the lowest is 25 % of the highest, the last 50 %."
        assert pdf.Root.OpenAction[1] == pikepdf.Name.Fit
        assert pdf.pages[0].label == "1"
        assert len(pdf.pages) == 1
        # The link led to the workbook's own file.
        assert list(pdf.pages[0].obj.get("/Annots", [])) == []


@pytest.mark.slow
@needs_libreoffice
def test_a_page_that_is_not_known_keeps_libreoffices_tags_and_claims_nothing(
    tmp_path: Path,
) -> None:
    path = workbook(tmp_path / "Book.xlsx", is_house=False)
    target = tmp_path / "Book.pdf"

    assert not board_pdf(path, target, title="A title")
    with pikepdf.open(target) as pdf:
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo["/Title"]) == "A title"
        assert b"pdfuaid" not in pdf.Root.Metadata.read_bytes()


@needs_libreoffice
def test_a_workbook_without_pages_of_the_board_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "Book.xlsx", total=0)

    with pytest.raises(DashboardError, match=r"none in 'Book\.xlsx'.*safer build"):
        board_pdf(path, tmp_path / "Book.pdf", title="A title")
    assert not (tmp_path / "Book.pdf").exists()


def test_letters_of_other_widths_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_other_letters(*_: object) -> Path:
        pdf = pikepdf.new()
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, BaseFont=pikepdf.Name("/AAAAAA+DejaVu"))
        pdf.add_blank_page().Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        pdf.save(tmp_path / "printed.pdf")
        return tmp_path / "printed.pdf"

    monkeypatch.setattr("workbook.publish.pdf.office", str)
    monkeypatch.setattr("workbook.publish.pdf.printed", in_other_letters)

    with pytest.raises(DashboardError, match=r"Carlito were wanted.* used DejaVu: .*--no-pdf"):
        board_pdf(workbook(tmp_path / "Book.xlsx"), tmp_path / "Book.pdf", title="A title")
    assert not (tmp_path / "Book.pdf").exists()


def test_without_libreoffice_the_reader_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "Book.xlsx")
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(DashboardError, match=r"A PDF of .* needs LibreOffice.*libreoffice-calc"):
        board_pdf(path, tmp_path / "Book.pdf", title="A title")
    assert not (tmp_path / "Book.pdf").exists()
