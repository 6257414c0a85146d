"""The files of data.police.uk: street-level crime, outcomes, stops and searches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.extracts import police_uk, street_outcomes, street_searches
from xlsrc.extracts.street_table import quick_table

if TYPE_CHECKING:
    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.places import Places

FORMATS: Final = (police_uk.FORMAT, street_outcomes.FORMAT, street_searches.FORMAT)
_READERS: Final = (
    (police_uk.COLUMNS, police_uk.extracts_of),
    (street_outcomes.COLUMNS, street_outcomes.extracts_of),
    (street_searches.COLUMNS, street_searches.extracts_of),
)


def quick_extracts(
    content: bytes, file: str, sha256: str, places: Places
) -> tuple[Extract, ...] | None:
    """The extracts of a file that is as data.police.uk publishes it; None for any other.

    What is None may be such a file all the same, from another program: its format reads it.
    :class:`~xlsrc.domain.errors.ExtractError` as of the format.
    """
    for columns, extracts_of in _READERS:
        table = quick_table(content, file, columns)
        if table is not None:
            return extracts_of(table, sha256, places)
    return None
