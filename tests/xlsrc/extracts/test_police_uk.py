"""data.police.uk, on rows of South Yorkshire's files (there is none of London here)."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.paths import EXCERPTS
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.panel import Selection

if TYPE_CHECKING:
    from collections.abc import Callable

    from xlsrc.extracts.store import Store

JUNE, AUGUST = ((EXCERPTS / f"police_uk_2019-{month}.csv").read_bytes() for month in ("06", "08"))
BARNSLEY = Area(code="E08000016", name="Barnsley")
ASB = Selection(offences=("Anti-social behaviour",))
LOOSE = {"2019-06/2019-06-south-yorkshire-street.csv": JUNE, "2019-08/august.csv": AUGUST}


def archive(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return file.getvalue()


def asb_in_barnsley(store: Store) -> list[float]:
    panel = store.panel(Source.POLICE_UK, Level.BOROUGH, [BARNSLEY], [ASB], Month.parse("2019-08"))
    latest: list[float] = panel.counts[0, 0, -3:].tolist()
    return latest


@pytest.mark.parametrize(
    "files",
    [
        LOOSE,
        {"all in one folder/a.csv": JUNE, "all in one folder/b.csv": AUGUST},
        {"crimes.zip": archive(LOOSE)},
    ],
    ids=["monthly folders", "loose files", "archive"],
)
def test_a_month_without_a_file_is_missing_between_its_neighbours(
    store_of: Callable[..., Store], files: dict[str, bytes]
) -> None:
    """July 2019 was never published. June has 4 such rows in Barnsley, August 8 (grep)."""
    store = store_of(files)

    np.testing.assert_array_equal(asb_in_barnsley(store), [4.0, np.nan, 8.0])


def test_rows_without_an_lsoa_lie_in_no_area_and_are_told(store_of: Callable[..., Store]) -> None:
    store = store_of(LOOSE)

    assert "6 rows have no LSOA and lie in no area" in store.extracts[0].notes


def test_a_crime_id_given_twice_counts_once(store_of: Callable[..., Store]) -> None:
    text = JUNE.decode()
    burglary = next(line for line in text.splitlines() if ",Burglary," in line)

    store = store_of({"june.csv": text + burglary + "\n"})

    assert "1 rows repeat a Crime ID and count once" in store.extracts[0].notes


def test_the_same_month_of_a_force_in_two_files_counts_once(store_of: Callable[..., Store]) -> None:
    store = store_of({"a.csv": JUNE, "b.csv": JUNE + b"\n"})

    assert any("holds the same month as a.csv" in fault for fault in store.faults)


def test_a_quiet_month_of_a_place_is_a_true_zero(store_of: Callable[..., Store]) -> None:
    """The LSOA has no row in a month that its force published."""
    header, *rows = AUGUST.decode().splitlines(keepends=True)
    without = header + "".join(row for row in rows if "Barnsley 001A" not in row)
    store = store_of({"june.csv": JUNE, "august.csv": without})
    place = next(a for a in store.areas(Level.LSOA) if a.name == "Barnsley 001A")

    panel = store.panel(Source.POLICE_UK, Level.LSOA, [place], [ASB], Month.parse("2019-08"))

    assert panel.counts[0, 0, -1] == 0.0


def test_another_force_s_rows_are_added_where_the_main_force_published(
    store_of: Callable[..., Store],
) -> None:
    header, *rows = JUNE.decode().splitlines(keepends=True)
    asb = next(row for row in rows if ",Barnsley 00" in row and "Anti-social" in row)
    railway = header + asb.replace("South Yorkshire Police", "British Transport Police")

    store = store_of({**LOOSE, "btp.csv": railway})

    np.testing.assert_array_equal(asb_in_barnsley(store), [5.0, np.nan, 8.0])


def test_an_archive_that_is_damaged_is_a_fault(store_of: Callable[..., Store]) -> None:
    store = store_of({"crimes.zip": archive(LOOSE)[:200]})

    assert "cannot be opened" in store.faults[0]
