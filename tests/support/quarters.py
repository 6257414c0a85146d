"""Four quarterly deliveries, derived from the bundled releases with stated revisions.

Each release is the bundled one cut off at the end of its quarter. It understates Barnet's
shoplifting of its last month by `LATE_RECORDS`, which the next release puts right. Partner
returns are cut off at the same month; the police dashboard arrives with the third delivery.
"""

from __future__ import annotations

import csv
import shutil
from typing import TYPE_CHECKING, Final

from xlsrc.domain.month import Month
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path

QUARTERS: Final = tuple(Month.of(2025, number) for number in (3, 6, 9, 12))
LATE_RECORDS: Final = 9
RECENT: Final = "MPS Borough Level Crime (most recent 24 months).csv"
HISTORICAL: Final = "MPS Borough Level Crime (Historical).csv"
FIRST_MONTH_COLUMN: Final = 3


def deliver(folder: Path, as_at: Month) -> None:
    """Add the delivery of the quarter that ends with ``as_at`` to a folder of extracts."""
    mps = data_folder() / "mps"
    if as_at == QUARTERS[0]:
        _cut(mps / "2025-12" / RECENT, folder / "mps" / "2025-01" / RECENT, Month.of(2024, 12), 0)
        shutil.copy(mps / "2025-12" / HISTORICAL, folder / "mps" / "2025-01" / HISTORICAL)
    vintage = str(as_at + 1)
    late = 0 if as_at == QUARTERS[-1] else LATE_RECORDS
    _cut(mps / "2026-01" / RECENT, folder / "mps" / vintage / RECENT, as_at, late)
    for path in sorted((data_folder() / "partner" / "2026-01").glob("*.csv")):
        _cut_rows(path, folder / "partner" / vintage / path.name, as_at)
    if as_at == QUARTERS[2]:
        shutil.copytree(data_folder() / "mps-dashboard", folder / "mps-dashboard")


def _cut(source: Path, target: Path, last: Month, late: int) -> None:
    """A wide file to ``last``; ``late`` shopliftings of Barnet are missing from that month."""
    with source.open(encoding="utf-8-sig", newline="") as lines:
        header, *rows = csv.reader(lines)
    kept = [
        at for at, name in enumerate(header) if at < FIRST_MONTH_COLUMN or Month.parse(name) <= last
    ]
    for row in rows:
        if row[1].casefold() == "shoplifting" and row[2] == "Barnet":
            row[kept[-1]] = str(int(row[kept[-1]]) - late)
    _write(target, [[row[at] for at in kept] for row in (header, *rows)])


def _cut_rows(source: Path, target: Path, last: Month) -> None:
    with source.open(encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines)
    _write(target, [header, *(row for row in rows if Month.parse(row[2]) <= last)])


def _write(target: Path, rows: list[list[str]]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(rows)
