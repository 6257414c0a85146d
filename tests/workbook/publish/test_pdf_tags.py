"""What is read from a page and its workbook, on pages that no program printed."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest

from workbook.publish.pdf_tags.box import Box
from workbook.publish.pdf_tags.content import Content, content, marked
from workbook.publish.pdf_tags.drawn import Drawn, spark_words
from workbook.publish.pdf_tags.grid import Grid
from workbook.publish.pdf_tags.node import Node
from workbook.publish.pdf_tags.owners import owners
from workbook.publish.pdf_tags.printed_sheet import Look, PrintedSheet
from workbook.publish.pdf_tags.reading import read, said_in_print
from workbook.publish.pdf_tags.tree import Tree

HIGH, WIDE = 20.0, 50.0


def look(row: int, column: int, text: str, **looks: Any) -> Look:
    usual: dict[str, Any] = {
        "row_end": row,
        "column_end": column,
        "is_bold": False,
        "size": 9.0,
        "align": "left",
        "top": "",
        "bottom": "",
        "is_filled": False,
    }
    return Look(row=row, column=column, text=text, **(usual | looks))


def head(row: int, column: int, text: str) -> Look:
    return look(row, column, text, is_bold=True, top="medium", bottom="thin")


def bold(row: int, column: int, text: str, size: float = 9.0) -> Look:
    return look(row, column, text, is_bold=True, size=size)


def sheet(*looks: Look, drawn: tuple[Drawn, ...] = (), columns: int = 6) -> PrintedSheet:
    rows = range(1, max(one.row for one in looks) + 1)
    return PrintedSheet(
        name="A sheet",
        first_row=1,
        last_row=rows[-1],
        first_column=1,
        last_column=columns,
        looks={(one.row, one.column): one for one in looks},
        widths=dict.fromkeys(range(1, columns + 1), WIDE),
        heights=dict.fromkeys(rows, HIGH),
        breaks=(),
        repeated=(1,),
        top_margin=0,
        bottom_margin=20,
        drawn=drawn,
    )


def grid(one: PrintedSheet) -> Grid:
    return Grid(
        rows={row: (520 - HIGH * row, 500 - HIGH * row) for row in one.heights},
        columns={column: (WIDE * (column - 1), WIDE * column) for column in one.widths},
        scale=1.0,
        body=Box(0, 20, 300, 500),
    )


def told(one: PrintedSheet) -> list[str]:
    """A line a node: its tag, and its texts; of a table a line a row."""
    where = grid(one)
    drawn: dict[Any, Box] = {
        place: where.box(*place, *place) for place, cell in one.looks.items() if cell.text
    }
    drawn |= {at: box for at, some in enumerate(one.drawn) if (box := where.drawing(some))}
    return [line for node in read(one, where, drawn, is_first=True) for line in lines(node)]


def lines(node: Node) -> list[str]:
    if node.tag == "TR":
        return [" | ".join(f"{kid.scope[:1]}{' '.join(kid.lines)}" for kid in node.kids)]
    return [" ".join((node.tag, *node.lines, node.said)).strip()] + [
        line for kid in node.kids for line in lines(kid)
    ]


def test_headings_between_two_lines_make_a_table_whose_first_words_name_the_rows() -> None:
    page = sheet(
        bold(1, 1, "Title", 17),
        head(2, 1, "No."),
        head(2, 2, "Ward"),
        head(2, 3, "Last 12"),
        *(look(3, 1, "1"), look(3, 2, "Garden Suburb"), look(3, 3, "93")),
        *(look(4, 1, "2"), look(4, 2, "Mill Hill")),
        look(6, 1, "A note below."),
    )

    assert told(page) == [
        "H1 Title",
        "Table",
        "CNo. | CWard | CLast 12",
        "1 | RGarden Suburb | 93",
        "2 | RMill Hill | ",
        "P A note below.",
    ]


def test_a_heading_above_parts_two_tables_that_touch() -> None:
    page = sheet(
        bold(1, 1, "Title", 17),
        *(bold(2, 1, "Actions"), bold(2, 3, "Outputs")),
        *(head(3, column, f"Head {column}") for column in range(1, 5)),
        *(look(4, column, f"Cell {column}") for column in range(1, 5)),
    )

    assert told(page) == [
        "H1 Title",
        *("H2 Actions", "Table", "CHead 1 | CHead 2", "RCell 1 | Cell 2"),
        *("H2 Outputs", "Table", "CHead 3 | CHead 4", "RCell 3 | Cell 4"),
    ]


def test_panels_are_read_one_after_another_and_a_chart_after_its_heading() -> None:
    chart = Drawn(said="Line chart.", start=(3, 0, 3, 0), end=(5, 0, 4, 0), extent=(0, 0))
    page = sheet(
        bold(1, 1, "Title", 17),
        *(bold(2, 1, "Burglary"), bold(2, 3, "Robbery")),
        *(look(3, 1, "1,782"), look(4, 1, "No clear change."), look(4, 3, "723")),
        drawn=(chart,),
    )

    assert told(page) == [
        "H1 Title",
        *("H2 Burglary", "P 1,782 No clear change."),
        *("H2 Robbery", "Figure Line chart.", "P 723"),
    ]


def test_rows_of_labels_are_a_table_and_smaller_headings_are_below_larger_ones() -> None:
    labels = ("Last 12 months", "Year before", "Change")
    page = sheet(
        bold(1, 1, "Title", 17),
        bold(2, 1, "Burglary", 10),
        *(look(row, 1, text, bottom="dotted") for row, text in enumerate(labels, 3)),
        *(bold(row, 2, str(row)) for row in (3, 4, 5)),
        bold(7, 1, "What it shows"),
        *(look(8, 1, "A line that goes on"), look(9, 1, "in the next row.")),
    )

    assert told(page) == [
        *("H1 Title", "H2 Burglary", "Table"),
        *("RLast 12 months | 3", "RYear before | 4", "RChange | 5"),
        *("H3 What it shows", "P A line that goes on in the next row."),
    ]


def test_alternative_texts_do_not_speak_of_what_is_not_printed() -> None:
    assert said_in_print("Line chart of Rape. The figures are in R94:T106.", "2 DA and VAWG") == (
        "Line chart of Rape. The figures are in the workbook, on the sheet 2 DA and VAWG."
    )


@pytest.fixture
def drawn() -> Content:
    """A page with a line, a text of two fonts in one line, a text to the right, and a footer."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 500))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, FirstChar=65, Widths=pikepdf.Array([500] * 26)
    )
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font, F2=font))
    page.Contents = pdf.make_stream(
        b"/P<</MCID 0>>BDC 0 480 m 300 480 l S\n"
        b"q BT 2 485 Td /F1 10 Tf (AB) Tj ET Q EMC\n"
        b"q BT 12 485 Td /F2 10 Tf [(C)-4(D)] TJ ET Q\n"
        b"q BT 80 485 Td /F1 10 Tf (EFGH) Tj ET Q\n"
        b"BT 2 8 Td /F1 8 Tf (FOOT) Tj ET"
    )
    return content(page)


