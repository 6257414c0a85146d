"""The rooms of both packages and what they use, drawn from the contracts and the imports.

`python docs/pictures/architecture.py` from the project's folder writes `architecture.svg` beside
this file; a test says when it is stale. The rows are the layers of `.importlinter`, the sentences
the rooms' own docstrings. Of the imports those are drawn that no longer way already says.
"""

from __future__ import annotations

import ast
import configparser
import itertools
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

import grimp

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

HERE: Final = Path(__file__).parent
PROJECT: Final = HERE.parent.parent
PACKAGES: Final = ("workbook", "xlsrc")

WIDTH, MARGIN, PADDING = 1000, 20, 36
HEADING, GAP, BETWEEN = 46, 30, 44  # points above the rows, between rows, between packages
SIDE, LINE, NAME = 18, 15, 26  # between boxes of a row; a line of text; a room's name
WIDTHS: Final = {1: 430, 2: 300, 3: 250, 4: 205}
NARROWEST: Final = 168
LETTER: Final = 6.6  # a letter's mean width, wide fonts included
LANE, CLEAR = 9, 9  # between two lines that pass rows by, and between a line and a box
INK, ACCENT, GREY, PAPER, BAND = "#1F2933", "#12436D", "#52606D", "#FFFFFF", "#EEF2F6"


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A room's place in the picture."""

    room: str
    lines: tuple[str, ...]
    row: int
    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.top + self.height

    @property
    def middle(self) -> float:
        """The x of the middle."""
        return self.left + self.width / 2


def picture() -> str:
    """The whole picture as SVG."""
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    parts: list[str] = []
    top: float = MARGIN
    for package in PACKAGES:
        boxes = _boxes(package, top + HEADING)
        bottom = max(box.bottom for box in boxes.values()) + PADDING / 2
        parts += _panel(package, top, bottom)
        parts += _arrows(boxes, _uses(graph, package, boxes))
        parts += itertools.chain.from_iterable(map(_drawn, boxes.values()))
        top = bottom + BETWEEN
        if package != PACKAGES[-1]:
            parts += _way_down(bottom, top)
    height = top - BETWEEN + MARGIN
    return "\n".join((*_opening(height), *parts, "</svg>", ""))


def _layers(package: str) -> list[list[str]]:
    """The rooms of a package, row by row from the top, as its contract has them."""
    contracts = configparser.ConfigParser()
    contracts.read(PROJECT / ".importlinter", encoding="utf-8")
    for name in contracts.sections():
        contract = contracts[name]
        if contract.get("containers", "").strip() == package:
            rows = contract["layers"].strip().splitlines()
            return [[room.strip() for room in row.replace(":", "|").split("|")] for row in rows]
    message = f".importlinter must have a contract of layers for {package}; found none"
    raise ValueError(message)


def _says(package: str, room: str) -> str:
    """The first sentence of a room's docstring."""
    path = PROJECT / package / room
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    first = " ".join(said.partition("\n\n")[0].split()).replace("`", "")
    return first.partition(". ")[0].rstrip(".")


def _boxes(package: str, top: float) -> dict[str, Box]:
    boxes = {}
    for row, rooms in enumerate(_layers(package)):
        width = WIDTHS.get(len(rooms), NARROWEST)
        texts = [
            tuple(textwrap.wrap(_says(package, room), int((width - 16) / LETTER))) for room in rooms
        ]
        height = NAME + LINE * max(map(len, texts)) + 6
        left = (WIDTH - len(rooms) * width - (len(rooms) - 1) * SIDE) / 2
        for place, (room, lines) in enumerate(zip(rooms, texts, strict=True)):
            boxes[room] = Box(
                room=room,
                lines=lines,
                row=row,
                left=left + place * (width + SIDE),
                top=top,
                width=width,
                height=height,
            )
        top += height + GAP
    return boxes


def _uses(
    graph: grimp.ImportGraph, package: str, boxes: Mapping[str, Box]
) -> list[tuple[str, str]]:
    """User and used, for each room that uses one below it by no longer way.

    An import that goes up is left out: the contracts find it.
    """
    below: dict[str, set[str]] = {room: set() for room in boxes}
    for module in graph.modules:
        for other in graph.find_modules_directly_imported_by(module):
            ends = module.split(".")[:2], other.split(".")[:2]
            user, used = (end[-1] for end in ends)
            if all(end[0] == package for end in ends) and user in boxes and used in boxes:
                below[user].add(used)
    for user, found in below.items():
        below[user] = {used for used in found if boxes[used].row > boxes[user].row}
    return [
        (user, used)
        for user in boxes
        for used in boxes
        if used in below[user]
        and not any(used in _reached(below, other) for other in below[user] - {used})
    ]


def _reached(below: Mapping[str, set[str]], room: str) -> set[str]:
    found = set(below[room])
    for other in below[room]:
        found |= _reached(below, other)
    return found


