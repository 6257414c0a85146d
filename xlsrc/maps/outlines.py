"""Which outlines a map draws: a file given, boundaries beside the extracts, or the bundled ones.

The libraries behind it are heavy; only `safer build` comes here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsrc.domain.errors import BoundariesError
from xlsrc.extracts.places import places_beside
from xlsrc.maps.boundary_file import LSOA, WARD, BoundaryFile
from xlsrc.maps.geography import Geography, shape_of
from xlsrc.maps.national import lsoa_geography, ward_geography
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from xlsrc.extracts.places import Places
    from xlsrc.national.bundle import Whole

BOUNDARIES: Final = "boundaries"
"""The folder beside extracts in which boundaries lie."""

BEST_FIT: Final = "Outlines of wards: those of the LSOAs that fit each ward of 2024 best (ONS)."
LSOAS: Final = "Outlines of LSOAs: those of 2021 (ONS)."
MOST_OF_IT: Final = 0.9
"""The share of an area that a file must cover to be drawn without being named."""

_WORDS: Final = {LSOA: "LSOAs", WARD: "wards"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """The outlines of an area's wards or LSOAs, and the sentence on where they are from.

    No outlines, and '', for an area that is not one of England and Wales.
    """

    found: Geography
    source: str


def ward_outlines(area: str, file: Path | None = None, beside: Path | None = None) -> Outlines:
    """The wards of an area by name or code, or of one that the list ``areas.csv`` in ``beside``
    makes of several.

    From ``file``, GeoJSON of wards; else the newest file of the folder ``boundaries`` in
    ``beside``, or of the shipped sample, whose wards cover the area; else each ward of 2024 as
    the LSOAs that fit it best.

    Raises
    ------
    ExtractError
        ``file`` has no wards of the area, or a file is no GeoJSON of areas.
    AreaError
        The list ``areas.csv`` names a member that is not known.

    """
    return _outlines(area, WARD, (file, beside), ward_geography, BEST_FIT)


def lsoa_outlines(area: str, file: Path | None = None, beside: Path | None = None) -> Outlines:
    """As `ward_outlines`, the area's LSOAs of 2021."""
    return _outlines(area, LSOA, (file, beside), lsoa_geography, LSOAS)


def _outlines(
    area: str,
    kind: str,
    files: tuple[Path | None, Path | None],
    bundled: Callable[[Whole], Geography],
    source: str,
) -> Outlines:
    file, beside = files
    places = places_beside(beside)
    named = places.whole_of(area)
    whole = Geography(outlines=(), neighbours={}) if named is None else bundled(named.lsoas)
    if file is not None:
        own = [_given(file, kind, area, places)]
    else:
        own = [one for one in _newest_first(kind, beside) if _covers(one, area, whole, places)]
    if own:
        # The columns' headings are the ONS's, and end in the boundaries' year.
        drawn = f"Outlines of {_WORDS[kind]}: boundaries of 20{own[0].year:02d} (ONS)."
        return Outlines(found=own[0].geography(area, places), source=drawn)
    return Outlines(found=whole, source="" if named is None else source)


def _given(path: Path, kind: str, area: str, places: Places) -> BoundaryFile:
    """A file that somebody named, which must have what is wanted."""
    found = BoundaryFile.read(path)
    if found.kind == kind and found.has(area, places):
        return found
    of_whom = "others" if found.kind == kind else f"a column {found.column}"
    message = (
        f"{path}: the {_WORDS[kind]} of {area} were wanted; found {of_whom}: give a file that has "
        f"them, or none, and they are drawn from the bundled outlines"
    )
    raise BoundariesError(message)


def _newest_first(kind: str, beside: Path | None) -> Iterator[BoundaryFile]:
    """The files of a folder of extracts, then the shipped sample's, the newest boundaries first."""
    for folder in (beside, data_folder()):
        paths = [] if folder is None else sorted((folder / BOUNDARIES).glob("*.*json"))
        files = [one for one in map(BoundaryFile.read, paths) if one.kind == kind]
        yield from sorted(files, key=lambda one: -one.year)


def _covers(file: BoundaryFile, area: str, whole: Geography, places: Places) -> bool:
    """Whether a file has the area, and all of it: one with a few of its wards leaves gaps."""
    if not file.has(area, places):
        return False
    return _size(file.geography(area, places)) >= MOST_OF_IT * _size(whole)


def _size(found: Geography) -> float:
    return float(sum(shape_of(outline).area for outline in found.outlines))
