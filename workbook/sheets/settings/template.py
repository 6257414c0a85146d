"""Settings: area and month, sections, peer groups, targets, what is acknowledged or known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.formulas import column
from workbook.house.analyst_table import YES_NO, Entry, analyst_table
from workbook.house.fitting import heading_height, row_height
from workbook.house.paper import PAGE_POINTS
from workbook.house.table_sheet import (
    NOTE_HEIGHT,
    SPACER_HEIGHT,
    SUBTITLE_HEIGHT,
    TABLE_ROW,
    TITLE_HEIGHT,
    set_widths,
    subtitle,
    table_sheet,
)
from workbook.sheets.settings.layout import INDICATOR_NAMES, SETTINGS
from workbook.tables.settings_layout import (
    ACCEPTED_DIFFERENCES_TABLE,
    ACKNOWLEDGED_TABLE,
    DEFINITIONS_TABLE,
    HARM_WEIGHTS_TABLE,
    KNOWN_CHANGES_TABLE,
    PEER_GROUPS_TABLE,
    SECTIONS_TABLE,
    SETTINGS_TABLE,
    TARGETS_TABLE,
)
from xlsrc.domain.setting import Listed
from xlsrc.domain.settings import ALL_SETTINGS, Effect
from xlsrc.domain.target import TargetKind
from xlsrc.national.area_word import is_in_london

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from workbook.layout.table import Table

# The tables stand one below the other, since their columns share widths and a filter on one
# would otherwise hide rows of its neighbour. Settings never grows; the next six have room
# below; known changes, which grow most, have nothing below them.
ROOM_FOR_MORE: Final = 6
NO_END: Final = 200
"""Rows of known changes that notes and choices reach."""

EMPTY_ROW: Final = 15
"""Points of a row that nobody has set: Excel's own."""

_SECTIONS_NOTE: Final = (
    "One sheet of the board's report each. Those with no under Shown are ready to switch on: write "
    f"yes, then safer build. Room for {ROOM_FOR_MORE} more rows."
)
_PEER_GROUPS_NOTE: Final = (
    "Areas to compare with; the setting Peer group chooses one. "
    f"Room for {ROOM_FOR_MORE} more rows."
)
_TARGETS_NOTE: Final = (
    "What the board aims at; an indicator has one target at a time. "
    f"Room for {ROOM_FOR_MORE} more rows."
)
_CHANGES_NOTE: Final = (
    "Changes in recording, and months that say nothing of crime, as the board approved them."
)

_WEIGHTS_NOTE: Final = (
    "Days of harm of one offence; replace them with the weights that your board has chosen. "
    f"Room for {ROOM_FOR_MORE} more rows."
)
_ACKNOWLEDGED_NOTE: Final = (
    "Findings of Data quality that you know of: they are still said, and withhold nothing. "
    f"Room for {ROOM_FOR_MORE} more rows."
)
_ACCEPTED_NOTE: Final = (
    "What is otherwise than in the last edition, and is meant to be; the Cover gives the reasons. "
    f"Room for {ROOM_FOR_MORE} more rows."
)

