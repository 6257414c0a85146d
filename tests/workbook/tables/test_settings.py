"""The analysts' tables: every fault at once, each with its cell."""

import dataclasses
import datetime

import pytest

from workbook.block import TableData
from workbook.tables.defaults import default_tables
from workbook.tables.settings import settings
from workbook.tables.settings_layout import SECTIONS_TABLE
from xlsrc.domain.errors import TableError
from xlsrc.domain.indicator import Polarity
from xlsrc.domain.month import Month
from xlsrc.extracts.offences import shipped_offences


def with_cell(
    tables: dict[str, TableData], name: str, row: int, column: str, value: object
) -> dict[str, TableData]:
    table = tables[name]
    rows = [list(record) for record in table.rows]
    rows[row][table.columns.index(column)] = value
    return tables | {name: dataclasses.replace(table, rows=tuple(tuple(r) for r in rows))}


def faults_of(tables: dict[str, TableData]) -> tuple[str, ...]:
    with pytest.raises(TableError) as caught:
        settings(tables, shipped_offences().names)
    return caught.value.faults


def test_the_shipped_tables_have_no_fault() -> None:
    assert len(settings(default_tables(), shipped_offences().names).sections) == 9


def test_the_shipped_tables_define_the_headlines_of_the_product() -> None:
    shipped = settings(default_tables(), shipped_offences().names)

    assert {i.id for i in shipped.indicators if i.headline} == {
        "total_notifiable", "asb_incidents", "violence_without_injury", "mopac7_total",
        "public_order", "deliberate_fires", "domestic_abuse", "rape", "knife_injury",
        "personal_robbery", "first_time_entrants", "reoffending", "residential_burglary",
        "shoplifting", "hate_crime", "antisemitic", "repeat_victims", "confidence", "total_harm",
    }  # fmt: skip


def test_three_faults_in_one_row_are_reported_together_with_their_cells() -> None:
    tables = default_tables()
    extra = list(tables["Definitions"].rows[3])
    columns = tables["Definitions"].columns
    extra[columns.index("Id")] = "robbery"
    extra[columns.index("Indicator")] = "Our own"
    extra[columns.index("Polarity")] = "low"
    extra[columns.index("Offences")] = "Burglry"
    rows = (*tables["Definitions"].rows, tuple(extra))
    tables["Definitions"] = dataclasses.replace(tables["Definitions"], rows=rows)

    faults = faults_of(tables)

    last = 5 + len(rows)
    assert [fault.partition(":")[0] for fault in faults] == [
        f"Definitions!A{last}",
        f"Definitions!E{last}",
        f"Definitions!G{last}",
    ]


def test_a_bad_polarity_names_the_words_wanted() -> None:
    tables = with_cell(default_tables(), "Definitions", 0, "Polarity", "low")

    wanted = "polarity must be lower_is_better, higher_is_better or neutral"
    assert faults_of(tables) == (f"Definitions!E6: {wanted}; found 'low'.",)


def test_an_unknown_offence_gets_the_nearest_names() -> None:
    tables = with_cell(default_tables(), "Definitions", 6, "Offences", "Burglry")

    assert "Burglary" in faults_of(tables)[0]


def test_words_are_read_whatever_their_case() -> None:
    tables = with_cell(default_tables(), "Definitions", 0, "Polarity", " Neutral ")

    assert settings(tables, shipped_offences().names).indicators[0].polarity is Polarity.NEUTRAL


def test_an_empty_row_is_no_fault() -> None:
    tables = default_tables()
    table = tables[SECTIONS_TABLE.name]
    empty = (None,) * len(table.columns)
    tables[SECTIONS_TABLE.name] = dataclasses.replace(table, rows=(*table.rows, empty))

    assert len(settings(tables, shipped_offences().names).sections) == 9


def test_a_renamed_column_names_the_table_and_the_column() -> None:
    tables = default_tables()
    columns = ("Ident", *tables["Definitions"].columns[1:])
    tables["Definitions"] = dataclasses.replace(tables["Definitions"], columns=columns)

    assert "must have a column 'Id'" in faults_of(tables)[0]


def test_a_missing_table_is_named() -> None:
    tables = default_tables()
    del tables["KnownChanges"]

    assert faults_of(tables) == ("The table KnownChanges is missing; run `safer build`.",)


def test_an_as_at_month_that_is_no_month_is_a_fault() -> None:
    tables = with_cell(default_tables(), "Settings", 2, "Value", "Christmas")

    assert faults_of(tables)[0].startswith("Settings!B8: value must be a date or YYYY-MM")


def test_a_known_change_keeps_its_months_and_approval() -> None:
    change = settings(default_tables(), shipped_offences().names).known_changes[0]

    assert (change.first, change.last, bool(change.approved_by)) == (Month.of(2024, 3), None, True)


def test_a_known_change_that_ends_before_it_begins_is_a_fault() -> None:
    tables = with_cell(default_tables(), "KnownChanges", 1, "Last month", "2019-01")

    assert "last month must not be before April 2020" in faults_of(tables)[0]


@pytest.mark.parametrize(
    "typed",
    ["2025-11", 202511, 202511.0, datetime.datetime(2025, 11, 1)],  # noqa: DTZ001 - as openpyxl reads a cell
)
def test_a_month_may_be_typed_as_text_as_a_number_or_as_a_date(typed: object) -> None:
    tables = default_tables()
    setting = tables["Settings"].columns.index("Setting")
    names = [row[setting] for row in tables["Settings"].rows]

    read = settings(
        with_cell(tables, "Settings", names.index("As-at month"), "Value", typed),
        shipped_offences().names,
    )

    assert read.as_at == Month.of(2025, 11)
