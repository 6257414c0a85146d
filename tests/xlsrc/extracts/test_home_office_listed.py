"""A folder lists Home Office tables as read and not yet used, whatever they are called."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.support.home_office import BURGLARY, COVER, as_ods, as_xlsx, row, year_table
from xlsrc.extracts.folder import UNCOUNTED
from xlsrc.extracts.store import Store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("suffix", ["ods", "xlsx", "csv"])
def test_a_folder_lists_the_file_as_read_and_not_yet_used(tmp_path: Path, suffix: str) -> None:
    table = year_table(2019, ["Sheffield"])
    text = "\n".join(",".join(map(str, cells)) for cells in table).encode()
    made = {"ods": as_ods, "xlsx": as_xlsx}.get(suffix, lambda _: text)
    (tmp_path / f"any name.{suffix}").write_bytes(made({"Cover": COVER, "2019-20": table}))

    store = Store.open(tmp_path, cache=None)

    (line,) = store.files
    assert (line.state, store.faults, store.extracts) == (UNCOUNTED, (), ())
    assert "1 partnership, 2 offences, 4 quarters from April to June 2019 to" in line.detail
    assert line.detail.endswith("read by no indicator")


def test_a_file_in_an_archive_that_was_read_before_is_listed_alike(tmp_path: Path) -> None:
    folder = tmp_path / "extracts"
    folder.mkdir()
    table = [*year_table(2019, ["Sheffield"]), row("2019/20", 1, "Sheffield", BURGLARY, -1)]
    with zipfile.ZipFile(folder / "made up.zip", "w") as archive:
        archive.writestr("tables.ods", as_ods({"2019-20": table}))

    first, again = (Store.open(folder, cache=tmp_path / "cache") for _ in range(2))

    assert (first.files, first.faults) == (again.files, again.faults)
    assert first.faults[0] == (
        "made up.zip/tables.ods: sheet 2019-20, row 10, column Number of Offences: a whole number "
        "of 0 or more was wanted; found '-1': these counts are missing; ask the publisher for them"
    )
