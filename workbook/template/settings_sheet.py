"""Settings: area and month, the sections of the report, and the known changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.layout import (
    KNOWN_CHANGES_TABLE,
    SECTIONS_TABLE,
    SETTINGS,
    SETTINGS_TABLE,
)
from workbook.template.analyst_table import Entry, analyst_table
from workbook.template.style import ACCENT, NOTE_LINE, PANEL_SIZE
from workbook.template.table_sheet import (
    HEADING_HEIGHT,
    PRINT_SCALE,
    TABLE_ROW,
    set_widths,
    table_sheet,
)
from xlsrc.domain.settings import Effect

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from workbook.template.canvas import Canvas

# The tables stand one below the other, since their columns share widths and a filter on one
# would otherwise hide rows of its neighbour. Settings never grows; Sections has room; known
# changes, which grow most, have nothing below them.
ROOM_FOR_SECTIONS: Final = 10
KNOWN_CHANGES_CAPACITY: Final = 200

SECTION_ENTRIES: Final = {
    "Id": Entry(note="Small letters, digits and underscores; Definitions names sections by it."),
    "Sheet": Entry(note="The sheet's name: at most 31 letters, different in every row."),
    "Kind": Entry(
        note="priority: one of your strategy's; overview: shown before them.",
        choices=("overview", "priority"),
    ),
}
KNOWN_CHANGE_ENTRIES: Final = {
    "Effect": Entry(
        note="Not comparable across: recording changed for good. Leave these months out: a spell "
        "that says nothing of crime.",
        choices=tuple(Effect),
    ),
    "First month": Entry(note="The first month of the new recording or of the spell."),
    "Last month": Entry(note="Only for months left out: the last of them."),
    "Applies to": Entry(note="Indicator ids or sources, separated by semicolons."),
    "Approved by": Entry(note="Who decided it, and when: the board should know."),
}


def author(canvas: Canvas) -> None:
    """Write the sheet with the rows that seed its three tables."""
    worksheet = table_sheet(
        canvas,
        SETTINGS,
        title="Settings",
        note="Yours to edit: the next safer refresh reads it. A new, renamed or removed section "
        "needs safer build, which makes its sheet.",
        columns=max(len(SECTIONS_TABLE.columns), len(KNOWN_CHANGES_TABLE.columns)),
    )
    below = analyst_table(canvas, worksheet, SETTINGS_TABLE, TABLE_ROW, entries={}, capacity=0)
    row = _subtitle(
        canvas, worksheet, below + 1, "Sections", "One sheet of the board's report each."
    )
    below = analyst_table(
        canvas,
        worksheet,
        SECTIONS_TABLE,
        row,
        entries=SECTION_ENTRIES,
        capacity=len(canvas.rows.get(SECTIONS_TABLE.name, ())) + ROOM_FOR_SECTIONS,
    )
    row = _subtitle(
        canvas,
        worksheet,
        below + ROOM_FOR_SECTIONS + 1,
        "Known changes",
        "Changes in recording, and months that say nothing of crime, as the board approved them. "
        f"Room for {ROOM_FOR_SECTIONS} more sections above.",
    )
    analyst_table(
        canvas,
        worksheet,
        KNOWN_CHANGES_TABLE,
        row,
        entries=KNOWN_CHANGE_ENTRIES,
        capacity=KNOWN_CHANGES_CAPACITY,
    )
    # The widest table decides the shared widths.
    set_widths(worksheet, SECTIONS_TABLE)
    set_widths(worksheet, KNOWN_CHANGES_TABLE)
    worksheet.set_row(TABLE_ROW, HEADING_HEIGHT / 2)
    worksheet.freeze_panes(1, 0)
    worksheet.set_print_scale(PRINT_SCALE)


def _subtitle(canvas: Canvas, worksheet: Worksheet, row: int, title: str, note: str) -> int:
    """A title and a note; the row below, where the table's headings go."""
    worksheet.write_string(
        row,
        0,
        title,
        canvas.format(font_size=PANEL_SIZE, bold=True, font_color=ACCENT, align="left", indent=1),
    )
    worksheet.write_string(row, 1, note, canvas.format(NOTE_LINE, font_size=9))
    worksheet.set_row(row + 1, HEADING_HEIGHT / 2)
    return row + 1
