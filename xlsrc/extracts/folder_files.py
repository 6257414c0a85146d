"""Which files of a folder may be extracts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlsrc.extracts.reading import TEXT_SUFFIXES, WORKBOOK_SUFFIXES
from xlsrc.extracts.unpacked import ARCHIVE_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SOURCES_FILE: Final = "sources.toml"
# What lies beside the extracts in data/ without being one.
SUPPORT_FOLDERS: Final = frozenset({"population", "boundaries", "defaults"})
SUPPORT_FILES: Final = frozenset({"areas.csv", "offences.csv", "partner-return.xlsx"})
_READABLE: Final = TEXT_SUFFIXES | WORKBOOK_SUFFIXES | ARCHIVE_SUFFIXES


def files_below(
    folder: Path, not_opened: Callable[[str, str], None] | None = None
) -> Iterator[Path]:
    """Every file below a folder, by path; ``not_opened`` hears of folders, and why."""

    def heard(error: OSError) -> None:
        if not_opened is not None:
            name = Path(error.filename).relative_to(folder).as_posix()
            not_opened(name, str(error.strerror))

    paths = [
        Path(parent) / name for parent, _, names in os.walk(folder, onerror=heard) for name in names
    ]
    yield from sorted(paths)


def beside(path: Path, parts: tuple[str, ...]) -> str:
    """Why a file that lies with the extracts is none of them, '' for one that may be."""
    if any(part.startswith((".", "~$")) for part in parts):
        return "hidden, or a program's own"
    support = SUPPORT_FOLDERS.intersection(parts[:-1])
    if support:
        return f"in {'/'.join(support)}, which is read for itself"
    if len(parts) == 1 and (path.name in SUPPORT_FILES or path.name == SOURCES_FILE):
        return "a list or form, which is read for itself"
    if path.suffix.lower() not in _READABLE:
        return f"of a kind that holds no extract ({path.suffix or 'no suffix'})"
    return "" if path.is_file() else "no file that can be read"
