"""Definitions: what each indicator counts, as analysts define it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.analyst_table import YES_NO, Entry, analyst_table
from workbook.house.table_sheet import TABLE_ROW, Pages, page_breaks, table_sheet
from workbook.sheets.definitions.layout import DEFINITIONS
from workbook.tables.settings_layout import DEFINITIONS_TABLE
from xlsrc.domain.indicator import Disclosure, Polarity, Source
from xlsrc.national.area_word import is_in_london

if TYPE_CHECKING:
    from workbook.house.canvas import Canvas

CAPACITY: Final = 300
"""Rows that the choices and notes reach."""

REPEATED_COLUMNS: Final = 2

ENTRIES: Final = {
    "Id": Entry(
        note="Small letters, digits and underscores; different in every row. It stays the same "
        "when the name changes, so that history is kept."
    ),
    "Indicator": Entry(note="The name that every sheet shows; different in every row."),
    "Sections": Entry(
        note="Ids of the Sections table on Settings, separated by semicolons. Empty: a partner is "
        "asked for it (safer returns), and no sheet shows it yet."
    ),
    "Headline": Entry(note="yes: a row on Summary (18 fit).", choices=YES_NO),
    "Polarity": Entry(
        note="Which direction is good. neutral is never called better or worse: more reports can "
        "mean more trust.",
        choices=tuple(Polarity),
    ),
    "Offences": Entry(
        note="Offences or groups whose counts are added up, separated by semicolons; for a "
        "partner return the return's indicator id. Where sources count it by other names, a list "
        "for each behind a |."
    ),
    "Per 100 of": Entry(
        note="Fill in for a share per 100: the offences that it is a share of, or for a partner "
        "return its denominator in words; may be above 100 among them allows a numerator above "
        "it. Empty for a count."
    ),
    "Count only": Entry(
        note="yes: never a rate, rank or per cent (very few events).", choices=YES_NO
    ),
    "Disclosure": Entry(
        note="What a public edition shows. small numbers: a partner's months, and the wards of an "
        "offence, with 1 to 4 are not shown, since so few could name a victim. never: nothing of "
        "it. Empty: small numbers for a partner return, open for anything else.",
        choices=tuple(Disclosure),
    ),
    "Normal lag, months": Entry(
        note="How many months behind its data normally are; later than that is marked late. "
        "For several sources one number, or one for each: 2; 1."
    ),
}


def author(canvas: Canvas) -> None:
    """Write the sheet with the rows that seed its table."""
    worksheet = table_sheet(
        canvas,
        DEFINITIONS,
        title="Definitions",
        note="What each indicator counts. Yours to edit: type below the last row to add one, then "
        "run safer build for its panel; safer refresh reads the rest.",
        columns=len(DEFINITIONS_TABLE.columns),
        note_column=REPEATED_COLUMNS,
        pages=Pages.SEVERAL_WIDE,
    )
    analyst_table(
        canvas,
        worksheet,
        DEFINITIONS_TABLE,
        TABLE_ROW,
        entries=ENTRIES | {"Source": _source(canvas)},
        capacity=CAPACITY,
    )
    worksheet.freeze_panes(TABLE_ROW + 1, REPEATED_COLUMNS)
    worksheet.print_across()
    worksheet.repeat_rows(0, TABLE_ROW)
    worksheet.repeat_columns(0, REPEATED_COLUMNS - 1)
    worksheet.set_v_pagebreaks(page_breaks(DEFINITIONS_TABLE, REPEATED_COLUMNS))


def _source(canvas: Canvas) -> Entry:
    """The sources that there are where the workbook's area lies."""
    return Entry(
        note="The data set that it is counted from. Several in order of preference, separated by "
        "semicolons: the first that has the area is used.",
        choices=tuple(one for one in Source if is_in_london(canvas.area) or not one.is_of_london),
        several=True,
    )
