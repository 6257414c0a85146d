"""The bundled mid-year estimates of any area of England and Wales: the sum of its LSOAs."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.area import Level
from xlsrc.domain.names import name_key
from xlsrc.measures.distinct import distinct
from xlsrc.national.area_list import in_code_order
from xlsrc.national.bundle import BUNDLE, bundle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsrc.domain.area import Area
    from xlsrc.extracts.places import Places
    from xlsrc.national.bundle import Codes, Whole

_NONE: Final = np.empty(0, dtype=np.int64)


@lru_cache(maxsize=65536)
def bundled_people(area: Area, places: Places) -> Mapping[int, float]:
    """The people of an area in each year that there are estimates of; empty for an unknown one."""
    lsoas = lsoas_within(area, places)
    if not lsoas.size:
        return {}
    totals = bundle().people[:, lsoas].sum(axis=1, dtype=np.float64)
    return dict(zip(bundle().years, totals.tolist(), strict=True))


def lsoas_within(area: Area, places: Places) -> Whole:
    """The LSOAs of 2021 that an area is made of, as places among ``Bundle.lsoas``; () for no area.

    A ward counts within its own authority alone: one code may stand under two. An area without
    a code goes by its name.
    """
    if area.level is Level.LSOA:
        return _coded(bundle().lsoas, area.code or _lsoa_called().get(name_key(area.name), ""))
    if area.level is Level.WARD:
        return _of(bundle().lsoa_ward, _ward(area, _authority(area.borough, places)))
    if not places.members.get(area.code):
        authority = _coded(bundle().authorities, area.code)
        if authority.size:
            return _of(bundle().lsoa_authority, authority)
    known = area if area.code else places.known(area.name)
    whole = None if known is None else places.whole(known)
    return _NONE if whole is None else whole.lsoas


def parts_of(area: Area, places: Places) -> Mapping[Level, tuple[str, ...]]:
    """The codes of the LSOAs in an area, and of its authorities where it is made of whole ones."""
    lsoas, parents = lsoas_within(area, places), bundle().lsoa_authority
    authorities = distinct(parents[lsoas])
    whole = len(_of(parents, authorities)) == len(lsoas)
    return {
        Level.LSOA: in_code_order(bundle().lsoas, lsoas),
        Level.BOROUGH: in_code_order(bundle().authorities, authorities) if whole else (),
    }


@lru_cache(maxsize=1)
def bundled_file_checksum() -> str:
    """The SHA-256 of the bundle that holds the estimates."""
    with BUNDLE.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@lru_cache(maxsize=1024)
def _authority(name: str, places: Places) -> Whole:
    """The place of the authority of a name among ``Bundle.authorities``; () for any other."""
    key = name_key(name)
    same = [at for at, one in enumerate(bundle().authority_names) if name_key(one) == key]
    if same:
        return np.array(same, dtype=np.int64)
    known = places.known(name)
    return _NONE if known is None else _coded(bundle().authorities, known.code)


def _ward(area: Area, authority: Whole) -> Whole:
    """The place of a ward of an authority by its code, without one by its name."""
    among = _of(bundle().ward_authority, authority)
    if area.code:
        return np.intersect1d(
            distinct(among), distinct(_coded(bundle().wards, area.code)), assume_unique=True
        )
    key, names = name_key(area.name), bundle().ward_names
    return np.array([at for at in among.tolist() if name_key(names[at]) == key], dtype=np.int64)


@lru_cache(maxsize=1)
def _lsoa_called() -> dict[str, str]:
    codes = bundle().lsoas.tolist()
    names = map(name_key, bundle().lsoa_names)
    return {name: code.decode() for name, code in zip(names, codes, strict=True)}


def _coded(codes: Codes, code: str) -> Whole:
    wanted = code.upper().encode("ascii", "replace")
    at = int(np.searchsorted(codes, wanted))
    return np.array([at]) if at < len(codes) and codes[at] == wanted else _NONE


def _of(parents: Whole, which: Whole) -> Whole:
    """The places whose parent is among some."""
    if which.size == 1:  # as a ward has, and a tenth of the time
        return np.flatnonzero(parents == which[0])
    return np.flatnonzero(np.isin(parents, which)) if which.size else _NONE
