"""Outcomes and searches of data.police.uk. Every file here is made up: none of them is bundled."""

from __future__ import annotations

import io
import math
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.support.street import (
    Incidents,
    months,
    outcomes_file,
    rows,
    searches_file,
    street_file,
)
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.offences import shipped_offences
from xlsrc.extracts.panel import Selection
from xlsrc.extracts.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from xlsrc.extracts.extract import Extract

WEST = "West Midlands Police"
COVENTRY = Area(code="E08000026", name="Coventry")
WALSALL = Area(code="E08000030", name="Walsall")
TWO_YEARS = months("2023-04", "2025-03")
CHARGED, NO_SUSPECT = "Suspect charged", "Investigation complete; no suspect identified"
NOTHING, ARREST = "A no further action disposal", "Arrest"

DECIDED = [
    Incidents(place="Coventry", kind=CHARGED, number=7),
    Incidents(place="Coventry", kind="Local resolution", number=4),
    Incidents(place="Coventry", kind="Offender fined", number=3),
    Incidents(place="Coventry", kind=NO_SUSPECT, number=50),
    Incidents(place="Walsall", kind=CHARGED, number=2),
    Incidents(place="", kind=NO_SUSPECT, number=5),
]
CRIMES = [
    Incidents(place="Coventry", kind="Burglary", number=80),
    Incidents(place="Coventry", kind="Anti-social behaviour", number=30),
    Incidents(place="Walsall", kind="Burglary", number=20),
]
SEARCHED = [
    Incidents(place="Coventry", kind=NOTHING, number=30),
    Incidents(place="Coventry", kind="Nothing found - no further action", number=5),
    Incidents(place="Coventry", kind="", number=3),
    Incidents(place="Coventry", kind=ARREST, number=9),
    Incidents(place="Coventry", kind="Khat or Cannabis warning", number=2),
    Incidents(place="Walsall", kind=ARREST, number=1),
]


def download(over: Sequence[str], folder: str = "") -> dict[str, str]:
    """Files of all three kinds of each month."""
    found = {}
    for month in over:
        at = f"{folder}{month}/{month}-west-midlands"
        found[f"{at}-street.csv"] = street_file(rows(WEST, month, CRIMES, seed=folder))
        found[f"{at}-outcomes.csv"] = outcomes_file(WEST, month, DECIDED, seed=folder)
        found[f"{at}-stop-and-search.csv"] = searches_file(month, SEARCHED)
    return found


