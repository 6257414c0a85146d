"""The areas that extracts name in many ways: by code, name or alias."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from xlsrc.domain.area import Area
from xlsrc.domain.names import name_key, without_title
from xlsrc.domain.nearest import OFFERED, nearest_names
from xlsrc.extracts.own_list import list_rows, own_list
from xlsrc.national.areas import home_of, shipped_areas
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xlsrc.national.named_area import NamedArea

AREAS_FILE: Final = "areas.csv"

WHOLE_GROUPS: Final = {
    "all london boroughs": ("inner", "outer"),
    "inner london": ("inner",),
    "outer london": ("outer",),
}
"""What may stand for a list of boroughs, with the groups of ``areas.csv`` that it means."""

_COLUMNS: Final = ("code", "name", "aliases", "group", "has_mps_data")
_MEMBERS: Final = "members"
"""A column that a partnership's own list may have: the parts of an area, between ``|``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Borough:
    """One row of ``areas.csv``: an area, its other names, inner or outer London.

    ``members`` are what an area of the partnership's own is made of, by name or code:
    authorities, wards of 2024 or LSOAs of 2021.
    """

    area: Area
    aliases: tuple[str, ...]
    group: str
    has_mps_data: bool
    members: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Places:
    """The boroughs that extracts may name, in code order, and what each goes by.

    What none of these goes by is looked for among the areas of England and Wales. ``digest``
    tells a list that lies with the extracts from the bundled one, which has none. ``is_open``
    takes a peer that nobody knows for one of a list that is not at hand.
    """

    boroughs: tuple[Borough, ...]
    by_key: Mapping[str, Area]
    digest: str = ""
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_open: bool = False

    def known(self, name_or_code: str) -> Area | None:
        """The partnership, authority or police force area of a name or code; ``None`` for others.

        Case, punctuation and ``&`` do not matter, nor whether a name is given in full: "LB
        Barnet", "London Borough of Barnet", "Barnet LBC", "Barnet Council".
        """
        known = self.by_key.get(name_key(name_or_code))
        if known is None:
            short = without_title(name_or_code)
            known = self.by_key.get(name_key(short)) if short != name_or_code.strip() else None
        return known or _national(name_or_code)

    @cached_property
    def listed(self) -> frozenset[Area]:
        """The areas of the list."""
        return frozenset(one.area for one in self.boroughs)

    @cached_property
    def single(self) -> frozenset[Area]:
        """The areas of the list that are one authority each, whose parts go by their name."""
        return frozenset(one.area for one in self.boroughs if not one.members)

    def whole(self, area: Area) -> NamedArea | None:
        """All that lies in a partnership or authority; ``None`` for an area of no known place.

        :class:`~xlsrc.domain.errors.AreaError` when a member that ``areas.csv`` names is unknown.
        """
        members = self.members.get(area.code)
        if members:
            return shipped_areas().group(area.name, members)
        return shipped_areas().find(area.code) if area.code else None

    def whole_of(self, name_or_code: str) -> NamedArea | None:
        """As :meth:`whole`, of what goes by a name or code; ``None`` where nothing does."""
        area = self.known(name_or_code)
        return None if area is None else self.whole(area)

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
        """The areas whose names are nearest to one that is not known: "Barnet or Brent".

        For a ward or an LSOA the one that it lies in.
        """
        home = home_of(name)
        if home is not None:
            return f"{home.name}, in which it lies"
        known = shipped_areas()
        own = (one.area.name for one in self.boroughs if known.find(one.area.code) is None)
        near = dict.fromkeys((*nearest_names(name, own, name_key), *known.nearest(name)))
        return " or ".join(list(near)[:OFFERED]) or "one of the areas of England and Wales"


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


def places_without_extracts(area: str) -> Places:
    """The bundled list, open where it does not know an area: that is of a list of its own."""
    known = shipped_places()
    return known if not area or known.known(area) else replace(known, is_open=True)


def places_beside(extracts: Path | None) -> Places:
    """The list for a folder of extracts, the bundled one without a folder."""
    return shipped_places() if extracts is None else places_for(extracts)


def _boroughs(path: Path) -> tuple[Borough, ...]:
    return tuple(
        Borough(
            # A group that somebody made has no code of its own.
            area=Area(code=row["code"] or row["name"], name=row["name"]),
            aliases=_listed(row["aliases"]),
            group=row["group"],
            has_mps_data=row["has_mps_data"] == "yes",
            members=_listed(row.get(_MEMBERS) or ""),
        )
        for row in list_rows(path, _COLUMNS)
    )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in cell.split("|") if one.strip())


def _places(boroughs: tuple[Borough, ...], digest: str = "") -> Places:
    known = {
        name_key(name): borough.area
        for borough in boroughs
        for name in (borough.area.code, borough.area.name, *borough.aliases)
    }
    members = {one.area.code: one.members for one in boroughs if one.members}
    return Places(boroughs=boroughs, by_key=known, digest=digest, members=members)


@lru_cache(maxsize=4096)
def _national(name_or_code: str) -> Area | None:
    found = shipped_areas().find(name_or_code)
    return None if found is None else Area(code=found.code, name=found.name)
