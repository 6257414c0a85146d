"""Time and memory of a save that refills a table of 30,000 rows × 7 columns."""

from __future__ import annotations

import datetime
import resource
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import xlsxwriter

from workbook.block import TableBlock
from workbook.surfaces.headless import HeadlessWorkbook

if TYPE_CHECKING:
    from workbook.block import Row

ROWS: Final = 30_000
COLUMNS: Final = ("Indicator", "Area", "Month", "Count", "Out of", "Vintage", "Source")
AS_AT: Final = datetime.date(2025, 12, 1)
REPEATS: Final = 5


def rows(shift: int) -> tuple[Row, ...]:
    """A Data sheet's rows; another ``shift`` gives other counts in every row."""
    return tuple(
        (
            f"Indicator {number // 700}",
            f"Area {number % 32}",
            datetime.date(2010 + number % 15, 1 + number % 12, 1),
            number * 7 % 1000 + shift,
            None if number % 9 else 1234.5,
            "2025-12",
            "MPS – wards",
        )
        for number in range(ROWS)
    )


def seconds(source: Path, target: Path, shift: int) -> tuple[float, float]:
    """Wall and processor seconds of opening and saving, the best of a few."""
    block = TableBlock("Data", COLUMNS, rows(shift))
    wall, processor = [], []
    for _ in range(REPEATS):
        target.unlink(missing_ok=True)
        start, start_processor = time.perf_counter(), time.process_time()
        HeadlessWorkbook.open(source).write([block], target, as_at=AS_AT)
        wall.append(time.perf_counter() - start)
        processor.append(time.process_time() - start_processor)
    return min(wall), min(processor)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        empty, full, again = (Path(folder) / name for name in ("0.xlsx", "1.xlsx", "2.xlsx"))
        with xlsxwriter.Workbook(empty) as book:
            columns = [{"header": name} for name in COLUMNS]
            book.add_worksheet("Data").add_table("A1:G2", {"name": "Data", "columns": columns})
        print(f"{ROWS:,} rows × {len(COLUMNS)} columns      wall s  processor s")
        for case, source, target, shift in (
            ("an empty table filled", empty, full, 0),
            ("the same rows again", full, again, 0),
            ("every row changed", full, again, 5),
        ):
            wall, processor = seconds(source, target, shift)
            print(f"{case:30} {wall:6.2f} {processor:12.2f}")
        print(f"file {full.stat().st_size / 1e6:.1f} MB")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB, of which the rows themselves are some 30")


if __name__ == "__main__":
    main()
