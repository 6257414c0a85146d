"""data.police.uk street-level crime and anti-social behaviour: one row an incident.

Read from loose monthly files, ``YYYY-MM/`` folders or an archive. Its crime types are wider than
MOPAC 7's, so that basket is never built from it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.area import Area, Level
from xlsrc.domain.errors import ExtractError
from xlsrc.domain.indicator import Source
from xlsrc.extracts.assembly import encoded, vintage_after
from xlsrc.extracts.columns import aliases, columns_of
from xlsrc.extracts.dates import month_of
from xlsrc.extracts.extract import Extract
from xlsrc.extracts.file_format import FileFormat
from xlsrc.extracts.label import Label
from xlsrc.extracts.street_file import StreetFile, sample_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from xlsrc.extracts.places import Places
    from xlsrc.extracts.text_table import TextTable

LAYOUT: Final = "data.police.uk street"
WANTED: Final = aliases(
    crime_id="Crime ID",
    month="Month",
    force="Falls within",
    lsoa_code="LSOA code",
    lsoa_name="LSOA name",
    crime_type="Crime type",
)
_OUTCOMES: Final = aliases(crime_id="Crime ID", month="Month", outcome="Outcome type")
_SEARCHES: Final = aliases(kind="Type", date="Date", search="Object of search")
_INCIDENT: Final = ("lsoa_code", "lsoa_name", "crime_type")

_Key = tuple[Area, Label, int]


def recognised(header: Sequence[str]) -> bool:
    """Whether the header is a street file's."""
    return columns_of(header, WANTED).keys() == WANTED.keys()


def recognised_outcomes(header: Sequence[str]) -> bool:
    """Whether the header is an outcomes file's, which counts no offences."""
    return columns_of(header, _OUTCOMES).keys() == _OUTCOMES.keys()


def recognised_searches(header: Sequence[str]) -> bool:
    """Whether the header is a stop-and-search file's, which counts no offences."""
    return columns_of(header, _SEARCHES).keys() == _SEARCHES.keys()


def read_nothing(_table: TextTable, _sha256: str, _places: Places) -> tuple[Extract, ...]:
    """No extract: the file is known, and holds nothing that is counted here."""
    return ()


