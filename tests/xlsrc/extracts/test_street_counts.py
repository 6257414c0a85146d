"""Real rows of data.police.uk counted a second time, row by row, by Python's csv module."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import zipfile
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.paths import EXCERPTS, SHARED
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.panel import Selection
from xlsrc.extracts.store import Store
from xlsrc.national.bundle import bundle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from xlsrc.extracts.extract import Extract

CUT = EXCERPTS / "police_uk_south_yorkshire.zip"
WHOLE = SHARED / "data" / "police-uk" / "2018-2021"
OWN = ("Barnsley", "Doncaster", "Rotherham", "Sheffield")

Key = tuple[str, str, str]  # area, crime type, month


def rows_of(archive: Path) -> Iterator[dict[str, str]]:
    with zipfile.ZipFile(archive) as files:
        for name in files.namelist():
            with files.open(name) as file:
                yield from csv.DictReader(io.TextIOWrapper(file, "utf-8"))


def counted(archive: Path, area: Callable[[dict[str, str]], str]) -> Counter[Key]:
    """Incidents by area, each Crime ID once for a place and type; '' is no area."""
    seen, found = set(), Counter[Key]()
    for row in rows_of(archive):
        key = (row["Crime ID"], row["LSOA code"], row["Crime type"], row["Month"])
        if row["Crime ID"] and key in seen:
            continue
        seen.add(key)
        place = area(row)
        if place:
            found[place, row["Crime type"], row["Month"]] += 1
    return found


def held(store: Store, level: Level, name: Callable[[Area], str]) -> Counter[Key]:
    found = Counter[Key]()
    for one in store.select(Source.POLICE_UK, level):
        for area, label, month, count in zip(
            one.area.tolist(), one.label.tolist(), one.month.tolist(), one.count, strict=True
        ):
            if one.areas[area].code:
                key = (name(one.areas[area]), one.labels[label].offence, str(Month(month)))
                found[key] += int(count)
    return found


def district(row: dict[str, str]) -> str:
    """South Yorkshire's four have one name since 2011, which their LSOAs' names begin with."""
    name = row["LSOA name"].rpartition(" ")[0]
    return name if name in OWN else ""


LSOAS = {code.decode(): at for at, code in enumerate(bundle().lsoas)}


def lsoa(row: dict[str, str]) -> str:
    """An LSOA that is the same in 2011 and in 2021."""
    return row["LSOA code"] if district(row) and row["LSOA code"] in LSOAS else ""


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("cut")
    (folder / CUT.name).write_bytes(CUT.read_bytes())
    return Store.open(folder, cache=None)


def test_authorities_have_the_rows_that_name_them(cut: Store) -> None:
    found = held(cut, Level.BOROUGH, lambda area: area.name)

    assert {key: n for key, n in found.items() if key[0] in OWN} == counted(CUT, district)
    assert sum(counted(CUT, district).values()) > 2500


def test_lsoas_have_the_rows_with_their_code(cut: Store) -> None:
    found = held(cut, Level.LSOA, lambda area: area.code)
    wanted = counted(CUT, lsoa)
    # What a code of 2011 was split into has rows of that code, too.
    split = {bundle().lsoas[at].decode() for at in bundle().before_lsoa.tolist()}

    assert {key: n for key, n in found.items() if key[0] not in split and key in wanted} == {
        key: n for key, n in wanted.items() if key[0] not in split
    }
    assert all(found[key] >= n for key, n in wanted.items())


def test_wards_and_lsoas_add_up_to_the_authority(cut: Store) -> None:
    """Each row with a place lies in one of each."""
    whole = held(cut, Level.BOROUGH, lambda area: area.name)

    assert held(cut, Level.WARD, lambda area: area.borough) == whole
    assert held(cut, Level.LSOA, lambda area: area.borough) == whole


def test_a_ward_has_the_rows_of_its_lsoas(cut: Store) -> None:
    home = {code: bundle().wards[bundle().lsoa_ward[at]].decode() for code, at in LSOAS.items()}
    found = held(cut, Level.WARD, lambda area: area.code)
    wanted = Counter[Key]()
    for (code, kind, month), n in held(cut, Level.LSOA, lambda area: area.code).items():
        wanted[home[code], kind, month] += n

    assert found == wanted


def test_a_missing_month_is_missing_in_every_ward(cut: Store) -> None:
    wards = [area for area in cut.areas(Level.WARD) if area.borough == "Sheffield"]
    burglary = [Selection(offences=("Burglary",))]

    panel = cut.panel(Source.POLICE_UK, Level.WARD, wards, burglary, Month.parse("2019-08"))

    assert len(wards) == 28
    assert np.isnan(panel.counts[:, 0, -2]).all()
    assert np.isfinite(panel.counts[:, 0, [-3, -1]]).all()


def test_loose_files_are_counted_as_the_archive_is(cut: Store, tmp_path: Path) -> None:
    with zipfile.ZipFile(CUT) as files:
        files.extractall(tmp_path)

    loose = Store.open(tmp_path, cache=None)

    for level in Level:
        assert held(loose, level, repr) == held(cut, level, repr)


@pytest.mark.parametrize("change", ["quotes", "semicolons", "UTF-16", "title", "BOM", "CRLF"])
def test_a_file_saved_again_by_another_program_is_counted_alike(
    cut: Store, tmp_path: Path, change: str
) -> None:
    with zipfile.ZipFile(CUT) as files:
        for name in files.namelist():
            text = files.read(name).decode()
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(saved_again(text, change))

    again = Store.open(tmp_path, cache=None)

    assert held(again, Level.LSOA, repr) == held(cut, Level.LSOA, repr)
    assert [one.notes for one in again.extracts] == [one.notes for one in cut.extracts]


def saved_again(text: str, change: str) -> bytes:
    rows = list(csv.reader(io.StringIO(text)))
    file = io.StringIO()
    end = "\r\n" if change == "CRLF" else "\n"
    delimiter = ";" if change == "semicolons" else ","
    if change == "title":
        file.write("Fetched for the board\n\n")
    if change == "quotes":
        csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator=end).writerows(rows)
    else:
        csv.writer(file, lineterminator=end, delimiter=delimiter).writerows(rows)
    return file.getvalue().encode({"UTF-16": "utf-16", "BOM": "utf-8-sig"}.get(change, "utf-8"))


def test_a_line_that_was_cut_off_is_told(store_of: Callable[..., Store]) -> None:
    with zipfile.ZipFile(CUT) as files:
        content = files.read(files.namelist()[0])

    store = store_of({"june.csv": content[:-60]})

    assert store.extracts == ()
    assert "the file was cut off: download it again" in store.faults[0]


def test_one_file_at_fault_costs_no_other_of_its_archive(store_of: Callable[..., Store]) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(CUT) as files, zipfile.ZipFile(packed, "w") as made:
        names = files.namelist()
        for at, name in enumerate(names):
            content = files.read(name)
            made.writestr(name, content.replace(b",2019-06,", b",soon,") if at == 0 else content)

    store = store_of({"all.zip": packed.getvalue()})

    assert store.faults == (
        (
            f"all.zip/{names[0]}, column Month: a month such as 2025-04 was wanted; found 'soon': "
            f"correct the cell"
        ),
    )
    assert months_of(store.select(Source.POLICE_UK, Level.LSOA)) == {
        "2019-08",
        "2025-01",
        "2025-02",
    }


def months_of(extracts: tuple[Extract, ...]) -> set[str]:
    return {str(Month(month)) for one in extracts for month in one.months}


@pytest.mark.slow
@pytest.mark.skipif(not WHOLE.is_dir(), reason="the whole of South Yorkshire's files is not here")
def test_the_whole_of_44_months_is_counted_alike(tmp_path: Path) -> None:
    (archive,) = WHOLE.glob("*.zip")
    store = Store.open(WHOLE, cache=tmp_path)
    found = held(store, Level.BOROUGH, lambda area: area.name)

    assert {key: n for key, n in found.items() if key[0] in OWN} == counted(archive, district)
    assert found == held(store, Level.WARD, lambda area: area.borough)


def test_polars_is_loaded_for_files_of_data_police_uk_alone() -> None:
    """A refresh of other extracts does not wait for it."""
    code = (
        "import sys; from xlsrc.extracts.reader import extracts_of; "
        "extracts_of(open(sys.argv[1], 'rb').read(), 'a.csv', ''); "
        "print('polars' in sys.modules)"
    )
    found = [
        subprocess.run(
            [sys.executable, "-c", code, str(EXCERPTS / name)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for name in ("mps_borough_2025.csv", "police_uk_2019-06.csv")
    ]

    assert found == ["False", "True"]
