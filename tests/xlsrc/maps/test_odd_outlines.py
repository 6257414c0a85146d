"""Outlines whose lines cross, go there and back, or lie over one another."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from xlsrc.domain.errors import ExtractError
from xlsrc.maps.boundary_file import BoundaryFile
from xlsrc.maps.geography import shape_of

if TYPE_CHECKING:
    from pathlib import Path

    Ring = list[list[float]]

WHOLE: Ring = [[-0.2, 51.6], [-0.1, 51.6], [-0.1, 51.7], [-0.2, 51.7], [-0.2, 51.6]]
LINE: Ring = [[-0.2, 51.6], [-0.1, 51.7], [-0.1, 51.7], [-0.2, 51.6]]
EIGHT: Ring = [[-0.2, 51.6], [-0.1, 51.7], [-0.2, 51.6], [-0.1, 51.7], [-0.2, 51.6]]
BOW: Ring = [[-0.2, 51.6], [-0.1, 51.7], [-0.1, 51.6], [-0.2, 51.7], [-0.2, 51.6]]
LINE_INSIDE: Ring = [[-0.15, 51.65], [-0.12, 51.65], [-0.15, 51.65], [-0.15, 51.65]]


def areas(folder: Path, *coordinates: list[Any]) -> list[float]:
    """The square metres of areas with these outlines: of polygons, or of several parts."""
    path = folder / "wards.geojson"
    depth = {True: "MultiPolygon", False: "Polygon"}
    features = [
        {
            "properties": {"WD24CD": f"E0501362{at}", "WD24NM": f"Ward {at}"},
            "geometry": {"type": depth[isinstance(one[0][0][0], list)], "coordinates": one},
        }
        for at, one in enumerate(coordinates)
    ]
    path.write_text(json.dumps({"features": features}))
    return [shape_of(one).area for one in BoundaryFile.read(path).geography().outlines]


@pytest.mark.parametrize(
    ("outline", "share"),
    [([[WHOLE], [LINE]], 1), ([WHOLE, LINE_INSIDE], 1), ([BOW], 1 / 2)],
    ids=["a line beside it", "a line inside", "a bow"],
)
def test_rings_without_an_area_add_none_and_crossed_ones_have_theirs(
    tmp_path: Path, outline: list[Any], share: float
) -> None:
    (whole,) = areas(tmp_path, [WHOLE])

    assert areas(tmp_path, outline) == [pytest.approx(share * whole, rel=0.005)]


@pytest.mark.parametrize(
    ("outlines", "found"),
    [
        ([[LINE]], r"none of E05013620 \(its points lie on a line\)"),
        ([[WHOLE], [EIGHT]], r"none of E05013621 \(its points lie on a line\)"),
        ([[WHOLE], [WHOLE]], r"none of E05013621 \(nothing is left of it beside the others\)"),
    ],
)
def test_an_outline_without_an_area_is_refused(
    tmp_path: Path, outlines: list[Any], found: str
) -> None:
    with pytest.raises(ExtractError, match=rf"wards\.geojson: an outline .* found {found}: export"):
        areas(tmp_path, *outlines)
