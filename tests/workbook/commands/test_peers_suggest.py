"""What `safer peers suggest` prints."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from workbook.cli import app

if TYPE_CHECKING:
    from pathlib import Path

HEADER = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
    "Crime type,Last outcome category,Context\n"
)
PLACES = {
    "E01007317": "Barnsley 018A",
    "E01007464": "Doncaster 009A",
    "E01007657": "Rotherham 029A",
    "E01007823": "Sheffield 069A",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = (
        f"{at},2025-01,South Yorkshire Police,South Yorkshire Police,,,,{code},{name},Burglary,,\n"
        for at, (code, name) in enumerate(PLACES.items())
    )
    (tmp_path / "2025-01-south-yorkshire-street.csv").write_text(HEADER + "".join(rows))
    return tmp_path


def said(folder: Path, *options: str) -> str:
    run = CliRunner().invoke(
        app, ["peers", "suggest", "--extracts", str(folder), "--count", "2", *options]
    )
    assert run.exit_code == 0, run.output
    return run.stdout


def test_areas_with_data_are_offered_and_others_named(folder: Path) -> None:
    lines = said(folder, "--area", "Sheffield").splitlines()

    assert lines[-3:] == [
        "Without figures in these extracts: Bradford; Kirklees",
        "Members with figures, to paste into PeerGroups:",
        "Sheffield; Doncaster; Rotherham",
    ]


def test_wales_says_what_its_likeness_lacks(folder: Path) -> None:
    assert "Wales has no deprivation rank that compares with England's" in said(
        folder, "--area", "Cwm Taf"
    )


def test_records_of_wales_have_no_rank(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(said(folder, "--area", "Powys", "--format", "csv"))))

    assert rows[0]["name"] == "Powys"
    assert "mean_imd_rank_weighted" not in rows[0]
    assert {row["has_figures"] for row in rows[1:3]} <= {"True", "False", "true", "false"}


def test_extracts_of_one_area_offer_nobody(tmp_path: Path) -> None:
    row = "1,2025-01,South Yorkshire Police,South Yorkshire Police,,,,E01007823,Sheffield 069A,"
    (tmp_path / "street.csv").write_text(f"{HEADER}{row}Burglary,,\n")

    assert said(tmp_path, "--area", "Sheffield").splitlines()[-1] == (
        "No other area has figures in these extracts: nobody to compare with."
    )
