from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import pytest

from tests.support.damage import AREA, FIRST, LABEL, NEWER, OLDER, Damaged, damaged, release
from xlsrc.extracts.gate import kept
from xlsrc.extracts.gate.finding import Severity
from xlsrc.extracts.gate.kept import findings_kept
from xlsrc.extracts.places import shipped_places
from xlsrc.extracts.store import Store
from xlsrc.library import figures
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from xlsrc.domain.record import Value
    from xlsrc.extracts.gate.finding import Finding


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def opened(damage: Damaged, folder: Path, *, with_older: bool = False) -> Store:
    return Store.open(damage.written(folder / "extracts", with_older=with_older), cache=None)


def doubts(store: Store) -> tuple[Finding, ...]:
    """Without the notes that are true of the bundled releases themselves."""
    return tuple(one for one in store.findings if one.is_doubt)


def test_the_bundled_sample_is_clean(cache: Path) -> None:
    assert doubts(Store.open(data_folder(), cache=cache)) == ()


@pytest.mark.parametrize(
    "vintage", ["mps/2025-12", "mps/2026-01", "mps/2026-04", "mps-dashboard/2025-08"]
)
def test_each_bundled_vintage_is_clean_alone(vintage: str, cache: Path) -> None:
    assert doubts(Store.open(data_folder() / vintage, cache=cache)) == ()


def test_rows_in_any_order_are_clean(tmp_path: Path) -> None:
    header, rows = release()

    store = opened(Damaged(header=header, rows=rows[::-1], rules=()), tmp_path, with_older=True)

    assert doubts(store) == ()


def test_a_row_that_stands_twice_is_named_by_both_of_its_lines(tmp_path: Path) -> None:
    header, rows = release()
    again = [*rows, list(rows[40])]

    store = opened(Damaged(header=header, rows=again, rules=()), tmp_path)

    # The heading is line 1, so that the 41st row stands on line 42.
    assert f"rows 42 and {len(again) + 1} are both {rows[40][AREA].title()}" in store.faults[0]


def test_a_borough_under_two_of_its_names_stands_twice(tmp_path: Path) -> None:
    header, rows = release()
    row = next(row for row in rows if row[AREA] == "Barnet")
    again = [*rows, [*row[:AREA], "London Borough of Barnet", *row[FIRST:]]]

    store = opened(Damaged(header=header, rows=again, rules=()), tmp_path)

    assert [one.rule for one in store.findings] == ["repeated-key"]


@pytest.mark.parametrize(
    "name", ["LB Barnet", "London Borough of Barnet", "Barnet LBC", "LBC Barnet"]
)
def test_a_borough_by_its_title_is_known(name: str) -> None:
    known = shipped_places().known(name)

    assert known is not None
    assert known.code == "E09000003"


def test_rows_under_a_misspelt_borough_make_the_nearest_doubtful(tmp_path: Path) -> None:
    header, rows = release()
    lost = 0
    for row in rows:
        if row[AREA] == "Barnet" and row[LABEL] == "SHOPLIFTING":
            row[AREA], lost = "Barnett", sum(int(cell) for cell in row[FIRST:])

    (finding,) = doubts(opened(Damaged(header=header, rows=rows, rules=()), tmp_path))

    assert (finding.rule, finding.severity) == ("unknown-area", Severity.WITHHOLDS)
    assert f"'Barnett' (1 row, {lost:,} offences" in finding.sentence
    assert finding.sentence.count("nearest: Barnet)") == 1


def test_a_missing_row_is_said_with_what_the_release_before_had(tmp_path: Path) -> None:
    header, rows = release()
    kept = [row for row in rows if (row[AREA], row[LABEL]) != ("Barnet", "SHOPLIFTING")]

    (finding,) = doubts(opened(Damaged(header=header, rows=kept, rules=()), tmp_path))

    assert finding.sentence.startswith(
        "Every area should have a row for each offence: Barnet, SHOPLIFTING: no row (at least "
    )
    assert finding.offences == frozenset({"Shoplifting"})


@pytest.mark.parametrize("with_older", [False, True])
def test_a_missing_row_says_how_many_offences_it_can_hide(
    tmp_path: Path, *, with_older: bool
) -> None:
    header, rows = release()
    (lost,) = [row for row in rows if (row[AREA], row[LABEL]) == ("Barnet", "SHOPLIFTING")]
    damage = Damaged(header=header, rows=[row for row in rows if row is not lost], rules=())

    (finding,) = doubts(opened(damage, tmp_path, with_older=with_older))

    true = sum(int(cell) for cell in lost[FIRST:])
    (missing,) = finding.missing
    assert (missing.area.name, missing.offence, len(missing.months)) == (
        "Barnet",
        "Shoplifting",
        24,
    )
    # The release before has it nearly as it was; the other areas' shares bound it from above.
    assert missing.most == pytest.approx(true, rel=0.05) if with_older else missing.most > true


