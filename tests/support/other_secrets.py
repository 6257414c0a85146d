"""A folder of extracts whose counts are others wherever the public may not know them."""

from __future__ import annotations

import csv
import shutil
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FEW: Final = range(1, 5)
SENSITIVE: Final = ("RAPE", "OTHER SEXUAL OFFENCES")
YEAR_ENDS: Final = "12"


def with_other_secrets(extracts: Path, folder: Path) -> tuple[Path, int]:
    """A copy of ``extracts`` in ``folder``, and how many of its cells are others.

    In the files of wards and of LSOAs the months of a sensitive offence are in another order
    within each calendar year; of two wards of 1 to 4 in a year, one has one less and the other
    one more. A partner's count of 1 to 4 is another of these. Whatever is published of the whole
    area, and of any ward or LSOA by other offences, is the same.
    """
    shutil.copytree(extracts, folder, ignore=shutil.ignore_patterns("defaults", "boundaries"))
    changed = 0
    for path in sorted(folder.rglob("*.csv")):
        if "Ward" in path.name or "LSOA" in path.name:
            changed += _rewritten(path, _wards)
        elif "partner" in path.parts:
            changed += _rewritten(path, _returns)
    return folder, changed


def _rewritten(path: Path, change: object) -> int:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    before = [list(row) for row in rows]
    assert callable(change)
    change(rows)
    if rows == before:
        return 0
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return sum(
        one != other
        for a, b in zip(before, rows, strict=True)
        for one, other in zip(a, b, strict=True)
    )


def _returns(rows: list[list[str]]) -> None:
    for row in rows[1:]:
        if row[3].isdigit() and int(row[3]) in FEW and not row[4]:
            row[3] = str(5 - int(row[3]))


def _wards(rows: list[list[str]]) -> None:
    for offence in SENSITIVE:
        own = [row for row in rows[1:] if offence in {cell.upper() for cell in row[:6]}]
        for columns in _years(rows[0]):
            for row in own:
                months = [row[at] for at in columns]
                for at, value in zip(columns, reversed(months), strict=True):
                    row[at] = value
            _moved(own, columns)


def _years(header: list[str]) -> Iterator[list[int]]:
    """The columns of each calendar year."""
    months = {at: name for at, name in enumerate(header) if name.isdigit() and len(name) == 6}
    for year in sorted({name[:4] for name in months.values()}):
        yield [at for at, name in months.items() if name.startswith(year)]


def _moved(own: list[list[str]], columns: list[int]) -> None:
    """One less in a ward, and one more in the next, of those that have 2 or 3 in the year."""
    sums = [sum(int(row[at] or 0) for at in columns) for row in own]
    both = [row for row, total in zip(own, sums, strict=True) if total in (2, 3)]
    if len(both) > 1 and len(columns) == 12:
        at = next(at for at in columns if int(both[0][at] or 0))
        both[0][at] = str(int(both[0][at]) - 1)
        both[1][at] = str(int(both[1][at] or 0) + 1)
