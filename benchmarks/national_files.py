"""Generated files in data.police.uk's shape for every police force of England and Wales.

``python -m benchmarks.national_files OUT --rows 20_000_000 --months 36 --forces 43`` writes
``OUT/YYYY-MM/YYYY-MM-FORCE-street.csv``. The shares of types, their seasons, the spread of LSOAs
and what is empty are those of 57 real files of South Yorkshire; places, names and points are real
ones, the incidents invented. One seed gives the same files again.
"""

from __future__ import annotations

import argparse
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from xlsrc.domain.month import Month
from xlsrc.extracts.police_uk import FORMAT
from xlsrc.national.bundle import bundle
from xlsrc.national.points import lsoa_middles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Whole = NDArray[np.int64]

SEED: Final = 20_261_128
LAST: Final = Month.of(2025, 12)
HEADER: Final = [
    "Crime ID",
    "Month",
    "Reported by",
    "Falls within",
    "Longitude",
    "Latitude",
    "Location",
    "LSOA code",
    "LSOA name",
    "Crime type",
    "Last outcome category",
    "Context",
]

# Rows of the real files, how far LSOAs differ in their share of a type (the square of the
# coefficient of variation), the season's height and the month of its peak.
ASB: Final = "Anti-social behaviour"
TYPES: Final[dict[str, tuple[int, float, float, float]]] = {
    ASB: (158_909, 0.05, 0.17, 5.6),
    "Bicycle theft": (4_827, 1.64, 0.10, 10.8),
    "Burglary": (54_073, 0.17, 0.11, 11.4),
    "Criminal damage and arson": (76_206, 0.15, 0.03, 7.5),
    "Drugs": (19_427, 0.78, 0.05, 10.2),
    "Other crime": (21_950, 0.76, 0.03, 7.2),
    "Other theft": (53_210, 0.17, 0.03, 6.2),
    "Possession of weapons": (7_953, 0.13, 0.10, 7.0),
    "Public order": (66_199, 0.20, 0.13, 6.3),
    "Robbery": (8_155, 0.52, 0.04, 7.9),
    "Shoplifting": (46_323, 2.19, 0.05, 3.2),
    "Theft from the person": (6_561, 15.99, 0.24, 1.3),
    "Vehicle crime": (54_894, 0.30, 0.05, 12.0),
    "Violence and sexual offences": (248_908, 0.06, 0.10, 7.2),
}
OUTCOMES: Final = {
    "Investigation complete; no suspect identified": 273_380,
    "Unable to prosecute suspect": 214_122,
    "Status update unavailable": 70_895,
    "Court result unavailable": 35_565,
    "Local resolution": 19_254,
    "Awaiting court outcome": 8_974,
    "Further action is not in the public interest": 7_816,
    "Offender given a caution": 7_085,
    "Under investigation": 6_246,
    "Action to be taken by another organisation": 6_220,
    "Further investigation is not in the public interest": 4_982,
}
LSOA_SPREAD: Final = 0.86
"""Standard deviation of the logarithm of an LSOA's rows a head."""
WITHOUT_LSOA: Final = 0.04
ELSEWHERE: Final = 0.001
"""Rows that lie in the area of another force."""
WITHOUT_ID: Final = 0.005
"""Of those that have one by their type."""
AGAIN: Final = 0.002
"""Rows that stand twice with their Crime ID: there are none in the files of South Yorkshire, up to
3.4 % in those of other forces."""
STREETS: Final = 24
ROADS: Final = ("Street", "Road", "Close", "Avenue", "Lane", "Drive", "Way", "Court", "Grove")
TREES: Final = ("Ash", "Oak", "Elm", "Holly", "Rowan", "Cedar", "Maple", "Hawthorn", "Willow")
PLACES: Final = ("field", "wood", "bank", "mill", "church", "park", "hill", "brook", "croft")
_ID_SIGNS: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Force:
    """A police force: its name as in the files, its LSOAs, and a month's rows, [LSOAs, types]."""

    name: str
    lsoas: Whole
    expected: NDArray[np.float64]

    @property
    def file(self) -> str:
        """What stands in its files' names: "devon-and-cornwall"."""
        short = self.name.lower().removesuffix(" police").replace("&", "and")
        return re.sub(r"[^a-z]+", "-", short)


def forces(rows: float, months: int, number: int) -> list[Force]:
    """So many forces, of all sizes alike, with what they are expected to report: ``rows`` in all
    of the months.
    """
    all_of = bundle()
    random = np.random.default_rng(SEED)
    shares = np.array([own[0] for own in TYPES.values()], dtype=np.float64)
    heads = all_of.people[-1] * random.lognormal(0, LSOA_SPREAD, len(all_of.lsoas))
    spread = np.array([own[1] for own in TYPES.values()])
    mixed = random.gamma(1 / spread, spread, (heads.size, spread.size))
    expected = heads[:, np.newaxis] * shares * mixed
    force = all_of.authority_force[all_of.lsoa_authority]
    size = np.bincount(force, weights=expected.sum(axis=1))
    middles = (np.arange(number) + 0.5) * size.size / number
    chosen = np.sort(np.argsort(-size)[middles.astype(int)])
    expected *= rows / months / size[chosen].sum()
    found = []
    for one in chosen.tolist():
        name, _, title = all_of.force_names[one].partition(", ")
        own = f"{title} {name}" if title else name
        lsoas = np.flatnonzero(force == one)
        full = own if own.endswith("Police") else f"{own} Police"
        found.append(Force(name=full, lsoas=lsoas, expected=expected[lsoas]))
    return found


