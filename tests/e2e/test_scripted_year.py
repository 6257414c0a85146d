"""A scripted year: what the analyst entered is kept, and each quarter stands beside the last."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.ooxml import OLDEST_AND_NEWEST, needs_validator, schema_errors
from tests.support.quarters import LATE_RECORDS
from tests.support.scripted_year import (
    ADDED,
    BURGLARY,
    REASON,
    REMOVED,
    RENAMED,
    Year,
    keep,
    scripted_year,
)
from workbook.check.against.book import Book
from workbook.check.against.report import branches_of, report
from workbook.check.checks import faults
from workbook.sheets.cover.layout import CHANGED
from xlsrc.domain.published import ENDED, Figure, ListedException
from xlsrc.published.rows import sealed
from xlsrc.series.outside import Standing

OTHERWISE = (
    ["The sheet 'My workings' is new.", "Table Evidence: the column 'Follow-up' is new."],
    [
        "The sheet 'My workings' is gone (was number 37 of 37).",
        "Sheet Definitions: the indicator 'Bicycle theft' is gone.",
        "Sheet Definitions: the indicator 'Pickpocketing' is new.",
        (
            "Sheet Definitions: the indicator 'Theft from shops': Indicator was 'Shoplifting', is "
            "now 'Theft from shops'."
        ),
    ],
    [
        (
            "Sheet Definitions: the indicator 'Pickpocketing': Offences was 'Theft from the "
            "person', is now 'Theft from the person; Bicycle theft'."
        ),
    ],
)
"""What the analyst, and a build, made otherwise in each quarter, by the script."""

COUNT_SHOPLIFTING = {"shoplifting", "total_notifiable", "total_harm_all"}
"""The indicators that the late records are in; one of them weighs a day of harm."""

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    return scripted_year(tmp_path_factory.mktemp("year"))


@pytest.mark.parametrize("step", range(4), ids=["Q2", "build", "Q3", "Q4"])
def test_every_entry_is_still_there_run_for_run(year: Year, step: int) -> None:
    before, after = year.steps[step]

    assert {key: after.get(key) for key in before} == before


def test_a_new_column_keeps_its_entries_when_the_template_is_made_again(year: Year) -> None:
    follow_ups = {e[0] for key, e in year.steps[-1][1].items() if key[2] == "Follow-up"}

    assert follow_ups == {"Asked in May", "Closed"}


def test_a_note_stays_at_its_cell_for_the_year(year: Year) -> None:
    note = year.steps[-1][1]["Commentary", BURGLARY, "Analyst's view"][1]

    assert note == "Analyst:\nAsk the wardens."


def test_formatted_runs_stay_for_the_year(year: Year) -> None:
    runs = year.steps[-1][1]["Commentary", BURGLARY, "Analyst's view"][0]

    assert isinstance(runs, tuple)
    assert [text for text, _ in runs] == ["Locks", " were fitted in ", "three wards", "."]


def test_the_row_of_a_removed_indicator_says_so_and_keeps_its_view(year: Year) -> None:
    row = year.row("Commentary", REMOVED)

    assert (row["State"], str(row["Analyst's view"])) == ("no longer reported", "Racks moved.")


def test_a_renamed_indicator_keeps_its_row_under_the_new_name(year: Year) -> None:
    assert year.row("Commentary", RENAMED)["Indicator"] == "Theft from shops"


def test_a_view_that_the_data_have_left_behind_needs_review(year: Year) -> None:
    needs = year.row("Commentary", BURGLARY)["Needs review"]

    assert needs == "yes: written for March 2025; the figures now run to December 2025"


def test_a_reworded_view_speaks_of_the_quarter_it_was_written_in(year: Year) -> None:
    speaks_of = year.row("Commentary", RENAMED)["Speaks of"]

    assert f"{speaks_of:%Y-%m}" == "2025-09"


def test_rows_that_were_sorted_stay_in_their_order(year: Year) -> None:
    first = [key for name, key, _ in year.steps[0][0] if name == "Commentary"]
    last = [key for name, key, _ in year.steps[-1][1] if name == "Commentary"]

    assert [key for key in last if key in first] == first


def test_an_analysts_rating_goes_before_the_rule(year: Year) -> None:
    row = year.row("Resilience", "MPS recorded crime")

    assert (row["Rating"], row["Why"]) == ("at risk", "A move is announced.")


def test_build_names_what_it_cannot_carry(year: Year) -> None:
    assert "the sheet 'My workings'" in year.not_carried


def test_build_says_that_a_filter_is_not_carried(year: Year) -> None:
    assert (
        "the filter or sorting of the table Commentary (all its rows are kept)" in year.not_carried
    )


def test_the_workbook_of_the_year_has_no_fault(year: Year) -> None:
    assert faults(year.last) == ()


@needs_validator
@pytest.mark.parametrize("version", OLDEST_AND_NEWEST)
def test_the_workbook_of_the_year_is_valid_for_every_office(year: Year, version: str) -> None:
    assert schema_errors(year.last, version) == []


@pytest.mark.parametrize("quarter", [1, 2, 3], ids=["Q2", "Q3", "Q4"])
def test_only_what_people_changed_is_otherwise_each_quarter(year: Year, quarter: int) -> None:
    new, old = (year.quarters[at].path for at in (quarter, quarter - 1))

    found = report(new, old)

    assert [one.sentence for one in found.differences] == OTHERWISE[quarter - 1]
    assert [one.reason for one in found.differences if one.reason] == (
        [REASON] if quarter == len(OTHERWISE) else []
    )
    assert (found.branches, found.notes) == ("", ())


@pytest.mark.parametrize("quarter", [1, 2, 3], ids=["Q2", "Q3", "Q4"])
def test_the_late_records_of_the_last_edition_are_restated_and_nothing_else(
    year: Year, quarter: int
) -> None:
    """Each release lacks so many records of its last month, which the next puts right."""
    since = year.quarters[quarter].shown.since

    assert since is not None
    assert {
        (one.indicator.id, one.figure, (one.now or 0) - one.published) for one in since.restated
    } == {
        (indicator, figure, LATE_RECORDS)
        for indicator in COUNT_SHOPLIFTING
        for figure in (Figure.VOLUME_12M, Figure.VOLUME_3M)
    }


@pytest.mark.parametrize("quarter", [1, 2, 3], ids=["Q2", "Q3", "Q4"])
def test_exceptions_are_new_continuing_or_ended_since_that_edition(
    year: Year, quarter: int
) -> None:
    before = {
        (one.indicator, one.label, one.area)
        for one in year.quarters[quarter - 1].edition.figures
        if one.figure is Figure.EXCEPTION
        and ListedException.parse(str(one.value)).standing != ENDED
    }
    rows = year.quarters[quarter].shown.exceptions

    said = {(row.indicator.id, row.area.name): row.outside.standing for row in rows}

    known = {indicator for indicator, _, _ in before}
    assert said == {
        key: (
            Standing.NEW
            if key[0] not in known
            else Standing.CONTINUING
            if row.outside.in_force
            else Standing.ENDED
        )
        for row in rows
        for key in [(row.indicator.id, row.area.name)]
    }
    assert known - {REMOVED} <= {row.indicator.id for row in rows}


def test_a_changed_definition_is_named(year: Year) -> None:
    changed = [
        [one.indicator.id for one in quarter.shown.since.redefined]
        for quarter in year.quarters
        if quarter.shown.since is not None
    ]

    assert changed == [[], [], [ADDED]]


def test_the_cover_gives_the_reason_of_what_was_changed_on_purpose(year: Year) -> None:
    lines = {row[0]: row[1] for row in Book.open(year.quarters[-1].path).values(CHANGED)}

    assert lines["On purpose"] == f"Changed: {REASON}"


def test_two_workbooks_that_go_on_from_one_edition_are_told(year: Year, tmp_path: Path) -> None:
    first, second = year.quarters[:2]
    other = tmp_path / "Other.xlsx"
    shutil.copy(first.path, other)
    keep(sealed(replace(second.edition, reason="By somebody else")), other)

    assert branches_of(second.path, other).startswith(
        "Both workbooks come from the edition March 2025 and each published June 2025 by itself"
    )
