"""What became of each area's workbook: the rows of the report, and its Parquet file."""

from __future__ import annotations

import dataclasses
import io
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

REPORT: Final = "fleet.parquet"


class State(StrEnum):
    """What became of a workbook."""

    REFRESHED = "refreshed"
    MADE = "made"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An area's line of the report.

    ``code`` is '' for a name that nobody goes by, ``month`` the last one shown. ``seconds`` are
    those that its worker took, of an unchanged one those of the run that made it. ``path`` is the
    workbook's name in the folder that was written to, '' where there is none. ``sentence`` says
    why it failed, or what its people should hear of.
    """

    area: str
    code: str
    state: State
    month: str = ""
    seconds: float = 0.0
    findings: int = 0
    doubtful: int = 0
    exceptions: int = 0
    indicators: int = 0
    path: str = ""
    sentence: str = ""

    @property
    def is_failed(self) -> bool:
        """Whether there is no new workbook of it."""
        return self.state is State.FAILED


def parquet(rows: tuple[Row, ...]) -> bytes:
    """The report as a Parquet file: a column for each field of its rows."""
    import polars as pl

    kinds = {"str": pl.String, "float": pl.Float64, "int": pl.Int64, "State": pl.String}
    fields = dataclasses.fields(Row)
    frame = pl.DataFrame(
        {
            one.name: pl.Series(
                [getattr(row, one.name) for row in rows], dtype=kinds[str(one.type)]
            )
            for one in fields
        }
    )
    file = io.BytesIO()
    frame.write_parquet(file)
    return file.getvalue()
