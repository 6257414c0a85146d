from __future__ import annotations

import datetime
from dataclasses import replace
from functools import reduce
from math import fsum
from operator import add

import pytest

from tests.support.made_up import AS_AT, WARDS, made_up_dashboard
from workbook.block import Block, Cell, Formula, Row
from workbook.sheets.heat_tables import layout
from workbook.sheets.heat_tables.layout import YEARS
from workbook.sheets.heat_tables.values import blocks
from workbook.sheets.map.parts import DrawnWard
from xlsrc.domain.month import Month
from xlsrc.domain.settings import MapMeasure
from xlsrc.maps.area_map import AreaMap
from xlsrc.measures.rolling import MONTHS_IN_YEAR

DRAWN = tuple(DrawnWard(code=w.code, name=w.name, label=w.name, neighbours=()) for w in WARDS)
PLAIN = made_up_dashboard()
MADE_UP = next(one for one in PLAIN.wards if one.indicator.id == "residential_burglary")
SERIES = replace(
    MADE_UP, counts=tuple(tuple(value or 0.0 for value in row) for row in MADE_UP.counts)
)
DASHBOARD = replace(
    PLAIN,
    wards=(SERIES,),
    ward_map=AreaMap(indicator=SERIES.indicator, measure=MapMeasure.RATE, as_at=AS_AT),
)
WRITTEN = {b.name: b.values for b in blocks(DASHBOARD, DRAWN) if isinstance(b, Block)}


def shown(rows: tuple[Row, ...]) -> tuple[tuple[Cell, ...], ...]:
    """The rows as a reader sees them: a formula by its value."""
    return tuple(
        tuple(cell.value if isinstance(cell, Formula) else cell for cell in row) for row in rows
    )


def named(table: str) -> str:
    return layout.TABLE.of(table=table).name


COLUMNS = layout.TABLE.width
BLOCKS = {name: shown(rows) for name, rows in WRITTEN.items()}


def recorded(indicator_id: str, month: Month) -> float | None:
    found = next(a for a in DASHBOARD.assessments if a.indicator.id == indicator_id)
    by_month = dict(zip(found.monthly.months, found.monthly.recorded, strict=True))
    return by_month.get(month)


def test_counts_have_a_total_and_a_mean_and_shares_a_mean_alone() -> None:
    feet = {
        (a.indicator.is_share, tuple(row[0] for row in BLOCKS[named(a.indicator.id)][7:]))
        for a in DASHBOARD.assessments
    }

    assert feet == {(True, ("Mean",)), (False, ("Total", "Mean"))}


def test_the_years_end_at_the_as_at_month() -> None:
    years = [row[0] for row in BLOCKS[named("residential_burglary")][1:-2]]

    assert years == [2020, 2021, 2022, 2023, 2024, 2025]


def test_a_cell_is_the_month_of_its_year() -> None:
    may_2024 = BLOCKS[named("residential_burglary")][5][5]

    assert may_2024 == recorded("residential_burglary", Month.of(2024, 5))


def test_a_year_is_the_sum_of_its_months() -> None:
    row = BLOCKS[named("residential_burglary")][5]

    assert row[-1] == sum(float(str(month)) for month in row[1:13])


def test_a_year_with_a_gap_has_no_total() -> None:
    rows = BLOCKS[named("weapons")][1:-2]

    assert {row[-1] for row in rows if "no data" in row} == {"–"}


def test_months_to_come_are_not_no_data() -> None:
    early = replace(DASHBOARD, as_at=AS_AT - 3)
    written = {b.name: b.values for b in blocks(early, DRAWN) if isinstance(b, Block)}
    december = MONTHS_IN_YEAR

    assert written[named("hate_crime")][YEARS][december] == "–"


def test_late_months_are_no_data() -> None:
    december = MONTHS_IN_YEAR

    assert BLOCKS[named("hate_crime")][YEARS][december] == "no data"


def test_a_month_is_added_up_over_the_years() -> None:
    rows = BLOCKS[named("residential_burglary")]
    mays = [float(str(row[5])) for row in rows[1 : YEARS + 1]]

    assert [rows[-2][5], rows[-1][5]] == pytest.approx([sum(mays), sum(mays) / YEARS])


