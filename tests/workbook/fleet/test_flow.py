from __future__ import annotations

import datetime
import io
import shutil
from typing import TYPE_CHECKING

import polars as pl
import pytest

from tests.workbook.fleet.conftest import TODAY, Fleets
from workbook.fleet.report import State
from xlsrc.domain.errors import AreaError, ExtractError, TableError, WorkbookLockedError
from xlsrc.extracts.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.fleet.flow import Report

EVERYONE = ["Barnsley", "Doncaster", "Rotherham", "Sheffield"]


def states(report: Report) -> dict[str, State]:
    return {row.area: row.state for row in report.rows}


def test_every_area_with_figures_gets_a_workbook_and_a_row(fleets: Fleets) -> None:
    report = fleets.run()

    assert states(report) == dict.fromkeys(EVERYONE, State.MADE)
    assert {path.name for path in fleets.out.iterdir()} == {
        *(f"Dashboard {name}.xlsx" for name in EVERYONE),
        "fleet.json",
        "fleet.parquet",
    }
    frame = pl.read_parquet(io.BytesIO((fleets.out / "fleet.parquet").read_bytes()))
    assert frame.sort("area").row(0) == (
        "Barnsley", "E08000016", "made", "2025-06", 1.0, 2, 1, 3, 4,
        "Dashboard Barnsley.xlsx", "A note.",
    )  # fmt: skip


def test_with_nothing_changed_no_extract_is_parsed(
    fleets: Fleets, monkeypatch: pytest.MonkeyPatch
) -> None:
    fleets.run()
    monkeypatch.setattr(Store, "open", lambda *_, **__: pytest.fail("opened"))

    report = fleets.run()

    assert states(report) == dict.fromkeys(EVERYONE, State.UNCHANGED)
    assert fleets.jobs == []
    assert report.rows[0].exceptions == 3


def test_a_changed_workbook_is_refreshed_alone_with_what_it_holds(fleets: Fleets) -> None:
    fleets.run()
    changed = fleets.out / "Dashboard Doncaster.xlsx"
    changed.write_bytes(b"Doncaster|entries")

    report = fleets.run()

    assert fleets.jobs == ["Doncaster"]
    assert states(report)["Doncaster"] is State.REFRESHED
    assert changed.read_bytes() == b"Doncaster|entries"
    fleets.run()
    assert fleets.jobs == []


def test_a_changed_extract_makes_all_again(fleets: Fleets, tmp_path: Path) -> None:
    fleets.run()
    fleets.extracts = shutil.copytree(fleets.extracts, tmp_path / "extracts")
    assert set(states(fleets.run()).values()) == {State.UNCHANGED}  # the same files elsewhere

    next(fleets.extracts.rglob("*-street.csv")).unlink()

    assert states(fleets.run()) == dict.fromkeys(EVERYONE, State.REFRESHED)


def test_a_workbook_that_is_gone_is_made_again(fleets: Fleets) -> None:
    fleets.run()
    (fleets.out / "Dashboard Sheffield.xlsx").unlink()

    fleets.run()

    assert fleets.jobs == ["Sheffield"]


def test_another_month_or_again_makes_all(fleets: Fleets) -> None:
    fleets.run()

    fleets.run(again=True)

    assert fleets.jobs == EVERYONE


def test_the_day_counts_where_an_acknowledgement_ends(fleets: Fleets) -> None:
    fleets.ends["Rotherham"] = TODAY
    fleets.run()

    fleets.run(today=TODAY + datetime.timedelta(days=1))

    assert fleets.jobs == ["Rotherham"]


def test_a_failed_area_stops_no_other_and_is_all_that_the_next_run_does(fleets: Fleets) -> None:
    fleets.failing["Barnsley"] = [WorkbookLockedError("it is open in Excel.")] * 3

    report = fleets.run()

    assert states(report) == {**dict.fromkeys(EVERYONE, State.MADE), "Barnsley": State.FAILED}
    assert report.of(State.FAILED)[0].sentence == "It is open in Excel."
    assert fleets.jobs.count("Barnsley") == 3
    assert states(fleets.run())["Barnsley"] is State.MADE
    assert fleets.jobs == ["Barnsley"]


