from __future__ import annotations

from pathlib import Path

import pytest

from workbook.package.synced import free_name, is_synced


def test_a_folder_of_onedrive_is_synced() -> None:
    environment = {"OneDriveCommercial": "/home/ann/Council"}

    assert is_synced(Path("/home/ann/Council/Board/Board.xlsx"), environment)


@pytest.mark.parametrize(
    "path",
    ["/Users/ann/Library/CloudStorage/X/Board.xlsx", "/home/ann/OneDrive - Barnet/Board.xlsx"],
)
def test_a_synced_folder_is_known_by_its_name(path: str) -> None:
    assert is_synced(Path(path), {})


def test_an_ordinary_folder_is_not_synced() -> None:
    assert not is_synced(Path("/home/ann/Board.xlsx"), {"OneDrive": "/home/ann/OneDrive"})


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    for name in ("Board.xlsx", "Board 2.xlsx"):
        (tmp_path / name).touch()

    assert free_name(tmp_path / "Board.xlsx").name == "Board 3.xlsx"
