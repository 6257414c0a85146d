"""The tables of the statutory duties as they are read, and each fault by its cell."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from tests.workbook.tables.test_plan_tables import faults_of, with_cells
from workbook.build.area_tables import tables_without_extracts
from workbook.tables.defaults import default_tables
from workbook.tables.settings import settings
from xlsrc.domain.duty import AppliesIn, HowOften
from xlsrc.extracts.offences import shipped_offences
from xlsrc.extracts.places import shipped_places
from xlsrc.plan.invented import without_invented

SHIPPED = settings(default_tables(), shipped_offences().names)


def test_the_shipped_duties_are_read_whole() -> None:
    protocol = SHIPPED.duties[-1]

    assert [one.ref for one in SHIPPED.duties] == [f"D{at}" for at in range(1, 11)]
    assert protocol.due == datetime.date(2025, 11, 30)
    assert protocol.how_often is HowOften.TWO_YEARS
    assert {one.applies_in for one in SHIPPED.duties} == set(AppliesIn)


def test_whatever_has_a_date_in_the_sample_is_marked_as_invented() -> None:
    dated = [one for one in SHIPPED.duties if one.due or one.last_done]

    assert dated
    assert all(one.illustrative for one in dated)
    assert all(one.illustrative for one in SHIPPED.case_reviews)


@pytest.mark.parametrize(
    ("table", "cells", "fault"),
    [
        ("Duties", {"Ref": None}, "Duties!A6: ref must be a text without blanks"),
        ("Duties", {"Ref": "D2"}, "Duties!A7: ref must be different in every row"),
        ("Duties", {"Due": "soon"}, "Duties!I6: due must be a date; found 'soon'."),
        ("Duties", {"Last done": "2025-13-01"}, "Duties!H6: last done must be a date"),
        ("Duties", {"How often": "annually"}, "Duties!G6: how often must be every quarter"),
        ("Duties", {"Applies in": "Scotland"}, "Duties!E6: applies in must be England"),
        ("Duties", {"Duty": None}, "Duties!B6: Duty must not be empty"),
        (
            "CaseReviews",
            {"Applications received": -1},
            "Duties!D6: applications received must be a whole number",
        ),
        (
            "CaseReviews",
            {"Reviews carried out": 2.5},
            "Duties!F6: reviews carried out must be a whole number",
        ),
        (
            "CaseReviews",
            {"Threshold not met": 12},
            "Duties!E6: threshold not met must be at most the applications received, 11",
        ),
        (
            "CaseReviews",
            {"With recommendations": 8},
            "Duties!G6: with recommendations must be at most the reviews carried out, 7",
        ),
        ("CaseReviews", {"Ends on": None}, "Duties!H6: ends on must be a date"),
        (
            "CaseReviews",
            {"Published on": datetime.date(2024, 3, 31)},
            "Duties!I6: published on must be after the year's end",
        ),
        ("CaseReviews", {"Year": "2024/25"}, "Duties!A7: year must be different in every row"),
    ],
)
def test_a_cell_at_fault_is_named(table: str, cells: dict[str, object], fault: str) -> None:
    found = faults_of(with_cells(table, 0, **{k.replace(" ", "_"): v for k, v in cells.items()}))

    assert len(found) == 1
    assert found[0].startswith(fault)


def test_reviews_may_be_of_last_years_applications() -> None:
    tables = with_cells("CaseReviews", 0, Reviews_carried_out=20, With_recommendations=20)

    assert settings(tables, shipped_offences().names).case_reviews[0].reviews == 20


def test_a_count_that_is_not_known_is_not_nought() -> None:
    tables = with_cells("CaseReviews", 0, Applications_received=None)

    read = settings(tables, shipped_offences().names).case_reviews[0]
    assert read.applications is None
    assert not read.is_whole


@pytest.mark.parametrize("area", ["Camden", "Sheffield", "Cardiff"])
def test_a_new_workbook_has_the_duties_and_nobodys_dates(area: str) -> None:
    known = shipped_places().known(area)
    assert known is not None
    tables = tables_without_extracts(known)

    read = settings(tables, shipped_offences().names)

    assert [one.law for one in read.duties] == [one.law for one in SHIPPED.duties]
    assert not any(
        (one.last_done, one.due, one.lead, one.notes) != (None, None, "", "") for one in read.duties
    )
    assert read.case_reviews == ()


def test_in_another_area_the_duties_stay_and_what_is_invented_goes() -> None:
    camden = without_invented(dataclasses.replace(SHIPPED, area="Camden"))

    assert [one.law for one in camden.duties] == [one.law for one in SHIPPED.duties]
    assert not any(one.due or one.last_done or one.lead for one in camden.duties)
    assert camden.case_reviews == ()
