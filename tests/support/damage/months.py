"""Months that are cut short, low, copied, missing, shifted or exchanged, and single wrong cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.damage.table import Damaged, Random, Rows, Table

    Maker = Callable[[Table, Random], Damaged]

_YEAR: Final = 12


def last_month(kept: float, *, one_area: bool) -> Maker:
    """Of the last month only a part was counted, of all areas or of one."""

    def made(table: Table, random: Random) -> Damaged:
        area = table.some_area(random) if one_area else ""
        _thin(table, table.of(area), kept, slice(-1, None), random)
        return table.damaged("month-incomplete", "area-month-low", area=area)

    return made


def last_month_of_series(kept: float, least: float, most: float) -> Maker:
    """Of one area and label, of between so many a month, only a part of the last month is there."""

    def made(table: Table, random: Random) -> Damaged:
        row = _some_row(table, random, least, most)
        _thin(table, [row], kept, slice(-1, None), random)
        return table.damaged("series-zero", area=row[table.area], label=row[table.label])

    return made


def older_month(kept: float, *, one_area: bool) -> Maker:
    """Of a month of the last year, not the last, a part is lost."""

    def made(table: Table, random: Random) -> Damaged:
        area = table.some_area(random) if one_area else ""
        at = len(table.header) - table.first - 1 - int(random.integers(1, _YEAR))
        _thin(table, table.of(area), kept, slice(at, at + 1), random)
        return table.damaged("month-incomplete", "area-month-low", area=area)

    return made


def low(kept: float, months: int, *, one_series: bool) -> Maker:
    """An area, or one of its larger series, lacks a part of its last so many months."""

    def made(table: Table, random: Random) -> Damaged:
        if one_series:
            rows = [_some_row(table, random, 20, np.inf)]
        else:
            rows = table.of(table.some_area(random))
        _thin(table, rows, kept, slice(-months, None), random)
        return table.damaged("area-disagrees", area=rows[0][table.area])

    return made


def cell_times(factor: float) -> Maker:
    """One cell of a common label is a multiple of itself."""

    def made(table: Table, random: Random) -> Damaged:
        row = _some_row(table, random, 10, np.inf)
        counts = table.counts(row)
        at = counts.size - 1 - int(random.integers(_YEAR))
        counts[at] = round(counts[at] * factor)
        table.set_counts(row, counts)
        return table.damaged("series-high", area=row[table.area], label=row[table.label])

    return made


def month_copied(*, one_area: bool) -> Maker:
    """A month holds another month's counts."""

    def made(table: Table, random: Random) -> Damaged:
        area = table.some_area(random) if one_area else ""
        one, other = _two_months(table, random)
        for row in table.of(area):
            row[one] = row[other]
        return table.damaged("same-month-twice", area=area)

    return made


def months_exchanged(*, one_area: bool) -> Maker:
    """Two months stand under each other's heading."""

    def made(table: Table, random: Random) -> Damaged:
        area = table.some_area(random) if one_area else ""
        one, other = _two_months(table, random)
        for row in table.of(area):
            row[one], row[other] = row[other], row[one]
        return table.damaged("same-month-twice", area=area)

    return made


def month_missing(table: Table, random: Random) -> Damaged:
    """A month's column is not there."""
    at = int(random.integers(len(table.header) - _YEAR, len(table.header) - 1))
    for row in (table.header, *table.rows):
        del row[at]
    return table.damaged("hole")


def months_shifted(*, one_area: bool) -> Maker:
    """All columns have moved one to the right, and the last one stands first."""

    def made(table: Table, random: Random) -> Damaged:
        area = table.some_area(random) if one_area else ""
        for row in table.of(area):
            row[table.first :] = [row[-1], *row[table.first : -1]]
        return table.damaged("same-month-twice", area=area)

    return made


def _thin(table: Table, rows: Rows, kept: float, months: slice, random: Random) -> None:
    for row in rows:
        counts = table.counts(row)
        counts[months] = random.binomial(counts[months], kept)
        table.set_counts(row, counts)


def _some_row(table: Table, random: Random, least: float, most: float) -> list[str]:
    """Any row of an ordinary area with so many a month in its last year."""
    named = table.some_area(random)
    while True:
        rows = [
            row for row in table.of(named) if least <= table.counts(row)[-_YEAR:].mean() <= most
        ]
        if rows:
            return rows[int(random.integers(len(rows)))]
        named = table.some_area(random)


def _two_months(table: Table, random: Random) -> tuple[int, int]:
    one, other = random.choice(np.arange(table.first, len(table.header)), 2, replace=False)
    return int(one), int(other)
