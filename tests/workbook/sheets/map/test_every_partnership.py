"""The map of wards of each of the 314 Community Safety Partnerships, as its page prints it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pytest
from shapely import Geometry, box, transform

from workbook.package.shape import EMU_PER_POINT
from workbook.sheets.map.label_places import Ground
from workbook.sheets.map.labels import NUMBER_OUTSIDE, VALUE_OUTSIDE
from workbook.sheets.map.map_page import LOWEST_ROW, MAP_ROWS, ROWS_POINTS, map_page
from workbook.sheets.map.map_template import MAP_POINTS
from xlsrc.maps.geography import shape_of
from xlsrc.maps.outlines import ward_outlines
from xlsrc.national.areas import shipped_areas

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.sheets.map.drawing import MapDrawing
    from workbook.sheets.map.labels import Label
    from xlsrc.maps.geography import Outline
    from xlsrc.national.named_area import NamedArea

PARTNERSHIPS = shipped_areas().partnerships
REACH = 0.01
FRAME = r'name="{}" .*?<a:off x="(\d+)" y="(\d+)"/><a:ext cx="(\d+)"'
"""Where the shape of a ward stands, and how wide it is."""


def upon_another(boxes: np.ndarray) -> int:
    """How many pairs of boxes [boxes, 4] share ground."""
    one, other = boxes[:, np.newaxis], boxes[np.newaxis]
    across = np.minimum(one[..., 2], other[..., 2]) - np.maximum(one[..., 0], other[..., 0])
    down = np.minimum(one[..., 3], other[..., 3]) - np.maximum(one[..., 1], other[..., 1])
    return int(np.triu((across > REACH) & (down > REACH), 1).sum())


def test_there_are_as_many_partnerships_as_the_ons_counts() -> None:
    assert len(PARTNERSHIPS) == 314


@pytest.mark.slow
@pytest.mark.parametrize("area", PARTNERSHIPS, ids=lambda area: area.name)
def test_every_ward_is_labelled_or_numbered_within_the_page(area: NamedArea) -> None:
    found = ward_outlines(area.code).found
    page = map_page(found, area.name)
    assert page.drawn is not None

    boxes = np.array([label.box for label in page.drawn.labels])
    assert len(boxes) == len(found.outlines) > 0
    assert upon_another(boxes) == 0
    assert boxes.min() >= -REACH
    assert (
        boxes[:, 2:].max(axis=0) <= np.array([page.drawn.width, page.drawn.height]) + REACH
    ).all()
    assert page.drawn.width <= MAP_POINTS + REACH
    rows = MAP_ROWS if page.several else page.rows
    assert page.drawn.height <= rows * page.row_points
    assert page.several or page.rows * page.row_points <= ROWS_POINTS + REACH
    assert page.row_points >= LOWEST_ROW
    names = [outline.name for outline in found.outlines]
    assert len(set(names)) == len(names)

    for label, ground in zip(page.drawn.labels, grounds(found.outlines, page.drawn), strict=True):
        if label.points_at is None:
            assert outside(ground, label.box) <= allowed(label) + REACH


def grounds(outlines: Sequence[Outline], drawn: MapDrawing) -> list[Geometry]:
    """The largest part of each ward on the page: at the scale of its first shape in the drawing."""
    shapes = [shape_of(outline) for outline in outlines]
    west, _, east, north = shapes[0].bounds
    found = re.search(FRAME.format(outlines[0].code), drawn.xml)
    assert found is not None
    left, top, wide = (int(one) / EMU_PER_POINT for one in found.groups())
    scale = wide / (east - west)
    moved = [
        transform(
            shape,
            lambda at: np.column_stack(
                [left + (at[:, 0] - west) * scale, top + (north - at[:, 1]) * scale]
            ),
        )
        for shape in shapes
    ]
    return [Ground.of(one).shape for one in moved]


def outside(ground: Geometry, sides: tuple[float, float, float, float]) -> float:
    """The share of a label's box that lies outside its ward."""
    one = box(*sides)
    return float(one.difference(ground).area / one.area)


def allowed(label: Label) -> float:
    """A name and its value stand wholly inside; numbers may reach out of a narrow ward a little."""
    if not label.is_number:
        return 0.0
    return VALUE_OUTSIDE if label.value_width else NUMBER_OUTSIDE
