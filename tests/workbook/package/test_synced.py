from __future__ import annotations

import sys
import types
from pathlib import Path
from typing import Self

import pytest

from workbook.package import synced
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


class Key:
    """A key of the registry."""

    def __init__(self, values: dict[str, str] | None = None, **keys: Key) -> None:
        self.values, self.keys = values or {}, keys

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


def opened(key: Key, path: str) -> Key:
    for name in path.split("\\"):
        if name not in key.keys:
            raise FileNotFoundError(name)
        key = key.keys[name]
    return key


def value(key: Key, name: str) -> tuple[str, int]:
    if name not in key.values:
        raise FileNotFoundError(name)
    return key.values[name], 1


@pytest.mark.parametrize("listed", [True, False])
def test_a_library_of_sharepoint_is_synced_whatever_it_is_called(
    monkeypatch: pytest.MonkeyPatch, *, listed: bool
) -> None:
    library = "/users/ann/Barnet Council/Safer Communities - Documents"
    one_drive = Key(Broken=Key(), Library=Key({"MountPoint": library}))
    software = Key(SyncEngines=Key(Providers=Key(OneDrive=one_drive))) if listed else Key()
    winreg = types.SimpleNamespace(
        HKEY_CURRENT_USER=Key(Software=software),
        OpenKey=opened,
        QueryInfoKey=lambda key: (len(key.keys), 0, 0),
        EnumKey=lambda key, index: list(key.keys)[index],
        QueryValueEx=value,
    )
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "winreg", winreg)

    found = [
        synced.is_synced(Path(folder) / "Board.xlsx", {}) for folder in (library, "/users/ann/Own")
    ]

    assert found == [listed, False]
