"""The areas that extracts name in many ways: boroughs by code, name or alias."""

from __future__ import annotations

import csv
import difflib
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from xlsrc.domain.area import Area
from xlsrc.resources import data_folder

WHOLE_GROUPS: Final = {
    "all london boroughs": ("inner", "outer"),
    "inner london": ("inner",),
    "outer london": ("outer",),
}
"""What may stand for a list of boroughs, with the groups of ``data/areas.csv`` that it means."""

_NOT_WORDS: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Borough:
    """One row of ``data/areas.csv``: a London borough, its other names, inner or outer London."""

    area: Area
    aliases: tuple[str, ...]
    group: str
    has_mps_data: bool


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """The part of a name that matters when two are compared: letters and digits, ``&`` as and."""
    return _NOT_WORDS.sub("", name.casefold().replace("&", " and "))


@cache
def london_boroughs() -> tuple[Borough, ...]:
    """The 33 boroughs of London in code order, City of London (no MPS data) among them."""
    with (data_folder() / "areas.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Borough(
                area=Area(code=row["code"], name=row["name"]),
                aliases=tuple(alias for alias in row["aliases"].split("|") if alias),
                group=row["group"],
                has_mps_data=row["has_mps_data"] == "yes",
            )
            for row in csv.DictReader(file)
        )


@cache
def _known_boroughs() -> dict[str, Area]:
    known: dict[str, Area] = {}
    for borough in london_boroughs():
        for name in (borough.area.code, borough.area.name, *borough.aliases):
            known[name_key(name)] = borough.area
    return known


@cache
def _english_authorities() -> dict[str, Area]:
    path = data_folder() / "population" / "lad_features_england.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        areas = [Area(code=row["lad_code"], name=row["lad_name"]) for row in rows]
    return {name_key(key): area for area in areas for key in (area.code, area.name)}


@lru_cache(maxsize=8192)
def known_borough(name_or_code: str) -> Area | None:
    """The borough, or elsewhere in England the local authority, of a name, alias or code.

    ``None`` when neither list knows it; case, punctuation and ``&`` do not matter.
    """
    key = name_key(name_or_code)
    return _known_boroughs().get(key) or _english_authorities().get(key)


def named_boroughs(name: str) -> tuple[Area, ...]:
    """The borough of a name, or all that have police figures of a whole group; () for neither."""
    groups = WHOLE_GROUPS.get(name.casefold())
    if groups is not None:
        return tuple(b.area for b in london_boroughs() if b.group in groups and b.has_mps_data)
    area = known_borough(name)
    return () if area is None else (area,)


def borough_area(name_or_code: str) -> Area:
    """The borough as :func:`known_borough` has it, else an area without a code under its own name.

    An area without a code ("Unknown", "Aviation Security (SO18)") keeps its counts but never
    stands among the boroughs.
    """
    return known_borough(name_or_code) or Area(code="", name=name_or_code.strip())


def nearest_boroughs(name: str) -> str:
    """The London boroughs whose names are nearest to one that is not known: "Barnet or Brent"."""
    names = [borough.area.name for borough in london_boroughs()]
    by_key = {name_key(known): known for known in names}
    near = difflib.get_close_matches(name_key(name), by_key, n=3, cutoff=0.5)
    return " or ".join(by_key[key] for key in near) or "one of London's 33 boroughs"
