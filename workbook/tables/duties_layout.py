"""The analysts' tables of the statutory duties."""

from __future__ import annotations

from typing import Final

from workbook.layout.table import Table, analyst, refresh

DUTIES: Final = "Duties"
"""The sheet that they stand on."""

DUTIES_TABLE: Final = Table(
    name="Duties",
    sheet=DUTIES,
    columns=(
        analyst("Ref", 7),
        analyst("Duty", 20, wraps=True),
        analyst("Law", 19, wraps=True),
        analyst("What is reported", 31, wraps=True),
        analyst("Applies in", 9, wraps=True),
        analyst("Lead", 12, wraps=True),
        analyst("How often", 14),
        analyst("Last done", 9, "day"),
        analyst("Due", 9, "day"),
        refresh("Status", 10, wraps=True),
        analyst("Notes", 10, wraps=True),
    ),
)

CASE_REVIEWS_TABLE: Final = Table(
    name="CaseReviews",
    sheet=DUTIES,
    columns=(
        analyst("Year", 7),
        analyst("Notes", 20, wraps=True),
        refresh("Status", 19),
        analyst("Applications received", 31, "count"),
        analyst("Threshold not met", 9, "count"),
        analyst("Reviews carried out", 12, "count"),
        analyst("With recommendations", 14, "count"),
        analyst("Ends on", 9, "day"),
        analyst("Published on", 9, "day"),
    ),
)

DUTY_TABLES: Final = (DUTIES_TABLE, CASE_REVIEWS_TABLE)
