"""Every area of England and Wales that has a name: made once of the bundled look-ups and names."""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.names import name_key
from xlsrc.national.bundle import bundle
from xlsrc.national.named_area import PARTNERSHIP, Kind, NamedArea

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xlsrc.national.bundle import Codes, Whole

NAMES: Final = Path(__file__).with_name("authorities.csv")
"""What each authority is called, now and before, and what became of the former ones."""

FORCE_WORD: Final = "police force area"


def partnerships() -> tuple[NamedArea, ...]:
    """The partnerships of 2024, in code order; that of one whole authority goes by the authority.

    One that was a district of its own keeps the district's other code and its note.
    """
    all_of = bundle()
    same = {area.lsoas.tobytes(): area for area in (*former_districts(), *authorities())}
    members = _members(all_of.lsoa_partnership, len(all_of.partnerships))
    return tuple(
        _partnership(code.decode(), name, lsoas, same.get(lsoas.tobytes()))
        for code, name, lsoas in zip(
            all_of.partnerships, all_of.partnership_names, members, strict=True
        )
    )


def _partnership(code: str, name: str, lsoas: Whole, same: NamedArea | None) -> NamedArea:
    if same is None:
        return NamedArea(
            code=code, name=name, kind=Kind.PARTNERSHIP, word=PARTNERSHIP, lsoas=lsoas,
            partnership=code,
        )  # fmt: skip
    if same.kind is Kind.AUTHORITY:
        others = (*same.other_names, code, name)
        return replace(same, partnership=code, other_names=_different(same.name, others))
    others = (*same.other_names, same.code, same.name)
    return replace(
        same, code=code, name=name, kind=Kind.PARTNERSHIP, partnership=code,
        other_names=_different(name, others),
    )  # fmt: skip


@cache
def authorities() -> tuple[NamedArea, ...]:
    """The local authorities of 2024, in code order."""
    all_of = bundle()
    rows = _names()
    members = _members(all_of.lsoa_authority, len(all_of.authorities))
    return tuple(
        NamedArea(
            code=row["code"],
            name=row["name"],
            kind=Kind.AUTHORITY,
            word=row["word"],
            lsoas=lsoas,
            other_names=_listed(row["other_names"]),
        )
        for code, lsoas in zip(all_of.authorities, members, strict=True)
        for row in (rows[code.decode()],)
    )


@cache
def former_districts() -> tuple[NamedArea, ...]:
    """The authorities of 2011 and later that there are no more, in code order."""
    all_of = bundle()
    rows = _names()
    at = {name: number for number, name in enumerate(all_of.district_names)}
    members = _members(all_of.lsoa_district, len(at))
    return tuple(
        NamedArea(
            code=code,
            name=row["name"],
            kind=Kind.FORMER,
            word=row["word"],
            lsoas=np.sort(
                np.concatenate(
                    [members[at[name]] for name in _listed(row["districts"]) or (row["name"],)]
                )
            ),
            other_names=_listed(row["other_names"]),
            note=f"{row['name']} is part of {rows[row['became']]['name']} since {row['since']}.",
            became=row["became"],
        )
        for code, row in rows.items()
        if row["became"]
    )


def forces() -> tuple[NamedArea, ...]:
    """The police force areas, each the authorities that its force serves, in code order."""
    all_of = bundle()
    members = _members(all_of.authority_force[all_of.lsoa_authority], len(all_of.forces))
    return tuple(
        NamedArea(
            code=code.decode(),
            name=name,
            kind=Kind.FORCE,
            word=FORCE_WORD,
            lsoas=lsoas,
            other_names=() if name.endswith("Police") else (f"{name} Police",),
        )
        for code, name, lsoas in zip(all_of.forces, all_of.force_names, members, strict=True)
    )


def in_code_order(codes: Codes, which: Whole) -> tuple[str, ...]:
    """The codes at some places, each once."""
    return tuple(code.decode() for code in codes[np.unique(which)])


def _members(parent: Whole, parents: int) -> list[Whole]:
    """The places of each parent's members, in order."""
    order = np.argsort(parent, kind="stable")
    bounds = np.searchsorted(parent[order], np.arange(parents + 1)).tolist()
    return [order[first:behind] for first, behind in pairwise(bounds)]


@cache
def _names() -> Mapping[str, dict[str, str]]:
    with NAMES.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(one for one in cell.split("|") if one)


def _different(name: str, others: tuple[str, ...]) -> tuple[str, ...]:
    """Other names, each spelling once and none that is the name itself."""
    return tuple(_new(name, others))


def _new(name: str, others: tuple[str, ...]) -> Iterator[str]:
    seen = {name_key(name)}
    for other in others:
        if name_key(other) not in seen:
            seen.add(name_key(other))
            yield other
