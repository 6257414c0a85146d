"""The rows of one file of data.police.uk with their places, and each force's month of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.extracts.street_file import SAMPLE, sample_of
from xlsrc.national.bundle import bundle
from xlsrc.national.points import NOWHERE, lsoa_at
from xlsrc.national.rows import By, placed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import polars as pl
    from numpy.typing import NDArray

    from xlsrc.extracts.street_table import StreetTable

    Whole = NDArray[np.int64]

BY_NAME: Final = len(By)
_ASKED: Final = 500
"""Rows with a code and a point of which it is asked whether the two agree."""
_FEW_BELOW: Final = "08"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RowPlaces:
    """The LSOA of each row among ``Bundle.lsoas``, ``NOWHERE`` for none, and what told it.

    ``by`` are numbers of ``By``, or ``BY_NAME``.
    """

    lsoa: Whole
    by: NDArray[np.uint8]


def row_places(table: StreetTable) -> RowPlaces:
    """Where each row lies: by its LSOA's code, else by its point, by its LSOA's name, nowhere.

    A point alone is believed where in most other rows it is in the authority of their code: one
    that is the same for all rows, say a police station's, tells nothing.
    """
    codes, code = table.coded("lsoa_code")
    names = np.array(codes)
    known = placed(names)
    lsoa, by = known.lsoa[code], known.by[code].copy()
    asked = np.flatnonzero((by == By.NOTHING) | (by == By.SPLIT_CODE))
    asked, longitude, latitude = table.points(asked)
    if asked.size:
        _point_out(table, asked, (longitude, latitude), names[code[asked]], lsoa, by)
    left = np.flatnonzero(by == By.NOTHING)
    if left.size:
        named = np.array([_by_name().get(one, NOWHERE) for one in table.texts("lsoa_name", left)])
        lsoa[left], by[left[named != NOWHERE]] = named, BY_NAME
    return RowPlaces(lsoa=lsoa, by=by)


@cache
def _by_name() -> dict[str, int]:
    return {name: at for at, name in enumerate(bundle().lsoa_names)}


def _point_out(
    table: StreetTable,
    asked: Whole,
    points: tuple[NDArray[np.float64], NDArray[np.float64]],
    codes: NDArray[np.str_],
    lsoa: Whole,
    by: NDArray[np.uint8],
) -> None:
    """Put in the places of the rows that are asked for, where their points are believed."""
    found = placed(codes, *points)
    taken = found.by == By.SPLIT_CODE
    if (found.by == By.POINT).any():
        sure = np.flatnonzero((by == By.CODE) | (by == By.OLDER_CODE))
        believed = _agreeing(table, sure, lsoa)[table.file[asked]]
        taken |= (found.by == By.POINT) & believed
    lsoa[asked[taken]], by[asked[taken]] = found.lsoa[taken], found.by[taken]


def _agreeing(table: StreetTable, sure: Whole, lsoa: Whole) -> NDArray[np.bool_]:
    """Per file: whether most of the points of rows with a code are in the authority of that."""
    step = max(1, sure.size // (_ASKED * len(table.files)))
    some, longitude, latitude = table.points(sure[::step])
    authority = bundle().lsoa_authority
    at = lsoa_at(longitude, latitude)
    agree = (at != NOWHERE) & (authority[at] == authority[lsoa[some]])
    votes = np.where(agree, 1, -1)
    return np.bincount(table.file[some], weights=votes, minlength=len(table.files)) >= 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Incidents:
    """The rows of files, [rows] each: file, force, month (ordinal), place, kind, and who is who.

    ``file``, ``force`` and ``kind`` are places among ``files``, ``forces`` and ``kinds``.
    ``number`` tells the incident from others where ``identified``, else the row from unlike rows.
    ``names`` are the incidents' own names, by which copies are known.
    """

    files: tuple[str, ...]
    forces: tuple[str, ...]
    kinds: tuple[str, ...]
    file: Whole
    force: Whole
    month: Whole
    places: RowPlaces
    kind: Whole
    identified: NDArray[np.bool_]
    number: NDArray[np.uint64]
    names: pl.Series


def named_incidents(
    table: StreetTable, kinds: tuple[str, ...], kind: Whole, once: Sequence[str] = ("crime_id",)
) -> Incidents:
    """The rows of a file that names a force, and a Crime ID where there is one.

    ``once`` are the columns of which rows of one incident have the same. A row without a Crime ID
    (anti-social behaviour) is an incident of its own.
    """
    import polars as pl

    forces, force = table.coded("force")
    names, identified = table.names("crime_id")
    columns = {**table.frame.to_dict(), "crime_id": names}
    number = pl.DataFrame([columns[role] for role in once]).hash_rows().to_numpy().copy()
    if not identified.all():
        others = pl.DataFrame(columns).filter(~identified)
        number[~identified] = others.hash_rows().to_numpy()
    return Incidents(
        files=table.files,
        forces=forces,
        kinds=kinds,
        file=table.file,
        force=force,
        month=table.months("month", "Month"),
        places=row_places(table),
        kind=kind,
        identified=identified,
        number=number,
        names=names,
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ForceMonth:
    """A force's month in a file: incidents by LSOA and kind, and what it is judged by.

    ``lsoa``, ``kind`` and ``count`` are [cells], ``NOWHERE`` for what has no place. ``older`` are
    the rows that a code of 2011 placed, ``pointed`` and ``named`` those without one that a point
    or the LSOA's name did; ``copies`` repeat another incident's Crime ID, place and kind;
    ``identified`` to ``sample`` are as ``StreetFile`` has them.
    """

    file: str
    force: str
    month: int
    lsoa: Whole
    kind: Whole
    count: Whole
    rows: int
    copies: int
    older: int
    pointed: int
    named: int
    identified: int
    repeated: int
    distinct: int
    even: int
    sample: tuple[str, ...]

    @property
    def unplaced(self) -> int:
        """How many incidents have no place."""
        return int(self.count[self.lsoa == NOWHERE].sum())


def force_months(rows: Incidents) -> Iterator[ForceMonth]:
    """Each force's months of each file, in the order of files, forces' names and time."""
    first = int(rows.month.min())
    span = int(rows.month.max()) - first + 1
    if len(rows.files) == len(rows.forces) == span == 1:
        yield _force_month(rows, np.arange(rows.month.size))
        return
    group = (rows.file * len(rows.forces) + rows.force) * span + (rows.month - first)
    order = np.argsort(group, kind="stable")
    ends = np.flatnonzero(np.diff(group[order], append=-1)) + 1
    for start, end in zip([0, *ends[:-1].tolist()], ends.tolist(), strict=True):
        yield _force_month(rows, order[start:end])


def _force_month(rows: Incidents, at: Whole) -> ForceMonth:
    identified = rows.identified[at]
    named, others = at[identified], at[~identified]
    once, repeated = _once(rows, named)
    _, times = np.unique(rows.number[others], return_counts=True)
    counted = np.concatenate([once, others])
    lsoa, kind = rows.places.lsoa[counted], rows.kind[counted]
    # Incidents without a place stand before those of the first LSOA.
    cells, count = np.unique((lsoa - NOWHERE) * len(rows.kinds) + kind, return_counts=True)
    by = np.bincount(rows.places.by[at], minlength=BY_NAME + 1)
    whole = at.size == len(rows.names)
    return ForceMonth(
        file=rows.files[rows.file[at[0]]],
        force=rows.forces[rows.force[at[0]]],
        month=int(rows.month[at[0]]),
        lsoa=cells // len(rows.kinds) + NOWHERE,
        kind=cells % len(rows.kinds),
        count=count.astype(np.int64),
        rows=at.size,
        copies=named.size - once.size,
        older=int(by[By.OLDER_CODE] + by[By.SPLIT_CODE]),
        pointed=int(by[By.POINT]),
        named=int(by[BY_NAME]),
        identified=named.size,
        repeated=repeated,
        distinct=times.size,
        even=int(np.count_nonzero(times % 2 == 0)),
        sample=_sample(rows.names if whole else rows.names.gather(at), repeated),
    )


def _once(rows: Incidents, named: Whole) -> tuple[Whole, int]:
    """The rows without those that say an incident of one place and kind again.

    And how many have an incident's name that another row has, too.
    """
    number = rows.number[named]
    ordered = np.sort(number)
    if not (ordered[1:] == ordered[:-1]).any():
        return named, 0
    _, same, times = np.unique(number, return_inverse=True, return_counts=True)
    several = times[same] > 1
    again = named[several]
    keys = np.column_stack([same[several], rows.places.lsoa[again], rows.kind[again]])
    _, first = np.unique(keys, axis=0, return_index=True)
    return np.concatenate([named[~several], again[np.sort(first)]]), again.size


def _sample(names: pl.Series, repeated: int) -> tuple[str, ...]:
    # Most Crime IDs are random hexadecimals: to look for the smallest among few is to find them.
    few = names.filter(names < _FEW_BELOW)
    found = few if few.len() >= SAMPLE + repeated else names.drop_nulls()
    smallest: Sequence[str] = found.sort().head(SAMPLE + repeated).to_list()
    return sample_of(set(smallest))
