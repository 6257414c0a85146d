"""Street files of data.police.uk counted by pandas, by the rules that are published alone.

A row is an incident; of rows of one force and month with one Crime ID, place and type one counts;
a row without a Crime ID (anti-social behaviour) counts each time. It lies where its LSOA code is.
"""

from __future__ import annotations

import gzip
import json
import zipfile
from functools import cache
from typing import TYPE_CHECKING, Final

import pandas as pd
import shapely

from tests.support.paths import SHARED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NATIONAL: Final = SHARED / "data" / "national"
PLACES: Final = ["lsoa", "ward", "authority"]
ASB: Final = "Anti-social behaviour"
ALL: Final = "All notifiable offences"
NAMES: Final = {
    "Crime ID": "id",
    "Month": "month",
    "Falls within": "force",
    "LSOA code": "code",
    "LSOA name": "name",
    "Crime type": "kind",
    "Longitude": "x",
    "Latitude": "y",
}


def incidents(archives: Iterable[Path]) -> pd.DataFrame:
    """The incidents of some archives, each once: month, force, code, name, kind, x, y as text."""
    rows = pd.concat(
        pd.read_csv(files.open(name), dtype=str, keep_default_na=False, usecols=list(NAMES))
        for archive in archives
        for files in (zipfile.ZipFile(archive),)
        for name in files.namelist()
    ).rename(columns=NAMES)
    again = rows.duplicated(["id", "code", "name", "kind", "month", "force"]) & (rows["id"] != "")
    return rows[~again].drop(columns="id").reset_index(drop=True)


def placed(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with their LSOA of 2021, ward and authority of 2024, by the ONS look-ups.

    A row whose code of 2011 became several is in the one that its point is in, by shapely; in
    none of them, ``lsoa`` is missing, as is the ward where they have not the same, and
    ``perhaps_lsoa`` and ``perhaps_ward`` hold those that it may lie in.
    """
    known = _lookup().set_index("lsoa21_code")
    older = pd.read_csv(NATIONAL / "lookup_lsoa11_lsoa21_ltla22.csv.gz", dtype=str)
    parts = older.groupby("lsoa11_code")["lsoa21_code"].unique()
    code = rows["code"]
    lsoa = code.where(code.isin(known.index))
    before = code[lsoa.isna() & code.isin(parts.index)].map(parts)
    lsoa[before.index] = [one[0] if len(one) == 1 else None for one in before]
    several = before[before.map(len) > 1]
    lsoa[several.index] = _containing(rows.loc[several.index], several)
    found = rows.assign(lsoa=lsoa, **{key: lsoa.map(known[key]) for key in ("ward", "authority")})
    lost = several[found.loc[several.index, "lsoa"].isna()]
    for key in ("ward", "authority"):
        homes = [set(known.loc[list(one), key]) for one in lost]
        found.loc[lost.index, key] = [one.pop() if len(one) == 1 else None for one in homes]
    return found.assign(
        perhaps_lsoa=lost, perhaps_ward=lost.map(lambda one: list(known.loc[list(one), "ward"]))
    )


def people(level: str) -> pd.DataFrame:
    """Mid-year estimates by code and year, each the sum of its LSOAs."""
    table = pd.read_csv(NATIONAL / "lsoa21_population_2011_2022_EW.csv.gz")
    years = [one for one in table.columns if one.isdigit()]
    code = next(one for one in table.columns if one.upper().startswith("LSOA21CD"))
    home = _lookup().assign(lsoa=lambda one: one["lsoa21_code"]).set_index("lsoa21_code")[level]
    sums = table.groupby(table[code].map(home))[years].sum()
    return sums.rename(columns=int)


def places_in(authority: str, level: str) -> set[str]:
    """The codes of the wards or LSOAs of an authority."""
    table = _lookup().rename(columns={"lsoa21_code": "lsoa"})
    return set(table.loc[table["authority"] == authority, level])


@cache
def _lookup() -> pd.DataFrame:
    table = pd.read_csv(NATIONAL / "lookup_lsoa21_ward24_ltla24.csv.gz", dtype=str)
    return table.rename(columns={"ward24_code": "ward", "ltla24_code": "authority"})


def _containing(rows: pd.DataFrame, parts: pd.Series) -> list[str | None]:
    """Of the LSOAs that each row may lie in, the one around its point."""
    outlines = _outlines(frozenset(code for one in parts for code in one))
    east, north = (pd.to_numeric(rows[axis]).to_numpy() for axis in "xy")
    found: list[str | None] = []
    for x, y, codes in zip(east, north, parts, strict=True):
        around = [code for code in codes if shapely.intersects_xy(outlines[code], x, y)]
        found.append(around[0] if len(around) == 1 else None)
    return found


def _outlines(codes: frozenset[str]) -> dict[str, shapely.Geometry]:
    with gzip.open(NATIONAL / "boundaries_lsoa21.geojson.gz") as file:
        features = json.load(file)["features"]
    return {
        code: shapely.from_geojson(json.dumps(one["geometry"]))
        for one in features
        if (code := one["properties"]["lsoa21_code"]) in codes
    }


def months_to(month: str, months: int) -> list[str]:
    """So many months to one: ``2021-08``, ``2021-09``."""
    return list(pd.period_range(end=month, periods=months, freq="M").astype(str))
