"""Sources: a row a file, a row a restated month."""

import dataclasses
import datetime

from tests.support.made_up import made_up_dashboard
from workbook.block import TableBlock
from workbook.sheets.sources.layout import REVISIONS_TABLE, SOURCES_TABLE
from workbook.sheets.sources.values import blocks
from xlsrc.domain.area import Level
from xlsrc.extracts.population_files import PopulationFile


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


def test_the_people_that_rates_are_per_head_of_have_a_row_with_their_years() -> None:
    file = PopulationFile(
        file="population/mid_2024.csv",
        level=Level.BOROUGH,
        areas=33,
        first_year=2023,
        last_year=2024,
        sha256="ab" * 32,
        bundled=False,
    )
    dashboard = dataclasses.replace(made_up_dashboard(), populations=(file,))
    table = next(one for one in blocks(dashboard) if isinstance(one, TableBlock))

    row = dict(zip(SOURCES_TABLE.headers, table.rows[-1], strict=True))

    assert (row["File"], row["Rows"], row["SHA-256"]) == (file.file, 33, "ab" * 8)
    assert (row["First month"], row["Last month"]) == (
        datetime.date(2023, 6, 1),
        datetime.date(2024, 6, 1),
    )


def test_a_restated_month_shows_the_difference() -> None:
    difference = REVISIONS_TABLE.headers.index("Difference")

    assert tables()["Revisions"].rows[0][difference] == -2


def test_nothing_restated_is_said_in_words() -> None:
    assert tables(without_revisions=True)["Revisions"].rows[0][0] == "Nothing was restated"
