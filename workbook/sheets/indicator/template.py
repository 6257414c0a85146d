"""Indicator: everything about one measure, chosen from a list, by formulas alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.formulas import column
from workbook.house.marks import mark_status
from workbook.house.style import (
    ACCENT,
    BOX_SIZE,
    HEADING_LINE,
    HEAT_TOP,
    INK,
    INK_LINE,
    INPUT_CELL,
    KEY_SIZE,
    LINE_GREY,
    NUMBERS,
    PANEL_SIZE,
    RULED_HEADING,
    SECOND,
    TITLE_BAND,
    WASH,
    WHITE,
)
from workbook.sheets.all_indicators.layout import ALL_INDICATORS_TABLE
from workbook.sheets.indicator import layout
from workbook.sheets.indicator.charts_template import place_charts
from workbook.sheets.indicator.feeder_template import Page, feeders

if TYPE_CHECKING:
    from workbook.house.canvas import Canvas

# The page: three bands, each of columns that the key figures and boxes share.
WIDTHS: Final = (14, 11, 22, 1, 18.5, 18, 1, 17, *(2.7,) * layout.YEAR)
"""Column widths in characters, A to T."""
MIDDLE: Final = 4
"""The first column of the middle band (E), after a gutter."""
RIGHT: Final = 7
"""The first column of the right band (H): ward names, then a column a month."""
LAST: Final = RIGHT + layout.YEAR

TITLE_ROW: Final = 0
CHOICE_ROW: Final = 2
KEY_ROW: Final = 4
CAPTION_ROW: Final = 8
HEADING_ROW: Final = 9
WARD_ROW: Final = 10
LOWER_CAPTION_ROW: Final = 24
BOX_ROW: Final = WARD_ROW + layout.WARD_ROWS + 1
HEIGHTS: Final = {
    TITLE_ROW: 26,
    1: 5,
    CHOICE_ROW: 21,
    3: 5,
    KEY_ROW: 13,
    KEY_ROW + 1: 17,
    KEY_ROW + 2: 14,
    7: 5,
    CAPTION_ROW: 15,
    HEADING_ROW: 12.5,
    **dict.fromkeys(range(WARD_ROW, WARD_ROW + layout.WARD_ROWS), 11.4),
    BOX_ROW - 1: 5,
    BOX_ROW: 13,
    BOX_ROW + 1: 38,
    BOX_ROW + 2: 13,
}

KEYS: Final = (
    "1  Last 12 months",
    "Year before",
    "2  Change; is it real?",
    None,
    "Last 3 months",
    "3  Per 1,000 residents",
    None,
    "3  Against peers",
    "4  Exceptions",
)
FOOTNOTE: Final = (
    "Numbers 1 to 7: the seven things every indicator shows, in the same order and place each "
    "quarter. Rates are per resident, whoever is there by day. ‡ ILLUSTRATIVE: invented."
)


def author(canvas: Canvas) -> None:
    """Write the sheet: its formulas, its four charts and the dropdown."""
    worksheet = canvas.add_sheet(layout.INDICATOR)
    for at, width in enumerate(WIDTHS):
        worksheet.set_column(at, at, width)
    for row, height in HEIGHTS.items():
        worksheet.set_row(row, height)
    page = Page(canvas, worksheet)
    _title(page)
    _dropdown(page)
    _keys(page)
    _ward_table(page)
    _boxes(page)
    feeders(page)
    _captions(page)
    place_charts(page, middle=MIDDLE, upper=HEADING_ROW, lower=LOWER_CAPTION_ROW + 2)
    worksheet.print_area(0, 0, BOX_ROW + 2, LAST)
    worksheet.freeze_panes(CHOICE_ROW + 1, 0)


def _title(page: Page) -> None:
    band = page.canvas.format(TITLE_BAND)
    for at in range(LAST + 1):
        page.worksheet.write_blank(TITLE_ROW, at, None, band)
    page.words(TITLE_ROW, 0, "Indicator: everything about one measure", **TITLE_BAND)
    page.place(
        layout.PERIOD,
        TITLE_ROW,
        LAST,
        **TITLE_BAND | {"font_size": PANEL_SIZE, "align": "right"},
    )


def _dropdown(page: Page) -> None:
    worksheet, canvas = page.worksheet, page.canvas
    page.words(
        CHOICE_ROW,
        0,
        "Choose one  ›",  # noqa: RUF001 - points at the list
        bold=True,
        font_color=ACCENT,
        align="left",
        indent=1,
    )
    style = canvas.format(INPUT_CELL, font_size=BOX_SIZE, bold=True, align="left", indent=1)
    worksheet.merge_range(CHOICE_ROW, 1, CHOICE_ROW, MIDDLE - 1, "", style)
    canvas.place(layout.CHOICE, layout.INDICATOR.name, CHOICE_ROW, 1)
    canvas.book.define_name(layout.LIST, f"={column(ALL_INDICATORS_TABLE, 'Indicator')}")
    worksheet.data_validation(
        CHOICE_ROW,
        1,
        CHOICE_ROW,
        1,
        {
            "validate": "list",
            "source": f"={layout.LIST}",
            "input_title": "Choose an indicator",
            "input_message": "Open the list and choose: the whole sheet follows.",
            "error_title": "No such indicator",
            "error_message": "Choose an indicator from the list.",
        },
    )
    page.place(layout.ORIGIN, CHOICE_ROW, MIDDLE, font_color=SECOND, align="left", indent=1)


def _keys(page: Page) -> None:
    worksheet = page.worksheet
    last_row = KEY_ROW + 2
    for at in range(LAST + 1):
        worksheet.write_blank(KEY_ROW, at, None, page.canvas.format(top=INK_LINE, top_color=INK))
        worksheet.write_blank(
            last_row, at, None, page.canvas.format(bottom=HEADING_LINE, bottom_color=LINE_GREY)
        )
    for at, label in enumerate(KEYS):
        if label is not None:
            page.words(
                KEY_ROW,
                at,
                label,
                font_color=SECOND,
                top=INK_LINE,
                top_color=INK,
                align="left",
                indent=1,
            )
    page.place(
        layout.KEY_VALUES,
        KEY_ROW + 1,
        0,
        font_size=KEY_SIZE,
        bold=True,
        align="left",
        indent=1,
    )
    page.place(
        layout.KEY_WORDS,
        last_row,
        0,
        font_color=SECOND,
        align="left",
        indent=1,
        bottom=HEADING_LINE,
        bottom_color=LINE_GREY,
    )
    mark_status(page.canvas, worksheet, (last_row, 0, last_row, 0))


def _ward_table(page: Page) -> None:
    worksheet = page.worksheet
    caption = {"bold": True, "align": "left", "indent": 1}
    page.words(CAPTION_ROW, RIGHT, "6  Ward by month", **caption)
    page.place(layout.WARD_NOTE, CAPTION_ROW, LAST, font_color=SECOND, align="right")
    page.words(HEADING_ROW, RIGHT, "Ward", **RULED_HEADING, align="left", indent=1)
    page.place(layout.WARD_MONTHS, HEADING_ROW, RIGHT + 1, **RULED_HEADING, align="center")
    # A name of 30 letters is set smaller rather than cut off.
    page.place(layout.WARD_RANK, WARD_ROW, RIGHT, align="left", indent=1, shrink=True)
    page.place(
        layout.WARD_COUNTS,
        WARD_ROW,
        RIGHT + 1,
        align="center",
        num_format=NUMBERS["count"],
    )
    counts = (WARD_ROW, RIGHT + 1, WARD_ROW + layout.WARD_ROWS - 1, LAST)
    worksheet.conditional_format(
        *counts,
        {
            "type": "2_color_scale",
            "min_type": "num",
            "min_value": 0,
            "min_color": WHITE,
            "max_color": HEAT_TOP,
        },
    )


def _boxes(page: Page) -> None:
    worksheet, canvas = page.worksheet, page.canvas
    boxes = (
        ("7  What it shows", layout.SHOWS, 0, MIDDLE - 2),
        ("What it counts", layout.DEFINITION, MIDDLE, RIGHT - 2),
        ("Caveats and notes", layout.CAVEATS, RIGHT, LAST),
    )
    for title, name, first, last in boxes:
        top = {"bg_color": WASH, "top": INK_LINE, "top_color": ACCENT}
        for at in range(first, last + 1):
            worksheet.write_blank(BOX_ROW, at, None, canvas.format(top))
        page.words(
            BOX_ROW, first, title, **top, bold=True, font_color=ACCENT, align="left", indent=1
        )
        text = {
            "bg_color": WASH,
            "text_wrap": True,
            "valign": "top",
            "align": "left",
            "indent": 1,
        }
        worksheet.merge_range(BOX_ROW + 1, first, BOX_ROW + 1, last, "", canvas.format(text))
        page.place(name, BOX_ROW + 1, first, **text)
    page.words(BOX_ROW + 2, 0, FOOTNOTE, font_color=SECOND, align="left", indent=1)


def _captions(page: Page) -> None:
    """What stands over the charts."""
    caption = {"bold": True, "align": "left", "indent": 1}
    page.place(layout.YEAR_TITLE, CAPTION_ROW, 0, **caption)
    page.place(layout.TREND_TITLE, CAPTION_ROW, MIDDLE, **caption)
    page.place(layout.PEER_TITLE, LOWER_CAPTION_ROW, 0, **caption)
    page.words(LOWER_CAPTION_ROW, MIDDLE, "Per 1,000 by residents, thousands", **caption)
    note = {"font_color": SECOND, "align": "left", "indent": 1}
    page.place(layout.PEER_LINE, LOWER_CAPTION_ROW + 1, 0, **note)
    page.place(layout.FUNNEL_LINE, LOWER_CAPTION_ROW + 1, MIDDLE, **note)
