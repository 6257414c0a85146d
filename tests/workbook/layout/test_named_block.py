"""A block is declared once: what its template names, its values fill and its readers find."""

from __future__ import annotations

import pytest

from workbook.block import Block
from workbook.layout.named_block import cell, ends, form, numbered, rows

HEAD = form("page.head", ends("title", "period", 4), ends("note", "mark", 4))
TABLE = rows("page.table", ("name", "", "count"), 3)


def test_values_by_key_stand_in_their_columns() -> None:
    written = HEAD.written({"title": "Crime", "period": "to May"}, {"mark": "‡"})

    assert written == Block("page.head", (("Crime", None, None, "to May"), (None, None, None, "‡")))


def test_rows_below_the_last_are_empty() -> None:
    assert TABLE.filled(("A", None, 1), {"count": 2}).values == (
        ("A", None, 1),
        (None, None, 2),
        (None, None, None),
    )


def test_the_name_of_a_panels_block_says_whose_it_is() -> None:
    panel = cell("panel.{section}.{indicator}.text")

    assert panel.of(section="5", indicator="burglary").name == "panel.5.burglary.text"


def test_whose_a_block_is_can_be_read_from_its_name() -> None:
    pattern = cell("small.{section}.{indicator}.text").pattern

    found = pattern.fullmatch("small.5.bicycle_theft.text")

    assert found is not None
    assert found.groupdict() == {"section": "5", "indicator": "bicycle_theft"}
    assert pattern.fullmatch("small.5.bicycle_theft.months") is None
    assert pattern.fullmatch("smallx5.bicycle_theft.text") is None


def test_a_cell_is_found_by_its_key_in_its_own_row() -> None:
    values = (("Crime", None, None, "to May"), ("Note", None, None, "‡"))

    assert (HEAD.cell(values, "period"), HEAD.cell(values, "mark")) == ("to May", "‡")


def test_rows_are_read_as_records_without_the_columns_that_stay_empty() -> None:
    assert [dict(record) for record in TABLE.records((("A", None, 1), ("B", "x", 2)))] == [
        {"name": "A", "count": 1},
        {"name": "B", "count": 2},
    ]


def test_like_columns_are_numbered_from_one() -> None:
    assert rows("page.spark", numbered("month", 3)).column("month 3") == 2


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ((("A", None, 1),), "3 rows; found 1"),
        ((("A", 1),) * 3, "3 columns; found 2"),
        (({"nome": "A"},) * 3, "found 'nome'"),
        (({"": "A"},) * 3, "found ''"),
    ],
)
def test_values_that_are_not_the_blocks_shape_are_refused(
    given: tuple[tuple[str | int | None, ...] | dict[str, str], ...], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        TABLE.written(*given)


def test_more_rows_than_the_block_has_are_refused() -> None:
    with pytest.raises(ValueError, match="3 rows; found 4"):
        TABLE.filled(*({"name": "A"},) * 4)


def test_a_key_that_no_cell_has_is_refused() -> None:
    with pytest.raises(ValueError, match="wanted 'total'"):
        TABLE.column("total")
