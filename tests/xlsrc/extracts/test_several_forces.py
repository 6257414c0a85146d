"""Files of several police forces beside each other, all made up: what is of one is no other's."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from tests.support.street import (
    Incidents,
    months,
    name,
    outcomes_file,
    rows,
    searches_file,
    street_file,
)
from workbook.build.area_tables import tables_of_area
from workbook.tables.settings import settings as table_settings
from xlsrc.assess import dashboard
from xlsrc.domain.acknowledgement import Acknowledgement
from xlsrc.domain.area import Level
from xlsrc.domain.month import Month
from xlsrc.extracts.store import Store
from xlsrc.extracts.street_file import STREET
from xlsrc.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.settings import Settings

FORCES: Final = {
    "Avon and Somerset Constabulary": ("Bristol", "Somerset"),
    "South Wales Police": ("Cardiff", "Swansea", "Merthyr Tydfil", "Rhondda Cynon Taf"),
    "City of London Police": ("City of London",),
    "Metropolitan Police Service": ("Barnet", "Tower Hamlets"),
}
_SLUGS: Final = {
    "Avon and Somerset Constabulary": "avon-and-somerset",
    "South Wales Police": "south-wales",
    "City of London Police": "city-of-london",
    "Metropolitan Police Service": "metropolitan",
}
TWO_YEARS: Final = months("2023-10", "2025-09")
NOTHING: Final = "A no further action disposal"


def three_files(force: str, month: str) -> dict[str, str]:
    """Street, outcomes and searches of a force's month: in each place 60 burglaries, 40 incidents
    of anti-social behaviour, 9 charges, and 12 searches of which 4 found something.
    """
    path = name(month, _SLUGS[force])
    places = FORCES[force]
    searched = [
        Incidents(place=place, kind=kind, number=number)
        for place in places
        for kind, number in ((NOTHING, 8), ("Arrest", 4))
    ]
    if force == "City of London Police":
        # A good part of a small force's searches lies in the next one's area.
        searched += [Incidents(place="Tower Hamlets", kind=NOTHING, number=6)]
    return {
        path: street_file(
            rows(
                force,
                month,
                [
                    Incidents(place=place, kind=kind, number=number)
                    for place in places
                    for kind, number in (("Burglary", 60), ("Anti-social behaviour", 40))
                ],
            )
        ),
        path.replace("street", "outcomes"): outcomes_file(
            force,
            month,
            [Incidents(place=place, kind="Suspect charged", number=9) for place in places],
        ),
        path.replace("street", "stop-and-search"): searches_file(
            month, searched, seed=5000 * list(FORCES).index(force)
        ),
    }


def all_files(spell: Iterable[str] = TWO_YEARS, forces: Iterable[str] = FORCES) -> dict[str, str]:
    return {
        path: text
        for month in spell
        for force in forces
        for path, text in three_files(force, month).items()
    }


def store_of(folder: Path, files: Mapping[str, str], *, packed: bool = True) -> Store:
    if packed:
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            for path, text in files.items():
                archive.writestr(path, text)
        (folder / "2025-09.zip").write_bytes(content.getvalue())
    else:
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
    return Store.open(folder, cache=None)


def new_settings(store: Store, area: str) -> Settings:
    """What a new workbook of an area says on Settings."""
    tables = tables_of_area(store.area(area), store)
    return table_settings(tables, store.offences.names, store.places)


def shown(store: Store, area: str) -> Dashboard:
    """The figures of a new workbook of an area."""
    return dashboard(Scope.of(store, new_settings(store, area)))


def of(found: Dashboard, indicator: str) -> Assessment:
    return next(one for one in found.assessments if one.indicator.id == indicator)


@pytest.mark.parametrize("packed", [True, False])
def test_a_hole_in_the_files_of_one_force_reaches_no_other(tmp_path: Path, *, packed: bool) -> None:
    files = all_files()
    for path in ("street", "stop-and-search"):
        del files[f"2024-12/2024-12-south-wales-{path}.csv"]
    store = store_of(tmp_path, files, packed=packed)

    bristol, cardiff = shown(store, "Bristol"), shown(store, "Cardiff")

    assert of(bristol, "burglary").volume.last_12 == 12 * 60
    assert of(bristol, "searches").volume.last_12 == 12 * 12
    assert not any(one.findings for one in bristol.assessments)
    assert of(cardiff, "burglary").volume.last_12 is None
    assert of(cardiff, "burglary").volume.last_3 == 3 * 60
    assert of(cardiff, "searches").volume.last_12 is None


def test_a_month_without_searches_leaves_the_same_force_its_crimes(tmp_path: Path) -> None:
    files = all_files()
    del files["2024-12/2024-12-south-wales-stop-and-search.csv"]

    cardiff = shown(store_of(tmp_path, files), "Cardiff")

    assert of(cardiff, "burglary").volume.last_12 == 12 * 60
    assert of(cardiff, "searches").volume.last_12 is None
    assert {one.indicator.id for one in cardiff.assessments if one.withheld_by} == {
        "searches",
        "search_finds",
    }


def test_a_month_without_outcomes_leaves_the_same_force_its_crimes(tmp_path: Path) -> None:
    files = all_files()
    del files["2024-12/2024-12-south-wales-outcomes.csv"]

    cardiff = shown(store_of(tmp_path, files), "Cardiff")

    assert of(cardiff, "burglary").volume.last_12 == 12 * 60
    assert of(cardiff, "positive_outcomes").volume.last_12 is None
    assert of(cardiff, "positive_outcomes").volume.last_3 == pytest.approx(100 * 9 / 60)


@pytest.mark.parametrize("packed", [True, False])
def test_a_small_force_that_searches_next_door_keeps_its_searches(
    tmp_path: Path, *, packed: bool
) -> None:
    """A third of the City's searches lie in Tower Hamlets: its files' names say whose they are."""
    store = store_of(tmp_path, all_files(), packed=packed)

    city, tower = shown(store, "City of London"), shown(store, "Tower Hamlets")

    assert store.findings == ()
    assert of(city, "searches").volume.last_12 == 12 * 12
    assert of(tower, "searches").volume.last_12 == 12 * (12 + 6)


def test_searches_that_run_later_than_crimes_are_cut_at_the_last_month_of_crimes(
    tmp_path: Path,
) -> None:
    files = all_files()
    later = all_files(["2025-10"])
    files |= {path: text for path, text in later.items() if "stop-and-search" in path}

    found = shown(store_of(tmp_path, files, packed=False), "Cardiff")

    assert found.as_at == Month.parse("2025-09")
    assert {str(one.as_at) for one in found.assessments} == {"2025-09"}
    assert of(found, "burglary").volume.last_12 == 12 * 60
    assert of(found, "searches").volume.last_12 == 12 * 12


def test_crimes_that_run_later_than_searches_say_to_which_month_these_are(tmp_path: Path) -> None:
    files = {
        path: text
        for path, text in all_files().items()
        if not (path.startswith("2025-09") and "stop-and-search" in path)
    }

    found = shown(store_of(tmp_path, files), "Cardiff")

    assert found.as_at == Month.parse("2025-09")
    assert str(of(found, "searches").as_at) == "2025-08"
    assert of(found, "searches").volume.last_12 == 12 * 12


def test_the_last_month_is_that_of_the_files_which_count_what_is_asked(tmp_path: Path) -> None:
    files = all_files()
    files |= {
        path: text for path, text in all_files(["2025-10"]).items() if "stop-and-search" in path
    }
    store = store_of(tmp_path, files, packed=False)
    cardiff = store.area("Cardiff")
    source = store.extracts[0].source

    ends = [
        str(store.latest_month(source, Level.BOROUGH, cardiff, names))
        for names in ((), ("Burglary",), ("Searches",), ("No such offence",))
    ]

    assert ends == ["2025-10", "2025-09", "2025-10", "2025-10"]


def test_the_month_that_one_force_has_already_is_that_of_its_own_areas(tmp_path: Path) -> None:
    """One force's folder came a month later."""
    files = all_files() | all_files(["2025-10"], ["South Wales Police"])
    store = store_of(tmp_path, files, packed=False)

    assert shown(store, "Cardiff").as_at == Month.parse("2025-10")
    assert shown(store, "Bristol").as_at == Month.parse("2025-09")


@pytest.mark.parametrize("area", ["Cardiff", "Cwm Taf"])
def test_what_is_acknowledged_as_a_workbook_names_it_holds_there(tmp_path: Path, area: str) -> None:
    """The workbook has Cwm Taf too, of two authorities, itself or among its peers."""
    files = all_files()
    del files["2024-12/2024-12-south-wales-street.csv"]
    store = store_of(tmp_path, files)
    settings = new_settings(store, area)
    (finding,) = dashboard(Scope.of(store, settings)).doubts
    seen = Acknowledgement(
        reference=finding.reference,
        finding=finding.id,
        size=finding.size,
        who="Analyst",
        why="The force published none",
    )

    found = dashboard(Scope.of(store, replace(settings, acknowledged=(seen,))))

    assert found.doubts == ()
    assert any(one.name == "Cwm Taf" for one in finding.areas or ())


def test_each_line_of_sources_says_whose_files_it_is_of(tmp_path: Path) -> None:
    found = shown(store_of(tmp_path, all_files()), "Cardiff")

    of_streets = [one for one in found.sources if one.layout == STREET]
    by_whole_area = [one for one in of_streets if one.level == Level.BOROUGH.value]
    assert sorted(one.notes for one in by_whole_area) == sorted(FORCES)
