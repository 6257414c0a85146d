"""The table HarmWeights: every fault names its cell, what was wanted and what was found."""

from __future__ import annotations

import pytest

from tests.workbook.tables.test_settings import faults_of, with_cell
from workbook.tables.defaults import default_tables
from workbook.tables.settings import settings
from xlsrc.defaults import default_settings
from xlsrc.extracts.offences import shipped_offences


def row_of(subgroup: str) -> int:
    rows = default_tables()["HarmWeights"].rows
    return next(at for at, row in enumerate(rows) if row[0] == subgroup)


@pytest.mark.parametrize(
    ("column", "value", "wanted"),
    [
        ("Counts", "Burglry", "'Burglry' is not an offence of any source (the nearest: Burglary"),
        ("Counts", None, "Counts must name at least one offence; found an empty cell"),
        ("Counts", "Rape; Arson", "counts must name no offence twice, nor one of a row above"),
        ("Counts", "Arson; arson", "counts must name no offence twice, nor one of a row above"),
        ("Days", 0, "days must be a number above 0; found '0'"),
        ("Days", None, "days must be a number above 0; found an empty cell"),
        ("Days", "many", "days must be a number; found 'many'"),
        ("Victim-reported", "perhaps", "victim-reported must be yes or no; found 'perhaps'"),
        ("Source", None, "Source must not be empty"),
        ("Subgroup", "Homicide", "Subgroup must be different in every row; found 'Homicide'"),
    ],
)
def test_a_fault_names_its_cell(column: str, value: object, wanted: str) -> None:
    row = row_of("Arson")
    tables = with_cell(default_tables(), "HarmWeights", row, column, value)
    letter = "ABCDEFG"[tables["HarmWeights"].columns.index(column)]

    faults = faults_of(tables)

    (fault,) = faults
    assert fault.startswith(f"Settings!{letter}{6 + row}: {wanted}")


def test_harm_of_a_source_without_subgroups_is_refused_at_its_cell() -> None:
    at = next(
        n for n, row in enumerate(default_tables()["Definitions"].rows) if "Harm" in str(row[6])
    )
    tables = with_cell(default_tables(), "Definitions", at, "Source", "data.police.uk")

    (fault,) = faults_of(tables)
    assert fault.startswith(f"Definitions!G{6 + at}: Offences name HarmWeights, which needs counts")
    assert "by Home Office subgroup: data.police.uk has none of 'Homicide'; found" in fault


def test_an_analyst_s_weights_are_those_of_the_figures() -> None:
    tables = with_cell(default_tables(), "HarmWeights", row_of("Rape"), "Days", 2000.5)
    own = settings(tables, shipped_offences().names)
    harm = next(one for one in own.indicators if one.id == "total_harm")

    assert dict(zip(harm.offences, harm.weights, strict=True))["Rape"] == 2000.5


def test_a_table_and_the_package_give_the_same_indicators() -> None:
    shipped = settings(default_tables(), shipped_offences().names)

    assert shipped.indicators == default_settings().indicators
