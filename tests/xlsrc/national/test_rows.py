from __future__ import annotations

import csv
import io
import math
import zipfile
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely

from tests.support.paths import SHARED
from xlsrc.domain.month import Month
from xlsrc.national.bundle import UNITS, bundle
from xlsrc.national.points import NOWHERE, lsoa_at
from xlsrc.national.rows import By, placed

if TYPE_CHECKING:
    from xlsrc.national.rows import Placed

CENTRE_OF_SHEFFIELD = (-1.4701, 53.3811)
GAP = float("nan")
STREET_FILES = SHARED / "data/police-uk/2018-2021/south-yorkshire-street-full-2018-01_2021-09.zip"


def codes_of(found: Placed) -> list[str]:
    codes = bundle().lsoas.astype(str).tolist()
    return ["" if lsoa == NOWHERE else codes[lsoa] for lsoa in found.lsoa]


def test_a_code_with_other_signs_is_none_and_its_neighbours_keep_their_places() -> None:
    """Signs beyond ASCII, a longer text, and a code between them."""
    found = placed(np.array(["É01011949", "E01011949", "E010119490", "E0101194٩"]))
    assert codes_of(found) == ["", "E01011949", "", ""]


def test_a_row_is_placed_by_its_code() -> None:
    found = placed(np.array(["E01011949", "W01000003", "E01035637"]))

    assert codes_of(found) == ["E01011949", "W01000003", "E01035637"]
    assert found.by.tolist() == [By.CODE] * 3


@pytest.mark.parametrize(
    "code", ["", "E0101194", "E010119490", "E09000003", "e01011949", "E01099999", "E0101l949", "Ü1"]
)
def test_what_is_no_lsoa_has_no_place(code: str) -> None:
    for kind in (np.array([code]), np.array([code.encode()])):
        found = placed(kind)

        assert (found.lsoa.tolist(), found.by.tolist()) == ([NOWHERE], [By.NOTHING])


def test_codes_of_2011_are_carried_to_2021() -> None:
    """Counted from the published look-up: 1,106 codes of 2011 are no codes of 2021."""
    before = np.unique(bundle().before)

    found = placed(before)

    assert len(before) == 1_106
    assert not np.any(found.lsoa == NOWHERE)
    assert np.bincount(found.by, minlength=5).tolist() == [0, 0, 242, 864, 0]


def test_a_merged_code_becomes_the_one_that_has_it() -> None:
    """Hartlepool 005A and 005D of 2011 are one since 2021."""
    assert codes_of(placed(np.array(["E01011973", "E01011976"]))) == ["E01035188"] * 2


def test_a_split_code_goes_by_its_point_and_without_one_to_the_part_with_most_people() -> None:
    all_of = bundle()
    code = "E01012568"
    parts = all_of.before_lsoa[all_of.before == code.encode()]
    inside = [centre(int(part)) for part in parts]
    rows = [*inside, (GAP, GAP), CENTRE_OF_SHEFFIELD]
    from_sheffield = min(inside, key=lambda point: math.dist(point, CENTRE_OF_SHEFFIELD))

    found = placed(np.array([code] * len(rows)), *np.array(rows).T)

    assert set(codes_of(found)) == {"E01035384", "E01035387", "E01035388"}
    largest = parts[np.argmax(all_of.people[all_of.years.index(2021), parts])]
    nearest = parts[inside.index(from_sheffield)]
    assert found.lsoa.tolist() == [*parts, largest, nearest]
    assert set(found.by.tolist()) == {By.SPLIT_CODE}


def test_a_row_without_a_code_is_placed_by_its_point() -> None:
    longitude, latitude = np.array([CENTRE_OF_SHEFFIELD, (GAP, GAP), (2.35, 48.85)]).T

    found = placed(np.array(["", "", ""]), longitude, latitude)

    assert found.by.tolist() == [By.POINT, By.NOTHING, By.NOTHING]
    assert bundle().lsoa_names[found.lsoa[0]].startswith("Sheffield ")


