"""Sources: a row a file, a row a restated month."""

import dataclasses

from tests.support.made_up import made_up_dashboard
from workbook.block import TableBlock
from workbook.sheets.sources.layout import REVISIONS_TABLE, SOURCES_TABLE
from workbook.sheets.sources.values import blocks


def tables(*, without_revisions: bool = False) -> dict[str, TableBlock]:
    dashboard = made_up_dashboard()
    if without_revisions:
        dashboard = dataclasses.replace(dashboard, revisions=())
    return {write.table: write for write in blocks(dashboard) if isinstance(write, TableBlock)}


def test_an_illustrative_file_is_marked_where_the_sheet_looks_for_it() -> None:
    files = [row[0] for row in tables()["Sources"].rows]

    assert [str(file).endswith("‡") for file in files] == [False, True]


def test_a_file_without_gaps_says_none() -> None:
    gaps = SOURCES_TABLE.headers.index("Missing months")

    assert tables()["Sources"].rows[0][gaps] == "none"


def test_a_restated_month_shows_the_difference() -> None:
    difference = REVISIONS_TABLE.headers.index("Difference")

    assert tables()["Revisions"].rows[0][difference] == -2


def test_nothing_restated_is_said_in_words() -> None:
    assert tables(without_revisions=True)["Revisions"].rows[0][0] == "Nothing was restated"
