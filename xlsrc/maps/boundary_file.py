"""Boundaries as the ONS publishes them: GeoJSON of wards, LSOAs or authorities, of one area.

The libraries behind it are heavy; only `safer build` comes here.
"""

from __future__ import annotations

import functools
import json
import math
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from xlsrc.domain.errors import ExtractError
from xlsrc.domain.names import name_key, told_apart
from xlsrc.extracts.places import shipped_places
from xlsrc.maps.geography import geography_of, projected
from xlsrc.national.areas import authority_codes, lsoa_codes, shipped_areas, ward_codes
from xlsrc.national.bundle import bundle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
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
_FINEST_FIRST: Final = (LSOA, WARD, AUTHORITY)
# Around the British Isles, with room to spare.
_WEST, _SOUTH, _EAST, _NORTH = -20.0, 45.0, 10.0, 65.0
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
                lacking = sum(column not in one["properties"] for one in features)
                if lacking:
                    message = (
                        f"{path}: a code in the column {column} was wanted for each area; found "
                        f"{lacking} without one: give boundaries as the ONS publishes them"
                    )
                    raise ExtractError(message)
                return cls(path=path, features=features, kind=kind, year=year, column=column)
        message = (
            f"{path}: a column of ONS codes such as WD24CD was wanted; found "
            f"{', '.join(columns) or 'no areas'}: give boundaries as the ONS publishes them"
        )
        raise ExtractError(message)

    def geography(self, area: str = "", places: Places | None = None) -> Geography:
        """The file's areas, those in one area when its name or code is given.

        ``places`` are those that may go by the name, the bundled ones unless others are given.

        A code of 2024 (LSOAs: of 2021) lies where the look-ups have it, another in the authority
        that the file gives, or in that of its name ("Barnet 009A"). An area that the file has
        none of gives no outlines. `ExtractError` where an outline cannot be drawn, or lies
        elsewhere, as one in metres does.
        """
        wanted = [one for one in self.features if not area or self._is_in(one, area, places)]
        wanted.sort(key=self._code_of)
        names = [str(one["properties"].get(self._name) or self._code_of(one)) for one in wanted]
        homes = [_home_name(one["properties"]) for one in wanted]
        with _one_sentence(self.path):
            return geography_of(
                [self._code_of(one) for one in wanted],
                told_apart(names, homes),
                projected(_outline(one, self._code_of(one)) for one in wanted),
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


@contextmanager
def _one_sentence(path: Path) -> Iterator[None]:
    """Turn what outlines that cannot be drawn raise into one sentence."""
    from shapely.errors import ShapelyError

    try:
        yield
    except (ShapelyError, ValueError, TypeError, LookupError, AttributeError) as error:
        message = (
            f"{path}: an outline for each area was wanted, in longitude and latitude; found "
            f"{error}: export the boundaries as GeoJSON in longitude and latitude"
        )
        raise ExtractError(message) from error


def _outline(feature: Mapping[str, Any], code: str) -> Geometry:
    """The outline of an area; ``ValueError`` for one that lies elsewhere, as in metres."""
    from shapely.geometry import shape

    found = shape(feature["geometry"])
    west, south, east, north = found.bounds or (math.nan,) * 4
    # What is projected from elsewhere has no end.
    if not (_WEST <= west <= east <= _EAST and _SOUTH <= south <= north <= _NORTH):
        message = f"that {code} reaches from {west:g}, {south:g} to {east:g}, {north:g}"
        raise ValueError(message)
    return found


def _features(path: Path) -> tuple[dict[str, Any], ...]:
    try:
        features = json.loads(path.read_text(encoding="utf-8-sig"))["features"]
        found = tuple(
            one for one in features if one["geometry"]["type"] in ("Polygon", "MultiPolygon")
        )
        for one in found:
            one["properties"].items()  # AttributeError where an area has none
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        message = (
            f"{path}: GeoJSON with a feature for each area was wanted; found none ({error}): "
            "export the boundaries as GeoJSON in longitude and latitude"
        )
        raise ExtractError(message) from error
    return found


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
