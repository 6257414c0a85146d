"""A folder lists Home Office tables as read, whatever they are called and wherever they lie."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.support.home_office import BURGLARY, COVER, as_ods, as_xlsx, row, year_table
from workbook.commands.listing import extract_rows
from xlsrc.domain.indicator import Source
from xlsrc.extracts.folder import READ
from xlsrc.extracts.store import Store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("suffix", ["ods", "xlsx", "csv"])
def test_a_folder_lists_the_file_as_read(tmp_path: Path, suffix: str) -> None:
    table = year_table(2019, ["Sheffield"])
    text = "\n".join(",".join(map(str, cells)) for cells in table).encode()
    made = {"ods": as_ods, "xlsx": as_xlsx}.get(suffix, lambda _: text)
    (tmp_path / f"any name.{suffix}").write_bytes(made({"Cover": COVER, "2019-20": table}))

    store = Store.open(tmp_path, cache=None)

    (line,), (extract,) = store.files, store.extracts
    assert (line.state, store.faults, extract.source) == (READ, (), Source.HOME_OFFICE)
    _, (listed,) = extract_rows(store)
    # First and last are the last months of quarters; the months between are no gaps.
    assert listed[5:] == ("2019-06", "2020-03", 8, None, "by the quarter")


def test_a_file_in_an_archive_that_was_read_before_is_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "extracts"
    folder.mkdir()
    table = [*year_table(2019, ["Sheffield"]), row("2019/20", 1, "Sheffield", BURGLARY, -1)]
    with zipfile.ZipFile(folder / "made up.zip", "w") as archive:
        archive.writestr("tables.ods", as_ods({"2019-20": table}))

    first, again = (Store.open(folder, cache=tmp_path / "cache") for _ in range(2))

    assert (first.files, first.faults) == (again.files, again.faults)
    (one,), (other,) = first.extracts, again.extracts
    assert (one.labels, one.areas, one.months) == (other.labels, other.areas, other.months)
    assert one.frame().equals(other.frame())
    assert first.faults[0] == (
        "made up.zip/tables.ods: sheet 2019-20, row 10, column Number of Offences: a whole number "
        "of 0 or more was wanted; found '-1': these counts are missing; ask the publisher for them"
    )
