"""Free ground on a map: where a box of some size can stand in an area, or near it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely import Geometry

GRID: Final = 22
"""Places tried across and down a ward."""

TO_THE_MIDDLE: Final = 0.3
"""What it costs a label to stand a ward's width from the middle, in shares of it outside."""

AT_ONCE: Final = 16
"""Places compared before one asks whether any of the others can be better."""

STEP: Final = 4.0
"""Points between the places tried for a box beside its area."""

MOST_TRIED: Final = 500
"""Of these places, the nearest that are tried."""

CROSSING: Final = 60.0
"""What it costs a line to cross a label or another line, in points of its length."""

TOUCH: Final = 1e-6
"""Points by which a box may lie beyond the page or upon another: those of reckoning."""

Box = tuple[float, float, float, float]
"""West, south, east, north."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The largest part of an area, on the page, and the middle of the largest circle in it."""

    shape: Geometry
    middle: tuple[float, float]

    @classmethod
    def of(cls, shape: Geometry) -> Self:
        """That of an area."""
        import shapely

        parts = shapely.get_parts(shape)
        largest = parts[shapely.area(parts).argmax()]
        shapely.prepare(largest)
        x, y = shapely.maximum_inscribed_circle(largest, tolerance=1).coords[0]
        return cls(shape=largest, middle=(x, y))