def test_every_row_that_a_cut_file_lacks_is_named(tmp_path: Path) -> None:
    header, rows = release()
    lost = [row for row in rows if row[AREA] == "Barnet" and row[0] in {"THEFT", "ROBBERY"}]
    damage = Damaged(header=header, rows=[row for row in rows if row not in lost], rules=())

    (finding,) = doubts(opened(damage, tmp_path))

    assert [row[LABEL] for row in lost if row[LABEL] not in finding.found] == []
    assert len(finding.missing) == len(lost)


def test_a_release_given_again_as_a_newer_one_is_a_copy(tmp_path: Path) -> None:
    header, rows = release()
    # That the older file starts a month later is of no matter: both end in the same month.
    damage = Damaged(header=header, rows=rows, rules=())
    folder = damage.written(tmp_path / "extracts", with_older=False)
    older_file = folder / OLDER
    older_file.parent.mkdir(parents=True)
    older_file.write_text(
        "\n".join(",".join(row[:FIRST] + row[FIRST + 1 :]) for row in [header, *rows]) + "\n",
        encoding="utf-8",
    )

    findings = Store.open(folder, cache=None).findings

    (finding,) = [one for one in findings if one.rule == "a-copy"]
    assert finding.severity is Severity.NOTES


def test_findings_stay_the_same_when_they_are_read_back(tmp_path: Path) -> None:
    damage = damaged("area misspelt, half", 0)
    store = opened(damage, tmp_path)

    first, again = (
        findings_kept(tmp_path / "cache", store.extracts, store.places, "") for _ in range(2)
    )

    assert (again, [one.id for one in again]) == (first, [one.id for one in store.findings])


def test_files_that_are_read_otherwise_are_judged_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newer version of the product may read another thing in the same file."""
    store = opened(damaged("area misspelt, half", 0), tmp_path)
    cache = tmp_path / "cache"
    findings_kept(cache, store.extracts, store.places, "")
    monkeypatch.setattr(kept, "READER_VERSION", -1)

    findings_kept(cache, store.extracts, store.places, "")

    assert len(list((cache / "findings").iterdir())) == 2


def test_a_damaged_kept_file_is_passed_over(tmp_path: Path) -> None:
    store = opened(damaged("area misspelt, half", 0), tmp_path)
    findings_kept(tmp_path / "cache", store.extracts, store.places, "")
    for path in (tmp_path / "cache" / "findings").iterdir():
        path.write_text('[{"rule": 1}]', encoding="utf-8")

    again = findings_kept(tmp_path / "cache", store.extracts, store.places, "")

    assert again == store.findings


def test_a_finding_keeps_its_identity_when_only_the_last_month_moves(tmp_path: Path) -> None:
    (finding,) = doubts(opened(damaged("month copied", 0), tmp_path))
    assert finding.months is not None
    later = dataclasses.replace(finding, months=finding.months | {max(finding.months) + 1})

    assert later.id == finding.id


def _figures(tmp_path: Path, area: str) -> list[dict[str, Value]]:
    header, rows = release()
    kept = [row for row in rows if (row[AREA], row[LABEL]) != ("Barnet", "SHOPLIFTING")]
    return figures(opened(Damaged(header=header, rows=kept, rules=()), tmp_path), area)


def test_the_figures_of_a_missing_row_carry_its_finding(tmp_path: Path) -> None:
    rows = {str(row["indicator"]): row for row in _figures(tmp_path, "Barnet")}

    touched = {key for key, row in rows.items() if "should have a row" in str(row["findings"])}
    assert "shoplifting" in touched
    assert "residential_burglary" not in touched
    assert "SHOPLIFTING: no row" in json.dumps(rows["shoplifting"]["notes"])


def test_a_peer_that_lacks_a_row_is_said_beside_the_comparison(tmp_path: Path) -> None:
    rows = {str(row["indicator"]): row for row in _figures(tmp_path, "Enfield")}

    notes = rows["shoplifting"]["notes"]
    assert isinstance(notes, list)
    assert any(str(note).startswith("peer_rate: Every area should") for note in notes)


def test_the_names_of_the_bundled_files_are_those_of_the_damages() -> None:
    assert [(data_folder() / name).is_file() for name in (NEWER, OLDER)] == [True, True]


@pytest.mark.parametrize(
    ("vintage", "strand", "new"),
    [
        ("mps-dashboard/2026-03", "Knife Crime", "Blade Crime"),
        ("mps-dashboard/2025-08", "Domestic Abuse", "Abuse at Home"),
    ],
)
def test_a_renamed_strand_with_its_labels_is_no_total(
    vintage: str, strand: str, new: str, tmp_path: Path
) -> None:
    for file in (data_folder() / vintage).glob("*.csv"):
        text = file.read_text(encoding="utf-8-sig").replace(strand, new)
        (tmp_path / file.name).write_text(text)

    store = Store.open(tmp_path, cache=None)

    assert {one.rule for one in doubts(store)} == {"unknown-label"}
    assert any(f"'{new}' in {new}" in one.found for one in doubts(store))
    assert store.extracts
