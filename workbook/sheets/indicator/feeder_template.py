"""What the charts of Indicator are drawn from: formulas right of its printed page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from workbook.house import charts
from workbook.house.style import NUMBERS, QUIET
from workbook.layout.sheets import INDICATOR
from workbook.sheets.indicator.cell_parts import RANGE_MONTHS, WARD_CAPACITY, WARD_NAMES, YEAR
from workbook.sheets.indicator.formulas import FORMULAS
from workbook.sheets.indicator.peer_charts import FUNNEL_COLUMNS, PEER_COLUMNS
from workbook.sheets.indicator.peer_formulas import PEER_CAPACITY, PEER_NAMES, SLOTS

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas

# The feeders: right of the print area, each with its headings in one row.
FEEDER_COLUMN: Final = 22
FEEDER_ROW: Final = 9
SINGLE_ROW: Final = 4
YEAR_COLUMN: Final = FEEDER_COLUMN
TREND_COLUMN: Final = YEAR_COLUMN + len(charts.YEAR_COLUMNS) + 1
PEER_COLUMN: Final = TREND_COLUMN + len(charts.TREND_COLUMNS) + 2
FUNNEL_COLUMN: Final = PEER_COLUMN + len(PEER_COLUMNS) + 1
ORDER_COLUMN: Final = FUNNEL_COLUMN + len(FUNNEL_COLUMNS) + 1
WARD_COLUMN: Final = ORDER_COLUMN + 7
END_COLUMN: Final = WARD_COLUMN + 3

SINGLES: Final = (
    "indicator.row",
    "indicator.as_at",
    "indicator.decimals",
    "indicator.peer_count",
)


class Page:
    """The sheet with the one verb it needs most: place the formulas of a name."""

    def __init__(self, canvas: Canvas, worksheet: Worksheet) -> None:
        self.canvas = canvas
        self.worksheet = worksheet

    def place(self, name: str, row: int, first_column: int, **properties: Any) -> None:
        """Write the formulas of a name from a corner on, and define the name."""
        style = self.canvas.format(**properties)
        texts = FORMULAS[name]
        for down, line in enumerate(texts):
            for across, text in enumerate(line):
                at = (row + down, first_column + across)
                if text is None:
                    self.worksheet.write_blank(*at, None, style)
                else:
                    self.worksheet.write_formula(*at, f"={text}", style, "")
        self.canvas.define(name, INDICATOR.name, row, first_column, len(texts), len(texts[0]))

    def words(self, row: int, at: int, text: str, **properties: Any) -> None:
        """A fixed text."""
        self.worksheet.write_string(row, at, text, self.canvas.format(**properties))


def feeders(page: Page) -> None:
    """Write every feeder, and name its columns."""
    grey = {"font_color": QUIET}
    bold = {"font_color": QUIET, "bold": True}
    date = {"font_color": QUIET, "num_format": NUMBERS["month"]}
    page.words(
        1, FEEDER_COLUMN, "What the charts are drawn from: formulas, nothing to edit", **bold
    )
    for at, name in enumerate(SINGLES):
        page.words(SINGLE_ROW - 1, FEEDER_COLUMN + at, name.partition(".")[2], **bold)
        is_date = name == "indicator.as_at"
        page.place(name, SINGLE_ROW, FEEDER_COLUMN + at, **(date if is_date else grey))

    below = FEEDER_ROW + 1
    page.words(FEEDER_ROW, YEAR_COLUMN, charts.YEAR_COLUMNS[0], **bold)
    page.place("indicator.year_names", FEEDER_ROW, YEAR_COLUMN + 1, **bold)
    page.place("indicator.year_months", below, YEAR_COLUMN, **grey)
    page.place("indicator.year_now", below, YEAR_COLUMN + 1, **grey)
    page.place("indicator.year_before", below, YEAR_COLUMN + 2, **grey)
    page.place("indicator.year_labels", FEEDER_ROW + YEAR, YEAR_COLUMN + 3, **grey)

    labels = ("Range", "Expected", "Recorded", "sustained")
    headings = (*charts.TREND_COLUMNS[: -len(labels)], *labels)
    for at, heading in enumerate(headings):
        page.words(FEEDER_ROW, TREND_COLUMN + at, heading, **bold)
    for at, name in enumerate(
        ("month", "low", "width", "expected", "recorded", "flagged", "sustained")
    ):
        page.place(f"indicator.trend_{name}", below, TREND_COLUMN + at, **(grey if at else date))
    first_label = TREND_COLUMN + charts.TREND_COLUMNS.index("Label range")
    page.place("indicator.trend_labels", FEEDER_ROW + RANGE_MONTHS, first_label, **grey)
    page.place("indicator.trend_word", below, first_label + 3, **grey)
    page.words(FEEDER_ROW, first_label + 4, "Range high", **bold)
    page.place("indicator.trend_high", below, first_label + 4, **grey)

    _peer_feeders(page)

    page.words(FEEDER_ROW, WARD_COLUMN, "Ward", **bold)
    page.words(FEEDER_ROW, WARD_COLUMN + 1, "Sort key", **bold)
    for row in range(below, below + WARD_CAPACITY):
        page.worksheet.write_blank(row, WARD_COLUMN, None, page.canvas.format(**grey))
    page.canvas.define(WARD_NAMES, INDICATOR.name, below, WARD_COLUMN, WARD_CAPACITY, 1)
    page.place("indicator.ward_keys", below, WARD_COLUMN + 1, **grey)

    for at, prefix in enumerate(("indicator.year", "indicator.trend")):
        parts = ("drawn", "ceiling", "ends", "heights")
        first = END_COLUMN + len(parts) * at
        for offset, part in enumerate(parts):
            page.words(FEEDER_ROW, first + offset, f"Label {part}", **bold)
            page.place(f"{prefix}_{part}", below, first + offset, **grey)


def _peer_feeders(page: Page) -> None:
    """What the two charts of the peers are drawn from, and the orders that they take."""
    grey, bold = {"font_color": QUIET}, {"font_color": QUIET, "bold": True}
    below = FEEDER_ROW + 1
    for first, chart, columns in (
        (PEER_COLUMN, "peer", PEER_COLUMNS),
        (FUNNEL_COLUMN, "funnel", FUNNEL_COLUMNS),
    ):
        for at, column in enumerate(columns, start=first):
            name = f"indicator.{chart}_{column}"
            # A label on the chart shows the heading above its series.
            if f"{name}_name" in FORMULAS:
                page.place(f"{name}_name", FEEDER_ROW, at, **bold)
            else:
                page.words(FEEDER_ROW, at, column, **bold)
            page.place(name, FEEDER_ROW + SLOTS - len(FORMULAS[name]) + 1, at, **grey)
    page.words(FEEDER_ROW, ORDER_COLUMN, "Area", **bold)
    for row in range(below, below + PEER_CAPACITY):
        page.worksheet.write_blank(row, ORDER_COLUMN, None, page.canvas.format(**grey))
    page.canvas.define(PEER_NAMES, INDICATOR.name, below, ORDER_COLUMN, PEER_CAPACITY, 1)
    for at, name in enumerate(
        ("peer_keys", "peer_sizes", "peer_ranked", "peer_rates", "funnel_names"), start=1
    ):
        page.words(FEEDER_ROW, ORDER_COLUMN + at, name.replace("_", " "), **bold)
        page.place(f"indicator.{name}", below, ORDER_COLUMN + at, **grey)
