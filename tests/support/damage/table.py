"""A bundled release as rows that can be damaged, and put into a folder of extracts again."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Rows = list[list[str]]
Random = np.random.Generator

NEWER: Final = "mps/2026-01/MPS Borough Level Crime (most recent 24 months).csv"
OLDER: Final = "mps/2025-12/MPS Borough Level Crime (most recent 24 months).csv"
HISTORICAL: Final = "mps/2025-12/MPS Borough Level Crime (Historical).csv"
WARDS: Final = "mps/2026-01/MPS Ward Level Crime (most recent 24 months).csv"
LSOAS: Final = "mps/2026-04/MPS LSOA Level Crime (most recent 24 months) - Barnet.csv"
DASHBOARD: Final = "mps-dashboard/2025-08/M1045_MonthlyCrimeDashboard_OtherCrimeData.csv"
KNIFE: Final = "mps-dashboard/2026-03/M1045_MonthlyCrimeDashboard_KnifeCrimeData.csv"
ODD: Final = frozenset({"Unknown", "London Heathrow and London City Airports"})
GROUP, LABEL, AREA, FIRST = 0, 1, 2, 3
"""The columns of a borough release: offence group, offence, area, first month."""


@dataclass(slots=True, kw_only=True)
class Table:
    """The header and rows of a wide release, and which columns are group, label and area.

    ``first`` is the column of the first month.
    """

    header: list[str]
    rows: Rows
    group: int = GROUP
    label: int = LABEL
    area: int = AREA
    first: int = FIRST

    def some_area(self, random: Random) -> str:
        """Any ordinary area."""
        return str(random.choice(sorted({row[self.area] for row in self.rows} - ODD)))

    def some_label(self, random: Random) -> str:
        """Any of the labels that most areas have many of."""
        here = {row[self.label] for row in self.rows}
        return str(random.choice([one for one in COMMON_LABELS if one in here]))

    def any_label(self, random: Random, least: int) -> str:
        """Any label with at least so many offences in the file."""
        totals: dict[str, int] = {}
        for row in self.rows:
            totals[row[self.label]] = totals.get(row[self.label], 0) + self.counts(row).sum()
        return str(random.choice(sorted(one for one, total in totals.items() if total >= least)))

    def of(self, area: str = "", label: str = "") -> Rows:
        """The rows of an area and label, '' for any."""
        return [
            row
            for row in self.rows
            if (not area or row[self.area] == area) and (not label or row[self.label] == label)
        ]

    def counts(self, row: list[str]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """The row's counts by month."""
        return np.array([int(cell or 0) for cell in row[self.first :]], dtype=np.int64)

    def set_counts(self, row: list[str], counts: Iterable[int]) -> None:
        """Put counts into a row."""
        row[self.first :] = [str(int(one)) for one in counts]

    def summed(self, rows: Rows) -> list[str]:
        """The sums of some rows by month."""
        return [str(one) for one in np.sum([self.counts(row) for row in rows], axis=0).tolist()]

    def damaged(self, *rules: str, area: str = "", label: str = "") -> Damaged:
        """What the table has become."""
        return Damaged(header=self.header, rows=self.rows, rules=rules, area=area, label=label)


COMMON_LABELS: Final = (
    "SHOPLIFTING", "OTHER THEFT", "VIOLENCE WITH INJURY", "CRIMINAL DAMAGE",
    "THEFT FROM THE PERSON", "POSSESSION OF DRUGS",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Damaged:
    """A release with one fault: its rows, and the rules of which one must find it.

    ``area`` and ``label`` are those that were damaged, '' where all were.
    """

    header: list[str]
    rows: Rows
    rules: tuple[str, ...]
    area: str = ""
    label: str = ""

    def written(self, folder: Path, *, with_older: bool) -> Path:
        """The folder, with the release in it, and the untouched one before it if wanted."""
        return self.written_as(folder, NEWER, (OLDER,) if with_older else ())

    def written_as(self, folder: Path, file: str, others: Iterable[str]) -> Path:
        """The folder with this in place of a bundled file, and others of them untouched."""
        for other in others:
            copied(other, folder)
        target = folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(csv_text([self.header, *self.rows]), encoding="utf-8", newline="")
        return folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A bundled file that is damaged, its columns, and what lies beside it untouched."""

    file: str
    others: tuple[str, ...] = ()
    columns: tuple[int, int, int, int] = field(default=(GROUP, LABEL, AREA, FIRST))

    def table(self) -> Table:
        """The file's rows, to be damaged."""
        header, *rows = (list(row) for row in _rows(self.file))
        group, label, area, first = self.columns
        return Table(header=header, rows=rows, group=group, label=label, area=area, first=first)


def copied(file: str, folder: Path) -> None:
    """Put a bundled file, as it is, into a folder of extracts."""
    target = folder / file
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes((data_folder() / file).read_bytes())


@cache
def _rows(file: str) -> tuple[tuple[str, ...], ...]:
    text = (data_folder() / file).read_text(encoding="utf-8-sig")
    return tuple(tuple(row) for row in csv.reader(io.StringIO(text)) if row)


def release() -> tuple[list[str], Rows]:
    """The header and rows of the newest bundled borough release."""
    table = Host(file=NEWER).table()
    return table.header, table.rows


def csv_text(rows: Rows) -> str:
    """Rows as the text of a CSV file."""
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows(rows)
    return lines.getvalue()
