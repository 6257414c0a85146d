"""The limits of the classes of maps: a difference where they are kept, else figures."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from workbook.check.against import shown
from workbook.sheets.map import layout

if TYPE_CHECKING:
    from workbook.check.against.book import Book
    from workbook.layout.named_block import NamedBlock

KEPT = (
    "Classes: natural breaks of the years before (to December 2024), kept for the editions of 2025."
)


def book(how: str, first: float, title: str = "Map: burglary by ward") -> Book:
    cells = {
        layout.TITLE.name: ((title,),),
        layout.FOOT.name: ((how,), ("© ONS",)),
        layout.LIMITS.name: (("volume", first, 4.4, 6.2, 8.8),),
    }

    def values(block: NamedBlock) -> tuple[tuple[object, ...], ...]:
        return cells.get(block.name, ())

    return cast("Book", SimpleNamespace(values=values))


@pytest.mark.parametrize("how", [KEPT, "Classes: the same for every indicator and month."])
def test_limits_that_are_kept_are_a_difference(how: str) -> None:
    (found,) = shown.maps(book(how, 2.7), book(how, 2.9)).differences

    assert found.sentence == (
        "The map of the sheet 'Map': class limits was '2.7, 4.4, 6.2, 8.8', is now "
        "'2.9, 4.4, 6.2, 8.8'."
    )


@pytest.mark.parametrize(
    "how",
    [
        "Classes: natural breaks of these 12 months, not of the years before.",
        "Classes: once and twice what chance alone gives, by these 9 months.",
        (
            "Classes: thirds of these LSOAs, by how far each moved; the usual classes hold most of "
            "them in one."
        ),
    ],
)
def test_limits_of_the_shown_months_are_figures(how: str) -> None:
    assert shown.maps(book(how, 2.7), book(how, 2.9)).differences == ()


def test_another_map_with_limits_of_its_own_is_one_difference() -> None:
    old = book("Classes: natural breaks of these 12 months, not of the years before.", 2.7)

    (found,) = shown.maps(old, book(KEPT, 2.9, "Map: robbery by ward")).differences

    assert "title was" in found.sentence
    assert "class limits" not in found.sentence
