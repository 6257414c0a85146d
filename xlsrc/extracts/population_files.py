"""Files of mid-year population estimates that lie with a folder of extracts."""

from __future__ import annotations

import csv
import hashlib
import io
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsrc.domain.area import Level
from xlsrc.domain.errors import DamagedFileError, WrongCellError
from xlsrc.domain.names import name_key
from xlsrc.extracts.text_table import decoded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_YEAR: Final = re.compile(r"^(?:19|20)\d{2}$")
# ONS puts the year of the boundaries into the heading: LAD24CD, WD22NM, LSOA21CD.
_CODE: Final = re.compile(r"^(LSOA|WD|LAD)\d{2}CD$")
_NAME: Final = re.compile(r"^(LSOA|WD|LAD)\d{2}NM$")
# Finest first: a file of wards names their boroughs too.
_LEVELS: Final = {"LSOA": Level.LSOA, "WD": Level.WARD, "LAD": Level.BOROUGH}

POPULATION_FOLDER: Final = "population"

Key = tuple[Level, str, str]
"""A level, the key of a ward's borough (else ''), and that of an area's code or name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PopulationFile:
    """One file of estimates: the level and number of its areas, and the years that it has.

    ``bundled`` says that it came with the package and not with the extracts: then ``file`` says
    what it holds.
    """

    file: str
    level: Level
    areas: int
    first_year: int
    last_year: int
    sha256: str
    bundled: bool


def estimates_in(
    folder: Path,
) -> tuple[Mapping[Key, Mapping[int, float]], tuple[PopulationFile, ...]]:
    """The estimates of a folder's files by area and year, and the files that gave at least one.

    :class:`~xlsrc.domain.errors.ExtractError` for a cell under a year that is no number.
    """
    estimates: dict[Key, dict[int, float]] = {}
    files: list[PopulationFile] = []
    given_by: dict[Key, dict[int, int]] = {}
    for path in sorted(folder.glob("*.csv")):
        content, header, lines = _lines(path)
        columns = _columns(header)
        if columns is None:
            continue
        rows = [
            (_people(row, columns, f"{path.name}, line {number}"), _keys(row, columns))
            for number, row in lines
        ]
        at = len(files)
        files.append(_file(path, content, columns, len(rows)))
        for people, keys in rows:
            for key in keys:
                estimates.setdefault(key, {}).update(people)
                given_by.setdefault(key, {}).update(dict.fromkeys(people, at))
    giving = {at for years in given_by.values() for at in years.values()}
    return estimates, tuple(files[at] for at in sorted(giving))


def _lines(path: Path) -> tuple[bytes, list[str], list[tuple[int, list[str]]]]:
    """A file's bytes, its header, and its filled lines with their numbers."""
    try:
        content = path.read_bytes()
        reader = csv.reader(io.StringIO(decoded(content), newline=""))
        header = next(reader, [])
        return content, header, [(reader.line_num, row) for row in reader if any(row)]
    except (OSError, csv.Error) as error:
        message = (
            f"{path.name}: a file of people as CSV was wanted; found {error}: fetch the file again"
        )
        raise DamagedFileError(message) from error


def _file(path: Path, content: bytes, columns: _Columns, areas: int) -> PopulationFile:
    return PopulationFile(
        file=f"{POPULATION_FOLDER}/{path.name}",
        level=columns.level,
        areas=areas,
        first_year=min(columns.years),
        last_year=max(columns.years),
        sha256=hashlib.sha256(content).hexdigest(),
        bundled=False,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """Where a population file holds what: column indices."""

    level: Level
    identity: tuple[int, ...]
    borough: tuple[int, ...]
    years: Mapping[int, int]


def _columns(header: Sequence[str]) -> _Columns | None:
    """The columns of a population file; ``None`` for a file of another kind."""
    header = [text.strip() for text in header]
    codes = {m[1]: i for i, text in enumerate(header) if (m := _CODE.match(text.upper()))}
    names = {m[1]: i for i, text in enumerate(header) if (m := _NAME.match(text.upper()))}
    years = {int(text): i for i, text in enumerate(header) if _YEAR.match(text)}
    finest = next((kind for kind in _LEVELS if kind in codes), None)
    if finest is None or not years:
        return None
    level = _LEVELS[finest]
    boroughs = tuple(at["LAD"] for at in (codes, names) if "LAD" in at)
    return _Columns(
        level=level,
        identity=tuple(at[finest] for at in (codes, names) if finest in at),
        borough=boroughs if level is Level.WARD else (),
        years=years,
    )


def _keys(row: Sequence[str], columns: _Columns) -> list[Key]:
    """All that an area goes by: its code or name, a ward's within its borough's code or name."""
    homes = [name_key(row[column]) for column in columns.borough] or [""]
    return [
        (columns.level, home, name_key(row[column]))
        for home in homes
        for column in columns.identity
    ]


def _people(row: Sequence[str], columns: _Columns, where: str) -> dict[int, float]:
    """The row's estimates by year, without its gaps."""
    if len(row) <= max(*columns.years.values(), *columns.identity, *columns.borough):
        message = (
            f"{where}: a figure for each year was wanted; the line has {len(row)} columns: "
            f"fetch the file again"
        )
        raise WrongCellError(message)
    cells = {year: row[column] for year, column in columns.years.items()}
    return {
        year: number_in(cell, f"{where}, {year}") for year, cell in cells.items() if cell.strip()
    }


def number_in(text: str, where: str) -> float:
    """The number in a cell, ``nan`` for an empty one."""
    plain = text.replace(",", "").strip()
    if not plain:
        return math.nan
    try:
        number = float(plain)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        message = f"{where}: a number was wanted; found {text!r}: mend the cell, or leave it empty"
        raise WrongCellError(message)
    return number
