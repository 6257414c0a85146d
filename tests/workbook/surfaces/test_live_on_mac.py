"""What a Mac's Excel is asked for by its own names."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from workbook.package.reference import Rectangle
from workbook.surfaces.live_native import footer_left, has_hidden_rows, own_filter, put_footer_left


def asked(value: object) -> SimpleNamespace:
    """What appscript has for a property."""
    return SimpleNamespace(get=lambda: value)


@pytest.mark.parametrize(
    ("has_buttons", "is_set", "area"),
    [(True, True, Rectangle(2, 1, 9, 3)), (True, False, None), (False, False, None)],
)
def test_a_sheets_own_filter_is_a_range_only_where_it_hides_rows(
    *, has_buttons: bool, is_set: bool, area: Rectangle | None
) -> None:
    range_object = SimpleNamespace(get_address=lambda: "$A$2:$C$9")
    sheet: Any = SimpleNamespace(
        api=SimpleNamespace(
            autofilter_mode=asked(has_buttons),
            filter_mode=asked(is_set),
            autofilter_object=SimpleNamespace(range_object=range_object),
        )
    )

    assert own_filter(sheet, "darwin") == area


@pytest.mark.parametrize(("hidden", "is_any"), [(True, True), (None, True), (False, False)])
def test_rows_of_which_some_are_hidden_count_as_hidden(
    *, hidden: bool | None, is_any: bool
) -> None:
    rows: Any = SimpleNamespace(rows=SimpleNamespace(hidden=hidden))

    assert has_hidden_rows(rows, "darwin") is is_any


def test_the_left_of_a_footer_is_read_and_put() -> None:
    put: list[str] = []
    left = SimpleNamespace(get=lambda: "&9 Board", set=put.append)
    sheet: Any = SimpleNamespace(
        api=SimpleNamespace(page_setup_object=SimpleNamespace(left_footer=left))
    )

    assert footer_left(sheet, "darwin") == "&9 Board"
    put_footer_left(sheet, "&9 Plan", "darwin")
    assert put == ["&9 Plan"]


def test_a_footer_that_excel_does_not_tell_is_none() -> None:
    sheet: Any = SimpleNamespace(api=SimpleNamespace())

    assert footer_left(sheet, "darwin") == ""
