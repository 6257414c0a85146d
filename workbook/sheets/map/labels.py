"""Where the map's labels stand: inside their wards where they fit, never upon one another."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Final

from workbook.house.text_width import room_for
from workbook.sheets.map.label_places import Box, Ground, Taken, best_in, best_near
from workbook.sheets.map.parts import ROW_NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapely import Geometry

LABEL_POINTS: Final = 8.8
LINE_POINTS: Final = 9.6
LONGEST_VALUE: Final = "◆ 1,234"
"""What stands below a ward's name, in bold."""

LONGEST_IN_SMALL: Final = "◆ 12.3"
"""What stands below the number of a ward that has no room for its name."""

WIDEST_NUMBER: Final = " 15 "
"""Of a small area, in bold, with air at its sides."""

MOST_LINES: Final = 3
WHOLLY_INSIDE: Final = 1e-6
"""The share of a label that may lie outside its ward: that of reckoning."""

VALUE_OUTSIDE: Final = 0.2
"""The share of a number and its value that may, in a narrow ward."""

NUMBER_OUTSIDE: Final = 0.25
"""The share of a number alone that may, before it stands beside its ward."""

MOST_OUTSIDE: Final = 0.3
"""The share of a name on the map of small areas that may lie outside its ward."""

AIR: Final = 2.0
"""Points beside a number alone, so that two are never read as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label's middle in points, and the lines of its name (``#`` for a number where none fits).

    ``value_width`` is that of the line with the area's value below it, 0 without one;
    ``number_width`` that of the line that a refresh writes the number to. ``points_at`` is the
    place in its ward that a line leads to from a number beside it.
    """

    x: float
    y: float
    lines: tuple[str, ...]
    value_width: float
    number_width: float = 0.0
    points_at: tuple[float, float] | None = None

    @property
    def is_number(self) -> bool:
        """Whether a number stands for the name."""
        return self.lines == (ROW_NUMBER,)

    @property
    def words(self) -> str:
        """Its lines for a refresh to add the value to; the last is blank where it has none."""
        return "\n".join((*self.lines, *([] if self.value_width else [""])))

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points, the line of the value included."""
        lines = [] if self.is_number else [room_for(line, LABEL_POINTS) for line in self.lines]
        width = max([self.value_width, self.number_width, *lines])
        air = AIR if self.is_number and not self.value_width else 0.0
        return width + air, LINE_POINTS * (len(self.lines) + (self.value_width > 0))

    @property
    def box(self) -> Box:
        """West, south, east, north, as it stands."""
        return _around(self.size, self.x, self.y)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """How wide the lines of a label's value and number are, 0 without one, and the share of it
    that may lie outside its ward.
    """

    outside: float
    value: float = 0.0
    number: float = 0.0


NUMBER: Final = (ROW_NUMBER,)


def labels(names: Sequence[str], shapes: Sequence[Geometry], within: Box) -> tuple[Label, ...]:
    """One label per shape, in the page's points, none beyond ``within`` nor upon another.

    The smallest shapes choose first. A name that cannot stand wholly inside its ward, with a line
    for its value, without hiding another label becomes the number of the ward's row. It has
    its value below it where at most a fifth of both lies outside, stands alone where more would,
    and beside its ward, with a line to it, where not even it fits. A map too full for all numbers
    leaves the last ones upon others.
    """
    value = room_for(LONGEST_VALUE, LABEL_POINTS, bold=True)
    small = room_for(LONGEST_IN_SMALL, LABEL_POINTS, bold=True)
    widest = room_for("8" * len(str(len(names))), LABEL_POINTS)
    grounds = [Ground.of(shape) for shape in shapes]
    taken = Taken(within=within)
    placed: dict[int, Label] = {}
    for at in sorted(range(len(names)), key=lambda at: shapes[at].area):
        ground, texts = grounds[at], list(_wrapped(names[at]))
        number = _Kind(value=small, number=widest, outside=VALUE_OUTSIDE)
        found = (
            _inside(texts, ground, taken, _Kind(value=value, outside=WHOLLY_INSIDE))
            or _inside([NUMBER], ground, taken, number)
            or _inside([NUMBER], ground, taken, _Kind(number=widest, outside=NUMBER_OUTSIDE))
        )
        if found is not None:
            placed[at] = found
            taken.add(found.box)
    for at in range(len(names)):
        if at not in placed:
            placed[at] = _beside(widest, grounds[at], taken)
    return tuple(placed[at] for at in range(len(names)))


def name_places(
    names: Sequence[str], shapes: Sequence[Geometry], within: Box
) -> tuple[Label | None, ...]:
    """As `labels`, of names without a value; ``None`` where a name does not fit its shape."""
    taken = Taken(within=within)
    placed: dict[int, Label | None] = {}
    for at in sorted(range(len(names)), key=lambda at: shapes[at].area):
        ground = Ground.of(shapes[at])
        texts = list(_wrapped(names[at]))
        placed[at] = found = _inside(texts, ground, taken, _Kind(outside=MOST_OUTSIDE))
        if found is not None:
            taken.add(found.box)
    return tuple(placed[at] for at in range(len(names)))


def number_size() -> tuple[float, float]:
    """The points that the number of a small area takes, across and down."""
    return room_for(WIDEST_NUMBER, LABEL_POINTS, bold=True), LINE_POINTS


def number_places(
    shapes: Sequence[Geometry], names: Sequence[Label | None], within: Box
) -> tuple[Label, ...]:
    """Where the number of a small area would stand in each shape, beside the names where it can.

    Those of small shapes lie upon one another: which of them are shown, a refresh decides.
    """
    taken = Taken(within=within)
    for name in names:
        if name is not None:
            taken.add(name.box)
    return tuple(_number_place(Ground.of(shape), taken) for shape in shapes)


def _number_place(ground: Ground, taken: Taken) -> Label:
    """Where a small area leaves no room for its number, that lies on the area's middle."""
    width, height = number_size()
    found = _inside([()], ground, taken, _Kind(value=width, outside=2 * MOST_OUTSIDE))
    if found is not None:
        return found
    x, y = taken.on_page(ground.middle, (width, height))
    return Label(x=x, y=y, lines=(), value_width=width)


