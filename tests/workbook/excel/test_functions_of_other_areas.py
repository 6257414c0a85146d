"""The functions in a workbook that is no dashboard, with extracts of data.police.uk."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.support.paths import EXCERPTS
from tests.support.street import Incidents, months, name, rows, street_file
from workbook.excel import function_figures
from workbook.excel import functions as excel

if TYPE_CHECKING:
    from pathlib import Path

CUT = EXCERPTS / "police_uk_five_lsoas.zip"


@pytest.fixture
def five_lsoas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / CUT.name).write_bytes(CUT.read_bytes())
    monkeypatch.setattr(function_figures, "extracts_folder", lambda: tmp_path)


def burglaries() -> Counter[str]:
    """Those of Sheffield by month, as the rows have them."""
    found: Counter[str] = Counter()
    with zipfile.ZipFile(CUT) as files:
        for file in files.namelist():
            for row in csv.DictReader(io.StringIO(files.read(file).decode())):
                of_sheffield = row["LSOA name"].startswith("Sheffield ")
                found[row["Month"]] += of_sheffield and row["Crime type"] == "Burglary"
    return found


@pytest.mark.usefixtures("five_lsoas")
@pytest.mark.parametrize("area", ["Sheffield", "E08000019", "sheffield"])
def test_the_figures_are_those_of_the_area_s_own_indicators(area: str) -> None:
    counted = burglaries()
    wanted = [[counted[month]] for month in months("2021-01", "2021-09")]

    assert excel.SC_MONTHLY(area, "burglary", "2021-01", "2021-09") == wanted
    assert excel.SC_MONTHLY(area, "asb", "2019-07", "2019-07") == [[""]]


@pytest.mark.usefixtures("five_lsoas")
def test_what_is_no_name_is_answered_with_the_nearest() -> None:
    area = excel.SC_MONTHLY("S. Yorks", "burglary")[0][0]
    indicator = excel.SC_COMMENTARY("burglry", "Sheffield")[0][0]

    assert area == (
        "an area of England and Wales was wanted; found 'S. Yorks': perhaps South Yorkshire or "
        "North Yorkshire"
    )
    assert indicator == (
        "An indicator of the Definitions that are shipped was wanted; found 'burglry': perhaps "
        "Burglary."
    )


def test_a_month_that_the_gate_withholds_is_no_figure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Months of an area none of whose rows are there."""
    monkeypatch.setattr(function_figures, "extracts_folder", lambda: tmp_path)
    force = "West Midlands Police"
    usual = [
        Incidents(place=place, kind=kind, number=number)
        for place, number in (
            ("Coventry", 120),
            ("Walsall", 110),
            ("Dudley", 100),
            ("Solihull", 90),
        )
        for kind in ("Burglary", "Drugs")
    ]
    for month in months("2022-04", "2025-03"):
        there = [one for one in usual if (one.place, month) != ("Walsall", "2024-11")]
        file = tmp_path / name(month, force)
        file.parent.mkdir()
        file.write_text(street_file(rows(force, month, there)), encoding="utf-8")

    found = excel.SC_MONTHLY("Walsall", "burglary", "2024-10", "2024-12")

    assert found == [[110], [""], [110]]
