"""The country's street files as counts in Parquet, against polars, DuckDB and pandas.

All count each file's incidents by police force, month, LSOA and crime type, a Crime ID with the
same place and type once, and write them as Parquet by force and month. Ours also finds places by
point and name and keeps what the files are judged by. Each is a whole process on two cores, one
after the other, in several rounds; memory is that of all its processes together.

``python -m benchmarks.national_counts FOLDER`` measures on the files of a folder (see
``national_files``); without one it makes a million rows.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.national_files import written

if TYPE_CHECKING:
    from collections.abc import Callable

CORES: Final = 2
ROUNDS: Final = 3
LEAST_RATIO: Final = 0.9
MOST_MEGABYTES: Final = 400
WANTED: Final = ["Crime ID", "Month", "Falls within", "LSOA code", "Crime type"]
GROUPS: Final = WANTED[1:]


def ours(folder: Path, out: Path) -> None:
    """The folder of counts, two files at a time."""
    from xlsrc.extracts.counts_folder import counted_folder

    # Polars has threads, of which a forked process would have none.
    with ProcessPoolExecutor(CORES, mp_context=get_context("spawn")) as executor:
        counted_folder(folder, out, executor)


def polars_files(folder: Path, out: Path) -> None:
    """Polars file by file, which is its quickest way, with all its threads."""
    import polars as pl

    named = pl.col("Crime ID").is_not_null()
    for path in sorted(folder.rglob("*.csv")):
        rows = pl.read_csv(path, columns=WANTED, infer_schema=False)
        once = pl.concat([rows.filter(named).unique(), rows.filter(~named)])
        counts = once.group_by(GROUPS).len()
        for (month, force), part in counts.partition_by(
            "Month", "Falls within", as_dict=True, include_key=False
        ).items():
            to = out / f"force={force}" / f"month={month}"
            to.mkdir(parents=True, exist_ok=True)
            part.write_parquet(to / f"{path.stem}.parquet")


def polars_streaming(folder: Path, out: Path) -> None:
    """Polars over all files at once, streaming."""
    import polars as pl

    paths = sorted(folder.rglob("*.csv"))
    rows = pl.scan_csv(paths, infer_schema=False, include_file_paths="file")
    rows = rows.select("file", *WANTED)
    named = pl.col("Crime ID").is_not_null()
    once = pl.concat([rows.filter(named).unique(), rows.filter(~named)])
    counts = once.group_by(GROUPS).len()
    counts.sink_parquet(
        pl.PartitionBy(out, key=["Falls within", "Month"]), mkdir=True, engine="streaming"
    )


def duckdb(folder: Path, out: Path) -> None:
    """DuckDB in one statement."""
    import duckdb

    rows = duckdb.read_csv(f"{folder}/*/*.csv", filename=True, all_varchar=True, header=True)
    rows.query(
        "rows",
        """
        create table counts as
        select "Falls within" as force, "Month" as month, "LSOA code", "Crime type",
            count(distinct "Crime ID") + count(*) filter ("Crime ID" is null) as count
        from rows
        group by filename, 1, 2, 3, 4
        """,
    )
    duckdb.table("counts").to_parquet(str(out), partition_by=["force", "month"])


def pandas(folder: Path, out: Path) -> None:
    """Pandas file by file."""
    import pandas as pd

    for path in sorted(folder.rglob("*.csv")):
        rows = pd.read_csv(path, usecols=WANTED, dtype=str, engine="pyarrow")
        named = rows["Crime ID"].notna()
        once = pd.concat([rows[named].drop_duplicates(), rows[~named]])
        counts = once.groupby(GROUPS, dropna=False).size().rename("count").reset_index()
        for (month, force), part in counts.groupby(["Month", "Falls within"]):
            to = out / f"force={force}" / f"month={month}"
            to.mkdir(parents=True, exist_ok=True)
            part[["LSOA code", "Crime type", "count"]].to_parquet(to / f"{path.stem}.parquet")


CONTENDERS: Final[dict[str, Callable[[Path, Path], None]]] = {
    "ours": ours,
    "polars, file by file": polars_files,
    "polars, streaming": polars_streaming,
    "DuckDB": duckdb,
    "pandas, file by file": pandas,
}


NEEDED: Final = {"DuckDB": "duckdb", "pandas, file by file": "pyarrow"}


def installed() -> list[str]:
    """Those whose libraries are here."""
    return [one for one in CONTENDERS if find_spec(NEEDED.get(one, "polars")) is not None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A whole process: wall and processor seconds, most memory, and the incidents it counted."""

    seconds: float
    processor: float
    megabytes: float
    incidents: int


