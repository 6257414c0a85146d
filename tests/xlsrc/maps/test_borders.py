"""Borders against the outlines that they are made of."""

from __future__ import annotations

import pytest
import shapely
from shapely.geometry import MultiLineString

from xlsrc.maps.borders import borders
from xlsrc.maps.geography import Outline, shape_of
from xlsrc.maps.outlines import ward_outlines


def square(code: str, x: float, y: float) -> Outline:
    ring = ((x, y), (x, y + 1), (x + 1, y + 1), (x + 1, y), (x, y))
    return Outline(code=code, name=code, parts=((ring,),))


def test_two_squares_have_one_line_between_them_and_each_one_around() -> None:
    found = {one.codes: one.lines for one in borders([square("A", 0, 0), square("B", 1, 0)])}

    assert found == {
        ("A",): (((1, 0), (0, 0), (0, 1), (1, 1)),),
        ("A", "B"): (((1, 1), (1, 0)),),
        ("B",): (((1, 1), (2, 1), (2, 0), (1, 0)),),
    }


def test_an_area_alone_is_bordered_all_around() -> None:
    (found,) = borders([square("A", 0, 0)])

    assert found.lines[0][0] == found.lines[0][-1]


def test_areas_that_meet_in_a_corner_have_no_border() -> None:
    assert ("A", "B") not in {one.codes for one in borders([square("A", 0, 0), square("B", 1, 1)])}


@pytest.mark.parametrize("area", ["Barnet", "Camden", "Isle of Wight", "Isles of Scilly"])
def test_the_borders_of_an_area_are_its_outline(area: str) -> None:
    outlines = ward_outlines(area).found.outlines
    found = borders(outlines)

    for outline in outlines:
        lines = [line for one in found if outline.code in one.codes for line in one.lines]
        drawn = shapely.union_all(MultiLineString(lines))
        assert drawn.symmetric_difference(shape_of(outline).boundary).length < 0.01
