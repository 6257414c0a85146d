"""What the charts of Indicator are drawn from: formulas right of its printed page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from workbook.house import charts
from workbook.house.style import NUMBERS, QUIET
from workbook.sheets.indicator import layout
from workbook.sheets.indicator.values import CELLS

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from workbook.house.canvas import Canvas
    from workbook.layout.named_block import NamedBlock

# The feeders: right of the print area, each with its headings in one row.
FEEDER_COLUMN: Final = 22
FEEDER_ROW: Final = 9
SINGLE_ROW: Final = 4
YEAR_COLUMN: Final = FEEDER_COLUMN
TREND_COLUMN: Final = YEAR_COLUMN + len(charts.YEAR_COLUMNS) + 1
PEER_COLUMN: Final = TREND_COLUMN + len(charts.TREND_COLUMNS) + 2
FUNNEL_COLUMN: Final = PEER_COLUMN + len(layout.PEER_SERIES) + 1
ORDER_COLUMN: Final = FUNNEL_COLUMN + len(layout.FUNNEL_SERIES) + 1
WARD_COLUMN: Final = ORDER_COLUMN + 7
END_COLUMN: Final = WARD_COLUMN + 3


class Page:
    """The sheet with the one verb it needs most: place the formulas of a name."""

    def __init__(self, canvas: Canvas, worksheet: Worksheet) -> None:
        self.canvas = canvas
        self.worksheet = worksheet

    def place(self, block: NamedBlock, row: int, first_column: int, **properties: Any) -> None:
        """Write the formulas of a name from a corner on, and define the name."""
        style = self.canvas.format(**properties)
        for down, line in enumerate(layout.shaped(block, CELLS[block])):
            for across, formula in enumerate(line):
                at = (row + down, first_column + across)
                if formula is None:
                    self.worksheet.write_blank(*at, None, style)
                else:
                    self.worksheet.write_formula(*at, f"={formula.text}", style, "")
        self.canvas.place(block, layout.INDICATOR.name, row, first_column)

    def blank(self, block: NamedBlock, row: int, column: int, **properties: Any) -> None:
        """Name a column of cells that refresh fills."""
        for at in range(row, row + (block.rows or 0)):
            self.worksheet.write_blank(at, column, None, self.canvas.format(**properties))
        self.canvas.place(block, layout.INDICATOR.name, row, column)

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
    singles = (layout.ROW, layout.AS_AT, layout.DECIMALS, layout.PEER_COUNT, layout.EVERY)
    for at, block in enumerate(singles):
        page.words(SINGLE_ROW - 1, FEEDER_COLUMN + at, block.columns[0], **bold)
        page.place(
            block, SINGLE_ROW, FEEDER_COLUMN + at, **(date if block == layout.AS_AT else grey)
        )

    below = FEEDER_ROW + 1
    page.words(FEEDER_ROW, YEAR_COLUMN, charts.YEAR_COLUMNS[0], **bold)
    page.place(layout.YEAR_NAMES, FEEDER_ROW, YEAR_COLUMN + 1, **bold)
    for at, block in enumerate(layout.YEAR_SERIES.values(), start=YEAR_COLUMN):
        page.place(block, below, at, **grey)
    page.place(layout.YEAR_LABELS["labels"], FEEDER_ROW + layout.YEAR, YEAR_COLUMN + 3, **grey)

    ends = charts.TREND_LABELS
    headings = (*charts.TREND_COLUMNS[: -len(ends)], *ends)
    for at, heading in enumerate(headings):
        page.words(FEEDER_ROW, TREND_COLUMN + at, heading, **bold)
    *side_by_side, word, high = layout.TREND_SERIES.values()
    for at, block in enumerate(side_by_side):
        page.place(block, below, TREND_COLUMN + at, **(grey if at else date))
    first_label = TREND_COLUMN + charts.TREND_COLUMNS.index("Label range")
    page.place(layout.TREND_LABELS["labels"], FEEDER_ROW + layout.RANGE_MONTHS, first_label, **grey)
    page.place(word, below, first_label + 3, **grey)
    page.words(FEEDER_ROW, first_label + 4, "Range high", **bold)
    page.place(high, below, first_label + 4, **grey)

    _peer_feeders(page)

    page.words(FEEDER_ROW, WARD_COLUMN, "Ward", **bold)
    page.words(FEEDER_ROW, WARD_COLUMN + 1, "Sort key", **bold)
    page.blank(layout.WARD_NAMES, below, WARD_COLUMN, **grey)
    page.place(layout.WARD_KEYS, below, WARD_COLUMN + 1, **grey)

    at = END_COLUMN
    for labels in (layout.YEAR_LABELS, layout.TREND_LABELS):
        for part in ("drawn", "ceiling", "ends", "heights"):
            page.words(FEEDER_ROW, at, f"Label {part}", **bold)
            page.place(labels[part], below, at, **grey)
            at += 1


def _peer_feeders(page: Page) -> None:
    """What the two charts of the peers are drawn from, and the orders that they take."""
    grey, bold = {"font_color": QUIET}, {"font_color": QUIET, "bold": True}
    below = FEEDER_ROW + 1
    for first, series, headings in (
        (PEER_COLUMN, layout.PEER_SERIES, layout.PEER_HEADINGS),
        (FUNNEL_COLUMN, layout.FUNNEL_SERIES, layout.FUNNEL_HEADINGS),
    ):
        for at, (key, block) in enumerate(series.items(), start=first):
            if key in headings:
                page.place(headings[key], FEEDER_ROW, at, **bold)
            else:
                page.words(FEEDER_ROW, at, key, **bold)
            page.place(block, FEEDER_ROW + layout.SLOTS - (block.rows or 0) + 1, at, **grey)
    page.words(FEEDER_ROW, ORDER_COLUMN, "Area", **bold)
    page.blank(layout.PEER_NAMES, below, ORDER_COLUMN, **grey)
    orders = {
        "peer keys": layout.PEER_KEYS,
        "peer sizes": layout.PEER_SIZES,
        "peer ranked": layout.PEER_RANKED,
        "peer rates": layout.PEER_RATES,
        "funnel names": layout.FUNNEL_NAMES,
    }
    for at, (heading, block) in enumerate(orders.items(), start=ORDER_COLUMN + 1):
        page.words(FEEDER_ROW, at, heading, **bold)
        page.place(block, below, at, **grey)