def packed(files: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def series(store: Store, area: Area, name: str, last: str = "2025-03") -> list[float]:
    selection = [Selection(offences=(name,))]
    panel = store.panel(Source.POLICE_UK, area.level, [area], selection, Month.parse(last))
    found: list[float] = panel.counts[0, 0, -24:].tolist()
    return found


@pytest.mark.parametrize("kind", ["month folders", "archive", "loose"])
def test_every_name_of_the_definitions_has_its_count(
    store_of: Callable[..., Store], kind: str
) -> None:
    files: dict[str, str | bytes] = {**download(TWO_YEARS)}
    if kind == "archive":
        files = {"2025-03.zip": packed(download(TWO_YEARS))}
    elif kind == "loose":
        files = {name.split("/")[-1]: content for name, content in files.items()}
    store = store_of(files)

    assert (store.findings, store.faults) == ((), ())
    assert {line.state for line in store.files} == {"read"}
    counts = {
        "Positive outcomes": 11,
        "Community resolution": 4,
        "Outcomes at court": 3,
        "Outcomes without action": 50,
        "All outcomes": 64,
        "Searches": 49,
        "Searches of a person": 49,
        "Finds": 11,
        "Searches that found something": 11,
        "All notifiable offences": 80,
    }
    for name, count in counts.items():
        assert series(store, COVENTRY, name) == [count] * 24, name
    assert series(store, WALSALL, "Finds") == [1] * 24


def test_the_definitions_know_the_names() -> None:
    names = shipped_offences().names(Source.POLICE_UK)

    assert {"Positive outcomes", "All outcomes", "Searches", "Finds", CHARGED} <= names
    assert not {"Suspect charged", "Finds"} & shipped_offences().of(
        Source.POLICE_UK, "All notifiable offences"
    )
    assert len(shipped_offences().of(Source.POLICE_UK, "All notifiable offences")) == 15


def test_an_outcome_that_nobody_knows_is_not_positive(store_of: Callable[..., Store]) -> None:
    new = [Incidents(place="Coventry", kind="Referred to the stars", number=6), *DECIDED]
    store = store_of({"o.csv": outcomes_file(WEST, "2025-03", new)})

    assert series(store, COVENTRY, "Positive outcomes")[-1] == 11
    assert series(store, COVENTRY, "Outcomes without action")[-1] == 56
    assert series(store, COVENTRY, "All outcomes")[-1] == 70


def test_outcomes_and_searches_have_wards_and_lsoas(store_of: Callable[..., Store]) -> None:
    store = store_of(download(TWO_YEARS))

    for level in (Level.WARD, Level.LSOA):
        (area,) = (one for one in store.areas(level) if one.borough == "Coventry")
        assert series(store, area, "Positive outcomes") == [11] * 24
        assert series(store, area, "Finds") == [11] * 24


def test_a_month_of_outcomes_that_is_missing_is_no_0(store_of: Callable[..., Store]) -> None:
    """Crimes and searches of the month are there, and stay."""
    files = download(TWO_YEARS)
    del files["2024-07/2024-07-west-midlands-outcomes.csv"]
    store = store_of({"all.zip": packed(files)})

    found = series(store, COVENTRY, "Positive outcomes")

    assert math.isnan(found[15])
    assert found[:15] + found[16:] == [11] * 23
    assert series(store, COVENTRY, "Burglary") == [80] * 24
    assert series(store, COVENTRY, "Finds") == [11] * 24
    (finding,) = store.findings
    assert (finding.rule, "Positive outcomes" in str(finding.offences)) == ("months-missing", False)
    assert CHARGED in (finding.offences or ())


def test_outcomes_alone_give_no_crime(store_of: Callable[..., Store]) -> None:
    store = store_of({"o.csv": outcomes_file(WEST, "2025-03", DECIDED)})

    assert all(map(math.isnan, series(store, COVENTRY, "All notifiable offences")))
    assert all(map(math.isnan, series(store, COVENTRY, "Burglary")))


def test_the_same_month_of_outcomes_in_two_files_counts_once(
    store_of: Callable[..., Store],
) -> None:
    text = outcomes_file(WEST, "2025-03", DECIDED)
    store = store_of({"a.csv": text, "b.csv": text + "\n"})

    assert series(store, COVENTRY, CHARGED)[-1] == 7
    assert "b.csv holds the same month as a.csv" in store.faults[0]


def test_the_same_month_of_searches_in_two_files_counts_once(
    store_of: Callable[..., Store],
) -> None:
    text = searches_file("2025-03", SEARCHED)
    store = store_of({"a.csv": text, "b.csv": text + "\n"})

    assert series(store, COVENTRY, "Searches")[-1] == 49
    assert "b.csv holds the same month as a.csv" in store.faults[0]


def test_two_forces_that_search_in_one_area_are_added(store_of: Callable[..., Store]) -> None:
    """The files do not name them: City of London's and the Metropolitan Police's are such."""
    other = searches_file("2025-03", SEARCHED[:1], seed=5000)
    store = store_of({"a.csv": searches_file("2025-03", SEARCHED), "b.csv": other})

    assert store.faults == ()
    assert series(store, COVENTRY, "Searches")[-1] == 79


def test_searches_all_over_the_country_are_added_to_other_forces(
    store_of: Callable[..., Store],
) -> None:
    trains = [
        Incidents(place=place, kind=ARREST, number=4) for place in ("Coventry", "Leeds", "Bristol")
    ]
    store = store_of(
        {
            "a.csv": searches_file("2025-03", SEARCHED),
            "b.csv": searches_file("2025-03", trains, seed=5000),
        }
    )

    assert series(store, COVENTRY, "Finds")[-1] == 15
    assert {area.name for area in store.areas(Level.BOROUGH)} == {"Coventry", "Walsall"}


def test_the_first_hour_of_a_summer_month_is_of_that_month(store_of: Callable[..., Store]) -> None:
    """Dates are of Greenwich: 1 July at 0:30 is 30 June at 23:30."""
    text = searches_file("2024-07", SEARCHED).replace("2024-07-01T00:00", "2024-06-30T23:30")
    store = store_of({"july.csv": text})

    before, july = series(store, COVENTRY, "Searches", "2024-07")[-2:]

    assert math.isnan(before)
    assert july == 49


def test_a_kind_of_search_is_told_from_another(store_of: Callable[..., Store]) -> None:
    vehicles = searches_file("2025-03", SEARCHED[:1], of="Vehicle search", seed=5000)
    people = searches_file("2025-03", SEARCHED)
    together = people + "".join(line + "\n" for line in vehicles.splitlines()[1:])
    store = store_of({"a.csv": together})

    assert series(store, COVENTRY, "Searches of a vehicle")[-1] == 30
    assert series(store, COVENTRY, "Searches of a person")[-1] == 49
    assert series(store, COVENTRY, "Searches")[-1] == 79


def test_a_search_without_a_date_is_told(store_of: Callable[..., Store]) -> None:
    text = searches_file("2025-03", SEARCHED).replace("2025-03-01T00:05:00+00:00", "yesterday")
    store = store_of({"a.csv": text})

    assert "a.csv, column Date: a month such as 2025-04 was wanted; found" in store.faults[0]


def test_a_newer_download_of_half_a_year_is_not_put_behind(store_of: Callable[..., Store]) -> None:
    newer = {
        name: text
        for name, text in download(months("2025-01", "2025-05"), "later/").items()
        if "street" not in name
    }
    store = store_of({**download(TWO_YEARS, "all/"), **newer})

    assert math.isnan(series(store, COVENTRY, CHARGED, "2025-05")[-1])
    assert {one.rule for one in store.findings} == {"two-downloads"}


def test_what_is_kept_gives_the_same_again(tmp_path: Path) -> None:
    (tmp_path / "extracts").mkdir()
    (tmp_path / "extracts" / "all.zip").write_bytes(packed(download(TWO_YEARS)))

    first, again = (Store.open(tmp_path / "extracts", cache=tmp_path / "cache") for _ in range(2))

    assert [held(one) for one in again.extracts] == [held(one) for one in first.extracts]
    assert again.findings == first.findings


def held(extract: Extract) -> tuple[object, ...]:
    return (
        extract.file,
        extract.layout,
        extract.areas,
        extract.labels,
        extract.area.tolist(),
        extract.count.tolist(),
        extract.months,
        extract.notes,
    )