def test_all_the_years_are_added_up() -> None:
    rows = BLOCKS[named("residential_burglary")]
    years = [float(str(row[-1])) for row in rows[1 : YEARS + 1]]

    assert [rows[-2][-1], rows[-1][-1]] == pytest.approx([sum(years), sum(years) / YEARS])


def test_totals_and_means_are_formulas() -> None:
    formulas = {
        name: sum(isinstance(cell, Formula) for row in rows for cell in row)
        for name, rows in WRITTEN.items()
        if name
        in (
            named(layout.WARDS),
            named("residential_burglary"),
            named("confidence"),
        )
    }

    assert formulas == {
        named(layout.WARDS): len(WARDS) + COLUMNS - 1,
        named("residential_burglary"): YEARS + 2 * (COLUMNS - 1),
        named("confidence"): MONTHS_IN_YEAR,
    }


def test_the_year_of_a_share_is_the_share_of_the_year() -> None:
    found = next(
        a for a in DASHBOARD.assessments if a.indicator.is_share and a.volume.last_12 is not None
    )
    over = sum(v for v in found.monthly.numerators[-12:] if v is not None)
    under = sum(v for v in found.monthly.denominators[-12:] if v is not None)
    year = BLOCKS[named(found.indicator.id)][YEARS][-1]

    assert year == (pytest.approx(100 * over / under) if found.as_at == AS_AT else "–")


def test_wards_stand_in_order_of_their_year() -> None:
    totals = [row[-1] for row in BLOCKS[named(layout.WARDS)][1:-1]]

    assert totals == sorted(totals, key=lambda total: -float(str(total)))


def test_the_wards_months_add_up() -> None:
    rows = BLOCKS[named(layout.WARDS)]
    december = sum(float(str(row[12])) for row in rows[1:-1])

    assert (rows[0][12], rows[-1][12]) == (datetime.date(2025, 12, 1), december)


def test_a_drawn_ward_without_figures_says_so() -> None:
    stranger = DrawnWard(code="E05999999", name="Elsewhere", label="", neighbours=())
    written = {b.name: b.values for b in blocks(DASHBOARD, (stranger,)) if isinstance(b, Block)}

    assert shown(written[named(layout.WARDS)])[1][1:] == ("no data",) * 13


def test_a_year_before_any_figure_is_blank_and_a_gap_is_not() -> None:
    burglary = next(a for a in PLAIN.assessments if a.indicator.id == "residential_burglary")
    monthly = burglary.monthly
    start = monthly.months.index(Month.of(2022, 3))
    gap = monthly.months.index(Month.of(2023, 7))
    recorded = tuple(None if at == gap else value for at, value in enumerate(monthly.recorded))
    short = replace(
        burglary,
        monthly=replace(
            monthly,
            **{
                name: getattr(monthly, name)[start:]
                for name in (
                    *("months", "numerators", "denominators", "vintages", "expected"),
                    *("lower", "upper", "level", "flagged", "sustained"),
                )
            },
            recorded=recorded[start:],
        ),
    )
    (table,) = (
        shown(b.values)
        for b in blocks(replace(DASHBOARD, assessments=(short,)), DRAWN)
        if isinstance(b, Block) and b.name == named("residential_burglary")
    )
    by_year = {row[0]: row[1:] for row in table}

    assert by_year[2020] == by_year[2021] == (*(None,) * 12, "–")
    assert by_year[2022][:2] == ("no data", "no data")
    assert by_year[2022][2] == recorded[start]
    assert by_year[2023][6] == "no data"


def test_a_mean_is_rounded_once_whatever_python_adds_it_up() -> None:
    """`sum` rounds after each number in Python 3.11, and otherwise from 3.12 on."""
    columns = [
        (foot, [value for value in months if isinstance(value, float)])
        for one in DASHBOARD.assessments
        if one.indicator.is_share
        for *months, foot in zip(*BLOCKS[named(one.indicator.id)], strict=True)
        if isinstance(foot, float)
    ]

    assert [foot for foot, _ in columns] == [fsum(months) / len(months) for _, months in columns]
    assert any(reduce(add, months) != fsum(months) for _, months in columns)
