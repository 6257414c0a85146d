"""Lists that are bundled and that may also lie with the extracts: areas, offences."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from xlsrc.domain.errors import DamagedFileError, MissingColumnError, WrongCellError
from xlsrc.extracts.text_table import decoded
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_MORE: Final = "more"
"""Under what a line has its cells beyond the heading."""
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""Characters that nobody sees, and that few kinds of file can hold."""


def own_list(extracts: Path, name: str) -> Path | None:
    """The list of that name in a folder of extracts; ``None`` where only the bundled one is."""
    own = extracts / name
    return own if own.is_file() and not own.samefile(data_folder() / name) else None


def list_rows(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    """The rows of a list, which has at least these columns; without control characters.

    Raises
    ------
    ExtractError
        The list cannot be read, a column of it is missing, or a line has other columns.
    """
    try:
        text = decoded(path.read_bytes())  # as any program of an office saves it
        reader = csv.DictReader(io.StringIO(text, newline=""), restkey=_MORE, restval="")
        heading = reader.fieldnames or ()
        rows = [(reader.line_num, row) for row in reader]
    except (OSError, csv.Error) as error:
        message = f"{path.name}: a list as CSV was wanted; found {error}: save it again as CSV"
        raise DamagedFileError(message) from error
    absent = [name for name in columns if name not in heading]
    if absent:
        message = (
            f"{path.name}: the columns {', '.join(columns)} were wanted; found no "
            f"{', '.join(absent)}: correct the heading"
        )
        raise MissingColumnError(message)
    for line, row in rows:
        if any(row.pop(_MORE, None) or ()):
            message = (
                f"{path.name}, line {line}: {len(heading)} columns were wanted, as in the heading; "
                "found more: mend that line, or put text with a comma in quotes"
            )
            raise WrongCellError(message)
    return [{name: _CONTROLS.sub("", cell) for name, cell in row.items()} for _, row in rows]
