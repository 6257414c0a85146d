"""What the reader gives of a file: no layout need be known for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsrc.domain.errors import ExtractError

if TYPE_CHECKING:
    from xlsrc.extracts.extract import Extract

WORKBOOK_SUFFIXES: Final = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"})
TEXT_SUFFIXES: Final = frozenset({".csv", ".tsv", ".txt"})


class UnknownFormatError(ExtractError):
    """A table whose header no format recognises."""

    code = "columns-unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReading:
    """What one file gave: extracts, a sentence for each part that could not be read, and the
    layouts in it that are known but that nothing counts.

    ``unread`` is how many of its files or sheets are at fault or not recognised.
    """

    extracts: tuple[Extract, ...] = ()
    faults: tuple[str, ...] = ()
    uncounted: tuple[str, ...] = ()
    unread: int = 0
