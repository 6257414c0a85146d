"""Kept answers: what analysts wrote in columns of their own, once its row is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.analyst_table import analyst_table
from workbook.house.table_sheet import TABLE_ROW, table_sheet
from workbook.layout.kept_answers import KEPT_ANSWERS_TABLE
from workbook.sheets.kept_answers.layout import KEPT

if TYPE_CHECKING:
    from workbook.house.canvas import Canvas

NOTE: Final = (
    "What you wrote beside a row that is no longer listed. Refresh adds to it and never takes out: "
    "delete what you have read."
)


def author(canvas: Canvas) -> None:
    """Write the sheet with the rows that seed its table."""
    worksheet = table_sheet(
        canvas, KEPT, title=KEPT.name, note=NOTE, columns=len(KEPT_ANSWERS_TABLE.columns)
    )
    analyst_table(canvas, worksheet, KEPT_ANSWERS_TABLE, TABLE_ROW, entries={}, capacity=0)
    worksheet.freeze_panes(TABLE_ROW + 1, 0)
    worksheet.repeat_rows(0, TABLE_ROW)
