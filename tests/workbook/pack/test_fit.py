from __future__ import annotations

from workbook.pack.fit import Frame, Type, fitting
from workbook.pack.looks import column_widths
from workbook.pack.said.content import Grid, GridCell, GridColumn, GridRow, Look


def test_a_text_as_wide_as_its_place_takes_one_line() -> None:
    type_ = Type(size=10)

    assert type_.lines("a b", type_.width("a b")) == 1


def test_words_that_do_not_fit_go_on_to_the_next_line() -> None:
    type_ = Type(size=10)

    assert type_.lines("one two three", type_.width("one two")) == 2


def test_a_word_wider_than_its_place_is_broken() -> None:
    type_ = Type(size=10)

    assert type_.lines("mmmmmmmmmm", type_.width("mmmm")) == 3


def test_each_paragraph_begins_a_line() -> None:
    assert Type(size=10).lines("one\ntwo", 500) == 2


def test_the_largest_size_that_fits_is_taken() -> None:
    sizes = [Type(size=size) for size in (40, 20, 10)]

    assert fitting("word", Frame(left=0, top=0, width=200, height=30), sizes).size == 20


def test_a_column_is_never_narrower_than_its_longest_word() -> None:
    type_ = Type(size=12)
    grid = Grid(
        title="",
        columns=(GridColumn(heading="A", share=1), GridColumn(heading="B", share=9)),
        rows=(GridRow(cells=(GridCell(text="neighbourhood"), GridCell(text="b"))),),
    )

    assert column_widths(grid, 300, type_)[0] > type_.width("neighbourhood")


def test_the_columns_of_a_table_fill_its_width() -> None:
    grid = Grid(
        title="",
        columns=(
            GridColumn(heading="A", share=1, look=Look.STATUS),
            GridColumn(heading="B", share=2),
            GridColumn(heading="C", share=3),
        ),
        rows=(GridRow(cells=tuple(GridCell(text=text) for text in ("◆ Context", "b", "c"))),),
    )

    assert round(sum(column_widths(grid, 300, Type(size=12))), 6) == 300


def test_no_line_ends_before_a_per_cent_sign() -> None:
    type_ = Type(size=10)

    assert type_.lines("a fall of 11 %", type_.width("a fall of 11")) == 2
