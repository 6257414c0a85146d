"""The file rules on wards, LSOAs and the dashboard: copies of the bundled files with one fault."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

import pytest

from xlsrc.extracts.gate.finding import Severity
from xlsrc.extracts.store import Store
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path

WARDS: Final = "mps/2026-01/MPS Ward Level Crime (most recent 24 months).csv"
LSOAS: Final = "mps/2026-04/MPS LSOA Level Crime (most recent 24 months) - Barnet.csv"
DASHBOARD: Final = "mps-dashboard/2025-08/M1045_MonthlyCrimeDashboard_OtherCrimeData.csv"

pytestmark = pytest.mark.slow


def rows_of(name: str) -> list[list[str]]:
    with (data_folder() / name).open(encoding="utf-8-sig") as file:
        return list(csv.reader(file))


def opened(folder: Path, name: str, rows: list[list[str]]) -> Store:
    target = folder / name
    target.parent.mkdir(parents=True)
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return Store.open(folder, cache=None)


@pytest.mark.parametrize("name", [WARDS, LSOAS])
def test_a_row_that_stands_twice_stops_the_file(name: str, tmp_path: Path) -> None:
    rows = rows_of(name)

    store = opened(tmp_path, name, [*rows, rows[7]])

    (finding,) = [one for one in store.findings if one.is_doubt]
    assert (finding.rule, finding.severity) == ("repeated-key", Severity.STOPS)
    assert f"rows 8 and {len(rows) + 1} are both" in finding.found


@pytest.mark.parametrize("name", [WARDS, LSOAS])
def test_a_total_among_the_rows_stops_the_file(name: str, tmp_path: Path) -> None:
    header, *rows = rows_of(name)
    months = [at for at, text in enumerate(header) if text.isdigit()]
    place = rows[0][: months[0]]
    # All rows of the first row's area, summed.
    code = header.index("WardCode") if "WardCode" in header else header.index("LSOA Code")
    own = [row for row in rows if row[code] == place[code]]
    total = [str(sum(int(row[at]) for row in own)) for at in months]
    label = next(at for at, text in enumerate(header) if text in {"MinorText", "Minor Category"})
    place[label] = "TOTAL"

    store = opened(tmp_path, name, [header, *rows, [*place, *total]])

    (finding,) = [one for one in store.findings if one.is_doubt]
    assert (finding.rule, finding.severity) == ("total-row", Severity.STOPS)


def test_a_wards_missing_row_is_found(tmp_path: Path) -> None:
    header, *rows = rows_of(WARDS)
    label, ward = header.index("MinorText"), header.index("WardCode")
    first = header.index(next(text for text in header if text.isdigit()))
    violence = [row for row in rows if row[label] == "VIOLENCE WITHOUT INJURY"]
    largest = max(violence, key=lambda row: sum(map(int, row[first:])))
    kept = [row for row in rows if row is not largest]

    store = opened(tmp_path, WARDS, [header, *kept])

    (finding,) = [one for one in store.findings if one.is_doubt]
    assert finding.rule == "rows-missing"
    assert {area.code for area in finding.areas or ()} == {largest[ward]}
    assert len(finding.missing) == 1


def test_a_borough_that_the_dashboard_lost_is_found(tmp_path: Path) -> None:
    header, *rows = rows_of(DASHBOARD)
    kept = [row for row in rows if "Barnet" not in row]

    store = opened(tmp_path, DASHBOARD, [header, *kept])

    doubts = [one for one in store.findings if one.is_doubt]
    assert [one.rule for one in doubts] == ["area-missing"]
    assert {area.name for area in doubts[0].areas or ()} == {"Barnet"}


def test_an_offence_of_a_borough_that_the_dashboard_lost_is_found(tmp_path: Path) -> None:
    header, *rows = rows_of(DASHBOARD)
    kept = [row for row in rows if "Barnet" not in row or "Domestic Abuse" not in row]

    store = opened(tmp_path, DASHBOARD, [header, *kept])

    doubts = [one for one in store.findings if one.is_doubt]
    assert [one.rule for one in doubts] == ["rows-missing"]
    assert {area.name for area in doubts[0].areas or ()} == {"Barnet"}
    assert "Domestic abuse" in (doubts[0].offences or ())
