"""Where an edition's rows go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.package.file_state import NO_FILE, FileState
from workbook.publish.working import rows_target

if TYPE_CHECKING:
    from pathlib import Path

READ = FileState.of(b"as it was read")


def test_the_workbook_takes_them_if_it_is_as_it_was_read(tmp_path: Path) -> None:
    workbook = tmp_path / "Dashboard.xlsx"

    assert rows_target(workbook, READ) == (workbook, READ)


def test_in_a_synced_folder_a_new_file_beside_it_takes_them(tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - Council"
    folder.mkdir()
    workbook = folder / "Dashboard.xlsx"
    workbook.write_bytes(b"as it was read")

    assert rows_target(workbook, READ) == (folder / "Dashboard 2.xlsx", NO_FILE)
