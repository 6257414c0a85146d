"""What stands where on a section sheet: its own blocks, and those of each of its panels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.charts import PANEL_MONTHS, TREND_COLUMNS, YEAR_COLUMNS, YEAR_MONTHS
from workbook.layout.named_block import cell, ends, form, rows
from workbook.layout.sheet import Group, Sheet
from workbook.sheets.section.columns import COLUMNS_PX

if TYPE_CHECKING:
    from xlsrc.domain.indicator import Section
    from xlsrc.domain.settings import Settings

WIDTH: Final = len(COLUMNS_PX)
"""Columns of the printed page."""

FOOT_ROWS: Final = 4
"""Actions, and outputs, that the foot of a section's first page has room for."""

# fmt: off
_BOXES = ("problem", "", "", "action", "", "", "", "", "impact", "", "")
_KEYS = ("last_12", "", "change", "is_it_real", "", "", "",
         "last_3", "rate", "", "peers")
_FOOT = ("ref", "action", "lead", "due", "progress", "status", "",
         "output", "to_date", "target", "output_status")
# fmt: on

BOX_HEADINGS: Final = {"problem": "Problem", "action": "Action", "impact": "Impact"}
KEY_LABELS: Final = {
    "last_12": "Last 12 months (year before)",
    "change": "Change",
    "is_it_real": "Is the change real?",
    "last_3": "Last 3 months (usual range)",
    "rate": "Per 1,000 (95 % interval)",
    "peers": "Against peers",
}
"""What a panel calls its six key figures."""

FOOT_HEADINGS: Final = {
    "ref": "Ref",
    "action": "Action",
    "lead": "Lead",
    "due": "Due",
    "progress": "Progress",
    "status": "Status",
    "output": "Output",
    "to_date": "To date",
    "target": "Target",
    "output_status": "Status",
}

HEAD: Final = form(
    "section.{section}.head",
    ends("title", "period", WIDTH),
    ends("objective", "illustrative", WIDTH),
)
BOXES: Final = form("section.{section}.boxes", _BOXES)
FOOT: Final = rows("section.{section}.foot", _FOOT, FOOT_ROWS + 3)
"""Of a priority only: titles, headings, actions beside outputs; the chain, and what was heard."""

FOOT_TITLES, FOOT_HEADING_ROW, FOOT_TABLE = range(3)
FOOT_LAST: Final = FOOT_TABLE + FOOT_ROWS
"""The foot's rows: its two titles, its headings, the first of its tables, and the line below."""

COUNTED: Final = rows("section.{section}.counted", ("indicator", "", "definition"))
HEARD: Final = rows("section.{section}.heard", ("heard",))

PANEL_HEAD: Final = form(
    "panel.{section}.{indicator}.head",
    ("indicator", "", "status", *("",) * (WIDTH - 4), "origin"),
)
PANEL_KEYS: Final = form("panel.{section}.{indicator}.keys", _KEYS)
PANEL_TITLES: Final = form("panel.{section}.{indicator}.titles", ("year", "", "", "trend"))
PANEL_TEXT: Final = cell("panel.{section}.{indicator}.text", "shows")
PANEL_ASK: Final = form("panel.{section}.{indicator}.ask", ("heading",), ("text",))
PANEL_YEAR: Final = rows("panel.{section}.{indicator}.year", YEAR_COLUMNS, YEAR_MONTHS + 1)
PANEL_TREND: Final = rows("panel.{section}.{indicator}.trend", TREND_COLUMNS, PANEL_MONTHS + 1)
"""What a panel's charts are drawn from: a heading row, then a row a month."""


def section_sheet(section: Section) -> Sheet:
    """The sheet of a section."""
    return Sheet(name=section.sheet, group=Group.BOARD, purpose=section.name)


def section_sheets(settings: Settings) -> tuple[Sheet, ...]:
    """The sheet of each section, in the order of the table Sections."""
    return tuple(map(section_sheet, settings.sections))
