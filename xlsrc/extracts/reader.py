"""A file's bytes → extracts: the format is recognised by the header, never by name or place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsrc.domain.errors import ExtractError
from xlsrc.extracts import mps_dashboard, mps_wide, partner_return, police_uk
from xlsrc.extracts.columns import shown
from xlsrc.extracts.spreadsheet import spreadsheet_table
from xlsrc.extracts.text_table import TextTable, text_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xlsrc.extracts.extract import Extract

READER_VERSION: Final = 1  # to be raised whenever a reader gives another result for the same file
WORKBOOK_SUFFIXES: Final = frozenset({".xlsx", ".ods"})
TEXT_SUFFIXES: Final = frozenset({".csv", ".tsv", ".txt"})
ARCHIVE_SUFFIXES: Final = frozenset({".zip"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One publisher's layout: how its header is recognised and how its rows are read.

    ``folder_is_vintage``: a ``YYYY-MM`` folder above the file names its release, not its month.
    """

    name: str
    columns: str
    recognised: Callable[[Sequence[str]], bool]
    read: Callable[[TextTable, str], tuple[Extract, ...]]
    folder_is_vintage: bool = True


FORMATS: Final = (
    Format(
        name=mps_dashboard.LAYOUT,
        columns="Month_Year, Area Type, … Measure, Count",
        recognised=mps_dashboard.recognised,
        read=mps_dashboard.read,
    ),
    Format(
        name=partner_return.LAYOUT,
        columns="indicator, area, month, value",
        recognised=partner_return.recognised,
        read=partner_return.read,
    ),
    Format(
        name=police_uk.LAYOUT,
        columns="Crime ID, Month, … Falls within, … LSOA code, LSOA name, Crime type",
        recognised=police_uk.recognised,
        read=police_uk.read,
        folder_is_vintage=False,
    ),
    Format(
        name=police_uk.OTHER_LAYOUT,
        columns="Crime ID, … Outcome type, or Type, Date, … Object of search",
        recognised=police_uk.recognised_other,
        read=police_uk.read_other,
        folder_is_vintage=False,
    ),
    Format(
        name=mps_wide.LAYOUT,
        columns="Group, SubGroup, BOCU (or MajorText, MinorText, BoroughName), 202401, 202402 …",
        recognised=mps_wide.recognised,
        read=mps_wide.read,
    ),
)


class UnknownFormatError(ExtractError):
    """A table whose header no format recognises."""


def extracts_of(content: bytes, file: str, sha256: str) -> tuple[Extract, ...]:
    """The extracts of one file: one for each level of area in it.

    :class:`~xlsrc.domain.errors.ExtractError` says what was wanted, found and can be done.
    """
    suffix = file[file.rfind(".") :].lower()
    if suffix in ARCHIVE_SUFFIXES:
        return police_uk.read_archive(content, file, sha256)
    if suffix in WORKBOOK_SUFFIXES:
        table = spreadsheet_table(content, file)
    else:
        table = text_table(content, file)
    for layout in FORMATS:
        if layout.recognised(table.header):
            return layout.read(table, sha256)
    wanted = "; ".join(layout.columns for layout in FORMATS)
    message = (
        f"{file}: the columns of a known extract were wanted ({wanted}); found "
        f"{shown(table.header)}: check that it is the right file, or take it out of the folder"
    )
    raise UnknownFormatError(message)
