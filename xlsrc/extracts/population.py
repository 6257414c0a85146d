"""Mid-year population estimates, and the features that make two authorities alike."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from xlsrc.domain.area import Level
from xlsrc.domain.errors import MissingColumnError
from xlsrc.domain.names import name_key
from xlsrc.extracts.bundled_people import bundled_file_checksum, bundled_people, parts_of
from xlsrc.extracts.population_files import (
    POPULATION_FOLDER,
    Key,
    PopulationFile,
    estimates_in,
    number_in,
)
from xlsrc.national.bundle import bundle

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.domain.month import Month
    from xlsrc.extracts.places import Places


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaPopulation:
    """The people of some areas in one year.

    ``people`` is [areas], ``nan`` for an area that no estimate knows. ``year`` is the year of
    the mid-year estimate, ``None`` where there is none early enough.
    """

    year: int | None
    people: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Populations:
    """Every mid-year estimate of some files, by area and year; ``files`` gave at least one.

    Behind them stand the bundled ones of all England and Wales, where ``places`` says what lies
    in an area; without it there are none.
    """

    estimates: Mapping[Key, Mapping[int, float]]
    files: tuple[PopulationFile, ...] = ()
    places: Places | None = None
    _found: dict[Area, Mapping[int, float]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

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
        # Every indicator asks for the same peers.
        if area not in self._found:
            self._found[area] = self._estimates_from(area)
        return self._found[area]

    def _estimates_from(self, area: Area) -> Mapping[int, float]:
        borough = name_key(area.borough) if area.level is Level.WARD else ""
        own = self.estimates.get((area.level, borough, name_key(area.code or area.name)), {})
        if self.places is None:
            return own
        return {**bundled_people(area, self.places), **self._summed(area, self.places), **own}

    def _summed(self, area: Area, places: Places) -> Mapping[int, float]:
        """The sums of the files' LSOAs in an area, and of their authorities if it has whole ones.

        Of a year that one of them lacks there is no sum.
        """
        sums: dict[int, float] = {}
        if any(one.level is not Level.WARD and not one.bundled for one in self.files):
            for level, codes in parts_of(area, places).items():
                sums |= self._sum_of(level, codes)
        return sums

    def _sum_of(self, level: Level, codes: Sequence[str]) -> Mapping[int, float]:
        parts = [self.estimates.get((level, "", name_key(code)), {}) for code in codes]
        years = set.intersection(*map(set, parts)) if parts else set()
        return {year: sum(part[year] for part in parts) for year in years}


def population_year(first_month: Month, available: Collection[int]) -> int | None:
    """The year whose mid-year estimate a 12-month rate is worked out on.

    The estimate of the year in which the 12 months begin, or the latest available before it;
    ``None`` when every available estimate is of a later year.
    """
    return max((year for year in available if year <= first_month.year), default=None)


def populations(folder: Path) -> Populations:
    """The estimates of every population file in a folder, without the bundled ones.

    A population file is a .csv with a column of ONS codes (LSOA, ward or local authority) and
    one column per year; others are passed over. An empty cell is a gap. Where two files have
    an area's year, the later in the alphabet counts.

    Raises
    ------
    ExtractError
        A cell under a year is not a number of people.

    """
    estimates, files = estimates_in(folder)
    return Populations(estimates=estimates, files=files)


def populations_for(extracts: Path, places: Places) -> Populations:
    """The estimates that lie with a folder of extracts, and behind them the bundled ones.

    ``places`` says what lies in an area.
    """
    own = populations(population_folder(extracts))
    return replace(own, files=(*own.files, _bundled_file()), places=places)


def population_folder(extracts: Path) -> Path:
    """The folder ``population`` in a folder of extracts, else that beside it, there or not."""
    own = extracts / POPULATION_FOLDER
    return own if own.is_dir() else extracts.parent / POPULATION_FOLDER


def _bundled_file() -> PopulationFile:
    first, *_, last = bundle().years
    return PopulationFile(
        file=f"England and Wales, mid-year estimates {first} to {last}, by LSOA",
        level=Level.LSOA,
        areas=len(bundle().lsoas),
        first_year=first,
        last_year=last,
        sha256=bundled_file_checksum(),
        bundled=True,
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
            raise MissingColumnError(message)
        table = list(rows)
    values = [
        [number_in(row[name], f"{path.name}, line {line}, {name}") for name in wanted]
        for line, row in enumerate(table, start=2)
    ]
    return Features(
        codes=tuple(row["lad_code"] for row in table),
        names=tuple(row["lad_name"] for row in table),
        features=tuple(wanted),
        values=np.array(values, dtype=np.float64).reshape(len(table), len(wanted)),
    )
