"""The map of LSOAs of partnerships of every size, under its wards' borders.

One in four of the 314 is drawn, and those with the most and the fewest LSOAs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.workbook.sheets.map.test_every_partnership import PARTNERSHIPS, REACH, upon_another
from workbook.sheets.map.drawing import small_area_drawing
from workbook.sheets.map.map_template import SMALL_MAP_POINTS
from workbook.sheets.small_areas.template import MAP_HEIGHT
from xlsrc.maps.geography import dissolved
from xlsrc.maps.national import wards_of
from xlsrc.maps.outlines import lsoa_outlines

if TYPE_CHECKING:
    from xlsrc.national.named_area import NamedArea

BY_SIZE = sorted(PARTNERSHIPS, key=lambda area: len(area.lsoas))
DRAWN = (*BY_SIZE[:4], *BY_SIZE[4:-4:4], *BY_SIZE[-4:])
BOX = re.compile(
    r'name="[EW]05\d{6} name label".*?'
    r'<a:off x="(-?\d+)" y="(-?\d+)"/><a:ext cx="(\d+)" cy="(\d+)"/>'
)
EMU = 12700


@pytest.mark.slow
@pytest.mark.parametrize("area", DRAWN, ids=lambda area: area.name)
def test_every_lsoa_has_a_shape_and_a_number_and_no_names_collide(area: NamedArea) -> None:
    found = lsoa_outlines(area.code).found
    wards = dissolved(found, wards_of([outline.code for outline in found.outlines]))

    drawn = small_area_drawing.__wrapped__(
        found.outlines, wards, width=SMALL_MAP_POINTS, height=MAP_HEIGHT, alt_text="Map"
    )
    frame = np.array([drawn.width, drawn.height])
    numbers = np.array([label.box for label in drawn.labels])
    assert len(numbers) == len(found.outlines) == len(area.lsoas)
    assert (numbers[:, :2] >= -REACH).all()
    assert (numbers[:, 2:] <= frame + REACH).all()
    assert (frame <= np.array([SMALL_MAP_POINTS, MAP_HEIGHT]) + REACH).all()
    corners = np.array([[int(n) / EMU for n in one] for one in BOX.findall(drawn.xml)])
    named = corners.reshape(-1, 4)
    assert upon_another(np.hstack([named[:, :2], named[:, :2] + named[:, 2:]])) == 0
