"""Outlines of areas on the British National Grid, simplified with shared borders kept.

The libraries behind it are heavy; only `safer build` comes here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shapely import Geometry

ONTO_GRID: Final = (
    "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step +proj=push +v_3 "
    "+step +proj=cart +ellps=WGS84 +step +inv +proj=helmert +x=446.448 +y=-125.157 +z=542.06 "
    "+rx=0.15 +ry=0.247 +rz=0.842 +s=-20.489 +convention=position_vector "
    "+step +inv +proj=cart +ellps=airy +step +proj=pop +v_3 +step +proj=tmerc +lat_0=49 "
    "+lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy"
)
"""WGS 84 to the British National Grid (EPSG:27700), in metres, by the Helmert transformation
EPSG:1314 that the Ordnance Survey publishes (right to 5 m). Written out, so that the same map is
drawn whether or not a computer has finer transformation grids."""

AREA_TOLERANCE: Final = 0.005
"""The largest share by which simplification may change the size of an area."""

POINTS_OF_RESOLUTION: Final = 1200
"""Details below this part of a map's extent are not seen: a seventh of a millimetre of 170."""

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One area's outline in metres: each part its outer ring, then its holes; the largest first."""

    code: str
    name: str
    parts: tuple[tuple[Ring, ...], ...]

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        xs, ys = zip(*(point for part in self.parts for point in part[0]), strict=True)
        return min(xs), min(ys), max(xs), max(ys)


@dataclass(frozen=True, slots=True, kw_only=True)
class Geography:
    """Outlines in code order, and for each the codes of those it touches."""

    outlines: tuple[Outline, ...]
    neighbours: Mapping[str, tuple[str, ...]]


def geography_of(
    codes: Sequence[str], names: Sequence[str], shapes: Sequence[Geometry]
) -> Geography:
    """The areas with these outlines in metres, in code order, simplified as a map shows them.

    Borders that two areas share are one line before and after, and no area changes its size by
    more than 0.5 %. An area that others cover has no parts.
    """
    drawn = _simplified(_coverage(list(shapes)))
    return Geography(
        outlines=tuple(map(_outline, codes, names, drawn)), neighbours=_touching(codes, drawn)
    )


def dissolved(found: Geography, parents: Mapping[str, tuple[str, str]]) -> tuple[Outline, ...]:
    """The outlines of larger areas, each made of the whole smaller ones that lie in it.

    ``parents`` gives a smaller area's parent, code and name; one without a parent is left out.
    In the parents' code order; their borders are lines of the smaller areas' own.
    """
    import shapely

    members: dict[tuple[str, str], list[Geometry]] = {}
    for outline in found.outlines:
        if outline.code in parents:
            members.setdefault(parents[outline.code], []).append(shape_of(outline))
    return tuple(
        _outline(code, name, shapely.coverage_union_all(members[code, name]))
        for code, name in sorted(members)
    )


def shape_of(outline: Outline) -> Geometry:
    """An outline as a geometry, in metres."""
    from shapely import MultiPolygon

    return MultiPolygon([(part[0], part[1:]) for part in outline.parts])


def _touching(codes: Sequence[str], shapes: Sequence[Geometry]) -> dict[str, tuple[str, ...]]:
    import shapely

    touching: dict[str, set[str]] = {code: set() for code in codes}
    if shapes:
        first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
        for one, other in zip(first.tolist(), second.tolist(), strict=True):
            if one != other:
                touching[codes[one]].add(codes[other])
    return {code: tuple(sorted(others)) for code, others in touching.items()}


def projected(shapes: Iterable[Geometry]) -> list[Geometry]:
    """Shapes in longitude and latitude, in metres on the National Grid."""
    import shapely
    from pyproj import Transformer

    onto_grid = Transformer.from_pipeline(ONTO_GRID)
    return [shapely.transform(one, onto_grid.transform, interleaved=False) for one in shapes]


def _coverage(shapes: list[Geometry]) -> list[Geometry]:
    """The shapes without overlaps and slivers between neighbours."""
    import shapely

    if not shapes or shapely.coverage_is_valid(shapes):
        return shapes
    return list(shapely.coverage_clean(shapes))


def _simplified(shapes: list[Geometry]) -> list[Geometry]:
    """The shapes with as few points as the map's size shows, every area within 0.5 %."""
    import numpy as np
    import shapely

    if not shapes:
        return shapes
    west, south, east, north = shapely.total_bounds(shapes)
    tolerance = max(east - west, north - south) / POINTS_OF_RESOLUTION
    areas = shapely.area(shapes)
    while tolerance > 1:
        fewer = shapely.coverage_simplify(shapes, tolerance)
        if (np.abs(shapely.area(fewer) - areas) <= AREA_TOLERANCE * areas).all():
            return list(fewer)
        tolerance /= 2
    return shapes


def _outline(code: str, name: str, shape: Geometry) -> Outline:
    from shapely import get_parts

    whole = [part for part in get_parts(shape) if part.area > 0]
    parts = sorted(whole, key=lambda part: -part.area)
    return Outline(
        code=code,
        name=name,
        parts=tuple(
            tuple(tuple(ring.coords) for ring in (part.exterior, *part.interiors)) for part in parts
        ),
    )
