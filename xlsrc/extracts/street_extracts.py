"""A file's months of police forces as extracts: by authority, by ward and by LSOA."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Source
from xlsrc.extracts.assembly import encoded, used, vintage_after
from xlsrc.extracts.extract import Extract
from xlsrc.extracts.street_file import SEARCHES, StreetFile
from xlsrc.national.areas import shipped_areas
from xlsrc.national.bundle import bundle
from xlsrc.national.points import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from xlsrc.extracts.label import Label
    from xlsrc.extracts.places import Places
    from xlsrc.extracts.street_rows import ForceMonth

    Whole = NDArray[np.int64]

LEVELS: Final = (Level.BOROUGH, Level.WARD, Level.LSOA)


def street_extracts(
    sha256: str,
    layout: str,
    months: Iterable[ForceMonth],
    labels: Sequence[Sequence[Label]],
    places: Places,
) -> Iterator[Extract]:
    """Monthly counts, an extract for each police force and level of area.

    A force has a month in one file only.
    ``labels`` says what each kind of incident counts as, one label or more. Authorities and wards
    are those of 2024, LSOAs those of 2021. Incidents without a place lie in the area "Unknown
    (force)". A force none of whose incidents has a place gives one extract without months; the
    first of a force holds what its months are judged by.
    """
    forces: defaultdict[str, list[ForceMonth]] = defaultdict(list)
    for one in months:
        forces[one.force].append(one)
    different, label_of = _by_label(labels)
    for force, found in forces.items():
        notes = _notes(layout, found)
        held = tuple(_street_file(layout, one, labels, places) for one in found)
        cells = _cells([one for one in found if (one.lsoa != NOWHERE).any()], label_of)
        for level in LEVELS:
            areas, area = _areas(level, force, cells.lsoa, places)
            summed = _summed(area, cells, len(different))
            if not (summed[0].size or held):
                continue
            rows = _fields(areas, different, summed)
            months_of = tuple(np.unique(rows["month"]).tolist())
            yield Extract(
                source=Source.POLICE_UK,
                layout=layout,
                level=level,
                vintage=vintage_after(months_of or [one.month for one in found]),
                file=found[0].file,
                sha256=sha256,
                sparse=True,
                illustrative=False,
                months=months_of,
                notes=notes,
                reporter=force,
                street=held,
                **rows,
            )
            held = ()


def _by_label(labels: Sequence[Sequence[Label]]) -> tuple[tuple[Label, ...], Whole]:
    """The different labels, and the places of each kind's own, [kinds, most]; −1 for no more."""
    different, flat = encoded(label for of_kind in labels for label in of_kind)
    own = iter(flat.tolist())
    table = np.full((len(labels), max(map(len, labels), default=0)), -1, dtype=np.int64)
    for at, of_kind in enumerate(labels):
        table[at, : len(of_kind)] = [next(own) for _ in of_kind]
    return different, table


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Cells:
    """How many incidents an LSOA has of a label in a month, [cells]; again for another label."""

    lsoa: Whole
    label: Whole
    month: Whole
    count: Whole


def _cells(months: Sequence[ForceMonth], label_of: Whole) -> _Cells:
    empty = np.zeros(0, dtype=np.int64)
    lsoa, kind, count = (
        np.concatenate([empty, *(getattr(one, name) for one in months)])
        for name in ("lsoa", "kind", "count")
    )
    month = np.repeat([one.month for one in months], [one.lsoa.size for one in months])
    nth, at = np.nonzero(label_of[kind].T >= 0)
    return _Cells(
        lsoa=lsoa[at],
        label=label_of[kind[at], nth],
        month=month.astype(np.int64)[at],
        count=count[at],
    )


def _areas(level: Level, force: str, lsoa: Whole, places: Places) -> tuple[list[Area], Whole]:
    """The areas of a level in which LSOAs lie, and of each LSOA its place, −1 for none."""
    all_of = bundle()
    if level is Level.LSOA:
        number, area_of = lsoa, _lsoa
    elif level is Level.WARD:
        number, area_of = all_of.lsoa_ward[lsoa], _ward
    else:
        number, area_of = all_of.lsoa_authority[lsoa], _authority
    number = np.where(lsoa == NOWHERE, NOWHERE, number)
    seen, area = np.unique(number, return_inverse=True)
    first = int(seen.size > 0 and seen[0] == NOWHERE)
    areas = [area_of(one, places) for one in seen[first:].tolist()]
    if first and level is Level.BOROUGH:
        return [Area(code="", name=f"Unknown ({force})"), *areas], area
    return areas, area - first


