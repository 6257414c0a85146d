"""What the tables that analysts fill in have in common: input fill, choices, notes at the cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from workbook.house.fitting import row_height
from workbook.house.style import INPUT
from workbook.house.table_sheet import TALL_HEADING, heading_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from workbook.layout.table import Table

INPUT_BODY: Final[dict[str, Any]] = {"bg_color": INPUT}
YES_NO: Final = ("yes", "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a column asks of the analyst: a note at the cell, and the choices if it has any.

    Where there may be ``several`` of them in a cell, Excel offers them and takes any text. One that
    ``is_count`` takes whole numbers of at least 0.
    """

    note: str
    choices: tuple[str, ...] = ()
    several: bool = False
    is_count: bool = False


def analyst_table(
    canvas: Canvas,
    worksheet: Worksheet,
    table: Table,
    row: int,
    *,
    entries: Mapping[str, Entry],
    capacity: int,
    column: int = 0,
    fitted: bool = True,
) -> int:
    """The table at ``row`` with the rows that seed it; the row below its last one.

    ``entries`` give notes and choices by heading, for ``capacity`` rows. The headings and the
    rows are as high as their text needs when ``fitted``.
    """
    rows = canvas.rows.get(table.name, ())
    # Nobody fills in an edition.
    is_input = canvas.edition is None
    body = INPUT_BODY if is_input else {}
    canvas.add_table(worksheet, table, row, column, rows, body=body, heading=TALL_HEADING)
    if fitted:
        heading_rows(canvas, worksheet, table, row, column)
        for at, record in enumerate(rows, start=row + 1):
            canvas.fit_row(worksheet, at, row_height(canvas.columns(table), record))
    for header, entry in entries.items() if is_input else ():
        own = column + table.headers.index(header)
        worksheet.data_validation(row + 1, own, row + capacity, own, _validation(header, entry))
    return row + 1 + max(len(rows), 1)


def _validation(header: str, entry: Entry) -> dict[str, Any]:
    note = {"input_title": header, "input_message": entry.note}
    if entry.is_count:
        whole = {"validate": "integer", "criteria": ">=", "value": 0, "error_title": header}
        message = f"{header} must be a whole number of at least 0."
        return note | whole | {"error_message": message}
    if not entry.choices:
        return {"validate": "any"} | note
    offered = note | {"validate": "list", "source": list(entry.choices)}
    if entry.several:
        return offered | {"show_error": False}
    listed = ", ".join(entry.choices)
    return offered | {
        "error_title": header,
        "error_message": f"{header} must be one of: {listed}."[:255],
    }
