"""Mid-year population estimates, and the features that make two authorities alike."""

from __future__ import annotations

import csv
import hashlib
import io
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.area import Level
from xlsrc.domain.errors import ExtractError
from xlsrc.domain.names import name_key
from xlsrc.extracts.text_table import decoded
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.domain.month import Month

_YEAR: Final = re.compile(r"^(?:19|20)\d{2}$")
# ONS puts the year of the boundaries into the heading: LAD24CD, WD22NM, LSOA21CD.
_CODE: Final = re.compile(r"^(LSOA|WD|LAD)\d{2}CD$")
_NAME: Final = re.compile(r"^(LSOA|WD|LAD)\d{2}NM$")
# Finest first: a file of wards names their boroughs too.
_LEVELS: Final = {"LSOA": Level.LSOA, "WD": Level.WARD, "LAD": Level.BOROUGH}

POPULATION_FOLDER: Final = "population"

_Key = tuple[Level, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaPopulation:
    """The people of some areas in one year.

    ``people`` is [areas], ``nan`` for an area that no estimate knows. ``year`` is the year of
    the mid-year estimate, ``None`` where there is none early enough.
    """

    year: int | None
    people: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class PopulationFile:
    """One file of estimates: the level and number of its areas, and the years that it has.

    ``bundled`` says that it came with the package and not with the extracts.
    """

    file: str
    level: Level
    areas: int
    first_year: int
    last_year: int
    sha256: str
    bundled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Populations:
    """Every mid-year estimate of some files, by area and year; ``files`` gave at least one."""

    estimates: Mapping[_Key, Mapping[int, float]]
    files: tuple[PopulationFile, ...] = ()

    def of(self, areas: Sequence[Area], first_month: Month) -> AreaPopulation:
        """The population of areas for the 12 months that begin with ``first_month``.

        All areas are of one year, the newest that suits and that all of the known ones have:
        rates are compared with one another. A ward is found by its code within its borough (one
        code stands under two), any area without a code by its name.
        """
        found = [self._estimates_of(area) for area in areas]
        years = [set(estimates) for estimates in found if estimates]
        year = population_year(first_month, set.intersection(*years) if years else ())
        people = [np.nan if year is None else by_year.get(year, np.nan) for by_year in found]
        return AreaPopulation(year=year, people=np.array(people, dtype=np.float64))

    def _estimates_of(self, area: Area) -> Mapping[int, float]:
        borough = name_key(area.borough) if area.level is Level.WARD else ""
        return self.estimates.get((area.level, borough, name_key(area.code or area.name)), {})


def population_year(first_month: Month, available: Collection[int]) -> int | None:
    """The year whose mid-year estimate a 12-month rate is worked out on.

    The estimate of the year in which the 12 months begin, or the latest available before it;
    ``None`` when every available estimate is of a later year.
    """
    return max((year for year in available if year <= first_month.year), default=None)


def populations(*folders: Path) -> Populations:
    """The estimates of every population file in some folders (``data/population``).

    A population file is a .csv with a column of ONS codes (LSOA, ward or local authority) and
    one column per year; others are passed over. An empty cell is a gap. Where two files have
    an area's year, the one in the later folder counts, in a folder the later in the alphabet.

    Raises
    ------
    ExtractError
        A cell under a year is not a number of people.

    """
    estimates: dict[_Key, dict[int, float]] = {}
    files: list[PopulationFile] = []
    given_by: dict[_Key, dict[int, int]] = {}
    for path in (path for folder in folders for path in sorted(folder.glob("*.csv"))):
        content = path.read_bytes()
        lines = csv.reader(io.StringIO(decoded(content), newline=""))
        columns = _columns(next(lines, []))
        if columns is None:
            continue
        rows = [
            (_keys(row, columns), _people(row, columns, f"{path.name}, line {number}"))
            for number, row in enumerate(lines, start=2)
        ]
        at = len(files)
        files.append(_file(path, content, columns, len(rows)))
        for keys, people in rows:
            for key in keys:
                estimates.setdefault(key, {}).update(people)
                given_by.setdefault(key, {}).update(dict.fromkeys(people, at))
    giving = {at for years in given_by.values() for at in years.values()}
    return Populations(estimates=estimates, files=tuple(files[at] for at in sorted(giving)))


def populations_for(extracts: Path) -> Populations:
    """The estimates that lie with a folder of extracts, and the bundled ones that these lack."""
    own = population_folder(extracts)
    bundled = data_folder() / POPULATION_FOLDER
    return populations(bundled) if own.samefile(bundled) else populations(bundled, own)


def population_folder(extracts: Path) -> Path:
    """The folder ``population`` in a folder of extracts, else beside it, else the bundled one."""
    places = (extracts / POPULATION_FOLDER, extracts.parent / POPULATION_FOLDER)
    return next((one for one in places if one.is_dir()), data_folder() / POPULATION_FOLDER)


def _file(path: Path, content: bytes, columns: _Columns, areas: int) -> PopulationFile:
    return PopulationFile(
        file=f"{POPULATION_FOLDER}/{path.name}",
        level=columns.level,
        areas=areas,
        first_year=min(columns.years),
        last_year=max(columns.years),
        sha256=hashlib.sha256(content).hexdigest(),
        bundled=path.parent.samefile(data_folder() / POPULATION_FOLDER),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """Demographic features of authorities: ``values`` is [authorities, features], gaps ``nan``."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    features: tuple[str, ...]
    values: NDArray[np.float64]


def authority_features(path: Path, features: Sequence[str] | None = None) -> Features:
    """Named features of every authority in a file (``lad_features_england.csv``), or all of them.

    Raises
    ------
    ExtractError
        The file lacks a feature, or a cell is not a number.

    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        there = [name for name in rows.fieldnames or () if name not in ("lad_code", "lad_name")]
        wanted = list(there if features is None else features)
        absent = [name for name in wanted if name not in there]
        if absent:
            message = (
                f"{path.name}: the feature {', '.join(absent)} was wanted; found "
                f"{', '.join(there)}: choose among these"
            )
            raise ExtractError(message)
        table = list(rows)
    values = [
        [_number(row[name], f"{path.name}, line {line}, {name}") for name in wanted]
        for line, row in enumerate(table, start=2)
    ]
    return Features(
        codes=tuple(row["lad_code"] for row in table),
        names=tuple(row["lad_name"] for row in table),
        features=tuple(wanted),
        values=np.array(values, dtype=np.float64).reshape(len(table), len(wanted)),
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
    codes = {m[1]: i for i, text in enumerate(header) if (m := _CODE.match(text.strip().upper()))}
    names = {m[1]: i for i, text in enumerate(header) if (m := _NAME.match(text.strip().upper()))}
    years = {int(text): i for i, text in enumerate(header) if _YEAR.match(text.strip())}
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


def _keys(row: Sequence[str], columns: _Columns) -> list[_Key]:
    """All that an area goes by: its code or name, a ward's within its borough's code or name."""
    homes = [name_key(row[column]) for column in columns.borough] or [""]
    return [
        (columns.level, home, name_key(row[column]))
        for home in homes
        for column in columns.identity
    ]


def _people(row: Sequence[str], columns: _Columns, where: str) -> dict[int, float]:
    """The row's estimates by year, without its gaps."""
    if len(row) <= max(columns.years.values()):
        message = (
            f"{where}: a figure for each year was wanted; the line has {len(row)} columns: "
            f"fetch the file again"
        )
        raise ExtractError(message)
    cells = {year: row[column] for year, column in columns.years.items()}
    return {year: _number(cell, f"{where}, {year}") for year, cell in cells.items() if cell.strip()}


def _number(text: str, where: str) -> float:
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
        raise ExtractError(message)
    return number
