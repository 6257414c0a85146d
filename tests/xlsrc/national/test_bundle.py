"""The bundled look-ups, against published totals and against the files that they were made of."""

from __future__ import annotations

import csv
import gzip
import io
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest

from docs import national_data
from tests.support.paths import SHARED
from xlsrc.national.bundle import BUNDLE, UNITS, bundle

if TYPE_CHECKING:
    from pathlib import Path

PUBLISHED = SHARED / "data" / "national"
with_published = pytest.mark.skipif(
    not PUBLISHED.is_dir(), reason="the published files are not beside the project"
)
LARGEST = 6 * 1024**2


def published(name: str) -> list[dict[str, str]]:
    content = (PUBLISHED / name).read_bytes()
    content = gzip.decompress(content) if name.endswith(".gz") else content
    text = content.decode("utf-8-sig").replace("Llandyg├íi", "Llandygái")
    return list(csv.DictReader(io.StringIO(text)))


def test_it_is_small_enough_for_the_wheel() -> None:
    assert BUNDLE.stat().st_size < LARGEST


def test_letters_with_accents_are_those_of_the_names() -> None:
    odd = {letter for name in bundle().ward_names for letter in name if ord(letter) > 126}

    assert odd == {"á", "ô", "ŷ"}


def test_england_and_wales_have_the_areas_that_the_ons_counts() -> None:
    all_of = bundle()

    lsoas = Counter(code[:1] for code in all_of.lsoas.tolist())
    assert lsoas == {b"E": 33_755, b"W": 1_917}
    kinds = Counter(code[:3] for code in all_of.authorities.tolist())
    assert kinds == {b"E06": 63, b"E07": 164, b"E08": 36, b"E09": 33, b"W06": 22}
    assert Counter(code[:3] for code in all_of.partnerships.tolist()) == {b"E22": 293, b"W14": 21}
    assert (len(all_of.forces), len(all_of.district_names)) == (43, 326 + 22)


def test_codes_are_in_order_and_each_stands_once() -> None:
    all_of = bundle()

    for codes in (all_of.lsoas, all_of.wards, all_of.authorities, all_of.partnerships):
        assert np.all(codes[:-1] < codes[1:])


def test_every_ward_and_authority_has_lsoas() -> None:
    all_of = bundle()

    assert len(np.unique(all_of.lsoa_ward)) == len(all_of.wards) == len(all_of.ward_names)
    assert len(np.unique(all_of.lsoa_authority)) == len(all_of.authorities) == 318
    assert len(np.unique(all_of.lsoa_partnership)) == len(all_of.partnerships) == 314
    assert len(np.unique(all_of.lsoa_district)) == len(all_of.district_names)


def test_people_add_up_to_the_published_estimate_of_england_and_wales() -> None:
    """Mid-2022, as the ONS published it first: 60.2 million."""
    all_of = bundle()

    assert all_of.people.shape == (12, 35_672)
    assert all_of.years[-1] == 2022
    assert all_of.people[-1].sum() == 60_245_218  # worked out with awk from the file of authorities


@with_published
def test_people_of_every_authority_and_year_are_the_published_ones() -> None:
    all_of = bundle()
    rows = published("lad24_population_2011_2022_EW.csv")

    for row in rows:
        at = all_of.authorities.tolist().index(row["LAD24CD"].encode())
        found = all_of.people[:, all_of.lsoa_authority == at].sum(axis=1)
        assert found.tolist() == [int(row[str(year)]) for year in all_of.years]


@with_published
def test_every_lsoa_has_its_published_ward_and_authority() -> None:
    all_of = bundle()
    found = zip(
        all_of.lsoas.astype(str),
        all_of.lsoa_names,
        all_of.wards[all_of.lsoa_ward].astype(str),
        np.array(all_of.ward_names)[all_of.lsoa_ward],
        all_of.authorities[all_of.lsoa_authority].astype(str),
        np.array(all_of.authority_names)[all_of.lsoa_authority],
        strict=True,
    )
    columns = (
        "lsoa21_code", "lsoa21_name", "ward24_code", "ward24_name", "ltla24_code", "ltla24_name",
    )  # fmt: skip

    wanted = {
        tuple(row[column] for column in columns)
        for row in published("lookup_lsoa21_ward24_ltla24.csv.gz")
    }
    assert set(found) == wanted


@with_published
def test_every_authority_has_its_published_partnerships_and_force() -> None:
    all_of = bundle()
    found = {
        (
            all_of.authorities[authority].decode(),
            all_of.partnerships[partnership].decode(),
            all_of.partnership_names[partnership],
            all_of.force_names[all_of.authority_force[authority]],
        )
        for authority, partnership in zip(
            all_of.lsoa_authority.tolist(), all_of.lsoa_partnership.tolist(), strict=True
        )
    }

    wanted = {
        (row["ltla24_code"], row["csp24_code"], row["csp24_name"], row["pfa24_name"])
        for row in published("lookup_ltla24_csp24_pfa24.csv")
    }
    assert found == wanted


def test_an_outline_is_read_point_for_point() -> None:
    """City of London 001A, copied from the published file."""
    all_of = bundle()
    start, end = all_of.ring_starts[:2]

    assert (all_of.points[start:end] / UNITS).tolist() == [
        [-0.09727, 51.52158], [-0.0985, 51.52054], [-0.09972, 51.51677],
        [-0.09546, 51.51544], [-0.09474, 51.5206],
    ]  # fmt: skip


@with_published
@pytest.mark.slow
def test_the_script_makes_the_same_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tmp_path / "made.npz"
    monkeypatch.setattr(national_data, "BUNDLE", made)

    national_data.main(PUBLISHED)

    with np.load(made) as again, np.load(BUNDLE) as shipped:
        assert sorted(again) == sorted(shipped)
        assert all(np.array_equal(again[part], shipped[part]) for part in shipped)
