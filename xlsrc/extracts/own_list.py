"""Lists that are bundled and that may also lie with the extracts: areas, offences."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from xlsrc.domain.errors import ExtractError
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def own_list(extracts: Path, name: str) -> Path | None:
    """The list of that name in a folder of extracts; ``None`` where only the bundled one is."""
    own = extracts / name
    return own if own.is_file() and not own.samefile(data_folder() / name) else None


def list_rows(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a list, which has at least these columns.

    Raises
    ------
    ExtractError
        A column of the list is missing.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        absent = [name for name in columns if name not in (reader.fieldnames or ())]
        if absent:
            message = (
                f"{path.name}: the columns {', '.join(columns)} were wanted; found no "
                f"{', '.join(absent)}: correct the heading"
            )
            raise ExtractError(message)
        return list(reader)