def run(name: str, folder: Path) -> Run:
    """Let a contender count in processes of its own."""
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "counts"
        before = os.times()
        start = time.perf_counter()
        environment = {**os.environ, "POLARS_MAX_THREADS": str(1 if name == "ours" else CORES)}
        process = subprocess.Popen(
            [sys.executable, "-m", __spec__.name, str(folder), "--run", name, "--out", str(out)],
            env=environment,
        )
        most = 0.0
        while process.poll() is None:
            most = max(most, memory(process.pid))
            time.sleep(0.05)
        seconds, after = time.perf_counter() - start, os.times()
        if process.returncode:
            raise SystemExit(process.returncode)
        return Run(
            seconds=seconds,
            processor=after.children_user
            + after.children_system
            - before.children_user
            - before.children_system,
            megabytes=most,
            incidents=incidents(out),
        )


def memory(process: int) -> float:
    """Megabytes that a process and all below it hold; what several share counts once."""
    kilobytes = 0
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                kilobytes = int(line.split()[1])
        below = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return 0.0
    return kilobytes / 1000 * 1.024 + sum(memory(int(child)) for child in below)


def incidents(out: Path) -> int:
    """The sum of what was counted."""
    import polars as pl

    counts = pl.scan_parquet(f"{out}/**/*.parquet", hive_partitioning=False)
    figure = next(one for one in counts.collect_schema().names() if one in {"count", "len"})
    return int(counts.select(pl.col(figure).cast(pl.Int64).sum()).collect().item())


def compare(folder: Path, rounds: int, names: list[str]) -> None:
    """Print what each took, and ours against the best of the others."""
    runs: dict[str, list[Run]] = {name: [] for name in names}
    for at in range(rounds):
        for name in names if at % 2 == 0 else reversed(names):
            runs[name].append(run(name, folder))
    counted = {one.incidents for own in runs.values() for one in own}
    size = sum(path.stat().st_size for path in folder.rglob("*.csv"))
    print(
        f"Street files of the country as counts: {max(counted):,} incidents in {size / 1e9:.2f} GB"
        f", {CORES} cores, best of {rounds}"
    )
    if len(counted) > 1:
        print(f"  ✗ they do not agree: {sorted(counted)}")
    wall = {name: min(one.seconds for one in own) for name, own in runs.items()}
    processor = {name: min(one.processor for one in own) for name, own in runs.items()}
    for name, own in runs.items():
        most = max(one.megabytes for one in own)
        print(
            f"  {name:22}{wall[name]:8.1f} s, processor {processor[name]:6.1f} s, {most:6,.0f} MB"
        )
    best = min((one for one in names if one != "ours"), key=wall.__getitem__)
    ratio = wall[best] / wall["ours"]
    missed = "" if ratio >= LEAST_RATIO else ", ✗ missed"
    print(f"  throughput to {best}: {ratio:.2f} (target: at least {LEAST_RATIO}{missed})")
    memory_of = max(one.megabytes for one in runs["ours"])
    missed = "" if memory_of <= MOST_MEGABYTES else ", ✗ missed"
    print(f"  memory of ours {memory_of:.0f} MB (target: at most {MOST_MEGABYTES}{missed})")


def main(arguments: list[str] | None = None) -> None:
    """Measure, or run one contender."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--only", nargs="*", default=installed())
    parser.add_argument("--run", choices=CONTENDERS)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args(arguments)
    if asked.run:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
        CONTENDERS[asked.run](asked.folder, asked.out)
    elif asked.folder:
        compare(asked.folder, asked.rounds, asked.only)
    else:
        with tempfile.TemporaryDirectory() as name:
            list(written(Path(name), 1_000_000, 6, 43))
            compare(Path(name), asked.rounds, asked.only)


if __name__ == "__main__":
    main()
