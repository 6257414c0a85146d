"""Where the map's labels stand: inside their wards where they fit, never upon one another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from workbook.house.text_width import room_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray
    from shapely import Geometry

LABEL_POINTS: Final = 8.8
LINE_POINTS: Final = 9.6
LONGEST_VALUE: Final = "◆ 1,234"
"""What stands below a ward's name, in bold."""

MOST_LINES: Final = 3
GRID: Final = 14
"""Places tried across and down a ward."""

TO_THE_MIDDLE: Final = 0.3
"""What it costs a label to stand a ward's width from the middle, in shares of it outside."""

MOST_OUTSIDE: Final = 0.3
"""The share of a label that may lie outside its ward before it becomes a number."""

Box = tuple[float, float, float, float]
"""West, south, east, north."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label's middle in points, and the lines of its name (a number where no name fits).

    ``value_width`` is that of the line with the area's value below it, 0 without one.
    """

    x: float
    y: float
    lines: tuple[str, ...]
    value_width: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points, the line of the value included."""
        width = max([self.value_width, *(room_for(line, LABEL_POINTS) for line in self.lines)])
        return width, LINE_POINTS * (len(self.lines) + (self.value_width > 0))


def labels(
    names: Sequence[str], shapes: Sequence[Geometry], *, valued: bool = True
) -> tuple[Label, ...]:
    """One label per shape, in the page's points, with a line for its value where ``valued``.

    The smallest shapes choose first. A name that cannot stand at its ward without hiding another
    label becomes a number: its place in the list, from 1.
    """
    import shapely

    value_width = room_for(LONGEST_VALUE, LABEL_POINTS, bold=True) if valued else 0.0
    placed: dict[int, Label] = {}
    taken: list[Box] = []
    for at in sorted(range(len(names)), key=lambda at: shapes[at].area):
        found = _best(
            list(_wrapped(names[at])), shapes[at], taken, value_width, most_outside=MOST_OUTSIDE
        )
        if found is None:
            number = (str(at + 1),)
            found = _best([number], shapes[at], taken, value_width, most_outside=1.0)
        if found is None:
            middle = shapely.point_on_surface(shapes[at])
            found = Label(x=middle.x, y=middle.y, lines=number, value_width=value_width)
        placed[at] = found
        taken.append(_box(found))
    return tuple(placed[at] for at in range(len(names)))


def number_places(
    shapes: Sequence[Geometry], width: float, names: Sequence[Label]
) -> tuple[Label, ...]:
    """Where a number of this width would stand in each shape, beside the names where it can."""
    taken = [_box(name) for name in names]
    found = (
        _best([()], shape, taken, width, most_outside=MOST_OUTSIDE)
        or _best([()], shape, taken, width, most_outside=2 * MOST_OUTSIDE)
        or _best([()], shape, [], width, most_outside=1.0)
        for shape in shapes
    )
    return tuple(place for place in found if place is not None)


def _wrapped(name: str) -> Iterator[tuple[str, ...]]:
    """The name in one line, in two, in three, broken at every blank in turn."""
    words = name.split()
    for breaks in range(min(MOST_LINES, len(words))):
        for cut in combinations(range(1, len(words)), breaks):
            ends = (0, *cut, len(words))
            yield tuple(" ".join(words[first:last]) for first, last in pairwise(ends))


def _best(
    texts: Sequence[tuple[str, ...]],
    shape: Geometry,
    taken: Sequence[Box],
    value_width: float,
    *,
    most_outside: float,
) -> Label | None:
    """The label that lies most inside its ward, nearest to its middle; ``None`` if none fits."""
    import shapely

    parts = shapely.get_parts(shape)
    largest = parts[shapely.area(parts).argmax()]
    west, south, east, north = largest.bounds
    middle = shapely.maximum_inscribed_circle(largest, tolerance=1).coords[0]
    places = [
        (middle[0], middle[1]),
        *(
            (west + (east - west) * (i + 0.5) / GRID, south + (north - south) * (j + 0.5) / GRID)
            for i in range(GRID)
            for j in range(GRID)
        ),
    ]
    reach = max(east - west, north - south)
    boxes = np.array([_box(Label(x=0, y=0, lines=one, value_width=value_width)) for one in texts])
    at = np.array(places)
    # Texts × places × the four sides of a label.
    sides = (boxes[:, np.newaxis, :] + np.tile(at, 2)).reshape(-1, 4)
    free = np.flatnonzero(~_hides(sides, np.array(taken, dtype=np.float64).reshape(-1, 4)))
    if not free.size:
        return None
    rectangles = shapely.box(*sides[free].T)
    # Cutting is slow, so those quite inside or quite outside are told apart first.
    shapely.prepare(largest)
    outside = np.where(shapely.covers(largest, rectangles), 0.0, 1.0)
    cut = np.flatnonzero((outside > 0) & shapely.intersects(largest, rectangles))
    whole = shapely.area(rectangles[cut])
    outside[cut] = 1 - shapely.area(shapely.intersection(rectangles[cut], largest)) / whole
    away = np.hypot(*(at[free % len(places)] - middle).T) / reach
    cost = np.where(outside <= most_outside, outside + TO_THE_MIDDLE * away, np.inf)
    best = int(cost.argmin())
    if not np.isfinite(cost[best]):
        return None
    text, place = divmod(int(free[best]), len(places))
    x, y = places[place]
    return Label(x=x, y=y, lines=texts[text], value_width=value_width)


def _hides(boxes: NDArray[np.float64], taken: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether each box lies upon any of those taken: west, south, east, north."""
    one, other = boxes[:, np.newaxis], taken[np.newaxis]
    beside = (
        (one[..., 0] >= other[..., 2])
        | (one[..., 2] <= other[..., 0])
        | (one[..., 1] >= other[..., 3])
        | (one[..., 3] <= other[..., 1])
    )
    lies: NDArray[np.bool_] = np.asarray(~beside.all(axis=1))
    return lies


def _box(label: Label) -> Box:
    width, height = label.size
    return (
        label.x - width / 2,
        label.y - height / 2,
        label.x + width / 2,
        label.y + height / 2,
    )
