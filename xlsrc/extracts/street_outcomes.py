"""data.police.uk: what the police, and courts after them, decided in a month, one row a decision.

An outcome stands in the month in which it was recorded, whenever the crime was: per 100 recorded
crimes, and never "solved".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.extracts.columns import aliases
from xlsrc.extracts.file_format import FileFormat
from xlsrc.extracts.label import Label
from xlsrc.extracts.street_extracts import street_extracts
from xlsrc.extracts.street_file import OUTCOMES, label_of
from xlsrc.extracts.street_rows import force_months, named_incidents
from xlsrc.extracts.street_table import Columns, StreetTable, frame_of

if TYPE_CHECKING:
    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.places import Places
    from xlsrc.extracts.text_table import TextTable

ALL: Final = Label(group="All outcomes", offence="All outcomes")
COLUMNS: Final = Columns(
    needed=aliases(crime_id="Crime ID", month="Month", force="Falls within", kind="Outcome type"),
    others=aliases(
        lsoa_code="LSOA code", longitude="Longitude", latitude="Latitude", location="Location"
    ),
    repeating=frozenset({"month", "force", "lsoa_code", "kind"}),
)


def extracts_of(table: StreetTable, sha256: str, places: Places) -> tuple[Extract, ...]:
    """Monthly counts by type of outcome and of all, an extract for each police force and level.

    As of street files; a crime's outcome counts once, its outcomes of several types each.
    """
    kinds, kind = table.coded("kind")
    rows = named_incidents(table, kinds, kind, once=("crime_id", "kind"))
    labels = [(label_of(OUTCOMES, one), ALL) for one in kinds]
    return tuple(street_extracts(sha256, OUTCOMES, force_months(rows), labels, places))


def read(table: TextTable, sha256: str, places: Places) -> tuple[Extract, ...]:
    """The extracts of a table that was read line by line: see :func:`extracts_of`."""
    return extracts_of(
        StreetTable.of({table.file: frame_of(table, COLUMNS)}, COLUMNS), sha256, places
    )


FORMAT: Final = FileFormat(
    name=OUTCOMES,
    columns="Crime ID, Month, … Falls within, … Outcome type",
    recognised=COLUMNS.recognised,
    read=read,
)