def test_a_code_counts_before_a_point() -> None:
    found = placed(np.array([b"E01011949"]), *np.array([CENTRE_OF_SHEFFIELD]).T)

    assert (codes_of(found), found.by.tolist()) == (["E01011949"], [By.CODE])


def test_rows_without_a_place_are_counted_by_month() -> None:
    found = placed(np.array(["E01011949", "", "E01011950", "", ""]))
    months = np.array([Month.of(2019, number).ordinal for number in (8, 6, 6, 6, 10)])

    assert found.without_place(months) == {
        Month.of(2019, 6): 2, Month.of(2019, 8): 0, Month.of(2019, 10): 1,
    }  # fmt: skip


def test_no_rows_have_no_places() -> None:
    found = placed(np.array([], dtype="S9"), np.array([]), np.array([]))

    assert len(found.lsoa) == 0
    assert found.without_place(np.array([], dtype=np.int64)) == {}


@pytest.mark.slow
@pytest.mark.skipif(not STREET_FILES.is_file(), reason="the files are not beside the project")
def test_offences_of_south_yorkshire_are_counted_as_by_the_names_of_their_lsoas() -> None:
    """LSOAs are named after their authority, so names count the four partnerships on their own."""
    rows: list[dict[str, str]] = []
    with zipfile.ZipFile(STREET_FILES) as files:
        for name in files.namelist():
            if name.endswith("-street.csv"):
                text = io.TextIOWrapper(files.open(name), encoding="utf-8")
                rows.extend(csv.DictReader(text))
    points = [[float(row[axis] or "nan") for row in rows] for axis in ("Longitude", "Latitude")]

    found = placed(np.array([row["LSOA code"] for row in rows]), *np.array(points))

    names, all_of = Counter(row["LSOA name"].rpartition(" ")[0] for row in rows), bundle()
    in_one = found.lsoa != NOWHERE
    counts = Counter(all_of.lsoa_partnership[found.lsoa[in_one]].tolist())
    for name in ("Barnsley", "Doncaster", "Rotherham", "Sheffield"):
        assert counts[all_of.partnership_names.index(name)] == names[name] > 0
    months = np.array([Month.parse(row["Month"]).ordinal for row in rows])
    without = Counter(Month.parse(row["Month"]) for row in rows if not row["LSOA code"])
    assert found.without_place(months) == without


@pytest.mark.slow
def test_points_lie_where_shapely_finds_them() -> None:
    """20,000 points all over England and Wales, and every corner of 300 outlines."""
    random = np.random.default_rng(2021)
    west, south, east, north = -5.8, 49.9, 1.8, 55.9
    corners = bundle().points[: bundle().ring_starts[300]] / UNITS
    points = np.vstack([random.uniform((west, south), (east, north), (20_000, 2)), corners])
    shapes = [shape(lsoa) for lsoa in range(len(bundle().lsoas))]

    found = lsoa_at(*points.T)

    which, within = shapely.STRtree(shapes).query(shapely.points(points), predicate="intersects")
    wanted: list[set[int]] = [set() for _ in points]
    for at, lsoa in zip(which.tolist(), within.tolist(), strict=True):
        wanted[at].add(lsoa)
    inside = 20_000
    assert sum(bool(one) for one in wanted[:inside]) > 8_000
    for lsoa, among in zip(found[:inside].tolist(), wanted[:inside], strict=True):
        assert lsoa in among if among else lsoa == NOWHERE
    for lsoa, among in zip(found[inside:].tolist(), wanted[inside:], strict=True):
        assert lsoa == NOWHERE or lsoa in among


def shape(lsoa: int) -> shapely.Geometry:
    all_of = bundle()
    parts: list[list[np.ndarray]] = []
    for ring in np.flatnonzero(all_of.ring_lsoa == lsoa):
        points = all_of.points[all_of.ring_starts[ring] : all_of.ring_starts[ring + 1]] / UNITS
        if all_of.ring_is_hole[ring]:
            parts[-1].append(points)
        else:
            parts.append([points])
    return shapely.MultiPolygon([(part[0], part[1:]) for part in parts])


def centre(lsoa: int) -> tuple[float, float]:
    point = shape(lsoa).representative_point()
    return point.x, point.y
