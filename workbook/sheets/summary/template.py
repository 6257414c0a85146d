"""The Summary: six sentences and the headline indicators on exactly one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from workbook.house.marks import (
    ILLUSTRATIVE_LOOK,
    mark_absent,
    mark_illustrative,
    mark_status,
    mark_target,
    mark_where,
)
from workbook.house.style import (
    ACCENT,
    HEADING,
    ILLUSTRATIVE,
    INK,
    INK_LINE,
    KEY_SIZE,
    NOTE_LINE,
    NUMBERS,
    RULE,
    SECOND,
    SENTENCE_SIZE,
    SPARK,
    SUMMARY_SIZE,
    TABLE_CELL,
    TINT,
    TITLE_BAND,
    WASH,
)
from workbook.sheets.summary import layout
from workbook.sheets.summary.columns import width
from workbook.sheets.summary.layout import MOST_SENTENCES, SPARK_MONTHS, SUMMARY, summary_rows
from xlsrc.domain.action import ILLUSTRATIVE_MARK
from xlsrc.domain.indicator import Section
from xlsrc.words.action_sentences import DECISION

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from xlsrc.domain.indicator import Indicator

ALIGNED: Final = {
    "last_3": "right",
    "usual_range": "right",
    "last_12": "right",
    "year_before": "right",
    "change": "right",
    "sparkline": "center",
}
"""Columns of figures; words stand left."""

INDICATOR: Final = layout.TABLE.column("indicator")
STATUS: Final = layout.TABLE.column("status")
LAST_3: Final = layout.TABLE.column("last_3")
PEERS: Final = layout.TABLE.column("peers")
LAST: Final = layout.TABLE.width - 1
FEED_COLUMN: Final = LAST + 2

TITLE, NOTE = 0, 1
SENTENCES: Final = 2
HEADING_ROW: Final = SENTENCES + MOST_SENTENCES
TABLE: Final = HEADING_ROW + 1

FOOT: Final = 4
"""Rows of notes below the table."""

SENTENCE_POINTS: Final = 16
SECTION_POINTS: Final = 13.6
INDICATOR_POINTS: Final = 15.2
TABLE_POINTS: Final = 420
"""Room for the table's rows on one page at the scale at which 9.5 pt still print over 8."""

SPARK_TOP: Final = 118
"""The sparklines' fixed maximum, where the largest month is 100: neighbours never touch."""


def author(canvas: Canvas) -> None:
    """Add the sheet, empty but for its headings, with its blocks named."""
    worksheet = canvas.add_sheet(SUMMARY)
    rows = summary_rows(canvas.settings)
    end = TABLE + len(rows)
    for key in layout.HEADINGS:
        column = layout.TABLE.column(key)
        worksheet.set_column(column, column, width(key))
    worksheet.set_column(FEED_COLUMN, FEED_COLUMN + SPARK_MONTHS - 1, 5)
    _top(canvas, worksheet)
    _sentences(canvas, worksheet)
    _headings(canvas, worksheet)
    shrink = min(1, TABLE_POINTS / _points(rows))
    for position, shown in enumerate(rows):
        is_section = isinstance(shown, Section)
        points = SECTION_POINTS if is_section else INDICATOR_POINTS
        worksheet.set_row(TABLE + position, points * shrink)
        if isinstance(shown, Section):
            _section_row(canvas, worksheet, TABLE + position)
        else:
            _indicator_row(canvas, worksheet, TABLE + position, shown)
    _marks(canvas, worksheet, end)
    _foot(canvas, worksheet, end)
    worksheet.print_area(0, 0, end + FOOT - 1, LAST)
    worksheet.fit_to_pages(1, 1)
    worksheet.freeze_panes(TABLE, 1)
    for block, row, column in (
        (layout.HEAD, TITLE, 0),
        (layout.SENTENCES, SENTENCES, 0),
        (layout.TABLE.with_rows(len(rows)), TABLE, 0),
        (layout.PEERS_HEADING, HEADING_ROW, PEERS),
        (layout.BY_HEADING, HEADING_ROW, LAST),
        (layout.SPARK.with_rows(len(rows)), TABLE, FEED_COLUMN),
        (layout.CHANCE, end + 1, 0),
        (layout.READING, end + 2, 0),
        (layout.SOURCES, end + 3, 0),
    ):
        canvas.place(block, SUMMARY.name, row, column)


def _points(rows: tuple[Section | Indicator, ...]) -> float:
    return sum(SECTION_POINTS if isinstance(shown, Section) else INDICATOR_POINTS for shown in rows)


def _top(canvas: Canvas, worksheet: Worksheet) -> None:
    worksheet.set_row(TITLE, 25)
    worksheet.set_row(NOTE, 16)
    band = canvas.format(TITLE_BAND)
    for column in range(LAST):
        worksheet.write_blank(TITLE, column, None, band)
    period = canvas.format(TITLE_BAND, font_size=KEY_SIZE + 1, align="right")
    worksheet.write_blank(TITLE, LAST, None, period)
    worksheet.write_blank(NOTE, 0, None, canvas.format(NOTE_LINE, font_size=SUMMARY_SIZE))
    illustrative = canvas.format(
        NOTE_LINE, font_size=SUMMARY_SIZE, font_color=ILLUSTRATIVE, bold=True, align="right"
    )
    worksheet.write_blank(NOTE, LAST, None, illustrative)


