"""The areas of England and Wales by whatever people call them, and what lies in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.errors import UnknownAreaError
from xlsrc.domain.names import name_key, without_council, without_title
from xlsrc.domain.nearest import OFFERED, nearest_names
from xlsrc.national.area_list import (
    authorities,
    forces,
    former_districts,
    in_code_order,
    partnerships,
)
from xlsrc.national.bundle import bundle
from xlsrc.national.named_area import PARTNERSHIP, Kind, NamedArea
from xlsrc.national.points import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsrc.national.bundle import Whole

_PARTNERSHIP: Final = re.compile(r"[\s,]+(?:csp|community safety partnership)$", re.IGNORECASE)
_SHORTEST: Final = 3
"""Letters of a name of which all names that have them as a word are offered."""
_IN_FULL: Final = {
    "n": "north", "s": "south", "e": "east", "w": "west", "nth": "north", "sth": "south",
    "beds": "bedfordshire", "berks": "berkshire", "bucks": "buckinghamshire",
    "cambs": "cambridgeshire", "derbys": "derbyshire", "glos": "gloucestershire",
    "hants": "hampshire", "herts": "hertfordshire", "lancs": "lancashire",
    "leics": "leicestershire", "lincs": "lincolnshire", "mids": "midlands",
    "northants": "northamptonshire", "notts": "nottinghamshire", "oxon": "oxfordshire",
    "staffs": "staffordshire", "warks": "warwickshire", "wilts": "wiltshire",
    "worcs": "worcestershire", "yorks": "yorkshire",
}  # fmt: skip
"""What people write for longer words of areas' names."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Areas:
    """Every partnership, authority, former district and police force area, and their names.

    Where several go by one name, the partnership comes first, then the authority, the former
    district and the force ("Dorset"); a code is of one only.
    """

    partnerships: tuple[NamedArea, ...]
    authorities: tuple[NamedArea, ...]
    by_key: Mapping[str, NamedArea]
    councils: Mapping[str, NamedArea]

    def find(self, name_or_code: str) -> NamedArea | None:
        """The area of a name, another name or a code of 2011 to 2024; ``None`` for any other.

        Case, punctuation and ``&`` do not matter. With its title it is the authority ("Dorset
        Council"), without it the partnership where both have the name ("Dorset").
        """
        name = _PARTNERSHIP.sub("", name_or_code.strip())
        found = self.by_key.get(name_key(name))
        for short in (without_council(name), without_title(name)):
            if found is None and short != name:
                key = name_key(short)
                found = self.councils.get(key) or self.by_key.get(key)
        return found

    def named(self, name_or_code: str) -> NamedArea:
        """The area of a name or code.

        Raises
        ------
        AreaError
            No area goes by it; the message offers those that are called most like it.
        """
        found = self.find(name_or_code)
        if found is None:
            near = " or ".join(self.nearest(name_or_code))
            what_to_do = f"did you mean {near}?" if near else "give its name or its ONS code."
            message = (
                "The area must be a partnership, authority, former district or police force area "
                f"of England and Wales; found none called {name_or_code.strip()!r}: {what_to_do}"
            )
            raise UnknownAreaError(message)
        return found

    def nearest(self, name: str) -> tuple[str, ...]:
        """The few areas that go by a name most like this one, nearest first; none for a code.

        Short words are taken in full ("S. Yorks").
        """
        names = {
            other: area.name
            for area in self.by_key.values()
            for other in (area.name, *area.other_names)
            if not any(sign.isdigit() for sign in other)
        }
        written = name.casefold().replace("-", " ").replace(".", " ").split()
        words = [_IN_FULL.get(word, word) for word in written]
        name = " ".join(words)
        parts = [
            other
            for other in sorted(names)
            if len(name_key(name)) >= _SHORTEST
            and set(words) <= set(other.casefold().replace("-", " ").replace(",", " ").split())
        ]
        near = (*parts, *nearest_names(name, names, name_key))
        return tuple(dict.fromkeys(names[other] for other in near))[:OFFERED]

    def group(self, title: str, members: Sequence[str]) -> NamedArea:
        """Several areas together under a title, by their names or codes.

        A member is an area, a ward of 2024 or an LSOA of 2021 by its code. What lies in two of
        them counts once. A group that is a whole partnership has its code.

        Raises
        ------
        AreaError
            A member is not known.
        """
        lsoas = np.unique(np.concatenate([self._lsoas_of(member) for member in members]))
        codes = (one.partnership for one in self.partnerships if np.array_equal(one.lsoas, lsoas))
        return NamedArea(
            code="",
            name=title,
            kind=Kind.GROUP,
            word=PARTNERSHIP,
            lsoas=lsoas,
            partnership=next(codes, ""),
        )

    def _lsoas_of(self, member: str) -> Whole:
        all_of = bundle()
        code = member.strip().encode("ascii", "replace")
        ward = np.flatnonzero(all_of.wards == code)
        lsoa = np.flatnonzero(all_of.lsoas == code)
        if ward.size:
            return np.flatnonzero(all_of.lsoa_ward == ward[0])
        return lsoa if lsoa.size else self.named(member).lsoas


