"""What of a store the workbook of an area is made of: small enough to be sent to who makes it.

Every area's authority stays, since each is compared with others; of wards and LSOAs only the
area's own do. What all slices of a store have in common is sent as one piece, and a process that
had it before takes that again: the same objects, so what was worked out of them is not twice.
"""

from __future__ import annotations

import copyreg
import hashlib
import pickle
import zlib
from collections import defaultdict
from dataclasses import dataclass, field, fields, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from xlsrc.domain.area import Level
from xlsrc.domain.names import name_key
from xlsrc.extracts.packed import packed, unpacked
from xlsrc.extracts.peer_words import all_partnerships
from xlsrc.extracts.population import populations_for
from xlsrc.extracts.store import Store
from xlsrc.extracts.whole_areas import authorities_within
from xlsrc.national.areas import lsoa_codes, ward_codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.packed import Packed
    from xlsrc.extracts.places import Places

_KEPT: Final = 2
"""How many stores' common parts a process keeps: that of the run, and of the one before it."""
_QUICK: Final = 1


class SlicedExtracts(tuple["Extract", ...]):  # noqa: SLOT001 - a tuple can have no slots of its own
    """The extracts of a slice: those that all slices of a store have, and ``own`` by the place
    that they take among them.
    """

    common: Common
    own: Mapping[int, Extract]

    @classmethod
    def of(cls, common: Common, own: Mapping[int, Extract]) -> SlicedExtracts:
        """The extracts of a store with those of a slice in their places."""
        found = cls(own.get(at, one) for at, one in enumerate(common.store.extracts))
        found.common, found.own = common, own
        return found


@dataclass(frozen=True, eq=False)
class Common:
    """What all slices of a store have in common: the ``store`` without any area's own parts."""

    store: Store

    @cached_property
    def sent(self) -> tuple[str, bytes]:
        """Its digest, and what is sent of it: with every slice, so it is made small once."""
        every = {one.name: getattr(self.store, one.name) for one in fields(Store)}
        every["extracts"] = tuple(map(packed, self.store.extracts))
        content = pickle.dumps(every, protocol=pickle.HIGHEST_PROTOCOL)
        return hashlib.sha256(content).hexdigest(), zlib.compress(content, _QUICK)


def sliced(store: Store, areas: Sequence[Area]) -> Store:
    """The store with what the workbooks of these areas are made of: they get the same bytes.

    ``areas`` are whole ones (``Level.BOROUGH``). The slices of one store are made quickly one
    after another; a slice of a slice is itself. What is found of series it cannot say by itself:
    the store is to be judged before (`xlsrc.gate.judged.judged_for`).
    """
    if isinstance(store.extracts, SlicedExtracts):
        return store
    if not _CUTTERS or _CUTTERS[0].whole is not store:
        _CUTTERS[:] = [_Cutter(store)]
    return _CUTTERS[0].slice_of(areas)


_CUTTERS: Final[list[_Cutter]] = []


@dataclass(frozen=True, eq=False)
class _Cutter:
    """A store, ready to be cut: where in each of its files the parts of which area stand."""

    whole: Store
    homes: Mapping[int, Mapping[str, Sequence[int]]] = field(init=False)
    codes: Mapping[int, Mapping[str, Sequence[int]]] = field(init=False)
    common: Common = field(init=False)

    def __post_init__(self) -> None:
        homes: dict[int, dict[str, list[int]]] = {}
        codes: dict[int, dict[str, list[int]]] = {}
        for at, extract in _small(self.whole.extracts):
            homes[at], codes[at] = defaultdict(list), defaultdict(list)
            for place, area in enumerate(extract.areas):
                homes[at][area.borough].append(place)
                codes[at][area.code].append(place)
        found = {"homes": _by_key(homes), "codes": codes}
        for name, value in found.items():
            object.__setattr__(self, name, value)
        object.__setattr__(self, "common", self._common())

    def _common(self) -> Common:
        whole = self.whole
        cut = tuple(
            one if one.level is Level.BOROUGH else _cut(one, sorted(self._summed(at)))
            for at, one in enumerate(whole.extracts)
        )
        people = whole.people or populations_for(whole.folder, whole.places)
        return Common(replace(whole, extracts=cut, people=people))

    def _summed(self, at: int) -> set[int]:
        """The LSOAs of which areas are made that are no sum of authorities, their peers' too."""
        if self.whole.extracts[at].level is not Level.LSOA:
            return set()
        codes = self.codes[at]
        return {place for code in _in_parts(self.whole.places) for place in codes.get(code, ())}

    def slice_of(self, areas: Sequence[Area]) -> Store:
        """The slice of some areas."""
        own = {}
        wanted = [(name_key(area.name), _codes(area, self.whole.places)) for area in areas]
        for at, extract in _small(self.whole.extracts):
            places: set[int] = set()
            for name, codes in wanted:
                places.update(self.homes[at].get(name, ()))
                known = self.codes[at]
                # Most files are another force's: of their codes none is the area's.
                for code in known.keys() & codes[extract.level]:
                    places.update(known[code])
            if places:
                own[at] = _cut(extract, sorted(places | self._summed(at)))
        return replace(self.common.store, extracts=SlicedExtracts.of(self.common, own))


