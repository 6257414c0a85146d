"""`safer returns`: a form for each agency to fill in, and the text that asks for what is late."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.package.file_state import NO_FILE
from workbook.package.replace_file import replace_file, writing
from xlsrc.supply.returns import awaited, members, months_of, return_name, wanted_months

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from xlsrc.assessment import Dashboard
    from xlsrc.domain.supply import Agency, Awaited

COLUMNS: Final = ("indicator", "area", "month", "value", "numerator", "denominator", "note")
"""The columns by which `xlsrc.extracts.partner_return` knows a return."""

CHASERS: Final = "Chasers.txt"
WIDTHS: Final = (24, 14, 10, 10, 12, 12, 40)
RULE: Final = "\n\n" + "-" * 72 + "\n\n"
HOW_TO: Final = (
    ("indicator, area, month", "Filled in already; leave them as they are."),
    ("value", "The count. Leave it empty if it is not known; 0 means that none happened."),
    (
        "numerator, denominator",
        (
            "Only for percentages (grey elsewhere): how many of the cases, and of how many cases. "
            "The dashboard works the percentage out; value may stay empty."
        ),
    ),
    (
        "note",
        (
            "Anything the board should know about the row. A note that begins with ILLUSTRATIVE "
            "marks the file as invented."
        ),
    ),
    (
        "personal data",
        "Send numbers only: no names, addresses, dates of birth or case references.",
    ),
)

ReturnRow = tuple[str, str, "datetime.date", bool]
"""A row to fill in: the return's id of the indicator, area, month, whether it is a percentage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The form of one agency, and a line that says what is late."""

    path: Path
    line: str


def write_returns(dashboard: Dashboard, folder: Path) -> tuple[Written, ...]:
    """Write for each agency a form as .xlsx and .csv, and all chasers in one text file.

    A form asks for the months that are overdue, else for the next three. A file of the same name
    that holds entries is never replaced.
    """
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    found = awaited(dashboard)
    written = []
    for one in found:
        rows = _rows(dashboard, one.agency)
        path = _free(folder, return_name(one.agency))
        replace_file(path, _workbook(rows), read=NO_FILE)
        replace_file(path.with_suffix(".csv"), _csv(rows), read=NO_FILE)
        written.append(Written(path=path, line=_line(one)))
    chasers = RULE.join(one.chaser for one in found if one.chaser)
    replace_file(folder / CHASERS, f"{chasers or 'Nothing is awaited.'}\n".encode())
    return tuple(written)


def _rows(dashboard: Dashboard, agency: Agency) -> list[ReturnRow]:
    return [
        (name, dashboard.area.name, month.first_day, assessment.indicator.is_share)
        for assessment in members(dashboard, agency)
        for name in assessment.indicator.offences
        for month in wanted_months(dashboard, assessment)
    ]


def _line(found: Awaited) -> str:
    late = ", ".join(f"{name} ({months_of(first, last)})" for name, first, last in found.late)
    return f"{found.agency.name}: {f'awaited: {late}' if late else 'nothing is late'}"


def _free(folder: Path, name: str) -> Path:
    """A path for a form whose .xlsx and .csv are both free: somebody may have filled one in."""
    path, number = folder / f"{name}.xlsx", 1
    with writing(path):
        while path.exists() or path.with_suffix(".csv").exists():
            number += 1
            path = folder / f"{name} ({number}).xlsx"
    return path


def _csv(rows: list[ReturnRow]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for indicator, area, day, _ in rows:
        writer.writerow((indicator, area, f"{day:%Y-%m}", *("",) * (len(COLUMNS) - 3)))
    # Excel takes a file without the mark for one in the Windows code page.
    return text.getvalue().encode("utf-8-sig")


def _workbook(rows: list[ReturnRow]) -> bytes:
    import xlsxwriter

    from workbook.house.finish import CREATED
    from workbook.house.style import ACCENT, FONT, INPUT, WASH, WHITE

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties({"created": CREATED})
    heading = book.add_format(
        {"font_name": FONT, "bold": True, "font_color": WHITE, "bg_color": ACCENT}
    )
    given = book.add_format({"font_name": FONT})
    month = book.add_format({"font_name": FONT, "num_format": "mmm-yy", "align": "left"})
    entry = book.add_format({"font_name": FONT, "bg_color": INPUT, "border": 1})
    unused = book.add_format({"font_name": FONT, "bg_color": WASH})
    sheet = book.add_worksheet("Return")
    sheet.add_table(
        0,
        0,
        max(len(rows), 1),
        len(COLUMNS) - 1,
        {
            "name": "PartnerReturn",
            "style": None,
            "columns": [{"header": name, "header_format": heading} for name in COLUMNS],
        },
    )
    for at, (indicator, area, day, is_share) in enumerate(rows, start=1):
        sheet.write_string(at, 0, indicator, given)
        sheet.write_string(at, 1, area, given)
        sheet.write_datetime(at, 2, day, month)
        sheet.write_blank(at, 3, None, unused if is_share else entry)
        for column in (4, 5):
            sheet.write_blank(at, column, None, entry if is_share else unused)
        sheet.write_blank(at, 6, None, entry)
    sheet.data_validation(
        1,
        3,
        max(len(rows), 1),
        5,
        {
            "validate": "decimal",
            "criteria": ">=",
            "value": 0,
            "error_title": "A number",
            "error_message": "A number of at least 0, or nothing where it is not known.",
        },
    )
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    how_to = book.add_worksheet("How to fill in")
    how_to.set_column(0, 0, 26, book.add_format({"font_name": FONT, "bold": True, "valign": "top"}))
    how_to.set_column(1, 1, 90, book.add_format({"font_name": FONT, "text_wrap": True}))
    for at, (name, text) in enumerate(HOW_TO):
        how_to.write_row(at, 0, (name, text))
    book.close()
    return content.getvalue()
