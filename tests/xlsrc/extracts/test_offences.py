from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from xlsrc.domain.errors import ExtractError
from xlsrc.domain.harm import ALL_WEIGHTS, VICTIM_REPORTED
from xlsrc.domain.indicator import Source
from xlsrc.extracts.label import Label
from xlsrc.extracts.offences import Offences, offences_for, shipped_offences
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from xlsrc.extracts.store import Store

SHIPPED = shipped_offences()
MPS, DASHBOARD = Source.MPS_RECORDED_CRIME, Source.MPS_DASHBOARD


@pytest.mark.parametrize(
    "label",
    [
        "DOMESTIC BURGLARY",
        "BURGLARY IN A DWELLING",
        "BURGLARY - RESIDENTIAL",
        "RES BURGLARY OF A HOME",
        "RES BURGLARY OF UNCONNECTED BUILDING",
    ],
)
def test_residential_burglary_has_five_spellings(label: str) -> None:
    """Trap 4 of extracts.md."""
    assert (
        SHIPPED.meaning_of(MPS, Label(group="BURGLARY", offence=label)).offence
        == "Residential burglary"
    )


@pytest.mark.parametrize(
    ("group", "label", "offence"),
    [
        ("Vehicle Offences", "Theft From a Motor Vehicle", "Theft from a motor vehicle"),
        ("VEHICLE OFFENCES", "THEFT FROM A VEHICLE", "Theft from a motor vehicle"),
        (
            "PUBLIC ORDER OFFENCES",
            "PUBLIC FEAR, ALARM OR DISTRESS",
            "Public fear, alarm or distress",
        ),
        (
            "Public Order Offences",
            "Racially or Religiously Aggravated Public Fear, Al",
            "Racially or religiously aggravated public fear",
        ),
        (
            "Public Order Offences",
            "Racially or Religiously Aggravated Public Fear, Alarm or Distress",
            "Racially or religiously aggravated public fear",
        ),
        (
            "Miscellaneous Crimes Against Society",
            "Threat or Possession With Intent to Commit Crimina",
            "Miscellaneous crimes against society",
        ),
    ],
)
def test_a_label_means_the_same_in_every_release(group: str, label: str, offence: str) -> None:
    """Trap 3: Title Case to 2024, UPPER CASE since, labels cut at 50 characters."""
    assert SHIPPED.meaning_of(MPS, Label(group=group, offence=label)).offence == offence


def test_two_spellings_of_a_dashboard_label_are_one_offence() -> None:
    spellings = ("Domestic Abuse Violence with Injury", "Domestic Abuse violence with injury")

    offences = {
        SHIPPED.meaning_of(DASHBOARD, Label(group="Domestic Abuse", offence=s)) for s in spellings
    }

    assert [meaning.offence for meaning in offences] == ["Domestic abuse with injury"]


def test_a_new_label_keeps_its_own_words_inside_its_group() -> None:
    meaning = SHIPPED.meaning_of(MPS, Label(group="ROBBERY", offence="ROBBERY BY DRONE"))

    assert (meaning.offence, meaning.group) == ("ROBBERY BY DRONE", "Robbery")


def test_other_accepted_crime_is_not_notifiable() -> None:
    """Trap 10."""
    label = Label(group="OTHER ACCEPTED CRIME", offence="A NEW KIND OF IT")

    assert not SHIPPED.meaning_of(MPS, label).notifiable


def test_strands_that_overlap_cannot_be_named_as_a_sum() -> None:
    """Trap 10: hate strands share offences."""
    assert "Hate crime strands" not in SHIPPED.names(DASHBOARD)


def test_every_label_of_the_bundled_releases_has_a_meaning(bundled: Store) -> None:
    assert bundled.unmapped() == ()


@pytest.mark.parametrize("source", [source for source in Source if source != "Partner return"])
def test_every_shipped_definition_names_known_offences(source: Source) -> None:
    with (data_folder() / "defaults" / "Definitions.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["Source"] == source]

    named = {
        name
        for row in rows
        for name in (*row["Offences"].split("; "), *row["Per 100 of"].split("; "))
        if name not in (VICTIM_REPORTED, ALL_WEIGHTS)  # the table's own tests name its offences
    }

    assert named - {""} <= SHIPPED.names(source)


@pytest.mark.parametrize(
    ("name", "offences"),
    [
        ("Personal robbery", {"Personal robbery"}),
        ("Robbery", {"Personal robbery", "Business robbery"}),
        ("robbery", {"Personal robbery", "Business robbery"}),
        ("Fraud and forgery", {"Fraud and forgery", "NFIB fraud"}),
        ("Witchcraft", set()),
    ],
)
def test_the_offences_behind_a_name(name: str, offences: set[str]) -> None:
    assert SHIPPED.of(MPS, name) == offences


def test_the_offences_behind_the_total_leave_out_what_is_not_notifiable() -> None:
    behind = SHIPPED.of(MPS, "All notifiable offences")

    assert ("Non-notifiable offences" in behind, "Homicide" in behind) == (False, True)


def test_a_measure_behind_a_colon_does_not_change_the_offences() -> None:
    assert SHIPPED.of(DASHBOARD, "Domestic abuse: Positive outcomes") == {"Domestic abuse"}


def test_every_name_of_the_definitions_has_offences_behind_it() -> None:
    assert [name for name in SHIPPED.names(MPS) if not SHIPPED.of(MPS, name)] == []


def own_list(folder: Path, *rows: str) -> Offences:
    """The list of a folder of extracts that brings its own rows."""
    heading = "source,release_group,release_label,offence,group,notifiable"
    (folder / "offences.csv").write_text("\n".join((heading, *rows)), encoding="utf-8")
    return offences_for(folder)


def test_a_list_beside_the_extracts_names_a_label_that_the_bundled_one_lacks(
    tmp_path: Path,
) -> None:
    known = own_list(tmp_path, f"{MPS},ROBBERY,ROBBERY BY DRONE,Drone robbery,Robbery,yes")

    meaning = known.meaning_of(MPS, Label(group="Robbery", offence="Robbery by drone"))

    assert (meaning.offence, meaning.mapped) == ("Drone robbery", True)
    assert known.of(MPS, "Robbery") == {"Personal robbery", "Business robbery", "Drone robbery"}


def test_a_list_beside_the_extracts_goes_before_the_bundled_one(tmp_path: Path) -> None:
    known = own_list(tmp_path, f"{MPS},ARSON AND CRIMINAL DAMAGE,ARSON,Fires,Arson,no")

    meaning = known.meaning_of(MPS, Label(group="ARSON AND CRIMINAL DAMAGE", offence="ARSON"))

    assert (meaning.offence, meaning.notifiable) == ("Fires", False)


def test_a_folder_without_a_list_goes_by_the_bundled_one(tmp_path: Path) -> None:
    assert offences_for(tmp_path) is SHIPPED


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ("source,offence\n", "found no release_group, release_label, group, notifiable"),
        (
            "source,release_group,release_label,offence,group,notifiable\nMPS,A,B,C,D,yes",
            "offences.csv, line 2: a source of .* was wanted; found 'MPS'",
        ),
    ],
)
def test_a_list_that_cannot_be_read_says_where(tmp_path: Path, rows: str, wanted: str) -> None:
    (tmp_path / "offences.csv").write_text(rows, encoding="utf-8")

    with pytest.raises(ExtractError, match=wanted):
        offences_for(tmp_path)
