"""The files of data.police.uk: street-level crime, outcomes, stops and searches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsrc.domain.errors import ExtractError
from xlsrc.extracts import police_uk, street_outcomes, street_searches
from xlsrc.extracts.street_table import Columns, StreetTable, quick_frame

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import polars as pl

    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.places import Places

STREET_FORMATS: Final = (police_uk.FORMAT, street_outcomes.FORMAT, street_searches.FORMAT)
_AT_ONCE: Final = 64 * 1024**2
"""Bytes of files that are counted together: as much memory again, and no more."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Reader:
    """How a layout's columns become extracts; ``jointly``: those of several files at once."""

    columns: Columns
    extracts_of: Callable[[StreetTable, str, Places], tuple[Extract, ...]]
    jointly: bool


_READERS: Final = (
    _Reader(columns=police_uk.COLUMNS, extracts_of=police_uk.extracts_of, jointly=True),
    _Reader(columns=street_outcomes.COLUMNS, extracts_of=street_outcomes.extracts_of, jointly=True),
    _Reader(
        columns=street_searches.COLUMNS, extracts_of=street_searches.extracts_of, jointly=False
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StreetPart:
    """A file that is as data.police.uk publishes it, read but not counted yet."""

    file: str
    reader: _Reader
    frame: pl.DataFrame

    def extracts(self, sha256: str, places: Places) -> tuple[Extract, ...]:
        """What it gives; :class:`~xlsrc.domain.errors.ExtractError` as of its format."""
        table = StreetTable.of({self.file: self.frame}, self.reader.columns)
        return self.reader.extracts_of(table, sha256, places)


def street_part(content: bytes, file: str) -> StreetPart | None:
    """A file that is as data.police.uk publishes it; None for any other.

    What is None may be such a file all the same, from another program: its format reads it.
    """
    for reader in _READERS:
        frame = quick_frame(content, reader.columns)
        if frame is not None:
            return StreetPart(file=file, reader=reader, frame=frame)
    return None


class StreetParts:
    """The files of an archive that are as data.police.uk publishes them, counted many at once.

    ``extracts`` and ``faults`` are what those gave that were counted.
    """

    def __init__(self, *, sha256: str, places: Places) -> None:
        self.extracts: list[Extract] = []
        self.faults: list[ExtractError] = []
        self._sha256 = sha256
        self._places = places
        self._parts: list[StreetPart] = []
        self._size = 0

    def take(self, content: bytes, file: str) -> bool:
        """Whether a file is such a one; what was taken waits to be counted with others."""
        part = street_part(content, file)
        if part is None:
            return False
        self._parts.append(part)
        self._size += len(content)
        if self._size > _AT_ONCE:
            self.count()
        return True

    def count(self) -> None:
        """Count what waits."""
        alike: dict[tuple[int, tuple[str, ...]], list[StreetPart]] = {}
        for at, part in enumerate(self._parts):
            kind = _READERS.index(part.reader) if part.reader.jointly else -1 - at
            alike.setdefault((kind, tuple(part.frame.columns)), []).append(part)
        self._parts, self._size = [], 0
        for group in alike.values():
            together = _jointly(group, self._sha256, self._places)
            if together is not None:
                self.extracts += together
                continue
            for part in group:
                try:
                    self.extracts += part.extracts(self._sha256, self._places)
                except ExtractError as error:
                    self.faults.append(error)


def _jointly(
    parts: Sequence[StreetPart], sha256: str, places: Places
) -> tuple[Extract, ...] | None:
    """The extracts of several files; None where each has to be read by itself.

    That is where one of them is at fault, or a force has a month in two of them.
    """
    frames = {part.file: part.frame for part in parts}
    reader = parts[0].reader
    try:
        extracts = reader.extracts_of(StreetTable.of(frames, reader.columns), sha256, places)
    except ExtractError:
        return None
    months = [(file.force, file.month) for one in extracts for file in one.street]
    return extracts if len(frames) == len(parts) and len(set(months)) == len(months) else None