def _arrows(boxes: Mapping[str, Box], uses: Sequence[tuple[str, str]]) -> Iterator[str]:
    """A line for each use, from the user's lower edge to the used one's upper edge."""
    ways = [(boxes[user], boxes[used]) for user, used in uses]
    lanes: list[tuple[float, range]] = []
    for user, used in ways:
        start = _anchor(user, [b for a, b in ways if a is user], used)
        end = _anchor(used, [a for a, b in ways if b is used], user)
        between = range(user.row + 1, used.row)
        passed = [box for box in boxes.values() if box.row in between]
        points = [(start, user.bottom)]
        if passed:
            lane = _lane(
                passed, (start + end) / 2, [x for x, rows in lanes if set(rows) & {*between}]
            )
            lanes.append((lane, between))
            points += [(lane, min(box.top for box in passed) - 4)]
            points += [(lane, max(box.bottom for box in passed) + 4)]
        yield _line([*points, (end, used.top - 3)])


def _anchor(box: Box, others: Sequence[Box], other: Box) -> float:
    """Where on a box's edge the line to ``other`` ends: lines stand in the order of their ends."""
    ordered = sorted(others, key=lambda one: (one.middle, one.row))
    share = (ordered.index(other) + 1) / (len(ordered) + 1)
    return box.left + box.width * (0.25 + share / 2)


def _lane(passed: Sequence[Box], wish: float, taken: Sequence[float]) -> float:
    """The x nearest to ``wish`` at which a line passes between boxes and other lines."""
    free = [
        x
        for x in range(MARGIN + CLEAR, WIDTH - MARGIN - CLEAR)
        if all(x < box.left - CLEAR or x > box.right + CLEAR for box in passed)
        and all(abs(x - other) >= LANE for other in taken)
    ]
    return min(free, key=lambda x: (abs(x - wish), x))


def _line(points: Sequence[tuple[float, float]]) -> str:
    """A line through the points, upright at each of them."""
    (x, y), *rest = points
    path = [f"M{x:.1f} {y:.1f}"]
    for nx, ny in rest:
        bend = (ny - y) / 2
        path.append(f"C{x:.1f} {y + bend:.1f} {nx:.1f} {ny - bend:.1f} {nx:.1f} {ny:.1f}")
        x, y = nx, ny
    return f'<path class="use" d="{" ".join(path)}" marker-end="url(#head)"/>'


def _panel(package: str, top: float, bottom: float) -> Iterator[str]:
    yield (
        f'<rect x="{MARGIN}" y="{top:.1f}" width="{WIDTH - 2 * MARGIN}" '
        f'height="{bottom - top:.1f}" rx="8" fill="{BAND}"/>'
    )
    yield f'<text class="package" x="{MARGIN + 16}" y="{top + 28:.1f}">{package}</text>'
    yield (
        f'<text class="says" x="{MARGIN + 32 + 13 * len(package)}" y="{top + 27:.1f}">'
        f"{escape(_says(package, ''))}</text>"
    )


def _way_down(bottom: float, top: float) -> Iterator[str]:
    middle = WIDTH / 2
    yield (
        f'<path class="way" d="M{middle} {bottom + 4:.1f} L{middle} {top - 12:.1f}" '
        f'marker-end="url(#head)"/>'
    )
    yield (
        f'<text class="says" x="{middle + 16}" y="{(bottom + top) / 2 + 4:.1f}">'
        f"uses, and is never used by</text>"
    )


def _drawn(box: Box) -> Iterator[str]:
    yield (
        f'<rect class="room" x="{box.left:.1f}" y="{box.top:.1f}" width="{box.width:.1f}" '
        f'height="{box.height:.1f}" rx="5"/>'
    )
    yield f'<text class="name" x="{box.left + 10:.1f}" y="{box.top + 19:.1f}">{box.room}</text>'
    for number, line in enumerate(box.lines):
        y = box.top + NAME + 10 + number * LINE
        yield f'<text class="says" x="{box.left + 10:.1f}" y="{y:.1f}">{escape(line)}</text>'


def _opening(height: float) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" '
        f'width="{WIDTH}" height="{height:.0f}" role="img" aria-labelledby="title">'
    )
    yield '<title id="title">The rooms of workbook and xlsrc, and which uses which</title>'
    yield "<style>"
    yield "text{font-family:'Segoe UI',Carlito,Helvetica,Arial,sans-serif}"
    yield f".package{{font-size:19px;font-weight:700;fill:{ACCENT}}}"
    yield f".name{{font-size:14px;font-weight:700;fill:{INK}}}"
    yield f".says{{font-size:11.5px;fill:{GREY}}}"
    yield f".room{{fill:{PAPER};stroke:{ACCENT}}}"
    yield f".use{{fill:none;stroke:{GREY};stroke-width:1.3}}"
    yield f".way{{fill:none;stroke:{ACCENT};stroke-width:3}}"
    yield "</style>"
    yield (
        '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="9" '
        'markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">'
        f'<path d="M0 0L8 4L0 8z" fill="{GREY}"/></marker></defs>'
    )
    yield f'<rect width="{WIDTH}" height="{height:.0f}" fill="{PAPER}"/>'


if __name__ == "__main__":
    (HERE / "architecture.svg").write_text(picture(), encoding="utf-8", newline="\n")
