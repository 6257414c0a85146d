"""What one refresh is about: the people that rates are worked out on lie with the extracts."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.made_up import made_up_settings
from tests.support.paths import ROOT
from tests.support.street import Incidents, rows, street_file
from xlsrc.assess import dashboard
from xlsrc.domain.area import Level
from xlsrc.domain.errors import ExtractError
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.places import shipped_places
from xlsrc.extracts.population import populations_for
from xlsrc.extracts.store import Store
from xlsrc.records import records
from xlsrc.resources import data_folder
from xlsrc.scope import Scope

if TYPE_CHECKING:
    from pathlib import Path

    from xlsrc.assessment import Dashboard

PUBLISHED = ROOT / "tests" / "data" / "london_borough_population_2011_2022.csv"


@pytest.fixture
def extracts(tmp_path: Path) -> Path:
    """The bundled release of recorded crime, without the populations beside it."""
    shutil.copytree(data_folder() / "mps", tmp_path / "extracts" / "mps")
    return tmp_path / "extracts"


def mid_2024(boroughs: int = 33) -> str:
    """Made-up estimates of one year, 400,000 people in each borough, Barnet among the first."""
    lines = PUBLISHED.read_text(encoding="utf-8").splitlines()[1 : boroughs + 1]
    names = [",".join(line.split(",")[:2]) for line in lines]
    return "\n".join(["LAD24CD,LAD24NM,2024", *(f"{name},400000" for name in names)])


def write_population(folder: Path, text: str) -> None:
    folder.mkdir()
    (folder / "mid_2024.csv").write_text(text, encoding="utf-8")


def shown(extracts: Path, as_at: Month | None = None) -> Dashboard:
    settings = replace(made_up_settings(), as_at=as_at)
    return dashboard(Scope.of(Store.open(extracts), settings))


def total(found: Dashboard) -> dict[str, object]:
    return dict(next(row for row in records(found) if row["indicator"] == "total_notifiable"))


def test_rates_rest_on_the_bundled_people_where_the_extracts_bring_none(extracts: Path) -> None:
    row = total(shown(extracts))

    # ONS: 390,346 people lived in Barnet in mid-2022; 28,538 offences were recorded in 2025.
    assert row["population_year"] == 2022
    assert row["rate_per_1000"] == pytest.approx(1000 * 28_538 / 390_346)


@pytest.mark.parametrize("place", ["extracts/population", "population"])
def test_people_that_lie_with_the_extracts_change_the_rate(extracts: Path, place: str) -> None:
    write_population(extracts.parent / place, mid_2024())

    row = total(shown(extracts))

    assert row["population_year"] == 2024
    assert row["rate_per_1000"] == pytest.approx(1000 * 28_538 / 400_000)


def test_peers_without_newer_people_keep_all_on_the_older_year(extracts: Path) -> None:
    write_population(extracts / "population", mid_2024(boroughs=20))

    row = total(shown(extracts))

    assert row["population_year"] == 2022


def test_wards_keep_the_bundled_people_when_only_boroughs_are_newer(extracts: Path) -> None:
    write_population(extracts / "population", mid_2024())

    ward_map = shown(extracts).ward_map

    assert ward_map is not None
    assert ward_map.population_year == 2022


def test_the_files_that_gave_people_are_named_the_bundled_one_behind_them(tmp_path: Path) -> None:
    write_population(tmp_path / "population", PUBLISHED.read_text(encoding="utf-8"))

    files = populations_for(tmp_path, shipped_places()).files

    assert [(one.file, one.level, one.areas, one.bundled) for one in files] == [
        ("population/mid_2024.csv", Level.BOROUGH, 33, False),
        ("England and Wales, mid-year estimates 2011 to 2022, by LSOA", Level.LSOA, 35_672, True),
    ]


def test_a_month_after_the_extracts_is_refused(extracts: Path) -> None:
    with pytest.raises(
        ExtractError, match="wanted 2026-03, found MPS recorded crime for Barnet to"
    ):
        shown(extracts, as_at=Month.of(2026, 3))


def test_offences_are_counted_by_the_list_that_lies_with_the_extracts(extracts: Path) -> None:
    (extracts / "offences.csv").write_text(
        "source,release_group,release_label,offence,group,notifiable\n"
        "MPS recorded crime,ARSON AND CRIMINAL DAMAGE,ARSON,Arson,Arson and criminal damage,no\n",
        encoding="utf-8",
    )
    indicators = {row["indicator"]: row for row in records(shown(extracts))}
    arson = indicators["arson"]["volume_12m"]

    assert isinstance(arson, float)
    assert indicators["total_notifiable"]["volume_12m"] == 28_538 - arson


def test_indicators_of_which_the_area_has_nothing_say_what_to_do(tmp_path: Path) -> None:
    """As in a workbook of London that is told to be of Sheffield."""
    for month in ("2024-01", "2024-02"):
        incidents = [Incidents(place="Sheffield", kind="Burglary", number=9)]
        file = tmp_path / f"{month}-south-yorkshire-street.csv"
        file.write_text(street_file(rows("South Yorkshire Police", month, incidents)))
    store = Store.open(tmp_path, cache=None)
    mps = tuple(
        one
        for one in made_up_settings().indicators
        if Source.POLICE_UK not in {choice.source for choice in one.choices}
    )
    settings = replace(made_up_settings(), indicators=mps, area="Sheffield")

    with pytest.raises(ExtractError) as raised:
        Scope.of(store, settings)

    assert str(raised.value).startswith(
        "figures of Sheffield were wanted, by the table Definitions from MPS"
    )
    assert str(raised.value).endswith(
        f"; found data.police.uk alone in {tmp_path}: make a workbook of what is there (safer new "
        f'--area "Sheffield" --extracts "{tmp_path}"), or give the indicators their sources in '
        "Definitions"
    )
