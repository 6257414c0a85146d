"""data.police.uk street-level crime and anti-social behaviour: one row an incident.

Read from loose monthly files, ``YYYY-MM/`` folders or an archive. Its crime types are wider than
MOPAC 7's, so that basket is never built from it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
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

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
_INCIDENT: Final = ("force", "lsoa_code", "lsoa_name", "crime_type", "month", "crime_id")

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

    Rows without an LSOA lie in no area, and a Crime ID given twice for one place and type counts
    once; ``notes`` say how many. :class:`~xlsrc.domain.errors.ExtractError` for an unreadable month
    or a file without rows.
    """
    if not table.rows:
        message = (
            f"{table.file}: rows of incidents were wanted; found the header alone: download the "
            f"file again"
        )
        raise ExtractError(message)
    columns = columns_of(table.header, WANTED)
    incident = itemgetter(*(columns[role] for role in _INCIDENT))
    # A row without a Crime ID (anti-social behaviour) is an incident of its own.
    identified = [incident(row) for row in table.rows if row[columns["crime_id"]]]
    others = [incident(row) for row in table.rows if not row[columns["crime_id"]]]
    distinct = dict.fromkeys(identified)
    repeated = Counter(row[0] for row in identified)
    repeated.subtract(row[0] for row in distinct)
    unplaced: Counter[str] = Counter()
    counts: defaultdict[tuple[str, Level], Counter[_Key]] = defaultdict(Counter)
    for key, number in Counter(row[:-1] for row in (*distinct, *others)).items():
        force, lsoa_code, lsoa_name, kind, month = key
        if not lsoa_code:
            unplaced[force] += number
            continue
        label = Label(group=kind, offence=kind)
        ordinal = _month(month, table.file)
        for area in _areas(lsoa_code, lsoa_name, places):
            counts[force, area.level][area, label, ordinal] += number
    return tuple(
        _extract(table.file, sha256, force, level, rows, _notes(unplaced[force], repeated[force]))
        for (force, level), rows in counts.items()
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
        vintage=vintage_after(months),
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
