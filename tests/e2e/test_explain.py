"""`safer figures --explain` as a user meets it."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from tests.e2e.test_commands import safer

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def test_explain_prints_parts_and_how_many_offences_have_a_ward(tmp_path: Path) -> None:
    printed = safer("figures", "--explain", "total_notifiable", folder=tmp_path).stdout

    assert "27,910 of 28,538 have a ward" in printed.splitlines()


def test_explain_prints_the_year_and_the_quarter_by_offence_and_by_ward(tmp_path: Path) -> None:
    printed = safer("figures", "--explain", "burglary", folder=tmp_path).stdout

    assert [line.strip() for line in printed.splitlines() if line.startswith("Burglary in")] == [
        "Burglary in Barnet by offence, 12 months to December 2025",
        "Burglary in Barnet by ward, 12 months to December 2025",
        "Burglary in Barnet by offence, 3 months to December 2025",
        "Burglary in Barnet by ward, 3 months to December 2025",
    ]


def test_explain_as_json_has_the_parts(tmp_path: Path) -> None:
    printed = safer(
        "figures", "--explain", "residential_burglary", "--format", "json", folder=tmp_path
    ).stdout
    first = next(row for row in json.loads(printed) if row["by"] == "ward")

    assert (first["part"], first["now"], first["before"], first["more_than_noise"]) == (
        "Childs Hill", 84, 155, True,
    )  # fmt: skip


def test_explain_as_csv_adds_up(tmp_path: Path) -> None:
    printed = safer("figures", "--explain", "burglary", "--format", "csv", folder=tmp_path).stdout
    rows = [
        row
        for row in csv.DictReader(io.StringIO(printed))
        if (row["months"], row["by"]) == ("12", "offence")
    ]
    total = next(float(row["difference"]) for row in rows if row["is_total"] == "True")

    assert sum(float(row["difference"]) for row in rows if row["is_total"] == "False") == total


def test_explaining_an_unknown_indicator_suggests_the_nearest(tmp_path: Path) -> None:
    run = safer("figures", "--explain", "burglery", folder=tmp_path)

    assert (run.returncode, "burglary" in run.stderr.splitlines()[-1]) == (1, True)


def test_explaining_a_share_says_what_can_be_explained(tmp_path: Path) -> None:
    run = safer("figures", "--explain", "confidence", folder=tmp_path)

    assert (run.returncode, "MPS recorded crime" in run.stderr.splitlines()[-1]) == (1, True)
