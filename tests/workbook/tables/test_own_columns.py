"""What stands in an analysts' own column alone is no row of the table."""

from __future__ import annotations

import dataclasses

from workbook.tables.defaults import default_tables
from workbook.tables.published_layout import EDITIONS_TABLE
from workbook.tables.settings import settings
from xlsrc.extracts.offences import shipped_offences


def test_a_row_with_nothing_but_a_word_in_an_own_column_is_none() -> None:
    tables = default_tables()
    editions = tables[EDITIONS_TABLE.name]
    own = (*(None for _ in editions.columns), "who prints it?")
    beside = dataclasses.replace(editions, columns=(*editions.columns, "Mine"), rows=(own,))

    found = settings(tables | {editions.name: beside}, shipped_offences().names)

    assert found.published == ()
