"""Made street files of data.police.uk, of forces and places of one's own choosing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from xlsrc.domain.month import Month
from xlsrc.national.areas import shipped_areas
from xlsrc.national.bundle import bundle
from xlsrc.national.points import lsoa_middles

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Lsoa:
    """A place as the files write it; all '' for no place."""

    code: str = ""
    name: str = ""
    longitude: str = ""
    latitude: str = ""


@cache
def lsoa_of(authority: str, nth: int = 0) -> Lsoa:
    """The ``nth`` LSOA of an authority, and a point in it."""
    if not authority:
        return Lsoa()
    at = int(shipped_areas().named(authority).lsoas[nth])
    longitude, latitude = lsoa_middles()[at]
    return Lsoa(
        code=bundle().lsoas[at].decode(),
        name=bundle().lsoa_names[at],
        longitude=f"{longitude:.6f}",
        latitude=f"{latitude:.6f}",
    )


def rows(force: str, month: str, incidents: Iterable[Incidents], *, seed: str = "") -> list[str]:
    """A row for each incident; each has its own Crime ID (none for anti-social behaviour) and
    street."""
    found = []
    for one in incidents:
        where = lsoa_of(one.place)
        for at in range(one.number):
            key = f"{force}|{month}|{one.place}|{one.kind}|{at}|{seed}"
            crime_id = "" if one.kind == ASB else hashlib.sha256(key.encode()).hexdigest()
            found.append(
                f"{crime_id},{month},{_quoted(force)},{_quoted(force)},{where.longitude},"
                f"{where.latitude},On or near Street {at},{where.code},{_quoted(where.name)},"
                f"{one.kind},,"
            )
    return found


def _quoted(text: str) -> str:
    """A field as the files write it: "Bournemouth, Christchurch and Poole 002A" has a comma."""
    return f'"{text}"' if "," in text else text


def street_file(lines: Iterable[str]) -> str:
    """The rows under the heading."""
    return "\n".join([HEADER, *lines, ""])


def name(month: str, force: str, folder: str = "") -> str:
    """Where data.police.uk puts a month's file of a force."""
    slug = force.lower().replace(" ", "-")
    return f"{folder}{month}/{month}-{slug}-street.csv"


OUTCOMES_HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Outcome type"
)
SEARCHES_HEADER = (
    "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,"
    "Age range,Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,"
    "Outcome,Outcome linked to object of search,Removal of more than just outer clothing"
)


def outcomes_file(force: str, month: str, outcomes: Iterable[Incidents], *, seed: str = "") -> str:
    """Made-up outcomes, each of a crime of its own; ``kind`` is the type of outcome."""
    found = []
    for one in outcomes:
        where = lsoa_of(one.place)
        for at in range(one.number):
            key = f"{force}|{month}|{one.place}|{one.kind}|{at}|{seed}"
            crime_id = hashlib.sha256(key.encode()).hexdigest()
            found.append(
                f"{crime_id},{month},{_quoted(force)},{_quoted(force)},{where.longitude},"
                f"{where.latitude},On or near Street {at},{where.code},{_quoted(where.name)},"
                f"{one.kind}"
            )
    return "\n".join([OUTCOMES_HEADER, *found, ""])


def searches_file(
    month: str, searches: Iterable[Incidents], *, of: str = "Person search", seed: int = 0
) -> str:
    """Made-up searches, each at a minute of its own; ``kind`` is the outcome."""
    found: list[str] = []
    for one in searches:
        where = lsoa_of(one.place)
        for _ in range(one.number):
            at = len(found) + seed
            time = f"{1 + at // 1440 % 28:02d}T{at // 60 % 24:02d}:{at % 60:02d}:00+00:00"
            found.append(
                f"{of},{month}-{time},"
                f",,{where.latitude},{where.longitude},Male,18-24,,,"
                f"Misuse of Drugs Act 1971 (section 23),Controlled drugs,{one.kind},,False"
            )
    return "\n".join([SEARCHES_HEADER, *found, ""])
