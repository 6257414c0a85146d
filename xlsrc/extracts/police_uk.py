"""data.police.uk: street-level crime and anti-social behaviour, one row an incident.

Read from loose monthly files, ``YYYY-MM/`` folders or an archive. Its crime types are wider than
MOPAC 7's, so that basket is never built from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.extracts.columns import aliases
from xlsrc.extracts.file_format import FileFormat
from xlsrc.extracts.street_extracts import street_extracts
from xlsrc.extracts.street_file import STREET, label_of
from xlsrc.extracts.street_rows import force_months, named_incidents
from xlsrc.extracts.street_table import Columns, StreetTable, frame_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.places import Places
    from xlsrc.extracts.street_rows import ForceMonth
    from xlsrc.extracts.text_table import TextTable

COLUMNS: Final = Columns(
    needed=aliases(
        crime_id="Crime ID",
        month="Month",
        force="Falls within",
        lsoa_code="LSOA code",
        lsoa_name="LSOA name",
        kind="Crime type",
    ),
    others=aliases(longitude="Longitude", latitude="Latitude", location="Location"),
    repeating=frozenset({"month", "force", "lsoa_code", "kind"}),
)


def extracts_of(table: StreetTable, sha256: str, places: Places) -> tuple[Extract, ...]:
    """Monthly counts by crime type, an extract for each police force and level.

    A force none of whose rows has a place gives one without months, for what it is judged by.
    Rows without a place lie in the area "Unknown (force)", and a Crime ID given twice for one
    place and type counts once; ``notes`` say how many.
    :class:`~xlsrc.domain.errors.ExtractError` for an unreadable month.
    """
    kinds, months = counted(table)
    return of_counts(kinds, months, sha256, places)


def counted(table: StreetTable) -> tuple[tuple[str, ...], tuple[ForceMonth, ...]]:
    """The crime types of a file or several, and each force's months with them.

    :class:`~xlsrc.domain.errors.ExtractError` for an unreadable month.
    """
    kinds, kind = table.coded("kind")
    return kinds, tuple(force_months(named_incidents(table, kinds, kind)))


def of_counts(
    kinds: Sequence[str], months: Iterable[ForceMonth], sha256: str, places: Places
) -> tuple[Extract, ...]:
    """The extracts of what was counted."""
    labels = [(label_of(STREET, one),) for one in kinds]
    return tuple(street_extracts(sha256, STREET, months, labels, places))


def read(table: TextTable, sha256: str, places: Places) -> tuple[Extract, ...]:
    """The extracts of a table that was read line by line: see :func:`extracts_of`.

    :class:`~xlsrc.domain.errors.ExtractError` also for a file without rows.
    """
    return extracts_of(
        StreetTable.of({table.file: frame_of(table, COLUMNS)}, COLUMNS), sha256, places
    )


FORMAT: Final = FileFormat(
    name=STREET,
    columns="Crime ID, Month, … Falls within, … LSOA code, LSOA name, Crime type",
    recognised=COLUMNS.recognised,
    read=read,
)
