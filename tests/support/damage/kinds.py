"""Every kind of damage to a borough release, beside what the gate's design found of it.

The figures are those of the prototype that the rules were chosen on: 559 damages of four releases.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from tests.support.damage import labels, months, rows
from tests.support.damage.table import HISTORICAL, NEWER, OLDER, Damaged, Host

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.support.damage.table import Random, Table

    Maker = Callable[[Table, Random], Damaged]

ALONE: Final = Host(file=OLDER, others=(HISTORICAL,))
"""A release with its past and nothing to hold it against."""

BESIDE: Final = Host(file=NEWER, others=(OLDER, HISTORICAL))
"""A release with the one before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """What the prototype reached: so many found and noted of so many, and the most that was left.

    ``left`` is the largest wrong 12-month change, in points, in any series of 50 or more a year
    that nothing touched.
    """

    found: int = 8
    noted: int = 0
    of: int = 8
    left: float = 0.0

    def __str__(self) -> str:
        """``6 of 8 (1 n); 4.2``."""
        if self.found == self.of:
            return f"all; {self.left:g}"
        noted = f" ({self.noted} n)" if self.noted else ""
        return f"{self.found} of {self.of}{noted}; {self.left:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A way to damage a release, and what the prototype found of it, alone and beside another."""

    make: Maker
    alone: Reached
    beside: Reached


def _kind(make: Maker, alone: Reached, beside: Reached | None = None) -> Kind:
    return Kind(make=make, alone=alone, beside=beside or alone)


_ALL: Final = Reached()
_FILE: Final = (Reached(left=0.5), Reached())
_ROWS_GONE: Final = Reached(found=20, of=24, left=1.3)
_LABEL: Final = (Reached(found=14, noted=2, of=16, left=67), Reached())
_MONTH_LEFT: Final = 4.2
_AREA_LEFT: Final = 4.6
_SWAPPED: Final = Reached(found=2, noted=2, of=7, left=22)
_COPIED: Final = Reached(left=22)


def _last(found: int) -> Reached:
    return Reached(found=found, left=_MONTH_LEFT)


def _last_of_area(found: int, noted: int = 0) -> Reached:
    return Reached(found=found, noted=noted, left=_AREA_LEFT)


FILE_KINDS: Final[Mapping[str, Kind]] = {
    "1 row doubled": _kind(rows.rows_doubled(1), _ALL),
    "5 rows doubled": _kind(rows.rows_doubled(5), _ALL),
    "an area's rows doubled": _kind(rows.area_doubled, _ALL),
    "total of a group": _kind(rows.total_of_group("TOTAL THEFT"), _ALL),
    "total of a group, odd name": _kind(rows.total_of_group("ACQUISITIVE"), _ALL),
    "total of an area": _kind(rows.total_of_area("Grand Total"), _ALL),
    "total of London": _kind(rows.total_of_london("Total"), _ALL),
    "total of London, odd name": _kind(rows.total_of_london("Metropolis"), _ALL),
    "area misspelt, 1 row": _kind(rows.misspelt(0), *_FILE),
    "area misspelt, half": _kind(rows.misspelt(0.5), *_FILE),
    "area misspelt, all": _kind(rows.misspelt(1), *_FILE),
    "area missing": _kind(rows.area_missing, *_FILE),
    "1 row missing": _kind(rows.row_missing, *_FILE),
    "group of an area missing": _kind(rows.group_missing, *_FILE),
    "cut by 1 %": _kind(rows.cut(0.01, shuffled=False), *_FILE),
    "cut by 3 %": _kind(rows.cut(0.03, shuffled=False), *_FILE),
    "cut by 10 %": _kind(rows.cut(0.10, shuffled=False), *_FILE),
    "cut by 3 %, any order": _kind(rows.cut(0.03, shuffled=True), *_FILE),
    "10 % of rows missing": _kind(rows.cut(0.10, shuffled=True), *_FILE),
    "label lost": _kind(labels.label_lost, *_LABEL),
    "label renamed": _kind(labels.label_renamed(everywhere=True), *_LABEL),
    "label renamed in one area": _kind(labels.label_renamed(everywhere=False), _ALL),
    "month copied": _kind(months.month_copied(one_area=False), _COPIED),
    "month copied, one area": _kind(months.month_copied(one_area=True), _COPIED),
    "months shifted": _kind(months.months_shifted(one_area=False), _COPIED),
}
"""What the rules for files must find, each by one finding."""