def read(table: TextTable, sha256: str, places: Places) -> tuple[Extract, ...]:
    """Monthly counts by crime type, an extract for each police force and level.

    A force none of whose rows has a place gives one without months, for what it is judged by.
    Rows without an LSOA lie in the area "Unknown (force)", and a Crime ID given twice for one place
    and type counts once; ``notes`` say how many. :class:`~xlsrc.domain.errors.ExtractError` for an
    unreadable month or a file without rows.
    """
    if not table.rows:
        message = (
            f"{table.file}: rows of incidents were wanted; found the header alone: download the "
            f"file again"
        )
        raise ExtractError(message)
    columns = columns_of(table.header, WANTED)
    of_force = itemgetter(columns["force"], columns["month"])
    keys = dict.fromkeys(map(of_force, table.rows))
    months = {
        key: table.rows if len(keys) == 1 else [row for row in table.rows if of_force(row) == key]
        for key in keys
    }
    forces: defaultdict[str, list[_ForceMonth]] = defaultdict(list)
    for (force, text), rows in months.items():
        forces[force].append(_force_month(rows, columns, _month(text, table.file)))
    return tuple(
        extract
        for force, found in forces.items()
        for extract in _extracts(table.file, sha256, force, found, places)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _ForceMonth:
    """A force's month: incidents by (LSOA code, LSOA name, crime type), and what it is judged by.

    ``copies`` are rows that repeat another incident's Crime ID, place and type; ``identified`` to
    ``sample`` are as :class:`StreetFile` has them.
    """

    month: int
    incidents: Counter[tuple[str, ...]]
    rows: int
    copies: int
    identified: int
    repeated: int
    distinct: int
    even: int
    sample: tuple[str, ...]


def _force_month(
    rows: Sequence[tuple[str, ...]], columns: Mapping[str, int], month: int
) -> _ForceMonth:
    place = itemgetter(*(columns[role] for role in _INCIDENT))
    at = columns["crime_id"]
    incident = itemgetter(*(columns[role] for role in _INCIDENT), at)
    identified = [incident(row) for row in rows if row[at]]
    once = dict.fromkeys(identified)
    ids = {row[-1] for row in once}
    # A row without a Crime ID (anti-social behaviour) is an incident of its own.
    others = Counter(row for row in rows if not row[at])
    incidents = Counter(row[:-1] for row in once)
    for row, number in others.items():
        incidents[place(row)] += number
    repeated = 0
    if len(ids) < len(identified):
        repeated = sum(n for n in Counter(row[-1] for row in identified).values() if n > 1)
    return _ForceMonth(
        month=month,
        incidents=incidents,
        rows=len(rows),
        copies=len(identified) - len(once),
        identified=len(identified),
        repeated=repeated,
        distinct=len(others),
        even=sum(number % 2 == 0 for number in others.values()),
        sample=sample_of(ids),
    )


def _extracts(
    file: str, sha256: str, force: str, months: Sequence[_ForceMonth], places: Places
) -> Iterator[Extract]:
    """An extract for each level of area; the first holds what each month is judged by."""
    counts: dict[Level, Counter[_Key]] = {Level.BOROUGH: Counter(), Level.LSOA: Counter()}
    files = []
    nowhere = Area(code="", name=f"Unknown ({force})")
    for one in months:
        unplaced: Counter[str] = Counter()
        placed: Counter[tuple[str, str, str]] = Counter()
        for (lsoa_code, lsoa_name, kind), number in one.incidents.items():
            if not lsoa_code:
                unplaced[kind] += number
                continue
            label = Label(group=kind, offence=kind)
            authority, lsoa = _areas(lsoa_code, lsoa_name, places)
            counts[Level.BOROUGH][authority, label, one.month] += number
            counts[Level.LSOA][lsoa, label, one.month] += number
            placed[authority.code, authority.name, kind] += number
        if placed:  # a month without any place is missing, and no area's 0
            for kind, number in unplaced.items():
                counts[Level.BOROUGH][nowhere, Label(group=kind, offence=kind), one.month] += number
        files.append(_street_file(file, force, one, placed, unplaced))
    notes = _notes(
        sum(number for one in files for _, number in one.unplaced),
        sum(one.copies for one in months),
    )
    for level, rows in counts.items():
        street = tuple(files) if level is Level.BOROUGH else ()
        if rows or street:
            yield _extract(file, sha256, force, level, rows, notes, street)


def _street_file(
    file: str,
    force: str,
    one: _ForceMonth,
    placed: Mapping[tuple[str, str, str], int],
    unplaced: Mapping[str, int],
) -> StreetFile:
    return StreetFile(
        file=file,
        force=force,
        month=one.month,
        rows=one.rows,
        identified=one.identified,
        repeated=one.repeated,
        distinct=one.distinct,
        even=one.even,
        placed=tuple((*key, number) for key, number in placed.items()),
        unplaced=tuple(unplaced.items()),
        sample=one.sample,
    )


def _month(text: str, file: str) -> int:
    month = month_of(text)
    if month is None:
        message = (
            f"{file}, column Month: a month such as 2025-04 was wanted; found {text!r}: correct "
            f"the cell"
        )
        raise ExtractError(message)
    return month.ordinal


@lru_cache(maxsize=65536)
def _areas(lsoa_code: str, lsoa_name: str, places: Places) -> tuple[Area, Area]:
    """The LSOA and its local authority: the LSOA's name without the closing number ("010C")."""
    authority = places.area_of(lsoa_name.rpartition(" ")[0] or lsoa_name)
    lsoa = Area(code=lsoa_code, name=lsoa_name, level=Level.LSOA, borough=authority.name)
    return authority, lsoa


def _notes(unplaced: int, repeated: int) -> tuple[str, ...]:
    notes = []
    if unplaced:
        notes.append(f"{unplaced:,} rows have no LSOA and lie in no area")
    if repeated:
        notes.append(f"{repeated:,} rows repeat a Crime ID and count once")
    return tuple(notes)


def _extract(
    file: str,
    sha256: str,
    force: str,
    level: Level,
    rows: Mapping[_Key, int],
    notes: tuple[str, ...],
    street: tuple[StreetFile, ...],
) -> Extract:
    areas, area = encoded(key[0] for key in rows)
    labels, label = encoded(key[1] for key in rows)
    month = np.array([key[2] for key in rows], dtype=np.int32)
    count = np.array(list(rows.values()), dtype=np.float64)
    months = tuple(np.unique(month).tolist())
    return Extract(
        source=Source.POLICE_UK,
        layout=LAYOUT,
        level=level,
        vintage=vintage_after(months or [one.month for one in street]),
        file=file,
        sha256=sha256,
        sparse=True,
        illustrative=False,
        months=months,
        areas=areas,
        labels=labels,
        area=area,
        label=label,
        month=month,
        count=count,
        denominator=np.full(count.shape, np.nan),
        notes=notes,
        reporter=force,
        street=street,
    )


FORMAT: Final = FileFormat(
    name=LAYOUT,
    columns="Crime ID, Month, … Falls within, … LSOA code, LSOA name, Crime type",
    recognised=recognised,
    read=read,
    folder_is_vintage=False,
)
OUTCOMES_FORMAT: Final = FileFormat(
    name="data.police.uk outcomes",
    columns="Crime ID, … Outcome type",
    recognised=recognised_outcomes,
    read=read_nothing,
    folder_is_vintage=False,
)
SEARCHES_FORMAT: Final = FileFormat(
    name="data.police.uk stop and search",
    columns="Type, Date, … Object of search",
    recognised=recognised_searches,
    read=read_nothing,
    folder_is_vintage=False,
)
