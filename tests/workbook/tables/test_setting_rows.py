"""Every setting of the Settings table: read, left out, empty, or not what was wanted."""

from __future__ import annotations

import dataclasses
import datetime
from typing import TYPE_CHECKING

import pytest

from workbook.tables.defaults import default_tables
from workbook.tables.setting_rows import with_value
from workbook.tables.settings import settings
from xlsrc.domain.baseline import baseline_months
from xlsrc.domain.errors import TableError
from xlsrc.domain.month import Month
from xlsrc.domain.setting import YesNo
from xlsrc.domain.settings import MapMeasure, Paper
from xlsrc.extracts.offences import shipped_offences

if TYPE_CHECKING:
    from workbook.block import TableData
    from xlsrc.domain.settings import Settings


def with_cell(name: str, value: object) -> dict[str, TableData]:
    """The shipped tables with this value of a setting."""
    tables = default_tables()
    table = tables["Settings"]
    rows = tuple((row[0], value, row[2]) if row[0] == name else row for row in table.rows)
    return tables | {"Settings": dataclasses.replace(table, rows=rows)}


def without(name: str) -> dict[str, TableData]:
    """The shipped tables without the row of a setting."""
    tables = default_tables()
    table = tables["Settings"]
    rows = tuple(row for row in table.rows if row[0] != name)
    return tables | {"Settings": dataclasses.replace(table, rows=rows)}


def read(tables: dict[str, TableData]) -> Settings:
    return settings(tables, shipped_offences().names)


def fault_of(tables: dict[str, TableData]) -> str:
    with pytest.raises(TableError) as caught:
        read(tables)
    return caught.value.faults[0]


def test_the_shipped_settings_are_those_of_barnet() -> None:
    shipped = read(default_tables())

    assert (shipped.area, shipped.as_at, shipped.last_published, shipped.paper) == (
        "Barnet", None, Month.of(2025, 9), Paper.A4,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["Partnership board", "Area", "As-at month"])
def test_a_setting_without_which_there_is_no_dashboard_is_missed_by_name(name: str) -> None:
    assert fault_of(without(name)) == f"Settings: the setting '{name}' is missing."


def test_the_row_of_a_setting_that_is_no_longer_there_is_read_past() -> None:
    tables = default_tables()
    table = tables["Settings"]
    older = (*table.rows, ("Edition", "PUBLIC EDITION", "The marking of an edition."))

    assert "PUBLIC" not in str(table.rows)
    assert read(tables | {"Settings": dataclasses.replace(table, rows=older)}) == read(tables)


def test_a_setting_that_must_hold_something_may_not_be_empty() -> None:
    assert fault_of(with_cell("Area", None)) == (
        "Settings!B7: Value must not be empty; found an empty cell."
    )


def test_an_older_workbook_without_a_setting_has_its_default() -> None:
    found = [
        read(without("Last published month")).last_published,
        read(without("Peer group")).peer_group.id,
        read(without("Map indicator")).map_indicator,
        read(without("Map measure")).map_measure,
        read(without("Paper")).paper,
    ]

    assert found == [None, "london", "", MapMeasure.RATE, Paper.A4]


def test_the_first_peer_group_stands_in_for_a_missing_choice_whatever_its_name() -> None:
    tables = without("Peer group")
    table = tables["PeerGroups"]
    tables["PeerGroups"] = dataclasses.replace(table, rows=table.rows[::-1])

    assert read(tables).peer_group.id == table.rows[-1][0]


def test_an_empty_peer_group_is_a_fault_and_not_the_first_one() -> None:
    assert fault_of(with_cell("Peer group", None)).endswith("found an empty cell.")


def test_a_table_without_peer_groups_is_one_fault() -> None:
    tables = default_tables()
    tables["PeerGroups"] = dataclasses.replace(tables["PeerGroups"], rows=())

    assert fault_of(tables) == "Settings: PeerGroups needs at least one row."


def test_a_month_that_excel_made_a_date_of_is_read() -> None:
    tables = with_cell("As-at month", datetime.datetime(2025, 10, 1))  # noqa: DTZ001 - as cells are

    assert read(tables).as_at == Month.of(2025, 10)


@pytest.mark.parametrize("text", ["latest", "None", ""])
def test_a_published_month_may_be_left_open(text: str) -> None:
    assert read(with_cell("Last published month", text)).last_published is None


def test_the_maps_indicator_may_be_named_by_its_id() -> None:
    assert read(with_cell("Map indicator", "SHOPLIFTING")).map_indicator == "shoplifting"


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        (
            "Map indicator",
            "Settings!B11: the map's indicator must be the name of one in Definitions; found '?'.",
        ),
        (
            "Map measure",
            "Settings!B12: value must be volume, rate, change, difference or exception; found '?'.",
        ),
        ("Paper", "Settings!B13: value must be A4 or A3; found '?'."),
    ],
)
def test_a_choice_that_is_none_lists_those_there_are(name: str, fault: str) -> None:
    assert fault_of(with_cell(name, "?")) == fault


def test_a_value_given_on_the_command_line_takes_the_place_of_the_rows() -> None:
    tables = default_tables()
    tables["Settings"] = with_value(tables["Settings"], "paper", "A3")

    assert (read(tables).paper, len(tables["Settings"].rows)) == (Paper.A3, 10)


def test_a_value_given_for_a_setting_without_a_row_makes_the_row() -> None:
    tables = without("Paper")
    tables["Settings"] = with_value(tables["Settings"], "paper", "A3")

    assert (read(tables).paper, tables["Settings"].rows[-1]) == (Paper.A3, ("Paper", "A3", None))


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("none", ""),
        (None, ""),
        (2019, "2019"),
        ("2018/19", "2018/19"),
        ("Three years before", "three years before"),
    ],
)
def test_a_baseline_is_a_year_or_three(text: object, read_as: str) -> None:
    assert read(with_cell("Baseline", text)).baseline == read_as


def test_another_baseline_is_refused() -> None:
    wanted = "value must be none, a year as 2019 or 2018/19, or three years before"
    assert fault_of(with_cell("Baseline", "2018/20")) == f"Settings!B15: {wanted}; found '2018/20'."


def test_a_financial_year_that_excel_made_a_date_of_is_read() -> None:
    # 2011/12 as typed is December 2011 to Excel.
    found = read(with_cell("Baseline", datetime.datetime(2011, 12, 1)))  # noqa: DTZ001 - as cells are

    assert baseline_months(found.baseline) == (Month.of(2011, 4), Month.of(2012, 3))


def test_the_year_to_date_is_asked_for_by_yes() -> None:
    assert read(with_cell("Financial year to date", "Yes")).to_date is YesNo.YES
    assert read(without("Financial year to date")).to_date is YesNo.NO
    assert fault_of(with_cell("Financial year to date", "?")) == (
        "Settings!B14: value must be no or yes; found '?'."
    )