def _wrapped(name: str) -> Iterator[tuple[str, ...]]:
    """The name in one line, in two, in three, broken at every blank in turn."""
    words = name.split()
    for breaks in range(min(MOST_LINES, len(words))):
        for cut in combinations(range(1, len(words)), breaks):
            ends = (0, *cut, len(words))
            yield tuple(" ".join(words[first:last]) for first, last in pairwise(ends))


def _inside(
    texts: Sequence[tuple[str, ...]],
    ground: Ground,
    taken: Taken,
    kind: _Kind,
) -> Label | None:
    """The label that lies most inside its ward, nearest to its middle; ``None`` if none fits."""
    tried = [
        Label(x=0, y=0, lines=one, value_width=kind.value, number_width=kind.number)
        for one in texts
    ]
    found = best_in(ground, [one.size for one in tried], taken, kind.outside)
    if found is None:
        return None
    text, x, y = found
    return dataclasses.replace(tried[text], x=x, y=y)


def _beside(width: float, ground: Ground, taken: Taken) -> Label:
    """A number alone on free ground near its ward, and the line that leads to it."""
    label = Label(x=0, y=0, lines=NUMBER, value_width=0.0, number_width=width)
    x, y = best_near(ground, label.size, taken) or taken.on_page(ground.middle, label.size)
    found = dataclasses.replace(label, x=x, y=y, points_at=ground.middle)
    taken.add(found.box)
    taken.lines.append((x, y, *ground.middle))
    return found


def _around(size: tuple[float, float], x: float, y: float) -> Box:
    width, height = size
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2
