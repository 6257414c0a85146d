"""The map of wards of each of the 314 Community Safety Partnerships, as its page prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from workbook.sheets.map.map_page import LINE_POINTS as KEY_POINTS
from workbook.sheets.map.map_page import LOWEST_ROW, MAP_ROWS, MOST_POINTS, map_page
from workbook.sheets.map.map_template import MAP_POINTS
from xlsrc.maps.outlines import ward_outlines
from xlsrc.national.areas import shipped_areas

if TYPE_CHECKING:
    from xlsrc.national.named_area import NamedArea

PARTNERSHIPS = shipped_areas().partnerships
NOTES = 800
REACH = 0.01


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
    page = map_page(found, area.name, NOTES)
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
    height = page.rows * page.row_points + KEY_POINTS * (len(page.key) - 1)
    assert page.several or height <= MOST_POINTS
    assert page.row_points >= LOWEST_ROW
    names = [outline.name for outline in found.outlines]
    assert len(set(names)) == len(names)