def test_a_text_goes_to_its_cell_its_next_font_with_it_and_the_footer_to_nobody(
    drawn: Content,
) -> None:
    page = sheet(bold(1, 1, "Title", 17), look(1, 2, "Right", align="right"))

    found = owners(page, grid(page), drawn, is_first=True)

    assert [piece.is_text for piece in drawn.pieces] == [False, True, True, True, True]
    assert drawn.pieces[1].box == pytest.approx((2, 485, 12, 492.5))
    assert found == ("", (1, 1), (1, 1), (1, 2), "Footer")
    # A title again on a sheet's next page.
    again = owners(page, grid(page), drawn, is_first=False)
    assert again == ("", "Header", "Header", "Header", "Footer")


def test_each_piece_is_marked_once_and_old_marks_are_gone(drawn: Content) -> None:
    text = marked(drawn, ["", 0, 0, 1, "Footer"])

    assert text.count(b"MCID") == 2
    assert text.count(b"BDC") + text.count(b"BMC") == text.count(b"EMC") == 4
    assert text.index(b"/Artifact BMC") < text.index(b"0 480 m")
    assert b"/P" not in text.replace(b"/Pagination", b"")


def test_a_sign_that_is_painted_after_its_words_is_read_before_them() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 500))
    page.Contents = pdf.make_stream(
        b"BT 20 485 Td /F1 10 Tf (Better) Tj 1 0 0 1 5 485 Tm /F2 10 Tf (v) Tj ET 0 0 5 5 re f"
    )
    found = content(page)

    assert [piece.is_inner for piece in found.pieces] == [True, True, False]
    tree = Tree(pdf)
    tree.begin_sheet()
    node = Node(tag="P", owners=((1, 1),))
    tree.add_page(page, found, ((1, 1), (1, 1), ""), [node], {})
    tree.close()

    paragraph = pdf.Root.StructTreeRoot.K[0].K[0].K[0]
    assert [int(number) for number in paragraph.K] == [1, 0]
    operators = [str(one.operator) for one in pikepdf.parse_content_stream(page)]
    assert " ".join(operators) == ("BT Td Tf BDC Tj EMC Tm Tf BDC Tj EMC ET BMC re f EMC")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((50.0, 100.0, 88.0), "3 months: the lowest is 50 % of the highest, the last 88 %."),
        (
            (None, 100.0, None),
            "1 of 3 months: the lowest is 100 % of the highest, the last not known.",
        ),
        ((0.0, 0.0), "2 months: none above 0."),
    ],
)
def test_a_sparkline_says_what_it_shows(values: tuple[float | None, ...], words: str) -> None:
    assert spark_words(values) == words


def test_a_cell_with_a_sign_painted_among_its_words_says_its_text() -> None:
    """LibreOffice paints all words of a cell, and then the signs of another font."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 100))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, FirstChar=97, Widths=[500] * 26)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = pdf.make_stream(
        b"BT /F1 10 Tf 10 50 Td (abcdefghij) Tj 1 0 0 1 30 50 Tm (z) Tj ET"
    )
    read_page = content(page)
    tree = Tree(pdf)
    tree.begin_sheet()
    of_cell = Node(tag="P", owners=((1, 1),), lines=("abcd\u25c6 efgh",))

    tree.add_page(page, read_page, ((1, 1),) * len(read_page.pieces), (of_cell,), {})
    tree.close()

    (paragraph,) = pdf.Root.StructTreeRoot.K[0].K[0].K
    (span,) = paragraph.K
    assert [piece.is_inner for piece in read_page.pieces] == [True, True]
    assert (str(span.ActualText), [int(one) for one in span.K]) == ("abcd\u25c6 efgh", [0, 1])
