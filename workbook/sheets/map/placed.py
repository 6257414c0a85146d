"""A map's outlines, borders and labels in their places: the one projection of every map drawn."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from workbook.sheets.map.labels import Label, labels
from workbook.sheets.map.parts import DrawnWard, borders_cell, drawn_wards
from xlsrc.maps.borders import borders

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely import Geometry

    from workbook.sheets.map.label_places import Box
    from workbook.sheets.map.shape_xml import Parts
    from xlsrc.maps.geography import Geography, Outline


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Points a metre, from the north-west corner of some outlines, and their size in points."""

    west: float
    north: float
    points: float
    width: float
    height: float

    @classmethod
    def fitting(cls, outlines: Sequence[Outline], width: float, height: float) -> Self:
        """The largest scale at which the outlines go into a box of this size in points."""
        bounds = [outline.bounds for outline in outlines]
        west, south = min(b[0] for b in bounds), min(b[1] for b in bounds)
        east, north = max(b[2] for b in bounds), max(b[3] for b in bounds)
        points = min(width / (east - west), height / (north - south))
        wide, high = (east - west) * points, (north - south) * points
        return cls(west=west, north=north, points=points, width=wide, height=high)

    def room(self, width: float, height: float) -> Box:
        """The box of this size in points about the outlines, within which labels may stand."""
        beside, above = (width - self.width) / 2, (height - self.height) / 2
        return -beside, -above, self.width + beside, self.height + above

    def framing(self, named: Sequence[Label]) -> tuple[Self, tuple[float, float]]:
        """The scale with labels that stand beyond the outlines within its frame too, and what
        that takes from the left and the top of the page.
        """
        boxes = [label.box for label in named]
        left, top = (min([0.0, *(box[side] for box in boxes)]) for side in (0, 1))
        right = max([self.width, *(box[2] for box in boxes)])
        bottom = max([self.height, *(box[3] for box in boxes)])
        moved = dataclasses.replace(
            self,
            west=self.west + left / self.points,
            north=self.north - top / self.points,
            width=right - left,
            height=bottom - top,
        )
        return moved, (left, top)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the grid on the page."""
        return (x - self.west) * self.points, (self.north - y) * self.points

    def placed(self, outline: Outline) -> Parts:
        """An outline's rings on the page."""
        return [[[self.point(*at) for at in ring] for ring in part] for part in outline.parts]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedMap:
    """A map in points from its north-west corner: its areas and labels in the outlines' order.

    ``borders`` are the lines of each border by the codes of the two areas, or of the one, that it
    is of; a line is a part with one ring, which need not be closed.
    """

    width: float
    height: float
    areas: tuple[Parts, ...]
    labels: tuple[Label, ...]
    borders: tuple[tuple[tuple[str, ...], Parts], ...]


def placed_map(outlines: Sequence[Outline], width: float, height: float) -> PlacedMap:
    """The outlines as large as a box of this size in points allows, north up, in proportion."""
    scale = Scale.fitting(outlines, width, height)
    shapes = [shape_of_parts(scale.placed(outline)) for outline in outlines]
    named = labels([o.name for o in outlines], shapes, scale.room(width, height))
    scale, (left, top) = scale.framing(named)
    return PlacedMap(
        width=scale.width,
        height=scale.height,
        areas=tuple(scale.placed(outline) for outline in outlines),
        labels=tuple(moved(label, left, top) for label in named),
        borders=tuple(
            (one.codes, [[[scale.point(*at) for at in line]] for line in one.lines])
            for one in borders(outlines)
        ),
    )


WardCells = tuple[str, str, str, str, str]


def ward_cells(found: Geography, named: Sequence[Label]) -> list[WardCells]:
    """Of each ward drawn: code, name, its label's lines, neighbours and borders, as cells."""
    lines = [one.codes for one in borders(found.outlines)]
    return [
        (
            outline.code,
            outline.name,
            label.words,
            " ".join(found.neighbours[outline.code]),
            borders_cell(lines, outline.code),
        )
        for outline, label in zip(found.outlines, named, strict=True)
    ]


def wards_of(found: Geography, named: Sequence[Label]) -> tuple[DrawnWard, ...]:
    """The wards of a map that no workbook holds."""
    return drawn_wards(ward_cells(found, named))


def shape_of_parts(parts: Parts) -> Geometry:
    """An area's parts as one shape."""
    from shapely import MultiPolygon

    return MultiPolygon([(rings[0], rings[1:]) for rings in parts])


def moved(label: Label, left: float, top: float) -> Label:
    """A label so far from the left and the top of where it stood."""
    at = label.points_at
    return dataclasses.replace(
        label,
        x=label.x - left,
        y=label.y - top,
        points_at=None if at is None else (at[0] - left, at[1] - top),
    )
