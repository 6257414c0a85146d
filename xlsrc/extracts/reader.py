"""A file's bytes → extracts: the format is recognised by the header, never by name or place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain.errors import ExtractError
from xlsrc.extracts import mps_dashboard, mps_wide, partner_return, police_uk
from xlsrc.extracts.columns import shown
from xlsrc.extracts.places import shipped_places
from xlsrc.extracts.spreadsheet import spreadsheet_table
from xlsrc.extracts.text_table import text_table

if TYPE_CHECKING:
    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.places import Places

READER_VERSION: Final = 2  # to be raised whenever a reader gives another result for the same file
WORKBOOK_SUFFIXES: Final = frozenset({".xlsx", ".ods"})
TEXT_SUFFIXES: Final = frozenset({".csv", ".tsv", ".txt"})
ARCHIVE_SUFFIXES: Final = frozenset({".zip"})


FORMATS: Final = (
    mps_dashboard.FORMAT,
    partner_return.FORMAT,
    police_uk.FORMAT,
    police_uk.OTHER_FORMAT,
    mps_wide.FORMAT,
)


class UnknownFormatError(ExtractError):
    """A table whose header no format recognises."""


def extracts_of(
    content: bytes, file: str, sha256: str, places: Places | None = None
) -> tuple[Extract, ...]:
    """The extracts of one file: one for each level of area in it.

    ``places`` says what its areas are called, the bundled list unless one is given.

    :class:`~xlsrc.domain.errors.ExtractError` says what was wanted, found and can be done.
    """
    known_places = places or shipped_places()
    suffix = file[file.rfind(".") :].lower()
    if suffix in ARCHIVE_SUFFIXES:
        return police_uk.read_archive(content, file, sha256, known_places)
    if suffix in WORKBOOK_SUFFIXES:
        table = spreadsheet_table(content, file)
    else:
        table = text_table(content, file)
    for known in FORMATS:
        if known.recognised(table.header):
            return known.read(table, sha256, known_places)
    wanted = "; ".join(known.columns for known in FORMATS)
    message = (
        f"{file}: the columns of a known extract were wanted ({wanted}); found "
        f"{shown(table.header)}: check that it is the right file, or take it out of the folder"
    )
    raise UnknownFormatError(message)