def season(month: Month) -> NDArray[np.float64]:
    """What a type's average month is multiplied by, [types]."""
    height, peak = np.array([own[2:] for own in TYPES.values()]).T
    at = month.ordinal % 12 + 1
    factors: NDArray[np.float64] = 1 + height * np.cos(2 * np.pi * (at - peak) / 12)
    return factors


def streets(random: np.random.Generator, lsoas: int) -> tuple[pl.Series, NDArray[np.float64]]:
    """The streets' names, and their points beside the middle of the LSOA, [LSOAs, streets, 2]."""
    pieces = (random.choice(one, (lsoas * STREETS)) for one in (TREES, PLACES, ROADS))
    names = [f"On or near {first}{last} {road}" for first, last, road in zip(*pieces, strict=True)]
    return pl.Series(names), random.normal(0, 0.0015, (lsoas, STREETS, 2))


def incidents(force: Force, month: Month) -> tuple[Whole, Whole, np.random.Generator]:
    """LSOA (among all) and type of each of a month's rows, as they stand in a file: by LSOA."""
    random = np.random.default_rng([SEED, month.ordinal, int(force.lsoas[0])])
    counts = random.poisson(force.expected * season(month) / (1 + AGAIN))
    cell = np.repeat(np.arange(counts.size), counts.ravel())
    lsoa, kind = force.lsoas[cell // len(TYPES)], cell % len(TYPES)
    strays = random.random(lsoa.size) < ELSEWHERE
    lsoa[strays] = random.integers(0, len(bundle().lsoas), int(strays.sum()))
    lsoa[random.random(lsoa.size) < WITHOUT_LSOA] = len(bundle().lsoas)
    order = np.argsort(lsoa, kind="stable")
    return lsoa[order], kind[order], random


class Files:
    """A writer of files, with the texts that stand in all of them."""

    def __init__(self) -> None:
        all_of = bundle()
        random = np.random.default_rng(SEED + 1)
        self._codes = pl.Series([*(one.decode() for one in all_of.lsoas), None])
        self._names = pl.Series([*all_of.lsoa_names, None])
        self._types = pl.Series(list(TYPES))
        self._outcomes = pl.Series([*OUTCOMES, None])
        self._outcome_shares = np.array(list(OUTCOMES.values())) / sum(OUTCOMES.values())
        names, beside = streets(random, len(all_of.lsoas))
        self._streets = pl.concat([names, pl.Series(["No Location"])])
        points = (lsoa_middles()[:, np.newaxis] + beside).reshape(-1, 2).round(6)
        self._points = [pl.concat([pl.Series(axis), pl.Series([None])]) for axis in points.T]

    def frame(self, force: Force, month: Month) -> pl.DataFrame:
        """The rows of a force's month, in the twelve columns as published."""
        lsoa, kind, random = incidents(force, month)
        size = lsoa.size
        digits = random.bytes(size * _ID_SIGNS // 2).hex()
        names = [digits[at : at + _ID_SIGNS] for at in range(0, len(digits), _ID_SIGNS)]
        nameless = (kind == list(TYPES).index(ASB)) | (random.random(size) < WITHOUT_ID)
        outcome = random.choice(len(OUTCOMES), size, p=self._outcome_shares)
        outcome[nameless] = len(OUTCOMES)
        street = lsoa * STREETS + random.integers(0, STREETS, size)
        street = np.minimum(street, len(self._streets) - 1)
        where, again = pl.Series(street), ~nameless & (random.random(size) < AGAIN)
        rows = pl.DataFrame(
            [
                pl.Series(names).set(pl.Series(nameless), None),
                pl.repeat(f"{month.ordinal // 12}-{month.ordinal % 12 + 1:02d}", size, eager=True),
                *[pl.repeat(force.name, size, eager=True)] * 2,
                *(axis.gather(where) for axis in self._points),
                self._streets.gather(where),
                self._codes.gather(pl.Series(lsoa)),
                self._names.gather(pl.Series(lsoa)),
                self._types.gather(pl.Series(kind)),
                self._outcomes.gather(pl.Series(outcome)),
                pl.repeat(None, size, dtype=pl.String, eager=True),
            ],
            schema=HEADER,
        )
        at = np.sort(np.concatenate([np.arange(size), np.flatnonzero(again)]))
        return rows[at]


def written(out: Path, rows: int, months: int, number: int) -> Iterator[tuple[Path, int]]:
    """Write the files, and say of each how many rows it has."""
    files = Files()
    own = forces(rows, months, number)
    for ordinal in range(LAST.ordinal - months + 1, LAST.ordinal + 1):
        month = Month(ordinal)
        text = f"{ordinal // 12}-{ordinal % 12 + 1:02d}"
        folder = out / text
        folder.mkdir(parents=True, exist_ok=True)
        for force in own:
            path = folder / f"{text}-{force.file}-street.csv"
            frame = files.frame(force, month)
            frame.write_csv(path, float_precision=6)
            yield path, frame.height


def main() -> None:
    """Write the files that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--rows", type=int, default=20_000_000)
    parser.add_argument("--months", type=int, default=36)
    parser.add_argument("--forces", type=int, default=43)
    asked = parser.parse_args()
    start = time.perf_counter()
    found = list(written(asked.out, asked.rows, asked.months, asked.forces))
    size = sum(path.stat().st_size for path, _ in found)
    print(
        f"{sum(rows for _, rows in found):,} rows of {FORMAT.name} in {len(found):,} files, "
        f"{size / 1e9:.2f} GB, in {time.perf_counter() - start:.0f} s"
    )


if __name__ == "__main__":
    main()