def test_a_table_at_fault_is_tried_once(fleets: Fleets) -> None:
    fleets.failing["Barnsley"] = [TableError(("Settings!B2: wrong",))] * 3

    fleets.run()

    assert fleets.jobs.count("Barnsley") == 1


def test_a_name_that_nobody_goes_by_is_a_row(fleets: Fleets) -> None:
    for _ in range(2):  # the second time by what the first has kept
        report = fleets.run("Sheffield", "Barnsly", "E08000019")

        assert list(states(report)) == ["Sheffield", "Barnsly"]
        assert "perhaps Barnsley" in report.rows[1].sentence
        assert report.rows[1].is_failed


def test_words_that_mean_nobody_are_refused(fleets: Fleets) -> None:
    with pytest.raises(AreaError, match="found 'nobody', which is none of these"):
        fleets.run("nobody")
    assert not fleets.out.exists()


def test_a_group_in_words_is_its_areas(fleets: Fleets) -> None:
    assert sorted(states(fleets.run("South Yorkshire partnerships"))) == EVERYONE


def test_extracts_that_are_not_there_are_refused(fleets: Fleets, tmp_path: Path) -> None:
    fleets.extracts = tmp_path / "nowhere"

    with pytest.raises(ExtractError, match="found no folder at"):
        fleets.run()


def test_a_given_workbook_keeps_its_name_and_goes_before_that_of_a_run_before(
    fleets: Fleets, tmp_path: Path
) -> None:
    given = tmp_path / "given"
    (given / "north").mkdir(parents=True)
    (given / "north" / "Ours.xlsx").write_bytes(b"Sheffield|entries")
    (given / "Notes.xlsx").write_bytes(b"")

    report = fleets.run(workbooks=str(given))

    assert states(report) == {**dict.fromkeys(EVERYONE, State.MADE), "Sheffield": State.REFRESHED}
    assert (fleets.out / "north" / "Ours.xlsx").read_bytes() == b"Sheffield|entries"
    assert set(states(fleets.run(workbooks=str(given))).values()) == {State.UNCHANGED}
    (fleets.out / "north" / "Ours.xlsx").write_bytes(b"changed by somebody")
    report = fleets.run(workbooks=str(given))
    assert fleets.jobs == ["Sheffield"] * 3
    assert states(report)["Sheffield"] is State.FAILED
    assert (fleets.out / "north" / "Ours.xlsx").read_bytes() == b"changed by somebody"


def test_two_workbooks_of_an_area_are_its_fault(fleets: Fleets) -> None:
    fleets.run()
    (fleets.out / "Copy.xlsx").write_bytes(b"Sheffield|other")

    report = fleets.run()

    assert fleets.jobs == []
    assert report.of(State.FAILED)[0].sentence == (
        "One workbook of Sheffield was wanted; found Copy.xlsx and Dashboard Sheffield.xlsx: move "
        "the one away that is not worked in."
    )


def test_an_interrupted_run_keeps_what_is_done(
    fleets: Fleets, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(fleets.failing, "Rotherham", [KeyboardInterrupt()])
        with pytest.raises(KeyboardInterrupt):
            fleets.run()

    fleets.run()

    assert fleets.jobs == ["Rotherham", "Sheffield"]


def test_a_damaged_memory_of_the_runs_before_makes_all_again(fleets: Fleets) -> None:
    fleets.run()
    for damaged in (b"", b"{}", b'{"version": 1, "entries": []}'):
        (fleets.out / "fleet.json").write_bytes(damaged)

        assert set(states(fleets.run()).values()) == {State.REFRESHED}