def _small(extracts: Sequence[Extract]) -> Iterator[tuple[int, Extract]]:
    return ((at, one) for at, one in enumerate(extracts) if one.level is not Level.BOROUGH)


def _by_key(
    homes: Mapping[int, Mapping[str, Sequence[int]]],
) -> dict[int, dict[str, list[int]]]:
    """The places by the keys of the names, since several names are one."""
    found: dict[int, dict[str, list[int]]] = {}
    for at, by_name in homes.items():
        found[at] = defaultdict(list)
        for name, places in by_name.items():
            found[at][name_key(name)] += places
    return found


def _codes(area: Area, places: Places) -> dict[Level, frozenset[str]]:
    whole = places.whole(area)
    if whole is None:
        return {Level.WARD: frozenset(), Level.LSOA: frozenset()}
    return {Level.WARD: frozenset(ward_codes(whole)), Level.LSOA: frozenset(lsoa_codes(whole))}


@cache
def _in_parts(places: Places) -> frozenset[str]:
    """The LSOAs of partnerships, and of areas of one's own, that are no sum of authorities."""
    own = (one.area for one in places.boroughs if one.members)
    wholes = (places.whole(area) for area in (*all_partnerships(), *own))
    return frozenset(
        code
        for whole in wholes
        if whole is not None and not authorities_within(whole)
        for code in lsoa_codes(whole)
    )


def _cut(extract: Extract, places: Sequence[int]) -> Extract:
    """An extract with some of its areas alone, in their order; it knows how many rows it had."""
    kept = np.array(places, dtype=np.int64)
    new = np.full(len(extract.areas), -1, dtype=np.int32)
    new[kept] = np.arange(kept.size, dtype=np.int32)
    area = new[extract.area] if extract.area.size else extract.area
    rows = np.flatnonzero(area >= 0)

    def of(array: NDArray[Any]) -> NDArray[Any]:
        return array[rows] if array.size == area.size else array[:0]

    return replace(
        extract,
        areas=tuple(extract.areas[place] for place in places),
        area=area[rows],
        label=of(extract.label),
        month=of(extract.month),
        count=of(extract.count),
        denominator=of(extract.denominator),
        lines=extract.lines[:0],  # these are the file's, and nobody asks them after it was judged
        least=of(extract.least),
        most=of(extract.most),
        left_out=extract.left_out + int(area.size - rows.size),
    )


def _reduced(store: Store) -> str | tuple[Any, ...]:
    """How a store is sent: a slice of the common part by itself, any other as it is."""
    extracts = store.extracts
    if isinstance(extracts, SlicedExtracts) and _is_as_cut(store, extracts.common.store):
        own = {at: packed(one) for at, one in extracts.own.items()}
        return _received, (*extracts.common.sent, own)
    return store.__reduce_ex__(pickle.HIGHEST_PROTOCOL)


def _is_as_cut(store: Store, common: Store) -> bool:
    names = (one.name for one in fields(Store) if one.name != "extracts")
    return all(getattr(store, name) is getattr(common, name) for name in names)


def _received(digest: str, content: bytes, own: Mapping[int, Packed]) -> Store:
    if digest not in _RECEIVED:
        every = pickle.loads(zlib.decompress(content))  # noqa: S301 - what this program sent to its own process
        every["extracts"] = tuple(map(unpacked, every["extracts"]))
        for old in list(_RECEIVED)[: 1 - _KEPT]:
            _RECEIVED.pop(old, None)
        _RECEIVED[digest] = Common(Store(**every))
    common = _RECEIVED[digest]
    found = {at: unpacked(one) for at, one in own.items()}
    return replace(common.store, extracts=SlicedExtracts.of(common, found))


_RECEIVED: Final[dict[str, Common]] = {}

copyreg.pickle(Store, _reduced)
