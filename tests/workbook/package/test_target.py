from __future__ import annotations

from pathlib import Path

import pytest

from workbook.package.target import chosen_target
from xlsrc.domain.errors import WorkbookError


def test_words_are_never_a_path() -> None:
    target = chosen_target(None, "Dashboard ../../x 2025-12", ".xlsx")

    assert target == Path("out", "Dashboard x 2025-12.xlsx")


def test_in_a_synced_folder_a_new_name_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - Council"
    folder.mkdir()
    (folder / "d.xlsx").write_bytes(b"")

    assert chosen_target(folder / "d.xlsx", "", ".xlsx").name == "d 2.xlsx"


@pytest.mark.parametrize(
    "name", ["d.xls", "d.xlsb", "d.xlsm", "d.xltx", "d", "d.xlsx.", "d.xlsx.zip"]
)
def test_a_name_that_ends_otherwise_is_refused(name: str) -> None:
    with pytest.raises(WorkbookError, match=r"written as \.xlsx; found the name '.*' to write to"):
        chosen_target(Path(name), "", ".xlsx")


def test_capitals_make_no_other_ending() -> None:
    assert chosen_target(Path("D.XLSX"), "", ".xlsx") == Path("D.XLSX")
