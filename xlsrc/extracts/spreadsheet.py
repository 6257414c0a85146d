"""A workbook's first sheet as a text table: partner returns that come as .xlsx."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING, Any

from xlsrc.domain.errors import ExtractError
from xlsrc.extracts.silent_cells import silent_cells
from xlsrc.extracts.text_table import TextTable

if TYPE_CHECKING:
    from collections.abc import Mapping


def spreadsheet_table(content: bytes, file: str) -> TextTable:
    """The first sheet that holds anything: its first filled row is the header.

    Real dates become ``YYYY-MM-DD`` and whole numbers lose their decimal point.
    :class:`~xlsrc.domain.errors.ExtractError` when the file is no workbook or is empty.
    """
    import python_calamine

    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        silent = silent_cells(content)
        sheets = [
            _told(
                workbook.get_sheet_by_name(name).to_python(skip_empty_area=False),
                silent.get(name, {}),
            )
            for name in workbook.sheet_names
        ]
    except (python_calamine.CalamineError, OSError) as error:
        message = (
            f"{file}: a workbook was wanted; found something that cannot be opened ({error}): "
            f"save it again from Excel without a password"
        )
        raise ExtractError(message) from error
    for sheet in sheets:
        rows = [(line, tuple(_text(cell) for cell in row)) for line, row in enumerate(sheet, 1)]
        filled = [(line, row) for line, row in rows if any(row)]
        if filled:
            return TextTable(
                file=file,
                header=filled[0][1],
                rows=tuple(row for _, row in filled[1:]),
                lines=tuple(line for line, _ in filled[1:]),
            )
    message = f"{file}: a filled sheet was wanted; found an empty workbook: fill in the return"
    raise ExtractError(message)


def _told(rows: list[list[Any]], silent: Mapping[tuple[int, int], str]) -> list[list[Any]]:
    """The rows with what cells hold that were read as empty."""
    for (row, column), text in silent.items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = text
    return rows


def _text(cell: object) -> str:
    if isinstance(cell, datetime.datetime | datetime.date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
