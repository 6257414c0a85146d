"""The plane that a chart of months is drawn on: an axis from 0, its lines, places of values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self, TypeVar

from workbook.html.svg.figure import Mark, number, path, wide, words
from workbook.package.chart_axis import axis_end, step
from workbook.sheets.section.chart_values import label_heights
from xlsrc.domain.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Values = Sequence[float | None]

_T = TypeVar("_T")

WIDTH, HEIGHT = 420.0, 250.0
TOP, BOTTOM = 20.0, 224.0
"""Where the plane ends above and below, in pixels from above."""

BASE: Final = 5.0
"""Pixels from the middle of a letter down to its base line."""

LINE: Final = 17.0
"""Pixels between two lines of words."""

TICKED: Final = 21.0
"""Pixels from the axis down to the base line of the words below it."""

BESIDE: Final = 8.0
"""Pixels between an end of the plane and the words beside it."""

DOT: Final = 2.5
CAP: Final = 3.0

End = tuple[str, float | None, Mark]
"""A label at the right: its words, the value that it names, how it looks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """Pixels of the plane, its ``columns`` of months, and the figures at its lines from below.

    ``air`` are pixels left of the first month that its lines begin in.
    """

    left: float
    right: float
    columns: int
    lines: tuple[float, ...]
    air: float = 0.0

    @classmethod
    def of(cls, largest: float, columns: int, labels: Sequence[str], air: float = 0.0) -> Self:
        """The plane for figures from 0 up to the largest, with room for labels at its right."""
        unit = step(largest)
        end = axis_end(largest) or unit
        lines = tuple(unit * at for at in range(round(end / unit) + 1))
        left = max(wide(count(line)) for line in lines) + BESIDE + air
        right = WIDTH - max([DOT, *(wide(label, bold=True) + BESIDE for label in labels)])
        return cls(left=left, right=right, columns=columns, lines=lines, air=air)

    @property
    def end(self) -> float:
        """The figure at the top."""
        return self.lines[-1]

    def x(self, column: float) -> float:
        """Where a month stands; one alone in the middle."""
        if self.columns == 1:
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * column / (self.columns - 1)

    def y(self, value: float) -> float:
        """Where a figure stands."""
        return BOTTOM - (BOTTOM - TOP) * value / self.end

    def grid(self) -> Iterator[str]:
        """The lines, their figures, and the axis below."""
        begin = self.left - self.air
        data = "".join(
            f"M{number(begin)} {number(self.y(line))}H{number(self.right)}"
            for line in self.lines[1:]
        )
        yield path(Mark.GRID, data)
        yield path(Mark.AXIS, f"M{number(begin)} {number(BOTTOM)}H{number(self.right)}")
        for line in self.lines:
            at = begin - BESIDE, self.y(line) + BASE
            yield words(at, count(line), anchor="end")

    def ticks(self, named: Sequence[tuple[float, str]], *, marked: bool) -> Iterator[str]:
        """Words below the axis at some columns, each with a mark on it if they are ``marked``."""
        if marked:
            marks = (f"M{number(self.x(at))} {number(BOTTOM)}v4" for at, _ in named)
            yield path(Mark.AXIS, "".join(marks))
        for at, name in named:
            half = wide(name) / 2
            x = min(max(self.x(at), half), WIDTH - half)
            yield words((x, BOTTOM + TICKED), name, anchor="middle")

    def line(self, mark: Mark, values: Values) -> str:
        """A line through the values, broken in gaps; a value between gaps is a dot."""
        data, dots = "", ""
        for first, run in runs(values):
            points = [f"{number(self.x(first + at))} {number(self.y(v))}" for at, v in run]
            if len(points) == 1:
                x, y = points[0].split()
                dots += f'<circle class="{mark} s-dot" cx="{x}" cy="{y}" r="{DOT}"/>'
            else:
                data += f"M{'L'.join(points)}"
        return path(mark, data) + dots

    def area(self, mark: Mark, lower: Values, upper: Values) -> str:
        """The areas between bounds, where both are known; one month's is a bar."""
        both = [
            None if low is None or high is None else (low, high)
            for low, high in zip(lower, upper, strict=True)
        ]
        data = ""
        for first, run in runs(both):
            ends = [(self.x(first + at), *map(self.y, one)) for at, one in run]
            if len(ends) == 1:
                ((x, low, high),) = ends
                ends = [(x - CAP, low, high), (x + CAP, low, high)]
            there = "L".join(f"{number(x)} {number(high)}" for x, _, high in ends)
            back = "L".join(f"{number(x)} {number(low)}" for x, low, _ in reversed(ends))
            data += f"M{there}L{back}Z"
        return path(mark, data)

    def spans(
        self, mark: Mark, bounds: Sequence[tuple[float, float] | None], aside: float = 0.0
    ) -> str:
        """A bar from the least to the most of each month that is known only so far, so many pixels
        left of its place.
        """
        data = "".join(
            f"M{number(x - CAP)} {number(self.y(one[1]))}h{number(2 * CAP)}m-{number(CAP)} 0"
            f"V{number(self.y(one[0]))}m-{number(CAP)} 0h{number(2 * CAP)}"
            for x, one in ((self.x(at) - aside, one) for at, one in enumerate(bounds))
            if one is not None
        )
        return path(mark, data)

    def ends(self, labels: Sequence[End]) -> Iterator[str]:
        """Words right of the plane, each beside its value, none upon another."""
        gap = self.end * LINE / (BOTTOM - TOP)
        heights = label_heights([value for _, value, _ in labels], self.end, gap)
        for (text, _, mark), height in zip(labels, heights, strict=True):
            if height is not None:
                yield words((self.right + BESIDE, self.y(height) + BASE), text, mark)


def runs(values: Sequence[_T | None]) -> Iterator[tuple[int, list[tuple[int, _T]]]]:
    """Where each run of known values begins, and its values with their distance from there."""
    run: list[tuple[int, _T]] = []
    first = 0
    for at, value in enumerate([*values, None]):
        if value is not None:
            first = first if run else at
            run.append((at - first, value))
        elif run:
            yield first, run
            run = []


def last_of(values: Values) -> float | None:
    """The last known value."""
    return next((value for value in reversed(values) if value is not None), None)
