"""The lines between areas: of every two neighbours, and of each with what lies around the map."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xlsrc.maps.geography import Outline, Ring

    Point = tuple[float, float]
    Segment = tuple[Point, Point]


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """What two areas share, or one alone has with none: ``codes`` of one or two, in order.

    ``lines`` are in metres; one that ends where it begins goes all around.
    """

    codes: tuple[str, ...]
    lines: tuple[Ring, ...]


def borders(outlines: Sequence[Outline]) -> tuple[Border, ...]:
    """Every border of a map once, in the order of its codes.

    The outlines share their corners, as those of a `Geography` do; areas that touch in a point
    alone have no border.
    """
    owners: defaultdict[Segment, list[str]] = defaultdict(list)
    for outline in outlines:
        for ring in _rings(outline):
            for one, other in pairwise(ring):
                owners[_segment(one, other)].append(outline.code)
    lines: defaultdict[tuple[str, ...], list[Ring]] = defaultdict(list)
    for outline in outlines:
        for ring in _rings(outline):
            for codes, line in _runs(ring, owners):
                # A line that two share is met in the rings of both.
                if codes[0] == outline.code:
                    lines[codes].append(line)
    return tuple(Border(codes=codes, lines=tuple(lines[codes])) for codes in sorted(lines))


def _rings(outline: Outline) -> Iterator[Ring]:
    return (ring for part in outline.parts for ring in part)


def _segment(one: Point, other: Point) -> Segment:
    return (one, other) if one <= other else (other, one)


def _runs(
    ring: Ring, owners: Mapping[Segment, Sequence[str]]
) -> Iterator[tuple[tuple[str, ...], Ring]]:
    """The pieces of a ring that have the same owners, with these."""
    kinds = [tuple(sorted(set(owners[_segment(one, other)]))) for one, other in pairwise(ring)]
    # The ring begins anew where its owners change, so that no piece is cut by its first corner.
    turn = next((at for at in range(1, len(kinds)) if kinds[at] != kinds[at - 1]), 0)
    kinds = kinds[turn:] + kinds[:turn]
    corners = ring[turn:-1] + ring[: turn + 1]
    start = 0
    for at in range(1, len(kinds) + 1):
        if at == len(kinds) or kinds[at] != kinds[start]:
            yield kinds[start], corners[start : at + 1]
            start = at
