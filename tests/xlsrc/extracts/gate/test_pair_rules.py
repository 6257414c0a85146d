"""What a release says beside the one before it, in copies of the bundled ones with one fault."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.damage import FIRST, LABEL, OLDER, Damaged, release
from tests.support.pair_damage import BOROUGH, PAIRS, area_low, redefined, total
from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.gate.finding import Severity
from xlsrc.extracts.panel import Selection
from xlsrc.extracts.store import Store
from xlsrc.library import figures
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from xlsrc.extracts.gate.finding import Finding

VIOLENCE = "Violence without injury"
DECEMBER = Month.parse("2025-12")
HISTORY = "mps/2025-12/MPS Borough Level Crime (Historical).csv"


def opened(damage: Damaged, folder: Path, *, with_older: bool = True) -> Store:
    return Store.open(damage.written(folder / "extracts", with_older=with_older), cache=None)


def found(store: Store, rule: str) -> list[Finding]:
    return [one for one in store.findings if one.rule == rule]


def first_month(store: Store, offence: str) -> Month:
    selection = Selection(offences=(offence,))
    panel = store.panel(
        Source.MPS_RECORDED_CRIME, Level.BOROUGH, [store.area(BOROUGH)], [selection], DECEMBER
    )
    return panel.first_month + int(np.flatnonzero(np.isfinite(panel.counts[0, 0]))[0])


@pytest.mark.parametrize("kind", PAIRS)
def test_a_fault_beside_the_release_before_is_one_finding(kind: str, tmp_path: Path) -> None:
    damage = PAIRS[kind]()

    store = opened(damage, tmp_path)

    header, rows = release()
    clean = opened(Damaged(header=header, rows=rows, rules=()), tmp_path / "clean")
    noted = {one.id for one in clean.findings}
    new = [one for one in store.findings if one.id not in noted]
    assert [one.rule for one in new] == list(damage.rules)


@pytest.mark.parametrize("kind", PAIRS)
def test_none_of_them_is_seen_in_a_release_alone(kind: str, tmp_path: Path) -> None:
    store = opened(PAIRS[kind](), tmp_path, with_older=False)

    assert not [one for one in store.findings if one.is_doubt]


def test_an_area_that_disagrees_says_how_much_it_can_hide(tmp_path: Path) -> None:
    damage = area_low(0.2, 12)

    (finding,) = found(opened(damage, tmp_path), "area-disagrees")

    # What the damage took away is known; the older release lacks December, taken to be alike.
    lost = total(release()[1], BOROUGH, "", slice(-12, None)) - total(
        damage.rows, BOROUGH, "", slice(-12, None)
    )
    assert finding.severity is Severity.WITHHOLDS
    assert f"{BOROUGH}, all offences" in finding.found
    assert sum(one.most for one in finding.missing) == pytest.approx(lost, rel=0.15)
    assert {one.area.name for one in finding.missing} == {BOROUGH}


def test_a_redefined_offence_is_never_joined_to_what_it_was(tmp_path: Path) -> None:
    store = opened(redefined("VIOLENCE WITHOUT INJURY", 0.15), tmp_path)

    (finding,) = found(store, "definition-changed")
    assert finding.severity is Severity.NOTES
    assert f"{VIOLENCE} begins January 2024, because the release 2026-01 counts" in finding.found
    # The release before has December 2023, too.
    assert first_month(store, VIOLENCE) == Month.parse("2024-01")
    assert first_month(store, "Violence with injury") == Month.parse("2023-12")
    assert first_month(store, "All notifiable offences") == Month.parse("2023-12")


def test_a_total_that_moves_with_an_offence_begins_with_it(tmp_path: Path) -> None:
    store = opened(redefined("VIOLENCE WITHOUT INJURY", 0.5), tmp_path)

    (finding,) = found(store, "definition-changed")
    # Half of 102,000 of 849,000 offences in the eleven months is 6 % of all.
    assert "; with it Violence against the person and All notifiable offences" in finding.found
    assert first_month(store, "All notifiable offences") == Month.parse("2024-01")


def test_older_releases_of_the_other_definition_are_left_out_too(tmp_path: Path) -> None:
    folder = redefined("VIOLENCE WITHOUT INJURY", 0.15).written(tmp_path / "e", with_older=True)
    (folder / HISTORY).write_bytes((data_folder() / HISTORY).read_bytes())

    store = Store.open(folder, cache=None)

    assert first_month(store, VIOLENCE) == Month.parse("2024-01")
    assert first_month(store, "Violence with injury") == Month.parse("2010-04")


def test_as_at_a_month_before_the_newer_definition_the_older_one_is_used(tmp_path: Path) -> None:
    store = opened(redefined("VIOLENCE WITHOUT INJURY", 0.15), tmp_path)
    selection = Selection(offences=(VIOLENCE,))

    panel = store.panel(
        Source.MPS_RECORDED_CRIME,
        Level.BOROUGH,
        [store.area(BOROUGH)],
        [selection],
        Month.parse("2023-12"),
    )

    with (data_folder() / OLDER).open(encoding="utf-8-sig") as file:
        _, *rows = csv.reader(file)
    december = total(rows, BOROUGH, "VIOLENCE WITHOUT INJURY", slice(FIRST, FIRST + 1))
    assert panel.counts[0, 0, -1] == december


def test_an_offence_taken_out_of_another_starts_with_the_release_that_has_it(
    tmp_path: Path,
) -> None:
    """As when stalking was part of violence without injury: an older release lacks it."""
    header, rows = release()
    folder = Damaged(header=header, rows=rows, rules=()).written(tmp_path / "e", with_older=False)
    with (data_folder() / OLDER).open(encoding="utf-8-sig") as file:
        older = list(csv.reader(file))
    apart = {row[2]: row for row in older if row[LABEL] == "STALKING AND HARASSMENT"}
    for row in older:
        if row[LABEL] == "VIOLENCE WITHOUT INJURY":
            more = apart[row[2]][FIRST:]
            row[FIRST:] = [str(int(a) + int(b)) for a, b in zip(row[FIRST:], more, strict=True)]
    kept = [row for row in older if row[LABEL] != "STALKING AND HARASSMENT"]
    (folder / OLDER).parent.mkdir(parents=True)
    with (folder / OLDER).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(kept)

    store = Store.open(folder, cache=None)

    assert {next(iter(one.offences or ())) for one in found(store, "definition-changed")} == {
        VIOLENCE,
        "Stalking and harassment",
    }
    assert first_month(store, "Stalking and harassment") == Month.parse("2024-01")
    assert first_month(store, "Violence against the person") == Month.parse("2023-12")


def test_an_indicator_says_where_its_series_begins(tmp_path: Path) -> None:
    store = opened(redefined("VIOLENCE WITHOUT INJURY", 0.15), tmp_path)

    rows = {str(row["indicator"]): row for row in figures(store, BOROUGH)}

    said = {key for key, row in rows.items() if "begins January 2024, because" in str(row["notes"])}
    # Harm counts it, too.
    assert said == {"violence_without_injury", "total_harm", "total_harm_all"}
