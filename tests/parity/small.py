"""Settings from rows that stand in no workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbook.defaults import tables_of_rows
from workbook.tables import settings as table_settings
from xlsrc.extracts.offences import offence_names

if TYPE_CHECKING:
    from xlsrc.domain.settings import Settings


def settings_of_rows(rows: dict[str, list[list[Any]]]) -> Settings:
    return table_settings(tables_of_rows(rows), offence_names)
