from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.package.chart import drawn_cells, refreshed_chart
from workbook.package.reference import Rectangle

if TYPE_CHECKING:
    from workbook.package.cell import Value

CACHE = '<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="1"/>{}</c:numCache>'
POINT = '<c:pt idx="0"><c:v>{}</c:v></c:pt>'


def numbers(area: str, value: int) -> str:
    cache = CACHE.format(POINT.format(value))
    return f"<c:val><c:numRef><c:f>Data!{area}</c:f>{cache}</c:numRef></c:val>"


def chart(*parts: str) -> str:
    return f"<c:chartSpace>{''.join(parts)}</c:chartSpace>"


def refreshed(text: str) -> str:
    def values(place: tuple[str, Rectangle]) -> list[list[Value]]:
        return [[float(place[1].first_row)]]

    def is_changed(place: tuple[str, Rectangle]) -> bool:
        return place[1].first_row > 1

    return refreshed_chart(text, names={}, is_changed=is_changed, values=values)


def test_only_the_caches_of_changed_cells_that_differ_are_written() -> None:
    old = chart(numbers("$A$1", 9), numbers("$A$2", 9), numbers("$A$3", 3), numbers("$A$4", 9))
    new = chart(numbers("$A$1", 9), numbers("$A$2", 2), numbers("$A$3", 3), numbers("$A$4", 4))
    assert refreshed(old) == new
    assert refreshed(new) == new


def test_a_reference_that_does_not_end_is_passed_over() -> None:
    broken = "<c:strRef><c:f>Data!$A$5</c:f>"
    assert refreshed(chart(broken, numbers("$A$2", 9))) == chart(broken, numbers("$A$2", 2))
    assert drawn_cells(chart(broken, numbers("$A$2", 9)), {}) == [("Data", Rectangle(2, 1, 2, 1))]
