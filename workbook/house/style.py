"""The house style: colours, sizes and number formats, each once."""

from __future__ import annotations

from typing import Any, Final

FONT: Final = "Calibri"

INK: Final = "#1F2933"
SECOND: Final = "#52606D"
QUIET: Final = "#66727F"
LINE_GREY: Final = "#7B8794"
RULE: Final = "#C5CDD5"
HAIR: Final = "#E1E6EB"
WASH: Final = "#F3F5F7"
BAND: Final = "#DDE3E9"
ACCENT: Final = "#12436D"
TINT: Final = "#DCE6EF"
FAN_FILL: Final = "#A9C3DB"
WORSE: Final = "#8E2A0B"
BETTER_FILL: Final = "#D5ECE9"
BETTER_TEXT: Final = "#064A45"
ILLUSTRATIVE: Final = "#6B4E00"
INPUT: Final = "#FFF9E5"
SPARK: Final = "#9AA5B1"
WHITE: Final = "#FFFFFF"
HEAT_TOP: Final = "#6C98C0"

TITLE_SIZE: Final = 17
COVER_SIZE: Final = 28
PANEL_SIZE: Final = 13
KEY_SIZE: Final = 12
BOX_SIZE: Final = 10
SENTENCE_SIZE: Final = 11
BODY_SIZE: Final = 9
SUMMARY_SIZE: Final = 9.5
LABEL_SIZE: Final = 8.5

# XlsxWriter's numbers for the border lines of the house style.
INK_LINE: Final = 2
HEADING_LINE: Final = 1
ROW_LINE: Final = 4
GUTTER_LINE: Final = 5

# A minus of its own is quoted: Excel takes only the ASCII one and a few more letters bare.
NUMBERS: Final[dict[str, str]] = {
    "text": "@",
    "general": "General",
    "count": "#,##0",
    # Counts; where rows of shares stand among them, a conditional format adds the decimal: in
    # Excel an optional one (0.#) leaves a bare point behind every whole number.
    "figure": '#,##0;"−"#,##0;0',
    "figure_change": '+#,##0;"−"#,##0;0',
    "expected": "#,##0.0",
    "count_change": '+#,##0;"−"#,##0;0',
    "percent_change": '+0 %;"−"0 %;0 %',
    "level_change": '+0.0 "%";"−"0.0 "%";0.0 "%"',
    "points_change": '+0.0 "pt";"−"0.0 "pt";0.0 "pt"',
    "share": '0.0 "%"',
    "rate": "0.0",
    "z": '+0.0;"−"0.0;0.0',
    # A p is never 0.
    "probability": '[<0.0005]"<0.001";0.000',
    # No chance is that near to none or to certain.
    "chance": '[<0.05]"<5 %";[>0.95]">95 %";0 %',
    "rank": "General",
    "year": "0",
    "exact": "General",
    "checked": '#,##0.0;"−"#,##0.0;0.0',
    "month": "mmm yy",
    "date": "d mmmm yyyy",
    "day": "d mmm yy",
    "progress": "0 %",
    # Excel shows its own words whatever the format; LibreOffice prints a formula's truth as 1.
    "truth": '"TRUE";"TRUE";"FALSE"',
}
"""Number formats by the name that ``layout.Column.number`` uses."""

TITLE_BAND: Final[dict[str, Any]] = {
    "font_size": TITLE_SIZE,
    "bold": True,
    "font_color": WHITE,
    "bg_color": ACCENT,
    "align": "left",
    "valign": "vcenter",
    "indent": 1,
}
NOTE_LINE: Final[dict[str, Any]] = {
    "font_size": LABEL_SIZE,
    "font_color": SECOND,
    "align": "left",
    "valign": "vcenter",
    "indent": 1,
}
RULED_HEADING: Final[dict[str, Any]] = {
    "bold": True,
    "font_color": SECOND,
    "bottom": HEADING_LINE,
    "bottom_color": INK,
    "top": INK_LINE,
    "top_color": INK,
}
"""A heading's row between its two lines."""
HEADING: Final[dict[str, Any]] = {**RULED_HEADING, "text_wrap": True, "valign": "bottom"}
TABLE_CELL: Final[dict[str, Any]] = {
    "bottom": ROW_LINE,
    "bottom_color": RULE,
    "valign": "vcenter",
}
FILLED_ROW: Final[dict[str, Any]] = {"bottom": ROW_LINE, "bottom_color": RULE}
"""The rule below a row, for a conditional format: a row without words is blank paper."""

INPUT_CELL: Final[dict[str, Any]] = {
    "bg_color": INPUT,
    "border": 1,
    "border_color": ACCENT,
}
