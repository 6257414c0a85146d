"""Home Office open data tables of recorded crime by Community Safety Partnership, by the quarter.

A workbook with a sheet for each financial year and notes around them. Counts are of whole
quarters and stay so: a quarter says nothing of its months one by one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.area import Area
from xlsrc.domain.errors import EmptyFileError, ExtractError
from xlsrc.domain.quarter import Quarter
from xlsrc.domain.wording import count_of
from xlsrc.extracts.assembly import vintage_after
from xlsrc.extracts.columns import columns_of
from xlsrc.extracts.fault import some
from xlsrc.extracts.home_office_rows import REQUIRED, WANTED, HomeOfficeRows
from xlsrc.extracts.home_office_words import published
from xlsrc.extracts.quarterly import CountedArea, Kind, QuarterlyCounts
from xlsrc.extracts.text_table import HEADER_LINES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from xlsrc.extracts.places import Places
    from xlsrc.extracts.sheet_rows import Row

LAYOUT: Final = "Home Office CSP tables"
COLUMNS: Final = (
    "Financial Year, Financial Quarter, Force Name, CSP Name, Offence Description, "
    "Number of Offences"
)


def recognised(header: Sequence[str]) -> bool:
    """Whether the header has a financial quarter, a partnership, an offence and a count."""
    return columns_of(header, WANTED).keys() >= REQUIRED


def quarterly_counts(
    sheets: Iterable[tuple[str, Iterable[Row]]], file: str, places: Places
) -> QuarterlyCounts | None:
    """The counts of every sheet with the columns of the tables; None where no sheet has them.

    ``sheets`` are names and filled rows, each read once and in turn. What is at fault costs its
    own rows and is said. :class:`~xlsrc.domain.errors.ExtractError` for a workbook that is damaged
    behind the first of the tables, and where not one row can be used.
    """
    found, vintage, tables = HomeOfficeRows(places), "", 0
    try:
        for name, rows in sheets:
            of_sheet = iter(rows)
            above = list(islice(of_sheet, HEADER_LINES))
            at = next((at for at, (_, cells) in enumerate(above) if recognised(cells)), None)
            notes = above if at is None else above[:at]
            vintage = vintage or next(filter(None, (published(cells) for _, cells in notes)), "")
            if at is not None:
                tables += 1
                header = above[at][1]
                below = chain(above[at + 1 :], of_sheet)
                found.add(name, columns_of(header, WANTED), header, below)
    except ExtractError:
        if tables:
            raise
        return None
    if not tables:
        return None
    if not found.count:
        message = (
            f"{file}: rows of offences by quarter were wanted; found "
            f"{some(found.faults) if found.faults else 'the headers alone'}: download it again"
        )
        raise EmptyFileError(message)
    return _counts(found, vintage, file)


def _counts(found: HomeOfficeRows, vintage: str, file: str) -> QuarterlyCounts:
    area, offence, ordinal, wording = (
        np.array(values, dtype=np.int32)
        for values in (found.area, found.offence, found.quarter, found.wording)
    )
    count = np.array(found.count, dtype=np.float64)
    ordinals, quarter = np.unique(ordinal, return_inverse=True)
    quarters = tuple(Quarter(one) for one in ordinals.tolist())
    key = (area.astype(np.int64) * (wording.max() + 1) + wording) * len(quarters) + quarter
    used, count, repeated = _once(key, count, found)
    areas, joined, parts = _by_code(found, area, offence * len(quarters) + quarter)
    area = joined[area]
    summed = (area.astype(np.int64) * len(found.offences) + offence) * len(quarters) + quarter
    cells, at = np.unique(summed[used], return_inverse=True)
    offence_quarter = cells % (len(found.offences) * len(quarters))
    counts = QuarterlyCounts(
        file=file,
        vintage=vintage or vintage_after([quarters[-1].last_month.ordinal]),
        quarters=quarters,
        areas=areas,
        offences=found.offences,
        area=(cells // (len(found.offences) * len(quarters))).astype(np.int32),
        offence=(offence_quarter // len(quarters)).astype(np.int32),
        quarter=(offence_quarter % len(quarters)).astype(np.int32),
        count=np.bincount(at, weights=count[used]).astype(np.float64),
    )
    faults = [*found.faults, *repeated, *parts, *_unknown(counts)]
    return _with_words(counts, [f"{file}: {fault}" for fault in faults], found.totals)


def _once(
    key: NDArray[np.int64], count: NDArray[np.float64], found: HomeOfficeRows
) -> tuple[NDArray[np.int64], NDArray[np.float64], list[str]]:
    """The rows that are used, of rows for the same figure the first; counts; what to say of it.

    Where such rows differ none of them is believed.
    """
    _, first, at = np.unique(key, return_index=True, return_inverse=True)
    again = np.flatnonzero(first[at] != np.arange(len(key)))
    if not again.size:
        return first, count, []
    same = (count[again] == count[first[at[again]]]) | (
        np.isnan(count[again]) & np.isnan(count[first[at[again]]])
    )
    differ, counts = again[~same], count.copy()
    counts[first[at[differ]]] = np.nan
    faults = []
    for rows, what in (
        (again[same], "found again with the same count: each counts once"),
        (differ, "found again with another count: neither is used; ask the publisher"),
    ):
        if rows.size:
            where = some([_where(found, row) for row in rows[:50].tolist()])
            more = f" (in all {len(rows):,})" if len(rows) > 50 else ""  # noqa: PLR2004 - as above
            faults.append(
                f"one row for each area, offence and quarter was wanted; {where}{more} {what}"
            )
    return first, counts, faults


def _by_code(
    found: HomeOfficeRows, area: NDArray[np.int32], cell: NDArray[np.int64]
) -> tuple[tuple[CountedArea, ...], NDArray[np.int32], list[str]]:
    """The areas, one for each code; for each of the file's names its area; what to say of it.

    ``cell`` tells the offence and quarter of each row. Names of one code take turns: a
    partnership was renamed, or is spelt in two ways. Where two of them count one offence in one
    quarter they are parts of it, or one is another's, and stay apart without the code.
    """
    _, cell = np.unique(cell, return_inverse=True)
    reported = np.zeros((len(found.areas), int(cell.max()) + 1), dtype=bool)
    reported[area, cell] = True
    of_code: defaultdict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(found.areas):
        of_code[one.area.code].append(at)
    faults, own = [], list(found.areas)
    for code, names in of_code.items():
        if code and (reported[names].sum(axis=0) > 1).any():
            whole = found.areas[names[0]].area.name
            faults.append(
                f"one partnership for each area was wanted; found "
                f"{some([found.names[at] for at in names])} side by side for {whole}: each "
                f"stands for itself, and none for {whole}"
            )
            for at in names:
                own[at] = replace(own[at], area=Area(code="", name=found.names[at]))
    first = {one.area.code: at for at, one in reversed(list(enumerate(own)))}
    kept = [first[one.area.code] if one.area.code else at for at, one in enumerate(own)]
    distinct, joined = np.unique(np.array(kept, dtype=np.int32), return_inverse=True)
    return tuple(own[at] for at in distinct.tolist()), joined.astype(np.int32), faults


def _where(found: HomeOfficeRows, row: int) -> str:
    name = found.sheets[found.sheet[row]]
    return f"sheet {name} row {found.line[row]}" if name else f"row {found.line[row]}"


def _unknown(counts: QuarterlyCounts) -> Iterator[str]:
    names = [
        one.area.name for one in counts.areas if one.kind is Kind.PARTNERSHIP and not one.area.code
    ]
    if names:
        yield (
            f"partnerships that the list of areas knows were wanted; found {some(names)}: their "
            f"counts stand under the file's own names; add them to areas.csv"
        )


def _with_words(counts: QuarterlyCounts, faults: Sequence[str], totals: int) -> QuarterlyCounts:
    """The counts with what is to be said of them."""
    notes = []
    if totals:
        notes.append(f"{count_of(totals, 'row')} of totals left out")
    withheld = int(np.isnan(counts.count).sum())
    if withheld:
        notes.append(f"{count_of(withheld, 'count')} missing or withheld")
    kinds = np.array([one.kind for one in counts.areas])[counts.area]
    for kind, what in (
        (Kind.UNASSIGNED, "of no partnership"),
        (Kind.FORCE, "of forces as a whole or without an area"),
    ):
        offences = float(np.nansum(counts.count[kinds == kind]))
        if offences:
            notes.append(f"{offences:,.0f} offences {what}, counted apart")
    return replace(counts, faults=tuple(faults), notes=tuple(notes))
