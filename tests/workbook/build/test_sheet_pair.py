"""A sheet beside the one made from it: whose cells are whose, and where each is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.little_book import Leaf, little_book, pair, side, table
from xlsrc.domain.workbook_errors import DamagedWorkbookError

if TYPE_CHECKING:
    from workbook.build.sheet_pair import SheetPair


def test_a_sheet_that_is_damaged_beside_its_cells_is_named() -> None:
    broken = side(little_book({"Map": Leaf(after="<mergeCells>")}), "Map")

    with pytest.raises(
        DamagedWorkbookError, match=r"^A\.xlsx is damaged in xl/worksheets/sheet1\.xml \(mismatched"
    ):
        broken.child("mergeCells")


def test_only_whole_names_of_this_sheet_cover_cells_of_it() -> None:
    names = {
        "block": "Map!$B$2:$C$3",
        "broken": "#REF!",
        "elsewhere": "Data!$A$1",
        "_xlnm.Print_Area": "Map!$A$1:$C$9",
    }

    found = side(little_book({"Map": Leaf(), "Data": Leaf()}, names), "Map").names

    assert {name: area.address for name, area in found.items()} == {"block": "B2:C3"}


def both(old: dict[str, str], new: dict[str, str]) -> SheetPair:
    one, other = (little_book({"Map": Leaf()}, names) for names in (old, new))
    return pair(one, other)


def test_cells_go_with_the_block_above_and_left_of_them() -> None:
    old = {"a": "Map!$B$4:$B$5", "b": "Map!$D$10:$D$11"}
    new = {"a": "Map!$C$6:$C$7", "b": "Map!$H$20:$H$21"}
    found = both(old, new)

    assert found.is_settled
    assert [found.row_now(at) for at in (1, 4, 9, 10, 30)] == [3, 6, 11, 20, 40]
    assert [found.column_now(at) for at in (1, 2, 3, 4, 9)] == [2, 3, 4, 8, 13]


def test_a_table_that_has_moved_to_another_sheet_moves_no_cells() -> None:
    first, moved = (Leaf(tables=(table("WardMap", at, "Ward"),)) for at in ("A4:A5", "F9:F10"))
    old = little_book({"Map": first})
    there = pair(old, little_book({"Map": moved}))
    elsewhere = pair(old, little_book({"Map": Leaf(), "Data": moved}))

    assert (there.row_now(4), there.column_now(1)) == (9, 6)
    assert (elsewhere.row_now(4), elsewhere.column_now(1)) == (4, 1)


@pytest.mark.parametrize(
    ("old", "new", "is_settled"),
    [
        ({"panel.a": "Map!$A$1:$A$2"}, {"panel.a": "Map!$C$4:$C$5"}, True),
        ({"panel.a": "Map!$A$1:$A$2"}, {"panel.a": "Map!$A$1:$A$3"}, False),
        ({"panel.a": "Map!$A$1"}, {}, False),
        ({}, {"panel.a": "Map!$A$1"}, False),
        ({"mine": "Map!$A$1"}, {}, True),
    ],
)
def test_a_sheet_is_settled_where_its_blocks_are_the_same(
    old: dict[str, str], new: dict[str, str], *, is_settled: bool
) -> None:
    assert both(old, new).is_settled is is_settled


def test_where_a_sheet_is_laid_out_anew_one_like_it_is_enough() -> None:
    theirs, ours = {(5, 1): "same", (6, 1): "same", (7, 1): "mine"}, {(9, 1): "same"}

    assert both({}, {}).unmatched(theirs, ours) == [(6, 1), (7, 1)]
    assert both({"panel.a": "Map!$A$1"}, {}).unmatched(theirs, ours) == [(7, 1)]