@dataclass(kw_only=True)
class Taken:
    """What stands on the page already: boxes, and lines from and to a point; nothing may lie
    beyond ``within``.
    """

    within: Box
    boxes: list[Box] = field(default_factory=list)
    lines: list[Box] = field(default_factory=list)

    def add(self, box: Box) -> None:
        """One more box."""
        self.boxes.append(box)

    def on_page(self, at: tuple[float, float], size: tuple[float, float]) -> tuple[float, float]:
        """The middle nearest to a point at which a box of this size is on the page."""
        west, south, east, north = self.within
        x = min(max(at[0], west + size[0] / 2), east - size[0] / 2)
        y = min(max(at[1], south + size[1] / 2), north - size[1] / 2)
        return x, y

    def frees(self, boxes: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Whether each box, [boxes, 4], lies on the page and upon no other."""
        west, south, east, north = self.within
        inside = (
            (boxes[:, 0] >= west - TOUCH)
            & (boxes[:, 1] >= south - TOUCH)
            & (boxes[:, 2] <= east + TOUCH)
            & (boxes[:, 3] <= north + TOUCH)
        )
        taken = np.array(self.boxes, dtype=np.float64).reshape(-1, 4)
        one, other = boxes[:, np.newaxis], taken[np.newaxis]
        beside = (
            (one[..., 0] >= other[..., 2] - TOUCH)
            | (one[..., 2] <= other[..., 0] + TOUCH)
            | (one[..., 1] >= other[..., 3] - TOUCH)
            | (one[..., 3] <= other[..., 1] + TOUCH)
        )
        free: NDArray[np.bool_] = inside & beside.all(axis=1)
        return free


def best_in(
    ground: Ground, sizes: Sequence[tuple[float, float]], taken: Taken, most_outside: float
) -> tuple[int, float, float] | None:
    """Of boxes of several sizes, which stands where most inside an area, nearest to its middle.

    Its place among the sizes and its own middle; ``None`` when each lies upon another, or with
    more than the share ``most_outside`` beyond the area.
    """
    import shapely

    halves = np.array(sizes) / 2
    at_middle = _boxes(halves, np.array([ground.middle]))
    perfect = taken.frees(at_middle) & shapely.covers(ground.shape, shapely.box(*at_middle.T))
    if perfect.any():
        return int(perfect.argmax()), *ground.middle
    west, south, east, north = ground.shape.bounds
    steps = (np.arange(GRID) + 0.5) / GRID
    xs, ys = west + (east - west) * steps, south + (north - south) * steps
    grid = np.column_stack([np.repeat(xs, GRID), np.tile(ys, GRID)])
    at = np.vstack([ground.middle, grid])
    sides = _boxes(halves, at)
    free = np.flatnonzero(taken.frees(sides))
    if not free.size:
        return None
    reach = max(east - west, north - south)
    away = TO_THE_MIDDLE * np.hypot(*(at[free % len(at)] - ground.middle).T) / reach
    least = _least_outside(ground.shape, sides[free])
    bound = np.where(least <= most_outside, least + away, np.inf)
    cost = np.full(len(free), np.inf)
    # Cutting is slow: those that promise most go first, and what cannot be better than one of
    # them is never cut.
    first = np.argsort(bound, kind="stable")
    for some in np.split(first, range(AT_ONCE, len(first), AT_ONCE)):
        if bound[some[0]] >= cost.min() + TOUCH or np.isinf(bound[some[0]]):
            break
        outside = _outside(ground.shape, sides[free[some]])
        cost[some] = np.where(outside <= most_outside, outside + away[some], np.inf)
    best = int(cost.argmin())
    if not np.isfinite(cost[best]):
        return None
    text, place = divmod(int(free[best]), len(at))
    x, y = at[place].tolist()
    return text, x, y


def _outside(shape: Geometry, boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of each box, [boxes, 4], that lies outside a shape."""
    import shapely

    rectangles = shapely.box(*boxes.T)
    # Most lie quite inside or quite outside, which is quickly seen.
    outside = np.where(shapely.covers(shape, rectangles), 0.0, 1.0)
    cut = np.flatnonzero((outside > 0) & shapely.intersects(shape, rectangles))
    whole = shapely.area(rectangles[cut])
    # Quicker than an intersection; what it leaves of a side that only touches has no area.
    parts = [shapely.clip_by_rect(shape, *sides) for sides in boxes[cut].tolist()]
    outside[cut] = 1 - shapely.area(parts) / whole
    return outside


def _least_outside(shape: Geometry, boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """What `_outside` can be at least, by the frame and the size of the shape alone."""
    frame = np.array(shape.bounds)
    overlap = np.minimum(boxes[:, 2:], frame[2:]) - np.maximum(boxes[:, :2], frame[:2])
    inside = np.minimum(overlap.clip(0).prod(axis=1), shape.area)
    whole = (boxes[:, 2:] - boxes[:, :2]).prod(axis=1)
    least: NDArray[np.float64] = 1 - inside / whole - TOUCH
    return least


def best_near(
    ground: Ground, size: tuple[float, float], taken: Taken
) -> tuple[float, float] | None:
    """Where a box stands free nearest to an area, with a line to its middle that crosses least.

    ``None`` when there is no free ground on the page.
    """
    import shapely

    west, south, east, north = taken.within
    half = np.array(size) / 2
    xs = np.arange(west + half[0], east - half[0] + TOUCH, STEP)
    ys = np.arange(south + half[1], north - half[1] + TOUCH, STEP)
    at = np.column_stack([np.repeat(xs, len(ys)), np.tile(ys, len(xs))])
    sides = _boxes(half[np.newaxis], at)
    is_free = taken.frees(sides)
    at, sides = at[is_free], sides[is_free]
    if not len(at):
        return None
    middle = np.array(ground.middle)
    nearest = np.argsort(np.hypot(*(at - middle).T), kind="stable")[:MOST_TRIED]
    at, sides = at[nearest], sides[nearest]
    leads = shapely.linestrings(np.stack([at, np.broadcast_to(middle, at.shape)], axis=1))
    cost = np.hypot(*(at - middle).T)
    for box in taken.boxes:
        cost += CROSSING * shapely.intersects(shapely.box(*box), leads)
    boxes = shapely.box(*sides.T)
    for one in taken.lines:
        line = shapely.LineString([one[:2], one[2:]])
        cost += CROSSING * (shapely.intersects(line, leads) | shapely.intersects(line, boxes))
    x, y = at[int(cost.argmin())].tolist()
    return x, y


def _boxes(halves: NDArray[np.float64], at: NDArray[np.float64]) -> NDArray[np.float64]:
    """Boxes of half sizes about middles, [sizes × middles, 4]."""
    low = at[np.newaxis] - halves[:, np.newaxis]
    high = at[np.newaxis] + halves[:, np.newaxis]
    sides: NDArray[np.float64] = np.concatenate([low, high], axis=2).reshape(-1, 4)
    return sides
