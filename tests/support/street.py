"""Made street files of data.police.uk, of forces and places of one's own choosing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsrc.domain.month import Month

if TYPE_CHECKING:
    from collections.abc import Iterable

HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context"
)
ASB = "Anti-social behaviour"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incidents:
    """So many incidents of a crime type in a place; '' is no place."""

    place: str
    kind: str
    number: int


def months(first: str, last: str) -> list[str]:
    """``2024-01`` to ``2025-12``."""
    one, other = Month.parse(first).ordinal, Month.parse(last).ordinal
    return [f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(one, other + 1)]


def rows(force: str, month: str, incidents: Iterable[Incidents], *, seed: str = "") -> list[str]:
    """A row for each incident; each has its own Crime ID (none for anti-social behaviour) and
    street."""
    found = []
    for one in incidents:
        code = f"E0100{len(one.place):02d}{ord(one.place[0]):03d}" if one.place else ""
        name = f"{one.place} 001A" if one.place else ""
        for at in range(one.number):
            key = f"{force}|{month}|{one.place}|{one.kind}|{at}|{seed}"
            crime_id = "" if one.kind == ASB else hashlib.sha256(key.encode()).hexdigest()
            found.append(
                f"{crime_id},{month},{force},{force},-1.0,53.0,On or near Street {at},{code},"
                f"{name},{one.kind},,"
            )
    return found


def street_file(lines: Iterable[str]) -> str:
    """The rows under the heading."""
    return "\n".join([HEADER, *lines, ""])


def name(month: str, force: str, folder: str = "") -> str:
    """Where data.police.uk puts a month's file of a force."""
    slug = force.lower().replace(" ", "-")
    return f"{folder}{month}/{month}-{slug}-street.csv"
