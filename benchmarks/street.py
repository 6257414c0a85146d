"""44 months of data.police.uk read and judged, against polars that only counts the same rows.

Both count month × LSOA, ward and authority × crime type, a Crime ID once. The folder of extracts
is opened with nothing kept, findings and the keeping of what was read included, and again.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
import zipfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS: Final = 9
FOLDER: Final = Path(__file__).parents[2] / "shared" / "data" / "police-uk" / "2018-2021"
WANTED: Final = ("Crime ID", "Month", "LSOA code", "Crime type")


def texts(folder: Path) -> list[bytes]:
    """Every street file of a folder, unpacked."""
    found = [path.read_bytes() for path in sorted(folder.rglob("*.csv"))]
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            found += [archive.read(name) for name in archive.namelist()]
    return found


def counted_by_polars(folder: Path, places: pl.DataFrame) -> list[pl.DataFrame]:
    """The counts by LSOA, ward and authority, as an analyst who knows polars writes them."""
    rows = pl.concat([pl.read_csv(text, columns=WANTED) for text in texts(folder)])
    named = pl.col("Crime ID").is_not_null()
    once = pl.concat([rows.filter(named).unique(), rows.filter(~named)])
    by_lsoa = once.group_by("Month", "LSOA code", "Crime type").len()
    placed = by_lsoa.join(places, on="LSOA code", how="left")
    return [
        by_lsoa,
        *(
            placed.group_by("Month", area, "Crime type").agg(pl.col("len").sum())
            for area in ("ward", "authority")
        ),
    ]


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Wall seconds of some work, and processor seconds."""
    start, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - processor


def compare(title: str, folder: Path) -> None:
    """Print the medians of both in one process, run in turn, and their ratio."""
    from xlsrc.extracts.store import Store
    from xlsrc.national.bundle import bundle

    all_of = bundle()
    places = pl.DataFrame(
        {
            "LSOA code": [code.decode() for code in all_of.lsoas],
            "ward": all_of.lsoa_ward,
            "authority": all_of.lsoa_authority,
        }
    )
    first, again, theirs = [], [], []
    for at in range(ROUNDS + 1):
        if at % 2:
            theirs.append(seconds(partial(counted_by_polars, folder, places)))
        with tempfile.TemporaryDirectory() as name:
            opened = partial(Store.open, folder, cache=Path(name))
            first.append(seconds(opened))
            again.append(seconds(opened))
        if not at % 2:
            theirs.append(seconds(partial(counted_by_polars, folder, places)))
    # The first round loads modules and look-ups.
    cold, _ = first[0]
    ours, polars, second = (
        [statistics.median(column) for column in zip(*runs[1:], strict=True)]
        for runs in (first, theirs, again)
    )
    print(f"{title}: median of {ROUNDS} in one process")
    print(f"  first read, findings included    {ours[0]:6.2f} s ({cold:.2f} s with look-ups)")
    print(f"  polars, the counts alone         {polars[0]:6.2f} s")
    print(f"  second read                      {second[0]:6.2f} s (target: below 2)")
    print(
        f"  ratio {ours[0] / polars[0]:.2f} (target: at most 1.20), of processor time "
        f"{ours[1] / polars[1]:.2f}"
    )


def main() -> None:
    """Measure on the archive as it was fetched, and on the same files unpacked."""
    if not FOLDER.is_dir():
        print(f"44 months of data.police.uk: not measured, there is no {FOLDER.name}")
        return
    compare("44 months of data.police.uk in an archive", FOLDER)
    with tempfile.TemporaryDirectory() as name:
        for archive in FOLDER.glob("*.zip"):
            shutil.unpack_archive(archive, name)
        compare("The same files unpacked", Path(name))


if __name__ == "__main__":
    main()
