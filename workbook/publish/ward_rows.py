"""Wards by calendar year as they were published: a later edition repeats them as they were."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from xlsrc.disclosure.ward_years import WardYears
from xlsrc.domain.month import Month
from xlsrc.domain.published import Figure, PublishedFigure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.published import PublishedEdition

DECEMBER = 12


def ward_figures(edition: str, tables: Iterable[WardYears]) -> Iterator[PublishedFigure]:
    """A figure for each cell, of the year's last month; its place is the ward's code."""
    for table in tables:
        for (ward, row), (at, year) in product(
            zip(table.wards, table.shown, strict=True), enumerate(table.years)
        ):
            shown = row[at] if isinstance(row[at], str) else float(row[at])
            yield PublishedFigure(
                edition=edition,
                indicator=table.indicator.id,
                label=table.indicator.name,
                area=place(ward),
                month=Month.of(year, DECEMBER),
                figure=Figure.WARD_YEAR,
                value=shown,
                public=shown,
            )


def wards_before(
    published: Sequence[PublishedEdition], indicators: Iterable[Indicator], wards: Iterable[Area]
) -> tuple[WardYears, ...]:
    """The tables of earlier editions, oldest first, a year of one indicator each."""
    of_place = {place(ward): ward for ward in wards}
    by_id = {one.id: one for one in indicators}
    found: list[WardYears] = []
    for edition in published:
        cells: dict[tuple[str, int], dict[str, int | str]] = {}
        for one in edition.figures:
            if one.figure is Figure.WARD_YEAR and one.public is not None:
                shown = one.public if isinstance(one.public, str) else round(one.public)
                cells.setdefault((one.indicator, one.month.year), {})[one.area] = shown
        found += [
            WardYears(
                indicator=by_id[name],
                years=(year,),
                wards=tuple(of_place[at] for at in of_year if at in of_place),
                shown=tuple((shown,) for at, shown in of_year.items() if at in of_place),
            )
            for (name, year), of_year in cells.items()
            if name in by_id
        ]
    return tuple(found)


def place(ward: Area) -> str:
    """What a ward's row is known by."""
    return ward.code or ward.name
