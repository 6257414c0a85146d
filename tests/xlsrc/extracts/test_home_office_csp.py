"""Home Office tables by partnership are read by their header, in quarters, from made-up files."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from tests.support.home_office import (
    BURGLARY,
    COVER,
    HEADER,
    SHOPLIFTING,
    as_ods,
    as_xlsx,
    row,
    year_table,
)
from xlsrc.domain.errors import ExtractError
from xlsrc.domain.quarter import Quarter
from xlsrc.extracts.home_office_csp import quarterly_counts
from xlsrc.extracts.places import shipped_places
from xlsrc.extracts.quarterly import Kind, QuarterlyCounts
from xlsrc.extracts.reader import file_reading
from xlsrc.extracts.sheet_rows import streamed_sheets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.support.home_office import Cell, Table

SHEFFIELD, ROTHERHAM = "E08000019", "E08000018"
Q1 = Quarter.of_financial_year(2019, 1)


def counts(sheets: Mapping[str, Table], *, ods: bool = False) -> QuarterlyCounts:
    content = as_ods(sheets) if ods else as_xlsx(sheets)
    found = quarterly_counts(streamed_sheets(content, "made-up"), "made-up", shipped_places())
    assert found is not None
    return found


def one_year(*rows: Sequence[Cell]) -> QuarterlyCounts:
    """2019/20 of Sheffield, as made by ``year_table``, with more rows below."""
    return counts({"2019-20": [*year_table(2019, ["Sheffield"]), *rows]})


def fault(found: QuarterlyCounts) -> str:
    (sentence,) = found.faults
    return sentence


@pytest.mark.parametrize("ods", [False, True])
def test_every_sheet_of_a_year_gives_its_quarters(*, ods: bool) -> None:
    places = ["Sheffield", "Rotherham"]
    sheets = {"Cover": COVER, "2019-20": year_table(2019, places)}
    sheets["2020-21"] = year_table(2020, places, 1000)

    found = counts(sheets, ods=ods)

    assert found.quarters == tuple(Quarter(Q1.ordinal + at) for at in range(8))
    assert found.of(SHEFFIELD, ["28E"]).tolist() == [10, 14, 18, 22, 1000, 1004, 1008, 1012]
    assert found.of(ROTHERHAM, ["28E", "46"]).tolist()[:2] == [12 + 13, 16 + 17]
    assert (found.vintage, found.faults) == ("2025-07", ())


def test_a_quarter_is_of_the_financial_year() -> None:
    assert Q1.name == "April to June 2019"
    assert Quarter.of_financial_year(2019, 4).name == "January to March 2020"


def test_older_files_and_their_words_are_understood() -> None:
    header = [*HEADER[:-1], "Offence Count"]
    table = [
        ("Table 1: made-up figures",),
        header,
        row("2019-20", "Q1", "Sheffield", BURGLARY, 5),
        row("2019/2020", "Jul-Sep", "SHEFFIELD", BURGLARY, "1,006"),
        row("2019/20", "Quarter 3", "Sheffield", BURGLARY, 7),
        row("2019/20", "January to March 2020", "Sheffield", BURGLARY, 8),
    ]

    found = counts({"Table 1": table})

    assert found.of(SHEFFIELD, ["28E"]).tolist() == [5, 1006, 7, 8]
    assert (found.vintage, found.faults) == ("2020-04", ())


def test_and_is_the_same_written_out() -> None:
    found = one_year(
        row("2019/20", 1, "Hammersmith & Fulham", BURGLARY, 1, force="Metropolitan Police"),
        row("2019/20", 2, "Hammersmith and Fulham", BURGLARY, 2, force="Metropolitan Police"),
    )

    assert found.of("E09000013", ["28E"]).tolist()[:2] == [1, 2]


def test_what_is_of_no_partnership_is_counted_apart() -> None:
    found = one_year(
        row("2019/20", 1, "Unassigned", BURGLARY, 3),
        row("2019/20", 1, "Unassigned South Yorkshire", SHOPLIFTING, 4),
        row("2019/20", 1, "", BURGLARY, 500),
        row(
            "2019/20", 1, "British Transport Police", BURGLARY, 6, force="British Transport Police"
        ),
        row("2019/20", 1, "Action Fraud", BURGLARY, 7, force="Action Fraud"),
    )

    kinds = [(one.kind, one.area.code) for one in found.areas]
    assert kinds == [
        (Kind.PARTNERSHIP, SHEFFIELD),
        *[(Kind.UNASSIGNED, "")] * 2,
        *[(Kind.FORCE, "")] * 3,
    ]
    assert found.of(SHEFFIELD, ["28E", "46"])[0] == 10 + 11
    assert found.faults == ()
    assert "7 offences of no partnership, counted apart" in found.notes


def test_totals_and_notes_are_no_counts() -> None:
    found = one_year(
        row("2019/20", 1, "Total", BURGLARY, 9),
        row("2019/20", "Total", "Sheffield", BURGLARY, 64),
        row("2019/20", 1, "Sheffield", ("Total recorded crime", "Total", "", ""), 21),
        HEADER,
        ("1. A note below, which is long",),
    )

    assert found.of(SHEFFIELD, ["28E"]).tolist() == [10, 12, 14, 16]
    assert (found.faults, found.notes) == ((), ("3 rows of totals left out",))


def test_a_sheet_of_another_year_than_its_name_is_not_used() -> None:
    sheets = {
        "2019-20": year_table(2019, ["Sheffield"]),
        "2020-21": year_table(2019, ["Sheffield"]),
    }

    found = counts(sheets)

    assert found.of(SHEFFIELD, ["28E"]).tolist() == [10, 12, 14, 16]
    assert fault(found) == (
        "made-up: sheet 2020-21, rows 2, 3, 4, 5, 6, 7 and 2 more, column Financial Year: the "
        "financial year that the sheet is named after was wanted; found 2019/20: these rows are "
        "not used; ask the publisher which of both is right"
    )


def test_a_row_that_is_there_twice_counts_once() -> None:
    found = one_year(row("2019/20", 1, "Sheffield", BURGLARY, 10))

    assert found.of(SHEFFIELD, ["28E"])[0] == 10
    assert fault(found) == (
        "made-up: one row for each area, offence and quarter was wanted; sheet 2019-20 row 10 "
        "found again with the same count: each counts once"
    )


def test_of_two_counts_for_one_quarter_neither_is_believed() -> None:
    found = one_year(row("2019/20", 1, "Sheffield", BURGLARY, 11))

    assert math.isnan(found.of(SHEFFIELD, ["28E"])[0])
    assert "row 10 found again with another count: neither is used" in fault(found)


def test_two_wordings_of_a_code_are_summed_and_not_repeats() -> None:
    other = ("Burglary of a home", *BURGLARY[1:])
    found = one_year(row("2019/20", 1, "Sheffield", other, 5))

    assert found.of(SHEFFIELD, ["28E"])[0] == 15
    assert found.faults == ()


@pytest.mark.parametrize("count", [-3, 2.5, "many"])
def test_what_is_no_count_is_missing_and_said(count: float | str) -> None:
    found = one_year(row("2019/20", 1, "Rotherham", BURGLARY, count))

    assert math.isnan(found.of(ROTHERHAM, ["28E"])[0])
    assert (
        f"row 10, column Number of Offences: a whole number of 0 or more was wanted; found "
        f"'{count}'" in found.faults[0]
    )


@pytest.mark.parametrize("mark", ["*", "..", "[c]", "[x]", "-"])
def test_a_suppressed_count_is_missing(mark: str) -> None:
    found = one_year(row("2019/20", 1, "Rotherham", BURGLARY, mark))

    assert math.isnan(found.of(ROTHERHAM, ["28E"])[0])
    assert "1 count missing or withheld" in found.notes


def test_an_unknown_partnership_keeps_its_counts_and_is_named() -> None:
    found = counts({"2019-20": year_table(2019, ["Narnia"])})

    assert found.cube[0, 0].tolist() == [10, 12, 14, 16]
    assert "found Narnia: their counts stand under the file's own names" in fault(found)


def test_an_area_without_rows_is_missing_and_an_offence_without_a_row_is_0() -> None:
    table = year_table(2019, ["Sheffield", "Rotherham"])
    kept = [one for one in table if one[1:4:2] != (2, "Rotherham")]
    kept.remove(row("2019/20", 1, "Rotherham", SHOPLIFTING, 13))

    found = counts({"2019-20": kept})

    assert found.of(ROTHERHAM, ["46"]).tolist()[0] == 0
    assert math.isnan(found.of(ROTHERHAM, ["46"])[1])
    assert found.faults == ()  # the gate says it, which sees all files of the release


def test_an_offence_that_begins_later_is_missing_before() -> None:
    found = one_year(row("2019/20", 4, "Sheffield", ("Stalking", "Violence", "", "8Q"), 2))

    figures = found.of(SHEFFIELD, ["8Q"])
    assert [*map(math.isnan, figures[:3].tolist()), figures[3]] == [True, True, True, 2]


def test_other_workbooks_are_none_of_these() -> None:
    content = as_xlsx({"Cover": COVER, "Data": [("indicator", "area", "month", "value")]})

    assert quarterly_counts(streamed_sheets(content, "x"), "x", shipped_places()) is None


def test_tables_without_a_row_that_can_be_used_are_refused() -> None:
    content = as_xlsx({"2019-20": [HEADER]})

    with pytest.raises(ExtractError, match="rows of offences by quarter were wanted; found the he"):
        file_reading(content, "made-up.xlsx", "")


def test_a_partnership_under_a_new_name_goes_on() -> None:
    new = [row("2020/21", 1, "Sheffield City Council", BURGLARY, 77)]

    found = counts({"2019-20": year_table(2019, ["Sheffield"]), "2020-21": [HEADER, *new]})

    assert found.of(SHEFFIELD, ["28E"]).tolist() == [10, 12, 14, 16, 77]
    assert found.faults == ()


def test_a_partnership_in_two_spellings_is_one_where_no_offence_is_in_both() -> None:
    whole = year_table(2019, ["Sheffield", "Leeds"])
    mixed = [
        (*one[:3], "Sheffield City Council", *one[4:])
        if (one[3], one[6]) == ("Sheffield", SHOPLIFTING[2])
        else one
        for one in whole
    ]

    found, usual = counts({"2019-20": mixed}), counts({"2019-20": whole})

    assert found.faults == ()
    assert (
        found.of(SHEFFIELD, ["28E", "46"]).tolist() == usual.of(SHEFFIELD, ["28E", "46"]).tolist()
    )


def test_two_partnerships_of_one_area_are_never_taken_for_it() -> None:
    found = one_year(row("2019/20", 1, "Sheffield City Council", BURGLARY, 77))

    assert [(one.area.code, one.area.name) for one in found.areas] == [
        ("", "Sheffield"),
        ("", "Sheffield City Council"),
    ]
    assert found.faults[0] == (
        "made-up: one partnership for each area was wanted; found Sheffield and Sheffield City "
        "Council side by side for Sheffield: each stands for itself, and none for Sheffield"
    )
