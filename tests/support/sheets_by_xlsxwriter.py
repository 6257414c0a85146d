"""Sheets full of Excel's features, a feature each, as XlsxWriter writes them; the seed chooses."""

from __future__ import annotations

import datetime
import io
import warnings
from typing import TYPE_CHECKING, Any, Final

import xlsxwriter

from tests.support.excel_package import ExcelPackage
from tests.support.restyle import LOGO

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from xlsxwriter.worksheet import Worksheet

CHARTS: Final = {
    "area": (None, "stacked", "percent_stacked"),
    "bar": (None, "stacked", "percent_stacked"),
    "column": (None, "stacked", "percent_stacked"),
    "line": (None, "stacked", "percent_stacked"),
    "pie": (None,),
    "doughnut": (None,),
    "scatter": (None, "straight", "smooth", "straight_with_markers", "smooth_with_markers"),
    "stock": (None,),
    "radar": (None, "with_markers", "filled"),
}
CONDITIONS: Final[Sequence[dict[str, Any]]] = (
    {"type": "data_bar"},
    {"type": "data_bar", "data_bar_2010": True, "bar_solid": True, "bar_negative_color": "#C00000"},
    {"type": "2_color_scale"},
    {"type": "3_color_scale"},
    {"type": "icon_set", "icon_style": "3_traffic_lights"},
    {"type": "icon_set", "icon_style": "5_ratings", "reverse_icons": True},
    {"type": "top", "value": 3},
    {"type": "average", "criteria": "above"},
    {"type": "duplicate"},
    {"type": "text", "criteria": "containing", "value": "ward"},
    {"type": "blanks"},
    {"type": "errors"},
    {"type": "time_period", "criteria": "last month"},
    {"type": "formula", "criteria": "=$A1>5"},
    {"type": "cell", "criteria": "between", "minimum": 1, "maximum": 9},
)
VALIDATIONS: Final[Sequence[dict[str, Any]]] = (
    {"validate": "list", "source": ["On track", "Overdue"]},
    {"validate": "list", "source": "=$A$1:$A$9"},
    {"validate": "whole", "criteria": "between", "minimum": 1, "maximum": 9},
    {"validate": "decimal", "criteria": ">", "value": 0.5},
    {"validate": "date", "criteria": ">", "value": datetime.date(2025, 1, 1)},
    {"validate": "length", "criteria": "<", "value": 20},
    {"validate": "custom", "value": "=ISNUMBER(A1)"},
)
FUNCTIONS: Final = (
    "=SUM(AllIndicators[Last 12 months])",
    '=Summary!A1&" again"',
    "=COUNTA('All indicators'!A:A)",
    '=IFERROR(VLOOKUP("Burglary",Definitions[],2,FALSE),"none")',
    "=SUM(A1:A9)/COUNT(A1:A9)",
)
DYNAMIC: Final = (
    "=SORT(A1:A9)",
    "=UNIQUE(A1:A9)",
    "=FILTER(A1:A9,A1:A9>3)",
    "=LET(x,A1,x+1)",
    "=LAMBDA(x,x*2)(A1)",
    "=XLOOKUP(A1,A1:A9,A1:A9)",
)


class Sheet:
    """A sheet that is being filled: its workbook, and the seed's choices."""

    def __init__(self, book: xlsxwriter.Workbook, sheet: Worksheet, random: Random) -> None:
        self.book: Any = book
        self.sheet: Any = sheet
        self.random = random

    @property
    def cell(self) -> tuple[int, int]:
        return self.random.randrange(12, 60), self.random.randrange(12)


