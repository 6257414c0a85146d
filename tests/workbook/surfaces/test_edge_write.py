from __future__ import annotations

import pytest

from tests.support.rich_workbook import MAP_GROUP
from workbook.block import ShapeStyle
from workbook.package.shape import styled_drawing

WARD = "E05013628"
EDGED = MAP_GROUP.replace(f'name="{WARD}"', f'name="{WARD} edge"').replace(
    '<a:ln w="12700"><a:solidFill><a:srgbClr val="7B8794"/></a:solidFill>',
    '<a:ln w="34925"><a:noFill/>',
)


def edged(drawing: str, edge: str | None) -> str:
    return styled_drawing(drawing, {WARD: ShapeStyle(WARD, "6C98C0", "new", edge=edge)})[0]


def test_the_template_draws_no_edge() -> None:
    assert '<a:ln w="34925"><a:noFill/>' in EDGED


def test_an_edge_is_drawn() -> None:
    drawn = '<a:ln w="34925"><a:solidFill><a:srgbClr val="1F2933"/></a:solidFill>'

    assert drawn in edged(EDGED, "1F2933")


@pytest.mark.parametrize("edge", ["", None])
def test_an_edge_that_nobody_asks_for_stays_away(edge: str | None) -> None:
    assert edged(EDGED, edge) == EDGED


def test_an_edge_is_taken_away_again() -> None:
    assert edged(edged(EDGED, "1F2933"), "") == EDGED


def dashed(drawing: str, *, is_dashed: bool) -> str:
    style = ShapeStyle(WARD, "6C98C0", "new", edge="1F2933", dashed=is_dashed)
    return styled_drawing(drawing, {WARD: style})[0]


def test_an_edge_is_dashed() -> None:
    line = '<a:srgbClr val="1F2933"/></a:solidFill><a:prstDash val="sysDash"/></a:ln>'

    assert line in dashed(EDGED, is_dashed=True)


def test_a_dashed_edge_becomes_solid_again() -> None:
    solid = dashed(EDGED, is_dashed=False)

    assert dashed(dashed(EDGED, is_dashed=True), is_dashed=False) == solid


def test_dashes_are_not_doubled() -> None:
    once = dashed(EDGED, is_dashed=True)

    assert dashed(once, is_dashed=True) == once
