"""Street files of data.police.uk as counts by LSOA, crime type and month, in Parquet and back.

A file of Parquet holds one police force's month of one source file: whoever opens it sees the
counts, and its metadata holds what else the source file is judged by.
"""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import numpy as np

from xlsrc.domain.month import Month
from xlsrc.extracts import police_uk
from xlsrc.extracts.file_format import READER_VERSION
from xlsrc.extracts.limits import MAX_TEXT_BYTES, refuse_beyond
from xlsrc.extracts.street_rows import ForceMonth
from xlsrc.extracts.street_table import StreetTable, frame_of, quick_frame
from xlsrc.extracts.text_table import HEADER_LINES, text_lines
from xlsrc.national.bundle import bundle
from xlsrc.national.points import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.places import Places

METADATA: Final = "safer-communities-dashboard"
COLUMNS: Final = ("lsoa_code", "crime_type", "count", "source")
Parts = Sequence[tuple[Path, dict[str, Any]]]
"""Files of Parquet with what they say of their source."""
_PATH: Final = "path"
_FIGURES: Final = (
    "rows",
    "copies",
    "older",
    "pointed",
    "named",
    "identified",
    "repeated",
    "distinct",
    "even",
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FileCounts:
    """What a street file gives, as counts: ``kinds`` are its crime types, sorted.

    ``file`` is its name, with the archive's before it where it is in one; ``sha256`` is that of
    the file, or of the archive.
    """

    file: str
    sha256: str
    kinds: tuple[str, ...]
    months: tuple[ForceMonth, ...]

    def extracts(self, places: Places) -> tuple[Extract, ...]:
        """What reading the file itself gives."""
        return police_uk.of_counts(self.kinds, self.months, self.sha256, places)


def extracts_together(files: Sequence[FileCounts], places: Places) -> Iterator[Extract]:
    """What the files of one archive give, of all months together.

    Each by itself where a force has a month in two of them.
    """
    months = [(one.force, one.month) for own in files for one in own.months]
    if not files or len(set(months)) < len(months):
        for own in files:
            yield from own.extracts(places)
        return
    kinds = sorted({kind for own in files for kind in own.kinds})
    place = {kind: at for at, kind in enumerate(kinds)}
    alike = []
    for own in files:
        table = np.array([place[kind] for kind in own.kinds], dtype=np.int64)
        alike += [replace(one, kind=table[one.kind]) for one in own.months]
    yield from police_uk.of_counts(kinds, alike, files[0].sha256, places)


def counts_of(content: bytes, file: str, sha256: str) -> FileCounts | None:
    """The counts of a street file; None for any other text.

    :class:`~xlsrc.domain.errors.ExtractError` for what is no readable text, an unreadable month,
    and a file without rows.
    """
    frame = quick_frame(content, police_uk.COLUMNS)
    if frame is None:
        frame = _line_by_line(content, file)
    if frame is None:
        return None
    kinds, months = police_uk.counted(StreetTable.of({file: frame}, police_uk.COLUMNS))
    return FileCounts(file=file, sha256=sha256, kinds=kinds, months=months)


def _line_by_line(content: bytes, file: str) -> pl.DataFrame | None:
    """The columns of a file that another program saved; None where it is no street file."""
    refuse_beyond(len(content), MAX_TEXT_BYTES, file, "a text")
    lines = text_lines(content, file, police_uk.COLUMNS.recognised)
    for at, (_, cells) in enumerate(lines.rows[:HEADER_LINES]):
        if police_uk.COLUMNS.recognised(cells):
            return frame_of(lines.headed(at), police_uk.COLUMNS)
    return None


def partition(one: ForceMonth) -> str:
    """The folder of a force's month: ``force=South Yorkshire Police/month=2025-04``."""
    month = Month(one.month)
    # Spaces are no harm in a path, and everybody's reader gives them back.
    force = quote(one.force, safe=" &'(),-_") or "__HIVE_DEFAULT_PARTITION__"
    return f"force={force}/month={month.ordinal // 12:04d}-{month.ordinal % 12 + 1:02d}"


def parquets_of(counts: FileCounts) -> Iterator[tuple[str, bytes]]:
    """For each force's month of a file its folder (:func:`partition`) and the file of Parquet.

    Its columns are ``lsoa_code`` (null for what has no place), ``crime_type``, ``count`` and
    ``source``, the file that was counted.
    """
    import polars as pl

    kinds, file = pl.Series(counts.kinds, dtype=pl.String), pl.Series([counts.file])
    for one in counts.months:
        place = np.where(one.lsoa == NOWHERE, len(bundle().lsoas), one.lsoa)
        columns = (
            _codes()[place],
            kinds[one.kind],
            pl.Series(one.count.astype(np.int32)),
            file.new_from_index(0, one.count.size),
        )
        frame = pl.DataFrame(columns, schema=COLUMNS)
        written = io.BytesIO()
        frame.write_parquet(written, metadata={METADATA: json.dumps(_described(counts, one))})
        yield partition(one), written.getvalue()


def _described(counts: FileCounts, one: ForceMonth) -> dict[str, Any]:
    return {
        "version": READER_VERSION,
        "file": counts.file,
        "sha256": counts.sha256,
        "kinds": counts.kinds,
        "part": [one is other for other in counts.months].index(True),
        "parts": len(counts.months),
        "force": one.force,
        "month": one.month,
        "sample": one.sample,
        **{name: getattr(one, name) for name in _FIGURES},
    }


def described(path_or_content: Any) -> dict[str, Any] | None:  # noqa: ANN401 - a path or bytes
    """What a file of Parquet says of its source; None where it is no such file, or of other code.

    Raises OSError.
    """
    import polars as pl

    try:
        found = json.loads(pl.read_parquet_metadata(path_or_content)[METADATA])
    except (pl.exceptions.PolarsError, KeyError, ValueError):
        return None
    return found if isinstance(found, dict) and found.get("version") == READER_VERSION else None


def counts_again(files: Sequence[Parts]) -> list[FileCounts] | None:
    """The counts of files from their files of Parquet, read in one go; None for damaged ones.

    Raises OSError.
    """
    import polars as pl

    parts = [sorted(one, key=lambda part: int(part[1]["part"])) for one in files]
    if any([said["part"] for _, said in one] != list(range(one[0][1]["parts"])) for one in parts):
        return None
    try:
        months = iter(_months([part for one in parts for part in one]))
    except (pl.exceptions.PolarsError, KeyError, TypeError, ValueError):
        return None
    return [
        FileCounts(
            file=one[0][1]["file"],
            sha256=one[0][1]["sha256"],
            kinds=tuple(one[0][1]["kinds"]),
            months=tuple(next(months) for _ in one),
        )
        for one in parts
    ]


def _months(parts: Parts) -> list[ForceMonth]:
    """The month of each file of Parquet. What opening one costs is paid once for all."""
    import polars as pl

    frame = pl.read_parquet(
        [path for path, _ in parts],
        columns=[*COLUMNS[:-1], _PATH],
        include_file_paths=_PATH,
        hive_partitioning=False,
        glob=False,
    )
    runs = frame[_PATH].rle().struct.unnest()
    if runs["value"].to_list() != [str(path) for path, _ in parts]:
        raise ValueError(runs)
    kinds = sorted({kind for _, said in parts for kind in said["kinds"]})
    lsoa = frame["lsoa_code"].cast(_lsoas()).to_physical().cast(pl.Int64).fill_null(NOWHERE)
    kind = frame["crime_type"].cast(pl.Enum(kinds)).to_physical().cast(pl.Int64).to_numpy()
    count = frame["count"].cast(pl.Int64).to_numpy()
    ends = runs["len"].cum_sum().to_list()
    found = []
    for start, end, (_, said) in zip([0, *ends], ends, parts, strict=False):
        own = {name: at for at, name in enumerate(said["kinds"])}
        table = np.array([own.get(name, NOWHERE) for name in kinds], dtype=np.int64)
        of_file = table[kind[start:end]]
        if NOWHERE in of_file:
            raise ValueError(said)
        found.append(
            ForceMonth(
                file=said["file"],
                force=said["force"],
                month=said["month"],
                lsoa=lsoa[start:end].to_numpy().copy(),
                kind=of_file,
                count=count[start:end].copy(),
                sample=tuple(said["sample"]),
                **{name: int(said[name]) for name in _FIGURES},
            )
        )
    return found


@cache
def _codes() -> pl.Series:
    """The codes of all LSOAs, and null for none behind them."""
    import polars as pl

    return pl.Series([*(code.decode() for code in bundle().lsoas), None])


@cache
def _lsoas() -> pl.Enum:
    import polars as pl

    return pl.Enum(_codes()[:-1])