def sheet_with(features: Sequence[str], random: Random) -> ExcelPackage:
    """A workbook of one sheet of nine numbers, in the cells A1 to A9, and these features."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"created": datetime.datetime(2025, 1, 1)})  # noqa: DTZ001 - naive by API
    sheet = book.add_worksheet("Working")
    sheet.write_column("A1", [random.randrange(40) for _ in range(9)])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it does not know the board's sheets
        for feature in features:
            FEATURES[feature](Sheet(book, sheet, random))
        book.close()
    return ExcelPackage(content)


def chart(of: Sheet) -> None:
    """A chart on the sheet's own numbers or on the board's."""
    kind = of.random.choice(list(CHARTS))
    made = of.book.add_chart({"type": kind, "subtype": of.random.choice(CHARTS[kind])})
    areas = ("=Working!$A$1:$A$9", "=Overall!$A$5:$A$20", "='All indicators'!$E$6:$E$14")
    for _ in range(3 if kind == "stock" else of.random.randint(1, 3)):
        series: dict[str, Any] = {"values": of.random.choice(areas)}
        if kind in {"line", "column", "scatter"} and of.random.random() < 0.5:
            series |= of.random.choice((
                {"trendline": {"type": "linear"}},
                {"y_error_bars": {"type": "standard_error"}},
                {"data_labels": {"value": True}},
            ))  # fmt: skip
        if kind == "scatter":
            series["categories"] = areas[0]
        made.add_series(series)
    made.set_title({"name": "Ours & <theirs>"})
    of.sheet.insert_chart(*of.cell, made, {"description": "By month"})


def chart_sheet(of: Sheet) -> None:
    made = of.book.add_chart({"type": "column"})
    made.add_series({"values": "=Working!$A$1:$A$9"})
    of.book.add_chartsheet("Chart").set_chart(made)


def combined_chart(of: Sheet) -> None:
    column, line = (of.book.add_chart({"type": kind}) for kind in ("column", "line"))
    column.add_series({"values": "=Working!$A$1:$A$9"})
    line.add_series({"values": "=Summary!$B$5:$B$13", "y2_axis": True})
    column.combine(line)
    of.sheet.insert_chart(*of.cell, column)


def sparkline(of: Sheet) -> None:
    said = {"range": "Working!A1:A9", "type": of.random.choice(("line", "column", "win_loss"))}
    of.sheet.add_sparkline(*of.cell, said)


def condition(of: Sheet) -> None:
    said = dict(of.random.choice(CONDITIONS))
    if said["type"] in {"cell", "formula", "text", "top", "average", "duplicate"}:
        said["format"] = of.book.add_format({"bg_color": "#FFC7CE", "bold": True})
    of.sheet.conditional_format(0, 0, 8, of.random.randrange(4), said)


def validation(of: Sheet) -> None:
    row, column = of.cell
    of.sheet.data_validation(row, column, row + 5, column, dict(of.random.choice(VALIDATIONS)))


def table(of: Sheet) -> None:
    row = of.random.randrange(70, 90)
    columns = [{"header": "Ward", "total_string": "All"}, {"header": "Count"},
               {"header": "Twice", "formula": "=[@Count]*2"}]  # fmt: skip
    rows = [["Hale", 1], ["Mill Hill", 2]]
    of.sheet.add_table(row, 0, row + 3, 2, {"data": rows, "columns": columns, "total_row": True,
                                            "name": f"Own{row}"})  # fmt: skip


def rich_text(of: Sheet) -> None:
    bold = of.book.add_format({"bold": True, "font_color": "#C00000"})
    of.sheet.write_rich_string(*of.cell, "an ", bold, "analyst's", " own <words> & ", bold, "café")


def _picture() -> io.BytesIO:
    return io.BytesIO(LOGO)


def header(of: Sheet) -> None:
    of.sheet.set_header("&L&G&COFFICIAL", {"image_left": "logo.png", "image_data_left": _picture()})
    of.sheet.set_footer("&P of &N")


def outline(of: Sheet) -> None:
    of.sheet.set_row(3, None, None, {"level": 1, "hidden": True})
    of.sheet.set_column("D:F", 20, None, {"level": 2, "collapsed": True})


def merged(of: Sheet) -> None:
    row = of.random.randrange(100, 200)
    of.sheet.merge_range(row, 2, row + 1, 5, "merged", of.book.add_format({"border": 1}))


def links(of: Sheet) -> None:
    of.sheet.write_url(*of.cell, "https://example.org/a?b=c&d=e", string="there", tip="a tip")
    of.sheet.write_url(*of.cell, "internal:'Working'!A1")
    of.sheet.write_url(*of.cell, r"external:\\server\share\Budget 2025.xlsx#Sheet1!A1")


def dates(of: Sheet) -> None:
    form = of.book.add_format({"num_format": "[$-809]dddd d mmmm yyyy;@"})
    of.sheet.write_datetime(*of.cell, datetime.date(2025, 12, 1), form)


def array(of: Sheet) -> None:
    row = of.random.randrange(200, 300)
    of.sheet.write_array_formula(row, 1, row + 8, 1, "{=A1:A9*2}")


def odd_values(of: Sheet) -> None:
    for value in ("_x0041_", "  two  ", "\u202eright to left", "日本語", "a\nb", "=1+1", "'", "😀"):
        of.sheet.write_string(*of.cell, value)
    of.sheet.write_boolean(*of.cell, True)  # noqa: FBT003 - XlsxWriter's own
    of.sheet.write_formula(*of.cell, "=1/0", None, "#DIV/0!")


def page(of: Sheet) -> None:
    of.sheet.print_area("A1:F40")
    of.sheet.repeat_rows(0, 1)
    of.sheet.set_h_pagebreaks([10, 20])
    of.sheet.set_v_pagebreaks([3])
    of.sheet.fit_to_pages(1, 0)
    of.sheet.set_landscape()


def panes(of: Sheet) -> None:
    of.sheet.freeze_panes(2, 1)
    of.sheet.set_zoom(75)
    of.sheet.set_tab_color("#FF9900")
    of.sheet.hide_gridlines(2)
    of.sheet.right_to_left()


def _plainly(call: str, *arguments: Any, **named: Any) -> Callable[[Sheet], object]:
    """A feature that is one call of the sheet's."""
    return lambda of: getattr(of.sheet, call)(*arguments, **named)


