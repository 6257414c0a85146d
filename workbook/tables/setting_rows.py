"""The Settings table: its rows in a new workbook, and the values in a workbook's rows."""

from __future__ import annotations

import dataclasses
import datetime
from typing import TYPE_CHECKING, Any

from workbook.tables.settings_layout import SETTINGS_TABLE
from xlsrc.domain.settings import ALL_SETTINGS

if TYPE_CHECKING:
    from workbook.block import Cell, TableData
    from workbook.tables.table_reader import Reader, Record
    from xlsrc.domain.setting import Nameable, Setting


def shipped_rows() -> list[list[Cell]]:
    """The rows that a new workbook's Settings table is seeded with."""
    return [[setting.name, setting.shipped, setting.meaning] for setting in ALL_SETTINGS.values()]


def setting_values(reader: Reader, nameable: Nameable) -> dict[str, Any]:
    """The value of every setting, by the field of Settings; faults go to the reader.

    ``nameable`` are the rows of the other tables, which a setting may name.
    """
    records = {record.text("Setting"): record for record in reader.records(SETTINGS_TABLE.name)}
    values = {}
    for field, setting in ALL_SETTINGS.items():
        record = records.get(setting.name)
        if record is not None:
            values[field] = _value(setting, record, nameable)
        elif setting.required:
            reader.faults.append(
                f"{SETTINGS_TABLE.sheet}: the setting '{setting.name}' is missing."
            )
        else:
            values[field] = setting.without_row(nameable)
    return values


def own_area(reader: Reader) -> str:
    """The area that the Settings table names; '' for none."""
    name = ALL_SETTINGS["area"].name
    records = reader.records(SETTINGS_TABLE.name)
    return next((one.text("Value") for one in records if one.text("Setting") == name), "")


def _value(setting: Setting, record: Record, nameable: Nameable) -> object:
    found = record.raw("Value")
    # Excel makes a date of a month that is typed as YYYY-MM.
    is_date = isinstance(found, datetime.date)
    text = f"{found:%Y-%m}" if is_date else record.text("Value", required=setting.required)
    try:
        return setting.parse(text, nameable)
    except ValueError as error:
        record.fault("Value", str(error))
        return setting.default


def with_value(table: TableData, field: str, value: str) -> TableData:
    """The Settings table with this value, in a new last row where there is no such setting."""
    name = ALL_SETTINGS[field].name
    setting, at = table.columns.index("Setting"), table.columns.index("Value")
    there = any(row[setting] == name for row in table.rows)
    added = {setting: name, at: value}
    new = tuple(added.get(column) for column in range(len(table.columns)))
    rows = tuple(
        (*row[:at], value, *row[at + 1 :]) if row[setting] == name else row
        for row in (table.rows if there else (*table.rows, new))
    )
    return dataclasses.replace(table, rows=rows)
