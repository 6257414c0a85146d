"""Settings: area and month, sections, peer groups, targets, and the known changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.formulas import column
from workbook.layout.settings_tables import (
    DEFINITIONS_TABLE,
    KNOWN_CHANGES_TABLE,
    PEER_GROUPS_TABLE,
    SECTIONS_TABLE,
    SETTINGS_TABLE,
    TARGETS_TABLE,
)
from workbook.layout.sheets import SETTINGS
from workbook.tables import MAP_INDICATOR, MAP_MEASURE
from workbook.template.analyst_table import Entry, analyst_table
from workbook.template.style import ACCENT, NOTE_LINE, PANEL_SIZE
from workbook.template.table_sheet import (
    HEADING_HEIGHT,
    PRINT_SCALE,
    TABLE_ROW,
    set_widths,
    table_sheet,
)
from xlsrc.domain.settings import Effect, MapMeasure
from xlsrc.measures.targets import TargetKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.worksheet import Worksheet

    from workbook.layout.table import Table
    from workbook.template.canvas import Canvas

# The tables stand one below the other, since their columns share widths and a filter on one
# would otherwise hide rows of its neighbour. Settings never grows; the next three have room
# below; known changes, which grow most, have nothing below them.
ROOM_FOR_MORE: Final = 10
KNOWN_CHANGES_CAPACITY: Final = 200

SECTION_ENTRIES: Final = {
    "Id": Entry(note="Small letters, digits and underscores; Definitions names sections by it."),
    "Sheet": Entry(note="The sheet's name: at most 31 letters, different in every row."),
    "Kind": Entry(
        note="priority: one of your strategy's; overview: shown before them.",
        choices=("overview", "priority"),
    ),
}
PEER_GROUP_ENTRIES: Final = {
    "Id": Entry(note="Small letters, digits and underscores; the setting Peer group names it."),
    "Peer group": Entry(note="The name that the sheets show."),
    "Members": Entry(
        note="Boroughs separated by semicolons, or all London boroughs, inner London or outer "
        "London. safer peers suggest lists areas that are alike. Under 8: rates and ranks only."
    ),
    "Note": Entry(note="Who chose the group, or why it has no members."),
}
TARGET_ENTRIES: Final = {
    "Indicator id": Entry(note="An id of Definitions."),
    "Kind": Entry(
        note="value: the 12-month figure itself. % change: -20 is a fifth fewer than in the "
        "baseline year. peer rate: the peer group's mean rate; no amount.",
        choices=tuple(TargetKind),
    ),
    "Amount": Entry(note="A number, or per cent without its sign: -20."),
    "Baseline year": Entry(note="For a change: 2011/12 (April to March) or 2019."),
    "From month": Entry(note="The first month in which it is judged; empty: always was."),
    "To month": Entry(note="The month by which it is to be met; empty: no end."),
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
VALUE_COLUMN: Final = 1
INDICATOR_NAMES: Final = "settings.indicators"
"""The defined name of the indicators' names, which the list at Map indicator shows."""


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
    _map_choices(canvas, worksheet)
    row = below + 1
    for table, title, note, entries in (
        (SECTIONS_TABLE, "Sections", "One sheet of the board's report each.", SECTION_ENTRIES),
        (
            PEER_GROUPS_TABLE,
            "Peer groups",
            "Areas to compare with; the setting Peer group chooses one.",
            PEER_GROUP_ENTRIES,
        ),
        (
            TARGETS_TABLE,
            "Targets",
            "What the board aims at; an indicator has one target at a time.",
            TARGET_ENTRIES,
        ),
    ):
        row = _table_with_room(canvas, worksheet, table, row, title, note, entries) + 1
    row = _subtitle(
        canvas,
        worksheet,
        row,
        "Known changes",
        "Changes in recording, and months that say nothing of crime, as the board approved them.",
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


def _table_with_room(
    canvas: Canvas,
    worksheet: Worksheet,
    table: Table,
    row: int,
    title: str,
    note: str,
    entries: Mapping[str, Entry],
) -> int:
    """A table below its title, with empty rows after it; the row below these."""
    first = _subtitle(canvas, worksheet, row, title, f"{note} Room for {ROOM_FOR_MORE} more rows.")
    capacity = len(canvas.rows.get(table.name, ())) + ROOM_FOR_MORE
    below = analyst_table(canvas, worksheet, table, first, entries=entries, capacity=capacity)
    return below + ROOM_FOR_MORE


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


def _map_choices(canvas: Canvas, worksheet: Worksheet) -> None:
    """Lists at the two cells that choose what the map shows."""
    names = f"={column(DEFINITIONS_TABLE, 'Indicator')}"
    canvas.book.define_name(INDICATOR_NAMES, names)
    choices = {MAP_INDICATOR: f"={INDICATOR_NAMES}", MAP_MEASURE: list(MapMeasure)}
    for at, record in enumerate(canvas.rows.get(SETTINGS_TABLE.name, ()), start=TABLE_ROW + 1):
        if record[0] in choices:
            worksheet.data_validation(
                at,
                VALUE_COLUMN,
                at,
                VALUE_COLUMN,
                {
                    "validate": "list",
                    "source": choices[str(record[0])],
                    "input_title": str(record[0]),
                    "input_message": "The map follows at the next refresh.",
                },
            )
