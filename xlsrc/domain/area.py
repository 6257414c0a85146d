"""Areas: boroughs, wards and LSOAs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """The geography a figure is from. Levels never add up to one another (a share has no ward)."""

    BOROUGH = "borough"
    WARD = "ward"
    LSOA = "lsoa"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Area:
    """One place: its ONS code where it has one (else ''), its name, and the borough it lies in.

    A ward is keyed on borough and ward together: ward names repeat across boroughs and one
    ward code (Heathrow Villages) stands under two.
    """

    code: str
    name: str
    level: Level = Level.BOROUGH
    borough: str = ""


def place_name(area: Area) -> str:
    """``Childs Hill ward``, ``Barnet``: a place as a row of a table names it."""
    return f"{area.name} ward" if area.level is Level.WARD else area.name