def _sentences(canvas: Canvas, worksheet: Worksheet) -> None:
    topic = canvas.format(
        font_size=SENTENCE_SIZE, bold=True, font_color=ACCENT, align="left", indent=1
    )
    sentence = canvas.format(font_size=SENTENCE_SIZE, align="left")
    for row in range(SENTENCES, SENTENCES + MOST_SENTENCES):
        worksheet.set_row(row, SENTENCE_POINTS)
        worksheet.write_blank(row, 0, None, topic)
        worksheet.write_blank(row, 1, None, sentence)
    cell = f"$A{SENTENCES + 1}"
    decision = f'LEFT({cell},{len(DECISION)})="{DECISION}"'
    invented = f'RIGHT({cell},1)="{ILLUSTRATIVE_MARK}"'
    cells = (SENTENCES, 0, HEADING_ROW - 1, LAST)
    mark_where(canvas, worksheet, cells, f"={decision}", {"bg_color": TINT, "bold": True})
    # One rule a cell: LibreOffice does not combine them.
    plan = f"=AND({invented},NOT({decision}))"
    mark_where(canvas, worksheet, cells, plan, ILLUSTRATIVE_LOOK)


def _headings(canvas: Canvas, worksheet: Worksheet) -> None:
    worksheet.set_row(HEADING_ROW, 27)
    for key, text in layout.HEADINGS.items():
        align = ALIGNED.get(key, "left")
        indent = 0 if align == "center" else 1
        style = canvas.format(
            HEADING, font_size=SUMMARY_SIZE, align=align, indent=indent, text_wrap=True
        )
        worksheet.write_string(HEADING_ROW, layout.TABLE.column(key), text, style)


def _section_row(canvas: Canvas, worksheet: Worksheet, row: int) -> None:
    rule = {"bg_color": WASH, "bottom": 1, "bottom_color": RULE, "font_size": SUMMARY_SIZE}
    name = canvas.format(rule, bold=True, font_color=ACCENT, align="left", indent=1)
    note = canvas.format(rule, font_color=SECOND, align="left", indent=1)
    worksheet.write_blank(row, INDICATOR, None, name)
    for column in range(STATUS, LAST + 1):
        worksheet.write_blank(row, column, None, note)


def _indicator_row(canvas: Canvas, worksheet: Worksheet, row: int, indicator: Indicator) -> None:
    figure = NUMBERS["share"] if indicator.is_share else NUMBERS["count"]
    change = NUMBERS["points_change"] if indicator.is_share else NUMBERS["percent_change"]
    looks: dict[str, dict[str, Any]] = {
        "last_3": {"num_format": figure},
        "usual_range": {"font_color": SECOND},
        "last_12": {"num_format": figure, "bold": True},
        "year_before": {"num_format": figure},
        "change": {"num_format": change},
    }
    for key in layout.HEADINGS:
        align = ALIGNED.get(key, "left")
        style = canvas.format(
            TABLE_CELL,
            looks.get(key, {}),
            font_size=SUMMARY_SIZE,
            align=align,
            indent=0 if align == "center" else 1,
        )
        worksheet.write_blank(row, layout.TABLE.column(key), None, style)
    feed = xl_range(row, FEED_COLUMN, row, FEED_COLUMN + SPARK_MONTHS - 1)
    worksheet.add_sparkline(
        row,
        layout.TABLE.column("sparkline"),
        {
            "range": f"{SUMMARY.name}!{feed}",
            "type": "column",
            "series_color": SPARK,
            "last_point": True,
            "last_color": ACCENT,
            "min": 0,
            "max": SPARK_TOP,
            "show_hidden": True,
        },
    )


def _marks(canvas: Canvas, worksheet: Worksheet, end: int) -> None:
    last = end - 1
    mark_status(canvas, worksheet, (TABLE, STATUS, last, STATUS))
    mark_absent(canvas, worksheet, (TABLE, LAST_3, last, PEERS))
    for key, formula, look in (
        ("usual_range", 'OR(LEFT({0},1)="↑",LEFT({0},1)="↓")', {"bold": True, "font_color": INK}),
        ("is_it_real", 'OR(LEFT({0},6)="A real",LEFT({0},8)="Probably")', {"bold": True}),
        ("trend", 'OR(LEFT({0},1)="↗",LEFT({0},1)="↘")', {"bold": True}),
    ):
        column = layout.TABLE.column(key)
        cell = xl_rowcol_to_cell(TABLE, column, col_abs=True)
        cells = (TABLE, column, last, column)
        mark_where(canvas, worksheet, cells, "=" + formula.format(cell), look)
    mark_illustrative(canvas, worksheet, (TABLE, INDICATOR, last, INDICATOR), INDICATOR)
    mark_illustrative(canvas, worksheet, (TABLE, LAST_3, last, PEERS), INDICATOR)
    target = layout.TABLE.column("target")
    for column in (target, LAST):
        mark_target(canvas, worksheet, (TABLE, column, last, column), INDICATOR)


def _foot(canvas: Canvas, worksheet: Worksheet, end: int) -> None:
    top = {"top": INK_LINE, "top_color": INK}
    note = canvas.format(NOTE_LINE, top, font_size=SUMMARY_SIZE)
    for row in range(end, end + FOOT):
        worksheet.set_row(row, 13.5)
    worksheet.write_string(end, 0, layout.KEY, note)
    for column in range(1, LAST + 1):
        worksheet.write_blank(end, column, None, canvas.format(top))
    for row in range(end + 1, end + FOOT):
        worksheet.write_blank(row, 0, None, canvas.format(NOTE_LINE, font_size=SUMMARY_SIZE))