SERIES_KINDS: Final[Mapping[str, Kind]] = {
    "sum of 3 rows, odd name": _kind(
        rows.sum_of_three, Reached(found=2, noted=6), Reached(found=6, noted=2)
    ),
    "any 1 row missing": _kind(rows.any_rows_missing(1), _ROWS_GONE),
    "any 5 rows missing": _kind(rows.any_rows_missing(5), Reached(left=1.3), _ALL),
    "cut by 5 %": _kind(rows.cut(0.05, shuffled=False), *_FILE),
    "cut by 5 %, any order": _kind(rows.cut(0.05, shuffled=True), *_FILE),
    "any label lost": _kind(labels.any_label_lost, *_LABEL),
    "any label renamed": _kind(labels.any_label_renamed, *_LABEL),
    "label renamed in mid-series": _kind(labels.label_renamed_in_mid_series(everywhere=True), _ALL),
    "label renamed in mid-series, one area": _kind(
        labels.label_renamed_in_mid_series(everywhere=False), _ALL
    ),
    "30 % of shoplifting booked elsewhere": _kind(
        labels.booked_elsewhere, Reached(found=0, left=22), Reached(left=22)
    ),
    "last month, all: 30 %": _kind(months.last_month(0.30, one_area=False), _last(8)),
    "last month, all: 50 %": _kind(months.last_month(0.50, one_area=False), _last(8)),
    "last month, all: 70 %": _kind(months.last_month(0.70, one_area=False), _last(8)),
    "last month, all: 80 %": _kind(months.last_month(0.80, one_area=False), _last(8)),
    "last month, all: 85 %": _kind(months.last_month(0.85, one_area=False), _last(6)),
    "last month, all: 90 %": _kind(months.last_month(0.90, one_area=False), _last(2)),
    "last month, all: 95 %": _kind(months.last_month(0.95, one_area=False), _last(0)),
    "last month, one area: 0": _kind(months.last_month(0, one_area=True), _last_of_area(8)),
    "last month, one area: 30 %": _kind(months.last_month(0.30, one_area=True), _last_of_area(8)),
    "last month, one area: 50 %": _kind(months.last_month(0.50, one_area=True), _last_of_area(8)),
    "last month, one area: 70 %": _kind(
        months.last_month(0.70, one_area=True), _last_of_area(7, noted=1)
    ),
    "last month, one area: 80 %": _kind(months.last_month(0.80, one_area=True), _last_of_area(4)),
    "last month, one area: 85 %": _kind(
        months.last_month(0.85, one_area=True), _last_of_area(3, noted=1)
    ),
    "last month, one area: 90 %": _kind(months.last_month(0.90, one_area=True), _last_of_area(1)),
    "last month, one series: 0": _kind(months.last_month_of_series(0, 15, np.inf), Reached(left=5)),
    "last month, one series of 10-100: half": _kind(
        months.last_month_of_series(0.5, 10, 100), Reached(found=0, left=5)
    ),
    "last month, one series over 100: half": _kind(
        months.last_month_of_series(0.5, 100, np.inf), Reached(found=0, noted=7, left=5)
    ),
    "older month, one area: 0": _kind(months.older_month(0, one_area=True), Reached(left=7)),
    "older month, one area: 50 %": _kind(months.older_month(0.5, one_area=True), Reached(left=7)),
    "older month, one area: 80 %": _kind(
        months.older_month(0.8, one_area=True), Reached(found=3, of=7, left=7), Reached(left=7)
    ),
    "older month, all: 50 %": _kind(months.older_month(0.5, one_area=False), Reached(left=7)),
    "older month, all: 80 %": _kind(months.older_month(0.8, one_area=False), Reached(left=7)),
    "older month, all: 90 %": _kind(
        months.older_month(0.9, one_area=False),
        Reached(found=0, noted=4, left=7),
        Reached(found=4, left=7),
    ),
    "one cell x 10": _kind(
        months.cell_times(10), Reached(found=0, noted=8, left=5), Reached(left=5)
    ),
    "one cell x 1.5": _kind(
        months.cell_times(1.5), Reached(found=0, left=5), Reached(found=2, left=5)
    ),
    "month missing": _kind(months.month_missing, _COPIED),
    "months shifted, one area": _kind(months.months_shifted(one_area=True), _COPIED),
    "two months exchanged": _kind(months.months_exchanged(one_area=False), _SWAPPED, _COPIED),
    "two months exchanged, one area": _kind(
        months.months_exchanged(one_area=True), _SWAPPED, _COPIED
    ),
    "2 % of a month to Unknown": _kind(labels.to_unknown(0.02), _ALL),
    "5 % of a month to Unknown": _kind(labels.to_unknown(0.05), _ALL),
    "10 % of a month to Unknown": _kind(labels.to_unknown(0.10), _ALL),
    "20 % of a month to Unknown": _kind(labels.to_unknown(0.20), _ALL),
    "one area 10 % low for 12 months": _kind(
        months.low(0.9, 12, one_series=False), Reached(found=0, of=7, left=29), Reached(left=13)
    ),
    "one area 20 % low for 12 months": _kind(
        months.low(0.8, 12, one_series=False), Reached(found=1, of=7, left=29), Reached(left=13)
    ),
    "one series 20 % low for 12 months": _kind(
        months.low(0.8, 12, one_series=True),
        Reached(found=0, left=29),
        Reached(found=1, left=13),
    ),
    "one series 50 % low for 6 months": _kind(
        months.low(0.5, 6, one_series=True), Reached(found=0, left=29), Reached(found=7, left=13)
    ),
    "two areas exchanged": _kind(
        labels.areas_exchanged, Reached(found=4, noted=2, of=7, left=44), Reached(left=8)
    ),
}
"""What takes the rules for series and for two releases as well."""

BOROUGH_KINDS: Final[Mapping[str, Kind]] = {**FILE_KINDS, **SERIES_KINDS}
KINDS: Final[Mapping[str, Maker]] = {name: kind.make for name, kind in FILE_KINDS.items()}

ONLY_BESIDE_THE_RELEASE_BEFORE: Final = frozenset({"months shifted"})
"""Kinds that no file shows by itself."""


def damaged(kind: str, seed: int, host: Host | None = None) -> Damaged:
    """A bundled borough release with one fault of a kind, the same for the same seed."""
    table = (host or Host(file=NEWER)).table()
    return BOROUGH_KINDS[kind].make(table, np.random.default_rng(seed))


BESIDE_ALONE: Final = frozenset({"months shifted, one area"})
"""Kinds that no file shows without the release before it."""
