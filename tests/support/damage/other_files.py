"""Kinds of damage to files of wards and LSOAs, to historical files and to the dashboard's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tests.support.damage import labels, months, rows
from tests.support.damage.table import (
    DASHBOARD,
    HISTORICAL,
    LSOAS,
    NEWER,
    OLDER,
    WARDS,
    Host,
)
from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.support.damage.table import Damaged, Random, Table

    Maker = Callable[[Table, Random], Damaged]

_WARD, _WARDS_BOROUGH = (0, 1, 3, 5), (0, 1, 4, 5)
_LSOA: Final = (3, 4, 0, 5)
_MEASURE_COLUMN, _COUNT_COLUMN = 7, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherFile:
    """A file that is no recent borough file, the figures asked of it, and how it is damaged."""

    host: Host
    source: Source
    level: Level
    last: Month
    kinds: Mapping[str, Maker]


_OF_WIDE: Final[Mapping[str, Maker]] = {
    "1 row doubled": rows.rows_doubled(1),
    "5 rows doubled": rows.rows_doubled(5),
    "an area's rows doubled": rows.area_doubled,
    "area missing": rows.area_missing,
    "cut by 5 %": rows.cut(0.05, shuffled=False),
    "10 % of rows missing": rows.cut(0.10, shuffled=True),
    "month copied": months.month_copied(one_area=False),
    "month missing": months.month_missing,
    "last month: 50 %": months.last_month(0.5, one_area=False),
    "last month: 80 %": months.last_month(0.8, one_area=False),
}
_OF_HISTORICAL: Final[Mapping[str, Maker]] = {
    "total of an area": rows.total_of_area("Grand Total"),
    "total of London, odd name": rows.total_of_london("Metropolis"),
    "area misspelt, half": rows.misspelt(0.5),
    "group of an area missing": rows.group_missing,
    "last month, one area: 50 %": months.last_month(0.5, one_area=True),
    "older month, all: 50 %": months.older_month(0.5, one_area=False),
    "older month, one area: 0": months.older_month(0, one_area=True),
    "one cell x 10": months.cell_times(10),
}


def _in_one_month(change: Callable[[Table, list[list[str]], Random], None]) -> Maker:
    """A change of all rows of the file's last month."""

    def made(table: Table, random: Random) -> Damaged:
        last = max(row[0] for row in table.rows)
        change(table, [row for row in table.rows if row[0] == last], random)
        return table.damaged()

    return made


def _halve(_table: Table, some: list[list[str]], random: Random) -> None:
    for row in some:
        row[_COUNT_COLUMN] = str(random.binomial(int(row[_COUNT_COLUMN]), 0.5))


def _take_out(table: Table, some: list[list[str]], _random: Random) -> None:
    gone = {id(row) for row in some}
    table.rows = [row for row in table.rows if id(row) not in gone]


def _cell_says(column: int, text: str) -> Maker:
    """One cell of the long file says something else."""

    def made(table: Table, random: Random) -> Damaged:
        own = [row for row in table.rows if row[3] == "Barnet"]
        own[int(random.integers(len(own)))][column] = text
        return table.damaged(area="Barnet")

    return made


def _crime_type_renamed(table: Table, random: Random) -> Damaged:
    """A crime type with its sub-types has a name that nobody knows."""
    chosen = str(random.choice(["Domestic Abuse", "Hate Crime"]))
    for row in table.rows:
        if row[5].casefold() == chosen.casefold():
            row[5], row[6] = f"New {chosen}", f"New {row[6]}"
    return table.damaged(label=chosen)


def _twice_with_another_count(table: Table, random: Random) -> Damaged:
    """A row stands again with half its count."""
    own = [row for row in table.rows if row[3] == "Barnet" and int(row[_COUNT_COLUMN]) >= 10]
    again = list(own[int(random.integers(len(own)))])
    again[_COUNT_COLUMN] = str(int(again[_COUNT_COLUMN]) // 2)
    table.rows.append(again)
    return table.damaged(area="Barnet")


_OF_LONG: Final[Mapping[str, Maker]] = {
    "area misspelt": rows.misspelt(1),
    "area missing": rows.area_missing,
    "cut by 5 %": rows.cut(0.05, shuffled=False),
    "crime type renamed": _crime_type_renamed,
    "last month: half": _in_one_month(_halve),
    "last month missing": _in_one_month(_take_out),
    "count negative": _cell_says(_COUNT_COLUMN, "-5"),
    "count no number": _cell_says(_COUNT_COLUMN, "#REF!"),
    "count infinite": _cell_says(_COUNT_COLUMN, "inf"),
    "month no date": _cell_says(0, "next month"),
    "row again, other count": _twice_with_another_count,
}
_RECORDED: Final = Source.MPS_RECORDED_CRIME
OTHER_FILES: Final[Mapping[str, OtherFile]] = {
    "wards": OtherFile(
        host=Host(file=WARDS, others=(NEWER,), columns=_WARD),
        source=_RECORDED,
        level=Level.WARD,
        last=Month.of(2025, 12),
        kinds=_OF_WIDE,
    ),
    "wards of a borough": OtherFile(
        host=Host(file=WARDS, others=(NEWER,), columns=_WARDS_BOROUGH),
        source=_RECORDED,
        level=Level.WARD,
        last=Month.of(2025, 12),
        kinds={
            "area misspelt, all": rows.misspelt(1),
            "area missing": rows.area_missing,
            "last month, one area: 50 %": months.last_month(0.5, one_area=True),
            "label lost": labels.label_lost,
        },
    ),
    "LSOAs": OtherFile(
        host=Host(file=LSOAS, others=(NEWER,), columns=_LSOA),
        source=_RECORDED,
        level=Level.LSOA,
        last=Month.of(2026, 2),
        kinds=_OF_WIDE,
    ),
    "historical": OtherFile(
        host=Host(file=HISTORICAL, others=(OLDER,)),
        source=_RECORDED,
        level=Level.BOROUGH,
        last=Month.of(2023, 11),
        kinds={**_OF_WIDE, **_OF_HISTORICAL},
    ),
    "dashboard": OtherFile(
        host=Host(file=DASHBOARD, others=(NEWER, OLDER, HISTORICAL), columns=(5, 6, 3, 10)),
        source=Source.MPS_DASHBOARD,
        level=Level.BOROUGH,
        last=Month.of(2025, 7),
        kinds=_OF_LONG,
    ),
}


def damaged_other(file: str, kind: str, seed: int) -> Damaged:
    """A bundled file of another sort with one fault of a kind, the same for the same seed."""
    one = OTHER_FILES[file]
    return one.kinds[kind](one.host.table(), np.random.default_rng(seed))
