"""The analysts' tables of the statutory duties."""

from __future__ import annotations

from typing import Final

from workbook.layout.table import Seen, Table, analyst, refresh

DUTIES: Final = "Duties"
"""The sheet that they stand on."""

DUTIES_TABLE: Final = Table(
    name="Duties",
    sheet=DUTIES,
    columns=(
        analyst("Ref", 7, seen=Seen.PUBLIC),
        analyst("Duty", 20, wraps=True, seen=Seen.PUBLIC),
        analyst("Law", 19, wraps=True, seen=Seen.PUBLIC),
        analyst("What is reported", 31, wraps=True, seen=Seen.PUBLIC),
        analyst("Applies in", 9, wraps=True, seen=Seen.PUBLIC),
        analyst("Lead", 12, wraps=True, seen=Seen.PUBLIC),
        analyst("How often", 14, seen=Seen.PUBLIC),
        analyst("Last done", 9, "day", seen=Seen.PUBLIC),
        analyst("Due", 9, "day", seen=Seen.PUBLIC),
        refresh("Status", 10, wraps=True, seen=Seen.PUBLIC),
        analyst("Notes", 10, wraps=True, seen=Seen.RESTRICTED),
    ),
)

CASE_REVIEWS_TABLE: Final = Table(
    name="CaseReviews",
    sheet=DUTIES,
    columns=(
        analyst("Year", 7, seen=Seen.PUBLIC),
        analyst("Notes", 20, wraps=True, seen=Seen.RESTRICTED),
        refresh("Status", 19, seen=Seen.PUBLIC),
        analyst("Applications received", 31, "count", seen=Seen.RESTRICTED),
        analyst("Threshold not met", 9, "count", seen=Seen.RESTRICTED),
        analyst("Reviews carried out", 12, "count", seen=Seen.RESTRICTED),
        analyst("With recommendations", 14, "count", seen=Seen.RESTRICTED),
        analyst("Ends on", 9, "day", seen=Seen.PUBLIC),
        analyst("Published on", 9, "day", seen=Seen.PUBLIC),
    ),
)

DUTY_TABLES: Final = (DUTIES_TABLE, CASE_REVIEWS_TABLE)
