"""Damaged releases, made from the bundled real ones by a seed, each with what is true of it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Rows = list[list[str]]
    Random = np.random.Generator

NEWER: Final = "mps/2026-01/MPS Borough Level Crime (most recent 24 months).csv"
OLDER: Final = "mps/2025-12/MPS Borough Level Crime (most recent 24 months).csv"
ODD: Final = frozenset({"Unknown", "London Heathrow and London City Airports"})
GROUP, LABEL, AREA, FIRST = 0, 1, 2, 3
_COMMON_LABELS: Final = (
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
        target = folder / NEWER
        target.parent.mkdir(parents=True)
        target.write_text(_text([self.header, *self.rows]), encoding="utf-8", newline="")
        if with_older:
            older = folder / OLDER
            older.parent.mkdir(parents=True)
            older.write_bytes((data_folder() / OLDER).read_bytes())
        return folder


def release() -> tuple[list[str], Rows]:
    """The header and rows of the newest bundled borough release."""
    text = (data_folder() / NEWER).read_text(encoding="utf-8-sig")
    header, *rows = [row for row in csv.reader(io.StringIO(text)) if row]
    return header, rows


def damaged(kind: str, seed: int) -> Damaged:
    """The newest bundled borough release with one fault of a kind, the same for the same seed."""
    header, rows = release()
    random = np.random.default_rng(seed)
    return KINDS[kind](header, rows, random)


def _text(rows: Rows) -> str:
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows(rows)
    return lines.getvalue()


def _area(rows: Rows, random: Random) -> str:
    return str(random.choice(sorted({row[AREA] for row in rows} - ODD)))


def _label(random: Random) -> str:
    return str(random.choice(_COMMON_LABELS))


def _rows_doubled(count: int) -> Callable[[list[str], Rows, Random], Damaged]:
    def made(header: list[str], rows: Rows, random: Random) -> Damaged:
        for at in random.choice(len(rows), count, replace=False).tolist():
            rows.insert(int(random.integers(len(rows))), list(rows[at]))
        return Damaged(header=header, rows=rows, rules=("repeated-key",))

    return made


def _area_doubled(header: list[str], rows: Rows, random: Random) -> Damaged:
    area = _area(rows, random)
    rows += [list(row) for row in rows if row[AREA] == area]
    return Damaged(header=header, rows=rows, rules=("repeated-key",), area=area)


def _total_of(column: int, name: str) -> Callable[[list[str], Rows, Random], Damaged]:
    """A total of one area's groups, of an area's rows or of London, under any name."""

    def made(header: list[str], rows: Rows, random: Random) -> Damaged:
        area = _area(rows, random)
        if column == AREA:  # London: a row for each label
            parts: dict[tuple[str, str], Rows] = {(row[GROUP], row[LABEL]): [] for row in rows}
            for row in rows:
                parts[row[GROUP], row[LABEL]].append(row)
            sums = [[*key, name, *_summed(some)] for key, some in parts.items()]
            damaged_area = ""
        elif column == LABEL:  # one group of one area
            group = "THEFT"
            some = [row for row in rows if row[AREA] == area and row[GROUP] == group]
            sums, damaged_area = [[group, name, area, *_summed(some)]], area
        else:
            some = [row for row in rows if row[AREA] == area]
            sums, damaged_area = [[name, name, area, *_summed(some)]], area
        return Damaged(
            header=header, rows=rows + sums, rules=("total-row",), area=damaged_area, label=name
        )

    return made


def _summed(rows: Rows) -> list[str]:
    counts = np.array([[int(cell) for cell in row[FIRST:]] for row in rows])
    return [str(total) for total in counts.sum(axis=0).tolist()]


def _misspelt(share: float) -> Callable[[list[str], Rows, Random], Damaged]:
    def made(header: list[str], rows: Rows, random: Random) -> Damaged:
        area = _area(rows, random)
        own = [row for row in rows if row[AREA] == area]
        at = int(random.integers(1, len(area) - 1))
        wrong = area[:at] + area[at] + area[at:]
        for row in own[: max(1, round(share * len(own)))]:
            row[AREA] = wrong
        return Damaged(header=header, rows=rows, rules=("unknown-area",), area=area)

    return made


def _area_missing(header: list[str], rows: Rows, random: Random) -> Damaged:
    area = _area(rows, random)
    kept = [row for row in rows if row[AREA] != area]
    return Damaged(header=header, rows=kept, rules=("area-missing",), area=area)


def _row_missing(header: list[str], rows: Rows, random: Random) -> Damaged:
    area, label = _area(rows, random), _label(random)
    kept = [row for row in rows if (row[AREA], row[LABEL]) != (area, label)]
    return Damaged(header=header, rows=kept, rules=("rows-missing",), area=area, label=label)


def _group_missing(header: list[str], rows: Rows, random: Random) -> Damaged:
    area = _area(rows, random)
    kept = [row for row in rows if row[AREA] != area or row[GROUP] != "THEFT"]
    return Damaged(header=header, rows=kept, rules=("rows-missing",), area=area)


def _cut(share: float, *, shuffled: bool) -> Callable[[list[str], Rows, Random], Damaged]:
    def made(header: list[str], rows: Rows, random: Random) -> Damaged:
        if shuffled:
            random.shuffle(rows)
        kept = rows[: round((1 - share) * len(rows))]
        return Damaged(header=header, rows=kept, rules=("rows-missing", "area-missing"))

    return made


def _label_lost(header: list[str], rows: Rows, random: Random) -> Damaged:
    label = _label(random)
    kept = [row for row in rows if row[LABEL] != label]
    return Damaged(header=header, rows=kept, rules=("offence-lost",), label=label)


def _label_renamed(*, everywhere: bool) -> Callable[[list[str], Rows, Random], Damaged]:
    def made(header: list[str], rows: Rows, random: Random) -> Damaged:
        area, label = _area(rows, random), _label(random)
        for row in rows:
            if row[LABEL] == label and (everywhere or row[AREA] == area):
                row[LABEL] = f"NEW NAME FOR {label}"
        rules = ("offence-lost",) if everywhere else ("rows-missing",)
        found_in = "" if everywhere else area
        return Damaged(header=header, rows=rows, rules=rules, area=found_in, label=label)

    return made


def _month_copied(header: list[str], rows: Rows, random: Random) -> Damaged:
    one, other = random.choice(np.arange(FIRST, len(header)), 2, replace=False).tolist()
    for row in rows:
        row[one] = row[other]
    return Damaged(header=header, rows=rows, rules=("same-month-twice",))


def _month_copied_in_area(header: list[str], rows: Rows, random: Random) -> Damaged:
    area = _area(rows, random)
    one, other = random.choice(np.arange(FIRST, len(header)), 2, replace=False).tolist()
    for row in rows:
        if row[AREA] == area:
            row[one] = row[other]
    return Damaged(header=header, rows=rows, rules=("same-month-twice",), area=area)


def _shifted(header: list[str], rows: Rows, _random: Random) -> Damaged:
    moved = [[*row[:FIRST], row[-1], *row[FIRST:-1]] for row in rows]
    return Damaged(header=header, rows=moved, rules=("same-month-twice",))


KINDS: Final[Mapping[str, Callable[[list[str], Rows, Random], Damaged]]] = {
    "1 row doubled": _rows_doubled(1),
    "5 rows doubled": _rows_doubled(5),
    "an area's rows doubled": _area_doubled,
    "total of a group": _total_of(LABEL, "TOTAL THEFT"),
    "total of a group, odd name": _total_of(LABEL, "ACQUISITIVE"),
    "total of an area": _total_of(GROUP, "Grand Total"),
    "total of London": _total_of(AREA, "Total"),
    "total of London, odd name": _total_of(AREA, "Metropolis"),
    "area misspelt, 1 row": _misspelt(0),
    "area misspelt, half": _misspelt(0.5),
    "area misspelt, all": _misspelt(1),
    "area missing": _area_missing,
    "1 row missing": _row_missing,
    "group of an area missing": _group_missing,
    "cut by 1 %": _cut(0.01, shuffled=False),
    "cut by 3 %": _cut(0.03, shuffled=False),
    "cut by 10 %": _cut(0.10, shuffled=False),
    "cut by 3 %, any order": _cut(0.03, shuffled=True),
    "10 % of rows missing": _cut(0.10, shuffled=True),
    "label lost": _label_lost,
    "label renamed": _label_renamed(everywhere=True),
    "label renamed in one area": _label_renamed(everywhere=False),
    "month copied": _month_copied,
    "month copied, one area": _month_copied_in_area,
    "months shifted": _shifted,
}
ONLY_BESIDE_THE_RELEASE_BEFORE: Final = frozenset({"months shifted"})
"""Kinds that no file shows by itself."""
