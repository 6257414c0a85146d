"""Settings from rows that stand in no workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbook.block import TableData
from workbook.layout.tables import ANALYST_TABLES
from workbook.tables import settings as table_settings
from xlsrc.extracts.offences import offence_names

if TYPE_CHECKING:
    from xlsrc.domain.settings import Settings


def settings_of_rows(rows: dict[str, list[list[Any]]]) -> Settings:
    return table_settings(
        {
            table.name: TableData(
                name=table.name,
                sheet=table.sheet,
                columns=table.headers,
                first_row=1,
                first_column=1,
                rows=tuple(tuple(row) for row in rows[table.name]),
            )
            for table in ANALYST_TABLES
        },
        offence_names,
    )