def _at_a_cell(call: str, *arguments: Any) -> Callable[[Sheet], object]:
    """A feature that is one call of the sheet's at a cell."""
    return lambda of: getattr(of.sheet, call)(*of.cell, *arguments)


FEATURES: Final[dict[str, Callable[[Sheet], object]]] = {
    "chart": chart,
    "second chart": chart,
    "chart sheet": chart_sheet,
    "combined chart": combined_chart,
    "sparkline": sparkline,
    "conditional format": condition,
    "second conditional format": condition,
    "validation": validation,
    "table": table,
    "rich text": rich_text,
    "picture": lambda of: of.sheet.insert_image(*of.cell, "logo.png", {"image_data": _picture()}),
    "picture in a cell": lambda of: of.sheet.embed_image(
        *of.cell, "logo.png", {"image_data": _picture()}
    ),
    "background": lambda of: of.sheet.set_background(_picture()),
    "note": _at_a_cell("write_comment", "ask the ward panel", {"author": "A. Analyst"}),
    "text box": _at_a_cell("insert_textbox", "New CCTV & patrols"),
    "button": _at_a_cell("insert_button", {"caption": "Press", "macro": "Hello"}),
    "check box": _at_a_cell("insert_checkbox", 1),
    "formula": lambda of: of.sheet.write_formula(*of.cell, of.random.choice(FUNCTIONS)),
    "dynamic array": lambda of: of.sheet.write_dynamic_array_formula(
        300, 3, 300, 3, of.random.choice(DYNAMIC)
    ),
    "array": array,
    "header with a picture": header,
    "outline": outline,
    "merged cells": merged,
    "links": links,
    "dates": dates,
    "odd values": odd_values,
    "print settings": page,
    "panes, zoom and tab": panes,
    "filter": lambda of: (of.sheet.autofilter("A1:A9"), of.sheet.filter_column("A", "x > 3"),
                          of.sheet.set_row(2, None, None, {"hidden": True})),
    "protection": _plainly("protect", "secret", {"format_cells": True}),
    "open range": _plainly("unprotect_range", "E4:G6", "Ours"),
    "hidden sheet": lambda of: (of.book.add_worksheet("Hidden").very_hidden(),
                                of.book.add_worksheet("Shown").activate()),
    "ignored errors": _plainly("ignore_errors", {"number_stored_as_text": "A1:A9"}),
    "own name": lambda of: of.book.define_name("Working!Ours", "=Working!$A$1:$A$9"),
    "row and column formats": lambda of: (
        of.sheet.set_row(5, 33, of.book.add_format({"num_format": "0.00%", "italic": True})),
        of.sheet.set_column("B:C", 31.7, of.book.add_format({"bg_color": "#EEEEEE"}))),
}  # fmt: skip
"""Each feature by its name."""
