from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.paths import EXCERPTS
from xlsrc.extracts.cache import cached, keep
from xlsrc.extracts.extract import Extract
from xlsrc.extracts.reader import file_reading
from xlsrc.extracts.reading import FileReading

if TYPE_CHECKING:
    from pathlib import Path

FILES = [
    "mps_borough_2025.csv",
    "mps_ward_2025.csv",
    "dashboard_knife.csv",
    "police_uk_2019-06.csv",
]


def read(name: str) -> tuple[str, FileReading]:
    content = (EXCERPTS / name).read_bytes()
    sha256 = hashlib.sha256(content).hexdigest()
    return sha256, file_reading(content, name, sha256)


@pytest.mark.parametrize("name", FILES)
def test_what_was_kept_is_what_was_read(tmp_path: Path, name: str) -> None:
    sha256, reading = read(name)
    keep(tmp_path, sha256, name, reading)

    again = cached(tmp_path, sha256, name)

    assert again is not None
    for one, other in zip(reading.extracts, again.extracts, strict=True):
        for field in Extract.__dataclass_fields__:
            np.testing.assert_array_equal(getattr(one, field), getattr(other, field))


def test_a_missing_figure_is_kept_missing(tmp_path: Path) -> None:
    content = b"indicator,area,month,value\nfires,Barnet,2025-12,[c]\n"
    keep(tmp_path, "0" * 64, "r.csv", file_reading(content, "r.csv", "0" * 64))

    again = cached(tmp_path, "0" * 64, "r.csv")

    assert again is not None
    assert np.isnan(again.extracts[0].count).tolist() == [True]


def test_a_damaged_file_is_passed_over(tmp_path: Path) -> None:
    sha256, reading = read("mps_ward_2025.csv")
    keep(tmp_path, sha256, "w.csv", reading)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:100])

    assert cached(tmp_path, sha256, "w.csv") is None


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("in the way")

    keep(blocked, "0" * 64, "r.csv", FileReading())

    assert cached(blocked, "0" * 64, "r.csv") is None


def test_what_was_at_fault_is_kept_under_the_file_s_name_of_today(tmp_path: Path) -> None:
    reading = FileReading(faults=("old.zip/a.csv: damaged",), unread=1)
    keep(tmp_path, "0" * 64, "old.zip", reading)

    again = cached(tmp_path, "0" * 64, "2026-01/new.zip")

    assert again is not None
    assert (again.faults, again.unread) == (("2026-01/new.zip/a.csv: damaged",), 1)
