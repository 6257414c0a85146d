"""The look-ups, populations and outlines of England and Wales in xlsrc/national, made once.

From files of the Office for National Statistics, in the layout of the open R package geographr.
They are no part of the project; the functions below name them. From the project's folder:
`.venv/bin/python -m docs.national_data FOLDER`.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

BUNDLE: Final = Path(__file__).parent.parent / "xlsrc" / "national" / "england_and_wales.npz"
FIRST_YEAR: Final = 2011
YEARS: Final = tuple(str(year) for year in range(FIRST_YEAR, 2023))
FIRST_BYTE: Final = "├"
"""What code page 850 shows for the first byte of a letter with an accent."""

UNITS: Final = 100_000
"""Outlines are published in hundred-thousandths of a degree, a metre at most."""

Rows = list[dict[str, str]]
Arrays = dict[str, "NDArray[Any]"]


def main(folder: Path) -> None:
    """Write the bundle from a folder of the published files."""
    fits = _rows(folder / "lookup_lsoa21_ward24_ltla24.csv.gz")
    fits.sort(key=lambda row: row["lsoa21_code"])
    lsoas = [row["lsoa21_code"] for row in fits]
    people = _people(folder, lsoas)
    arrays = {
        "lsoa": _codes(lsoas),
        "lsoa_name": _texts(row["lsoa21_name"] for row in fits),
        **_wards(fits),
        **_once(folder, fits, people),
        **_partnerships(folder, fits),
        "first_year": np.array(FIRST_YEAR),
        "people": _in_planes(np.diff(people, axis=0, prepend=0)),
        **_outlines(folder, lsoas),
    }
    np.savez_compressed(BUNDLE, allow_pickle=False, **arrays)


def _rows(path: Path) -> Rows:
    content = path.read_bytes()
    content = gzip.decompress(content) if path.suffix == ".gz" else content
    text = "".join(map(_mended, content.decode("utf-8-sig").splitlines(keepends=True)))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _mended(line: str) -> str:
    """A line without what is published of letters that were once read in another code page:
    "Llandyg├íi" for "Llandygái".
    """
    return line.encode("cp850").decode() if FIRST_BYTE in line else line


def _wards(fits: Rows) -> Arrays:
    wards = {row["ward24_code"]: row for row in fits}
    authorities = {row["ltla24_code"]: row["ltla24_name"] for row in fits}
    codes = sorted(wards)
    return {
        "lsoa_ward": _at([row["ward24_code"] for row in fits], codes),
        "ward": _codes(codes),
        "ward_name": _texts(wards[code]["ward24_name"] for code in codes),
        "ward_authority": _at([wards[code]["ltla24_code"] for code in codes], sorted(authorities)),
        "authority": _codes(sorted(authorities)),
        "authority_name": _texts(authorities[code] for code in sorted(authorities)),
    }


def _once(folder: Path, fits: Rows, people: NDArray[np.int64]) -> Arrays:
    """The codes of 2011 that were split, merged or redrawn, and the district of 2011 of each LSOA.

    A code of 2011 comes once for every LSOA of 2021 that has a part of it, the one with most
    people (census year 2021) first. A district of 2011 is in its LSOAs' names of 2011.
    """
    rows = _rows(folder / "lookup_lsoa11_lsoa21_ltla22.csv.gz")
    at = {row["lsoa21_code"]: number for number, row in enumerate(fits)}
    census = people[YEARS.index("2021")]
    carried = sorted(
        (row["lsoa11_code"], -int(census[at[row["lsoa21_code"]]]), at[row["lsoa21_code"]])
        for row in rows
        if row["lsoa11_code"] != row["lsoa21_code"]
    )
    districts: dict[str, set[str]] = {}
    for row in rows:
        name = row["lsoa11_name"].rpartition(" ")[0]
        districts.setdefault(row["lsoa21_code"], set()).add(name)
    # Three lie across a border of 2011: they go with the authority that they lie in now.
    chosen = [
        row["ltla24_name"] if row["ltla24_name"] in found else min(found)
        for row in fits
        for found in (districts[row["lsoa21_code"]],)
    ]
    names = sorted({row["lsoa11_name"].rpartition(" ")[0] for row in rows})
    return {
        "before": _codes([code for code, _, _ in carried]),
        "before_lsoa": np.array([number for _, _, number in carried], dtype=np.uint16),
        "district_name": _texts(names),
        "lsoa_district": _at(chosen, names),
    }


def _partnerships(folder: Path, fits: Rows) -> Arrays:
    """The Community Safety Partnership of each LSOA, and the police force of each authority.

    An authority that holds several partnerships was several districts: a partnership has the
    LSOAs of the districts of 2011 or 2022 that its name holds, and the one that joins other
    authorities too has the rest.
    """
    rows = _rows(folder / "lookup_ltla24_csp24_pfa24.csv")
    names = {row["csp24_code"]: row["csp24_name"] for row in rows}
    forces = {row["pfa24_code"]: row["pfa24_name"] for row in rows}
    of: dict[str, list[str]] = {}
    for row in rows:
        of.setdefault(row["ltla24_code"], []).append(row["csp24_code"])
    several = {code for codes in of.values() if len(codes) > 1 for code in codes}
    before = {
        row["lsoa21_code"]: row["lsoa11_name"].rpartition(" ")[0]
        for row in _rows(folder / "lookup_lsoa11_lsoa21_ltla22.csv.gz")
    }
    chosen = []
    for row in fits:
        codes = of[row["ltla24_code"]]
        if len(codes) > 1:
            district = before[row["lsoa21_code"]]
            within = [code for code in codes if district in names[code].split(" and ")]
            joining = [code for code in codes if sum(code in one for one in of.values()) > 1]
            codes = within or joining
        (code,) = codes
        chosen.append(code)
    if several - set(chosen):
        message = f"no LSOA lies in the partnerships {sorted(several - set(chosen))}"
        raise ValueError(message)
    codes = sorted(names)
    force_of = {row["ltla24_code"]: row["pfa24_code"] for row in rows}
    return {
        "partnership": _codes(codes),
        "partnership_name": _texts(names[code] for code in codes),
        "lsoa_partnership": _at(chosen, codes),
        "force": _codes(sorted(forces)),
        "force_name": _texts(forces[code] for code in sorted(forces)),
        "authority_force": _at([force_of[code] for code in sorted(of)], sorted(forces)),
    }


def _people(folder: Path, lsoas: Sequence[str]) -> NDArray[np.int64]:
    """Mid-year estimates [years, LSOAs]."""
    rows = {
        row["LSOA21CD"]: [int(row[year]) for year in YEARS]
        for row in _rows(folder / "lsoa21_population_2011_2022_EW.csv.gz")
    }
    return np.array([rows[code] for code in lsoas], dtype=np.int64).T


def _outlines(folder: Path, lsoas: Sequence[str]) -> Arrays:
    """Each ring without its repeated last point: its length, then its points from one to the next.

    An LSOA's rings stand part by part, each part its outer ring and then its holes.
    """
    with gzip.open(folder / "boundaries_lsoa21.geojson.gz", "rt", encoding="utf-8") as file:
        features = json.load(file)["features"]
    parts = {one["properties"]["lsoa21_code"]: one["geometry"]["coordinates"] for one in features}
    rings = [
        (np.rint(np.array(ring[:-1]) * UNITS).astype(np.int64), number > 0)
        for code in lsoas
        for part in parts[code]
        for number, ring in enumerate(part)
    ]
    points = np.concatenate([ring for ring, _ in rings])
    return {
        "lsoa_rings": np.array([sum(map(len, parts[code])) for code in lsoas], dtype=np.uint8),
        "ring_points": np.array([len(ring) for ring, _ in rings], dtype=np.uint16),
        "ring_is_hole": np.array([hole for _, hole in rings]),
        "x": _in_planes(np.diff(points[:, 0], prepend=0)),
        "y": _in_planes(np.diff(points[:, 1], prepend=0)),
    }


def _codes(codes: Sequence[str]) -> NDArray[np.bytes_]:
    return np.array(codes, dtype="S9")


def _texts(texts: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def _at(wanted: Sequence[str], names: Sequence[str]) -> NDArray[np.uint16]:
    at: Mapping[str, int] = {name: number for number, name in enumerate(names)}
    return np.array([at[one] for one in wanted], dtype=np.uint16)


def _in_planes(differences: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Whole numbers as bytes [4, …], the lowest first: small ones, either side of 0, pack well."""
    folded = np.where(differences < 0, -2 * differences - 1, 2 * differences).astype("<u4")
    return np.stack([(folded >> shift & 0xFF).astype(np.uint8) for shift in (0, 8, 16, 24)])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
