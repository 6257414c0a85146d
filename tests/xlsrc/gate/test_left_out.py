"""Months that a known change leaves out, of which a part was never there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.street import ASB, Incidents, months, name, rows, street_file
from xlsrc.assess import dashboard
from xlsrc.defaults import settings_for
from xlsrc.domain.month import Month
from xlsrc.domain.settings import Effect, KnownChange
from xlsrc.extracts.gate.finding import Severity
from xlsrc.extracts.store import Store
from xlsrc.gate.judged import series_findings
from xlsrc.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xlsrc.domain.settings import Settings
    from xlsrc.extracts.gate.finding import Finding

FORCE = "West Midlands Police"
OUT = "2024-07"
USUAL = (
    Incidents(place="Coventry", kind="Burglary", number=80),
    Incidents(place="Coventry", kind="Drugs", number=60),
    Incidents(place="Coventry", kind=ASB, number=130),
    Incidents(place="Walsall", kind="Burglary", number=90),
    Incidents(place="Walsall", kind="Drugs", number=70),
    Incidents(place="Birmingham", kind="Burglary", number=150),
    Incidents(place="Birmingham", kind="Drugs", number=90),
)


def found(folder: Path, kept: Callable[[Incidents], int]) -> tuple[Store, Settings, list[Finding]]:
    """What is found where the month that is left out has so many of each kind of incident."""
    for month in months("2023-04", "2025-03"):
        incidents = [
            replace(one, number=kept(one) if month == OUT else one.number) for one in USUAL
        ]
        file = folder / name(month, FORCE)
        file.parent.mkdir()
        file.write_text(street_file(rows(FORCE, month, incidents)), encoding="utf-8")
    store = Store.open(folder, cache=None)
    change = KnownChange(
        id="out",
        label="A lockdown",
        effect=Effect.MASK,
        first=Month.parse(OUT),
        last=Month.parse(OUT),
        applies_to=("data.police.uk",),
        approved_by="A test",
    )
    settings = replace(settings_for(store.area("Coventry"), store), known_changes=(change,))
    settings = replace(settings, area="Coventry")
    return store, settings, [one for one in series_findings(store, settings) if one.is_doubt]


def volume(store: Store, settings: Settings, area: str, indicator: str) -> float | None:
    """The incidents of the year, of which the month that is left out is one."""
    shown = dashboard(Scope.of(store, replace(settings, area=area)))
    (one,) = (one for one in shown.assessments if one.indicator.id == indicator)
    return one.volume.last_12


@pytest.mark.parametrize("share", [1.0, 0.7, 0.5])
def test_what_a_lockdown_does_is_no_fault(tmp_path: Path, share: float) -> None:
    store, settings, doubts = found(tmp_path, lambda one: round(share * one.number))

    assert doubts == []
    assert volume(store, settings, "Coventry", "burglary") == 11 * 80 + round(share * 80)


def test_a_third_of_a_month_is_withheld(tmp_path: Path) -> None:
    store, settings, (doubt,) = found(tmp_path, lambda one: one.number // 3)

    assert (doubt.rule, doubt.severity) == ("month-incomplete", Severity.WITHHOLDS)
    assert "July 2024 looks unfinished: 179 offences, where about 540 are usual" in doubt.sentence
    assert volume(store, settings, "Coventry", "burglary") is None


def test_an_area_without_its_rows_is_withheld_alone(tmp_path: Path) -> None:
    store, settings, (doubt,) = found(
        tmp_path, lambda one: 0 if one.place == "Walsall" else one.number
    )

    assert doubt.rule == "area-month-low"
    assert (
        "Walsall has 0 offences in July 2024, where about 160 are usual and the other areas have "
        "theirs" in doubt.sentence
    )
    assert volume(store, settings, "Walsall", "burglary") is None
    assert volume(store, settings, "Coventry", "burglary") == 12 * 80


def test_an_offence_that_is_not_there_is_withheld_alone(tmp_path: Path) -> None:
    """Anti-social behaviour, which is no part of the total."""
    store, settings, (doubt,) = found(tmp_path, lambda one: 0 if one.kind == ASB else one.number)

    assert doubt.rule == "label-zero"
    assert f"{ASB}: 0 in July 2024, where about 130 are usual" in doubt.sentence
    assert volume(store, settings, "Coventry", "asb") is None
    assert volume(store, settings, "Coventry", "burglary") == 12 * 80


def test_a_month_all_of_whose_places_are_lost_is_told_as_that(tmp_path: Path) -> None:
    """It is missing, and why is said, too."""
    for month in months("2023-04", "2025-03"):
        file = tmp_path / name(month, FORCE)
        file.parent.mkdir()
        lines = rows(FORCE, month, USUAL)
        if month == "2024-11":
            lines = [
                f"{line.partition(',')[0]},{month},{FORCE},{FORCE},,,,,,Drugs,," for line in lines
            ]
        file.write_text(street_file(lines), encoding="utf-8")
    store = Store.open(tmp_path, cache=None)
    settings = replace(settings_for(store.area("Coventry"), store), area="Coventry")

    hole, share = series_findings(store, settings)

    assert (hole.rule, share.rule) == ("hole", "unknown-share")
    assert "1 month missing: November 2024" in hole.sentence
    assert "100 % in November 2024, where 0 % is usual" in share.sentence.replace("0.0 %", "0 %")
