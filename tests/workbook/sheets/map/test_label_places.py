"""Where a label stands best, against every place tried in turn."""

from __future__ import annotations

import math
import random

import pytest
from shapely import MultiPolygon, Polygon, box

from workbook.sheets.map.label_places import GRID, TO_THE_MIDDLE, Ground, Taken, best_in

WITHIN = (-60.0, -60.0, 60.0, 60.0)


def ground(rng: random.Random) -> Ground:
    """An area whose border is as crooked as a ward's."""
    turns = [2 * math.pi * at / 17 for at in range(17)]
    reach = [rng.uniform(6, 30) for _ in turns]
    ring = [
        (far * math.cos(turn), far * math.sin(turn)) for far, turn in zip(reach, turns, strict=True)
    ]
    return Ground.of(MultiPolygon([Polygon(ring)]))


def tried(
    where: Ground, sizes: list[tuple[float, float]], taken: Taken, most_outside: float
) -> float:
    """The least cost among all places, infinity where no label may stand."""
    west, south, east, north = where.shape.bounds
    steps = [(at + 0.5) / GRID for at in range(GRID)]
    middles = [
        (west + (east - west) * x, south + (north - south) * y) for x in steps for y in steps
    ]
    return min(
        cost(where, (at, size), taken, most_outside)
        for size in sizes
        for at in [where.middle, *middles]
    )


def cost(
    where: Ground,
    label: tuple[tuple[float, float], tuple[float, float]],
    taken: Taken,
    most_outside: float,
) -> float:
    (x, y), (width, height) = label
    one = box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    if any(one.intersection(box(*other)).area > 0 for other in taken.boxes):
        return math.inf
    if one.difference(box(*WITHIN)).area > 0:
        return math.inf
    outside = one.difference(where.shape).area / one.area
    west, south, east, north = where.shape.bounds
    reach = max(east - west, north - south)
    away = math.hypot(x - where.middle[0], y - where.middle[1]) / reach
    return outside + TO_THE_MIDDLE * away if outside <= most_outside else math.inf


@pytest.mark.parametrize("seed", range(24))
def test_a_label_stands_where_no_other_place_is_better(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - made-up areas
    where = ground(rng)
    sizes = [(rng.uniform(10, 40), 9.6), (rng.uniform(8, 20), 19.2)]
    taken = Taken(within=WITHIN, boxes=[(-8.0, 0.0, 8.0, 9.0)] if seed % 2 else [])
    most_outside = (0.05, 0.3, 0.6)[seed % 3]

    least = tried(where, sizes, taken, most_outside)
    found = best_in(where, sizes, taken, most_outside)

    if found is None:
        assert least == math.inf
        return
    text, x, y = found
    assert cost(where, ((x, y), sizes[text]), taken, most_outside) == pytest.approx(least)
