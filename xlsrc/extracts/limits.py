"""How large a file may be, said before memory goes and not after."""

from __future__ import annotations

from typing import Final

from xlsrc.domain.errors import ExtractError, TooLargeError

# Each is far above what a publisher sends and far below an office computer's memory: London's
# LSOA file has 20 MB, an archive of all forces' three years 2 GB and a tenth of that packed.
MAX_FILE_BYTES: Final = 1024**3
MAX_TEXT_BYTES: Final = 512 * 1024**2
MAX_WORKBOOK_BYTES: Final = 512 * 1024**2
MAX_STREAMED_BYTES: Final = 2 * 1024**3
MAX_STREAMED_ROWS: Final = 5_000_000
MAX_ARCHIVE_BYTES: Final = 4 * 1024**3
MAX_ARCHIVE_MEMBERS: Final = 20_000
MAX_COUNT: Final = 1e7
"""More than all crimes of the country in a year: what is more is a slip of the keys."""
MAX_FIGURE: Final = 1e9
"""More than an agency counts of anything, pounds among them."""
MAX_CELLS: Final = 10_000_000
"""Cells of all sheets of a workbook, each counted from A1 to its last filled row and column."""


def too_large(file: str, wanted: str, found: str, action: str) -> ExtractError:
    """The sentence for a file beyond a limit."""
    return TooLargeError(f"{file}: {wanted} was wanted; found {found}: {action}")


def refuse_beyond(size: int, most: int, file: str, what: str) -> None:
    """Raise :class:`~xlsrc.domain.errors.ExtractError` for more than ``most`` bytes of ``what``."""
    if size > most:
        raise too_large(
            file,
            f"{what} of at most {most // 1024**2:,} MB",
            f"{-(-size // 1024**2):,} MB",
            "keep the areas and months that are needed, in several files",
        )
