"""Sources: where each figure came from, and what newer releases restated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from workbook.house.analyst_table import Entry, analyst_table
from workbook.house.marks import ILLUSTRATIVE_LOOK, mark_illustrative, mark_where
from workbook.house.style import BODY_SIZE, NOTE_LINE, TITLE_BAND, WHITE, WORSE
from workbook.house.table_sheet import (
    TABLE_ROW,
    TALL_HEADING,
    TWO_LINES,
    Pages,
    heading_rows,
    table_sheet,
)
from workbook.sheets.sources.layout import AS_AT, REVISIONS_TABLE, SOURCES, SOURCES_TABLE
from workbook.sheets.sources.values import HASH_DIGITS
from workbook.tables.plan_layout import RESILIENCE_TABLE, RETURNS_TABLE
from xlsrc.domain.supply import Rating

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from workbook.layout.table import Table

PRINTED_ROWS: Final = 20
"""Rows, of two lines each, of a table on its page."""

_EDITION_NOTE: Final = "One row a file that was read. ‡ ILLUSTRATIVE: invented, for layout only."
_NOTE: Final = (
    f"{_EDITION_NOTE} SHA-256, its first {HASH_DIGITS} of 64 digits, and notes do not print."
)
_REVISIONS_NOTE: Final = (
    f"Months that a newer release restated. Only the first {PRINTED_ROWS} rows print."
)

CAPACITY: Final = 500
"""Rows that conditional formats reach."""

RATING_ENTRIES: Final = {
    "Analyst's rating": Entry(
        note="Your own rating, shown in place of the one worked out. Empty: the rule's.",
        choices=tuple(Rating),
    ),
    "Analyst's reason": Entry(note="Why: what you know and the data do not show."),
}
RETURN_ENTRIES: Final = {
    "Agency": Entry(note="Who sends the return; safer returns makes a form for each."),
    "Indicators": Entry(note="Ids of partner indicators (Definitions), separated by semicolons."),
    "Contact role": Entry(note="A role, never a person's name."),
}
_ENTRIES: Final = {RESILIENCE_TABLE.name: RATING_ENTRIES, RETURNS_TABLE.name: RETURN_ENTRIES}
_YOURS: Final = " Your rating goes first"
_TITLES: Final = {
    REVISIONS_TABLE.name: ("Revisions", _REVISIONS_NOTE),
    RESILIENCE_TABLE.name: (
        "Resilience",
        f"Will the source still be there?{_YOURS}",
    ),
    RETURNS_TABLE.name: (
        "Returns",
        "What each agency sends, and what is awaited by its normal lag",
    ),
}
RATING_LOOKS: Final[dict[str, dict[str, Any]]] = {
    Rating.AT_RISK: {"font_color": WORSE, "bold": True},
    Rating.ENDING: {"bg_color": WORSE, "font_color": WHITE, "bold": True},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A table of the sheet: its first column (from 0) and the last that prints."""

    table: Table
    column: int
    prints_to: int


def author(canvas: Canvas) -> None:
    """Write the sheet: both empty tables of figures and both of the analysts.

    An edition has only the tables and columns that are for its readers.
    """
    sources = canvas.shown(SOURCES_TABLE)
    placed = _placed(canvas)
    end = placed[-1].column + len(canvas.columns(placed[-1].table))
    worksheet = table_sheet(
        canvas,
        SOURCES,
        title="Sources",
        note=_NOTE if canvas.edition is None else f"{_EDITION_NOTE} Blank: nothing is entered.",
        columns=end,
        as_at=(AS_AT, sources.column("Illustrative")),
        pages=Pages.SEVERAL_WIDE,
    )
    worksheet.set_default_row(TWO_LINES)
    for one in placed:
        if one.table.name in _ENTRIES:
            analyst_table(
                canvas,
                worksheet,
                one.table,
                TABLE_ROW,
                entries=_ENTRIES[one.table.name],
                capacity=CAPACITY,
                column=one.column,
                fitted=False,
            )
        else:
            canvas.add_table(worksheet, one.table, TABLE_ROW, one.column, heading=TALL_HEADING)
    _titles(canvas, worksheet, placed)
    # Those of Resilience go last: they are the highest.
    for one in sorted(placed, key=lambda one: one.table is RESILIENCE_TABLE):
        heading_rows(canvas, worksheet, one.table, TABLE_ROW, one.column)
    _marks(canvas, worksheet, placed)
    worksheet.freeze_panes(TABLE_ROW + 1, 1)
    _print_areas(canvas, placed)


def _placed(canvas: Canvas) -> list[_Placed]:
    """The tables side by side with a free column between, since they grow downwards.

    The analysts' stand last; a column that an analyst adds moves what lies right of it.
    """
    found: list[_Placed] = []
    column = 0
    for table in (SOURCES_TABLE, REVISIONS_TABLE, RESILIENCE_TABLE, RETURNS_TABLE):
        shown = canvas.shown(table)
        if not shown.columns:
            continue
        end = column + len(canvas.columns(table))
        last = column + shown.column("Illustrative") if table is SOURCES_TABLE else end - 1
        found.append(_Placed(table=table, column=column, prints_to=last))
        column = end + 1
    return found


def _titles(canvas: Canvas, worksheet: Worksheet, placed: Sequence[_Placed]) -> None:
    """Name the tables that stand beside the first."""
    for one in placed:
        if one.table.name not in _TITLES:
            continue
        title, note = _TITLES[one.table.name]
        if canvas.edition is not None:
            note = note.replace(_YOURS, "")
        worksheet.write_string(0, one.column, title, canvas.format(TITLE_BAND))
        worksheet.write_string(1, one.column, note, canvas.format(NOTE_LINE, font_size=BODY_SIZE))
        worksheet.set_column(one.column - 1, one.column - 1, 3)


def _marks(canvas: Canvas, worksheet: Worksheet, placed: Sequence[_Placed]) -> None:
    """Ratings as they look, and what is invented."""
    for one in placed:
        if one.table is RESILIENCE_TABLE:
            column = one.column + canvas.shown(one.table).column("Rating")
            ratings = (TABLE_ROW + 1, column, TABLE_ROW + CAPACITY, column)
            cell = xl_rowcol_to_cell(ratings[0], ratings[1])
            for rating, look in RATING_LOOKS.items():
                mark_where(canvas, worksheet, ratings, f'={cell}="{rating}"', look)
    sources = canvas.shown(SOURCES_TABLE)
    cells = (TABLE_ROW + 1, 0, TABLE_ROW + CAPACITY, len(sources.columns) - 1)
    label = "File" if "File" in sources.headers else "Illustrative"
    if label == "File":
        mark_illustrative(canvas, worksheet, cells, label=0)
    else:
        at = xl_rowcol_to_cell(cells[0], sources.column(label), col_abs=True)
        mark_where(canvas, worksheet, cells, f'=LEFT({at},1)="‡"', ILLUSTRATIVE_LOOK)


def _print_areas(canvas: Canvas, placed: Sequence[_Placed]) -> None:
    """A page a table, since each grows by itself; XlsxWriter's own call takes one area only."""
    areas = (xl_range_abs(0, one.column, TABLE_ROW + PRINTED_ROWS, one.prints_to) for one in placed)
    canvas.book.define_name(
        f"{SOURCES.name}!_xlnm.Print_Area",
        "=" + ",".join(f"{SOURCES.name}!{area}" for area in areas),
    )
