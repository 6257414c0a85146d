"""The areas that extracts name in many ways: boroughs by code, name or alias."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from xlsrc.domain.area import Area
from xlsrc.domain.names import name_key, without_title
from xlsrc.domain.nearest import nearest_names
from xlsrc.extracts.own_list import list_rows, own_list
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

AREAS_FILE: Final = "areas.csv"

WHOLE_GROUPS: Final = {
    "all london boroughs": ("inner", "outer"),
    "inner london": ("inner",),
    "outer london": ("outer",),
}
"""What may stand for a list of boroughs, with the groups of ``areas.csv`` that it means."""

_COLUMNS: Final = ("code", "name", "aliases", "group", "has_mps_data")


@dataclass(frozen=True, slots=True, kw_only=True)
class Borough:
    """One row of ``areas.csv``: a borough, its other names, inner or outer London."""

    area: Area
    aliases: tuple[str, ...]
    group: str
    has_mps_data: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Places:
    """The boroughs that extracts may name, in code order, and what each goes by.

    ``by_key`` also has the other local authorities of England. ``digest`` tells a list that lies
    with the extracts from the bundled one, which has none; ``title`` is what messages call it.
    """

    boroughs: tuple[Borough, ...]
    by_key: Mapping[str, Area]
    digest: str = ""
    title: str = "London's 33 boroughs"

    def known(self, name_or_code: str) -> Area | None:
        """The borough or local authority of a name, alias or code; ``None`` for any other.

        Case, punctuation and ``&`` do not matter, nor whether a name is given in full: "LB
        Barnet", "London Borough of Barnet", "Barnet LBC", "Barnet Council".
        """
        known = self.by_key.get(name_key(name_or_code))
        if known is None:
            short = without_title(name_or_code)
            known = self.by_key.get(name_key(short)) if short != name_or_code.strip() else None
        return known

    def area_of(self, name_or_code: str) -> Area:
        """The known borough, else an area without a code under its own name.

        An area without a code ("Unknown", "Aviation Security (SO18)") keeps its counts but never
        stands among the boroughs.
        """
        return self.known(name_or_code) or Area(code="", name=name_or_code.strip())

    def named(self, name: str) -> tuple[Area, ...]:
        """The borough of a name, or all with police figures of a whole group; () for neither."""
        groups = WHOLE_GROUPS.get(name.casefold())
        if groups is not None:
            return tuple(b.area for b in self.boroughs if b.group in groups and b.has_mps_data)
        area = self.known(name)
        return () if area is None else (area,)

    def nearest(self, name: str) -> str:
        """The boroughs whose names are nearest to one that is not known: "Barnet or Brent"."""
        near = nearest_names(name, (borough.area.name for borough in self.boroughs), name_key)
        return " or ".join(near) or f"one of {self.title}"


@cache
def shipped_places() -> Places:
    """The bundled list: the 33 boroughs of London, City of London (no MPS data) among them."""
    return _places(_boroughs(data_folder() / AREAS_FILE))


def places_for(extracts: Path) -> Places:
    """The list ``areas.csv`` in a folder of extracts, before the boroughs of the bundled one.

    Raises
    ------
    ExtractError
        A column of the list is missing.
    """
    own = own_list(extracts, AREAS_FILE)
    if own is None:
        return shipped_places()
    boroughs = {one.area.code: one for one in (*shipped_places().boroughs, *_boroughs(own))}
    ordered = tuple(boroughs[code] for code in sorted(boroughs))
    return _places(ordered, hashlib.sha256(own.read_bytes()).hexdigest())


def _boroughs(path: Path) -> tuple[Borough, ...]:
    return tuple(
        Borough(
            area=Area(code=row["code"], name=row["name"]),
            aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
            group=row["group"],
            has_mps_data=row["has_mps_data"] == "yes",
        )
        for row in list_rows(path, _COLUMNS)
    )


def _places(boroughs: tuple[Borough, ...], digest: str = "") -> Places:
    own = {
        name_key(name): borough.area
        for borough in boroughs
        for name in (borough.area.code, borough.area.name, *borough.aliases)
    }
    known = {**_english_authorities(), **own}
    if not digest:
        return Places(boroughs=boroughs, by_key=known)
    title = f"the boroughs of {AREAS_FILE}"
    return Places(boroughs=boroughs, by_key=known, digest=digest, title=title)


@cache
def _english_authorities() -> dict[str, Area]:
    path = data_folder() / "population" / "lad_features_england.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        areas = [Area(code=row["lad_code"], name=row["lad_name"]) for row in rows]
    return {name_key(key): area for area in areas for key in (area.code, area.name)}