SECTION_ENTRIES: Final = {
    "Id": Entry(note="Small letters, digits and underscores; Definitions names sections by it."),
    "Sheet": Entry(note="The sheet's name: at most 31 letters, different in every row."),
    "Kind": Entry(
        note="priority: one of your strategy's; overview: shown before them.",
        choices=("overview", "priority"),
    ),
    "Shown": Entry(
        note="no: no sheet, and what it alone holds is on none. yes or empty: shown. After a "
        "change run safer build, which makes its sheet.",
        choices=YES_NO,
    ),
}
PEER_GROUP_ENTRIES: Final = {
    "Id": Entry(note="Small letters, digits and underscores; the setting Peer group names it."),
    "Peer group": Entry(note="The name that the sheets show."),
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
WEIGHT_ENTRIES: Final = {
    "Counts": Entry(note="Offences or groups as Definitions names them; no offence in two rows."),
    "Days": Entry(note="A number above 0."),
    "Victim-reported": Entry(
        note="no: found by the police or by shops, and counted in all harm alone.",
        choices=("yes", "no"),
    ),
}
ACKNOWLEDGED_ENTRIES: Final = {
    "Finding": Entry(note="A reference from Data quality, copied whole: 3f9a1c20b7-1200."),
    "Who": Entry(note="A role: who knows of it and answers for it."),
    "Why": Entry(note="Why its figures may be used all the same."),
    "Until": Entry(
        note="The last day, a month as YYYY-MM, or always. It ends before if the figure that was "
        "found moves by more than a tenth."
    ),
}
ACCEPTED_ENTRIES: Final = {
    "Difference": Entry(note="A reference from safer check --against, whole: column-3f9a1c20."),
    "Reason": Entry(note="Why, in words that the Cover can say to anybody who reads it."),
    "Who": Entry(note="A role: who decided it. No edition shows this."),
    "Since": Entry(
        note="The day of the decision. The Cover says the reason until an edition later than it "
        "is published; with no day it says it until the row is taken out."
    ),
}
VALUE_COLUMN: Final = 1


def author(canvas: Canvas) -> None:
    """Write the sheet with the rows that seed its tables."""
    worksheet = table_sheet(
        canvas,
        SETTINGS,
        title="Settings",
        note="Yours to edit: the next safer refresh reads it. A new, renamed or removed section "
        "needs safer build, which makes its sheet.",
        columns=max(len(SECTIONS_TABLE.columns), len(KNOWN_CHANGES_TABLE.columns)),
    )
    below = analyst_table(canvas, worksheet, SETTINGS_TABLE, TABLE_ROW, entries={}, capacity=0)
    _choices(canvas, worksheet)
    row = below + 1
    used = TITLE_HEIGHT + NOTE_HEIGHT + _height(canvas, SETTINGS_TABLE)
    breaks = []
    for table, title, note, entries, room in (
        (SECTIONS_TABLE, "Sections", _SECTIONS_NOTE, SECTION_ENTRIES, ROOM_FOR_MORE),
        (
            PEER_GROUPS_TABLE,
            "Peer groups",
            _PEER_GROUPS_NOTE,
            _peer_group_entries(canvas),
            ROOM_FOR_MORE,
        ),
        (TARGETS_TABLE, "Targets", _TARGETS_NOTE, TARGET_ENTRIES, ROOM_FOR_MORE),
        (
            ACKNOWLEDGED_TABLE,
            "Acknowledged",
            _ACKNOWLEDGED_NOTE,
            ACKNOWLEDGED_ENTRIES,
            ROOM_FOR_MORE,
        ),
        (
            ACCEPTED_DIFFERENCES_TABLE,
            "Accepted",
            _ACCEPTED_NOTE,
            ACCEPTED_ENTRIES,
            ROOM_FOR_MORE,
        ),
        (HARM_WEIGHTS_TABLE, "Harm weights", _WEIGHTS_NOTE, WEIGHT_ENTRIES, ROOM_FOR_MORE),
        (KNOWN_CHANGES_TABLE, "Known changes", _CHANGES_NOTE, KNOWN_CHANGE_ENTRIES, NO_END),
    ):
        needed = _height(canvas, table)
        if used + needed > PAGE_POINTS:
            breaks.append(row)
            used = TITLE_HEIGHT
        used += needed + (ROOM_FOR_MORE + 1) * EMPTY_ROW
        row = subtitle(canvas, worksheet, row, title, note, note_column=1)
        capacity = len(canvas.rows.get(table.name, ())) + room
        below = analyst_table(canvas, worksheet, table, row, entries=entries, capacity=capacity)
        row = below + room + 1
    # The widest table decides the shared widths.
    set_widths(worksheet, SECTIONS_TABLE)
    set_widths(worksheet, KNOWN_CHANGES_TABLE)
    worksheet.freeze_panes(1, 0)
    worksheet.repeat_rows(0)
    worksheet.set_h_pagebreaks(breaks)


def _peer_group_entries(canvas: Canvas) -> dict[str, Entry]:
    """Those of peer groups; only in London is one offered London's own words."""
    of_london = ", all London boroughs" if is_in_london(canvas.area) else ""
    members = Entry(
        note="Areas separated by semicolons, or words: all that have data, England, Wales, all of "
        f"South Yorkshire (or another police force){of_london}. safer peers suggest lists areas "
        "that are alike. Under 8: rates and ranks only."
    )
    return PEER_GROUP_ENTRIES | {"Members": members}


def _height(canvas: Canvas, table: Table) -> float:
    """Points that a table and its title take, which a page is to hold together."""
    columns = canvas.columns(table)
    rows = sum(row_height(columns, record) for record in canvas.rows.get(table.name, ()))
    return SUBTITLE_HEIGHT + SPACER_HEIGHT + heading_height(columns) + rows


def _choices(canvas: Canvas, worksheet: Worksheet) -> None:
    """Lists at the cells of settings that declare choices."""
    names = f"={column(DEFINITIONS_TABLE, 'Indicator')}"
    canvas.book.define_name(INDICATOR_NAMES, names)
    offered = {setting.name: setting for setting in ALL_SETTINGS.values() if setting.choices}
    for at, record in enumerate(canvas.rows.get(SETTINGS_TABLE.name, ()), start=TABLE_ROW + 1):
        setting = offered.get(str(record[0]))
        if setting is None:
            continue
        is_list = setting.choices is Listed.INDICATORS
        worksheet.data_validation(
            at,
            VALUE_COLUMN,
            at,
            VALUE_COLUMN,
            {
                "validate": "list",
                "source": f"={INDICATOR_NAMES}" if is_list else list(setting.choices),
                "input_title": setting.name,
                "input_message": setting.hint,
            },
        )
