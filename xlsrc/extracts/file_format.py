"""What a publisher's layout is: how its header is recognised and how its rows are read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.places import Places
    from xlsrc.extracts.text_table import TextTable

READER_VERSION: Final = 14  # to be raised whenever a reader gives another result for the same file


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFormat:
    """One publisher's layout; ``columns`` are its headings as a message names them.

    ``read`` takes the table, its file's checksum and the places that it may name.
    ``row_by_row``: a row of another length than the header costs that row only.
    """

    name: str
    columns: str
    recognised: Callable[[Sequence[str]], bool]
    read: Callable[[TextTable, str, Places], tuple[Extract, ...]]
    row_by_row: bool = False
