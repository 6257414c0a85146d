"""What stands where on a section sheet: its own blocks, and those of each of its panels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.charts import (
    PANEL_MONTHS,
    TREND_COLUMNS,
    YEAR_COLUMNS,
    YEAR_MONTHS,
)
from workbook.house.long_chart import FAN_COLUMNS, FAN_MONTHS, TARGET_COLUMNS
from workbook.house.small_chart import SMALL_COLUMNS, SMALL_MONTHS
from workbook.layout.named_block import cell, ends, form, rows
from workbook.layout.sheet import Group, Sheet
from workbook.sheets.section.columns import COLUMNS_PX, QUARTER_ENDS, QUARTERS
from workbook.sheets.section.pages import FOOT_ROWS, TOTAL_ROWS, section_pages

if TYPE_CHECKING:
    from workbook.layout.named_block import NamedBlock
    from xlsrc.domain.indicator import Section
    from xlsrc.domain.settings import Settings

WIDTH: Final = len(COLUMNS_PX)
"""Columns of the printed page."""

# fmt: off
_BOXES = ("problem", "", "", "", "", "action", "", "", "", "", "impact", "", "", "", "", "")
_KEYS = ("last_12", "", "change", "", "is_it_real", "trend", "", "", "",
         "last_3", "", "", "next_3", "", "peers", "")
_FOOT = ("ref", "action", "", "", "lead", "due", "progress", "status", "",
         "output", "", "", "to_date", "target", "output_status", "")
# fmt: on

BOX_HEADINGS: Final = {"problem": "Problem", "action": "Action", "impact": "Impact"}
KEY_LABELS: Final = {
    "last_12": "12 months (year before)",
    "change": "Change",
    "is_it_real": "Is the change real?",
    "trend": "Trend: level on a year ago (95 %)",
    "last_3": "Last 3 (usual range)",
    "next_3": "Next 3, usual range",
    "peers": "Per 1,000 · against peers",
}
"""What a panel calls its key figures."""

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
FOOT: Final = rows("section.{section}.foot", _FOOT, FOOT_ROWS + 5)
"""Of a priority only: titles, headings, actions beside outputs; the chain, what was heard, and how
to read the charts."""

FOOT_TITLES, FOOT_HEADING_ROW, FOOT_TABLE = range(3)
FOOT_CHAIN: Final = FOOT_TABLE + FOOT_ROWS
FOOT_HEARD: Final = FOOT_CHAIN + 1
FOOT_READ: Final = FOOT_HEARD + 1
"""The foot's rows: its two titles, its headings, the first of its tables, and three lines below:
the chain, what was heard, and how to read the charts."""

ALSO: Final = rows("section.{section}.also", ("line",))
"""Of a priority only: a line for each indicator that has no panel on the first page."""

COUNTED: Final = rows("section.{section}.counted", ("line",))
HEARD: Final = rows("section.{section}.heard", ("heard",))

PANEL_HEAD: Final = form(
    "panel.{section}.{indicator}.head",
    ("indicator", "", "", "", "status", *("",) * (WIDTH - 6), "origin"),
)
PANEL_KEYS: Final = form("panel.{section}.{indicator}.keys", _KEYS)
PANEL_TITLES: Final = form("panel.{section}.{indicator}.titles", ("year", "", "", "", "trend"))
PANEL_TEXT: Final = cell("panel.{section}.{indicator}.text", "shows")
PANEL_ASK: Final = form("panel.{section}.{indicator}.ask", ("heading", "text"))
PANEL_YEAR: Final = rows("panel.{section}.{indicator}.year", YEAR_COLUMNS, YEAR_MONTHS + 1)
PANEL_TREND: Final = rows(
    "panel.{section}.{indicator}.trend",
    (*TREND_COLUMNS, *FAN_COLUMNS),
    PANEL_MONTHS + FAN_MONTHS + 1,
)
"""What a panel's charts are drawn from: a heading row, then a row a month."""


TOTAL_HEAD: Final = form(
    "section.{section}.total_head",
    ("indicator", "", "status", "", "year", "", "", "", "trend"),
)
TOTAL: Final = rows("section.{section}.total", ("label", "", "value"), TOTAL_ROWS)
"""Of an overview only: the first indicator's key figures, a row each."""

TARGET: Final = rows("section.{section}.target", TARGET_COLUMNS, PANEL_MONTHS + FAN_MONTHS + 1)
"""Of an overview only: its first indicator's target a month, as a line of the long-term chart."""

SCALES: Final = form("section.{section}.scales", ends("title", "said", WIDTH))
TEXT: Final = cell("section.{section}.text", "text")
"""Of an overview only: what it shows, and what to ask."""

SMALL_LINES: Final = (
    ("name", "status"),
    ("volume", "change"),
    ("is_it_real", "peers"),
    ("trend", "axis"),
)
SMALL_TEXT: Final = cell("small.{section}.{indicator}.text", "text")
SMALL_FEED: Final = rows("small.{section}.{indicator}.months", SMALL_COLUMNS, SMALL_MONTHS + 1)
"""A small panel: its words, the text below it on a priority, and what its chart is drawn from."""


def small(quarter: int) -> NamedBlock:
    """The words of a small panel in one of the quarters, which are not all of as many columns."""
    width = QUARTER_ENDS[quarter] - QUARTERS[quarter] + 1
    lines = (ends(left, right, width) for left, right in SMALL_LINES)
    return form("small.{section}.{indicator}.said", *lines)


def section_sheet(section: Section, indicators: int = 0) -> Sheet:
    """The sheet of a section of so many indicators."""
    pages = section_pages(indicators, is_priority=section.is_priority).pages
    return Sheet(
        name=section.sheet,
        group=Group.BOARD,
        purpose=section.name,
        pages=pages,
        mark=HEAD.of(section=section.id).name,
    )


def section_sheets(settings: Settings) -> tuple[Sheet, ...]:
    """The sheet of each section, in the order of the table Sections."""
    return tuple(
        section_sheet(section, len(settings.of_section(section))) for section in settings.sections
    )