@cache
def shipped_areas() -> Areas:
    """The areas of the bundled look-ups."""
    own, councils = partnerships(), authorities()
    others = (*councils, *former_districts(), *forces())
    # One that is a partnership by itself goes by the partnership's names and codes.
    known = {code for one in own for code in (one.code, *one.other_names)}
    ranked = (*own, *(area for area in others if area.code not in known))
    by_key: dict[str, NamedArea] = {}
    for area in ranked:
        by_key.setdefault(name_key(area.code), area)
    for area in ranked:
        for name in (area.name, *area.other_names):
            by_key.setdefault(name_key(name), area)
    return Areas(
        partnerships=own,
        authorities=councils,
        by_key=by_key,
        councils={
            name_key(name): by_key[name_key(area.code)]
            for area in reversed(councils)
            for name in (*area.other_names, area.name)
        },
    )


def lsoa_codes(area: NamedArea) -> tuple[str, ...]:
    """The LSOAs of 2021 in an area, in code order."""
    return in_code_order(bundle().lsoas, area.lsoas)


def ward_codes(area: NamedArea) -> tuple[str, ...]:
    """The wards of 2024 of an area's LSOAs, in code order.

    A ward on the border of a former district may have LSOAs outside it too.
    """
    return in_code_order(bundle().wards, bundle().lsoa_ward[area.lsoas])


@lru_cache(maxsize=4096)
def authority_codes(area: NamedArea) -> tuple[str, ...]:
    """The authorities of 2024 that have LSOAs of an area, in code order."""
    return in_code_order(bundle().authorities, bundle().lsoa_authority[area.lsoas])


def people(area: NamedArea) -> dict[int, int]:
    """The people of an area at the middle of each year that there are estimates of."""
    totals = bundle().people[:, area.lsoas].sum(axis=1)
    return dict(zip(bundle().years, totals.tolist(), strict=True))


def home_of(ward_or_lsoa: str) -> NamedArea | None:
    """The authority of a ward of 2024 or an LSOA of 2021 by its code or name; ``None`` for any
    other, and for a name that wards of several authorities have.
    """
    at = _homes().get(name_key(ward_or_lsoa), NOWHERE)
    return None if at == NOWHERE else shipped_areas().find(bundle().authorities[at].decode())


@cache
def _homes() -> Mapping[str, int]:
    """By code and name the place of the authority; ``NOWHERE`` for a name of several."""
    all_of = bundle()
    found: dict[str, int] = {}
    for codes, names, authority in (
        (all_of.wards, all_of.ward_names, all_of.ward_authority),
        (all_of.lsoas, all_of.lsoa_names, all_of.lsoa_authority),
    ):
        homes = authority.tolist()
        found |= dict(zip((name_key(code.decode()) for code in codes), homes, strict=True))
        for name, home in zip(map(name_key, names), homes, strict=True):
            found[name] = home if found.get(name, home) == home else NOWHERE
    return found
