"""What the charts of panels have in common, on section sheets and on Indicator; the yearly one.

Each chart reads a feeder: a rectangle of cells with one heading row. A blank (or #N/A) cell
draws nothing and labels nothing. Only the first series of a chart names the months, which a line
or area chart takes from it for all; and only a label that refresh words anew is read from its
heading cell: a refresh rewrites every figure that a chart refers to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from workbook.house.style import ACCENT, FONT, HAIR, INK, LABEL_SIZE, LINE_GREY, SECOND
from workbook.package.chart_axis import HOUSE_AXIS

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart
    from xlsxwriter.worksheet import Worksheet

YEAR_MONTHS: Final = 12
"""Months in the month-by-month chart."""

PANEL_MONTHS: Final = 60
"""Months in the long-term chart: five years."""

YEAR_COLUMNS: Final = ("Month", "This year", "Year before", "Label this year", "Label year before")
"""A year feeder's columns. The heading cells of the four series hold their names, which the labels
show, such as ``2025`` and ``2024``; the label columns hold one value, in the last row: the label's
height."""

YEAR_SERIES: Final = len(YEAR_COLUMNS) - 1
"""Series of a year chart: one a column but that of the months."""

TREND_COLUMNS: Final = (
    "Month",
    "Range low",
    "Range width",
    "Level",
    "Recorded",
    "Flagged",
    "Sustained",
    "Known change",
    "Label range",
    "Label level",
    "Label recorded",
    "Label sustained",
)
"""A trend feeder's columns: real dates; the usual range as its lower bound and its width; the level
with the season taken out; the recorded figure, and that again where a month is an exception by
itself; 0 where a month is part of a six-month exception; the line's height in the month of a known
change, whose heading cell holds its label's text; label heights as in a year feeder, and the height
above which "sustained" stands in its month."""

TREND_SERIES: Final = len(TREND_COLUMNS) - 1
"""Series of a long-term chart, as of a year chart."""

TREND_LABELS: Final = ("range", "level", "recorded", "sustained")
"""What the labels of a trend feeder's last columns say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeder:
    """Where a feeder lies: its sheet, and its heading row and first column, counted from 0."""

    sheet: str
    row: int
    column: int

    def heading(self, offset: int) -> list[Any]:
        """The heading cell of a column, as XlsxWriter wants it."""
        return [self.sheet, self.row, self.column + offset]

    def values(self, offset: int, months: int) -> list[Any]:
        """The cells of a column below its heading, as XlsxWriter wants them."""
        column = self.column + offset
        return [self.sheet, self.row + 1, column, self.row + months, column]


def year_chart(
    book: Workbook,
    feeder: Feeder,
    *,
    width: int,
    height: int,
    months: int = YEAR_MONTHS,
    size: float = LABEL_SIZE,
) -> Chart:
    """The last 12 months against the 12 before, month by month; width and height in pixels."""
    chart = book.add_chart({"type": "line"})
    names = [feeder.heading(offset) for offset in range(len(YEAR_COLUMNS))]
    chart.add_series(
        series(feeder, 2, months, names[2])
        | months_of(feeder, months)
        | line(color=LINE_GREY, width=1.5, dash_type="dash")
    )
    chart.add_series(series(feeder, 1, months, names[1]) | line(color=ACCENT, width=2.75))
    chart.add_series(series(feeder, 4, months, names[4]) | label(SECOND, size=size))
    chart.add_series(series(feeder, 3, months, names[3]) | label(ACCENT, bold=True, size=size))
    house_style(chart, width, height)
    chart.set_plotarea(plot(x=0.10, y=0.08, width=0.755, height=0.76))
    chart.set_x_axis(axis(size) | {"line": {"color": LINE_GREY, "width": 1}})
    chart.set_y_axis(figure_axis(size))
    return chart


def place(
    worksheet: Worksheet,
    chart: Chart,
    row: int,
    column: int,
    *,
    alt_text: str,
    down_px: int = 0,
    right_px: int = 0,
) -> None:
    """Put a chart on a sheet, its corner in a cell or ``down_px`` below and ``right_px`` beside
    that cell's corner, with its text for those who cannot see it.
    """
    place = {"object_position": 2, "y_offset": down_px, "x_offset": right_px}
    options = {"description": alt_text} | place
    worksheet.insert_chart(row, column, chart, options)


def series(feeder: Feeder, offset: int, months: int, name: str | list[Any]) -> dict[str, Any]:
    """A column of a feeder as a chart's series."""
    return {"name": name, "values": feeder.values(offset, months)}


def months_of(feeder: Feeder, months: int) -> dict[str, Any]:
    """A feeder's months as what a chart's series is drawn over."""
    return {"categories": feeder.values(0, months)}


def line(**look: Any) -> dict[str, Any]:
    """The look of a series that is a line without markers."""
    return {"line": look, "marker": {"type": "none"}}


def area_look(color: str | None) -> dict[str, Any]:
    """The look of an area; without a colour it only carries the next."""
    fill = {"none": True} if color is None else {"color": color}
    return {"fill": fill, "border": {"none": True}}


def markers(shape: str, size: int, color: str = INK) -> dict[str, Any]:
    """The look of a series of markers without a line."""
    fill = {"color": color}
    marker = {"type": shape, "size": size, "fill": fill, "border": fill}
    return {"line": {"none": True}, "marker": marker}


def label(
    color: str, *, bold: bool = False, position: str = "right", size: float = LABEL_SIZE
) -> dict[str, Any]:
    """The look of an unseen series whose one point carries a direct label."""
    return {
        "line": {"none": True},
        "marker": {"type": "none"},
        "data_labels": {
            "series_name": True,
            "value": False,
            "position": position,
            "font": font(color, bold=bold, size=size),
        },
    }


def house_style(chart: Chart, width: int, height: int) -> None:
    """Size a chart, without title, legend, border or fill; a blank is a gap."""
    chart.set_size({"width": width, "height": height})
    chart.set_title({"none": True})
    chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    chart.show_hidden_data()
    chart.show_blanks_as("gap")


def plot(**layout: float) -> dict[str, Any]:
    """A plot area at a place given in parts of the chart, without border or fill."""
    return {"layout": layout, "fill": {"none": True}, "border": {"none": True}}


def axis(size: float = LABEL_SIZE) -> dict[str, Any]:
    """The look that both axes share."""
    return {
        "num_font": font(SECOND, size=size),
        "major_tick_mark": "none",
        "minor_tick_mark": "none",
        "major_gridlines": {"visible": False},
    }


def dated_axis(years_apart: int) -> dict[str, Any]:
    """The look of a horizontal axis of months, dated every few years."""
    return axis() | {
        "date_axis": True,
        "num_format": "mmm yy",
        "major_unit": years_apart,
        "major_unit_type": "years",
        "position_axis": "on_tick",
        "major_tick_mark": "outside",
        "line": {"color": LINE_GREY, "width": 1},
    }


def figure_axis(size: float = LABEL_SIZE) -> dict[str, Any]:
    """The look of a vertical axis of figures, from 0."""
    return axis(size) | {
        "min": 0,
        "num_format": HOUSE_AXIS,
        "line": {"none": True},
        "major_gridlines": {"visible": True, "line": {"color": HAIR, "width": 0.75}},
    }


def font(color: str, *, bold: bool = False, size: float = LABEL_SIZE) -> dict[str, Any]:
    """The look of a chart's words; of a larger size where their page is scaled down more."""
    return {"name": FONT, "size": size, "color": color, "bold": bold}
