"""Wards by calendar year, as rows of what was published and back."""

from __future__ import annotations

import datetime
from dataclasses import replace

from tests.support.by_quarter import indicator
from workbook.publish.ward_rows import place, ward_figures, wards_before
from xlsrc.disclosure.ward_years import GAP, KEPT, SMALL, WardYears
from xlsrc.domain.area import Area, Level
from xlsrc.domain.month import Month
from xlsrc.domain.published import Figure, PublishedEdition, PublishedFigure

RAPE, OTHER = indicator("Rape"), indicator("Other")
EDGWARE = Area(code="E05013630", name="Edgware", level=Level.WARD)
HENDON = Area(code="", name="Hendon", level=Level.WARD)
TABLE = WardYears(
    indicator=RAPE, years=(2024, 2025), wards=(EDGWARE, HENDON), shown=((SMALL, 0), (KEPT, 12))
)


def edition(*figures: PublishedFigure, name: str = "December 2025") -> PublishedEdition:
    day, month = datetime.date(2026, 2, 5), Month.parse("2025-12")
    return PublishedEdition(
        name=name, area="Barnet", as_at=month, on=day, digest="", parent="", figures=figures
    )


def rows(table: WardYears = TABLE) -> tuple[PublishedFigure, ...]:
    return tuple(ward_figures("December 2025", [table]))


def test_each_cell_is_a_figure_of_its_years_december_by_the_wards_code_or_name() -> None:
    found = rows()

    cells = [(one.area, str(one.month), one.value) for one in found]
    assert cells == [
        ("E05013630", "2024-12", SMALL),
        ("E05013630", "2025-12", 0.0),
        ("Hendon", "2024-12", KEPT),
        ("Hendon", "2025-12", 12.0),
    ]
    assert [one.public for one in found] == [one.value for one in found]
    assert {(one.edition, one.indicator, one.label, one.figure) for one in found} == {
        ("December 2025", RAPE.id, RAPE.name, Figure.WARD_YEAR)
    }


def test_what_was_published_is_read_back_year_by_year() -> None:
    found = wards_before([edition(*rows())], [OTHER, RAPE], [HENDON, EDGWARE])

    assert found == (
        WardYears(
            indicator=RAPE, years=(2024,), wards=(EDGWARE, HENDON), shown=((SMALL,), (KEPT,))
        ),
        WardYears(indicator=RAPE, years=(2025,), wards=(EDGWARE, HENDON), shown=((0,), (12,))),
    )
    assert {type(cell) for one in found for (cell,) in one.shown} == {str, int}


def test_other_figures_and_what_was_not_public_are_no_cells_of_wards() -> None:
    cell, *_ = rows()
    others = (replace(cell, figure=Figure.STATUS), replace(cell, public=None))

    assert wards_before([edition(*others)], [RAPE], [EDGWARE, HENDON]) == ()


def test_an_indicator_that_is_gone_has_no_table_and_a_ward_that_is_gone_no_row() -> None:
    before = [edition(*rows(), *rows(replace(TABLE, indicator=OTHER)))]

    found = wards_before(before, [OTHER], [HENDON])

    assert [(one.indicator, one.years, one.wards, one.shown) for one in found] == [
        (OTHER, (2024,), (HENDON,), ((KEPT,),)),
        (OTHER, (2025,), (HENDON,), ((12,),)),
    ]


def test_editions_stay_in_their_order_and_apart() -> None:
    first = replace(TABLE, years=(2023, 2024), shown=((5, 6), (GAP, GAP)))
    before = [edition(*rows(first), name="December 2024"), edition(*rows())]

    found = wards_before(before, [RAPE], [EDGWARE, HENDON])

    assert [(one.years, one.shown) for one in found] == [
        ((2023,), ((5,), (GAP,))),
        ((2024,), ((6,), (GAP,))),
        ((2024,), ((SMALL,), (KEPT,))),
        ((2025,), ((0,), (12,))),
    ]


def test_a_ward_is_known_by_its_code_before_its_name() -> None:
    assert [place(EDGWARE), place(HENDON)] == ["E05013630", "Hendon"]
