"""The tables that a new workbook starts from, as they are read from one."""

from workbook.block import TableData
from workbook.defaults import default_rows
from workbook.layout.tables import ANALYST_TABLES


def shipped_tables() -> dict[str, TableData]:
    return {
        table.name: TableData(
            name=table.name,
            sheet=table.sheet,
            columns=table.headers,
            first_row=6,
            first_column=1,
            rows=tuple(tuple(row) for row in default_rows(table.name)),
        )
        for table in ANALYST_TABLES
    }