def _summed(area: Whole, cells: _Cells, labels: int) -> tuple[Whole, Whole, Whole, Whole]:
    """Area, label, month and count, [rows]; without the cells of no area."""
    first = int(cells.month.min(initial=np.iinfo(np.int64).max, where=area >= 0))
    span = int(cells.month.max(initial=first)) - first + 1
    is_somewhere = area >= 0
    key = ((area * labels + cells.label) * span + (cells.month - first))[is_somewhere]
    found, at = np.unique(key, return_inverse=True)
    count = np.bincount(at, weights=cells.count[is_somewhere], minlength=found.size)
    return found // (labels * span), found // span % labels, found % span + first, count


def _fields(
    areas: Sequence[Area], labels: Sequence[Label], summed: tuple[Whole, Whole, Whole, Whole]
) -> dict[str, Any]:
    area, label, month, count = summed
    there, own = used(labels, label)
    return {
        "areas": tuple(areas),
        "labels": there,
        "area": area.astype(np.int32),
        "label": own,
        "month": month.astype(np.int32),
        "count": count.astype(np.float64),
        "denominator": np.broadcast_to(np.nan, count.shape),
    }


def _notes(layout: str, months: Sequence[ForceMonth]) -> tuple[str, ...]:
    pointed = 0 if layout == SEARCHES else sum(one.pointed for one in months)
    figures = (
        (sum(one.unplaced for one in months), "rows have no LSOA and lie in no area"),
        (sum(one.copies for one in months), "rows repeat a Crime ID and count once"),
        (sum(one.older for one in months), "rows have an LSOA code of 2011 that is none of 2021"),
        (pointed, "rows without the code of an LSOA lie where their point is"),
        (sum(one.named for one in months), "rows with another code lie in the LSOA of their name"),
    )
    return tuple(f"{figure:,} {words}" for figure, words in figures if figure)


def _street_file(
    layout: str, one: ForceMonth, labels: Sequence[Sequence[Label]], places: Places
) -> StreetFile:
    areas, area = _areas(Level.BOROUGH, one.force, one.lsoa, places)
    names = [own[0].offence for own in labels]
    cells, at = np.unique(area * len(names) + one.kind, return_inverse=True)
    totals = np.bincount(at, weights=one.count, minlength=cells.size)
    found = [
        (areas[cell // len(names)], names[cell % len(names)], int(total))
        for cell, total in zip(cells.tolist(), totals.tolist(), strict=True)
    ]
    return StreetFile(
        file=one.file,
        layout=layout,
        force=one.force,
        month=one.month,
        rows=one.rows,
        identified=one.identified,
        repeated=one.repeated,
        distinct=one.distinct,
        even=one.even,
        pointed=one.pointed,
        placed=tuple(
            (area.code, area.name, kind, count) for area, kind, count in found if area.code
        ),
        unplaced=tuple((kind, count) for area, kind, count in found if not area.code),
        sample=one.sample,
    )


@cache
def _authority(at: int, places: Places) -> Area:
    """An authority of 2024 under the name that lists of areas have for it."""
    code = bundle().authorities[at].decode()
    own = next((one.area for one in places.boroughs if one.area.code == code), None)
    named = shipped_areas().find(code)
    name = bundle().authority_names[at] if named is None else named.name
    return own or Area(code=code, name=name)


@cache
def _ward(at: int, places: Places) -> Area:
    all_of = bundle()
    home = _authority(int(all_of.ward_authority[at]), places)
    code, name = all_of.wards[at].decode(), all_of.ward_names[at]
    return Area(code=code, name=name, level=Level.WARD, borough=home.name)


@cache
def _lsoa(at: int, places: Places) -> Area:
    all_of = bundle()
    home = _authority(int(all_of.lsoa_authority[at]), places)
    code, name = all_of.lsoas[at].decode(), all_of.lsoa_names[at]
    return Area(code=code, name=name, level=Level.LSOA, borough=home.name)
