"""What a public edition says of its files, and of what the gate found in them."""

from __future__ import annotations

import csv
import datetime
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from tests.support.findings import facts
from tests.support.two_folders import written
from xlsrc.defaults import default_settings
from xlsrc.disclosure import ward_years as of_wards
from xlsrc.disclosure.scope import public_scope
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.store import Store
from xlsrc.scope import Scope
from xlsrc.series.ward_panel import WardPanel, ward_panel

if TYPE_CHECKING:
    from pathlib import Path

    from xlsrc.domain.settings import Settings

DAY = datetime.date(2026, 11, 27)
WARDS, BOROUGHS = "2026-01/wards.csv", "2026-01/boroughs.csv"
COUNTED = ("rape", "other_sexual", "residential_burglary", "deliberate_fires")


def settings() -> Settings:
    shipped = default_settings()
    named = tuple(one for one in shipped.indicators if one.id in COUNTED)
    return replace(shipped, indicators=named, map_indicator="rape", asked=())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("scope"), other=False)


def finding(
    rule: str, files: tuple[str, ...], offences: frozenset[str] | None, severity: Severity
) -> Finding:
    return Finding(
        rule=rule,
        severity=severity,
        source=Source.MPS_RECORDED_CRIME,
        files=files,
        offences=offences,
        wanted="Something was wanted",
        found="something else",
        where="Somewhere",
        action="Do something",
    )


def shown(folder: Path, found: Finding, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr("xlsrc.extracts.store.findings_kept", lambda *_: (found,))
    return public_scope(folder, settings(), today=DAY, cache=None).store


@pytest.mark.parametrize(
    ("rule", "files", "offences", "is_said"),
    [
        # Wards lack rape because it was taken out: their files say nothing about it.
        ("month-disagrees", (WARDS,), {"Rape"}, False),
        ("month-disagrees", (WARDS,), {"Rape", "Shoplifting"}, False),
        ("month-disagrees", (WARDS,), {"Shoplifting"}, True),
        ("month-disagrees", (WARDS,), None, True),
        # The area's own figures are public as they are.
        ("month-disagrees", (BOROUGHS,), {"Rape"}, True),
        ("month-disagrees", (WARDS, BOROUGHS), {"Rape"}, True),
        ("month-disagrees", (BOROUGHS,), None, True),
        # The sum of all offences of wards lacks what was taken out.
        ("ward-borough", (WARDS, BOROUGHS), None, False),
        ("ward-borough", (BOROUGHS,), {"Shoplifting"}, False),
    ],
)
def test_nothing_is_found_of_wards_that_lack_what_was_taken_out_of_them(
    folder: Path,
    rule: str,
    files: tuple[str, ...],
    offences: set[str] | None,
    monkeypatch: pytest.MonkeyPatch,
    *,
    is_said: bool,
) -> None:
    of = None if offences is None else frozenset(offences)
    given = finding(rule, files, of, Severity.NOTES)

    store = shown(folder, given, monkeypatch)

    assert facts(store.findings) == facts([given] if is_said else [])
    assert store.faults == ()


def test_of_faults_those_are_said_for_which_a_finding_stops_a_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = finding("month-disagrees", (WARDS,), frozenset({"Shoplifting"}), Severity.STOPS)

    store = shown(folder, given, monkeypatch)

    assert store.faults == (given.sentence,)
    assert [one.file for one in store.files] == [BOROUGHS]


def test_nothing_is_said_of_what_could_not_be_read(folder: Path, tmp_path: Path) -> None:
    """Whoever reads a sentence on a file that was not read learns what stood in it."""
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    book = Workbook()
    del book["Sheet"]
    with (folder / BOROUGHS).open(encoding="utf-8") as lines:
        rows = list(csv.reader(lines))
    for name in ("Read", "At fault"):
        sheet = book.create_sheet(name)
        for at, row in enumerate(rows):
            sheet.append([int(one) if at and one.isdigit() else one for one in row])
    book["At fault"]["E2"] = "three or four"
    (tmp_path / BOROUGHS).unlink()
    book.save(tmp_path / "2026-01/boroughs.xlsx")
    unread = "2026-01/return_secret.csv"
    (tmp_path / unread).write_text("who,how many\nMs Example,3\n", encoding="utf-8")
    everything = Store.open(tmp_path, cache=None)
    assert unread in "".join(everything.lost)
    assert "2026-01/boroughs.xlsx" in {one.file for one in everything.files if one.detail}

    store = public_scope(tmp_path, settings(), today=DAY, cache=None).store

    assert (store.lost, store.faults) == ((), ())
    said = [(one.file, one.detail) for one in store.files]
    assert said == [("2026-01/boroughs.xlsx", ""), (WARDS, "")]


def test_wards_stand_in_the_order_of_their_codes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which larger counts are kept back hangs on the order of wards, so on nothing of a file."""
    scope = Scope.of(Store.open(folder, cache=None), settings(), today=DAY)
    known = of_wards.ward_years(scope, settings())

    def turned(given: Scope) -> WardPanel:
        found = ward_panel(given)
        assert found.panel is not None
        panel = replace(found.panel, counts=found.panel.counts[::-1])
        return replace(found, wards=found.wards[::-1], panel=panel)

    monkeypatch.setattr(of_wards, "ward_panel", turned)

    assert of_wards.ward_years(scope, settings()) == known
    codes = [one.code for one in known[0].wards]
    assert codes == sorted(codes)
    assert len(codes) == 6
