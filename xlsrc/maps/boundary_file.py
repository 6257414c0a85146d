"""Boundaries as the ONS publishes them: GeoJSON of wards, LSOAs or authorities, of one area.

The libraries behind it are heavy; only `safer build` comes here.
"""

from __future__ import annotations

import functools
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from xlsrc.domain.errors import BoundariesError, ExtractError
from xlsrc.domain.names import name_key, told_apart
from xlsrc.extracts.places import shipped_places
from xlsrc.maps.geography import geography_of, projected
from xlsrc.national.areas import authority_codes, lsoa_codes, shipped_areas, ward_codes
from xlsrc.national.bundle import bundle

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray
    from shapely import Geometry

    from xlsrc.extracts.places import Places
    from xlsrc.maps.geography import Geography
    from xlsrc.national.named_area import NamedArea

LSOA, WARD, AUTHORITY = "LSOA", "WD", "LAD"

# ONS puts the year of the boundaries into the heading: LSOA21CD, WD24CD, LAD24CD.
_CODE: Final = re.compile(r"^(LSOA|WD|LAD)(\d{2})CD$")
_FARTHEST, _POLE = 180, 90  # degrees of longitude and latitude
_LONG: Final = 40  # characters that no code has: those of the ONS have nine
_FINEST_FIRST: Final = (LSOA, WARD, AUTHORITY)
_LSOA_NAME: Final = re.compile(r"^LSOA\d{2}NM$")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryFile:
    """The areas of a GeoJSON file (longitude and latitude).

    They are the finest that it has codes for, in columns such as ``LSOA21CD``, ``WD24CD`` or
    ``LAD24CD`` with their names beside; ``kind`` is that of the column, ``year`` its two digits.
    """

    path: Path
    features: tuple[dict[str, Any], ...]
    kind: str
    year: int
    column: str

    @classmethod
    def read(cls, path: Path) -> BoundaryFile:
        """That of a file.

        Raises
        ------
        ExtractError
            The file is no GeoJSON of areas with such columns.

        """
        features = _features(path)
        columns = list(features[0]["properties"]) if features else []
        found = {
            match[1]: (column, int(match[2])) for column in columns if (match := _code(column))
        }
        for kind in _FINEST_FIRST:
            if kind in found:
                column, year = found[kind]
                _refuse_codes(path, [one["properties"].get(column) for one in features])
                return cls(path=path, features=features, kind=kind, year=year, column=column)
        message = (
            f"{path}: a column of ONS codes such as WD24CD was wanted; found "
            f"{', '.join(columns) or 'no areas'}: give boundaries as the ONS publishes them"
        )
        raise BoundariesError(message)

    def geography(self, area: str = "", places: Places | None = None) -> Geography:
        """The file's areas, those in one area when its name or code is given.

        ``places`` are those that may go by the name, the bundled ones unless others are given.

        A code of 2024 (LSOAs: of 2021) lies where the look-ups have it, another in the authority
        that the file gives, or in that of its name ("Barnet 009A"). An area that the file has
        none of gives no outlines.
        """
        from shapely.errors import ShapelyError

        wanted = [one for one in self.features if not area or self._is_in(one, area, places)]
        wanted.sort(key=self._code_of)
        names = [str(one["properties"].get(self._name) or self._code_of(one)) for one in wanted]
        homes = [_home_name(one["properties"]) for one in wanted]
        shapes = projected(map(self._shape_of, wanted))
        try:
            found = geography_of(
                [self._code_of(one) for one in wanted], told_apart(names, homes), shapes
            )
        except ShapelyError as error:
            message = (
                f"{self.path}: outlines that lie beside one another were wanted; found some that "
                f"do not ({str(error).strip()}): export the boundaries as GeoJSON again"
            )
            raise BoundariesError(message) from error
        for feature, outline in zip(wanted, found.outlines, strict=True):
            if not outline.parts:
                raise self._no_outline(feature, "nothing is left of it beside the others")
        return found

    def _shape_of(self, feature: Mapping[str, Any]) -> Geometry:
        """An area's outline; `ExtractError` for one that does not lie on the Earth."""
        import numpy as np
        import shapely
        from shapely.errors import ShapelyError
        from shapely.geometry import MultiPolygon, shape

        try:
            with np.errstate(invalid="ignore"):  # what is no number is said below
                outline = shape(feature["geometry"])
            points = shapely.get_coordinates(outline)
            (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
        except (ValueError, TypeError, LookupError, AttributeError, ShapelyError) as error:
            raise self._no_outline(feature, str(error)) from error
        if not (-_FARTHEST <= west < east <= _FARTHEST and -_POLE <= south < north <= _POLE):
            found = f"degrees from {west:g}, {south:g} to {east:g}, {north:g}"
            raise self._no_outline(feature, found)
        if not outline.is_valid:  # lines that cross, and lines there and back, which have no area
            mended = shapely.make_valid(outline, method="structure", keep_collapsed=False)
            parts = shapely.get_parts(shapely.get_parts(mended))
            outline = MultiPolygon([part for part in parts if part.geom_type == "Polygon"])
        if outline.is_empty:
            raise self._no_outline(feature, "its points lie on a line")
        return outline

    def _no_outline(self, feature: Mapping[str, Any], found: str) -> ExtractError:
        return BoundariesError(
            f"{self.path}: an outline in longitude and latitude was wanted; found none of "
            f"{self._code_of(feature)} ({found}): export the boundaries as GeoJSON again"
        )

    def has(self, area: str, places: Places | None = None) -> bool:
        """Whether any of the file's areas lies in this one."""
        return any(self._is_in(one, area, places) for one in self.features)

    @property
    def _name(self) -> str:
        return f"{self.column[:-2]}NM"

    def _code_of(self, feature: Mapping[str, Any]) -> str:
        return str(feature["properties"][self.column])

    def _is_in(self, feature: Mapping[str, Any], area: str, places: Places | None) -> bool:
        homes = _homes(feature["properties"])
        known, inside, authorities = _looked_up(self.kind, area, places or shipped_places())
        code = self._code_of(feature)
        if code in known:
            return code in inside
        if not authorities:
            return any(name_key(home) == name_key(area) for home in homes)
        found = [shipped_areas().find(home) for home in homes]
        return any(one is not None and one.code in authorities for one in found)


@functools.lru_cache(maxsize=8)
def _looked_up(
    kind: str, area: str, places: Places
) -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    """All codes of a kind that the look-ups have, those in an area, and its authorities.

    None at all for an area that they do not know.
    """
    named = places.whole_of(area)
    if named is None:
        return frozenset(), frozenset(), ()
    looked_up: dict[str, tuple[NDArray[np.bytes_], Callable[[NamedArea], tuple[str, ...]]]] = {
        LSOA: (bundle().lsoas, lsoa_codes),
        WARD: (bundle().wards, ward_codes),
        AUTHORITY: (bundle().authorities, authority_codes),
    }
    known, inside = looked_up[kind]
    codes = frozenset(code.decode() for code in known.tolist())
    return codes, frozenset(inside(named)), authority_codes(named)


def _features(path: Path) -> tuple[dict[str, Any], ...]:
    try:
        features = json.loads(path.read_text(encoding="utf-8-sig"))["features"]
        areas = tuple(
            one for one in features if one["geometry"]["type"] in ("Polygon", "MultiPolygon")
        )
        # A half of a letter can be written in JSON and nowhere else.
        "".join(str(said) for one in areas for said in one["properties"].values()).encode()
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = (
            f"{path}: GeoJSON with a feature for each area was wanted; found none ({error}): "
            "export the boundaries as GeoJSON in longitude and latitude"
        )
        raise BoundariesError(message) from error
    return areas


def _refuse_codes(path: Path, codes: Sequence[object]) -> None:
    """`ExtractError` where an area has no code, or one that another has."""
    seen: set[object] = set()
    for code in codes:
        found = repr(code)[:40]
        if isinstance(code, str) and 0 < len(code.strip()) < _LONG and code not in seen:
            seen.add(code)
            continue
        found = f"{found} twice" if isinstance(code, str) and code in seen else found
        message = (
            f"{path}: an ONS code of its own for each area was wanted; found {found}: give "
            "boundaries as the ONS publishes them"
        )
        raise BoundariesError(message)


def _code(column: str) -> re.Match[str] | None:
    return _CODE.match(column.upper())


def _homes(properties: Mapping[str, object]) -> list[str]:
    """The codes and names of the authority around an area."""
    homes = [str(v) for column, v in properties.items() if column.upper().startswith(AUTHORITY)]
    return homes or [
        str(value).rpartition(" ")[0]
        for column, value in properties.items()
        if _LSOA_NAME.match(column.upper())
    ]


def _home_name(properties: Mapping[str, object]) -> str:
    return next((v for v in _homes(properties) if not any(sign.isdigit() for sign in v)), "")
