"""Data and Ward data: a row a month; a gap is a row without a count."""

import dataclasses
import datetime

import pytest

from tests.support.made_up import GAPPED, MONTHS, WARDS, made_up_dashboard, with_parts
from workbook.block import Row, TableBlock, Write
from workbook.sheets.data import values as data
from workbook.sheets.data.layout import DATA_TABLE
from workbook.sheets.ward_data import values as ward_data
from workbook.sheets.ward_data.layout import WARD_DATA_TABLE
from xlsrc.assessment import Dashboard


@pytest.fixture(scope="module")
def dashboard() -> Dashboard:
    return made_up_dashboard()


def rows(writes: tuple[Write, ...], indicator: str) -> list[Row]:
    tables = [write for write in writes if isinstance(write, TableBlock)]
    return [row for row in tables[0].rows if row[0] == indicator]


def test_every_month_of_a_series_has_a_row(dashboard: Dashboard) -> None:
    assert len(rows(data.blocks(dashboard), "Burglary")) == MONTHS


def test_a_gap_is_a_row_without_a_count(dashboard: Dashboard) -> None:
    name = next(a.label for a in dashboard.assessments if a.indicator.id == GAPPED)
    count = DATA_TABLE.headers.index("Count")

    assert [row[count] for row in rows(data.blocks(dashboard), name)].count(None) == 1


def test_a_count_is_out_of_nothing(dashboard: Dashboard) -> None:
    out_of = DATA_TABLE.headers.index("Out of")

    assert {row[out_of] for row in rows(data.blocks(dashboard), "Burglary")} == {None}


def test_a_share_gives_numerator_and_denominator(dashboard: Dashboard) -> None:
    share = next(a for a in dashboard.assessments if a.indicator.id == "reoffending")
    count, out_of = (DATA_TABLE.headers.index(header) for header in ("Count", "Out of"))
    last = rows(data.blocks(dashboard), share.label)[-1]

    assert (last[count], last[out_of]) == (
        share.monthly.numerators[-1],
        share.monthly.denominators[-1],
    )


def test_months_of_a_six_month_exception_are_marked(dashboard: Dashboard) -> None:
    exception = DATA_TABLE.headers.index("Exception")
    marks = [row[exception] for row in rows(data.blocks(dashboard), "Shoplifting")]

    assert sum("six months" in str(mark) for mark in marks) == 8


def test_a_row_holds_the_level_of_its_month(dashboard: Dashboard) -> None:
    burglary = next(a for a in dashboard.assessments if a.indicator.id == "burglary")
    rising = with_parts(burglary, monthly={"level": tuple(map(float, range(MONTHS)))})
    level = DATA_TABLE.headers.index("Level")

    found = rows(data.blocks(dataclasses.replace(dashboard, assessments=(rising,))), "Burglary")

    assert [row[level] for row in found] == list(range(MONTHS))


def test_the_range_of_a_share_is_per_100(dashboard: Dashboard) -> None:
    share = next(a for a in dashboard.assessments if a.indicator.id == "reoffending")
    low, high = (DATA_TABLE.headers.index(header) for header in ("Range low", "Range high"))
    last = rows(data.blocks(dashboard), share.label)[-1]

    assert (last[low], last[high]) == (share.usual.low, share.usual.high)
    assert all(0 <= float(str(end)) <= 100 for end in (last[low], last[high]))


def test_every_ward_and_month_has_a_row(dashboard: Dashboard) -> None:
    assert len(rows(ward_data.blocks(dashboard), "Burglary")) == len(WARDS) * 36


def test_a_ward_gap_is_a_row_without_a_count(dashboard: Dashboard) -> None:
    month, count = (WARD_DATA_TABLE.headers.index(header) for header in ("Month", "Count"))
    gaps = [row for row in rows(ward_data.blocks(dashboard), "Burglary") if row[count] is None]

    assert [row[month] for row in gaps] == [datetime.date(2025, 12, 1)]
